// A loaded board with the people around it: those who act, those who watch, and what each is told.
import type { Logger } from 'pino';
import type { BoardId } from '../shared/board.ts';
import type { RefusalCode } from '../shared/refusals.ts';
import type { SeatId, SeatState } from '../shared/seats.ts';
import type { BoardState } from '../shared/state.ts';
import type { NoticeCode, Presence, RosterMessage, RosterSeat, RowMessage } from '../shared/wire.ts';
import type { PublicBoard, PublicMessage } from '../shared/public/public-board.ts';
import type { Attendance } from './attendance.ts';
import type { Clerk } from './clerk.ts';
import { Doorkeeper } from './doorkeeper.ts';
import { Presences, seesName } from './presence.ts';
import type { Audience } from './presence.ts';
import { PublicFollower } from './public-follower.ts';
import type { FollowerTools } from './public-follower.ts';
import { isOpenAndLive } from './reading.ts';
import type { Reading } from './reading.ts';
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
  notice(code: NoticeCode): void;
  /** Another connection took over its pen, or its seat ended. */
  dismiss(code: string): void;
}

/** A connection that only reads. */
export interface Watcher {
  /** Null for one who sees only what is public; else the seat that acts, of which this is another screen. */
  readonly seat: SeatId | null;
  /** The seat acts no more. */
  end(): void;
  update(update: Uint8Array): void;
  awareness(update: Uint8Array): void;
  /** The board cannot be shown any more. */
  dismiss(): void;
}

/** Cursors that move within so many milliseconds are told together. */
const CURSORS_AFTER_MS = 25;

/** Watchers come and go by the hundred: they are told who is here at most so often. */
const WATCHERS_ROSTER_AFTER_MS = 500;

export type RoomTools = FollowerTools & {
  attendance: Attendance;
  clerk: Pick<Clerk, 'halted'>;
  log: Logger;
  /** Called with every seat of which the record says that it has ended; more than once where that was some time ago. */
  seatEnded?(board: BoardId, seat: SeatId): void;
};

export class Room {
  readonly table: Table;
  readonly #tools: RoomTools;
  readonly #presences: Presences;
  readonly #actors = new Set<Actor>();
  readonly #watchers = new Set<Watcher>();
  #public: PublicFollower;
  #publicEpoch: string;
  readonly #doorkeeper: Doorkeeper;
  /** The last row that those who watch were told directly, while nothing was kept from them. */
  #toldDirectly = 0;
  /** Whether those who watch were last told who is where; pens that they then knew of are gone when they are not. */
  #presenceIsPublic = true;
  #roster: { all: RosterMessage | null; public: RosterMessage | null } = { all: null, public: null };
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
    // Not before the log's time, should the clock have been set back since.
    this.#presences = new Presences(Math.max(tools.now(), table.loadedAt));
    this.#presences.readOnly = tools.clerk.halted;
    for (const { seat, name } of seats) this.#names.set(seat, name);
    this.#letIn = seats.filter(({ role }) => role !== 'observer').map(({ seat }) => seat);
    table.listen((message) => this.#announce(message));
    this.#public = this.#newFollower();
    this.#publicEpoch = table.epoch;
    this.#doorkeeper = new Doorkeeper(table, tools);
    table.keepBeside(() => this.#public.keyframe());
    void this.#lookAround();
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
    if (this.#tools.clerk.halted) actor.notice('read-only');
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
    const { presenceIsPublic } = this;
    for (const watcher of this.#watchers)
      if (watcher.seat !== null || presenceIsPublic) watcher.awareness(update);
  }

  // ---- those who watch

  watch(watcher: Watcher): void {
    this.#watchers.add(watcher);
    this.tellRoster();
  }

  unwatch(watcher: Watcher): void {
    if (this.#watchers.delete(watcher)) this.tellRoster();
  }

  /** An awareness update of everybody who is here, as far as this watcher may know. */
  awareness(watcher: Watcher): Uint8Array {
    return watcher.seat !== null || this.presenceIsPublic
      ? this.#presences.awarenessOfAll(watcher.seat === null ? this.#roster.public : this.#roster.all)
      : this.#presences.awarenessOfRoster(this.#roster.public);
  }

  // ---- what is public

  /** Whether those who watch see at once all that happens: then also who is here, and where. */
  get presenceIsPublic(): boolean {
    const { foreseen } = this.table;
    if (!foreseen.guarded) return true;
    const known = this.#public.board;
    return known !== null && isOpenAndLive(foreseen) && isOpenAndLive(known.state);
  }

  /** The public board, up to all that is durable; null while nothing was ever kept from anybody. */
  async publicBoard(): Promise<PublicBoard | null> {
    // Before it is asked how far the log has come: a row that comes later is not older than this.
    const now = this.#tools.now();
    const seq = await this.table.read((board) => (board.state.guarded ? board.seq : null));
    if (seq === null) return null;
    if (this.#publicEpoch !== this.table.epoch) {
      void this.#public.close(); // another log: what followed the former one is of no use
      this.#public = this.#newFollower();
      this.#publicEpoch = this.table.epoch;
    }
    return this.#public.upTo(seq, now);
  }

  #newFollower(): PublicFollower {
    return new PublicFollower(this.#tools, this.board, {
      told: (message) => this.#tellPublic(message),
      due: () => void this.publicBoard().catch((error: unknown) => this.#complain(error)),
    });
  }

  /** Reads what is public of the board. */
  async readPublic<T>(view: (reading: Reading) => T): Promise<T> {
    const direct = await this.table.read((board) => (board.state.guarded ? null : { value: view(board) }));
    if (direct !== null) return direct.value;
    const board = await this.publicBoard();
    if (board === null) return this.readPublic(view); // another log was put in this one's place meanwhile
    return view(board);
  }

  /** As `readPublic`; `joined` is called in the moment in which the answer is true, before what comes later. */
  async joinPublic<T>(view: (reading: Reading) => T, joined: (value: T) => void): Promise<void> {
    const direct = await this.table.join(
      (board) => (board.state.guarded ? null : { value: view(board) }),
      (answer) => answer !== null && joined(answer.value),
    );
    if (direct === null) await this.readPublic((reading) => joined(view(reading)));
  }

  #tellPublic({ seq, update }: PublicMessage): void {
    if (seq <= this.#toldDirectly) return;
    if (update !== null)
      for (const watcher of this.#watchers) if (watcher.seat === null) watcher.update(update);
    this.#lookAtPresence();
  }

  /** Where those who watch no longer see who is here, the carets that they had are taken away; or brought back. */
  #lookAtPresence(): void {
    if (this.presenceIsPublic === this.#presenceIsPublic) return;
    this.#presenceIsPublic = !this.#presenceIsPublic;
    if (!this.#presenceIsPublic) {
      this.#roster.public = null;
      const update = this.#presences.awarenessOfNobody(this.#presences.pens, null);
      for (const watcher of this.#watchers) if (watcher.seat === null) watcher.awareness(update);
    }
    this.tellRoster();
  }

  /** Nobody is here any more, and the board is unloaded. What is being read is read to its end first. */
  async close(): Promise<void> {
    this.#doorkeeper.close();
    await this.#public.close();
  }

  // ---- what everybody is told

  #announce(message: RowMessage): void {
    for (const actor of this.#actors) if (actor.pen !== null) actor.row(message);
    // What is asked for is foreseen before it is announced: the first row of which something is kept back is not told here.
    const { guarded } = this.table.foreseen;
    if (message.update !== null)
      for (const watcher of this.#watchers)
        if (watcher.seat !== null || !guarded) watcher.update(message.update);
    if (!guarded) this.#toldDirectly = message.seq;
    void this.#lookAround();
  }

  /** The store cannot be written, or can again: everybody is told at once. */
  tellHalted(halted: boolean): void {
    for (const actor of this.#actors) actor.notice(halted ? 'read-only' : 'writing-again');
    this.#presences.readOnly = halted;
    for (const watcher of this.#watchers) watcher.awareness(this.awareness(watcher));
  }

  /** Sends everybody away: nothing of this board can be shown. */
  end(code: RefusalCode): void {
    for (const actor of this.#actors) actor.dismiss(code);
    for (const watcher of this.#watchers) watcher.dismiss();
  }

  async #lookAround(): Promise<void> {
    const state = await this.table.read((board) => board.state).catch(() => null);
    if (state === null) return;
    this.#doorkeeper.look(state);
    this.#lookAtPresence();
    if (state.guarded)
      this.publicBoard().then(
        () => this.#lookAtPresence(),
        (error: unknown) => this.#complain(error),
      );
    const { seats } = state;
    if (seats === this.#seats) return;
    const before = this.#seats?.keys() ?? this.#letIn;
    this.#seats = seats;
    for (const watcher of this.#watchers)
      if (watcher.seat !== null && !seats.has(watcher.seat)) watcher.end();
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
    const all = this.#rosterFor('observers', await this.#readSeats());
    const shut = await this.#shutRoster();
    this.#roster = { all, public: this.presenceIsPublic ? all : shut };
    const update = this.#presences.awarenessOfRoster(all);
    const { presenceIsPublic } = this;
    const publicUpdate = presenceIsPublic ? update : this.#presences.awarenessOfRoster(shut);
    for (const watcher of this.#watchers) watcher.awareness(watcher.seat !== null ? update : publicUpdate);
  }

  /** Who has a seat, as far as that is public; not who of them is here. */
  async #shutRoster(): Promise<RosterMessage | null> {
    if (this.presenceIsPublic) return null;
    return this.readPublic(({ state, pens }) => ({
      seats: [...state.seats.values()].map(({ id, party, role }): RosterSeat => {
        const own = [...pens].flatMap(([pen, holder]) => (holder === id ? [pen] : []));
        return { id, party, role, name: null, present: 0, pens: own };
      }),
      observers: 0,
    }));
  }

  #readSeats(): Promise<{ seat: SeatState; pens: number[] }[]> {
    return this.table.read((board) =>
      [...board.state.seats.values()].map((seat) => ({ seat, pens: board.pensOf(seat.id) })),
    );
  }

  #complain(error: unknown): void {
    this.#tools.log.warn({ err: error, board: this.board }, 'who watches could not be told');
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
