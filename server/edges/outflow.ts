// What waits to be read. A reader that falls too far behind is let go before it costs the others anything: it can come back
// and ask for the state, which is less than all that it has missed.
import type { EdgeLimits } from './limits.ts';

/** One connection, as far as what waits for it goes. */
export interface Reader {
  /** Bytes that it has been sent and has not taken. */
  buffered(): number;
  /** Lets it go, and with it all that waits for it. */
  drop(): void;
}

const LOOK_EVERY_MS = 1000;

export class Outflow {
  readonly #limits: EdgeLimits['buffered'];
  readonly #readers = new Map<Reader, number>();
  readonly #dropped: () => void;
  readonly #timer: NodeJS.Timeout;

  constructor(limits: EdgeLimits['buffered'], dropped: () => void) {
    this.#limits = limits;
    this.#dropped = dropped;
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
  }

  /** Bytes that wait, in all and for the reader who is farthest behind. */
  get waiting(): { sum: number; max: number } {
    let [sum, max] = [0, 0];
    for (const reader of this.#readers.keys()) {
      const bytes = reader.buffered();
      sum += bytes;
      max = Math.max(max, bytes);
    }
    return { sum, max };
  }

  /** Returns how to leave. */
  join(reader: Reader): () => void {
    this.#readers.set(reader, 0);
    return () => void this.#readers.delete(reader);
  }

  /** A whole document is on its way to this reader: it may take its time over that. */
  owes(reader: Reader, bytes: number): void {
    if (this.#readers.has(reader)) this.#readers.set(reader, bytes);
  }

  /** Whether it may be sent more. One that may not is dropped. */
  mayHave(reader: Reader): boolean {
    const owed = this.#readers.get(reader);
    if (owed === undefined) return false;
    const bytes = reader.buffered();
    if (bytes <= this.#limits.perConnection) {
      if (owed > 0 && bytes < this.#limits.perConnection / 2) this.#readers.set(reader, 0);
      return true;
    }
    if (bytes <= this.#limits.perConnection + owed) return true;
    this.#drop(reader);
    return false;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** Also where nothing is sent any more; and many who are a little behind may be too much together. */
  #look(): void {
    for (const reader of this.#readers.keys()) this.mayHave(reader);
    let { sum } = this.waiting;
    if (sum <= this.#limits.inAll) return;
    const slowest = [...this.#readers.keys()]
      .map((reader) => ({ reader, bytes: reader.buffered() }))
      .sort((a, b) => b.bytes - a.bytes);
    for (const { reader, bytes } of slowest) {
      if (sum <= this.#limits.inAll) return;
      sum -= bytes;
      this.#drop(reader);
    }
  }

  #drop(reader: Reader): void {
    this.#readers.delete(reader);
    this.#dropped();
    reader.drop();
  }
}
