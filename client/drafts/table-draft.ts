// Tabling a draft: the word-level difference between the own position and the draft, first as something to look at, then as
// one transaction and its strikes.
import type { ClauseId, Language, PartyId } from '../../shared/board.ts';
import { rootOf } from '../../shared/board.ts';
import { cleanTyped } from '../../shared/gate/text-rules.ts';
import type { Range } from '../../shared/ids.ts';
import { clauseOf } from '../../shared/state.ts';
import type { Stretch } from '../../shared/text/position.ts';
import { positionText, stretchesIn } from '../../shared/text/position.ts';
import { wordsOf } from '../../shared/text/words.ts';
import type { Acts, TableView } from '../session/view.ts';
import { editsOf, mergeTexts } from './merge.ts';

export type TablingSegment = { kind: 'kept' | 'added' | 'removed'; text: string };

/** Characters of the own position that go, and what stands in their place. */
export type TablingEdit = {
  removed: readonly Range[];
  text: string;
  /** The character of the own position behind which `text` goes; null: at the very beginning. */
  after: { client: number; clock: number } | null;
};

export type Tabling = {
  segments: readonly TablingSegment[];
  edits: readonly TablingEdit[];
  /** The own position once it is tabled. */
  text: string;
};

/**
 * What tabling would change. What colleagues did to the position since the draft began stays, but where the draft changed
 * the very same words.
 */
export const tablingOf = (
  stretches: readonly Stretch[],
  party: PartyId,
  draft: { text: string; base: string },
): Tabling => {
  const position = positionText(stretches, party);
  const text = mergeTexts(draft.base, cleanTyped(draft.text), position, 'ours');
  const words = wordsOf(position);
  const own = stretches.filter((stretch) => stretch.by.includes(party));
  const segments: TablingSegment[] = [];
  const edits: TablingEdit[] = [];
  const show = (kind: TablingSegment['kind'], shown: string): void => {
    if (shown !== '') segments.push({ kind, text: shown });
  };
  let [word, offset] = [0, 0];
  const skipTo = (next: number): string => {
    const skipped = words.slice(word, next).join('');
    word = next;
    offset += skipped.length;
    return skipped;
  };
  for (const edit of editsOf(words, wordsOf(text))) {
    show('kept', skipTo(edit.from));
    const from = offset;
    const removed = skipTo(edit.to);
    const added = edit.words.join('');
    show('removed', removed);
    show('added', added);
    const after = rangesAt(own, offset - 1, offset)[0];
    edits.push({
      removed: rangesAt(own, from, offset),
      text: added,
      after: after === undefined ? null : { client: after[0], clock: after[1] },
    });
  }
  show('kept', skipTo(words.length));
  return { segments, edits, text };
};

/**
 * Tables a draft: own characters that are nobody else's are deleted, the rest is struck, the new words go in, all as one
 * transaction and its strikes. Returns what it did; null where the view cannot act or has no such clause.
 */
export const tableDraft = (
  view: TableView,
  clause: ClauseId,
  lang: Language,
  draft: { text: string; base: string },
): Tabling | null => {
  const { state, seat } = view.snapshot();
  const found = clauseOf(state, clause);
  if (view.acts === null || seat.party === null || found === undefined) return null;
  const stretches = stretchesIn(state, view.texts(), found, lang);
  const tabling = tablingOf(stretches, seat.party, draft);
  apply(view, view.acts, { clause, lang }, stretches, tabling);
  return tabling;
};

const apply = (
  view: TableView,
  acts: Acts,
  { clause, lang }: { clause: ClauseId; lang: Language },
  stretches: readonly Stretch[],
  { edits }: Tabling,
): void => {
  const removed = edits.flatMap((edit) => edit.removed.flatMap((range) => cut(acts, clause, range)));
  const struck = removed.filter((piece) => !piece.deletable).map((piece) => piece.range);
  if (struck.length > 0) acts.strike(clause, lang, struck);
  const indexOf = indexIn(stretches);
  // From the end to the beginning, so that an index still means what it meant.
  const steps = [
    ...edits
      .filter((edit) => edit.text !== '')
      .map((edit) => ({
        at: edit.after === null ? 0 : indexOf(edit.after.client, edit.after.clock) + 1,
        text: edit.text,
        length: 0,
      })),
    ...removed
      .filter((piece) => piece.deletable)
      .map(({ range: [client, clock, length] }) => ({ at: indexOf(client, clock), text: '', length })),
  ].sort((a, b) => b.at - a.at || b.length - a.length);
  if (steps.length === 0) return;
  const doc = view.document();
  const text = doc.getText(rootOf(clause, lang));
  doc.transact(() => {
    for (const step of steps) {
      if (step.length > 0) text.delete(step.at, step.length);
      else text.insert(step.at, step.text);
    }
  }, acts.origin);
};

/** The characters at offsets `from … to` of the joined stretches. */
const rangesAt = (own: readonly Stretch[], from: number, to: number): Range[] => {
  const ranges: Range[] = [];
  let offset = 0;
  for (const { client, clock, text } of own) {
    const start = Math.max(from, offset);
    const end = Math.min(to, offset + text.length);
    if (start < end) ranges.push([client, clock + start - offset, end - start]);
    offset += text.length;
  }
  return ranges;
};

/** A range cut wherever it changes whether the characters may really be deleted. */
const cut = (
  acts: Acts,
  clause: ClauseId,
  [client, clock, length]: Range,
): { range: Range; deletable: boolean }[] => {
  const pieces: { range: Range; deletable: boolean }[] = [];
  let from = clock;
  let deletable = acts.mayDelete(clause, client, clock);
  for (let at = clock + 1; at <= clock + length; at += 1) {
    const next = at < clock + length && acts.mayDelete(clause, client, at);
    if (at < clock + length && next === deletable) continue;
    pieces.push({ range: [client, from, at - from], deletable });
    from = at;
    deletable = next;
  }
  return pieces;
};

/** The index of a live character in the `Y.Text`. */
const indexIn =
  (stretches: readonly Stretch[]) =>
  (client: number, clock: number): number => {
    let index = 0;
    for (const stretch of stretches) {
      if (stretch.client === client && stretch.clock <= clock && clock < stretch.clock + stretch.text.length)
        return index + clock - stretch.clock;
      index += stretch.text.length;
    }
    return index;
  };
