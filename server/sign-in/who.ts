// Who a browser has shown itself to be to the sign-in provider: kept for an hour, in memory alone, since it is needed only
// until an invitation is accepted. The seat that follows has a session of its own.
import { createHash } from 'node:crypto';

/** As the provider vouches for it; the address in lower case. */
export type Who = { email: string; name: string | null };

export const WHO_AGE_MS = 3_600_000;
const MOST = 10_000;

/** Values under random names that a cookie carries: each for a while, and no more than so many. */
export class ShortLived<T> {
  readonly #kept = new Map<string, { value: T; until: number }>();
  readonly #ageMs: number;
  readonly #now: () => number;

  constructor(ageMs: number, now: () => number) {
    this.#ageMs = ageMs;
    this.#now = now;
  }

  keep(secret: string, value: T): void {
    for (const [key, { until }] of this.#kept)
      if (until <= this.#now() || this.#kept.size >= MOST) this.#kept.delete(key);
      else break; // the oldest come first
    this.#kept.set(digest(secret), { value, until: this.#now() + this.#ageMs });
  }

  get(secret: string): T | null {
    const found = this.#kept.get(digest(secret));
    return found !== undefined && found.until > this.#now() ? found.value : null;
  }

  /** Gives it, once. */
  take(secret: string): T | null {
    const value = this.get(secret);
    this.drop(secret);
    return value;
  }

  drop(secret: string): void {
    this.#kept.delete(digest(secret));
  }
}

/** What was guessed is compared by its digest, so that no comparison tells how far it was right. */
const digest = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
