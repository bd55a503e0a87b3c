// Lines that fail in the ways lines do: half-open, so that neither end is told; gone and back every second; all of them at
// once, as the server is told to end. Nothing is lost, nothing doubled, and nobody else is disturbed.
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { Crowd, FAULTS } from '../support/crowd.ts';
import { Dice } from '../support/gate-random.ts';
import { LivePage } from '../support/live-page.ts';
import { Proxy } from '../support/proxy.ts';
import { Seat, pause, until } from '../support/seat.ts';
import {
  ServerProcess,
  dataFolder,
  ensureClientBuilt,
  freePort,
  removeFolder,
  startServer,
} from '../support/server.ts';
import { Watcher, boardOf, readLog } from '../support/watcher.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const seed = Number(process.env['PARAPH_SEED'] ?? Date.now() % 1e9);
const dice = new Dice(seed);
const endings: (() => unknown)[] = [];

beforeAll(ensureClientBuilt, 120_000);
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

it('half-open: the table frees the seat’s place, the page comes back on its pen, nothing is lost or doubled', async () => {
  const server = await startServer({ articles: 1, heartbeatMs: 600 });
  endings.push(() => server.close());
  const proxy = await Proxy.to(server.origin);
  endings.push(() => proxy.close());
  const us = await Seat.join(server.origin, { party: 'us', role: 'head' });
  const drc = await LivePage.join(proxy.origin, 'drc');
  const watcher = await Watcher.join(proxy.origin);
  endings.push(() => [us.leave(), drc.close(), watcher.leave()]);
  const clause = drc.clause;
  drc.type('Before. ');
  await drc.safe();
  drc.view.acts.point({ clause, lang: 'en', cursor: null, typing: true });
  await until('their caret is seen', () =>
    [...us.cursors.values()].some((presence) => presence?.party === 'drc'),
  );
  const pens = (): number[] =>
    us.roster.seats.find(({ party, role }) => party === 'drc' && role === 'head')!.pens;
  const present = (): number =>
    us.roster.seats.find(({ party, role }) => party === 'drc' && role === 'head')!.present;
  await until('they are here', () => present() === 1 && us.roster.observers === 1);
  const had = pens();

  proxy.abandon(false);
  drc.type('Into nowhere. ');
  expect(drc.live).toBe(true); // nobody has told it
  await until('the table lets go of them', () => present() === 0);
  await until('their caret is gone', () => [...us.cursors.values()].every((presence) => presence === null));
  await until('the page notices', () => !drc.live);
  us.type(clause, 'en', 0, 'Meanwhile. ');
  drc.type('Offline. ');
  await us.settled();

  proxy.abandon(true);
  await drc.safe();
  await until('they are here again', () => present() === 1);
  expect(pens()).toEqual(had); // on the same pen
  await until('all read the same', () => us.text(clause, 'en') === drc.text());
  for (const words of ['Before. ', 'Into nowhere. ', 'Offline. ', 'Meanwhile. '])
    expect(drc.text().split(words)).toHaveLength(2); // each of them once
  expect(drc.drafts.all()).toEqual([]);
  expect(us.refusals).toEqual([]);
});

it('an observer’s line that is half-open is let go of, and does not count any more', async () => {
  const server = await startServer({ articles: 1, aliveAfterMs: 400 });
  endings.push(() => server.close());
  const proxy = await Proxy.to(server.origin);
  endings.push(() => proxy.close());
  const us = await Seat.join(server.origin, { party: 'us', role: 'head' });
  const [gone, stays] = [await Watcher.join(proxy.origin), await Watcher.join(server.origin)];
  endings.push(() => [us.leave(), gone.leave(), stays.leave()]);
  await until('both are here', () => us.roster.observers === 2);
  proxy.abandon(false);
  await until('one has gone', () => us.roster.observers === 1);
  await pause(1500); // and whoever answers is left alone
  expect(stays.connections).toBe(1);
  expect(us.roster.observers).toBe(1);
});

it('a client that comes back every second while it types: one pen, and nobody else notices', async () => {
  const rounds = FAULTS === null ? 12 : 60;
  const server = await startServer({ articles: 2 });
  endings.push(() => server.close());
  const restless = await Seat.join(server.origin, { party: 'drc', role: 'head' });
  const us = await Seat.join(server.origin, { party: 'us', role: 'head' });
  const watcher = await Watcher.join(server.origin);
  endings.push(() => [restless.leave(), us.leave(), watcher.leave()]);
  const clause = us.state.clauses[0]!.id;
  const heap: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const end = Date.now() + 1000;
    while (Date.now() < end) {
      restless.type(clause, 'en', 0, `r${round} `);
      us.type(clause, 'fr', 0, `u${round} `);
      await pause(40);
    }
    // Not closed: cut, with words on the way.
    restless.socket.io.engine.close();
    restless.type(clause, 'en', 0, `cut${round} `);
    heap.push(process.memoryUsage().heapUsed);
  }
  await Promise.all([restless.settled(), us.settled()]);
  const rows = await readLog(server.origin, us.token);
  const board = boardOf(rows);
  expect(board.pensOf(restless.id)).toHaveLength(1);
  expect(restless.sittings.length).toBeGreaterThanOrEqual(rounds);
  expect(us.sittings).toHaveLength(1);
  expect(watcher.connections).toBe(1);
  expect([...restless.refusals, ...us.refusals, ...restless.gaps, ...us.gaps]).toEqual([]);
  const words = restless.text(clause, 'en');
  for (let round = 0; round < rounds; round += 1) expect(words.split(`cut${round} `)).toHaveLength(2);
  await until('all read the same', () => us.text(clause, 'en') === words);
  expect(board.doc.getText(`text:${clause}:en`).toString()).toBe(words);
  console.log(
    `${restless.sittings.length} sittings, ${rows.length} rows, heap ${heap[0]! >> 20} to ${heap.at(-1)! >> 20} MiB`,
  );
});

it('pages that come anew every time take a pen each, and leave nothing else behind', async () => {
  const rounds = FAULTS === null ? 15 : 60;
  const server = await startServer({ articles: 1 });
  endings.push(() => server.close());
  const us = await Seat.join(server.origin, { party: 'us', role: 'head' });
  endings.push(() => us.leave());
  const first = await Seat.join(server.origin, { party: 'drc', role: 'head' });
  const { id, token } = first;
  const clause = us.state.clauses[0]!.id;
  first.leave();
  for (let round = 0; round < rounds; round += 1) {
    const page = new Seat(server.origin, id, token);
    await page.seated();
    page.type(clause, 'en', 0, `p${round} `);
    await page.settled();
    page.leave();
  }
  await until('nobody is left', () => us.roster.seats.find((seat) => seat.id === id)!.present === 0);
  expect(us.roster.seats.find((seat) => seat.id === id)!.pens).toHaveLength(rounds + 1);
  expect([...us.cursors.values()].filter((presence) => presence !== null)).toEqual([]);
  const board = boardOf(await readLog(server.origin, us.token));
  expect(board.doc.getText(`text:${clause}:en`).toString()).toContain(`p${rounds - 1} `);
});

it('SIGTERM in the midst of it: it ends in time with 0, and all that was acknowledged is there', async () => {
  const DATA = dataFolder();
  endings.push(() => removeFolder(DATA));
  const env = { DATA, PORT: String(await freePort()), LOG_LEVEL: 'warn' };
  let server = new ServerProcess(env);
  endings.push(() => server.stop('SIGKILL'));
  const origin = await server.listening();
  const crowd = await Crowd.gather(origin, dice);
  for (let round = 0; round < 3; round += 1) {
    const acting = crowd.act(500);
    await pause(150 + dice.below(200));
    const exit = await server.stop('SIGTERM');
    await acting;
    expect(exit, server.output).toMatchObject({ code: 0, signal: null });
    expect(exit.afterMs).toBeLessThan(5000);
    await crowd.noticed();
    const before = crowd.account;
    server = new ServerProcess(env);
    await server.listening();
    await crowd.expectKept(origin, before);
  }
  await crowd.expectVerified(origin);
  console.log(`seed ${seed}`, 'none missing of', crowd.kept);
  crowd.leave();
});
