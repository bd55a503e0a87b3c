// Whether an invitation still opens a seat, and if not, why.
import type { Invitation } from '../../shared/invitations.ts';

export type InvitationStanding =
  { kind: 'open' } | { kind: 'usedUp' } | { kind: 'expired'; at: number } | { kind: 'revoked'; at: number };

/** Taken back tells more than used up, and that more than expired. */
export const standingOf = (
  { uses, used, expiresAt, revokedAt }: Pick<Invitation, 'uses' | 'used' | 'expiresAt' | 'revokedAt'>,
  now: number,
): InvitationStanding => {
  if (revokedAt !== null) return { kind: 'revoked', at: revokedAt };
  if (used >= uses) return { kind: 'usedUp' };
  return expiresAt <= now ? { kind: 'expired', at: expiresAt } : { kind: 'open' };
};
