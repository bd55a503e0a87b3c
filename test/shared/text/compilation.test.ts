// Two readings merged into brackets: exact, the same every time, and as a drafter would bracket them.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bracketsIn, compile, wordsApart } from '../../../shared/text/compilation.ts';
import type { Segment } from '../../../shared/text/compilation.ts';
import { readingOf } from '../../../shared/text/reading.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.info(`compilation: SEED=${seed}`);

const PARTIES = ['drc', 'us'] as const;

const readingIn = (segments: readonly Segment[], party: string): string =>
  segments
    .flatMap((segment) =>
      segment.kind === 'common'
        ? [segment.text]
        : segment.alternatives.filter((alternative) => alternative.party === party).map(({ text }) => text),
    )
    .join('');

/** `[drc|us]`, as short as a test wants it. */
const drawn = (first: string, second: string): string =>
  compile([first, second], PARTIES)
    .map((segment) => {
      if (segment.kind === 'common') return segment.text;
      const of = (party: string) =>
        segment.alternatives.find((alternative) => alternative.party === party)?.text ?? '';
      return `[${of('drc')}|${of('us')}]`;
    })
    .join('');

describe('compile', () => {
  it('gives equal readings as one common segment, and nothing for nothing', () => {
    expect(compile(['', ''], PARTIES)).toEqual([]);
    expect(compile(['The Parties', 'The Parties'], PARTIES)).toEqual([
      { kind: 'common', text: 'The Parties' },
    ]);
  });

  it('puts alternatives in the order of the parties and leaves out an empty one', () => {
    expect(compile(['we shall', 'we may now'], ['us', 'drc'])).toEqual([
      { kind: 'common', text: 'we ' },
      {
        kind: 'group',
        alternatives: [
          { party: 'us', text: 'shall' },
          { party: 'drc', text: 'may now' },
        ],
      },
    ]);
    expect(compile(['', 'new'], PARTIES)).toEqual([
      { kind: 'group', alternatives: [{ party: 'us', text: 'new' }] },
    ]);
  });

  const cases: [why: string, first: string, second: string, drawn: string][] = [
    ['one word for another', 'exclusive access', 'preferential access', '[exclusive|preferential] access'],
    [
      'phrases without words in common',
      'at least 70 per cent',
      'up to 20',
      '[at least 70 per cent|up to 20]',
    ],
    ['a French figure as one', 'de 5 000 tonnes', 'de 20 000 tonnes', 'de [5 000|20 000] tonnes'],
    ['an elided article apart', 'l’État agit', 'l’accord agit', 'l’[État|accord] agit'],
    [
      'separate disputes stay separate',
      'are reviewed in 24 months',
      'are renegotiated in 6 months',
      'are [reviewed|renegotiated] in [24|6] months',
    ],
    ['a list item for item', 'copper, tin', 'lithium, zinc', '[copper|lithium], [tin|zinc]'],
    ['no confetti about a mark', 'he and/or she', 'we but/yet you', '[he and/or she|we but/yet you]'],
    [
      'no confetti about a chance word',
      'by joint decision of the Parties, then',
      'at the request of either Party, then',
      '[by joint decision of the Parties|at the request of either Party], then',
    ],
    [
      'no confetti about a chance noun',
      'attacked by Rwanda or forces that it supports.',
      'attacked by foreign forces or armed groups.',
      'attacked by [Rwanda or forces that it supports|foreign forces or armed groups].',
    ],
    ['an insertion at a seam', 'the US', 'the DRC and the US', '[|the DRC and ]the US'],
    ['an insertion in a list', 'Cu, Co, Ta', 'Cu, Li, Co, Ta', 'Cu, [|Li, ]Co, Ta'],
    ['an addition with its conjunction', '10 years', '10 years and 5 years', '10 years[| and 5 years]'],
    [
      'a whole sentence',
      'They shall mine. They shall go.',
      'They shall mine. They shall dig. They shall go.',
      'They shall mine. [|They shall dig. ]They shall go.',
    ],
    ['a paragraph', 'One.\nThree.', 'One.\nTwo.\nThree.', 'One.\n[|Two.\n]Three.'],
    [
      'a difference in spaces shows its words',
      'about 70 % of it',
      'about 70% of it',
      'about [70 %|70%] of it',
    ],
    ['paragraphs are not merged', 'a b\nc d', 'x y\nz w', '[a b|x y]\n[c d|z w]'],
  ];
  it.each(cases)('%s', (_, first, second, expected) => {
    expect(drawn(first, second)).toBe(expected);
  });

  const phrase = fc.oneof(
    fc.constantFrom('the', 'of', 'shall', 'may', 'Parties', '5 000', '20,000', 'l’État', '{stock}', '[x]'),
    fc.constantFrom('and/or', ',', '.', ' %', '\n', '\n\n', ' ', '\u00a0', 'e\u0301'),
  );
  const reading = fc
    .array(fc.tuple(phrase, fc.constantFrom(' ', ' ', '')), { maxLength: 25 })
    .map((parts) => readingOf(parts.flat().join('')));

  it('holds exactly each party’s reading, groups apart from each other, the same every time', () => {
    const reached = { equal: 0, oneSided: 0, twoSided: 0, blank: 0 };
    fc.assert(
      fc.property(reading, reading, fc.boolean(), (first, other, same) => {
        const second = same ? first : other;
        const segments = compile([first, second], PARTIES);
        expect(readingIn(segments, 'drc')).toBe(first);
        expect(readingIn(segments, 'us')).toBe(second);
        expect(compile([first, second], PARTIES)).toEqual(segments);
        expect(bracketsIn(segments) === 0).toBe(first === second);
        if (first === second) reached.equal += 1;
        for (const [i, segment] of segments.entries()) {
          expect(segment.kind).not.toBe(segments[i + 1]?.kind);
          if (segment.kind === 'common') {
            expect(segment.text).not.toBe('');
            continue;
          }
          const texts = segment.alternatives.map(({ text }) => text);
          expect(texts).not.toContain('');
          expect(new Set(texts).size).toBe(texts.length);
          if (texts.length === 2) reached.twoSided += 1;
          else reached.oneSided += 1;
          if (texts.join('').trim() === '') reached.blank += 1;
        }
      }),
      { seed, numRuns: 600 },
    );
    console.info('compilation reached', reached);
    for (const count of [reached.equal, reached.oneSided, reached.twoSided])
      expect(count).toBeGreaterThan(50);
  });

  it('swaps nothing but the sides where the sides are swapped', () => {
    let apart = 0;
    fc.assert(
      fc.property(reading, reading, (first, second) => {
        const [us, drc] = [PARTIES[1], PARTIES[0]] as const;
        const mirrored = compile([second, first], [us, drc]).map((segment) =>
          segment.kind === 'common'
            ? segment
            : { ...segment, alternatives: segment.alternatives.toSorted((a) => (a.party === drc ? -1 : 1)) },
        );
        expect(mirrored).toEqual(compile([first, second], PARTIES));
        apart += bracketsIn(mirrored) > 1 ? 1 : 0;
      }),
      { seed, numRuns: 1500 },
    );
    expect(apart).toBeGreaterThan(300);
  });

  it('takes texts that have nothing to do with each other, and very long ones, as one group between common ends', () => {
    const words = (count: number, prefix: string): string =>
      Array.from({ length: count }, (_, i) => `${prefix}${i} and`).join(' ');
    const first = `Article. ${words(600, 'a')} End.`;
    const second = `Article. ${words(600, 'b')} End.`;
    expect(compile([first, second], PARTIES).map(({ kind }) => kind)).toEqual(['common', 'group', 'common']);
    const long = [`x ${words(15_000, 'a')}`, `x ${words(15_000, 'b')} `] as const;
    expect(bracketsIn(compile(long, PARTIES))).toBe(1);
    expect(readingIn(compile(long, PARTIES), 'us')).toBe(long[1]);
  });
});

describe('wordsApart', () => {
  it.each([
    ['The Parties', 'The Parties', 0],
    ['shall', 'may', 2],
    ['exclusive access', 'access', 1],
    ['hold 5 000 t', 'hold 20 000 t', 2],
    ['a b', 'a, b', 0],
    ['about 70 %', 'about 70%', 0],
    ['', 'three new words', 3],
    ['by joint decision of the Parties', 'at the request of either Party', 10],
  ])('%j against %j is %i', (first, second, count) => {
    expect(wordsApart(compile([first, second], PARTIES))).toBe(count);
  });

  it('never counts more than there is', () => {
    const word = fc.constantFrom('of', 'the', 'shall', 'may', 'Party', ',', '.');
    const sentence = fc.array(word, { maxLength: 15 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(sentence, sentence, (first, second) => {
        const apart = wordsApart(compile([first, second], PARTIES));
        const total = [first, second].flatMap((text) => text.match(/\p{L}+/gu) ?? []).length;
        expect(apart).toBeLessThanOrEqual(total);
        if (first === second) expect(apart).toBe(0);
      }),
      { seed, numRuns: 300 },
    );
  });
});
