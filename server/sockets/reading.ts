// How one acting connection is read: at its pace, and no further ahead than the table can answer.
import { Bucket } from '../edges/pace.ts';
import type { EdgeLimits } from '../edges/limits.ts';
import type { Passage } from '../edges/tolls.ts';
import type { Carrier, EngineSocket } from './carrier.ts';

const lengthOf = (data: unknown): number => {
  if (typeof data === 'string') return data.length;
  return data instanceof Uint8Array || data instanceof ArrayBuffer ? data.byteLength : 0;
};

export class Reading {
  readonly #carrier: Carrier;
  readonly #limits: EdgeLimits['pace'];
  readonly #now: () => number;
  readonly #messages: Bucket;
  readonly #bytes: Bucket;
  #inFlight = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(connection: EngineSocket, carrier: Carrier, limits: EdgeLimits['pace'], now: () => number) {
    this.#carrier = carrier;
    this.#limits = limits;
    this.#now = now;
    this.#messages = new Bucket(limits.messages, now());
    this.#bytes = new Bucket(limits.bytes, now());
    // Everything that arrives counts, also what no table would answer.
    connection.on('packet', ({ data }: { data?: unknown }) => this.#arrived(lengthOf(data)));
    connection.once('close', () => this.#stop());
  }

  began(): void {
    this.#inFlight += 1;
    this.#look();
  }

  ended(): void {
    this.#inFlight -= 1;
    this.#look();
  }

  /** Where reading cannot be paused, what comes far beyond the pace is refused. */
  over(): Passage {
    const now = this.#now();
    const late = -this.#messages.level(now) > this.#limits.overdraft;
    if (!late && (this.#carrier.pauses || this.#inFlight <= this.#limits.overdraft)) return null;
    return { retryAfterMs: Math.max(1, this.#messages.waitMs(now)) };
  }

  #arrived(bytes: number): void {
    const now = this.#now();
    this.#messages.take(1, now);
    this.#bytes.take(bytes, now);
    this.#look();
  }

  #look(): void {
    const now = this.#now();
    const waitMs = Math.max(this.#messages.waitMs(now), this.#bytes.waitMs(now));
    if (waitMs > 0) {
      this.#carrier.pause();
      this.#timer ??= setTimeout(() => {
        this.#timer = null;
        this.#look();
      }, waitMs).unref();
    } else if (this.#inFlight >= this.#limits.inFlight) this.#carrier.pause();
    else this.#carrier.resume();
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
