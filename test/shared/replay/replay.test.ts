// A replay at any moment is the board as it was at that moment: on random negotiations, at random moments, against what the
// table itself was then. `PARAPH_FUZZ=10` plays ten times as many games.
import { describe, expect, it } from 'vitest';
import { LANGUAGES, rootOf } from '../../../shared/board.ts';
import { stateJson } from '../../../shared/keyframe.ts';
import { Intake } from '../../../shared/replay/intake.ts';
import { Replay, seqAt } from '../../../shared/replay/replay.ts';
import { decodeColumns, decodeReplay, encodeReplay } from '../../../shared/replay/wire.ts';
import type { ReplayRow } from '../../../shared/replay/wire.ts';
import { viewOf } from '../../../shared/text/characters.ts';
import type { Run } from '../../../shared/text/characters.ts';
import type { WorkingBoard } from '../../../shared/working-board.ts';
import { Dice, FUZZ, rounds } from '../../support/gate-random.ts';
import { Reached } from '../../support/law-reached.ts';
import { RandomNegotiation } from '../../support/random-negotiation.ts';

const ACTS = 900;
const GAMES = rounds(8);

type Seen = { seq: number; texts: Record<string, Run[]>; state: ReturnType<typeof stateJson> };

const lookAt = (board: WorkingBoard, clauses: readonly string[]): Seen => ({
  seq: board.seq,
  texts: Object.fromEntries(
    clauses.flatMap((clause) =>
      LANGUAGES.map((lang) => [rootOf(clause, lang), [...viewOf(board.doc).runs(clause, lang)]]),
    ),
  ),
  state: stateJson(board.state),
});

const play = (seed: number, reached: Reached): { rows: RandomNegotiation['table']['rows']; seen: Seen[] } => {
  const game = new RandomNegotiation(seed, reached);
  const dice = new Dice(seed * 31);
  const seen: Seen[] = [lookAt(game.table.working, game.clauses)];
  game.table.listen((row) => {
    if (row.kind === 'move' || dice.chance(0.2)) seen.push(lookAt(game.table.working, game.clauses));
  });
  for (let act = 0; act < ACTS; act += 1) game.step();
  seen.push(lookAt(game.table.working, game.clauses));
  return { rows: game.table.rows, seen };
};

/** As they come over the wire, only that there the pieces are long. */
const inPieces = (rows: readonly ReplayRow[], dice: Dice): Intake => {
  const intake = new Intake();
  for (let from = 0; from < rows.length;) {
    const to = from + 1 + dice.below(200);
    const some = rows.slice(from, to);
    if (dice.chance(0.5)) intake.take(some);
    else {
      const decoded = decodeColumns(encodeReplay(some));
      if (!decoded.ok) throw new Error(decoded.reason);
      intake.takeColumns(decoded.rows);
    }
    from = to;
  }
  return intake;
};

describe('a replay', () => {
  it(
    'at any moment is what the board was at that moment',
    () => {
      const reached = new Reached();
      let moments = 0;
      for (let seed = 1; seed <= GAMES; seed += 1) {
        const { rows, seen } = play(seed, reached);
        const read = decodeReplay(encodeReplay(rows));
        if (!read.ok) throw new Error(read.reason);
        const dice = new Dice(seed);
        const replay = new Replay(inPieces(read.rows, dice));
        // In any order: what is kept between two questions must not tell on the answer.
        for (let left = Math.min(seen.length, 160); left > 0; left -= 1) {
          const then = dice.of(seen);
          const moment = replay.moment(then.seq);
          moments += 1;
          for (const [root, runs] of Object.entries(then.texts))
            expect(replay.texts.runs(root, then.seq), `seed ${seed}, row ${then.seq}, ${root}`).toEqual(runs);
          expect(stateJson(moment.state), `seed ${seed}, row ${then.seq}`).toEqual(then.state);
        }
      }
      console.info(`${GAMES} games, ${moments} moments\n${reached}`);
      if (FUZZ >= 1) {
        expect(moments).toBeGreaterThan(1000);
        expect(
          reached.missing({ removed: 100, locked: 40, adopted: 100, struck: 200, accepted: 30 }),
        ).toEqual([]);
      }
    },
    120_000 * Math.max(1, FUZZ),
  );

  it('tells which texts differ between two moments, and no others', () => {
    const { rows, seen } = play(3, new Reached());
    const replay = new Replay(rows);
    const dice = new Dice(5);
    let alike = 0;
    for (let i = 0; i < 200; i += 1) {
      const [one, other] = [dice.of(seen), dice.of(seen)];
      const changed = new Set(replay.texts.changed(one.seq, other.seq));
      for (const root of Object.keys(one.texts)) {
        if (changed.has(root)) continue;
        alike += 1;
        expect(one.texts[root]).toEqual(other.texts[root]);
      }
      expect(replay.texts.changed(one.seq, one.seq)).toEqual([]);
    }
    expect(alike).toBeGreaterThan(20);
  });

  it('keeps the clauses that did not change between two moments the same objects', () => {
    const { rows } = play(4, new Reached());
    const replay = new Replay(rows);
    let kept = 0;
    let last = replay.states.at(rows.length);
    for (let seq = rows.length; seq > 10; seq -= 7) {
      const state = replay.states.at(seq);
      for (const clause of state.clauses) {
        const before = last.clauses.find(({ id }) => id === clause.id);
        const same = JSON.stringify(before) === JSON.stringify(clause);
        if (before === clause) kept += 1;
        else expect(same && replay.states.count(seq) === replay.states.entries.length).toBe(false);
      }
      last = state;
    }
    expect(kept).toBeGreaterThan(50);
  });

  it('finds the row of a time, and tells what each row did', () => {
    const { rows } = play(2, new Reached());
    const { chronicle } = new Replay(rows);
    expect(seqAt(chronicle, 0)).toBe(1);
    expect(seqAt(chronicle, rows[40]!.at)).toBe(41);
    expect(seqAt(chronicle, rows[40]!.at + 1)).toBe(41);
    expect(seqAt(chronicle, Number.MAX_SAFE_INTEGER)).toBe(rows.length);
    const typing = rows.filter(({ seq, kind }) => kind === 'text' && (chronicle.added[seq] ?? 0) > 0);
    expect(typing.length).toBeGreaterThan(100);
    for (const { seq } of typing)
      expect(chronicle.roots[chronicle.root[seq]!]).toMatch(/^text:a[123]:(en|fr)$/);
  });

  it('refuses rows that are no log', () => {
    const { rows } = play(1, new Reached());
    expect(() => new Replay(rows.slice(1))).toThrow(/stands where/);
    const first = rows.findIndex(({ kind }) => kind === 'text');
    const without = [
      ...rows.slice(0, first),
      ...rows.slice(first + 1).map((row) => ({ ...row, seq: row.seq - 1 })),
    ];
    expect(() => new Replay(without)).toThrow();
  });
});
