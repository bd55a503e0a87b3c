// Two heads come to terms on an article and let go of it again, over real sockets: what the honest do undisturbed in an article of
// their own, and what the others do so that there is something at rest to attack.
import type { ClauseId } from '../../../shared/board.ts';
import { clauseView, positionHash } from '../../../shared/clause.ts';
import { clauseOf, standingRevision } from '../../../shared/state.ts';
import type { Revision } from '../../../shared/state.ts';
import { viewOf } from '../../../shared/text/characters.ts';
import { until } from '../seat.ts';
import type { Seat } from '../seat.ts';

export type Asks = (seat: Seat, move: { kind: string; [field: string]: unknown }) => Promise<boolean>;

const hashOf = (seat: Seat, id: ClauseId, party: string): string => {
  const clause = clauseOf(seat.state, id);
  if (clause === undefined) return 'e'.repeat(64);
  return positionHash(clause, clauseView(seat.state, viewOf(seat.doc), clause), party);
};

/** None either where the seat has just started over and knows of no article. */
const revisionOf = (seat: Seat, id: ClauseId, party: string): Revision | undefined => {
  const clause = clauseOf(seat.state, id);
  return clause === undefined ? undefined : standingRevision(clause, party);
};

const hears = (one: Seat, other: Seat): Promise<void> =>
  until('one head has heard what the other did', () => !one.live || !other.live || one.seq >= other.seq);

/** Where a deal may fall through: the revision is taken back, or the first initials are declined or withdrawn. */
export type Fault = 'none' | 'withdraw' | 'decline' | 'withdrawInitials';

/** Proposed, accepted, initialled by both, confirmed, reopened by both; where `asks` says no it ends there. */
export const deal = async (
  one: Seat,
  other: Seat,
  clause: ClauseId,
  asks: Asks,
  fault: Fault = 'none',
): Promise<boolean> => {
  if (!(await asks(one, { kind: 'propose', clause }))) return false;
  await hears(other, one);
  const revision = revisionOf(other, clause, partyOf(one));
  if (revision === undefined) return false;
  if (fault === 'withdraw') return asks(one, { kind: 'withdraw', clause, revision: revision.revision });
  const named = { revision: revision.revision, hash: revision.hash };
  if (!(await asks(other, { kind: 'accept', clause, ...named }))) return false;
  for (const [head, before] of [
    [other, one],
    [one, other],
  ] as const) {
    await hears(head, before);
    const hash = hashOf(head, clause, partyOf(head));
    if (!(await asks(head, { kind: 'initial', clause, hash, adReferendum: true }))) return false;
    if (head === other && fault === 'decline') return asks(one, { kind: 'decline', clause });
    if (head === other && fault === 'withdrawInitials') return asks(other, { kind: fault, clause });
  }
  await hears(other, one);
  const hash = hashOf(other, clause, partyOf(other));
  await asks(other, { kind: 'confirm', clause, hash });
  for (const head of [one, other]) if (!(await asks(head, { kind: 'reopen', clause }))) return false;
  await hears(one, other);
  return true;
};

export const partyOf = (seat: Seat): string => seat.state.seats.get(seat.id)?.party ?? '';
