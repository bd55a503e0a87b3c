// What has been done here and is not yet known to be durable, in order. Trimmed only by acknowledgements, since a deletion
// carries no clock by which one could tell that it arrived.
import type { Move, MoveId } from '../../shared/moves.ts';
import type { SignedMove } from '../../shared/signing.ts';
import type { Outcome } from './view.ts';

/** One Yjs transaction. */
export type TextItem = {
  kind: 'text';
  bytes: Uint8Array;
  /** The pen's clock behind this frame. */
  end: number;
  at: number;
  sent: boolean;
  /** A gap in the clocks was answered once already by sitting down again. */
  retried: boolean;
};

/** A move's signature; null where it could not be made. */
type Signature = { signed?: SignedMove | null; signing?: boolean };

/** Strikes and adoptions of keystrokes: nobody waits for their outcome. */
export type WordsItem = Signature & {
  kind: 'words';
  id: MoveId;
  move: Move;
  at: number;
  sent: boolean;
  /** It may speak of words that went with the document in which it was done: a refusal is no news. */
  quiet: boolean;
};

/** A move that somebody waits for. */
export type MoveItem = Signature & {
  kind: 'move';
  id: MoveId;
  move: Move;
  at: number;
  sent: boolean;
  settle: (outcome: Outcome) => void;
};

export type OutboxItem = TextItem | WordsItem | MoveItem;

export class Outbox {
  #items: OutboxItem[] = [];

  get items(): readonly OutboxItem[] {
    return this.#items;
  }

  get size(): number {
    return this.#items.length;
  }

  get hasText(): boolean {
    return this.#items.some((item) => item.kind === 'text');
  }

  /** When the oldest of what is here was done; null where nothing is. */
  get oldest(): number | null {
    return this.#items[0]?.at ?? null;
  }

  add(item: OutboxItem): void {
    this.#items.push(item);
  }

  has(item: OutboxItem): boolean {
    return this.#items.includes(item);
  }

  /** Acknowledged, or refused for good. */
  remove(item: OutboxItem): void {
    this.#items = this.#items.filter((each) => each !== item);
  }

  keep(which: (item: OutboxItem) => boolean): void {
    this.#items = this.#items.filter(which);
  }

  /** The line broke: nobody knows what arrived, so everything goes again, in order. A move's id makes it count once. */
  unsendAll(): void {
    for (const item of this.#items) {
      item.sent = false;
      if (item.kind !== 'text') delete item.signed; // on a newer row then
    }
  }

  /** On a healthy connection moves will still be answered; frames go again. */
  unsendText(): void {
    for (const item of this.#items) if (item.kind === 'text') item.sent = false;
  }

  /**
   * Hands over what may go now, in order. A move that somebody waits for goes only once everything before it is
   * acknowledged: nobody proposes or initials a text of which the last words were then refused.
   * @param isReady whether an item may go as it is; those behind one that may not wait with it
   */
  pump(
    send: (item: OutboxItem) => void,
    isReady: (item: OutboxItem, before: readonly OutboxItem[]) => boolean,
  ): void {
    for (const [i, item] of [...this.#items].entries()) {
      if (item.sent) continue;
      if (item.kind === 'move' && i > 0) return;
      if (!isReady(item, this.#items.slice(0, i))) return;
      item.sent = true;
      send(item);
    }
  }
}
