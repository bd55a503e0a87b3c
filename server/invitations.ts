// Invitations: who may make one, what its link opens, and how it is accepted: one use of it is taken in the store, then
// the seat is asked for, and whatever comes in between, nobody is let in twice and no use is lost.
import type { BoardId } from '../shared/board.ts';
import { Invitation as Told } from '../shared/invitations.ts';
import type { Invitation, InvitationRequest } from '../shared/invitations.ts';
import type { RefusalCode } from '../shared/refusals.ts';
import type { SeatId } from '../shared/seats.ts';
import { partiesOf } from '../shared/state.ts';
import type { Hall } from './hall.ts';
import { isTaken, join } from './http/join.ts';
import type { Joined, JoinTools } from './http/join.ts';
import type { Room } from './room.ts';
import { refusalOf } from './store/people.ts';
import type { InvitationRecord } from './store/people.ts';
import { newToken, tokenHash } from './tokens.ts';

export type InvitationTools = JoinTools & { hall: Hall };

const HOUR_MS = 3_600_000;

/** An invitation as whoever may see it is told of it. */
export const invitationAnswer = (invitation: InvitationRecord): Invitation => Told.parse(invitation);

/** Makes one, and the secret that nobody is told a second time. */
export const makeInvitation = async (
  tools: Pick<InvitationTools, 'store' | 'audit' | 'now' | 'random'>,
  board: BoardId,
  by: SeatId,
  { party, role, uses, hours, email }: InvitationRequest,
): Promise<{ invitation: InvitationRecord; secret: string }> => {
  const secret = newToken(tools.random);
  const createdAt = tools.now();
  const invitation: InvitationRecord = {
    id: Buffer.from(tools.random(8)).toString('hex'),
    board,
    secretHash: tokenHash(secret),
    party,
    role,
    uses,
    used: 0,
    email: email ?? null,
    expiresAt: createdAt + hours * HOUR_MS,
    createdAt,
    createdBy: by,
    revokedAt: null,
  };
  await tools.store.createInvitation(invitation);
  await tools.audit({
    board,
    act: 'invitation-made',
    by,
    about: invitation.id,
    detail: { party, role, uses, hours, forAddress: invitation.email !== null },
  });
  return { invitation, secret };
};

/** Why nobody could be let in by such an invitation, or null. */
export const impossible = (
  room: Room,
  { party, role }: Pick<InvitationRequest, 'party' | 'role'>,
): Promise<RefusalCode | null> =>
  room.table.read(({ state }) => {
    const goes =
      role === 'chair' || role === 'observer' ? party === null : partiesOf(state).includes(party ?? '');
    return goes ? null : 'no-such-party';
  });

/** The invitation that a secret opens now, or why it opens none. */
export const lookUp = async (
  { store, now }: Pick<InvitationTools, 'store' | 'now'>,
  secret: string,
): Promise<
  | { ok: true; invitation: InvitationRecord }
  | { ok: false; code: RefusalCode; known: InvitationRecord | null }
> => {
  const invitation = await store.invitationBySecret(tokenHash(secret));
  const code = refusalOf(invitation, now());
  if (invitation === null || code !== null)
    return { ok: false, code: code ?? 'no-invitation', known: invitation };
  return { ok: true, invitation };
};

/** Lets somebody in by an invitation that `lookUp` has found. */
export const acceptInvitation = async (
  tools: InvitationTools,
  room: Room,
  found: InvitationRecord,
  name: string,
): Promise<Joined> => {
  // Before a use is taken, so that a head who comes too early can come again.
  const taken = await isTaken(tools, room, found);
  if (taken !== null) return { ok: false, code: taken };
  const use = Buffer.from(tools.random(12)).toString('hex');
  const claimed = await tools.store.claimInvitation(found.secretHash, use, tools.now());
  if (!claimed.ok) return claimed;
  const { party, role } = claimed.invitation;
  try {
    const joined = await join(tools, room, {
      name,
      party,
      role,
      by: { invitation: claimed.invitation, use },
    });
    if (!joined.ok) await tools.store.returnUse(use);
    return joined;
  } catch (error) {
    // Also where the seat is on record already: nobody holds it, and whoever was invited may try again.
    await tools.store.returnUse(use);
    throw error;
  }
};
