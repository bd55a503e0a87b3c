// A table at a moment of the past: the same to the screens as a live one, only that nobody acts there and nobody is present.
// What the ledger added up to is folded here; the texts come from the worker, those alone that are not as they were.
import * as Y from 'yjs';
import type { BoardId, ClauseId } from '../../shared/board.ts';
import { clauseOfRoot } from '../../shared/board.ts';
import type { TextView } from '../../shared/text/characters.ts';
import type { LedgerEntry } from '../../shared/events.ts';
import { PastStates } from '../../shared/replay/states.ts';
import type { BoardState } from '../../shared/state.ts';
import { RingingView } from '../session/bell.ts';
import type { OwnSeat, Snapshot, TableView } from '../session/view.ts';
import { PastMeasures } from './past-measures.ts';
import { PastWords } from './past-words.ts';
import type { PackedRuns } from '../../shared/replay/texts.ts';

const NOBODY: Snapshot['presences'] = new Map();

export class ReplayTable extends RingingView implements TableView {
  readonly board: BoardId;
  readonly acts = null;
  readonly still = true;
  readonly measures = new PastMeasures();
  readonly #seat: OwnSeat;
  readonly #states: PastStates;
  readonly #words = new PastWords();
  #snapshot: Snapshot;

  constructor(board: BoardId, seat: OwnSeat, entries: readonly LedgerEntry[]) {
    super(new Y.Doc()); // in which there is nothing: nobody edits the past
    this.board = board;
    this.#seat = seat;
    this.#states = new PastStates(entries);
    this.#snapshot = this.#at(0, []);
  }

  /** Becomes the board as it stood after row `seq`; `texts` are all that differ from the moment before. */
  show(seq: number, texts: readonly PackedRuns[]): void {
    for (const text of texts) this.#words.put(text);
    const before = this.#snapshot;
    this.#snapshot = this.#at(seq, before.history);
    const written = texts.flatMap(({ name }) => clauseOfRoot(name)?.clause ?? []);
    this.bell.clausesTouched(new Set([...written, ...differing(before.state, this.#snapshot.state)]));
  }

  snapshot(): Snapshot {
    return this.#snapshot;
  }

  override texts(): TextView {
    return this.#words;
  }

  close(): void {
    this.document().destroy();
  }

  #at(seq: number, history: readonly LedgerEntry[]): Snapshot {
    const count = this.#states.count(seq);
    return {
      connection: { kind: 'live' },
      seat: this.#seat,
      state: this.#states.at(seq),
      history: history.length === count ? history : this.#states.entries.slice(0, count),
      seq,
      roster: [],
      observers: 0,
      presences: NOBODY,
      unsafe: 0,
      notices: [],
    };
  }
}

const differing = (before: BoardState, after: BoardState): ClauseId[] => {
  const known = new Map(before.clauses.map((clause) => [clause.id, clause]));
  return after.clauses.filter((clause) => known.get(clause.id) !== clause).map(({ id }) => id);
};
