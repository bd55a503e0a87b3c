// What `decide` answers, and the questions that most moves ask first.
import type { Event } from '../events.ts';
import type { RefusalCode } from '../refusals.ts';
import type { SeatState } from '../seats.ts';
import { mayWrite } from '../seats.ts';
import type { BoardState, ClauseState } from '../state.ts';
import type { PartyId } from '../board.ts';
import { clauseOf } from '../state.ts';
import type { TextView } from '../text/characters.ts';

/** Events (none where nothing would change), or why not. */
export type Decision = { ok: true; events: Event[] } | { ok: false; code: RefusalCode };

/** What a rule is given: the board, the text of the moment, and the seat that asks. */
export type Asking = { state: BoardState; text: TextView; seat: SeatState };

export const no = (code: RefusalCode): { ok: false; code: RefusalCode } => ({ ok: false, code });
export const yes = (...events: Event[]): Decision => ({ ok: true, events });

/** The party for which this seat may speak as head, or why it may not. */
export const asHead = ({ seat }: Asking): { ok: true; party: PartyId } | { ok: false; code: RefusalCode } => {
  if (seat.party === null) return no('parties-only');
  return seat.role === 'head' ? { ok: true, party: seat.party } : no('heads-only');
};

/** The party for which this seat may write in the clause, or why it may not. */
export const asWriter = (
  { seat }: Asking,
  clause: ClauseState,
): { ok: true; party: PartyId } | { ok: false; code: RefusalCode } => {
  if (seat.party === null) return no('parties-only');
  return mayWrite(seat, clause.id) ? { ok: true, party: seat.party } : no('not-authorised');
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
