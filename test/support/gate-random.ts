// Repeatable randomness for the gate's fuzzers, and how long they run: `PARAPH_FUZZ=10` runs them ten times as long.

/** A stream of numbers in [0, 1) that a seed determines (mulberry32). */
export const randomOf = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

export class Dice {
  readonly next: () => number;

  constructor(seed: number) {
    this.next = randomOf(seed);
  }

  /** A whole number in [0, n). */
  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}

export const FUZZ = Math.max(0.01, Number(process.env['PARAPH_FUZZ'] ?? 1));

/** A number of rounds, scaled by `PARAPH_FUZZ`. */
export const rounds = (n: number): number => Math.max(1, Math.round(n * FUZZ));
