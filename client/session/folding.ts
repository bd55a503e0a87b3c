// What a document's ledger adds up to, folded once: each call takes in only the entries that are new.
import type * as Y from 'yjs';
import type { ClauseId } from '../../shared/board.ts';
import type { LedgerEntry } from '../../shared/events.ts';
import { evolveEntry } from '../../shared/evolve.ts';
import { ledgerEntries } from '../../shared/ledger.ts';
import type { BoardState } from '../../shared/state.ts';
import { emptyState } from '../../shared/state.ts';

export class Folding {
  #state: BoardState = emptyState;
  #history: readonly LedgerEntry[] = [];

  get state(): BoardState {
    return this.#state;
  }

  /** Oldest first; another array only when it has grown. */
  get history(): readonly LedgerEntry[] {
    return this.#history;
  }

  /** Takes in what the document's ledger holds beyond what was folded, and returns it. */
  take(doc: Y.Doc): readonly LedgerEntry[] {
    const fresh = ledgerEntries(doc, this.#history.length);
    if (fresh.length === 0) return fresh;
    this.#state = fresh.reduce(evolveEntry, this.#state);
    this.#history = [...this.#history, ...fresh];
    return fresh;
  }
}

/** The clauses that the entries speak of; `all` where they lay the board itself. */
export const clausesOf = (entries: readonly LedgerEntry[]): ReadonlySet<ClauseId> | 'all' => {
  const clauses = new Set<ClauseId>();
  for (const event of entries.flatMap((entry) => entry.events)) {
    if (event.type === 'boardOpened' || event.type === 'shown') return 'all';
    if (event.type === 'clauseAdded') clauses.add(event.clause.id);
    else if ('clause' in event && event.clause !== null) clauses.add(event.clause);
  }
  return clauses;
};
