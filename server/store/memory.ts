// A store that forgets: for tests, and as the plainest reading of what the port promises.
import type { BoardId } from '../../shared/board.ts';
import { checkChain, genesisHash, sameBytes } from '../../shared/log.ts';
import { encodeReplay } from '../../shared/replay/wire.ts';
import type { ChainCheck, LogPoint, Row } from '../../shared/log.ts';
import { assertWellFormed } from './batch.ts';
import { keyframesToDrop } from './keyframes.ts';
import { ROWS_BYTES } from './port.ts';
import { MemoryPeople } from './memory-people.ts';
import type { AppendOutcome, Batch, Head, Keyframe, Store } from './port.ts';

type Board = {
  epoch: string;
  rows: Row[];
  keyframes: Map<number, Keyframe>;
  replayPieces: Map<number, Uint8Array>;
};

// Not `slice`, which on a Node buffer is a view of the same memory.
const copyBytes = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

const copyRow = (row: Row): Row => ({
  ...row,
  body: copyBytes(row.body),
  salt: copyBytes(row.salt),
  hash: copyBytes(row.hash),
});

const copyKeyframe = ({ seq, hash, bytes }: Keyframe): Keyframe => ({
  seq,
  hash: copyBytes(hash),
  bytes: copyBytes(bytes),
});

export class MemoryStore extends MemoryPeople implements Store {
  readonly #boards = new Map<BoardId, Board>();
  #closed = false;

  async append(batches: readonly Batch[]): Promise<AppendOutcome> {
    this.#assertOpen();
    const ends = new Map<BoardId, number>();
    for (const batch of batches) {
      assertWellFormed(batch);
      const end = ends.get(batch.board) ?? this.#boards.get(batch.board)?.rows.length;
      if (end !== batch.expectedSeq) return { ok: false, conflict: batch.board };
      ends.set(batch.board, end + batch.rows.length);
    }
    for (const { board, rows } of batches) for (const row of rows) this.#board(board).rows.push(copyRow(row));
    return { ok: true };
  }

  async probe(): Promise<void> {
    this.#assertOpen();
  }

  async head(board: BoardId): Promise<Head | null> {
    this.#assertOpen();
    const found = this.#boards.get(board);
    if (found === undefined) return null;
    const last = found.rows.at(-1);
    return {
      seq: last?.seq ?? 0,
      hash: last === undefined ? genesisHash() : copyBytes(last.hash),
      epoch: found.epoch,
    };
  }

  async boards(): Promise<BoardId[]> {
    this.#assertOpen();
    return [...this.#boards.keys()].sort();
  }

  async createBoard(board: BoardId, epoch: string): Promise<{ ok: true } | { ok: false; code: 'exists' }> {
    this.#assertOpen();
    if (this.#boards.has(board)) return { ok: false, code: 'exists' };
    this.#boards.set(board, { epoch, rows: [], keyframes: new Map(), replayPieces: new Map() });
    return { ok: true };
  }

  async rows(board: BoardId, fromSeq: number, limit: number): Promise<Row[]> {
    this.#assertOpen();
    const out: Row[] = [];
    let bytes = 0;
    for (const row of (this.#boards.get(board)?.rows ?? []).slice(Math.max(0, fromSeq - 1))) {
      bytes += row.body.length;
      if (out.length >= limit || (out.length > 0 && bytes > ROWS_BYTES)) break;
      out.push(copyRow(row));
    }
    return out;
  }

  async replayBytes(board: BoardId, fromSeq: number, toSeq: number): Promise<Uint8Array> {
    this.#assertOpen();
    return encodeReplay((this.#boards.get(board)?.rows ?? []).slice(Math.max(0, fromSeq - 1), toSeq));
  }

  async rowAt(board: BoardId, seq: number): Promise<Row | null> {
    this.#assertOpen();
    const row = this.#boards.get(board)?.rows[seq - 1];
    return row === undefined ? null : copyRow(row);
  }

  async checkChain(board: BoardId, from: LogPoint, limit: number): Promise<ChainCheck> {
    this.#assertOpen();
    return checkChain((this.#boards.get(board)?.rows ?? []).slice(from.seq, from.seq + limit), from);
  }

  async saveKeyframe(board: BoardId, keyframe: Keyframe): Promise<void> {
    this.#assertOpen();
    const { keyframes } = this.#board(board);
    keyframes.set(keyframe.seq, copyKeyframe(keyframe));
    for (const seq of keyframesToDrop([...keyframes.keys()])) keyframes.delete(seq);
  }

  async latestKeyframe(board: BoardId, atMostSeq = Number.MAX_SAFE_INTEGER): Promise<Keyframe | null> {
    this.#assertOpen();
    const found = this.#boards.get(board);
    const newest = [...(found?.keyframes.values() ?? [])]
      .filter(({ seq, hash }) => {
        const row = found?.rows[seq - 1];
        return seq <= atMostSeq && row !== undefined && sameBytes(row.hash, hash);
      })
      .sort((a, b) => b.seq - a.seq)[0];
    return newest === undefined ? null : copyKeyframe(newest);
  }

  async dropKeyframes(board: BoardId): Promise<void> {
    this.#assertOpen();
    this.#boards.get(board)?.keyframes.clear();
  }

  async replayPiece(board: BoardId, seq: number): Promise<Uint8Array | null> {
    this.#assertOpen();
    const found = this.#boards.get(board)?.replayPieces.get(seq);
    return found === undefined ? null : copyBytes(found);
  }

  async saveReplayPiece(board: BoardId, seq: number, bytes: Uint8Array): Promise<void> {
    this.#assertOpen();
    const { rows, replayPieces } = this.#board(board);
    if (rows[seq - 1] === undefined) throw new Error(`${board} has no row ${seq}`);
    replayPieces.set(seq, copyBytes(bytes));
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #board(board: BoardId): Board {
    const found = this.#boards.get(board);
    if (found === undefined) throw new Error(`there is no board ${board}`);
    return found;
  }

  #assertOpen(): void {
    if (this.#closed) throw new Error('the store is closed');
  }

  protected override assertOpen(): void {
    this.#assertOpen();
  }

  protected override assertBoard(board: BoardId): void {
    this.#board(board);
  }
}
