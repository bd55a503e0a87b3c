// Follows a board's log for those who watch, once they are shown less than everybody. It reads durable rows only, a slice at
// a time, and tells what came of each; a row that waits to become due is told by a timer.
import type { BoardId } from '../shared/board.ts';
import { sameBytes } from '../shared/log.ts';
import { PublicBoard } from '../shared/public/public-board.ts';
import type { PublicMessage } from '../shared/public/public-board.ts';
import { publicKeyframeBytes, publicPartsOf } from '../shared/public/public-keyframe.ts';
import { besideOf } from '../shared/keyframe.ts';
import type { Store } from './store/port.ts';

const PAGE = 1000;
/** How long it reads on before it lets others have their turn. */
const SLICE_MS = 12;
/** The longest that a timer can wait. */
const MAX_WAIT_MS = 2 ** 31 - 1;

export type FollowerTools = { store: Pick<Store, 'rows' | 'rowAt' | 'latestKeyframe'>; now(): number };

export type FollowerHearing = {
  /** Every row that observers come to know of, in order. */
  told(message: PublicMessage): void;
  /** Something has become due: `upTo` is to be asked. */
  due(): void;
};

export class PublicFollower {
  readonly #tools: FollowerTools;
  readonly #boardId: BoardId;
  readonly #hearing: FollowerHearing;
  #board: PublicBoard | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(tools: FollowerTools, board: BoardId, hearing: FollowerHearing) {
    this.#tools = tools;
    this.#boardId = board;
    this.#hearing = hearing;
  }

  /** The public board as far as it has come; null before it was first asked for. */
  get board(): PublicBoard | null {
    return this.#board;
  }

  /**
   * The public board once it has read the log up to a durable row; one asking after the other.
   * @param now what is due by then comes out. No row behind `seq` may be older: it could have closed the doors on it
   */
  upTo(seq: number, now: number): Promise<PublicBoard> {
    const answer = this.#turn.then(() => this.#follow(seq, now));
    this.#turn = answer.catch(() => null); // who asked hears of it; the next asks anew
    return answer;
  }

  /** Its bytes for a keyframe, if there is anything to keep. */
  keyframe(): Uint8Array | null {
    return this.#board === null ? null : publicKeyframeBytes(this.#board.parts);
  }

  /** Answers once nothing is being read any more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#rest();
    await this.#turn;
  }

  #rest(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #follow(seq: number, now: number): Promise<PublicBoard> {
    const board = (this.#board ??= await this.#begun());
    while (board.read < seq) {
      const rows = await this.#tools.store.rows(this.#boardId, board.read + 1, PAGE);
      if (rows.length === 0) throw new Error(`the store has ${board.read} of the ${seq} rows`);
      let started = performance.now();
      for (const row of rows) {
        if (row.seq > seq) break;
        this.#told(board.take(row));
        if (performance.now() - started < SLICE_MS) continue;
        await new Promise((resolve) => setImmediate(resolve));
        started = performance.now();
      }
    }
    this.#told(board.release(now));
    this.#awaitDue(board);
    return board;
  }

  #awaitDue(board: PublicBoard): void {
    this.#rest();
    if (board.due === null || this.#closed) return;
    const wait = Math.min(Math.max(1, board.due - this.#tools.now()), MAX_WAIT_MS);
    this.#timer = setTimeout(() => this.#hearing.due(), wait).unref();
  }

  #told(messages: readonly PublicMessage[]): void {
    for (const message of messages) this.#hearing.told(message);
  }

  /** From the newest keyframe that holds a public board of this log, or from the log's beginning. */
  async #begun(): Promise<PublicBoard> {
    const keyframe = await this.#tools.store.latestKeyframe(this.#boardId);
    const bytes = keyframe === null ? null : besideOf(keyframe.bytes);
    const parts = bytes === null ? null : publicPartsOf(bytes);
    if (parts === null || parts.seq === 0) return new PublicBoard();
    const row = await this.#tools.store.rowAt(this.#boardId, parts.seq);
    return row !== null && sameBytes(row.hash, parts.hash) ? new PublicBoard(parts) : new PublicBoard();
  }
}
