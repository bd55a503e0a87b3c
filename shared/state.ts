// What a board's ledger adds up to. Only `evolve` makes one from another; nothing here is ever changed in place.
import type { BoardDefinition, ClauseId, Language, Localised, PartyId } from './board.ts';
import { LANGUAGES } from './board.ts';
import type { IdSet } from './ids.ts';
import type { SeatId, SeatState } from './seats.ts';
import type { TermDefinition, TermId, TermValue } from './terms.ts';

export type Initials = {
  party: PartyId;
  seat: SeatId;
  at: number;
  hash: string;
  adReferendum: boolean;
  confirmed: boolean;
};

/** What one may do with a clause's text: `open` to typing, or at rest from the first initials on. */
export type Phase =
  | { kind: 'open' }
  | { kind: 'held'; hash: string; initials: readonly Initials[] }
  | { kind: 'locked'; hash: string; initials: readonly Initials[]; at: number }
  /** A locked clause from which somebody withdrew initials; `asking` are the parties that want it reopened. */
  | { kind: 'frozen'; hash: string; initials: readonly Initials[]; asking: readonly PartyId[] };

export type Revision = {
  revision: number;
  party: PartyId;
  seat: SeatId;
  at: number;
  hash: string;
  note: string | null;
  counters: number | null;
  /** The exact characters of the position as it was tabled. */
  held: Readonly<Record<Language, IdSet>>;
  values: Readonly<Record<TermId, TermValue>>;
  standing: 'standing' | 'superseded' | 'withdrawn' | 'accepted' | 'locked';
};

/** One party's value of a term. */
export type TermStand = { value: TermValue; opening: TermValue; at: number; seat: SeatId };

export type Reserve = { party: PartyId; seat: SeatId; at: number; reason: string };

export type ClauseState = {
  id: ClauseId;
  title: Localised;
  terms: readonly TermDefinition[];
  values: Readonly<Record<TermId, Readonly<Record<PartyId, TermStand>>>>;
  /** Characters of others (another party's, the chair's) that the party includes. */
  adopted: Readonly<Record<PartyId, IdSet>>;
  /** The party's own characters that it has struck but that are still there, since another includes them or a revision holds them. */
  struck: Readonly<Record<PartyId, IdSet>>;
  /** All characters that a standing revision holds. */
  held: IdSet;
  revisions: readonly Revision[];
  phase: Phase;
  reserves: readonly Reserve[];
};

export type Sitting = { sitting: number; openedAt: number; adjournedAt: number | null };

/** What one head asked for and the other has not yet. */
export type Asked = { ask: string; move: string; clause: ClauseId | null; party: PartyId; at: number };

export type BoardState = {
  /** 0 until the board is opened. */
  rules: number;
  board: BoardDefinition | null;
  seats: ReadonlyMap<SeatId, SeatState>;
  /** Seats that act no more; an id is never given twice. */
  endedSeats: readonly SeatId[];
  clauses: readonly ClauseState[];
  /** Ids of clauses that were dropped; an id is never used twice, since its roots live on in the document. */
  dropped: readonly ClauseId[];
  sittings: readonly Sitting[];
  asked: readonly Asked[];
  /** Whether both heads let everybody see the analysis of the movements. */
  analysisReleased: boolean;
};

export const emptyState: BoardState = {
  rules: 0,
  board: null,
  seats: new Map(),
  endedSeats: [],
  clauses: [],
  dropped: [],
  sittings: [],
  asked: [],
  analysisReleased: false,
};

export const clauseOf = (state: BoardState, id: ClauseId): ClauseState | undefined =>
  state.clauses.find((clause) => clause.id === id);

export const partiesOf = (state: BoardState): readonly PartyId[] =>
  state.board?.parties.map((party) => party.id) ?? [];

/** The languages in which the articles stand. */
export const languagesOf = (state: BoardState): readonly Language[] => state.board?.languages ?? LANGUAGES;

export const headOf = (state: BoardState, party: PartyId): SeatState | undefined =>
  [...state.seats.values()].find((seat) => seat.party === party && seat.role === 'head');

/** The party's index in its pens' low four bits; the chair's 0 where the party is null. */
export const indexOfParty = (state: BoardState, party: PartyId | null): number =>
  state.board?.parties.find((candidate) => candidate.id === party)?.index ?? 0;

/** The party whose pens have this index; null for the chair's. */
export const partyOfIndex = (state: BoardState, index: number): PartyId | null =>
  state.board?.parties.find((party) => party.index === index)?.id ?? null;

export const sittingNow = (state: BoardState): Sitting | undefined => {
  const last = state.sittings.at(-1);
  return last !== undefined && last.adjournedAt === null ? last : undefined;
};

export const standingRevision = (clause: ClauseState, party: PartyId): Revision | undefined =>
  clause.revisions.find((revision) => revision.party === party && revision.standing === 'standing');
