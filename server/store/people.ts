// How people come to a board, as a store keeps it: sessions, invitations, and the audit of both. Secrets and tokens are
// kept as digests alone.
import type { BoardId, PartyId } from '../../shared/board.ts';
import type { AuditAct } from '../../shared/invitations.ts';
import type { Role, SeatId } from '../../shared/seats.ts';
import type { SeatRecord } from './port.ts';

/** What a browser or a program holds that was let into a seat. All times are milliseconds since 1970. */
export type SessionRecord = {
  id: string;
  board: BoardId;
  seat: SeatId;
  tokenHash: string;
  createdAt: number;
  lastUsedAt: number;
  /** The last rotation, null before the first. */
  rotation: Rotation | null;
};

/** The former token stays good until the new one has been used, and a little longer: an answer may get lost. */
export type Rotation = { formerHash: string; at: number; confirmedAt: number | null };

/** Which sessions are to end: one, a seat's, or all that nobody has used since. */
export type Ended =
  | { by: 'id'; board: BoardId; id: string }
  | { by: 'seat'; board: BoardId; seat: SeatId }
  | { by: 'idleness'; before: number };

export type InvitationRecord = {
  id: string;
  board: BoardId;
  secretHash: string;
  party: PartyId | null;
  role: Role;
  uses: number;
  used: number;
  /** In lower case; whoever accepts must have signed in as this address. */
  email: string | null;
  expiresAt: number;
  createdAt: number;
  createdBy: SeatId;
  revokedAt: number | null;
};

export type InvitationRefusal =
  'no-invitation' | 'invitation-revoked' | 'invitation-used' | 'invitation-expired';

export type ClaimOutcome =
  { ok: true; invitation: InvitationRecord } | { ok: false; code: InvitationRefusal };

/** Why an invitation opens nothing at this moment, or null where it does. */
export const refusalOf = (
  invitation: Pick<InvitationRecord, 'revokedAt' | 'used' | 'uses' | 'expiresAt'> | null,
  at: number,
): InvitationRefusal | null => {
  if (invitation === null) return 'no-invitation';
  if (invitation.revokedAt !== null) return 'invitation-revoked';
  if (invitation.used >= invitation.uses) return 'invitation-used';
  return invitation.expiresAt <= at ? 'invitation-expired' : null;
};

export type AuditRecord = {
  id: number;
  at: number;
  /** Null where a secret that belongs to no board was tried. */
  board: BoardId | null;
  act: AuditAct;
  by: SeatId | null;
  about: string | null;
  detail: Readonly<Record<string, string | number | boolean | null>>;
};

/** The part of a store (`port.ts`) that knows people. */
export interface PeopleStore {
  /** A seat, the session of whoever takes it, and the use of an invitation that this was: all of it or nothing. */
  letIn(coming: { seat: SeatRecord; session: SessionRecord; use: string | null }): Promise<void>;
  /** In the order in which they were made, then of their ids. */
  seatsOf(board: BoardId): Promise<SeatRecord[]>;
  /** Whether there is such a seat. An empty name erases. */
  renameSeat(board: BoardId, seat: SeatId, name: string): Promise<boolean>;
  /** Whether there was such a seat; its name and sessions go with it. */
  removeSeat(board: BoardId, seat: SeatId): Promise<boolean>;

  /** By the token that it has, or the one that it had before; with the seat that it opens. */
  sessionByToken(tokenHash: string): Promise<{ session: SessionRecord; seat: SeatRecord } | null>;
  /** In the order in which they were opened, then of their ids. */
  sessionsOf(board: BoardId): Promise<SessionRecord[]>;
  /**
   * A new token in the place of the `current` one; false where that is not the session's any more. The one that was
   * `shown` (the current, or the former) is then the former.
   */
  rotateSession(
    id: string,
    tokens: { current: string; shown: string; next: string },
    at: number,
  ): Promise<boolean>;
  /** The token of the last rotation has been used for the first time. */
  confirmSession(id: string, at: number): Promise<void>;
  /** They were in use at `at`, and are no less so where they were used later already. */
  touchSessions(ids: readonly string[], at: number): Promise<void>;
  /** Ends sessions for good, and answers which. */
  endSessions(which: Ended): Promise<SessionRecord[]>;

  createInvitation(invitation: InvitationRecord): Promise<void>;
  invitationBySecret(secretHash: string): Promise<InvitationRecord | null>;
  /** The newest first. */
  invitationsOf(board: BoardId): Promise<InvitationRecord[]>;
  /** Whether there was such an invitation that had not been revoked. */
  revokeInvitation(board: BoardId, id: string, at: number): Promise<boolean>;
  /**
   * Takes one of the invitation's uses, under an id by which it is given back or, by `letIn`, comes to be a seat's. Of two
   * who race for the last one, one gets it. What was neither when the store was closed or died is given back.
   */
  claimInvitation(secretHash: string, use: string, at: number): Promise<ClaimOutcome>;
  returnUse(use: string): Promise<void>;

  appendAudit(entry: Omit<AuditRecord, 'id'>): Promise<void>;
  /** The newest first, those before entry `before` only. */
  auditOf(board: BoardId, before: number | null, limit: number): Promise<AuditRecord[]>;
}
