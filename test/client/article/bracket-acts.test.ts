import { describe, expect, test } from 'vitest';
import { bracketActOf } from '../../../client/article/bracket-acts.ts';
import type { Words } from '../../../client/article/bracket-acts.ts';

const US = 34; // a pen of the US: index 2
const DRC = 33;
const CHAIR = 32;
const own = { party: 'us', index: 2 };
const place = { clause: 'a1', lang: 'en' } as const;

const actOn = (parties: string[], pen: number) => {
  const words: Words = { parties, ranges: [[pen, 3, 4]] };
  return bracketActOf(words, own, place);
};

describe('what one may do with words, and what it is called', () => {
  test.each([
    ['the other side’s words are accepted', ['drc'], DRC, 'accept', 'adopt'],
    ['the chair’s proposal is accepted', [], CHAIR, 'accept', 'adopt'],
    ['own words that only the other holds now are restored', ['drc'], US, 'restore', 'adopt'],
    ['own words are withdrawn', ['us'], US, 'withdraw', 'strike'],
    ['the other’s words that only we hold now are withdrawn', ['us'], DRC, 'withdraw', 'strike'],
    ['common words are bracketed, whoever typed them', ['drc', 'us'], US, 'bracket', 'strike'],
  ] as const)('%s', (_name, parties, pen, kind, move) => {
    expect(actOn([...parties], pen)).toEqual({
      kind,
      move: { kind: move, ...place, ranges: [[pen, 3, 4]] },
    });
  });

  test('nothing with no characters', () => {
    expect(bracketActOf({ parties: ['drc'], ranges: [] }, own, place)).toBeNull();
  });
});
