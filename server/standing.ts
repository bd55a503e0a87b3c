// A seat as it stands now, which is not always as it was taken: a head may have handed over, a member been removed.
import type { PartyId } from '../shared/board.ts';
import type { Role, SeatId } from '../shared/seats.ts';
import type { Room } from './room.ts';
import type { SeatRecord } from './store/port.ts';

export type Standing = { id: SeatId; role: Role; party: PartyId | null };

/** Null where the seat has ended. */
export const standingOf = async (room: Room, seat: SeatRecord): Promise<Standing | null> => {
  if (seat.role === 'observer') return { id: seat.seat, role: 'observer', party: null };
  const sitting = await room.table.read((board) => board.state.seats.get(seat.seat));
  return sitting === undefined ? null : { id: sitting.id, role: sitting.role, party: sitting.party };
};
