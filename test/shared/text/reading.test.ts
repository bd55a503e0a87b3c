// What a text reads as, and how a reading is cut into words.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readingOf } from '../../../shared/text/reading.ts';
import vectors from '../../../shared/text/vectors.json' with { type: 'json' };
import { isLittleWord, isWord, wordsOf } from '../../../shared/text/words.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.info(`reading: SEED=${seed}`);

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(..." \t\n\u00a0\u202f\u3000aeE\u0301\u0302\u0338=5,.’'-{}[]lq"),
    fc.constantFrom('l’', '5 000', '{stock}', ' 000', 'qu’', '\ud83e\udd1d', '\ud800'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 40,
});

describe('readingOf', () => {
  it.each(vectors.readings)('vector: $about', ({ text: source, reading }) => {
    expect(readingOf(source)).toBe(reading);
  });

  it('gives the reading of a reading as it is, without any space to fold or trim', () => {
    fc.assert(
      fc.property(text, (source) => {
        const reading = readingOf(source);
        expect(readingOf(reading)).toBe(reading);
        expect(reading).not.toMatch(/ {2}|^ | $|[\t\u00a0\u202f\u3000]/m);
      }),
      { seed, numRuns: 500 },
    );
  });

  it('is what its definition says, done step by step', () => {
    const plainly = (source: string): string =>
      source
        .normalize('NFC')
        .replace(/[\p{Zs}\t]+/gu, ' ')
        .split('\n')
        .map((line) => line.replace(/^ /, '').replace(/ $/, ''))
        .join('\n');
    fc.assert(
      fc.property(text, (source) => {
        // No text may hold these (`shared/gate/text-rules.ts`).
        fc.pre(!/[\r\u2028\u2029]/.test(source));
        expect(readingOf(source)).toBe(plainly(source));
      }),
      { seed, numRuns: 1000 },
    );
  });
});

describe('wordsOf', () => {
  const cases: [string, string[]][] = [
    ['', []],
    ['shall hold 5,000 tonnes.', ['shall', ' ', 'hold', ' ', '5,000', ' ', 'tonnes', '.']],
    ['about 3.5 per cent,', ['about', ' ', '3.5', ' ', 'per', ' ', 'cent', ',']],
    ['de 5 000 tonnes', ['de', ' ', '5 000', ' ', 'tonnes']],
    ['12 345 678,5 t', ['12 345 678,5', ' ', 't']],
    ['en 2025 100 t', ['en', ' ', '2025', ' ', '100', ' ', 't']],
    ['1 0000', ['1', ' ', '0000']],
    ['l’État', ['l’', 'État']],
    ['L’État', ['L’', 'État']],
    ["jusqu’à l'accord", ['jusqu’', 'à', ' ', "l'", 'accord']],
    ['aujourd’hui quelqu’un', ['aujourd’hui', ' ', 'quelqu’un']],
    ['the State’s non-exclusive right', ['the', ' ', 'State’s', ' ', 'non-exclusive', ' ', 'right']],
    ['hold {stock}, now', ['hold', ' ', '{stock}', ',', ' ', 'now']],
    ['{Stock} {a', ['{', 'Stock', '}', ' ', '{', 'a']],
    ['a.\n\n(b)', ['a', '.', '\n', '\n', '(', 'b', ')']],
    ['É.-U.', ['É', '.', '-', 'U', '.']],
    ['\ud83e\udd1d!', ['\ud83e\udd1d', '!']],
  ];
  it.each(cases)('cuts %j', (reading, words) => {
    expect(wordsOf(reading)).toEqual(words);
  });

  it('joins to the reading again, whatever it is', () => {
    fc.assert(
      fc.property(text, (source) => {
        const reading = readingOf(source);
        expect(wordsOf(reading).join('')).toBe(reading);
        expect(wordsOf(source).join('')).toBe(source);
      }),
      { seed, numRuns: 500 },
    );
  });

  it('tells words from marks', () => {
    expect(['shall', '5,000', '{stock}', 'l’'].every(isWord)).toBe(true);
    expect([',', ' ', '\n', '%', '’'].some(isWord)).toBe(false);
    expect(['of', 'the', 'l’', 'à'].every(isLittleWord)).toBe(true);
    expect(['with', '24', '{a}', ','].some(isLittleWord)).toBe(false);
  });
});
