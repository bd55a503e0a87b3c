// The port's questions as SQL, synchronous: what runs inside the store's thread.
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { BoardId } from '../../shared/board.ts';
import { ROW_KINDS, genesisHash } from '../../shared/log.ts';
import type { Row, RowKind } from '../../shared/log.ts';
import type { ReplayRow } from '../../shared/replay/wire.ts';
import { Role } from '../../shared/seats.ts';
import type { SeatId } from '../../shared/seats.ts';
import { assertWellFormed } from './batch.ts';
import { keyframesToDrop } from './keyframes.ts';
import { ROWS_BYTES } from './port.ts';
import type { AppendOutcome, Batch, Head, Keyframe, SeatRecord } from './port.ts';

type Columns = Record<string, SQLOutputValue>;

const text = (columns: Columns, name: string): string => {
  const value = columns[name];
  if (typeof value !== 'string') throw new TypeError(`column ${name} should hold text`);
  return value;
};

const integer = (columns: Columns, name: string): number => {
  const value = columns[name];
  if (typeof value !== 'number') throw new TypeError(`column ${name} should hold a number`);
  return value;
};

const blob = (columns: Columns, name: string): Uint8Array => {
  const value = columns[name];
  if (!(value instanceof Uint8Array)) throw new TypeError(`column ${name} should hold bytes`);
  return value;
};

const kindOf = (columns: Columns): RowKind => {
  const kind = ROW_KINDS.find((known) => known === columns['kind']);
  if (kind === undefined) throw new TypeError(`there is no kind of row ${String(columns['kind'])}`);
  return kind;
};

const rowOf = (columns: Columns): Row => ({
  seq: integer(columns, 'seq'),
  at: integer(columns, 'at'),
  kind: kindOf(columns),
  seat: text(columns, 'seat'),
  body: blob(columns, 'body'),
  salt: blob(columns, 'salt'),
  hash: blob(columns, 'hash'),
});

const seatOf = (columns: Columns): SeatRecord => ({
  board: text(columns, 'board'),
  seat: text(columns, 'seat'),
  party: columns['party'] === null ? null : text(columns, 'party'),
  role: Role.parse(columns['role']),
  name: text(columns, 'name'),
  tokenHash: text(columns, 'token_hash'),
  createdAt: integer(columns, 'created_at'),
});

/** "Para". */
const APPLICATION_ID = 0x50617261;

const statements = (db: DatabaseSync) => ({
  head: db.prepare(
    `SELECT epoch, seq, hash FROM board LEFT JOIN log ON log.board = board.id
     WHERE board.id = ? ORDER BY seq DESC LIMIT 1`,
  ),
  boards: db.prepare('SELECT id FROM board ORDER BY id'),
  createBoard: db.prepare('INSERT INTO board (id, epoch) VALUES (?, ?) ON CONFLICT DO NOTHING'),
  insertRow: db.prepare(
    'INSERT INTO log (board, seq, at, kind, seat, body, salt, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ),
  rows: db.prepare('SELECT * FROM log WHERE board = ? AND seq >= ? ORDER BY seq LIMIT ?'),
  replayRows: db.prepare(
    'SELECT seq, at, kind, seat, body FROM log WHERE board = ? AND seq BETWEEN ? AND ? ORDER BY seq',
  ),
  keyframeSeqs: db.prepare('SELECT seq FROM keyframe WHERE board = ?'),
  putKeyframe: db.prepare(
    `INSERT INTO keyframe (board, seq, hash, bytes) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET hash = excluded.hash, bytes = excluded.bytes`,
  ),
  dropKeyframe: db.prepare('DELETE FROM keyframe WHERE board = ? AND seq = ?'),
  dropKeyframes: db.prepare('DELETE FROM keyframe WHERE board = ?'),
  latestKeyframe: db.prepare(
    `SELECT keyframe.seq, keyframe.hash, keyframe.bytes FROM keyframe
     JOIN log ON log.board = keyframe.board AND log.seq = keyframe.seq AND log.hash = keyframe.hash
     WHERE keyframe.board = ? AND keyframe.seq <= ? ORDER BY keyframe.seq DESC LIMIT 1`,
  ),
  putSeat: db.prepare(
    `INSERT INTO seat (board, seat, party, role, name, token_hash, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (board, seat) DO UPDATE SET party = excluded.party, role = excluded.role,
       name = excluded.name, token_hash = excluded.token_hash, created_at = excluded.created_at`,
  ),
  seatByToken: db.prepare('SELECT * FROM seat WHERE board = ? AND token_hash = ?'),
  seatsOf: db.prepare('SELECT * FROM seat WHERE board = ? ORDER BY created_at, seat'),
  renameSeat: db.prepare('UPDATE seat SET name = ? WHERE board = ? AND seat = ?'),
});

export class SqliteDatabase {
  readonly #db: DatabaseSync;
  readonly #sql: ReturnType<typeof statements>;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#sql = statements(db);
  }

  append(batches: readonly Batch[]): AppendOutcome {
    return this.#transaction(() => {
      for (const batch of batches) {
        assertWellFormed(batch);
        if (this.head(batch.board)?.seq !== batch.expectedSeq) return { ok: false, conflict: batch.board };
        for (const { seq, at, kind, seat, body, salt, hash } of batch.rows)
          this.#sql.insertRow.run(batch.board, seq, at, kind, seat, body, salt, hash);
      }
      return { ok: true };
    });
  }

  head(board: BoardId): Head | null {
    const found = this.#sql.head.get(board);
    if (found === undefined) return null;
    const epoch = text(found, 'epoch');
    if (found['seq'] === null) return { seq: 0, hash: genesisHash(), epoch };
    return { seq: integer(found, 'seq'), hash: blob(found, 'hash'), epoch };
  }

  boards(): BoardId[] {
    return this.#sql.boards.all().map((found) => text(found, 'id'));
  }

  createBoard(board: BoardId, epoch: string): { ok: true } | { ok: false; code: 'exists' } {
    const { changes } = this.#sql.createBoard.run(board, epoch);
    return changes === 0 ? { ok: false, code: 'exists' } : { ok: true };
  }

  rows(board: BoardId, fromSeq: number, limit: number): Row[] {
    const out: Row[] = [];
    let bytes = 0;
    for (const found of this.#sql.rows.iterate(board, fromSeq, Math.max(0, limit))) {
      const row = rowOf(found);
      bytes += row.body.length;
      if (out.length > 0 && bytes > ROWS_BYTES) break;
      out.push(row);
    }
    return out;
  }

  /** Rows without what proves them. */
  replayRows(board: BoardId, fromSeq: number, toSeq: number): ReplayRow[] {
    return this.#sql.replayRows.all(board, fromSeq, toSeq).map((found) => ({
      seq: integer(found, 'seq'),
      at: integer(found, 'at'),
      kind: kindOf(found),
      seat: text(found, 'seat'),
      body: blob(found, 'body'),
    }));
  }

  saveKeyframe(board: BoardId, { seq, hash, bytes }: Keyframe): void {
    this.#transaction(() => {
      this.#sql.putKeyframe.run(board, seq, hash, bytes);
      const seqs = this.#sql.keyframeSeqs.all(board).map((found) => integer(found, 'seq'));
      for (const dropped of keyframesToDrop(seqs)) this.#sql.dropKeyframe.run(board, dropped);
      return { ok: true };
    });
  }

  latestKeyframe(board: BoardId, atMostSeq: number): Keyframe | null {
    const found = this.#sql.latestKeyframe.get(board, atMostSeq);
    if (found === undefined) return null;
    return { seq: integer(found, 'seq'), hash: blob(found, 'hash'), bytes: blob(found, 'bytes') };
  }

  dropKeyframes(board: BoardId): void {
    this.#sql.dropKeyframes.run(board);
  }

  putSeat({ board, seat, party, role, name, tokenHash, createdAt }: SeatRecord): void {
    this.#sql.putSeat.run(board, seat, party, role, name, tokenHash, createdAt);
  }

  seatByToken(board: BoardId, tokenHash: string): SeatRecord | null {
    const found = this.#sql.seatByToken.get(board, tokenHash);
    return found === undefined ? null : seatOf(found);
  }

  seatsOf(board: BoardId): SeatRecord[] {
    return this.#sql.seatsOf.all(board).map(seatOf);
  }

  renameSeat(board: BoardId, seat: SeatId, name: string): boolean {
    const { changes } = this.#sql.renameSeat.run(name, board, seat);
    // An erased name would otherwise stay readable in the write-ahead log until that happens to be reused.
    if (name === '') this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return changes !== 0;
  }

  /**
   * One page, written and synced like any other commit: a transaction that is rolled back never comes to the disk, and a
   * row that is given the value it has is not written. The number says what kind of file this is, and nothing reads it.
   */
  probe(): void {
    this.#db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  }

  /** Commits what `work` wrote if its outcome is ok; undoes it if not, or if it throws. */
  #transaction<Outcome extends { ok: boolean }>(work: () => Outcome): Outcome {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const outcome = work();
      this.#db.exec(outcome.ok ? 'COMMIT' : 'ROLLBACK');
      return outcome;
    } catch (error) {
      // SQLite may have undone it by itself (a full disk), and there is then nothing to roll back.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }
}
