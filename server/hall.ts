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

type Loaded = {
  /** Once what it stands on is loaded. */
  glimpse: Promise<Room | null>;
  /** Once its whole chain has been followed, which begins when it is first asked for. */
  whole(): Promise<Room | null>;
  guests: number;
  leaving: NodeJS.Timeout | null;
};

/** A board of which somebody had a glimpse has its chain followed soon after, when that holds nobody up. */
const FOLLOWED_AFTER_MS = 2000;

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
  enter(board: BoardId): Promise<{ room: Room; leave(): void } | null> {
    return this.#enter(board, ({ whole }) => whole());
  }

  async #enter(
    board: BoardId,
    roomOf: (loaded: Loaded) => Promise<Room | null>,
  ): Promise<{ room: Room; leave(): void } | null> {
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
      const room = await roomOf(loaded);
      if (room !== null) return { room, leave };
      leave();
      return null;
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Comes in for one thing only. */
  visit<T>(board: BoardId, what: (room: Room) => Promise<T>): Promise<T | null> {
    return this.#visit(() => this.enter(board), what);
  }

  /**
   * The same for what shows no hash and rests on none, such as a replay's rows: it need not wait until a long log's chain has
   * been followed.
   */
  glimpse<T>(board: BoardId, what: (room: Room) => Promise<T>): Promise<T | null> {
    return this.#visit(() => this.#enter(board, ({ glimpse }) => glimpse), what);
  }

  async #visit<T>(
    enter: () => Promise<{ room: Room; leave(): void } | null>,
    what: (room: Room) => Promise<T>,
  ): Promise<T | null> {
    const visit = await enter();
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
      await closed(await loaded.glimpse);
    });
    await Promise.allSettled([...rooms, ...this.#goodbyes]);
  }

  #load(board: BoardId): Loaded {
    const glimpse = this.#loadRoom(board);
    let followed: Promise<Room | null> | null = null;
    const whole = (): Promise<Room | null> => (followed ??= follow());
    const follow = async (): Promise<Room | null> => {
      const room = await glimpse;
      try {
        await room?.table.followChain();
        return room;
      } catch (error) {
        if (error instanceof BoardDamaged) {
          this.#bar(error);
          room?.end('board-damaged');
        }
        forget();
        throw error;
      }
    };
    const loaded: Loaded = { glimpse, whole, guests: 0, leaving: null };
    this.#loaded.set(board, loaded);
    setTimeout(() => void whole().catch(() => undefined), FOLLOWED_AFTER_MS).unref(); // `follow` has said it
    const forget = (): void => {
      if (this.#loaded.get(board) === loaded) this.#loaded.delete(board);
    };
    glimpse.then(
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
    for (const { glimpse } of this.#loaded.values())
      glimpse.then(
        (found) => found?.tellHalted(halted),
        () => undefined, // it could not be loaded, as whoever came in was told
      );
  }

  async #loadRoom(board: BoardId): Promise<Room | null> {
    const table = await Table.glimpse(this.#tools, board);
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
      await closed(await loaded.glimpse);
    } catch (error) {
      this.#tools.log.warn({ err: error }, 'a board could not be put to rest');
    }
  }
}

const closed = async (room: Room | null): Promise<void> => {
  await room?.table.rest();
  await room?.close();
};
