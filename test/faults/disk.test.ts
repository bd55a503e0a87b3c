// A disk that is full, and one that cannot be written, while people type: the table goes read-only with a notice, what was
// durable can be read, what was typed is kept by whoever typed it; and it goes on by itself when the disk does.
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { Crowd } from '../support/crowd.ts';
import { SmallDisk, setImmutable } from '../support/disks.ts';
import { Dice } from '../support/gate-random.ts';
import { get, until } from '../support/seat.ts';
import { ServerProcess, dataFolder, ensureClientBuilt, freePort, removeFolder } from '../support/server.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const seed = Number(process.env['PARAPH_SEED'] ?? Date.now() % 1e9);
const dice = new Dice(seed);
const endings: (() => unknown)[] = [];

beforeAll(ensureClientBuilt, 120_000);
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const start = async (DATA: string): Promise<{ server: ServerProcess; origin: string }> => {
  const server = new ServerProcess({ DATA, PORT: String(await freePort()), LOG_LEVEL: 'warn' });
  endings.push(() => server.stop('SIGKILL'));
  return { server, origin: await server.listening() };
};

/** People type until the table says that it cannot write. */
const actUntilReadOnly = async (crowd: Crowd): Promise<void> => {
  const end = Date.now() + 60_000;
  while (!crowd.seats.every((seat) => seat.readOnly)) {
    if (Date.now() > end) throw new Error(`it never went read-only (seed ${seed})`);
    await crowd.act(50);
  }
  await until('the observers are told', () => crowd.watchers.every((watcher) => watcher.readOnly));
};

/** What goes on while nothing can be written, and what does not. */
const expectReadOnly = async (crowd: Crowd, origin: string): Promise<void> => {
  const [seat] = crowd.seats;
  const rows = seat!.seq;
  const clause = seat!.state.clauses[0]!.id;
  expect(
    await seat!.ask('move', { id: `a-move-${seed}`, kind: 'reserve', clause, reason: 'cost' }),
  ).toMatchObject({
    ok: false,
    code: 'store-unavailable',
  });
  const read = await get(origin, `/clauses/${clause}`, seat!.token);
  expect(read.status).toBe(200);
  await crowd.expectVerified(origin);
  const joins = await fetch(`${origin}/api/boards/drc-us/join`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Late', party: 'us', role: 'member' }),
  });
  expect(joins.status).toBe(503);
  expect(await joins.json()).toMatchObject({ code: 'store-unavailable' });
  await crowd.act(300); // and people go on typing
  expect(seat!.seq).toBe(rows); // of which nobody is told anything
  expect(crowd.unanswered).toBeGreaterThan(0);
};

const expectRecovered = async (crowd: Crowd, origin: string): Promise<void> => {
  const before = crowd.account;
  await until('writing goes on', () => crowd.seats.every((seat) => !seat.readOnly));
  await until('the observers are told so', () => crowd.watchers.every((watcher) => !watcher.readOnly));
  await crowd.act(300);
  await crowd.expectKept(origin, before);
  await crowd.expectVerified(origin);
  for (const { notices, sittings, refusals } of crowd.seats) {
    expect(notices.filter((code) => code === 'read-only').length).toBeGreaterThan(0);
    expect(notices.at(-1)).toBe('writing-again');
    // The same pen all along, but for races that would have been lost on any day.
    expect(new Set(sittings.map(({ pen }) => pen)).size).toBeLessThanOrEqual(1 + refusals.length);
  }
};

it('a full disk: read-only with a notice, and on by itself once there is room', async () => {
  const disk = new SmallDisk(24);
  endings.push(() => disk.remove());
  const { server, origin } = await start(disk.folder);
  const crowd = await Crowd.gather(origin, dice);
  await crowd.act(300);
  for (let round = 0; round < 2; round += 1) {
    disk.fill();
    await actUntilReadOnly(crowd);
    await expectReadOnly(crowd, origin);
    disk.free();
    await expectRecovered(crowd, origin);
  }
  expect(server.output).toContain('free some room');
  expect(server.output).toContain('can be written again');
  console.log(`seed ${seed}`, crowd.counts, 'none missing of', crowd.kept);
  crowd.leave();
});

it('a full disk and then kill -9: whoever had an answer had it rightly', async () => {
  const disk = new SmallDisk(24);
  endings.push(() => disk.remove());
  const first = await start(disk.folder);
  const PORT = new URL(first.origin).port;
  const crowd = await Crowd.gather(first.origin, dice);
  disk.fill();
  await actUntilReadOnly(crowd);
  await first.server.stop('SIGKILL');
  await crowd.noticed();
  const before = crowd.account;
  disk.free();
  const server = new ServerProcess({ DATA: disk.folder, PORT, LOG_LEVEL: 'silent' });
  endings.push(() => server.stop('SIGKILL'));
  await crowd.expectKept(await server.listening(), before);
  await crowd.expectVerified(first.origin);
  crowd.leave();
});

it('files that cannot be written any more: the same, and on once they can', async () => {
  const folder = dataFolder();
  endings.push(() => removeFolder(folder));
  const { server, origin } = await start(folder);
  const crowd = await Crowd.gather(origin, dice);
  await crowd.act(300);
  setImmutable(folder, true);
  endings.push(() => setImmutable(folder, false));
  await actUntilReadOnly(crowd);
  await expectReadOnly(crowd, origin);
  setImmutable(folder, false);
  await expectRecovered(crowd, origin);
  expect(server.output).toContain('Nothing that was acknowledged is lost');
  crowd.leave();
});

it('a data folder on a disk mounted read-only is refused at the start, in words', async () => {
  const disk = new SmallDisk(24);
  endings.push(() => disk.remove());
  const { server } = await start(disk.folder);
  await server.stop();
  disk.setReadOnly(true);
  const refused = new ServerProcess({ DATA: disk.folder, PORT: '0' });
  const { code } = await refused.exited;
  expect(code).toBe(1);
  expect(refused.output).toContain(`The data folder ${disk.folder} cannot be used`);
  expect(refused.output).toContain('Set DATA to a folder that this user may write to');
});

it('ends on SIGTERM although the disk is full', async () => {
  const disk = new SmallDisk(24);
  endings.push(() => disk.remove());
  const { server, origin } = await start(disk.folder);
  const crowd = await Crowd.gather(origin, dice);
  disk.fill();
  await actUntilReadOnly(crowd);
  const exit = await server.stop('SIGTERM');
  expect(exit.afterMs).toBeLessThan(6000);
  expect(exit.code, server.output).toBe(0);
  crowd.leave();
});
