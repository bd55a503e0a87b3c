// The server is killed while four seats type and move and one watches, again and again. Whatever had been acknowledged,
// or had been seen by anybody, must be there afterwards; and everybody goes on where they were.
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Row } from '../../shared/log.ts';
import type { WorkingBoard } from '../../shared/working-board.ts';
import { Dice, rounds } from '../support/gate-random.ts';
import { RACES, noCounts, play } from '../support/play.ts';
import { Seat, contentOf, pause, until } from '../support/seat.ts';
import { ServerProcess, dataFolder, ensureClientBuilt, freePort, removeFolder } from '../support/server.ts';
import { Watcher, boardOf, readLog } from '../support/watcher.ts';

const ROUNDS = rounds(8);
const seed = Number(process.env['PARAPH_SEED'] ?? Date.now() % 1e9);
const dice = new Dice(seed);
const DATA = dataFolder();
let server: ServerProcess | null = null;

beforeAll(ensureClientBuilt, 120_000);
afterAll(async () => {
  await server?.stop('SIGKILL');
  removeFolder(DATA);
});

/** The ids of the characters and entries that an update brings, and of those that it deletes. */
const missingOf = (update: Uint8Array, doc: Y.Doc): string[] => {
  const { structs, ds } = Y.decodeUpdate(new Uint8Array(update));
  const missing = structs
    .filter(({ id, length }) => Y.getState(doc.store, id.client) < id.clock + length)
    .map(({ id, length }) => `${id.client}:${id.clock}+${length}`);
  for (const [client, ranges] of ds.clients) {
    const there = doc.store.clients.get(client) ?? [];
    for (const { clock, len } of ranges)
      for (let at = clock; at < clock + len; at += 1) {
        const struct =
          there.length > 0 && at < Y.getState(doc.store, client)
            ? there[Y.findIndexSS(there, at)]
            : undefined;
        if (struct?.deleted !== true) missing.push(`deletion of ${client}:${at}`);
      }
  }
  return missing;
};

/** What somebody holds the server to. Whatever is shown here was told before the kill. */
type Witnessed = {
  updates: Uint8Array[];
  points: { seq: number; hash: string }[];
  moves: { seat: string; id: string; seq: number }[];
};

const witness = (seats: readonly Seat[], seen: readonly Uint8Array[]): Witnessed => {
  const acknowledged = seats.flatMap((seat) => seat.acknowledged.map((each) => ({ seat, ...each })));
  const rows = seats.flatMap((seat) => seat.rows);
  const texts = acknowledged
    .filter(({ event }) => event === 'text')
    .map(({ payload }) => payload as Uint8Array);
  const moves = acknowledged
    .filter(({ event }) => event === 'move')
    .map(({ seat, payload, seq }) => ({ seat: seat.id, id: (payload as { id: string }).id, seq }));
  return {
    updates: [...texts, ...rows.flatMap(({ update }) => (update === null ? [] : [update])), ...seen],
    points: [...acknowledged, ...rows].map(({ seq, hash }) => ({ seq, hash })),
    moves,
  };
};

const expectKept = (
  { updates, points, moves }: Witnessed,
  rows: readonly Row[],
  board: WorkingBoard,
): void => {
  const missing = updates.flatMap((update) => missingOf(update, board.doc));
  expect(missing).toEqual([]);
  expect(
    points.filter(({ seq, hash }) => rows[seq - 1] === undefined || bytesToHex(rows[seq - 1]!.hash) !== hash),
  ).toEqual([]);
  const recorded = moves.filter(({ seat, id }) => board.seqOfMove(seat, id) !== undefined);
  expect(recorded.filter(({ seat, id, seq }) => (board.seqOfMove(seat, id) ?? 0) > seq)).toEqual([]);
  // A move that changes nothing (its words are gone, its figure is set) is acknowledged, but makes no entry.
  expect(recorded.length).toBeGreaterThanOrEqual(moves.length / 2);
};

it(
  'kill -9: nothing acknowledged or seen is ever missing',
  async () => {
    console.log(`seed ${seed}`);
    const env = { DATA, PORT: String(await freePort()), LOG_LEVEL: 'silent' };
    server = new ServerProcess(env);
    const origin = await server.listening();
    const seats = [
      await Seat.join(origin, { party: 'drc', role: 'head' }),
      await Seat.join(origin, { party: 'us', role: 'head' }),
      await Seat.join(origin, { party: 'drc' }),
      await Seat.join(origin, { party: 'us' }, { transports: ['polling', 'websocket'] }),
    ];
    const watcher = await Watcher.join(origin);
    const seen: Uint8Array[] = [];
    watcher.doc.on('update', (update: Uint8Array) => seen.push(update));
    const counts = noCounts();
    const reached = { inHand: 0, resumed: 0, rows: 0, updates: 0 };

    for (let round = 0; round < ROUNDS; round += 1) {
      const killAt = Date.now() + 150 + dice.below(500);
      while (Date.now() < killAt) {
        for (const seat of seats) if (seat.pen !== null) play(seat, dice, counts);
        await pause(dice.below(12));
      }
      const exit = await server.stop('SIGKILL');
      expect(exit.signal).toBe('SIGKILL');
      await until(
        'all have noticed',
        () => seats.every((seat) => !seat.live) && !watcher.provider.wsconnected,
      );
      reached.inHand += seats.reduce((sum, seat) => sum + seat.unanswered, 0);
      const witnessed = witness(seats, seen);

      server = new ServerProcess(env);
      await server.listening();
      await Promise.all(seats.map((seat) => seat.settled()));
      const rows = await readLog(origin, seats[0]!.token); // checks the chain
      const board = boardOf(rows); // and puts every row through the gate again
      expectKept(witnessed, rows, board);
      expectKept(witness(seats, seen), rows, board);
      for (const seat of seats) {
        await until(`${seat.id} has every row`, () => seat.seq === rows.length);
        expect(seat.sittings.at(-1)!.pen).toBe(seat.pen);
        expect(seat.gaps).toEqual([]);
        for (const code of seat.refusals) expect(RACES).toContain(code);
      }
      const clauses = board.state.clauses.map(({ id }) => id);
      const truth = contentOf(board.doc, clauses);
      const joins = await Watcher.join(origin);
      for (const { doc } of [...seats, joins]) expect(contentOf(doc, clauses)).toEqual(truth);
      await until(
        'the watcher has it all',
        () => seats[0]!.doc.store.clients.size === watcher.doc.store.clients.size,
      );
      await until(
        'the watcher reads the same',
        () => JSON.stringify(contentOf(watcher.doc, clauses)) === JSON.stringify(truth),
      );
      joins.leave();
      reached.rows = rows.length;
      reached.updates = witnessed.updates.length;
    }
    reached.resumed = seats.flatMap((seat) => seat.sittings).filter(({ resumed }) => resumed).length;
    console.log(counts, reached);
    expect(reached.inHand).toBeGreaterThan(0); // killed with something in hand
    // Whoever was just starting over as the server died took a fresh pen instead.
    expect(reached.resumed).toBeGreaterThanOrEqual(ROUNDS * seats.length * 0.75);
    for (const [what, count] of Object.entries(counts)) expect(count, what).toBeGreaterThan(0);
    for (const each of [...seats, watcher]) each.leave();
  },
  30_000 + ROUNDS * 15_000,
);
