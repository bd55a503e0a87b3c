// The hall holds the boards that somebody is at. A board is loaded when the first comes in and unloaded a little
// after the last has left.
import type { BoardId } from '../shared/board.ts';
import type { SeatId } from '../shared/seats.ts';
import type { Attendance } from './attendance.ts';
import { BoardDamaged, DAMAGE_ADVICE } from './damage.ts';
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
  /** Boards that cannot be opened until somebody has put their record right: they are not tried again. */
  readonly #damaged = new Map<BoardId, BoardDamaged>();

  constructor(tools: HallTools) {
    this.#tools = tools;
    tools.clerk.watch((halted) => this.#tellHalted(halted));
  }

  get boards(): BoardId[] {
    return [...this.#loaded.keys()];
  }

  /**
   * Comes into a board's room; null where there is no such board. Whoever came in must call `leave` once.
   * @throws BoardDamaged, and errors of the store as they come
   */
  async enter(board: BoardId): Promise<{ room: Room; leave(): void } | null> {
    const damaged = this.#damaged.get(board);
    if (damaged !== undefined) throw damaged;
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
      await closed(await loaded.room);
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
        if (error instanceof BoardDamaged) this.#bar(error);
        else this.#tools.log.error({ err: error, board }, 'the board cannot be loaded');
        forget();
      },
    );
    return loaded;
  }

  #bar(damaged: BoardDamaged): void {
    this.#tools.log.fatal({ err: damaged, board: damaged.board }, DAMAGE_ADVICE);
    this.#damaged.set(damaged.board, damaged);
  }

  #tellHalted(halted: boolean): void {
    for (const { room } of this.#loaded.values())
      room.then(
        (found) => found?.tellHalted(halted),
        () => undefined, // it could not be loaded, as whoever came in was told
      );
  }

  async #loadRoom(board: BoardId): Promise<Room | null> {
    const table = await Table.load(this.#tools, board);
    if (table === null) return null;
    const room = new Room(table, await this.#tools.store.seatsOf(board), this.#tools);
    void table.damaged.then((damaged) => {
      this.#damaged.set(board, damaged);
      room.end('board-damaged');
    });
    return room;
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
      await closed(await loaded.room);
    } catch (error) {
      this.#tools.log.warn({ err: error }, 'a board could not be put to rest');
    }
  }
}

const closed = async (room: Room | null): Promise<void> => {
  await room?.table.rest();
  await room?.close();
};
