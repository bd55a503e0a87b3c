// The port's questions as SQL, synchronous: what runs inside the store's thread.
import type { DatabaseSync } from 'node:sqlite';
import type { BoardId } from '../../shared/board.ts';
import { ROW_KINDS, genesisHash } from '../../shared/log.ts';
import type { Row, RowKind } from '../../shared/log.ts';
import type { ReplayRow } from '../../shared/replay/wire.ts';
import { assertWellFormed } from './batch.ts';
import { blob, integer, text } from './columns.ts';
import type { Columns } from './columns.ts';
import { keyframesToDrop } from './keyframes.ts';
import { ROWS_BYTES } from './port.ts';
import type { AppendOutcome, Batch, Head, Keyframe } from './port.ts';
import { SqlitePeople } from './sqlite-people.ts';
import { transaction } from './transaction.ts';

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

  #transaction<Outcome extends { ok: boolean }>(work: () => Outcome): Outcome {
    return transaction(this.#db, work);
  }
}
