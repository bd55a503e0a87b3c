// What a frame repeats must be what the table has. A sender who tells known characters differently shows its own side
// another text than everybody else reads.
import * as Y from 'yjs';
import { Refused } from './codes.ts';
import { type Examination, rootName } from './examination.ts';
import type { Frame, Id, Run } from './frame.ts';

const sameId = (a: Id | null, b: Id | null): boolean =>
  a === null || b === null ? a === b : a.client === b.client && a.clock === b.clock;

const deletes = (frame: Frame, client: number, from: number, to: number): boolean => {
  const spans = frame.deletions.get(client) ?? [];
  let low = 0;
  let high = spans.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[2 * middle + 1] ?? 0) > from) high = middle;
    else low = middle + 1;
  }
  let at = from; // spans may touch, so that one stretch can be covered by several
  for (let i = 2 * low; at < to && i < spans.length && (spans[i] ?? 0) <= at; i += 2) at = spans[i + 1] ?? at;
  return at >= to;
};

const checkPlace = (exam: Examination, client: number, run: Run, item: Y.Item | Y.GC | undefined): void => {
  const what = `${client}:${run.clock}`;
  if (!(item instanceof Y.Item)) throw new Refused('equivocation', `collected ${what}`);
  // Further into an item the left neighbour is the character before: that is how Yjs would have cut it.
  const origin = item.id.clock === run.clock ? item.origin : { client, clock: run.clock - 1 };
  if (!sameId(origin, run.origin)) throw new Refused('equivocation', `origin of ${what}`);
  if (!sameId(item.rightOrigin, run.rightOrigin))
    throw new Refused('equivocation', `right origin of ${what}`);
  if (run.root !== null && rootName(exam.doc, item.parent) !== run.root)
    throw new Refused('equivocation', `root of ${what}`);
};

/** Refuses unless the run agrees with what is stored from its start up to `to`. */
export const checkKnown = (exam: Examination, frame: Frame, client: number, run: Run, to: number): void => {
  const structs = exam.structsOf(client);
  let at = exam.indexOf(structs, run.clock);
  checkPlace(exam, client, run, structs[at]);
  for (; at < structs.length; at += 1) {
    const item = structs[at];
    if (item === undefined || item.id.clock >= to) return;
    exam.walk();
    if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentString)) continue; // only its place is left
    const from = Math.max(run.clock, item.id.clock);
    const end = Math.min(to, item.id.clock + item.length);
    if (run.text === null) {
      if (!item.deleted && !deletes(frame, client, from, end))
        throw new Refused('equivocation', `deletion of ${client}:${from}`);
    } else if (
      item.content.str.slice(from - item.id.clock, end - item.id.clock) !==
      run.text.slice(from - run.clock, end - run.clock)
    )
      throw new Refused('equivocation', `text of ${client}:${from}`);
  }
};
