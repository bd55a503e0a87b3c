// Which deletions a frame may make: live characters of its own party, that no other party includes and no standing revision
// holds, in a text that the seat may write in. What is deleted already is passed over.
import * as Y from 'yjs';
import { LEDGER_CLIENT, partyIndexOf } from '../pens.ts';
import { Refused } from './codes.ts';
import { type Examination, rootName } from './examination.ts';
import type { Deletions, Frame } from './frame.ts';
import { type Placed, placedAt } from './place.ts';
import { splitsPair } from './text-rules.ts';

/** A character that the table has. */
export type Place = { readonly item: Y.Item; readonly offset: number };

export type Withdrawn = {
  /** Live characters that the table has and that go; spans apart. */
  readonly removed: Deletions;
  /** The last character of each stretch of them that stands together. */
  readonly ends: readonly Place[];
  /** Clocks of the frame's own characters that it deletes again: start, end, start, end, … */
  readonly dead: readonly number[];
};

const pushSpan = (spans: number[], start: number, end: number): void => {
  if (spans.at(-1) === start) spans[spans.length - 1] = end;
  else spans.push(start, end);
};

const checkFreshCut = (placed: readonly Placed[], clock: number): void => {
  const run = placedAt(placed, clock)?.run;
  if (run !== undefined && run.text !== null && splitsPair(run.text, clock - run.clock))
    throw new Refused('split-surrogate');
};

const checkItem = (exam: Examination, item: Y.Item | Y.GC, from: number, to: number): Y.Item => {
  const { client, clock } = item.id;
  const what = `${client}:${from}-${to}`;
  if (client === LEDGER_CLIENT || partyIndexOf(client) !== exam.party)
    throw new Refused('delete-foreign', what);
  if (!(item instanceof Y.Item)) throw new Refused('delete-nontext', what);
  if (item.parentSub !== null) throw new Refused('delete-map', what);
  exam.writable(rootName(exam.doc, item.parent));
  if (exam.policy.protects(client, from, to - from)) throw new Refused('delete-agreed', what);
  if (!(item.content instanceof Y.ContentString)) throw new Refused('delete-nontext', what);
  if (splitsPair(item.content.str, from - clock) || splitsPair(item.content.str, to - clock))
    throw new Refused('split-surrogate', what);
  return item;
};

/** Adds to `spans`, and to `ends`, what of a span is stored and live. */
const withdrawStored = (
  exam: Examination,
  client: number,
  start: number,
  end: number,
  spans: number[],
  ends: Place[],
): void => {
  const structs = exam.structsOf(client);
  for (let at = exam.indexOf(structs, start); at < structs.length; at += 1) {
    const struct = structs[at];
    if (struct === undefined || struct.id.clock >= end) return;
    exam.walk();
    if (struct.deleted) continue;
    const from = Math.max(start, struct.id.clock);
    const to = Math.min(end, struct.id.clock + struct.length);
    const item = checkItem(exam, struct, from, to);
    pushSpan(spans, from, to);
    ends.push({ item, offset: to - 1 - item.id.clock });
  }
};

const withdrawFresh = (
  exam: Examination,
  placed: readonly Placed[],
  start: number,
  end: number,
  dead: number[],
) => {
  const from = Math.max(start, exam.from);
  checkFreshCut(placed, from);
  checkFreshCut(placed, end);
  pushSpan(dead, from, end);
};

/** What the frame deletes. Refuses what is unknown, and what is not this party's to delete. */
export const withdraw = (exam: Examination, frame: Frame, placed: readonly Placed[]): Withdrawn => {
  const last = placed.at(-1)?.run;
  const top = last === undefined ? exam.from : last.clock + last.length;
  const removed = new Map<number, readonly number[]>();
  const ends: Place[] = [];
  const dead: number[] = [];
  for (const [client, spans] of frame.deletions) {
    const own = client === exam.pen;
    const state = exam.stateOf(client);
    const limit = own ? top : state;
    const live: number[] = [];
    for (let i = 0; i < spans.length; i += 2) {
      const start = spans[i] ?? 0;
      const end = spans[i + 1] ?? 0;
      if (end > limit) throw new Refused('delete-unknown', `${client}:${start}-${end} > ${limit}`);
      if (start < state) withdrawStored(exam, client, start, Math.min(end, state), live, ends);
      if (own && end > state) withdrawFresh(exam, placed, start, end, dead);
    }
    if (live.length > 0) removed.set(client, live);
  }
  return { removed, ends, dead };
};
