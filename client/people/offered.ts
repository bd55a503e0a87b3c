// What this seat is offered on the page: exactly what the table of permissions lets it do.
import type { BoardDefinition, PartyId } from '../../shared/board.ts';
import type { Person } from '../../shared/invitations.ts';
import type { Role } from '../../shared/seats.ts';
import type { OwnSeat } from '../session/view.ts';

export type SeatKind = { readonly party: PartyId | null; readonly role: Role };

/** The kinds of seat to which it may invite, in the order in which they are offered. */
export const invitable = (own: OwnSeat, board: BoardDefinition): readonly SeatKind[] => {
  if (own.role === 'head') return [{ party: own.party, role: 'member' }];
  if (own.role !== 'chair') return [];
  return [
    ...board.parties.flatMap(({ id }): SeatKind[] => [
      { party: id, role: 'head' },
      { party: id, role: 'member' },
    ]),
    { party: null, role: 'observer' },
    { party: null, role: 'chair' },
  ];
};

const isOwn = (own: OwnSeat, person: Person): boolean => own.id === person.seat;
const isOfOwnHead = (own: OwnSeat, person: Person): boolean =>
  own.role === 'head' && own.party !== null && own.party === person.party;

export const mayRename = (own: OwnSeat, person: Person): boolean =>
  isOwn(own, person) || own.role === 'chair' || isOfOwnHead(own, person);

export const mayEndSession = mayRename;

/** How: a head removes its own member on record, the chair an observer. */
export const removalOf = (own: OwnSeat, person: Person): 'member' | 'observer' | null => {
  if (person.role === 'member' && isOfOwnHead(own, person)) return 'member';
  return own.role === 'chair' && person.role === 'observer' ? 'observer' : null;
};

export const seesInvitations = (own: OwnSeat): boolean => own.role === 'chair' || own.role === 'head';
export const seesAudit = (own: OwnSeat): boolean => own.role === 'chair';
