// The ledger as lines to read: each entry with what it moved, entries that belong together as one. The history only
// grows, so what was read once is not read again.
import type { ClauseId, PartyId } from '../../shared/board.ts';
import type { Event, LedgerEntry } from '../../shared/events.ts';
import { advance, FiguresSoFar, movementOf } from './movement.ts';
import type { Movement } from './movement.ts';
import { toldEvents } from './sentences.ts';

export type Line = {
  entry: LedgerEntry;
  /** What is told of it, each with what it moved. */
  told: readonly { event: Event; movement: Movement | null }[];
  /** Whose act it was; null for the chair and the server. */
  party: PartyId | null;
  /** The article it is about; null for what is about the table. */
  clause: ClauseId | null;
};

/** Consecutive lines of one seat about one article, oldest first; of one line where nothing joins it. */
export type Group = { lines: readonly [Line, ...Line[]] };

const clauseOf = (event: Event): ClauseId | null => {
  if (event.type === 'clauseAdded') return event.clause.id;
  return 'clause' in event && event.clause !== null ? event.clause : null;
};

const lineOf = (entry: LedgerEntry, figures: FiguresSoFar): Line => {
  const movements = new Map<Event, Movement | null>();
  for (const event of entry.events) {
    movements.set(event, movementOf(event, figures));
    advance(event, figures);
  }
  const told = toldEvents(entry).map((event) => ({ event, movement: movements.get(event) ?? null }));
  const first = told[0]?.event;
  return {
    entry,
    told,
    party: first !== undefined && 'party' in first ? first.party : null,
    clause: first === undefined ? null : clauseOf(first),
  };
};

/** Reads a history that only grows; one reader a table. */
export class HistoryReader {
  #lines: Line[] = [];
  #figures = new FiguresSoFar();

  /** All lines, oldest first. Another history (another board, a moment of a replay) is read from its start. */
  read(history: readonly LedgerEntry[]): { lines: readonly Line[]; figures: FiguresSoFar } {
    const last = this.#lines.at(-1)?.entry;
    const continues = last === undefined || history[this.#lines.length - 1] === last;
    if (!continues) {
      this.#lines = [];
      this.#figures = new FiguresSoFar();
    }
    if (history.length > this.#lines.length) {
      const fresh = history.slice(this.#lines.length).map((entry) => lineOf(entry, this.#figures));
      this.#lines = [...this.#lines, ...fresh];
    }
    return { lines: this.#lines, figures: this.#figures };
  }
}

export type HistoryFilter = { clause: ClauseId | null; party: PartyId | null };

/**
 * A key that a seat shows as it sits down is on record, but no act that anybody would look for here; nor is what it does to
 * the counts where one sees counts alone.
 */
export const matches = (line: Line, filter: HistoryFilter): boolean =>
  line.told[0]?.event.type !== 'keyShown' &&
  !(line.told[0]?.event.type === 'shown' && line.entry.events.length === 1) &&
  (filter.clause === null || line.clause === filter.clause) &&
  (filter.party === null || line.party === filter.party);

const TOGETHER = 60_000;
/** A few acts are told one by one; a run of more becomes one line. */
const LEAST = 4;

/** Whether a line follows the one before it in one go: the same seat about the same article, within a minute. */
export const belongs = (line: Line, previous: Line): boolean =>
  line.clause !== null &&
  line.party !== null &&
  line.clause === previous.clause &&
  line.entry.seat === previous.entry.seat &&
  line.entry.at - previous.entry.at < TOGETHER;

/** Joins runs of four and more lines of the same seat about the same article, each within a minute of the last. */
export const groupsOf = (lines: readonly Line[]): Group[] => {
  const runs: [Line, ...Line[]][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    const previous = run?.at(-1);
    if (run !== undefined && previous !== undefined && belongs(line, previous)) run.push(line);
    else runs.push([line]);
  }
  return runs.flatMap((run): Group[] =>
    run.length >= LEAST ? [{ lines: run }] : run.map((line): Group => ({ lines: [line] })),
  );
};

export type GroupCounts = { tabled: number | null; words: number; figures: number; other: number };

/** What a group is made of, for its one line. */
export const countsOf = (group: Group): GroupCounts => {
  const counts: GroupCounts = { tabled: null, words: 0, figures: 0, other: 0 };
  for (const { event } of group.lines.flatMap((line) => line.told)) {
    if (event.type === 'proposed') counts.tabled = event.revision;
    else if (event.type === 'adopted' || event.type === 'struck') counts.words += 1;
    else if (event.type === 'termSet') counts.figures += 1;
    else counts.other += 1;
  }
  return counts;
};
