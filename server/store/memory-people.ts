// The store that forgets, as far as people are concerned: seats, sessions, invitations, audit.
import type { BoardId } from '../../shared/board.ts';
import { refusalOf } from './people.ts';
import type {
  AuditRecord,
  ClaimOutcome,
  Ended,
  InvitationRecord,
  PeopleStore,
  SessionRecord,
} from './people.ts';
import type { SeatRecord } from './port.ts';

type Use = { invitation: string; seat: string | null };

export abstract class MemoryPeople implements PeopleStore {
  #seats: SeatRecord[] = [];
  #sessions: SessionRecord[] = [];
  readonly #invitations = new Map<string, InvitationRecord>();
  readonly #uses = new Map<string, Use>();
  readonly #audit: AuditRecord[] = [];

  protected abstract assertOpen(): void;
  /** Throws where there is no such board. */
  protected abstract assertBoard(board: BoardId): void;

  async letIn({ seat, session, use }: Parameters<PeopleStore['letIn']>[0]): Promise<void> {
    this.assertOpen();
    this.assertBoard(seat.board);
    const hashes = this.#sessions.flatMap((each) => [each.tokenHash, each.rotation?.formerHash]);
    if (hashes.includes(session.tokenHash)) throw new Error('another session has that token already');
    const taken = use === null ? undefined : this.#uses.get(use);
    if (use !== null && taken === undefined) throw new Error(`there is no use ${use} of an invitation`);
    this.#seats = [...this.#seats.filter((each) => !isSeat(each, seat)), { ...seat }];
    this.#sessions.push(copySession(session));
    if (taken !== undefined) taken.seat = seat.seat;
  }

  async seatsOf(board: BoardId): Promise<SeatRecord[]> {
    this.assertOpen();
    return this.#seats
      .filter((seat) => seat.board === board)
      .map((seat) => ({ ...seat }))
      .sort((a, b) => a.createdAt - b.createdAt || (a.seat < b.seat ? -1 : 1));
  }

  async renameSeat(board: BoardId, seat: string, name: string): Promise<boolean> {
    this.assertOpen();
    const found = this.#seats.find((each) => isSeat(each, { board, seat }));
    if (found !== undefined) found.name = name;
    return found !== undefined;
  }

  async removeSeat(board: BoardId, seat: string): Promise<boolean> {
    this.assertOpen();
    const before = this.#seats.length;
    this.#seats = this.#seats.filter((each) => !isSeat(each, { board, seat }));
    this.#sessions = this.#sessions.filter((each) => !isSeat(each, { board, seat }));
    return this.#seats.length < before;
  }

  async sessionByToken(tokenHash: string): Promise<{ session: SessionRecord; seat: SeatRecord } | null> {
    this.assertOpen();
    const session = this.#sessions.find(
      (each) => each.tokenHash === tokenHash || each.rotation?.formerHash === tokenHash,
    );
    const seat = session && this.#seats.find((each) => isSeat(each, session));
    return session === undefined || seat === undefined
      ? null
      : { session: copySession(session), seat: { ...seat } };
  }

  async sessionsOf(board: BoardId): Promise<SessionRecord[]> {
    this.assertOpen();
    return this.#sessions
      .filter((session) => session.board === board)
      .map(copySession)
      .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  }

  async rotateSession(
    id: string,
    { current, shown, next }: { current: string; shown: string; next: string },
    at: number,
  ): Promise<boolean> {
    this.assertOpen();
    const session = this.#sessions.find((each) => each.id === id && each.tokenHash === current);
    if (session === undefined) return false;
    session.rotation = { formerHash: shown, at, confirmedAt: null };
    session.tokenHash = next;
    return true;
  }

  async confirmSession(id: string, at: number): Promise<void> {
    this.assertOpen();
    const session = this.#sessions.find((each) => each.id === id);
    if (session?.rotation?.confirmedAt === null) session.rotation = { ...session.rotation, confirmedAt: at };
  }

  async touchSessions(ids: readonly string[], at: number): Promise<void> {
    this.assertOpen();
    for (const session of this.#sessions)
      if (ids.includes(session.id)) session.lastUsedAt = Math.max(session.lastUsedAt, at);
  }

  async endSessions(which: Ended): Promise<SessionRecord[]> {
    this.assertOpen();
    const ended = this.#sessions.filter((session) => isMeant(session, which));
    this.#sessions = this.#sessions.filter((session) => !ended.includes(session));
    return ended.map(copySession);
  }

  async createInvitation(invitation: InvitationRecord): Promise<void> {
    this.assertOpen();
    this.assertBoard(invitation.board);
    this.#invitations.set(invitation.id, { ...invitation });
  }

  async invitationBySecret(secretHash: string): Promise<InvitationRecord | null> {
    this.assertOpen();
    return this.#bySecret(secretHash);
  }

  async invitationsOf(board: BoardId): Promise<InvitationRecord[]> {
    this.assertOpen();
    return [...this.#invitations.values()]
      .filter((each) => each.board === board)
      .map((each) => this.#counted(each))
      .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
  }

  async revokeInvitation(board: BoardId, id: string, at: number): Promise<boolean> {
    this.assertOpen();
    const found = this.#invitations.get(id);
    if (found === undefined || found.board !== board || found.revokedAt !== null) return false;
    found.revokedAt = at;
    return true;
  }

  async claimInvitation(secretHash: string, use: string, at: number): Promise<ClaimOutcome> {
    this.assertOpen();
    // Without waiting in between, so that of two who race one comes first.
    const invitation = this.#bySecret(secretHash);
    const code = refusalOf(invitation, at);
    if (invitation === null || code !== null) return { ok: false, code: code ?? 'no-invitation' };
    this.#uses.set(use, { invitation: invitation.id, seat: null });
    return { ok: true, invitation: this.#counted(invitation) };
  }

  async returnUse(use: string): Promise<void> {
    this.assertOpen();
    if (this.#uses.get(use)?.seat === null) this.#uses.delete(use);
  }

  async appendAudit(entry: Omit<AuditRecord, 'id'>): Promise<void> {
    this.assertOpen();
    this.#audit.push({ ...entry, id: this.#audit.length + 1 });
  }

  async auditOf(board: BoardId, before: number | null, limit: number): Promise<AuditRecord[]> {
    this.assertOpen();
    return this.#audit
      .filter((entry) => entry.board === board && (before === null || entry.id < before))
      .map((entry) => ({ ...entry }))
      .reverse()
      .slice(0, limit);
  }

  #bySecret(secretHash: string): InvitationRecord | null {
    const found = [...this.#invitations.values()].find((each) => each.secretHash === secretHash);
    return found === undefined ? null : this.#counted(found);
  }

  #counted(invitation: InvitationRecord): InvitationRecord {
    const used = [...this.#uses.values()].filter((use) => use.invitation === invitation.id).length;
    return { ...invitation, used };
  }
}

type AtSeat = { board: BoardId; seat: string };
const isSeat = (one: AtSeat, other: AtSeat): boolean => one.board === other.board && one.seat === other.seat;

const isMeant = (session: SessionRecord, which: Ended): boolean => {
  switch (which.by) {
    case 'id':
      return session.board === which.board && session.id === which.id;
    case 'seat':
      return isSeat(session, which);
    case 'idleness':
      return session.lastUsedAt < which.before;
  }
};

const copySession = (session: SessionRecord): SessionRecord => ({
  ...session,
  rotation: session.rotation === null ? null : { ...session.rotation },
});
