// How far apart two delegations are on a clause, counted as the table is told that it is counted.
import { describe, expect, it } from 'vitest';
import { compile } from '../../../shared/text/compilation.ts';
import { gapDifference, gapOf, isClosed, sumGaps } from '../../../shared/text/gap.ts';
import type { TermValue } from '../../../shared/terms.ts';

const between = (
  en: [string, string],
  fr: [string, string],
  ...values: [TermValue | null, TermValue | null][]
) =>
  gapOf({
    segments: { en: compile(en, ['drc', 'us']), fr: compile(fr, ['drc', 'us']) },
    terms: values.map((pair) => ({ values: pair })),
  });

const apart = between(
  ['They shall hold 5,000 tonnes.', 'They may hold 20,000 tonnes.'],
  ['Elles constituent 5 000 tonnes.', 'Elles peuvent constituer 20 000 tonnes.'],
  [5000, 20_000],
  ['joint', 'joint'],
);
const clean = between(
  ['Same.', 'Same.'],
  ['Pareil.', 'Pareil.'],
  [3, 3],
  [
    ['Co', 'Cu'],
    ['Co', 'Cu'],
  ],
);

describe('gapOf', () => {
  it('counts brackets and words by language, the headline by the most in any one', () => {
    expect(apart.languages).toEqual({ en: { brackets: 2, words: 4 }, fr: { brackets: 1, words: 5 } });
    expect(apart).toMatchObject({ brackets: 2, words: 5, figures: 1 });
  });

  it('counts a figure that differs or that one has not set', () => {
    const figures = (...values: [TermValue | null, TermValue | null][]) =>
      between(['', ''], ['', ''], ...values).figures;
    expect(figures([1, 2])).toBe(1);
    expect(figures([1, null], [null, 'US'], [null, null])).toBe(3);
    expect(figures([1, 1], [false, false], ['US', 'US'], [['Co'], ['Co']])).toBe(0);
    expect(
      figures(
        [['Co'], ['Co', 'Cu']],
        [
          ['Co', 'Cu'],
          ['Cu', 'Co'],
        ],
        [1, '1'],
      ),
    ).toBe(3);
  });

  it('is closed only where no bracket, figure or word is left', () => {
    expect(isClosed(clean)).toBe(true);
    expect(isClosed(apart)).toBe(false);
    expect(isClosed(between(['a b', 'a, b'], ['', '']))).toBe(false);
    expect(isClosed(between(['', ''], ['', ''], [null, null]))).toBe(false);
    expect(isClosed(between(['', ''], ['deux', 'trois']))).toBe(false);
  });
});

describe('sumGaps and gapDifference', () => {
  it('sums number by number, and nothing sums to nothing', () => {
    expect(isClosed(sumGaps([]))).toBe(true);
    expect(sumGaps([apart, clean, apart])).toEqual({
      brackets: 4,
      figures: 2,
      words: 10,
      languages: { en: { brackets: 4, words: 8 }, fr: { brackets: 2, words: 10 } },
    });
  });

  it('is negative where the two came closer', () => {
    expect(gapDifference(apart, clean)).toMatchObject({ brackets: -2, figures: -1, words: -5 });
    expect(gapDifference(clean, apart)).toEqual(apart);
    expect(isClosed(gapDifference(apart, apart))).toBe(true);
  });
});
