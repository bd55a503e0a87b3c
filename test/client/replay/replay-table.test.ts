import { describe, expect, it } from 'vitest';
import { LANGUAGES, rootOf } from '../../../shared/board.ts';
import { stateJson } from '../../../shared/keyframe.ts';
import { Replay } from '../../../shared/replay/replay.ts';
import { ReplayTable } from '../../../client/replay/replay-table.ts';
import type { OwnSeat } from '../../../client/session/view.ts';
import { Dice } from '../../support/gate-random.ts';
import { Reached } from '../../support/law-reached.ts';
import { RandomNegotiation } from '../../support/random-negotiation.ts';
import { TypedLog } from '../../support/typed-log.ts';

const SEAT: OwnSeat = { id: 'observer-1', name: 'Press', party: null, role: 'observer' };

/** As the worker does it: only what is not the same as before goes over. */
const leap = (table: ReplayTable, replay: Replay, seq: number): void => {
  const changed = replay.texts.changed(table.snapshot().seq, seq);
  table.show(
    seq,
    changed.map((name) => replay.texts.packed(name, seq)),
  );
};

const tick = (): Promise<void> => Promise.resolve();

describe('the table of a replay', () => {
  it('is at any moment what the board was, whichever moment came before', () => {
    let moments = 0;
    for (const seed of [5, 6]) {
      const game = new RandomNegotiation(seed, new Reached());
      for (let act = 0; act < 500; act += 1) game.step();
      const { rows } = game.table;
      const replay = new Replay(rows);
      const table = new ReplayTable('test-board', SEAT, replay.states.entries);
      const dice = new Dice(seed);
      for (let i = 0; i < 60; i += 1) {
        const seq = 1 + dice.below(rows.length);
        leap(table, replay, seq);
        const { state, history, seq: shown } = table.snapshot();
        expect(shown).toBe(seq);
        expect(history.length).toBe(rows.filter((row) => row.kind === 'move' && row.seq <= seq).length);
        const fresh = new Replay(rows.slice(0, seq));
        expect(stateJson(state)).toEqual(stateJson(fresh.moment(seq).state));
        for (const clause of game.clauses)
          for (const lang of LANGUAGES) {
            const runs = table.texts().runs(clause, lang);
            expect(runs, `seed ${seed}, row ${seq}`).toEqual(fresh.texts.runs(rootOf(clause, lang), seq));
          }
        moments += 1;
      }
    }
    expect(moments).toBe(120);
  }, 60_000);

  it('reads surrogate pairs and all, and lets nobody act on the words', () => {
    const log = new TypedLog();
    const seq = log.types('us-1', 'cobalt 𝄞 and coltan');
    const replay = new Replay(log.rows);
    const table = new ReplayTable('test-board', SEAT, replay.states.entries);
    leap(table, replay, seq);
    const words = table.texts().runs('a1', 'en');
    expect(words.map(({ text }) => text).join('')).toBe(log.words());
    // The very same runs, read once.
    expect(table.texts().runs('a1', 'en')).toBe(words);
    expect(table.texts().runs('a1', 'fr')).toEqual([]);
    expect(table.texts().pieces('a1', 'en', [1, 0, 3])).toEqual([{ kind: 'elsewhere', range: [1, 0, 3] }]);
  });

  it('tells those who draw a text of it when it is another, and nobody else', async () => {
    const log = new TypedLog();
    const before = log.types('us-1', 'first', 'a1');
    const after = log.types('drc-1', 'second', 'a2');
    const replay = new Replay(log.rows);
    const table = new ReplayTable('test-board', SEAT, replay.states.entries);
    leap(table, replay, before);
    await tick();
    const told: string[] = [];
    table.onText('a1', 'en', () => told.push('a1'));
    table.onText('a2', 'en', () => told.push('a2'));
    table.subscribe(() => told.push('snapshot'));
    const { clauses } = table.snapshot().state;
    leap(table, replay, after);
    await tick();
    expect(told).toEqual(['a2', 'snapshot']);
    expect(table.snapshot().state.clauses[0]).toBe(clauses[0]);
    expect(table.acts).toBe(null);
  });
});
