// The order in which people are listed: the head first, then who is here, then by seat.
import type { Person } from '../../shared/invitations.ts';

const RANK = { head: 0, chair: 0, member: 1, observer: 2 } as const;

export const byRank = (one: Person, other: Person): number =>
  RANK[one.role] - RANK[other.role] ||
  Number(other.present) - Number(one.present) ||
  one.seat.localeCompare(other.seat, 'en', { numeric: true });

/** When a seat was last used by anybody, ms since 1970; null where nobody holds it. */
export const lastUsed = ({ sessions }: Person): number | null =>
  sessions.length === 0 ? null : Math.max(...sessions.map(({ lastUsedAt }) => lastUsedAt));

/** A seat of the record that nobody has come to, or that its holder left with its name. */
export const isVacant = ({ name, sessions, present }: Person): boolean =>
  (name === null || name === '') && sessions.length === 0 && !present;

/** A head's seat that nobody holds is a thing to know; a member's would only be a line of nobody. */
export const isListed = (person: Person): boolean => person.role === 'head' || !isVacant(person);
