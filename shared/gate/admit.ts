// The gate: whether a frame may change the table, decided before anything is changed. It admits two things, plain characters
// typed by the seat's own pen between two neighbours that it could have seen, and the deletion of its own party's characters
// that nobody else includes or holds. Whatever it admits, it writes anew: a sender's own bytes are never applied or sent on.
import type * as Y from 'yjs';
import type { Range } from '../ids.ts';
import { LEDGER_CLIENT } from '../pens.ts';
import { type GateCode, Refused } from './codes.ts';
import { Examination, type GatePolicy } from './examination.ts';
import { type Deletions, frameOf, type Run, writeFrame } from './frame.ts';
import { type Limits, LIVE_LIMITS } from './limits.ts';
import { checkMarks } from './marks.ts';
import { checkNeighbours } from './neighbours.ts';
import { placeRuns } from './place.ts';
import { spokenRuns } from './spoken.ts';
import { withdraw } from './withdraw.ts';

export type { GatePolicy } from './examination.ts';

export type Admitted = {
  readonly ok: true;
  /** `nothing`: the table has all of it already, and there is nothing to apply or log. */
  readonly kind: 'nothing' | 'change';
  /** The canonical frame: what to apply, log and send on. */
  readonly bytes: Uint8Array;
  readonly pen: number;
  /** The pen's next clock before and after. */
  readonly from: number;
  readonly to: number;
  /** The seq up to which the pen knew the table; the base of its next frame. */
  readonly base: number;
  /** Live characters that come and go, in UTF-16 units. */
  readonly inserted: number;
  readonly deleted: number;
  readonly written: readonly Range[];
  readonly removed: readonly Range[];
  /** Clocks of words typed and deleted within the frame: they keep a place and hold nothing. */
  readonly unspoken: readonly Range[];
  /** The texts that it changes. */
  readonly roots: readonly string[];
  /** Characters that it repeated. */
  readonly known: number;
  /** Items walked over to judge it. */
  readonly walked: number;
};

export type GateRefusal = { readonly ok: false; readonly code: GateCode; readonly detail: string };

export type Admission = Admitted | GateRefusal;

const rangesOf = (deletions: Deletions): Range[] => {
  const ranges: Range[] = [];
  for (const [client, spans] of deletions)
    for (let i = 0; i < spans.length; i += 2) {
      const start = spans[i] ?? 0;
      ranges.push([client, start, (spans[i + 1] ?? start) - start]);
    }
  return ranges;
};

/** The runs that do, or do not, still have their words, touching ones as one. */
const runRanges = (pen: number, runs: readonly Run[], spoken: boolean): Range[] => {
  const spans: number[] = [];
  for (const run of runs) {
    if ((run.text !== null) !== spoken) continue;
    if (spans.at(-1) === run.clock) spans[spans.length - 1] = run.clock + run.length;
    else spans.push(run.clock, run.clock + run.length);
  }
  return rangesOf(new Map([[pen, spans]]));
};

const sizeOf = (ranges: readonly Range[]): number => ranges.reduce((sum, [, , length]) => sum + length, 0);

const checkLengths = (exam: Examination, placed: ReturnType<typeof placeRuns>): void => {
  const growth = new Map<string, number>();
  for (const { run, root, type } of placed) {
    if (run.text === null) continue;
    const grown = (growth.get(root) ?? 0) + run.length;
    growth.set(root, grown);
    if (type._length + grown > exam.limits.clauseLength) throw new Refused('clause-too-long', root);
  }
};

/** What comes in takes items, and cuts those it is put between. Deletions pass: they are how one makes room. */
const checkItems = ({ policy, limits }: Examination, placed: ReturnType<typeof placeRuns>): void => {
  if (policy.itemsIn === undefined || !Number.isFinite(limits.items)) return;
  const growth = new Map<string, number>();
  for (const { root } of placed) growth.set(root, (growth.get(root) ?? 0) + 2);
  for (const [root, grown] of growth)
    if (policy.itemsIn(root, limits.items - grown) + grown > limits.items)
      throw new Refused('clause-too-worked', root);
};

const examine = (doc: Y.Doc, bytes: unknown, policy: GatePolicy, limits: Limits): Admitted => {
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Refused('server-pending');
  if (!Number.isSafeInteger(policy.pen) || policy.pen <= LEDGER_CLIENT) throw new Refused('no-pen');
  const frame = frameOf(bytes, limits);
  const exam = new Examination(doc, policy, limits);
  const placed = placeRuns(exam, frame);
  checkLengths(exam, placed);
  checkItems(exam, placed);
  checkNeighbours(exam, placed);
  const withdrawn = withdraw(exam, frame, placed);
  const typed = placed.map(({ run }) => run);
  const runs = spokenRuns(exam.pen, typed, withdrawn.dead);
  checkMarks(exam, placed, runs, withdrawn);
  const last = typed.at(-1);
  const written = runRanges(exam.pen, runs, true);
  const removed = rangesOf(withdrawn.removed);
  return {
    ok: true,
    kind: last === undefined && removed.length === 0 ? 'nothing' : 'change',
    bytes: writeFrame(exam.pen, runs, withdrawn.removed),
    pen: exam.pen,
    from: exam.from,
    to: last === undefined ? exam.from : last.clock + last.length,
    base: exam.base,
    inserted: sizeOf(written),
    deleted: sizeOf(removed),
    written,
    removed,
    unspoken: runRanges(exam.pen, runs, false),
    roots: exam.roots,
    known: exam.known,
    walked: exam.walked,
  };
};

/**
 * Judges a frame. Total and synchronous: it never throws, and never touches the document.
 * @param doc the working document, which holds everything admitted before
 * @param frame what a connection sent as `text`
 * @param limits `RESEND_LIMITS` for a frame above the live size after a spell without connection
 */
export const admit = (doc: Y.Doc, frame: unknown, policy: GatePolicy, limits = LIVE_LIMITS): Admission => {
  try {
    return examine(doc, frame, policy, limits);
  } catch (error) {
    if (error instanceof Refused) return { ok: false, code: error.code, detail: error.detail };
    return { ok: false, code: 'internal', detail: error instanceof Error ? error.message : String(error) };
  }
};
