// Thinning, played out over a long log: few are kept, and no moment of the past is far from one.
import { expect, it } from 'vitest';
import { keyframesToDrop } from '../../../server/store/keyframes.ts';

it('drops nothing while there are few', () => {
  expect(keyframesToDrop([])).toEqual([]);
  expect(keyframesToDrop([5000, 10_000, 15_000, 20_000])).toEqual([]);
});

it('drops those that are close together for their age, in whatever order they come', () => {
  // 29 is 3 from the end and, without 28, 3 from the one before. 26 stays: without it, 29 would be 5 from 24.
  const seqs = [8, 16, 20, 24, 26, 28, 29, 30, 31, 32];
  expect(keyframesToDrop(seqs)).toEqual([28, 24, 16]);
  expect(keyframesToDrop(seqs.toReversed())).toEqual([28, 24, 16]);
});

it.each([
  ['even', () => 5000],
  ['uneven', (i: number) => 1 + ((i * 7919) % 9000)],
])('keeps few, and none further from the next than that is from the end (%s steps)', (_, step) => {
  let kept: number[] = [];
  let seq = 0;
  let dropped = 0;
  for (let i = 0; i < 1000; i += 1) {
    seq += step(i);
    kept.push(seq);
    const gone = new Set(keyframesToDrop(kept));
    kept = kept.filter((one) => !gone.has(one));
    dropped += gone.size;

    expect(kept.length).toBeLessThanOrEqual(4 + 2 * Math.log2(seq));
    expect(kept.slice(-4), 'the newest four').toEqual(kept.slice(-4).filter((one) => !gone.has(one)));
    for (const [at, one] of kept.slice(0, -4).entries())
      expect(one - (kept[at - 1] ?? 0)).toBeLessThanOrEqual(Math.max(9000, seq - one));
  }
  expect(dropped + kept.length).toBe(1000);
  expect(dropped).toBeGreaterThan(950);
});
