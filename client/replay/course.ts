// The course of a negotiation, as one steps through it: bursts of typing and moves, one after the other; how long it took,
// without the time in which nothing happened; and what one comes to at any point of it.
import type { ClauseId, Language, PartyId } from '../../shared/board.ts';
import { clauseOfRoot } from '../../shared/board.ts';
import type { LedgerEntry } from '../../shared/events.ts';
import { kindAt, lastSeq } from '../../shared/replay/replay.ts';
import type { Chronicle } from '../../shared/replay/replay.ts';
import { clauseOf } from '../../shared/replay/states.ts';
import { countUpTo } from '../../shared/replay/texts.ts';
import { LEAST } from './playing.ts';

/** Rows that one step leads over: from the row behind the step before up to `seq`. */
export type Step = { seq: number; party: PartyId | null; clause: ClauseId | null } & (
  { kind: 'move'; entry: LedgerEntry } | { kind: 'burst'; lang: Language; added: number; removed: number }
);

/** A pause in typing that ends a burst, in milliseconds. */
const PAUSE = 3000;
/** On the timeline a row takes at most so many milliseconds (and at least `LEAST`), however long the wait before it was. */
const MOST = 30_000;

export type SittingMark = { sitting: number; from: number; to: number };

export class Course {
  readonly chronicle: Chronicle;
  readonly steps: readonly Step[];
  readonly sittings: readonly SittingMark[];
  readonly last: number;
  /** How far along the timeline each row is, 0 to 1; at index `seq`. */
  readonly #along: Float64Array;
  readonly #ends: Float64Array;
  readonly #parties: ReadonlyMap<string, PartyId | null>;

  constructor(chronicle: Chronicle, entries: readonly LedgerEntry[]) {
    this.chronicle = chronicle;
    this.last = lastSeq(chronicle);
    this.#parties = partiesBySeat(entries);
    this.steps = stepsOf(chronicle, entries, (seat) => this.#parties.get(seat) ?? null);
    this.#ends = Float64Array.from(this.steps, ({ seq }) => seq);
    this.#along = alongOf(chronicle);
    this.sittings = sittingsOf(entries, this.last);
  }

  along(seq: number): number {
    return this.#along[seq] ?? 0;
  }

  /** The row at a point of the timeline. */
  seqAlong(share: number): number {
    return Math.max(1, Math.min(this.last, countUpTo(this.#along, share) - 1));
  }

  partyAt(seq: number): PartyId | null {
    return this.#parties.get(this.chronicle.seats[this.chronicle.seat[seq] ?? 0] ?? '') ?? null;
  }

  /** The step that row `seq` belongs to; null before the first. */
  stepAt(seq: number): Step | null {
    return this.steps[this.#indexOf(seq)] ?? this.steps.at(-1) ?? null;
  }

  /** The next step's end (or the one before), of those that `wanted` takes; null where there is none. */
  next(seq: number, direction: 1 | -1, wanted: (step: Step) => boolean): Step | null {
    const begin = direction === 1 ? countUpTo(this.#ends, seq) : countUpTo(this.#ends, seq - 1) - 1;
    for (let i = begin; i >= 0 && i < this.steps.length; i += direction) {
      const step = this.steps[i];
      if (step !== undefined && wanted(step)) return step;
    }
    return null;
  }

  /** Which sitting it was after row `seq`, or null between and before them. */
  sittingAt(seq: number): number | null {
    return this.sittings.find(({ from, to }) => from <= seq && seq < to)?.sitting ?? null;
  }

  /** Whether a sitting had been opened by row `seq`. */
  hasMetBy(seq: number): boolean {
    return this.sittings.some(({ from }) => from <= seq);
  }

  /** Where a newcomer begins: just before the first thing that a delegation did. */
  get beginning(): number {
    const first = this.steps.findIndex(({ party, clause }) => party !== null && clause !== null);
    return first < 0 ? this.last : Math.max(1, this.steps[first - 1]?.seq ?? 1);
  }

  #indexOf(seq: number): number {
    return countUpTo(this.#ends, seq - 1);
  }
}

const partiesBySeat = (entries: readonly LedgerEntry[]): Map<string, PartyId | null> => {
  const parties = new Map<string, PartyId | null>();
  for (const event of entries.flatMap((entry) => entry.events))
    if (event.type === 'seatTaken') parties.set(event.taken, event.party);
  return parties;
};

const alongOf = ({ at }: Chronicle): Float64Array => {
  const along = new Float64Array(at.length);
  for (let seq = 2; seq < at.length; seq += 1) {
    const wait = (at[seq] ?? 0) - (at[seq - 1] ?? 0);
    along[seq] = (along[seq - 1] ?? 0) + Math.min(MOST, Math.max(LEAST, wait));
  }
  const whole = along.at(-1) ?? 0;
  return whole === 0 ? along : along.map((each) => each / whole);
};

const sittingsOf = (entries: readonly LedgerEntry[], last: number): SittingMark[] => {
  const marks: SittingMark[] = [];
  for (const { seq, events } of entries)
    for (const event of events) {
      if (event.type === 'sittingOpened') marks.push({ sitting: event.sitting, from: seq, to: last + 1 });
      const open = marks.at(-1);
      if (event.type === 'sittingAdjourned' && open !== undefined) open.to = seq;
    }
  return marks;
};

const stepsOf = (
  chronicle: Chronicle,
  entries: readonly LedgerEntry[],
  partyOf: (seat: string) => PartyId | null,
): Step[] => {
  const steps: Step[] = [];
  const places = chronicle.roots.map(clauseOfRoot);
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
  let before = 0;
  for (let seq = 1; seq <= lastSeq(chronicle); seq += 1) {
    const kind = kindAt(chronicle, seq);
    const at = chronicle.at[seq] ?? 0;
    const party = partyOf(chronicle.seats[chronicle.seat[seq] ?? 0] ?? '');
    if (kind === 'pen') continue;
    const entry = bySeq.get(seq);
    if (entry !== undefined) {
      const clause = entry.events.flatMap(clauseOf)[0] ?? null;
      steps.push({ kind: 'move', seq, party, clause, entry });
      continue;
    }
    const place = places[chronicle.root[seq] ?? -1];
    const burst = steps.at(-1);
    const [added, removed] = [chronicle.added[seq] ?? 0, chronicle.removed[seq] ?? 0];
    const goesOn =
      burst?.kind === 'burst' &&
      burst.party === party &&
      (place === undefined ||
        place === null ||
        (burst.clause === place.clause && burst.lang === place.lang)) &&
      at - before <= PAUSE;
    if (goesOn) {
      burst.seq = seq;
      burst.added += added;
      burst.removed += removed;
    } else
      steps.push({
        kind: 'burst',
        seq,
        party,
        clause: place?.clause ?? null,
        lang: place?.lang ?? 'en',
        added,
        removed,
      });
    before = at;
  }
  return steps;
};
