// A table full of people for a test that does something to the server: seats that type and move at random, and observers; in
// the end everything that any of them was told must be there, the log whole, and all of them read the same.
import { expect } from 'vitest';
import type { WorkingBoard } from '../../shared/working-board.ts';
import type { Row } from '../../shared/log.ts';
import { verifyBundle } from '../../shared/verify.ts';
import { accountOf, charactersIn, expectKept } from './account.ts';
import type { Account } from './account.ts';
import type { Dice } from './gate-random.ts';
import { RACES, noCounts, play } from './play.ts';
import type { Counts } from './play.ts';
import { Seat, contentOf, get, pause, until } from './seat.ts';
import type { SeatOptions } from './seat.ts';
import { Watcher, boardOf, readLog } from './watcher.ts';

/** How much was found to be there: acknowledged frames and moves, characters that anybody had seen. */
export type Kept = { frames: number; moves: number; characters: number };

export class Crowd {
  readonly seats: Seat[];
  readonly watchers: Watcher[];
  readonly counts: Counts = noCounts();
  /** What the observers were sent. */
  readonly seen: Uint8Array[] = [];
  readonly #dice: Dice;

  /** Both heads, a member each, and two observers. */
  static async gather(origin: string, dice: Dice, options: SeatOptions = {}): Promise<Crowd> {
    const seats = [
      await Seat.join(origin, { party: 'drc', role: 'head' }, options),
      await Seat.join(origin, { party: 'us', role: 'head' }, options),
      await Seat.join(origin, { party: 'drc' }, options),
      await Seat.join(origin, { party: 'us' }, { transports: ['polling', 'websocket'], ...options }),
    ];
    return new Crowd(dice, seats, [await Watcher.join(origin), await Watcher.join(origin)]);
  }

  constructor(dice: Dice, seats: Seat[], watchers: Watcher[]) {
    this.#dice = dice;
    this.seats = seats;
    this.watchers = watchers;
    for (const { doc } of watchers) doc.on('update', (update: Uint8Array) => this.seen.push(update));
  }

  /** Everybody acts for so long, each as it comes. */
  async act(forMs: number, seats: readonly Seat[] = this.seats): Promise<void> {
    const end = Date.now() + forMs;
    while (Date.now() < end) {
      for (const seat of seats) if (seat.pen !== null) play(seat, this.#dice, this.counts);
      await pause(this.#dice.below(12));
    }
  }

  get account(): Account {
    return accountOf(this.seats, this.seen);
  }

  /** How much that is. */
  get kept(): Kept {
    const acknowledged = this.seats.flatMap((seat) => seat.acknowledged);
    const frames = acknowledged.filter(({ event }) => event === 'text').length;
    return { frames, moves: acknowledged.length - frames, characters: charactersIn(this.account) };
  }

  get unanswered(): number {
    return this.seats.reduce((sum, seat) => sum + seat.unanswered, 0);
  }

  /** The server is gone, and everybody knows. */
  async noticed(): Promise<void> {
    const cut = (): boolean =>
      this.seats.every((seat) => !seat.live) && this.watchers.every(({ provider }) => !provider.wsconnected);
    await until('all have noticed', cut);
  }

  /**
   * Everybody has an answer to everything; and what they were told is there, as is what they had been told before.
   * @param before what had been told before the fault
   */
  async expectKept(origin: string, before: Account): Promise<{ rows: Row[]; board: WorkingBoard }> {
    await Promise.all(this.seats.map((seat) => seat.settled()));
    const rows = await readLog(origin, this.seats[0]!.token); // checks the chain
    const board = boardOf(rows); // and puts every row through the gate again
    expectKept(before, rows, board);
    expectKept(this.account, rows, board);
    for (const seat of this.seats) {
      await until(`${seat.id} has every row`, () => seat.seq >= rows.length);
      expect(seat.sittings.at(-1)!.pen).toBe(seat.pen);
      expect(seat.gaps).toEqual([]);
      for (const code of seat.refusals) expect(RACES).toContain(code);
    }
    await this.expectTogether(board);
    return { rows, board };
  }

  /** All read the same. */
  async expectTogether(board: WorkingBoard): Promise<void> {
    const clauses = board.state.clauses.map(({ id }) => id);
    const truth = contentOf(board.doc, clauses);
    for (const { doc } of this.seats) expect(contentOf(doc, clauses)).toEqual(truth);
    for (const { doc } of this.watchers)
      await until(
        'the observer reads the same',
        () => JSON.stringify(contentOf(doc, clauses)) === JSON.stringify(truth),
      );
  }

  /** The verifier finds nothing wrong with the log as it is handed out. */
  async expectVerified(origin: string): Promise<void> {
    const response = await get(origin, '/export/bundle.paraph', this.seats[0]!.token);
    const verified = verifyBundle(new Uint8Array(await response.arrayBuffer()));
    expect(verified).toMatchObject({ ok: true, report: { broken: null, withheld: 0 } });
  }

  leave(): void {
    for (const each of [...this.seats, ...this.watchers]) each.leave();
  }
}

export const sumOfKept = (all: readonly Kept[]): Kept =>
  all.reduce(
    (sum, each) => ({
      frames: sum.frames + each.frames,
      moves: sum.moves + each.moves,
      characters: sum.characters + each.characters,
    }),
    { frames: 0, moves: 0, characters: 0 },
  );

/** `PARAPH_FAULTS=n`: the long form, with n of what a test counts; null in the short one. */
export const FAULTS: number | null =
  process.env['PARAPH_FAULTS'] === undefined ? null : Number(process.env['PARAPH_FAULTS']);
