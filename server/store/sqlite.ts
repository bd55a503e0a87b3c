// The store that keeps: one SQLite file under the data folder, written by a thread of its own.
import { Worker } from 'node:worker_threads';
import type { BoardId } from '../../shared/board.ts';
import { decodeRows, encodeRows } from '../../shared/log.ts';
import type { Row } from '../../shared/log.ts';
import type { AppendOutcome, Batch, Head, Keyframe, SeatRecord, Store } from './port.ts';
import { handOver } from './sqlite-messages.ts';
import type { OpenRefusal } from './sqlite-messages.ts';
import { StoreThread } from './thread.ts';

/**
 * Opens the store in a folder, which is made where it is missing. Refused, with a sentence that says what to
 * do, where another process uses the folder, a newer program wrote it, or it cannot be written.
 */
export const openSqliteStore = async (folder: string): Promise<{ ok: true; store: Store } | OpenRefusal> => {
  const thread = new StoreThread(
    new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: folder }),
  );
  const outcome = await thread.opened;
  if (outcome.ok) return { ok: true, store: new SqliteStore(thread) };
  await thread.exited;
  return outcome;
};

class SqliteStore implements Store {
  readonly #thread: StoreThread;
  #closing: Promise<void> | null = null;

  constructor(thread: StoreThread) {
    this.#thread = thread;
  }

  async append(batches: readonly Batch[]): Promise<AppendOutcome> {
    const encoded = batches.map(({ rows, ...batch }) => ({ ...batch, rows: encodeRows(rows) }));
    const transfer = handOver(...encoded.map(({ rows }) => rows));
    return (await this.#thread.ask({ call: 'append', batches: encoded }, transfer)).value;
  }

  async head(board: BoardId): Promise<Head | null> {
    return (await this.#thread.ask({ call: 'head', board })).value;
  }

  async boards(): Promise<BoardId[]> {
    return (await this.#thread.ask({ call: 'boards' })).value;
  }

  async createBoard(board: BoardId, epoch: string): Promise<{ ok: true } | { ok: false; code: 'exists' }> {
    return (await this.#thread.ask({ call: 'createBoard', board, epoch })).value;
  }

  async rows(board: BoardId, fromSeq: number, limit: number): Promise<Row[]> {
    const decoded = decodeRows((await this.#thread.ask({ call: 'rows', board, fromSeq, limit })).value);
    if (!decoded.ok) throw new Error(decoded.reason);
    return decoded.rows;
  }

  async replayBytes(board: BoardId, fromSeq: number, toSeq: number): Promise<Uint8Array> {
    return (await this.#thread.ask({ call: 'replayBytes', board, fromSeq, toSeq })).value;
  }

  async rowAt(board: BoardId, seq: number): Promise<Row | null> {
    const row = (await this.rows(board, seq, 1))[0];
    return row?.seq === seq ? row : null;
  }

  async saveKeyframe(board: BoardId, { seq, hash, bytes }: Keyframe): Promise<void> {
    const keyframe = { seq, hash: new Uint8Array(hash), bytes: new Uint8Array(bytes) };
    await this.#thread.ask({ call: 'saveKeyframe', board, keyframe }, handOver(keyframe.bytes));
  }

  async latestKeyframe(board: BoardId, atMostSeq = Number.MAX_SAFE_INTEGER): Promise<Keyframe | null> {
    return (await this.#thread.ask({ call: 'latestKeyframe', board, atMostSeq })).value;
  }

  async dropKeyframes(board: BoardId): Promise<void> {
    await this.#thread.ask({ call: 'dropKeyframes', board });
  }

  async putSeat(seat: SeatRecord): Promise<void> {
    await this.#thread.ask({ call: 'putSeat', seat });
  }

  async seatByToken(board: BoardId, tokenHash: string): Promise<SeatRecord | null> {
    return (await this.#thread.ask({ call: 'seatByToken', board, tokenHash })).value;
  }

  async seatsOf(board: BoardId): Promise<SeatRecord[]> {
    return (await this.#thread.ask({ call: 'seatsOf', board })).value;
  }

  async renameSeat(board: BoardId, seat: string, name: string): Promise<boolean> {
    return (await this.#thread.ask({ call: 'renameSeat', board, seat, name })).value;
  }

  async probe(): Promise<void> {
    await this.#thread.ask({ call: 'probe' });
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const closed = this.#thread.ask({ call: 'close' });
    this.#thread.end('the store is closed');
    await closed;
    await this.#thread.exited;
  }
}
