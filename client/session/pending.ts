// Strikes and adoptions of keystrokes, from the key press until the ledger has them: first in a buffer, then on their way,
// then acknowledged and waiting for their row. Until then they are laid over what the ledger adds up to, so that a
// bracket shows at once and never flickers.
import type { ClauseId, Language, PartyId } from '../../shared/board.ts';
import { evolve } from '../../shared/evolve.ts';
import { IdSet } from '../../shared/ids.ts';
import type { Range } from '../../shared/ids.ts';
import { MAX_RANGES } from '../../shared/moves.ts';
import type { Move, MoveId } from '../../shared/moves.ts';
import { partyIndexOf } from '../../shared/pens.ts';
import { mayWrite } from '../../shared/seats.ts';
import type { SeatId } from '../../shared/seats.ts';
import type { BoardState, ClauseState } from '../../shared/state.ts';
import { clauseOf, indexOfParty } from '../../shared/state.ts';

export type WordsKind = 'adopt' | 'strike';
export type WordsMove = Extract<Move, { kind: WordsKind }>;
type Buffered = { clause: ClauseId; lang: Language; adopt: IdSet; strike: IdSet };
/** `acked` is the seq at which the table answered; from that row on the ledger has it, or nothing had to change. */
type Sent = { id: MoveId; move: WordsMove; acked: number | null };

const NO_GAP = {
  before: { brackets: 0, figures: 0, words: 0 },
  after: { brackets: 0, figures: 0, words: 0 },
};

export class Pending {
  readonly #seat: SeatId;
  readonly #party: PartyId | null;
  #buffer: readonly Buffered[] = [];
  #sent: readonly Sent[] = [];

  constructor(seat: SeatId, party: PartyId | null) {
    this.#seat = seat;
    this.#party = party;
  }

  get buffered(): boolean {
    return this.#buffer.length > 0;
  }

  /** An adoption waits in the buffer: nothing that might delete its characters may overtake it. */
  get adopts(): boolean {
    return this.#buffer.some((each) => !each.adopt.isEmpty);
  }

  /** The later of two acts on the same character counts. */
  add(kind: WordsKind, clause: ClauseId, lang: Language, ranges: readonly Range[]): void {
    const isIt = (each: Buffered): boolean => each.clause === clause && each.lang === lang;
    const before = this.#buffer.find(isIt) ?? { clause, lang, adopt: IdSet.empty, strike: IdSet.empty };
    const after =
      kind === 'adopt'
        ? { ...before, adopt: before.adopt.with(ranges), strike: before.strike.without(ranges) }
        : { ...before, strike: before.strike.with(ranges), adopt: before.adopt.without(ranges) };
    this.#buffer = [...this.#buffer.filter((each) => !isIt(each)), after];
  }

  /**
   * Turns the buffer into moves, without what would change nothing (a strike undone before it was sent).
   * @param state what the ledger adds up to
   */
  flush(state: BoardState, newId: () => MoveId): { id: MoveId; move: WordsMove }[] {
    const base = this.#over(state, this.#sent);
    const moves = this.#buffer.flatMap((each) =>
      (['strike', 'adopt'] as const).flatMap((kind) =>
        movesOf(kind, each, this.#effective(base, kind, each.clause, each[kind])),
      ),
    );
    this.#buffer = [];
    const sent = moves.map((move): Sent => ({ id: newId(), move, acked: null }));
    this.#sent = [...this.#sent, ...sent];
    return sent.map(({ id, move }) => ({ id, move }));
  }

  acknowledged(id: MoveId, seq: number): void {
    this.#sent = this.#sent.map((each) => (each.id === id ? { ...each, acked: seq } : each));
  }

  /** Returns whether anything is no longer pending. */
  drop(ids: ReadonlySet<MoveId>): readonly ClauseId[] {
    return this.#without((each) => ids.has(each.id));
  }

  /** The document has come to `seq`: what was acknowledged up to there is in the ledger, or changed nothing. */
  reached(seq: number): readonly ClauseId[] {
    return this.#without((each) => each.acked !== null && each.acked <= seq);
  }

  clear(): void {
    this.#buffer = [];
    this.#sent = [];
  }

  /** What the delegate did and the ledger may not have, oldest first. */
  unsettled(): readonly WordsMove[] {
    const buffered = this.#buffer.flatMap((each) =>
      (['strike', 'adopt'] as const).flatMap((kind) => movesOf(kind, each, each[kind])),
    );
    return [...this.#sent.map((each) => each.move), ...buffered];
  }

  /** The state with everything pending counted in. The same object where nothing is pending. */
  over(state: BoardState): BoardState {
    const buffered = this.#buffer.flatMap((each) =>
      (['strike', 'adopt'] as const).flatMap((kind) => movesOf(kind, each, each[kind])),
    );
    return this.#over(state, [...this.#sent, ...buffered.map((move) => ({ move }))]);
  }

  #over(state: BoardState, moves: readonly { move: WordsMove }[]): BoardState {
    const party = this.#party;
    if (party === null) return state;
    return moves.reduce((next, { move }) => {
      if (!this.#allowed(next, move.clause)) return next;
      const { clause, lang } = move;
      // `words`, `gap`, `at` and `seq` are for the record only: folding these two events needs none of them.
      const record = { words: '', gap: NO_GAP, at: 0, seq: 0, seat: this.#seat };
      const what = { clause, lang, party, ranges: [...move.ranges], ...record };
      return evolve(next, move.kind === 'adopt' ? { type: 'adopted', ...what } : { type: 'struck', ...what });
    }, state);
  }

  /** Whether the table would take words from this seat here, as far as one can tell; else nothing is shown as done. */
  #allowed(state: BoardState, id: ClauseId): boolean {
    const clause = clauseOf(state, id);
    const seat = state.seats.get(this.#seat);
    return clause !== undefined && clause.phase.kind === 'open' && seat !== undefined && mayWrite(seat, id);
  }

  #effective(state: BoardState, kind: WordsKind, id: ClauseId, set: IdSet): IdSet {
    const clause = clauseOf(state, id);
    if (clause === undefined || this.#party === null) return set;
    const included = includedOf(clause, this.#party, indexOfParty(state, this.#party), set);
    return kind === 'strike' ? included : set.without(included.ranges());
  }

  #without(gone: (each: Sent) => boolean): readonly ClauseId[] {
    const clauses = this.#sent.filter(gone).map((each) => each.move.clause);
    if (clauses.length > 0) this.#sent = this.#sent.filter((each) => !gone(each));
    return clauses;
  }
}

/** Of these characters those that the party includes. */
const includedOf = (clause: ClauseState, party: PartyId, index: number, set: IdSet): IdSet => {
  const own = IdSet.of(set.ranges().filter(([client]) => partyIndexOf(client) === index));
  const others = set.without(own.ranges());
  const adopted = clause.adopted[party] ?? IdSet.empty;
  return own
    .without((clause.struck[party] ?? IdSet.empty).ranges())
    .union(others.without(others.without(adopted.ranges()).ranges()));
};

const movesOf = (kind: WordsKind, { clause, lang }: Buffered, set: IdSet): WordsMove[] => {
  const ranges = set.ranges();
  const moves: WordsMove[] = [];
  for (let at = 0; at < ranges.length; at += MAX_RANGES)
    moves.push({ kind, clause, lang, ranges: ranges.slice(at, at + MAX_RANGES) });
  return moves;
};
