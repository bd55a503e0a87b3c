// Seats, sessions, invitations and audit as SQL, synchronous: what runs inside the store's thread.
import type { DatabaseSync } from 'node:sqlite';
import type { BoardId } from '../../shared/board.ts';
import { AUDIT_ACTS } from '../../shared/invitations.ts';
import { Role } from '../../shared/seats.ts';
import { integer, integerOrNull, text, textOrNull } from './columns.ts';
import type { Columns } from './columns.ts';
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
import type { PeopleQuestion } from './sqlite-messages.ts';
import { transaction } from './transaction.ts';

const seatOf = (columns: Columns): SeatRecord => ({
  board: text(columns, 'board'),
  seat: text(columns, 'seat'),
  party: textOrNull(columns, 'party'),
  role: Role.parse(columns['role']),
  name: text(columns, 'name'),
  createdAt: integer(columns, 'created_at'),
});

const sessionOf = (columns: Columns): SessionRecord => ({
  id: text(columns, 'id'),
  board: text(columns, 'board'),
  seat: text(columns, 'seat'),
  tokenHash: text(columns, 'token_hash'),
  createdAt: integer(columns, 'created_at'),
  lastUsedAt: integer(columns, 'last_used_at'),
  rotation:
    columns['former_hash'] === null
      ? null
      : {
          formerHash: text(columns, 'former_hash'),
          at: integer(columns, 'rotated_at'),
          confirmedAt: integerOrNull(columns, 'confirmed_at'),
        },
});

const invitationOf = (columns: Columns): InvitationRecord => ({
  id: text(columns, 'id'),
  board: text(columns, 'board'),
  secretHash: text(columns, 'secret_hash'),
  party: textOrNull(columns, 'party'),
  role: Role.parse(columns['role']),
  uses: integer(columns, 'uses'),
  used: integer(columns, 'used'),
  email: textOrNull(columns, 'email'),
  expiresAt: integer(columns, 'expires_at'),
  createdAt: integer(columns, 'created_at'),
  createdBy: text(columns, 'created_by'),
  revokedAt: integerOrNull(columns, 'revoked_at'),
});

const auditOf = (columns: Columns): AuditRecord => {
  const act = AUDIT_ACTS.find((known) => known === columns['act']);
  if (act === undefined) throw new TypeError(`there is no act ${String(columns['act'])}`);
  return {
    id: integer(columns, 'id'),
    at: integer(columns, 'at'),
    board: textOrNull(columns, 'board'),
    act,
    by: textOrNull(columns, 'by'),
    about: textOrNull(columns, 'about'),
    detail: JSON.parse(text(columns, 'detail')) as AuditRecord['detail'], // `appendAudit` wrote it
  };
};

const COUNTED = `SELECT *, (SELECT count(*) FROM invitation_use WHERE invitation = invitation.id) AS used
  FROM invitation`;

const statements = (db: DatabaseSync) => ({
  putSeat: db.prepare(
    `INSERT INTO seat (board, seat, party, role, name, created_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (board, seat) DO UPDATE SET party = excluded.party, role = excluded.role,
       name = excluded.name, created_at = excluded.created_at`,
  ),
  seat: db.prepare('SELECT * FROM seat WHERE board = ? AND seat = ?'),
  seatsOf: db.prepare('SELECT * FROM seat WHERE board = ? ORDER BY created_at, seat'),
  renameSeat: db.prepare('UPDATE seat SET name = ? WHERE board = ? AND seat = ?'),
  removeSeat: db.prepare('DELETE FROM seat WHERE board = ? AND seat = ?'),
  putSession: db.prepare(
    `INSERT INTO session (id, board, seat, token_hash, created_at, last_used_at) VALUES (?, ?, ?, ?, ?, ?)`,
  ),
  sessionByToken: db.prepare('SELECT * FROM session WHERE token_hash = ? OR former_hash = ?'),
  sessionsOf: db.prepare('SELECT * FROM session WHERE board = ? ORDER BY created_at, id'),
  rotateSession: db.prepare(
    `UPDATE session SET token_hash = ?, former_hash = ?, rotated_at = ?, confirmed_at = NULL
     WHERE id = ? AND token_hash = ?`,
  ),
  confirmSession: db.prepare('UPDATE session SET confirmed_at = ? WHERE id = ? AND confirmed_at IS NULL'),
  touchSession: db.prepare('UPDATE session SET last_used_at = max(last_used_at, ?) WHERE id = ?'),
  endById: db.prepare('DELETE FROM session WHERE board = ? AND id = ? RETURNING *'),
  endBySeat: db.prepare('DELETE FROM session WHERE board = ? AND seat = ? RETURNING *'),
  endIdle: db.prepare('DELETE FROM session WHERE last_used_at < ? RETURNING *'),
  createInvitation: db.prepare(
    `INSERT INTO invitation (id, board, secret_hash, party, role, uses, email, expires_at, created_at, created_by, revoked_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  invitationBySecret: db.prepare(`${COUNTED} WHERE secret_hash = ?`),
  invitationsOf: db.prepare(`${COUNTED} WHERE board = ? ORDER BY created_at DESC, id`),
  revokeInvitation: db.prepare(
    'UPDATE invitation SET revoked_at = ? WHERE board = ? AND id = ? AND revoked_at IS NULL',
  ),
  takeUse: db.prepare('INSERT INTO invitation_use (id, invitation, at) VALUES (?, ?, ?)'),
  seatUse: db.prepare('UPDATE invitation_use SET seat = ? WHERE id = ? AND seat IS NULL'),
  returnUse: db.prepare('DELETE FROM invitation_use WHERE id = ? AND seat IS NULL'),
  appendAudit: db.prepare('INSERT INTO audit (at, board, act, by, about, detail) VALUES (?, ?, ?, ?, ?, ?)'),
  auditOf: db.prepare('SELECT * FROM audit WHERE board = ? AND id < ? ORDER BY id DESC LIMIT ?'),
});

/** What the port promises, without the waiting. */
type Synchronous = {
  [Call in keyof PeopleStore]: (
    ...given: Parameters<PeopleStore[Call]>
  ) => Awaited<ReturnType<PeopleStore[Call]>>;
};

export class SqlitePeople implements Synchronous {
  readonly #db: DatabaseSync;
  readonly #sql: ReturnType<typeof statements>;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#sql = statements(db);
  }

  letIn({ seat, session, use }: Parameters<PeopleStore['letIn']>[0]): void {
    transaction(this.#db, () => {
      this.#sql.putSeat.run(seat.board, seat.seat, seat.party, seat.role, seat.name, seat.createdAt);
      const { id, board, tokenHash, createdAt, lastUsedAt } = session;
      if (this.#sql.sessionByToken.get(tokenHash, tokenHash) !== undefined)
        throw new Error('another session has that token already');
      this.#sql.putSession.run(id, board, session.seat, tokenHash, createdAt, lastUsedAt);
      if (use !== null && this.#sql.seatUse.run(seat.seat, use).changes === 0)
        throw new Error(`there is no use ${use} of an invitation`);
      return { ok: true };
    });
  }

  seatsOf(board: BoardId): SeatRecord[] {
    return this.#sql.seatsOf.all(board).map(seatOf);
  }

  renameSeat(board: BoardId, seat: string, name: string): boolean {
    const { changes } = this.#sql.renameSeat.run(name, board, seat);
    if (name === '') this.#forget();
    return changes !== 0;
  }

  removeSeat(board: BoardId, seat: string): boolean {
    const { changes } = transaction(this.#db, () => {
      this.#sql.endBySeat.all(board, seat);
      return { ok: true, changes: this.#sql.removeSeat.run(board, seat).changes };
    });
    this.#forget();
    return changes !== 0;
  }

  sessionByToken(tokenHash: string): { session: SessionRecord; seat: SeatRecord } | null {
    const found = this.#sql.sessionByToken.get(tokenHash, tokenHash);
    if (found === undefined) return null;
    const session = sessionOf(found);
    const seat = this.#sql.seat.get(session.board, session.seat);
    return seat === undefined ? null : { session, seat: seatOf(seat) };
  }

  sessionsOf(board: BoardId): SessionRecord[] {
    return this.#sql.sessionsOf.all(board).map(sessionOf);
  }

  rotateSession(
    id: string,
    { current, shown, next }: { current: string; shown: string; next: string },
    at: number,
  ): boolean {
    return this.#sql.rotateSession.run(next, shown, at, id, current).changes !== 0;
  }

  confirmSession(id: string, at: number): void {
    this.#sql.confirmSession.run(at, id);
  }

  touchSessions(ids: readonly string[], at: number): void {
    transaction(this.#db, () => {
      for (const id of ids) this.#sql.touchSession.run(at, id);
      return { ok: true };
    });
  }

  endSessions(which: Ended): SessionRecord[] {
    switch (which.by) {
      case 'id':
        return this.#sql.endById.all(which.board, which.id).map(sessionOf);
      case 'seat':
        return this.#sql.endBySeat.all(which.board, which.seat).map(sessionOf);
      case 'idleness':
        return this.#sql.endIdle.all(which.before).map(sessionOf);
    }
  }

  createInvitation(given: InvitationRecord): void {
    const { id, board, secretHash, party, role, uses, email } = given;
    const { expiresAt, createdAt, createdBy, revokedAt } = given;
    this.#sql.createInvitation.run(
      id,
      board,
      secretHash,
      party,
      role,
      uses,
      email,
      expiresAt,
      createdAt,
      createdBy,
      revokedAt,
    );
  }

  invitationBySecret(secretHash: string): InvitationRecord | null {
    const found = this.#sql.invitationBySecret.get(secretHash);
    return found === undefined ? null : invitationOf(found);
  }

  invitationsOf(board: BoardId): InvitationRecord[] {
    return this.#sql.invitationsOf.all(board).map(invitationOf);
  }

  revokeInvitation(board: BoardId, id: string, at: number): boolean {
    return this.#sql.revokeInvitation.run(at, board, id).changes !== 0;
  }

  claimInvitation(secretHash: string, use: string, at: number): ClaimOutcome {
    return transaction(this.#db, (): ClaimOutcome => {
      const invitation = this.invitationBySecret(secretHash);
      const code = refusalOf(invitation, at);
      if (invitation === null || code !== null) return { ok: false, code: code ?? 'no-invitation' };
      this.#sql.takeUse.run(use, invitation.id, at);
      return { ok: true, invitation: { ...invitation, used: invitation.used + 1 } };
    });
  }

  returnUse(use: string): void {
    this.#sql.returnUse.run(use);
  }

  appendAudit({ at, board, act, by, about, detail }: Omit<AuditRecord, 'id'>): void {
    this.#sql.appendAudit.run(at, board, act, by, about, JSON.stringify(detail));
  }

  auditOf(board: BoardId, before: number | null, limit: number): AuditRecord[] {
    return this.#sql.auditOf.all(board, before ?? Number.MAX_SAFE_INTEGER, limit).map(auditOf);
  }

  /** A question that came over the thread's line. Its name and what is given with it belong together, as its type says. */
  answer({ ask, given }: PeopleQuestion): unknown {
    const method: (...given: never[]) => unknown = this[ask];
    return Reflect.apply(method, this, given);
  }

  /** What was erased would otherwise stay readable in the write-ahead log until that happens to be reused. */
  #forget(): void {
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }
}
