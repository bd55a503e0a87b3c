// Keeps the whole pieces of a log, packed as a replay asks for them, beside the log: to read 100,000 rows and pack them anew
// takes longer than all the rest of opening a replay. A cache, as keyframes are: it is made again where it is missing.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { BoardId } from '../shared/board.ts';
import { sameBytes } from '../shared/log.ts';
import { PIECE_ROWS, REPLAY_VERSION } from '../shared/replay/wire.ts';
import { StoreFault } from './store/fault.ts';
import type { Store } from './store/port.ts';
import type { TableTools } from './table.ts';

/** Beyond it brotli takes much longer for little. */
const QUALITY = 3;

const brotli = promisify(brotliCompress);

/** What `encodeReplay` wrote, as an answer with the content encoding `br` has it. */
export const packReplay = (bytes: Uint8Array): Promise<Uint8Array> =>
  brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });

/** The first and the last row of a piece that is whole. */
export const rowsOfPiece = (piece: number): { first: number; last: number } => ({
  first: 1 + piece * PIECE_ROWS,
  last: (piece + 1) * PIECE_ROWS,
});

/** No hash of the log covers what is kept, so it carries one of its own, and says how it is to be read. */
const seal = (packed: Uint8Array): Uint8Array =>
  createHash('sha256').update(`replay ${REPLAY_VERSION} ${PIECE_ROWS}`).update(packed).digest();

/** A piece packed, where it is kept and is as it was written; null otherwise. */
export const keptPiece = async (
  store: Pick<Store, 'replayPiece'>,
  board: BoardId,
  piece: number,
): Promise<Uint8Array | null> => {
  const kept = await store.replayPiece(board, rowsOfPiece(piece).last);
  if (kept === null) return null;
  const [sealed, packed] = [kept.subarray(0, 32), kept.subarray(32)];
  return sameBytes(seal(packed), sealed) ? packed : null;
};

export class PieceKeeper {
  readonly #tools: Pick<TableTools, 'store' | 'log'>;
  readonly #board: BoardId;
  #keeping: Promise<void> | null = null;
  /** Up to which row. */
  #wanted = 0;
  /** All pieces before this one are kept, or cannot be. */
  #next = 0;
  /** How many logs there were before this one. */
  #logs = 0;

  constructor(tools: Pick<TableTools, 'store' | 'log'>, board: BoardId) {
    this.#tools = tools;
    this.#board = board;
  }

  /**
   * Keeps what is not kept of the whole pieces up to row `seq`, which must be durable, and follow from the first. What cannot
   * be kept costs only time later.
   */
  keepUpTo(seq: number): Promise<void> {
    this.#wanted = Math.max(this.#wanted, seq);
    this.#keeping ??= this.#keepAll().finally(() => (this.#keeping = null));
    return this.#keeping;
  }

  /** Stops behind the piece in hand, until it is asked again. */
  async stop(): Promise<void> {
    this.#wanted = 0;
    await this.#keeping;
  }

  /** Another log has taken the place of the one before. */
  beginAnew(): void {
    this.#next = 0;
    this.#logs += 1;
  }

  async #keepAll(): Promise<void> {
    while (rowsOfPiece(this.#next).last <= this.#wanted) {
      const [piece, logs] = [this.#next, this.#logs];
      try {
        await this.#keep(piece);
      } catch (error) {
        const context = { err: error, board: this.#board, piece };
        this.#tools.log.warn(context, 'a piece of the log could not be kept');
        // A store that takes nothing would take no other either; it is tried again when it is next asked for.
        if (error instanceof StoreFault) return;
      }
      if (logs === this.#logs) this.#next = piece + 1;
    }
  }

  async #keep(piece: number): Promise<void> {
    const { store } = this.#tools;
    if ((await keptPiece(store, this.#board, piece)) !== null) return;
    const { first, last } = rowsOfPiece(piece);
    const packed = await packReplay(await store.replayBytes(this.#board, first, last));
    const bytes = new Uint8Array(32 + packed.length);
    bytes.set(seal(packed));
    bytes.set(packed, 32);
    await store.saveReplayPiece(this.#board, last, bytes);
  }
}
