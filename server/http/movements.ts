// The movements of a board, read off its log. The log only grows, so what was read once is not read again while the board
// is loaded. Everybody at the table sees what moved; the analysis of it a delegation sees for itself, the chair for
// both, and everybody once both heads have released it.
import type { Request, Response } from 'express';
import type { PartyId } from '../../shared/board.ts';
import type { MovementsAnswer } from '../../shared/movement/answer.ts';
import { MovementReader } from '../../shared/movement/movement-reader.ts';
import type { Movements } from '../../shared/movement/movement-reader.ts';
import { analysisOf } from '../../shared/movement/totals.ts';
import { may } from '../../shared/seats.ts';
import type { BoardState } from '../../shared/state.ts';
import { partiesOf } from '../../shared/state.ts';
import type { Room } from '../room.ts';
import type { SeatRecord, Store } from '../store/port.ts';
import type { Table } from '../table.ts';
import { problem } from './problem.ts';

const PAGE = 1000;
/** How long it reads on before it lets others have their turn. */
const SLICE_MS = 12;

/** Follows one board's log as far as it is asked to; one asking after the other. */
class Following {
  readonly epoch: string;
  readonly #reader = new MovementReader();
  #turn: Promise<unknown> = Promise.resolve();
  #kept: Movements | null = null;

  constructor(epoch: string) {
    this.epoch = epoch;
  }

  upTo(store: Store, board: string, seq: number): Promise<Movements> {
    const answer = this.#turn.then(() => this.#read(store, board, seq));
    this.#turn = answer.catch(() => null); // who asked hears of it; the next asks anew
    return answer;
  }

  async #read(store: Store, board: string, seq: number): Promise<Movements> {
    if (this.#kept !== null && this.#kept.seq >= seq) return this.#kept;
    while (this.#reader.seq < seq) {
      const rows = await store.rows(board, this.#reader.seq + 1, PAGE);
      if (rows.length === 0) break;
      let started = performance.now();
      for (const row of rows) {
        if (row.seq <= seq) this.#reader.read(row);
        // A long log is read between other people's requests, not instead of them.
        if (performance.now() - started < SLICE_MS) continue;
        await new Promise((resolve) => setImmediate(resolve));
        started = performance.now();
      }
    }
    this.#kept = this.#reader.result();
    return this.#kept;
  }
}

const followings = new WeakMap<Table, Following>();

const followingOf = (table: Table): Following => {
  const known = followings.get(table);
  if (known !== undefined && known.epoch === table.epoch) return known;
  const fresh = new Following(table.epoch);
  followings.set(table, fresh);
  return fresh;
};

/** Whose analysis the seat may see. */
export const analysedFor = (
  state: BoardState,
  seat: Pick<SeatRecord, 'party' | 'role'>,
): readonly PartyId[] => {
  if (state.analysisReleased) return partiesOf(state);
  return partiesOf(state).filter((party) => may(seat, 'seeAnalysis', { party }));
};

const articlesOf = (state: BoardState, movements: Movements): MovementsAnswer['articles'] => {
  const onAgenda = state.clauses.map((clause, i) => ({
    id: clause.id,
    number: i + 1,
    title: clause.title,
    terms: [...clause.terms],
    phase: clause.phase.kind,
    lockedAt: clause.phase.kind === 'locked' ? clause.phase.at : null,
    reservedBy: clause.reserves.map(({ party }) => party),
  }));
  const seen = new Set(movements.points.map(({ clause }) => clause));
  const dropped = state.dropped
    .filter((id) => seen.has(id))
    .map((id) => ({
      id,
      number: null,
      title: { en: id, fr: id },
      terms: [],
      lockedAt: null,
      reservedBy: [],
    }));
  return [...onAgenda, ...dropped.map((each) => ({ ...each, phase: 'dropped' as const }))];
};

/** `GET …/movements`, for a seat at the board. */
export const movements = async (
  store: Store,
  visit: { request: Request; response: Response; room: Room; seat: SeatRecord },
): Promise<void> => {
  const { response, room, seat } = visit;
  const state = await room.table.read((board) => ({ state: board.state, seq: board.seq }));
  const { board } = state.state;
  if (board === null) return problem(response, 'no-board');
  // The role comes from the record: a head may have handed over since the seat was taken.
  const recorded = state.state.seats.get(seat.seat);
  const audience = analysedFor(
    state.state,
    seat.role === 'observer' ? seat : (recorded ?? { role: 'observer', party: null }),
  );
  const etag = `"${room.table.epoch}-${state.seq}-${audience.join('+')}"`;
  response.set({ 'Cache-Control': 'private, no-cache', ETag: etag });
  const found = await followingOf(room.table).upTo(store, room.board, state.seq);
  const answer: MovementsAnswer = {
    board: board.id,
    title: board.title,
    notice: board.notice,
    parties: board.parties,
    epoch: room.table.epoch,
    seq: found.seq,
    at: found.at,
    sittings: [...found.sittings],
    articles: articlesOf(state.state, found),
    points: [...found.points],
    movements: found.movements.map((each) => ({ ...each, terms: [...each.terms], words: [...each.words] })),
    dances: [...found.dances],
    released: state.state.analysisReleased,
    analysis: Object.fromEntries(
      audience.map((party) => {
        const { steps, totals } = analysisOf(party, found.movements, found.steps);
        return [party, { steps: [...steps], totals }];
      }),
    ),
  };
  response.json(answer);
};
