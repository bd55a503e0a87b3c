// An alignment that is given up before it is begun would have been given up anyway: as many words are held in common as the
// bare diff finds within its bound.
import { diffArrays } from 'diff';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignWords } from '../../../shared/text/alignment.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.info(`alignment: SEED=${seed}`);

const MOST_EDITS = 400;

type Words = readonly string[];

const alikeAtStart = (a: Words, b: Words): number => {
  const apart = a.findIndex((word, i) => word !== b[i]);
  return apart < 0 ? a.length : apart;
};

/** How many words the diff alone finds that both have, and how many edits it takes, once what is alike at the ends is set aside. */
const plainly = (a: Words, b: Words): { common: number; edits: number } => {
  const head = alikeAtStart(a, b);
  const [restA, restB] = [a.slice(head), b.slice(head)];
  const tail = alikeAtStart(restA.toReversed(), restB.toReversed());
  const changes = diffArrays(restA.slice(0, restA.length - tail), restB.slice(0, restB.length - tail));
  const counted = (kept: boolean): number =>
    changes.reduce((sum, { added, removed, count }) => sum + (kept === !(added || removed) ? count : 0), 0);
  const edits = counted(false);
  return { common: head + tail + (edits > MOST_EDITS ? 0 : counted(true)), edits };
};

/** Some hundred words; two such texts share a part of their words, and now and then one is much the shorter. */
const text = (own: string) =>
  fc.array(
    fc.integer({ min: 0, max: 90 }).map((n) => (n % 3 === 0 ? `${own}${n}` : `${n}`)),
    { maxLength: 420, size: 'max' },
  );
/** A text and what became of it by some replacements. */
const amended = fc
  .tuple(text('a'), fc.array(fc.nat(419), { maxLength: 260, size: 'max' }))
  .map(([words, places]): [string[], string[]] => [
    words,
    words.map((word, i) => (places.includes(i) ? `not ${word}` : word)),
  ]);

describe('alignWords', () => {
  it('holds in common what the diff alone would, within its bound and beyond it', () => {
    const reached = { within: 0, beyond: 0 };
    fc.assert(
      fc.property(fc.oneof(fc.tuple(text('a'), text('b')), amended), ([a, b]) => {
        const { common, edits } = plainly(a, b);
        reached[edits > MOST_EDITS ? 'beyond' : 'within'] += 1;
        expect(alignWords(a, b).reduce((sum, { length }) => sum + length, 0)).toBe(common);
      }),
      { seed, numRuns: 400 },
    );
    console.info(`alignment: ${JSON.stringify(reached)}`);
    expect(reached.within).toBeGreaterThan(50);
    expect(reached.beyond).toBeGreaterThan(20);
  }, 60_000);
});
