// What `decide` answers, and the questions that most moves ask first.
import type { Event } from '../events.ts';
import type { RefusalCode } from '../refusals.ts';
import type { MoveKind } from '../moves.ts';
import type { SeatState } from '../seats.ts';
import { may, reachOf } from '../seats.ts';
import type { BoardState, ClauseState } from '../state.ts';
import type { PartyId } from '../board.ts';
import { clauseOf } from '../state.ts';
import type { TextView } from '../text/characters.ts';

/** Events (none where nothing would change), or why not. */
export type Decision = { ok: true; events: Event[] } | { ok: false; code: RefusalCode };

/** What a rule is given: the board, the text of the moment, the seat that asks, and for what kind of move. */
export type Asking = { state: BoardState; text: TextView; seat: SeatState; kind: MoveKind };

export const no = (code: RefusalCode): { ok: false; code: RefusalCode } => ({ ok: false, code });
export const yes = (...events: Event[]): Decision => ({ ok: true, events });

/** Why the table of permissions bars a seat of this role from a move, whatever it is about; null where it does not. */
export const barred = ({ role, party }: SeatState, move: MoveKind): RefusalCode | null => {
  if (reachOf(role, move) !== null) return null;
  if (party === null) return 'parties-only';
  return reachOf('chair', move) === null ? 'heads-only' : 'chair-or-heads';
};

/** The party for which this seat may speak as head, or why it may not. */
export const asHead = ({
  seat,
  kind,
}: Asking): { ok: true; party: PartyId } | { ok: false; code: RefusalCode } => {
  const code = barred(seat, kind);
  if (code !== null) return no(code);
  return seat.party === null ? no('parties-only') : { ok: true, party: seat.party };
};

/** The party for which this seat may write in the clause, or why it may not. */
export const asWriter = (
  { seat, kind }: Asking,
  clause: ClauseState,
): { ok: true; party: PartyId } | { ok: false; code: RefusalCode } => {
  if (seat.party === null) return no('parties-only');
  return may(seat, kind, { clause: clause.id }) ? { ok: true, party: seat.party } : no('not-authorised');
};

export const inClause = (
  { state }: Asking,
  id: string,
): { ok: true; clause: ClauseState } | { ok: false; code: RefusalCode } => {
  const clause = clauseOf(state, id);
  return clause === undefined ? no('no-clause') : { ok: true, clause };
};

/** Why nobody may change this clause's text and terms now, or null where it is open. */
export const atRest = (clause: ClauseState): 'held' | 'frozen' | 'locked' | null =>
  clause.phase.kind === 'open' ? null : clause.phase.kind;
