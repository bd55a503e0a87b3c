// A clock that shows what a script says: a little later at every look, and whatever it is set to.
export class ScriptedClock {
  #now: number;

  /** @param start milliseconds since 1970 */
  constructor(start: number) {
    this.#now = start;
  }

  /** Milliseconds since 1970. */
  readonly now = (): number => this.#now;

  /** It never goes back. */
  goTo(moment: number): void {
    this.#now = Math.max(this.#now, moment);
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
