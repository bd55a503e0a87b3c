// The roster as a person reads it: delegation by delegation, the head first. Pure.
import type { PartyId } from '../../shared/board.ts';
import type { SeatId } from '../../shared/seats.ts';
import type { Authority } from '../../shared/seats.ts';
import type { BoardState } from '../../shared/state.ts';
import type { RosterSeat } from '../../shared/wire.ts';

export type Person = {
  readonly id: SeatId;
  readonly role: 'head' | 'member' | 'chair';
  /** Only where the reader may know it. */
  readonly name: string | null;
  readonly present: boolean;
  readonly authority: Authority;
};

export type Delegation = {
  readonly party: PartyId;
  readonly head: Person | null;
  readonly members: readonly Person[];
};

export type People = {
  readonly delegations: readonly Delegation[];
  readonly chairs: readonly Person[];
};

/**
 * Who is at the table. Seats are those of the record; one that nobody is connected to is shown as away, except a
 * member's or a chair's that has left without a name: it would only be a line of nobody.
 */
export const peopleOf = (
  state: BoardState,
  roster: readonly RosterSeat[],
  parties: readonly PartyId[],
): People => {
  const here = new Map(roster.map((seat) => [seat.id, seat]));
  const people = [...state.seats.values()].map((seat): Person & { party: PartyId | null } => ({
    id: seat.id,
    party: seat.party,
    role: seat.role,
    name: here.get(seat.id)?.name ?? null,
    present: (here.get(seat.id)?.present ?? 0) > 0,
    authority: seat.authority,
  }));
  const shown = people.filter((person) => person.role === 'head' || person.present || person.name !== null);
  return {
    delegations: parties.map((party) => ({
      party,
      head: shown.find((person) => person.party === party && person.role === 'head') ?? null,
      members: shown
        .filter((person) => person.party === party && person.role === 'member')
        .sort((a, b) => Number(b.present) - Number(a.present)),
    })),
    chairs: shown.filter((person) => person.role === 'chair'),
  };
};
