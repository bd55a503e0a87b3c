// What a ledger added up to at any moment. Every so many entries the state is kept; from there the few entries behind it are
// folded again. What did not change between two moments is the same object in both, so that a screen draws only the rest.
import type { ClauseId } from '../board.ts';
import type { Event, LedgerEntry } from '../events.ts';
import { evolveEntry } from '../evolve.ts';
import { emptyState } from '../state.ts';
import type { BoardState } from '../state.ts';
import { countUpTo } from './texts.ts';

const EVERY = 32;

export class PastStates {
  readonly entries: readonly LedgerEntry[];
  readonly #seqs: Float64Array;
  /** After 0, 32, 64 … entries, as far as anybody has asked. */
  readonly #kept: BoardState[] = [emptyState];
  #last: { count: number; state: BoardState } = { count: 0, state: emptyState };

  constructor(entries: readonly LedgerEntry[]) {
    this.entries = entries;
    this.#seqs = Float64Array.from(entries, ({ seq }) => seq);
  }

  /** How many entries there were after row `seq`. */
  count(seq: number): number {
    return countUpTo(this.#seqs, seq);
  }

  /** The state after row `seq`. */
  at(seq: number): BoardState {
    const count = this.count(seq);
    if (count === this.#last.count) return this.#last.state;
    const state = this.#keeping(this.#folded(count), count);
    this.#last = { count, state };
    return state;
  }

  #folded(count: number): BoardState {
    const wanted = Math.floor(count / EVERY);
    for (let known = this.#kept.length; known <= wanted; known += 1)
      this.#kept.push(this.#fold(known - 1, known * EVERY));
    return this.#fold(wanted, count);
  }

  #fold(kept: number, count: number): BoardState {
    const from = this.#kept[kept] ?? emptyState;
    return this.entries.slice(kept * EVERY, count).reduce(evolveEntry, from);
  }

  /** The clauses that no entry between the last moment asked for and this one speaks of stay the objects that they were. */
  #keeping(state: BoardState, count: number): BoardState {
    const [from, to] = count < this.#last.count ? [count, this.#last.count] : [this.#last.count, count];
    const touched = new Set(this.entries.slice(from, to).flatMap(({ events }) => events.flatMap(clauseOf)));
    const before = new Map(this.#last.state.clauses.map((clause) => [clause.id, clause]));
    return {
      ...state,
      clauses: state.clauses.map((clause) =>
        touched.has(clause.id) ? clause : (before.get(clause.id) ?? clause),
      ),
    };
  }
}

/** The clause that an event speaks of, if it speaks of one. */
export const clauseOf = (event: Event): ClauseId[] => {
  if (event.type === 'clauseAdded') return [event.clause.id];
  return 'clause' in event && event.clause !== null ? [event.clause] : [];
};
