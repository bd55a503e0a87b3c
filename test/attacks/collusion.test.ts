// Law L1 under attack: whatever two malicious seats of one party send, with or without the chair as a third, the honest party
// of the other side stands where it stood, and only its own acts change that. `PARAPH_SEED=7` plays that game alone.
import { describe, expect, it } from 'vitest';
import { verifyLog } from '../../shared/verify.ts';
import { Collusion } from '../support/fuzz/collusion.ts';
import { FUZZ, rounds } from '../support/gate-random.ts';
import { Reached } from '../support/law-reached.ts';

const ACTS = 10_000;
/** In how many games: a board on which ten thousand acts happened has little in common with one that is young. */
const GAMES = 5;
/** Seeds that once broke the law. */
const ONCE_BROKE: number[] = [12];

const chosen = process.env['PARAPH_SEED'];
const SEEDS =
  chosen === undefined
    ? [...ONCE_BROKE, ...Array.from({ length: rounds(GAMES) }, (_, i) => 1 + i)]
    : [Number(chosen)];

const play = (seed: number, withChair: boolean, reached: Reached): number => {
  const game = new Collusion(seed, reached, withChair);
  try {
    while (game.acts < ACTS / GAMES) game.step();
    game.converge();
  } catch (error) {
    throw new Error(
      `seed ${seed}, act ${game.acts}: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
  // And who reads the log comes to the same: not a row of it is one that the rules or the gate would refuse.
  const { rows, working } = game.table;
  const report = verifyLog({
    board: 'test-board',
    epoch: '',
    head: { seq: working.seq, hash: working.hash },
    rows,
  });
  expect(report.broken).toBeNull();
  return game.acts;
};

const LEAST = {
  'honest acts': 600,
  'honest steps': 400,
  taken: 1200,
  'crafted frames': 1000,
  'known attacks': 300,
  equivocations: 100,
  floods: 120,
  resends: 150,
  proposed: 60,
  accepted: 20,
  initialled: 40,
  locked: 15,
  reopeningAsked: 30,
  reopened: 10,
  headChanged: 50,
  authorityChanged: 6,
  keyShown: 3,
  struck: 40,
  adopted: 15,
  termSet: 25,
  reserved: 20,
};

describe('L1 under attack', () => {
  for (const withChair of [false, true])
    it(
      `L1 two malicious seats${withChair ? ', and the chair,' : ''} never change where the other party stands`,
      () => {
        const reached = new Reached();
        const acts = SEEDS.reduce((sum, seed) => sum + play(seed, withChair, reached), 0);
        console.info(
          `seeds ${SEEDS.join(', ')}${withChair ? ' with the chair' : ''}: ${acts} acts\n${reached}`,
        );
        if (chosen !== undefined || FUZZ < 1) return;
        expect(acts).toBeGreaterThanOrEqual(ACTS);
        expect(reached.missing(LEAST)).toEqual([]);
      },
      240_000 * Math.max(1, FUZZ),
    );
});
