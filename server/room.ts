// A loaded board with the people around it: those who act, those who watch, and what each is told.
import type { Logger } from 'pino';
import type { BoardId } from '../shared/board.ts';
import type { SeatId, SeatState } from '../shared/seats.ts';
import type { BoardState } from '../shared/state.ts';
import type { Presence, RosterMessage, RosterSeat, RowMessage } from '../shared/wire.ts';
import type { Attendance } from './attendance.ts';
import { Presences, seesName } from './presence.ts';
import type { Audience } from './presence.ts';
import type { SeatRecord } from './store/port.ts';
import type { Table } from './table.ts';

/** A connection of a seat that acts, as the room sees it. */
export interface Actor {
  readonly seat: SeatId;
  readonly audience: Audience;
  /** Null until it has sat down. */
  readonly pen: number | null;
  row(message: RowMessage): void;
  cursors(entries: { pen: number; presence: Presence | null }[]): void;
  roster(message: RosterMessage): void;
  /** Another connection took over its pen, or its seat ended. */
  dismiss(code: string): void;
}

/** A connection that only reads. */
export interface Watcher {
  update(update: Uint8Array): void;
  awareness(update: Uint8Array): void;
}

/** Cursors that move within so many milliseconds are told together. */
const CURSORS_AFTER_MS = 25;

/** Watchers come and go by the hundred: they are told who is here at most so often. */
const WATCHERS_ROSTER_AFTER_MS = 500;

export type RoomTools = {
  attendance: Attendance;
  log: Logger;
  now(): number;
  /** Called with every seat of which the record says that it has ended; more than once where that was some time ago. */
  seatEnded?(board: BoardId, seat: SeatId): void;
};

export class Room {
  readonly table: Table;
  readonly #tools: RoomTools;
  readonly #presences: Presences;
  readonly #actors = new Set<Actor>();
  readonly #watchers = new Set<Watcher>();
  readonly #names = new Map<SeatId, string>();
  #seats: BoardState['seats'] | null = null;
  /** Acting seats that somebody was let into. */
  readonly #letIn: readonly SeatId[];
  /** Pens whose cursors the others have yet to hear of. */
  readonly #moved = new Set<number>();
  #cursorsDue: NodeJS.Timeout | null = null;
  #rosterDue = false;
  #watchersRosterDue: NodeJS.Timeout | null = null;

  constructor(table: Table, seats: readonly SeatRecord[], tools: RoomTools) {
    this.table = table;
    this.#tools = tools;
    this.#presences = new Presences(tools.now());
    for (const { seat, name } of seats) this.#names.set(seat, name);
    this.#letIn = seats.filter(({ role }) => role !== 'observer').map(({ seat }) => seat);
    table.listen((message) => this.#announce(message));
    // A seat may have ended just before the program did.
    void this.#lookForSeats();
  }

  get board(): BoardId {
    return this.table.board;
  }

  get observers(): number {
    return this.#watchers.size;
  }

  nameOf(seat: SeatId): string | null {
    const name = this.#names.get(seat) ?? '';
    return name === '' ? null : name;
  }

  rename(seat: SeatId, name: string): void {
    this.#names.set(seat, name);
    this.tellRoster();
  }

  // ---- those who act

  enter(actor: Actor): void {
    this.#actors.add(actor);
    this.#tools.attendance.arrive(this.board, actor.seat);
    this.tellRoster();
  }

  leave(actor: Actor): void {
    if (!this.#actors.delete(actor)) return;
    this.#tools.attendance.leave(this.board, actor.seat);
    if (actor.pen !== null) this.#lift(actor.pen);
    this.tellRoster();
  }

  /**
   * The pen is this actor's now; a connection that had it is sent away.
   * @param before the pen that this actor had until now
   */
  handPen(pen: number, actor: Actor, before: number | null): void {
    for (const other of this.#actors) if (other !== actor && other.pen === pen) other.dismiss('taken-over');
    if (before !== null && before !== pen) this.#lift(before);
    const here = this.#presences.all(actor.audience).filter((entry) => entry.pen !== pen);
    if (here.length > 0) actor.cursors(here);
    this.tellRoster();
  }

  point(actor: Actor, seat: SeatState, bytes: unknown): ReturnType<Presences['point']> {
    if (actor.pen === null) return { ok: true, changed: false };
    const pointed = this.#presences.point(actor.pen, seat, this.nameOf(seat.id), bytes);
    if (pointed.ok && pointed.changed) this.#tellCursor(actor.pen);
    return pointed;
  }

  /** The pen points nowhere any more. */
  #lift(pen: number): void {
    if (this.#presences.leave(pen)) this.#tellCursor(pen);
  }

  #tellCursor(pen: number): void {
    this.#moved.add(pen);
    if (this.#cursorsDue === null)
      this.#cursorsDue = setTimeout(() => this.#tellCursors(), CURSORS_AFTER_MS).unref();
  }

  /** Where each of the pens that moved is now, in one message; where they were in between nobody needs to know. */
  #tellCursors(): void {
    const moved = [...this.#moved];
    this.#cursorsDue = null;
    this.#moved.clear();
    for (const actor of this.#actors) {
      if (actor.pen === null) continue;
      const others = moved.filter((pen) => pen !== actor.pen);
      if (others.length === 0) continue;
      actor.cursors(others.map((pen) => ({ pen, presence: this.#presences.of(pen, actor.audience) })));
    }
    if (this.#watchers.size === 0) return;
    const update = this.#presences.awareness(moved);
    for (const watcher of this.#watchers) watcher.awareness(update);
  }

  // ---- those who watch

  watch(watcher: Watcher): void {
    this.#watchers.add(watcher);
    this.tellRoster();
  }

  unwatch(watcher: Watcher): void {
    if (this.#watchers.delete(watcher)) this.tellRoster();
  }

  /** An awareness update of everybody who is here. */
  awareness(): Uint8Array {
    return this.#presences.awarenessOfAll();
  }

  // ---- what everybody is told

  #announce(message: RowMessage): void {
    for (const actor of this.#actors) if (actor.pen !== null) actor.row(message);
    if (message.update !== null) for (const watcher of this.#watchers) watcher.update(message.update);
    void this.#lookForSeats();
  }

  async #lookForSeats(): Promise<void> {
    const seats = await this.table.read((board) => board.state.seats).catch(() => this.#seats);
    if (seats === this.#seats || seats === null) return;
    const before = this.#seats?.keys() ?? this.#letIn;
    this.#seats = seats;
    for (const actor of this.#actors) {
      if (seats.has(actor.seat)) continue;
      if (actor.pen !== null) this.#lift(actor.pen);
      actor.dismiss('no-seat');
    }
    for (const seat of before) if (!seats.has(seat)) this.#tools.seatEnded?.(this.board, seat);
    this.tellRoster();
  }

  /** Tells everybody who is here; what changes within one turn is told once. */
  tellRoster(): void {
    if (this.#rosterDue) return;
    this.#rosterDue = true;
    setImmediate(() => {
      // What changes from here on is for the next roster: this one may have been read before.
      this.#rosterDue = false;
      this.#readRoster().catch((error: unknown) => this.#complain(error));
    });
  }

  async #readRoster(): Promise<void> {
    const seats = await this.#readSeats();
    for (const actor of this.#actors) actor.roster(this.#rosterFor(actor.audience, seats));
    if (this.#watchers.size === 0 || this.#watchersRosterDue !== null) return;
    this.#watchersRosterDue = setTimeout(() => {
      this.#watchersRosterDue = null;
      this.#tellWatchers().catch((error: unknown) => this.#complain(error));
    }, WATCHERS_ROSTER_AFTER_MS).unref();
  }

  async #tellWatchers(): Promise<void> {
    const roster = this.#rosterFor('observers', await this.#readSeats());
    const update = this.#presences.awarenessOfRoster(roster);
    for (const watcher of this.#watchers) watcher.awareness(update);
  }

  #readSeats(): Promise<{ seat: SeatState; pens: number[] }[]> {
    return this.table.read((board) =>
      [...board.state.seats.values()].map((seat) => ({ seat, pens: board.pensOf(seat.id) })),
    );
  }

  #complain(error: unknown): void {
    this.#tools.log.warn({ err: error, board: this.board }, 'the roster could not be told');
  }

  #rosterFor(audience: Audience, seats: readonly { seat: SeatState; pens: number[] }[]): RosterMessage {
    return {
      seats: seats.map(({ seat, pens }): RosterSeat => {
        const name = seesName(audience, seat.party) ? this.nameOf(seat.id) : null;
        const present = this.#tools.attendance.connections(this.board, seat.id);
        return { id: seat.id, party: seat.party, role: seat.role, name, present, pens };
      }),
      observers: this.#watchers.size,
    };
  }
}
