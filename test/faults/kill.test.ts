// The server is killed while four seats type and move and two watch, again and again: at any moment, also while it starts.
// Whatever had been acknowledged, or had been seen by anybody, must be there afterwards; and everybody goes on where they were.
// The short form takes a minute; `PARAPH_FAULTS=200` kills it 200 times.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Kept } from '../support/crowd.ts';
import { Crowd, FAULTS, sumOfKept } from '../support/crowd.ts';
import { Dice } from '../support/gate-random.ts';
import { noCounts } from '../support/play.ts';
import { pause } from '../support/seat.ts';
import { ServerProcess, dataFolder, ensureClientBuilt, freePort, removeFolder } from '../support/server.ts';

/** What the log has grown to is gone through after every kill: now and then a new one is begun. */
const KILLS_A_BOARD = 6;
const SHORT = { leastKills: 8, forMs: 45_000 };
const seed = Number(process.env['PARAPH_SEED'] ?? Date.now() % 1e9);
const dice = new Dice(seed);
const folders: string[] = [];
let server: ServerProcess | null = null;

beforeAll(ensureClientBuilt, 120_000);
afterAll(async () => {
  await server?.stop('SIGKILL');
  for (const folder of folders) removeFolder(folder);
});

const kept: Kept[] = [];
const reached = { kills: 0, whileStarting: 0, inHand: 0, resumed: 0, sittings: 0, boards: 0 };
const counts = noCounts();

const kill = async (process: ServerProcess): Promise<void> => {
  expect((await process.stop('SIGKILL')).signal).toBe('SIGKILL');
  reached.kills += 1;
};

/** Starts it until it listens; sometimes it is killed before. */
const startAgain = async (env: Record<string, string>, args: readonly string[]): Promise<ServerProcess> => {
  while (dice.chance(0.15)) {
    const stillborn = new ServerProcess(env, args);
    await pause(dice.below(1200));
    await kill(stillborn);
    reached.whileStarting += 1;
  }
  const process = new ServerProcess(env, args);
  await process.listening();
  return process;
};

const oneBoard = async (goesOn: () => boolean): Promise<void> => {
  const DATA = dataFolder();
  folders.push(DATA);
  const env = { DATA, PORT: String(await freePort()), LOG_LEVEL: 'silent' };
  // Every other board is on a disk on which a commit takes long enough to be met.
  const args = reached.boards % 2 === 0 ? ['--import', './test/support/slow-disk.ts'] : [];
  server = new ServerProcess(env, args);
  const origin = await server.listening();
  const crowd = await Crowd.gather(origin, dice);
  for (let round = 0; round < KILLS_A_BOARD && goesOn(); round += 1) {
    await crowd.act(dice.below(650));
    reached.inHand += crowd.unanswered;
    await kill(server);
    await crowd.noticed();
    const before = crowd.account;
    server = await startAgain(env, args);
    await crowd.expectKept(origin, before);
  }
  await crowd.expectVerified(origin);
  kept.push(crowd.kept);
  for (const { sittings } of crowd.seats) {
    reached.sittings += sittings.length - 1;
    reached.resumed += sittings.filter(({ resumed }) => resumed).length;
  }
  for (const [what, count] of Object.entries(crowd.counts)) counts[what as keyof typeof counts] += count;
  reached.boards += 1;
  crowd.leave();
  await server.stop('SIGKILL');
};

it(
  'kill -9: nothing acknowledged or seen is ever missing',
  async () => {
    console.log(`seed ${seed}`);
    const end = Date.now() + SHORT.forMs;
    const goesOn = (): boolean =>
      FAULTS === null ? reached.kills < SHORT.leastKills || Date.now() < end : reached.kills < FAULTS;
    while (goesOn()) await oneBoard(goesOn);
    console.log(counts, reached, 'none missing of', sumOfKept(kept));
    expect(reached.inHand).toBeGreaterThan(0); // killed with something in hand
    // Whoever was just starting over as the server died took a fresh pen instead.
    expect(reached.resumed).toBeGreaterThanOrEqual(reached.sittings * 0.75);
    for (const [what, count] of Object.entries(counts)) expect(count, what).toBeGreaterThan(0);
    expect(sumOfKept(kept).moves).toBeGreaterThan(0);
  },
  180_000 + (FAULTS ?? 0) * 20_000,
);
