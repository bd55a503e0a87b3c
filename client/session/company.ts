// Who else is at the table and where their carets are, and what this delegate has been told: all of it forgotten with the page.
import type { Presence, RosterMessage, RosterSeat } from '../../shared/wire.ts';
import type { Notice } from './view.ts';

export class Company {
  readonly #changed: () => void;
  #roster: RosterMessage = { seats: [], observers: 0 };
  #presences: ReadonlyMap<number, Presence> = new Map();
  #notices: readonly Notice[] = [];
  #lastKey = 0;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get seats(): readonly RosterSeat[] {
    return this.#roster.seats;
  }

  get observers(): number {
    return this.#roster.observers;
  }

  get presences(): ReadonlyMap<number, Presence> {
    return this.#presences;
  }

  get notices(): readonly Notice[] {
    return this.#notices;
  }

  seeRoster(roster: RosterMessage): void {
    this.#roster = roster;
    this.#changed();
  }

  /** Null: that pen's caret left. The own one is never shown. */
  seeCursors(cursors: readonly { pen: number; presence: Presence | null }[], own: number | null): void {
    if (cursors.length === 0) return;
    const presences = new Map(this.#presences);
    for (const { pen, presence } of cursors) {
      if (presence === null || pen === own) presences.delete(pen);
      else presences.set(pen, presence);
    }
    this.#presences = presences;
    this.#changed();
  }

  /** The line is cut: nobody knows where anybody is. */
  loseSight(): void {
    this.#presences = new Map();
    this.#changed();
  }

  notify(notice: Omit<Notice, 'key'>): void {
    this.#lastKey += 1;
    this.#notices = [...this.#notices, { key: this.#lastKey, ...notice }];
    this.#changed();
  }

  dismiss(key: number): void {
    this.#notices = this.#notices.filter((notice) => notice.key !== key);
    this.#changed();
  }
}
