// Whose a frame's characters are and where they say they stand: one pen's, with the next clocks, between neighbours that
// exist and share one writable text. Parents are resolved through the neighbours, never believed.
import * as Y from 'yjs';
import { Refused } from './codes.ts';
import { type Examination, rootName, type RootType } from './examination.ts';
import type { Frame, Id, Run } from './frame.ts';
import { checkKnown } from './known.ts';
import { flawOf, splitsPair } from './text-rules.ts';

/** A neighbour: a character that the table has, or one that the frame itself brings. */
export type Anchor =
  | {
      readonly kind: 'stored';
      readonly root: string | null;
      readonly client: number;
      readonly clock: number;
      readonly item: Y.Item;
      readonly offset: number;
    }
  | { readonly kind: 'fresh'; readonly root: string; readonly clock: number; readonly placed: Placed };

/** What stands right of a run in its author's view: the end, one of the frame's own characters, or one that the table has. */
export type Right =
  | { readonly kind: 'end' }
  | { readonly kind: 'fresh'; readonly clock: number }
  | { readonly kind: 'stored'; readonly item: Y.Item; readonly offset: number };

export const END: Right = { kind: 'end' };

/** A new run, with its place. */
export type Placed = {
  readonly run: Run;
  readonly root: string;
  readonly type: RootType;
  readonly left: Anchor | null;
  readonly right: Anchor | null;
  /** What stood right of it when it was typed; found by `checkNeighbours`. */
  next: Right;
  /** Whether live characters of another party that the author did not know stand right of `left`. */
  foreignGap: boolean;
};

/** The placed run that holds a clock, or undefined; they are consecutive. */
export const placedAt = (placed: readonly Placed[], clock: number): Placed | undefined => {
  let low = 0;
  let high = placed.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const candidate = placed[middle];
    if (candidate === undefined) return undefined;
    if (clock < candidate.run.clock) high = middle - 1;
    else if (clock < candidate.run.clock + candidate.run.length) return candidate;
    else low = middle + 1;
  }
  return undefined;
};

/** @param cut where the new run would cut: 1 after the character (origin), 0 before it (rightOrigin) */
const freshAnchor = (placed: readonly Placed[], run: Run, clock: number, cut: 0 | 1): Anchor => {
  const other = clock < run.clock ? placedAt(placed, clock) : undefined;
  if (other === undefined) throw new Refused('self-anchor', String(clock));
  if (other.run.text !== null && splitsPair(other.run.text, clock - other.run.clock + cut))
    throw new Refused('split-surrogate');
  return { kind: 'fresh', root: other.root, clock, placed: other };
};

const storedAnchor = (exam: Examination, { client, clock }: Id, cut: 0 | 1): Anchor => {
  if (clock >= exam.stateOf(client)) throw new Refused('missing-dep', `${client}:${clock}`);
  const structs = exam.structsOf(client);
  const item = structs[exam.indexOf(structs, clock)];
  if (!(item instanceof Y.Item)) throw new Refused('gc-anchor', `${client}:${clock}`);
  if (item.parentSub !== null) throw new Refused('map-anchor', `${client}:${clock}`);
  const offset = clock - item.id.clock;
  if (item.content instanceof Y.ContentString && splitsPair(item.content.str, offset + cut))
    throw new Refused('split-surrogate');
  if (client !== exam.pen) exam.base = Math.max(exam.base, exam.policy.seqOf(client, clock));
  return { kind: 'stored', root: rootName(exam.doc, item.parent), client, clock, item, offset };
};

const anchorOf = (exam: Examination, placed: readonly Placed[], run: Run, id: Id | null, cut: 0 | 1) => {
  if (id === null) return null;
  return id.client === exam.pen && id.clock >= exam.from
    ? freshAnchor(placed, run, id.clock, cut)
    : storedAnchor(exam, id, cut);
};

const rootOfRun = (run: Run, left: Anchor | null, right: Anchor | null): string | null => {
  if (left !== null && right !== null && left.root !== right.root)
    throw new Refused('cross-root', `${left.root ?? ''} | ${right.root ?? ''}`);
  return (left ?? right ?? run).root;
};

const place = (exam: Examination, placed: readonly Placed[], run: Run): Placed => {
  const left = anchorOf(exam, placed, run, run.origin, 1);
  const right = anchorOf(exam, placed, run, run.rightOrigin, 0);
  const root = rootOfRun(run, left, right);
  const type = exam.writable(root);
  const flaw = run.text === null ? null : flawOf(run.text);
  if (flaw !== null) throw new Refused('bad-text', flaw);
  return { run, root: root ?? '', type, left, right, next: END, foreignGap: false };
};

/** The part of a run that the table does not have, cut as Yjs would cut it, or null. */
const freshPart = (exam: Examination, frame: Frame, client: number, run: Run): Run | null => {
  const state = exam.stateOf(client);
  if (run.clock >= state) return run;
  const end = run.clock + run.length;
  checkKnown(exam, frame, client, run, Math.min(end, state));
  exam.known += Math.min(end, state) - run.clock;
  if (end <= state) return null;
  const cut = state - run.clock;
  if (run.text !== null && splitsPair(run.text, cut)) throw new Refused('split-surrogate');
  return {
    clock: state,
    length: run.length - cut,
    text: run.text === null ? null : run.text.slice(cut),
    origin: { client, clock: state - 1 },
    rightOrigin: run.rightOrigin,
    root: null,
  };
};

/** The frame's new runs, each with its place. Refuses what is not the pen's own, not next, or nowhere to be found. */
export const placeRuns = (exam: Examination, frame: Frame): Placed[] => {
  const placed: Placed[] = [];
  for (const { client, clock, runs } of frame.sections) {
    const own = client === exam.pen;
    const state = exam.stateOf(client);
    if (clock > state)
      throw new Refused(own ? 'clock-gap' : 'foreign-client', `${client}:${clock} > ${state}`);
    for (const run of runs) {
      const fresh = freshPart(exam, frame, client, run);
      if (fresh === null) continue;
      if (!own) throw new Refused('foreign-client', String(client));
      placed.push(place(exam, placed, fresh));
    }
  }
  return placed;
};
