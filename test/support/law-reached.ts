// What random negotiations came to: a run that never locked a clause has proved nothing about locks.

export class Reached {
  readonly counts = new Map<string, number>();

  add(what: string, times = 1): void {
    this.counts.set(what, this.of(what) + times);
  }

  of(what: string): number {
    return this.counts.get(what) ?? 0;
  }

  merge(other: Reached): void {
    for (const [what, times] of other.counts) this.add(what, times);
  }

  /** Of these, what was reached too rarely. */
  missing(least: Readonly<Record<string, number>>): string[] {
    return Object.entries(least)
      .filter(([what, times]) => this.of(what) < times)
      .map(([what, times]) => `${what}: ${this.of(what)} of ${times}`);
  }

  toString(): string {
    return [...this.counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([what, times]) => `${what} ${times}`)
      .join(', ');
  }
}
