// Who is connected, and who was when. A head's or chair's seat that nobody has been connected to for a minute counts
// as free; after a restart everybody has that minute to come back.
import type { BoardId } from '../shared/board.ts';
import type { SeatId } from '../shared/seats.ts';

export const ABSENT_AFTER_MS = 60_000;

export class Attendance {
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #connections = new Map<string, number>();
  readonly #lastSeen = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
    this.#startedAt = now();
  }

  arrive(board: BoardId, seat: SeatId): void {
    const key = `${board}/${seat}`;
    this.#connections.set(key, (this.#connections.get(key) ?? 0) + 1);
  }

  leave(board: BoardId, seat: SeatId): void {
    const key = `${board}/${seat}`;
    const left = (this.#connections.get(key) ?? 1) - 1;
    if (left > 0) this.#connections.set(key, left);
    else this.#connections.delete(key);
    this.seen(board, seat);
  }

  /** Taking a seat counts as being there. */
  seen(board: BoardId, seat: SeatId): void {
    this.#lastSeen.set(`${board}/${seat}`, this.#now());
  }

  connections(board: BoardId, seat: SeatId): number {
    return this.#connections.get(`${board}/${seat}`) ?? 0;
  }

  /**
   * @param sessionExists whether anybody was ever let into the seat; one that only laid the board is nobody's
   */
  isAbsent(board: BoardId, seat: SeatId, sessionExists: boolean): boolean {
    if (this.connections(board, seat) > 0) return false;
    // Who is just being let in has been seen, but has no session yet.
    const seen = this.#lastSeen.get(`${board}/${seat}`) ?? (sessionExists ? this.#startedAt : null);
    return seen === null || this.#now() - seen >= ABSENT_AFTER_MS;
  }
}
