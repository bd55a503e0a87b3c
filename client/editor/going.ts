// Lists of characters with their words, cut and joined; and what of them can go when a step is taken back.
import { startsWithMark } from '../../shared/gate/text-rules.ts';
import { IdSet } from '../../shared/ids.ts';
import type { Range } from '../../shared/ids.ts';
import { partyIndexOf } from '../../shared/pens.ts';
import type { Fate, Words } from './strike-plan.ts';

/** How to take a step back in the text as it is. */
export type Reversal = {
  /** Offsets into the live text before any of it is done. */
  readonly deletes: readonly { from: number; to: number }[];
  readonly strikes: readonly Words[];
  readonly adopts: readonly Words[];
  /**
   * Dead characters that come back, in the document's order: pieces that come back as one insertion behind the grave of
   * the first. It is more than one where a piece begins with a mark that would otherwise join somebody else's letter.
   */
  readonly revivals: readonly (readonly Words[])[];
};

export const rangeOf = ({ client, clock, text }: Words): Range => [client, clock, text.length];

export const without = (words: readonly Words[], gone: IdSet): Words[] =>
  words.flatMap((each) =>
    IdSet.of([rangeOf(each)])
      .without(gone.ranges())
      .ranges()
      .map(([client, clock, length]) => ({
        client,
        clock,
        text: each.text.slice(clock - each.clock, clock - each.clock + length),
      })),
  );

/** A living character, half of one or all of it, and what becomes of it. */
export type Unit = { client: number; clock: number; unit: string; fate: Fate };

/** Without the marks at its start, which would join somebody else's letter. */
export const detached = ({ client, clock, text }: Words): Words => {
  let at = 0;
  while (startsWithMark(text.slice(at))) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return { client, clock: clock + at, text: text.slice(at) };
};

/** What goes, by offsets where it may be deleted. A letter under an own mark that stays is struck: the table takes it away. */
export const goneOf = (units: readonly Unit[], index: number): Pick<Reversal, 'deletes' | 'strikes'> => {
  const deletes: { from: number; to: number }[] = [];
  const strikes: Words[] = [];
  let bared = false;
  for (let at = units.length - 1; at >= 0; at -= 1) {
    const each = units[at];
    if (each === undefined) continue;
    const { client, clock, unit, fate } = each;
    if (fate !== 'delete') bared = partyIndexOf(client) === index && startsWithMark(markAt(units, at));
    if (fate === 'strike' || (fate === 'delete' && bared)) strikes.push({ client, clock, text: unit });
    else if (fate === 'delete') deletes.push({ from: at, to: at + 1 });
  }
  return { deletes: joinedSpans(deletes.reverse()), strikes: joinedWords(strikes.reverse()) };
};

const markAt = (units: readonly Unit[], at: number): string =>
  (units[at]?.unit ?? '') + (units[at + 1]?.unit ?? '');

const joinedSpans = (spans: readonly { from: number; to: number }[]): { from: number; to: number }[] => {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of spans) {
    const last = joined.at(-1);
    if (last?.to === from) last.to = to;
    else joined.push({ from, to });
  }
  return joined;
};

const joinedWords = (words: readonly Words[]): Words[] => {
  const joined: Words[] = [];
  for (const { client, clock, text } of words) extendWords(joined, client, clock, text);
  return joined;
};

export const overlapping = (
  words: readonly Words[],
  client: number,
  clock: number,
  length: number,
): Words[] =>
  words
    .filter(
      (each) =>
        each.client === client && each.clock < clock + length && each.clock + each.text.length > clock,
    )
    .map((each) => {
      const from = Math.max(clock, each.clock);
      const to = Math.min(clock + length, each.clock + each.text.length);
      return { client, clock: from, text: each.text.slice(from - each.clock, to - each.clock) };
    })
    .sort((a, b) => a.clock - b.clock);

export const extendWords = (list: Words[], client: number, clock: number, unit: string): void => {
  const last = list.at(-1);
  if (last !== undefined && last.client === client && last.clock + last.text.length === clock)
    list[list.length - 1] = { ...last, text: last.text + unit };
  else list.push({ client, clock, text: unit });
};
