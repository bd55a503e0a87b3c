// Sets of characters, against plain sets of numbers.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdSet } from '../../shared/ids.ts';
import type { Range } from '../../shared/ids.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.info(`ids: SEED=${seed}`);

const range = fc.tuple(
  fc.constantFrom(17, 34),
  fc.nat(60),
  fc.integer({ min: -1, max: 9 }),
) as fc.Arbitrary<Range>;
const act = fc.record({
  kind: fc.constantFrom('with', 'without', 'union'),
  ranges: fc.array(range, { maxLength: 24, size: 'max' }),
});

const idsOf = (ranges: readonly Range[]): string[] =>
  ranges.flatMap(([client, clock, length]) =>
    Array.from({ length: Math.max(0, length) }, (_, i) => `${client}.${clock + i}`),
  );

describe('a set of characters', () => {
  it('holds what was put in and not taken out, in one canonical form', () => {
    let most = 0;
    fc.assert(
      fc.property(fc.array(act, { maxLength: 6 }), (acts) => {
        let set = IdSet.empty;
        const plain = new Set<string>();
        for (const { kind, ranges } of acts) {
          if (kind === 'with') set = set.with(ranges);
          else if (kind === 'union') set = set.union(IdSet.of(ranges));
          else set = set.without(ranges);
          for (const id of idsOf(ranges)) {
            if (kind === 'without') plain.delete(id);
            else plain.add(id);
          }
        }
        const kept = set.ranges();
        most = Math.max(most, kept.length);
        expect(idsOf(kept).toSorted()).toEqual([...plain].toSorted());
        expect(set.size).toBe(plain.size);
        for (const [i, [client, clock, length]] of kept.entries()) {
          const [before, start, reach] = kept[i - 1] ?? [0, 0, 0];
          expect(length).toBeGreaterThan(0);
          // Ascending and never touching.
          expect(client > before || (client === before && clock > start + reach)).toBe(true);
          expect(set.runLength(client, clock, 100)).toBe(length);
        }
        for (const client of [17, 34])
          for (let clock = 0; clock < 72; clock += 1)
            expect(set.has(client, clock)).toBe(plain.has(`${client}.${clock}`));
      }),
      { seed, numRuns: 200 },
    );
    expect(most).toBeGreaterThan(6);
  });
});
