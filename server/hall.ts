// The hall holds the boards that somebody is at. A board is loaded when the first comes in and unloaded a little
// after the last has left.
import type { BoardId } from '../shared/board.ts';
import type { SeatId } from '../shared/seats.ts';
import type { Attendance } from './attendance.ts';
import { Room } from './room.ts';
import type { TableTools } from './table.ts';
import { Table } from './table.ts';

export type HallTools = TableTools & {
  attendance: Attendance;
  /** Called with every seat that has ended on record. */
  seatEnded?(board: BoardId, seat: SeatId): void;
  /** How long an empty board stays loaded, in milliseconds. */
  lingerMs: number;
};

type Loaded = { room: Promise<Room | null>; guests: number; leaving: NodeJS.Timeout | null };

export class Hall {
  readonly #tools: HallTools;
  readonly #loaded = new Map<BoardId, Loaded>();
  readonly #goodbyes = new Set<Promise<void>>();

  constructor(tools: HallTools) {
    this.#tools = tools;
  }

  get boards(): BoardId[] {
    return [...this.#loaded.keys()];
  }

  /** Comes into a board's room; null where there is no such board. Whoever came in must call `leave` once. */
  async enter(board: BoardId): Promise<{ room: Room; leave(): void } | null> {
    const loaded = this.#loaded.get(board) ?? this.#load(board);
    if (loaded.leaving !== null) clearTimeout(loaded.leaving);
    loaded.leaving = null;
    loaded.guests += 1;
    let gone = false;
    const leave = (): void => {
      if (gone) return;
      gone = true;
      this.#leave(board, loaded);
    };
    try {
      const room = await loaded.room;
      if (room !== null) return { room, leave };
      leave();
      return null;
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Comes in for one thing only. */
  async visit<T>(board: BoardId, what: (room: Room) => Promise<T>): Promise<T | null> {
    const visit = await this.enter(board);
    if (visit === null) return null;
    try {
      return await what(visit.room);
    } finally {
      visit.leave();
    }
  }

  /** Saves keyframes of all that is loaded, and forgets it. */
  async close(): Promise<void> {
    const rooms = [...this.#loaded].map(async ([board, loaded]) => {
      if (loaded.leaving !== null) clearTimeout(loaded.leaving);
      this.#loaded.delete(board);
      await (await loaded.room)?.table.rest();
    });
    await Promise.allSettled([...rooms, ...this.#goodbyes]);
  }

  #load(board: BoardId): Loaded {
    const room = this.#loadRoom(board);
    const loaded: Loaded = { room, guests: 0, leaving: null };
    this.#loaded.set(board, loaded);
    const forget = (): void => {
      if (this.#loaded.get(board) === loaded) this.#loaded.delete(board);
    };
    room.then(
      (found) => found === null && forget(),
      (error: unknown) => {
        this.#tools.log.error({ err: error, board }, 'the board cannot be loaded');
        forget();
      },
    );
    return loaded;
  }

  async #loadRoom(board: BoardId): Promise<Room | null> {
    const table = await Table.load(this.#tools, board);
    return table === null ? null : new Room(table, await this.#tools.store.seatsOf(board), this.#tools);
  }

  #leave(board: BoardId, loaded: Loaded): void {
    loaded.guests -= 1;
    if (loaded.guests > 0 || this.#loaded.get(board) !== loaded) return;
    loaded.leaving = setTimeout(() => {
      if (loaded.guests > 0 || this.#loaded.get(board) !== loaded) return;
      this.#loaded.delete(board);
      const goodbye = this.#rest(loaded).finally(() => this.#goodbyes.delete(goodbye));
      this.#goodbyes.add(goodbye);
    }, this.#tools.lingerMs);
    loaded.leaving.unref();
  }

  async #rest(loaded: Loaded): Promise<void> {
    try {
      await (await loaded.room)?.table.rest();
    } catch (error) {
      this.#tools.log.warn({ err: error }, 'a board could not be put to rest');
    }
  }
}
