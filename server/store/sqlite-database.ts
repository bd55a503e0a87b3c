// The port's questions as SQL, synchronous: what runs inside the store's thread.
import { statfsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { BoardId } from '../../shared/board.ts';
import { ROW_KINDS, checkChain, genesisHash } from '../../shared/log.ts';
import type { ChainCheck, LogPoint, Row, RowKind } from '../../shared/log.ts';
import { encodeMeasured, encodeReplay } from '../../shared/replay/wire.ts';
import { assertWellFormed } from './batch.ts';
import { blob, integer, text } from './columns.ts';
import type { Columns } from './columns.ts';
import { StoreFault } from './fault.ts';
import { keyframesToDrop } from './keyframes.ts';
import { ROWS_BYTES } from './port.ts';
import type { AppendOutcome, Batch, Head, Keyframe } from './port.ts';
import { SqlitePeople } from './sqlite-people.ts';
import { transaction } from './transaction.ts';

/** A commit of many frames needs no more; with less, writing would begin only to stop again. */
const ROOM_BYTES = 1 << 20;

const kindOf = (columns: Columns): RowKind => {
  const kind = ROW_KINDS.find((known) => known === columns['kind']);
  if (kind === undefined)
    throw new StoreFault('corrupt', `there is no kind of row ${String(columns['kind'])}`);
  return kind;
};

/** A row as the table `log` holds it. */
export const rowOf = (columns: Columns): Row => ({
  seq: integer(columns, 'seq'),
  at: integer(columns, 'at'),
  kind: kindOf(columns),
  seat: text(columns, 'seat'),
  body: blob(columns, 'body'),
  salt: blob(columns, 'salt'),
  hash: blob(columns, 'hash'),
});

/** Rows are numbered without gap; where one is missing, somebody took it. */
const assertNext = (board: BoardId, seq: number, last: number): number => {
  if (seq !== last + 1) throw new StoreFault('corrupt', `${board}: row ${last + 1} is missing`);
  return seq;
};

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
  headers: db.prepare(
    'SELECT seq, at, kind, seat, length(body) AS length FROM log WHERE board = ? AND seq BETWEEN ? AND ? ORDER BY seq',
  ),
  // One value for all of them takes a tenth of the time of one for each. SQLite joins the bytes as they are, text or not.
  bodies: db.prepare(
    "SELECT CAST(group_concat(body, '' ORDER BY seq) AS BLOB) AS bodies FROM log WHERE board = ? AND seq BETWEEN ? AND ?",
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
  replayPiece: db.prepare(
    `SELECT replay_piece.bytes FROM replay_piece
     JOIN log ON log.board = replay_piece.board AND log.seq = replay_piece.seq AND log.hash = replay_piece.hash
     WHERE replay_piece.board = ? AND replay_piece.seq = ?`,
  ),
  putReplayPiece: db.prepare(
    `INSERT INTO replay_piece (board, seq, hash, bytes)
     SELECT board, seq, hash, ? FROM log WHERE board = ? AND seq = ?
     ON CONFLICT DO UPDATE SET hash = excluded.hash, bytes = excluded.bytes`,
  ),
});

export class SqliteDatabase {
  readonly #db: DatabaseSync;
  readonly #sql: ReturnType<typeof statements>;
  readonly people: SqlitePeople;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#sql = statements(db);
    this.people = new SqlitePeople(db);
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

  /** Writes the schema's version over itself, which is durable like any commit; and looks whether there is room for more. */
  probe(): void {
    const { bavail, bsize } = statfsSync(this.#db.location() ?? '.');
    if (bavail * bsize < ROOM_BYTES)
      throw new StoreFault('full', 'there is hardly any room left on the disk');
    const version = this.#db.prepare('PRAGMA user_version').get()?.['user_version'];
    this.#transaction(() => {
      this.#db.exec(`PRAGMA user_version = ${Number(version)}`);
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
      assertNext(board, row.seq, out.at(-1)?.seq ?? Math.max(fromSeq, 1) - 1);
      bytes += row.body.length;
      if (out.length > 0 && bytes > ROWS_BYTES) break;
      out.push(row);
    }
    return out;
  }

  checkChain(board: BoardId, from: LogPoint, limit: number): ChainCheck {
    return checkChain(this.#sql.rows.all(board, from.seq + 1, limit).map(rowOf), from);
  }

  /** Rows without what proves them, for a replay: as `encodeReplay` writes them. */
  replayBytes(board: BoardId, fromSeq: number, toSeq: number): Uint8Array {
    let last = Math.max(fromSeq, 1) - 1;
    const headers = this.#sql.headers.all(board, fromSeq, toSeq).map((found) => ({
      seq: (last = assertNext(board, integer(found, 'seq'), last)),
      at: integer(found, 'at'),
      kind: kindOf(found),
      seat: text(found, 'seat'),
      length: integer(found, 'length'),
    }));
    if (headers.length === 0) return encodeReplay([]);
    const found = this.#sql.bodies.get(board, fromSeq, toSeq);
    if (found === undefined) throw new StoreFault('corrupt', `the bodies of ${board} cannot be read`);
    const bodies = blob(found, 'bodies');
    const length = headers.reduce((sum, header) => sum + header.length, 0);
    if (bodies.length !== length)
      throw new StoreFault('corrupt', `the bodies of ${board} are not as long as their rows say`);
    return encodeMeasured(headers, [bodies]);
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

  replayPiece(board: BoardId, seq: number): Uint8Array | null {
    const found = this.#sql.replayPiece.get(board, seq);
    return found === undefined ? null : blob(found, 'bytes');
  }

  saveReplayPiece(board: BoardId, seq: number, bytes: Uint8Array): void {
    const { changes } = this.#sql.putReplayPiece.run(bytes, board, seq);
    if (changes === 0) throw new Error(`${board} has no row ${seq}`);
  }

  #transaction<Outcome extends { ok: boolean }>(work: () => Outcome): Outcome {
    return transaction(this.#db, work);
  }
}
