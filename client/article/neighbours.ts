// Which brackets of a text stand against one another, and what a selection of it is made of.
import type { PartyId } from '../../shared/board.ts';
import { IdSet } from '../../shared/ids.ts';
import type { Range } from '../../shared/ids.ts';
import type { Bracket, Layout } from '../editor/layout.ts';
import type { Words } from './bracket-acts.ts';

/** Words that are a bracket of the text carry it, so that the editor can act on it. */
export type ChosenWords = Words & { text: string; bracket: Bracket | null };

/** The shown text between two places of the live text. */
const shownBetween = (layout: Layout, from: number, to: number): string => {
  let text = '';
  for (let at = from; at < to; at += 1)
    if (!layout.hidden.some((span) => span.from <= at && at < span.to)) text += layout.text[at] ?? '';
  return text;
};

const meet = (layout: Layout, one: Bracket, other: Bracket): boolean =>
  one.to <= other.from && /^[^\S\n]*$/.test(shownBetween(layout, one.to, other.from));

/** The bracket and those that stand against it: with nothing but spaces between them, in the text's order. */
export const groupOf = (layout: Layout, key: string): readonly Bracket[] => {
  const index = layout.brackets.findIndex((bracket) => bracket.key === key);
  const chosen = layout.brackets[index];
  if (chosen === undefined) return [];
  const group = [chosen];
  for (let at = index - 1; at >= 0; at -= 1) {
    const before = layout.brackets[at];
    const first = group[0];
    if (before === undefined || first === undefined || !meet(layout, before, first)) break;
    group.unshift(before);
  }
  for (let at = index + 1; at < layout.brackets.length; at += 1) {
    const after = layout.brackets[at];
    const last = group.at(-1);
    if (after === undefined || last === undefined || !meet(layout, last, after)) break;
    group.push(after);
  }
  return group;
};

/** One's own side first, then the text's order. */
export const ownFirst = (brackets: readonly Bracket[]): Bracket[] =>
  brackets.toSorted((a, b) => Number(b.own) - Number(a.own));

/** The characters of a selection by who includes them, with their words; hidden ones are left out. */
export const selectedWords = (
  layout: Layout,
  from: number,
  to: number,
): readonly (Words & { text: string })[] => {
  const parts = new Map<string, { parties: readonly PartyId[]; ranges: Range[]; text: string }>();
  for (const each of layout.placed) {
    const start = Math.max(from, each.from);
    const end = Math.min(to, each.to);
    if (start >= end || each.by.length === 0) continue;
    const key = each.by.join();
    const part = parts.get(key) ?? { parties: each.by, ranges: [], text: '' };
    part.ranges.push([each.client, each.clock + start - each.from, end - start]);
    part.text += each.text.slice(start - each.from, end - each.from);
    parts.set(key, part);
  }
  return [...parts.values()]
    .filter((part) => part.text.trim() !== '')
    .map((part) => ({ ...part, ranges: IdSet.of(part.ranges).ranges() }));
};
