// Causal plausibility. The server's order is total and every seat receives a prefix of it, so what a pen knew when it made a
// frame is everything up to some seq, its base, plus its own; and an honest insertion names two neighbours of that view,
// tombstones included. Anything else is refused: equal or inverted anchors make replicas disagree, wide ones put words where
// their author could not have meant them, stale ones cost seconds.
import { partyIndexOf } from '../pens.ts';
import { Refused } from './codes.ts';
import type { Examination } from './examination.ts';
import { type Anchor, END, type Placed, type Right } from './place.ts';

type Gap = { readonly skipped: number; readonly foreign: boolean };
type Step = { readonly right: Right; readonly gap: Gap };

const NO_GAP: Gap = { skipped: 0, foreign: false };

const keyOf = (left: Anchor | null, root: string): string => {
  if (left === null) return `^${root}`;
  return left.kind === 'fresh' ? String(left.clock) : `${left.client}:${left.clock}`;
};

/** From a place in the stored text on, the first character that the pen knew, and what was skipped to find it. */
const stepStored = (exam: Examination, placed: Placed): Step => {
  const { left } = placed;
  let item = placed.type._start;
  let skipped = 0;
  let foreign = false;
  if (left !== null && left.kind === 'stored') {
    item = left.item.right;
    const offset = left.offset + 1;
    if (offset < left.item.length) {
      if (exam.knows(left.client, left.clock + 1))
        return { right: { kind: 'stored', item: left.item, offset }, gap: NO_GAP };
      skipped += 1; // the rest of the item is newer than the pen's view
      foreign ||= !left.item.deleted && partyIndexOf(left.client) !== exam.party;
    }
  }
  while (item !== null && !exam.knows(item.id.client, item.id.clock)) {
    exam.walk();
    skipped += 1;
    foreign ||= !item.deleted && partyIndexOf(item.id.client) !== exam.party;
    item = item.right;
  }
  return {
    right: item === null ? END : { kind: 'stored', item, offset: 0 },
    gap: skipped === 0 ? NO_GAP : { skipped, foreign },
  };
};

const stepFresh = (left: Anchor & { kind: 'fresh' }): Step => {
  const { run, next } = left.placed;
  const within = left.clock + 1 < run.clock + run.length;
  return { right: within ? { kind: 'fresh', clock: left.clock + 1 } : next, gap: NO_GAP };
};

const step = (exam: Examination, placed: Placed): Step =>
  placed.left?.kind === 'fresh' ? stepFresh(placed.left) : stepStored(exam, placed);

const isThat = (right: Right, anchor: Anchor | null): boolean => {
  if (anchor === null) return right.kind === 'end';
  if (anchor.kind === 'fresh') return right.kind === 'fresh' && right.clock === anchor.clock;
  return right.kind === 'stored' && right.item === anchor.item && right.offset === anchor.offset;
};

const settle = (exam: Examination, placed: Placed, { right, gap }: Step): void => {
  if (!isThat(right, placed.right))
    throw new Refused('implausible-anchors', `${exam.pen}:${placed.run.clock}`);
  placed.next = right;
  placed.foreignGap = gap.foreign;
};

/**
 * Replays the new runs on their author's view, one after the other, and refuses one that does not stand between two neighbours
 * of it. Notes for each what stands right of it.
 */
export const checkNeighbours = (exam: Examination, placed: readonly Placed[]): void => {
  const only = placed.length === 1 ? placed[0] : undefined;
  if (only !== undefined) return settle(exam, only, step(exam, only));
  const taken = new Map<string, { readonly clock: number; readonly gap: Gap }>(); // what the frame put right of a character
  for (const run of placed) {
    const key = keyOf(run.left, run.root);
    const before = taken.get(key);
    const found: Step =
      before === undefined
        ? step(exam, run)
        : { right: { kind: 'fresh', clock: before.clock }, gap: before.gap };
    if (before !== undefined) exam.walk(before.gap.skipped); // Yjs will walk over the same items again
    settle(exam, run, found);
    taken.set(key, { clock: run.run.clock, gap: found.gap });
  }
};
