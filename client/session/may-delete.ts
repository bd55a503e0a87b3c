// Which characters a key may really take out of the text; all others it strikes.
import type { ClauseId } from '../../shared/board.ts';
import { partyIndexOf } from '../../shared/pens.ts';
import { mayWrite } from '../../shared/seats.ts';
import type { SeatId } from '../../shared/seats.ts';
import type { BoardState } from '../../shared/state.ts';
import { clauseOf, indexOfParty, partiesOf } from '../../shared/state.ts';

/** Whether the character is the seat's own party's, in a clause that it may write in, included by no other and not held. */
export const mayDelete = (
  state: BoardState,
  seatId: SeatId,
  id: ClauseId,
  client: number,
  clock: number,
): boolean => {
  const clause = clauseOf(state, id);
  const seat = state.seats.get(seatId);
  if (clause?.phase.kind !== 'open' || seat === undefined || !mayWrite(seat, id)) return false;
  if (partyIndexOf(client) !== indexOfParty(state, seat.party)) return false;
  if (clause.held.has(client, clock)) return false;
  const others = partiesOf(state).filter((party) => party !== seat.party);
  return !others.some((party) => clause.adopted[party]?.has(client, clock) ?? false);
};
