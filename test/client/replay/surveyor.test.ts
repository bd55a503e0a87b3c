// How far apart the articles are is measured beside the page: in the end always of the moment that is shown, and never more
// than one article in a turn.
import { describe, expect, it } from 'vitest';
import { PastMeasures } from '../../../client/replay/past-measures.ts';
import { Surveyor } from '../../../client/replay/surveyor.ts';
import { measure } from '../../../shared/clause.ts';
import { Replay } from '../../../shared/replay/replay.ts';
import { Dice } from '../../support/gate-random.ts';
import { Reached } from '../../support/law-reached.ts';
import { RandomNegotiation } from '../../support/random-negotiation.ts';

const replayOf = (seed: number): { replay: Replay; rows: number } => {
  const game = new RandomNegotiation(seed, new Reached());
  for (let act = 0; act < 500; act += 1) game.step();
  return { replay: new Replay(game.table.rows), rows: game.table.rows.length };
};

/** A worker's turns, taken by hand. */
class Turns {
  readonly #due: (() => void)[] = [];
  readonly later = (task: () => void): void => void this.#due.push(task);

  get isEmpty(): boolean {
    return this.#due.length === 0;
  }

  take(): void {
    this.#due.shift()?.();
  }
}

describe('the surveyor', () => {
  it('tells of every article how far apart it is at the moment that is shown in the end', () => {
    let compared = 0;
    let told = 0;
    for (const seed of [11, 12, 13]) {
      const { replay, rows } = replayOf(seed);
      const turns = new Turns();
      const measures = new PastMeasures();
      let inTurn = 0;
      const surveyor = new Surveyor(
        replay,
        (articles) => {
          inTurn += articles.length;
          told += articles.length;
          measures.take(articles);
        },
        turns.later,
      );
      const dice = new Dice(seed);
      let seq = rows;
      for (let leap = 0; leap < 120; leap += 1) {
        // Far off, or a row or two further, where perhaps one act changed nothing but who includes what.
        seq = 1 + (dice.chance(0.3) ? dice.below(rows) : (seq + dice.below(3)) % rows);
        surveyor.go(seq);
        // Somebody scrubs: now and then the next leap comes before all has been measured.
        for (let left = dice.below(5); left > 0; left -= 1) {
          inTurn = 0;
          turns.take();
          expect(inTurn).toBeLessThanOrEqual(1);
        }
        if (dice.chance(0.5)) continue;
        while (!turns.isEmpty) turns.take();
        const { state, text } = replay.moment(seq);
        for (const clause of state.clauses) {
          expect(measures.of(clause.id), `seed ${seed}, row ${seq}`).toEqual(measure(state, text, clause));
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(150);
    expect(told).toBeGreaterThan(100);
  }, 60_000);

  it('measures nothing again that has not changed', () => {
    const { replay, rows } = replayOf(14);
    const turns = new Turns();
    let told = 0;
    const surveyor = new Surveyor(replay, (articles) => (told += articles.length), turns.later);
    surveyor.go(rows);
    while (!turns.isEmpty) turns.take();
    expect(told).toBe(replay.moment(rows).state.clauses.length);
    surveyor.go(rows);
    while (!turns.isEmpty) turns.take();
    expect(told).toBe(replay.moment(rows).state.clauses.length);
  });
});
