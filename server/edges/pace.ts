// How fast one connection is read. What comes faster than that stays in the sender's own hands: reading pauses until the
// rest is paid off, nothing is refused, lost or put out of order, and nobody else is slowed down.
import type { PaceLimit } from './limits.ts';

/** Filled at a steady rate up to its brim; it can be overdrawn, since what has arrived has arrived. */
export class Bucket {
  readonly #limit: PaceLimit;
  #level: number;
  #at: number;

  constructor(limit: PaceLimit, now: number) {
    this.#limit = limit;
    this.#level = limit.burst;
    this.#at = now;
  }

  take(points: number, now: number): void {
    this.#level = this.level(now) - points;
    this.#at = now;
  }

  /** Below zero by what was taken beyond it. A clock that jumps back adds nothing. */
  level(now: number): number {
    const filled = (Math.max(0, now - this.#at) / 1000) * this.#limit.perSecond;
    return Math.min(this.#limit.burst, this.#level + filled);
  }

  /** Until it is no longer overdrawn; 0 where it is not. */
  waitMs(now: number): number {
    return Math.max(0, Math.ceil((-this.level(now) / this.#limit.perSecond) * 1000));
  }
}
