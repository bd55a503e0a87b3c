// How often somebody may be wrong about a secret. 256 bits cannot be guessed; what is bounded is how much of the server's
// work, and of the audit's room, goes into telling somebody so.

const WINDOW_MS = 60_000;
const MOST_A_WINDOW = 30;
const MOST_REMEMBERED = 10_000;

export class Tries {
  readonly #now: () => number;
  readonly #wrong = new Map<string, { since: number; count: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether this address has been wrong too often in the last minute to be heard now. */
  isTired(address: string): boolean {
    const known = this.#wrong.get(address);
    return known !== undefined && this.#isRecent(known) && known.count >= MOST_A_WINDOW;
  }

  wrong(address: string): void {
    const known = this.#wrong.get(address);
    if (known !== undefined && this.#isRecent(known)) known.count += 1;
    else {
      this.#wrong.delete(address);
      this.#wrong.set(address, { since: this.#now(), count: 1 });
    }
    // The oldest come first.
    for (const [other, each] of this.#wrong) {
      if (this.#isRecent(each) && this.#wrong.size <= MOST_REMEMBERED) return;
      this.#wrong.delete(other);
    }
  }

  #isRecent({ since }: { since: number }): boolean {
    return this.#now() - since < WINDOW_MS;
  }
}
