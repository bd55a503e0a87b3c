// Who wrote what under which seq, against a plain list of it.
import { describe, expect, it } from 'vitest';
import { Hands } from '../../../shared/gate/bases.ts';
import { Dice, rounds } from '../../support/gate-random.ts';

type Row = { pen: number; from: number; to: number; base: number; seq: number };

const randomRows = (dice: Dice, count: number): Row[] => {
  const clocks = new Map<number, number>();
  const rows: Row[] = [];
  let seq = 0;
  while (rows.length < count) {
    const pen = 33 + 16 * dice.below(4);
    for (let burst = 1 + dice.below(12); burst > 0; burst -= 1) {
      const from = clocks.get(pen) ?? 0;
      const to = from + (dice.chance(0.1) ? 0 : dice.chance(0.8) ? 1 : 1 + dice.below(30));
      clocks.set(pen, to);
      seq += dice.chance(0.9) ? 1 : 1 + dice.below(5);
      rows.push({ pen, from, to, base: dice.below(seq + 1), seq });
    }
  }
  return rows;
};

const seqIn = (rows: readonly Row[], pen: number, clock: number): number =>
  rows.find((row) => row.pen === pen && row.from <= clock && clock < row.to)?.seq ?? -1;

describe('hands', () => {
  it('tell the seq of every character and the base of every pen, also after a keyframe', () => {
    for (let seed = 1; seed <= rounds(30); seed += 1) {
      const rows = randomRows(new Dice(seed), 200);
      const hands = new Hands();
      let restarted = new Hands();
      for (const [i, row] of rows.entries()) {
        hands.accept(row, row.seq);
        restarted.accept(row, row.seq);
        if (i % 37 === 0) restarted = Hands.fromJSON(JSON.parse(JSON.stringify(restarted)));
      }
      expect(JSON.stringify(restarted), `seed ${seed}`).toBe(JSON.stringify(hands));
      for (const { pen, from, to } of rows)
        for (let clock = from; clock < to; clock += 1)
          expect(hands.seqOf(pen, clock), `seed ${seed}, ${pen}:${clock}`).toBe(seqIn(rows, pen, clock));
      for (const { pen } of rows)
        expect(hands.baseOf(pen)).toBe(
          Math.max(...rows.filter((row) => row.pen === pen).map(({ base }) => base)),
        );
    }
  });

  it('never lower a base, and start at the seq that a pen was opened under', () => {
    const hands = new Hands();
    hands.openPen(33, 5);
    expect([hands.baseOf(33), hands.baseOf(49), hands.seqOf(33, 0)]).toEqual([5, 0, 0]);
    hands.accept({ pen: 33, from: 0, to: 0, base: 9 }, 10);
    hands.accept({ pen: 33, from: 0, to: 3, base: 7 }, 12);
    expect([hands.baseOf(33), hands.seqOf(33, 0), hands.seqOf(33, 2)]).toEqual([9, 12, 12]);
  });

  it('keep steady typing in one stretch', () => {
    const hands = new Hands();
    for (let i = 0; i < 10_000; i += 1) hands.accept({ pen: 33, from: i, to: i + 1, base: 0 }, 2 * i + 4);
    expect(JSON.stringify(hands).length).toBeLessThan(60);
    expect([0, 1, 5000, 9999].map((clock) => hands.seqOf(33, clock))).toEqual([4, 6, 10_004, 20_002]);
  });

  it('refuse a keyframe that is none', () => {
    for (const wrong of [null, {}, [[33, 0]], [[33, -1, []]], [[33, 0, [1.5, 1, 1]]], 'x'])
      expect(() => Hands.fromJSON(wrong)).toThrow();
  });
});
