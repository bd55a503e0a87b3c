// A clock that is set back and forth by hours: the log's time never goes back, nobody's seat counts as left for it, and what
// a delegate typed is tabled or becomes a draft, but is never lost.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { Clock } from '../../client/session/clock.ts';
import { systemClock } from '../../client/session/clock.ts';
import { Crowd } from '../support/crowd.ts';
import { Dice } from '../support/gate-random.ts';
import { LivePage } from '../support/live-page.ts';
import { Proxy } from '../support/proxy.ts';
import { Seat, post, until } from '../support/seat.ts';
import {
  ServerProcess,
  dataFolder,
  ensureClientBuilt,
  freePort,
  removeFolder,
  startServer,
} from '../support/server.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const HOUR = 3_600_000;
const seed = Number(process.env['PARAPH_SEED'] ?? Date.now() % 1e9);
const dice = new Dice(seed);
const endings: (() => unknown)[] = [];

beforeAll(ensureClientBuilt, 120_000);
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

it('the server’s: rows keep their order in time, a head who is away for a moment keeps the seat', async () => {
  const DATA = dataFolder();
  endings.push(() => removeFolder(DATA));
  const file = join(DATA, 'clock');
  const set = (hours: number): void => writeFileSync(file, String(hours * HOUR));
  set(0);
  const env = { DATA, PORT: String(await freePort()), LOG_LEVEL: 'warn', PARAPH_TEST_CLOCK: file };
  const args = ['--import', './test/support/shifted-clock.ts'];
  let server = new ServerProcess(env, args);
  endings.push(() => server.stop('SIGKILL'));
  const origin = await server.listening();
  const crowd = await Crowd.gather(origin, dice);
  for (const [round, hours] of [0, 5, -7, 2, 0].entries()) {
    set(hours);
    await crowd.act(300);
    if (round === 2) {
      await server.stop('SIGKILL'); // and a restart with the clock set back
      await crowd.noticed();
      server = new ServerProcess(env, args);
      await server.listening();
    }
  }
  const { rows } = await crowd.expectKept(origin, crowd.account);
  await crowd.expectVerified(origin);
  const times = rows.map(({ at }) => at);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.at(-1)! - Date.now()).toBeGreaterThan(4 * HOUR); // it did go forward, and stayed there

  // A head is gone for a moment, in which the clock is set forward by a day.
  const [head] = crowd.seats;
  head!.leave();
  await until(
    'the head has left',
    () => crowd.seats[1]!.roster.seats.find(({ id }) => id === head!.id)?.present === 0,
  );
  set(24);
  const taken = await post(origin, { name: 'Quick', party: 'drc', role: 'head' });
  expect(taken.status).toBe(409);
  expect(await taken.json()).toMatchObject({ code: 'head-taken' });
  crowd.leave();
});

it.each([
  [0, 'tabled'],
  [3, 'draft'],
  [-3, 'draft'],
] as const)('the page’s, by %i hours: words typed while it was cut off become %s', async (hours, becomes) => {
  const server = await startServer({ articles: 1, heartbeatMs: 600 });
  endings.push(() => server.close());
  const proxy = await Proxy.to(server.origin);
  endings.push(() => proxy.close());
  let shift = 0;
  const clock: Clock = { ...systemClock, now: () => systemClock.now() + shift };
  const page = await LivePage.join(proxy.origin, 'drc', clock);
  const us = await Seat.join(server.origin, { party: 'us' });
  endings.push(() => [page.close(), us.leave()]);
  proxy.abandon(true);
  page.type('Typed while cut off. ');
  shift = hours * HOUR;
  await until('it has noticed', () => !page.live);
  await page.safe();
  await until('the words are somewhere', () => `${page.text()}${page.draft ?? ''}`.includes('while cut off'));
  expect(page.draft !== null).toBe(becomes === 'draft');
  const own = page.text();
  await until('all read the same', () => us.text(page.clause, 'en') === own);
  expect(own.includes('while cut off')).toBe(becomes === 'tabled');
});
