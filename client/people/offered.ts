// What this seat is offered on the page: exactly what the one table of permissions lets it do.
import type { BoardDefinition, PartyId } from '../../shared/board.ts';
import type { Person } from '../../shared/invitations.ts';
import { may, reachOf } from '../../shared/seats.ts';
import type { Role } from '../../shared/seats.ts';
import type { OwnSeat } from '../session/view.ts';

export type SeatKind = { readonly party: PartyId | null; readonly role: Role };

/** The kinds of seat to which it may invite, in the order in which they are offered. */
export const invitable = (own: OwnSeat, board: BoardDefinition): readonly SeatKind[] => {
  const kinds: SeatKind[] = [
    ...board.parties.flatMap(({ id }): SeatKind[] => [
      { party: id, role: 'head' },
      { party: id, role: 'member' },
    ]),
    { party: null, role: 'observer' },
    { party: null, role: 'chair' },
  ];
  return kinds.filter((kind) => may(own, 'invite', kind));
};

/** What the table of permissions asks about somebody. */
const about = ({ seat, party, role }: Person): { seat: string; party: PartyId | null; role: Role } => ({
  seat,
  party,
  role,
});

export const mayRename = (own: OwnSeat, person: Person): boolean => may(own, 'rename', about(person));
export const mayEndSession = (own: OwnSeat, person: Person): boolean => may(own, 'endSession', about(person));

/** How: a head removes its own member on record, the chair an observer. */
export const removalOf = (own: OwnSeat, person: Person): 'member' | 'observer' | null => {
  if (may(own, 'removeMember', about(person))) return 'member';
  return may(own, 'removeObserver', about(person)) ? 'observer' : null;
};

/** Whether this seat looks after others than itself. */
export const seesOthers = (own: OwnSeat): boolean => reachOf(own.role, 'seeInvitations') !== null;
/** Whether it sees the seats of all, rather than its delegation's alone. */
export const seesEverybody = (own: OwnSeat): boolean => reachOf(own.role, 'seeName') === 'any';
export const seesAudit = (own: OwnSeat): boolean => may(own, 'seeAudit');
