// No combining mark or joiner of one side may stand right after a character of another: it would strike through, recolour or
// swallow that letter. What counts is the nearest live character to the left, through tombstones and through what the same
// frame brings or deletes; and a deletion may not bring the two together either.
import * as Y from 'yjs';
import { partyIndexOf } from '../pens.ts';
import { Refused } from './codes.ts';
import type { Examination } from './examination.ts';
import type { Deletions, Run } from './frame.ts';
import { type Anchor, type Placed, placedAt } from './place.ts';
import { startsWithMark } from './text-rules.ts';
import type { Place, Withdrawn } from './withdraw.ts';

/** Items that a deletion looks past to its right; whoever buries a mark deeper than that has hidden it well enough. */
const LOOK = 2000;

/** The index in `spans` of the span that holds the clock, or -1. */
const spanOf = (spans: readonly number[], clock: number): number => {
  let low = 0;
  let high = spans.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (clock < (spans[2 * middle] ?? 0)) high = middle - 1;
    else if (clock < (spans[2 * middle + 1] ?? 0)) return 2 * middle;
    else low = middle + 1;
  }
  return -1;
};

const NONE: readonly number[] = [];

/** The offset of the last of an item's first `length` characters that is live and stays, or -1. */
const lastKept = (removed: Deletions, item: Y.Item, length: number): number => {
  if (item.deleted || length <= 0) return -1;
  const { client, clock } = item.id;
  const spans = removed.get(client) ?? NONE;
  const span = spanOf(spans, clock + length - 1);
  return span < 0 ? length - 1 : Math.max(-1, (spans[span] ?? 0) - 1 - clock);
};

/** The nearest live character at or left of a place, and every place passed on the way (item to its first offset passed). */
const liveLeft = (exam: Examination, removed: Deletions, { item, offset }: Place) => {
  const passed = new Map<Y.Item, number>();
  let at: Y.Item | null = item;
  let length = offset + 1;
  while (at !== null) {
    exam.walk();
    const kept = lastKept(removed, at, length);
    passed.set(at, Math.max(0, kept));
    if (kept >= 0) return { client: at.id.client, passed };
    at = at.left;
    length = at?.length ?? 0;
  }
  return null;
};

const isForeign = (exam: Examination, client: number): boolean => partyIndexOf(client) !== exam.party;

const refuseMark = (clock: number): never => {
  throw new Refused('combining-foreign', String(clock));
};

/** What stands left of a new character, as far as its author knew. */
const leftOf = (placed: Placed, clock: number): Anchor | null =>
  clock > placed.run.clock ? { kind: 'fresh', root: placed.root, clock: clock - 1, placed } : placed.left;

/** The left end of the stretch of dead characters that holds this one, or -1 where the character is live. */
const deadFrom = ({ run }: Placed, dead: readonly number[], clock: number): number => {
  if (run.text === null) return run.clock;
  const span = spanOf(dead, clock);
  return span < 0 ? -1 : Math.max(run.clock, dead[span] ?? 0);
};

const checkMark = (exam: Examination, { removed, dead }: Withdrawn, placed: Placed, clock: number): void => {
  let within = placed;
  let from = clock;
  for (;;) {
    exam.walk();
    // Yjs may yet set the mark right of words that its author did not know: those count as well.
    if (from === within.run.clock && within.foreignGap) refuseMark(clock);
    const left = leftOf(within, from);
    if (left === null) return;
    if (left.kind === 'stored') {
      const live = liveLeft(exam, removed, left);
      if (live !== null && isForeign(exam, live.client)) refuseMark(clock);
      return;
    }
    from = deadFrom(left.placed, dead, left.clock);
    if (from < 0) return; // a live character of its own
    within = left.placed;
  }
};

/** The live character right of a place, or null where there is none, within reason, or where it goes as well. */
const liveRight = (removed: Deletions, { item, offset }: Place): Place | null => {
  let at: Y.Item | null = item;
  let from = offset + 1;
  for (let looked = 0; at !== null && looked < LOOK; looked += 1) {
    if (!at.deleted && from < at.length)
      return spanOf(removed.get(at.id.client) ?? NONE, at.id.clock + from) < 0
        ? { item: at, offset: from }
        : null;
    at = at.right;
    from = 0;
  }
  return null;
};

const storedLeft = (exam: Examination, placed: Placed): Place | null => {
  let { left } = placed;
  while (left !== null && left.kind === 'fresh') {
    exam.walk();
    left = left.placed.left;
  }
  return left;
};

/** Whether a new live run stands somewhere among the places passed. */
const isSheltered = (
  exam: Examination,
  passed: ReadonlyMap<Y.Item, number>,
  mark: Place,
  placed: readonly Placed[],
  live: readonly Run[],
) =>
  live.some((run) => {
    exam.walk();
    const owner = run.text === null ? undefined : placedAt(placed, run.clock);
    const left = owner === undefined ? null : storedLeft(exam, owner);
    const first = left === null ? undefined : passed.get(left.item);
    if (left === null || first === undefined || left.offset < first) return false;
    return left.item !== mark.item || left.offset < mark.offset;
  });

const checkDeletion = (
  exam: Examination,
  { removed }: Withdrawn,
  placed: readonly Placed[],
  runs: readonly Run[],
  end: Place,
): void => {
  const right = liveRight(removed, end);
  if (right === null || isForeign(exam, right.item.id.client)) return;
  const { content } = right.item;
  if (!(content instanceof Y.ContentString)) return;
  if (!startsWithMark(content.str.slice(right.offset, right.offset + 2))) return;
  const live = liveLeft(exam, removed, { item: right.item, offset: right.offset - 1 });
  if (live === null || !isForeign(exam, live.client)) return;
  if (!isSheltered(exam, live.passed, right, placed, runs)) refuseMark(right.item.id.clock + right.offset);
};

/**
 * Refuses a frame that would bring a mark of its party right after another party's character.
 * @param runs the new runs as they will be written, cut where words go
 */
export const checkMarks = (
  exam: Examination,
  placed: readonly Placed[],
  runs: readonly Run[],
  withdrawn: Withdrawn,
): void => {
  for (const run of runs) {
    if (run.text === null || !startsWithMark(run.text)) continue;
    const owner = placedAt(placed, run.clock);
    if (owner !== undefined) checkMark(exam, withdrawn, owner, run.clock);
  }
  for (const end of withdrawn.ends) checkDeletion(exam, withdrawn, placed, runs, end);
};
