// When what this seat does is signed, and with what: from the moment its key is on record, on the newest row that this page
// has taken in.
import { bytesToHex } from '@noble/hashes/utils.js';
import type { BoardId } from '../../shared/board.ts';
import type { SeatId } from '../../shared/seats.ts';
import { signedBytes } from '../../shared/signing.ts';
import type { BoardState } from '../../shared/state.ts';
import type { OutboxItem } from './outbox.ts';
import type { Signer } from './signer.ts';

type MoveItem = Exclude<OutboxItem, { kind: 'text' }>;

export type SigningTools = {
  board: BoardId;
  seat: SeatId;
  /** What the ledger adds up to. */
  recorded(): BoardState;
  /** The newest row that was taken in; its hash in hex. */
  head(): { seq: number; hash: string };
  /** Something can go now that could not before. */
  ready(): void;
};

export class Signing {
  readonly #tools: SigningTools;
  /** `undefined` while the browser still looks for it. */
  #signer: Signer | null | undefined;
  #asked = false;

  constructor(tools: SigningTools, signer: Promise<Signer | null> | null) {
    this.#tools = tools;
    this.#signer = signer === null ? null : undefined;
    signer?.then((found) => {
      this.#signer = found;
      tools.ready();
    }, console.error);
  }

  /** The key that this browser signs with, null where it has none; undefined while it still looks for one. */
  get key(): string | null | undefined {
    return this.#signer === undefined ? undefined : (this.#signer?.key ?? null);
  }

  /** The key that is yet to be put on record; asked for once. */
  keyToShow(): string | null {
    const signer = this.#signer;
    const { seats } = this.#tools.recorded();
    const seat = seats.get(this.#tools.seat);
    if (this.#asked || signer === null || signer === undefined || seat === undefined) return null;
    if (seat.key !== undefined || this.#tools.head().hash === '') return null;
    this.#asked = true;
    return signer.key;
  }

  /** It did not come on record; the next sitting tries again. */
  notShown(): void {
    this.#asked = false;
  }

  /**
   * Whether the move may go as it is. One that has yet to be signed goes when it is; one behind the showing of the key
   * when that has been answered.
   */
  isReady(item: MoveItem, before: readonly OutboxItem[]): boolean {
    if (before.some((each) => each.kind === 'move' && each.move.kind === 'showKey')) return false;
    const signer = this.#signer;
    if (signer === null) return true;
    if (signer === undefined) return false;
    const key = this.#tools.recorded().seats.get(this.#tools.seat)?.key;
    const signs = item.move.kind === 'showKey' || key === signer.key;
    if (!signs || item.signed !== undefined) return true;
    if (item.signing !== true) void this.#sign(item, signer);
    return false;
  }

  async #sign(item: MoveItem, signer: Signer): Promise<void> {
    const { board, seat } = this.#tools;
    const { seq: on, hash } = this.#tools.head();
    item.signing = true;
    try {
      const bytes = signedBytes({ board, seat, id: item.id, move: item.move, on, hash });
      item.signed = { on, hash, by: signer.key, signature: bytesToHex(await signer.sign(bytes)) };
    } catch (error) {
      console.error('a move could not be signed', error);
      item.signed = null; // the table will say what it thinks of that
    }
    item.signing = false;
    this.#tools.ready();
  }
}
