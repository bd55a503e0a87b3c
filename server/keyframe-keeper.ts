// Decides when a board's next keyframe is due, and saves it. A keyframe that cannot be saved costs only time later.
import type { BoardId } from '../shared/board.ts';
import { keyframeBytes } from '../shared/keyframe.ts';
import type { Row } from '../shared/log.ts';
import type { WorkingBoard } from '../shared/working-board.ts';
import type { TableTools } from './table.ts';

const EVERY_ROWS = 5000;
const EVERY_BYTES = 256 * 1024;

export class KeyframeKeeper {
  readonly #tools: Pick<TableTools, 'store' | 'log'>;
  readonly #board: BoardId;
  /** What else is to be kept with it. */
  beside: (() => Uint8Array | null) | null = null;
  #savedSeq: number;
  #rows = 0;
  #bytes = 0;

  constructor(tools: Pick<TableTools, 'store' | 'log'>, board: BoardId, seq: number) {
    this.#tools = tools;
    this.#board = board;
    this.#savedSeq = seq;
  }

  wrote(rows: readonly Row[]): void {
    this.#rows += rows.length;
    this.#bytes += rows.reduce((sum, row) => sum + row.body.length, 0);
  }

  /** Whether it was due. */
  async saveIfDue(working: WorkingBoard): Promise<boolean> {
    const isDue = this.#rows >= EVERY_ROWS || this.#bytes >= EVERY_BYTES;
    if (isDue) await this.save(working);
    return isDue;
  }

  /** The board must hold nothing that is not durable. Its bytes are taken before anything is awaited. */
  async save(working: WorkingBoard): Promise<void> {
    if (working.seq === this.#savedSeq) return;
    const keyframe = {
      seq: working.seq,
      hash: working.hash,
      bytes: keyframeBytes(working.parts, this.beside?.() ?? null),
    };
    this.#savedSeq = working.seq;
    this.#rows = 0;
    this.#bytes = 0;
    try {
      await this.#tools.store.saveKeyframe(this.#board, keyframe);
    } catch (error) {
      this.#tools.log.warn({ err: error, board: this.#board }, 'a keyframe could not be saved');
    }
  }
}
