// The movements of a board, read off its log. The log only grows, so what was read once is not read again while the board
// is loaded. Everybody at the table sees what moved; the analysis of it a delegation sees for itself, the chair for
// both, and everybody once both heads have released it.
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Response } from 'express';
import type { PartyId } from '../../shared/board.ts';
import type { MovementsAnswer } from '../../shared/movement/answer.ts';
import { MovementReader } from '../../shared/movement/movement-reader.ts';
import type { Movements } from '../../shared/movement/movement-reader.ts';
import { analysisOf } from '../../shared/movement/totals.ts';
import { may } from '../../shared/seats.ts';
import type { BoardState } from '../../shared/state.ts';
import { partiesOf } from '../../shared/state.ts';
import type { Desk } from '../desk.ts';
import { problem } from './problem.ts';

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

  upTo(desk: Desk, seq: number): Promise<Movements> {
    const answer = this.#turn.then(() => this.#read(desk, seq));
    this.#turn = answer.catch(() => null); // who asked hears of it; the next asks anew
    return answer;
  }

  async #read(desk: Desk, seq: number): Promise<Movements> {
    if (this.#kept !== null && this.#kept.seq >= seq) return this.#kept;
    let started = performance.now();
    await desk.feed(this.#reader, seq, () => {
      // A long log is read between other people's requests, not instead of them.
      if (performance.now() - started < SLICE_MS) return null;
      return new Promise((resolve) =>
        setImmediate(() => {
          started = performance.now();
          resolve();
        }),
      );
    });
    this.#kept = this.#reader.result();
    return this.#kept;
  }
}

/** One for those who act and one for those who watch, as long as the board is loaded. */
const followings = new WeakMap<object, { full?: Following; public?: Following }>();

const followingOf = (desk: Desk): Following => {
  const known = followings.get(desk.of) ?? {};
  const kind = desk.isPublic ? 'public' : 'full';
  const following = known[kind];
  if (following?.epoch === desk.epoch) return following;
  const fresh = new Following(desk.epoch);
  followings.set(desk.of, { ...known, [kind]: fresh });
  return fresh;
};

/** Whose analysis the seat may see. */
export const analysedFor = (
  state: BoardState,
  seat: Pick<Desk['seat'], 'party' | 'role'>,
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

/** Where only counts are shown, nobody's steps are. */
const NOTHING: Pick<Movements, 'points' | 'movements' | 'steps' | 'dances'> = {
  points: [],
  movements: [],
  steps: [],
  dances: [],
};

/** `GET …/movements`, for a seat at the board. */
export const movements = async ({ response, desk }: { response: Response; desk: Desk }): Promise<void> => {
  const { state, seq, hash } = await desk.read((reading) => ({
    state: reading.state,
    seq: reading.seq,
    hash: reading.hash,
  }));
  const { board } = state;
  if (board === null) return problem(response, 'no-board');
  const audience = analysedFor(state, desk.seat);
  const etag = `"${desk.isPublic ? 'public-' : ''}${desk.epoch}-${seq}-${audience.join('+')}"`;
  response.set({ 'Cache-Control': 'private, no-cache', ETag: etag });
  const read = await followingOf(desk).upTo(desk, seq);
  const withheld = desk.isPublic && state.sight.sees === 'clean';
  const found = withheld ? { ...read, ...NOTHING } : read;
  const answer: MovementsAnswer = {
    board: board.id,
    title: board.title,
    notice: board.notice,
    parties: board.parties,
    epoch: desk.epoch,
    seq: found.seq,
    at: found.at,
    head: { seq, hash: bytesToHex(hash) },
    sittings: [...found.sittings],
    articles: articlesOf(state, found),
    points: [...found.points],
    movements: found.movements.map((each) => ({ ...each, terms: [...each.terms], words: [...each.words] })),
    dances: [...found.dances],
    released: state.analysisReleased,
    withheld,
    analysis: Object.fromEntries(
      audience.map((party) => {
        const { steps, totals } = analysisOf(party, found.movements, found.steps);
        return [party, { steps: [...steps], totals }];
      }),
    ),
  };
  response.json(answer);
};
