import { expect, test } from 'vitest';
import { trackOf } from '../../../client/terms/track.ts';

const side = (opening: number, value: number) => ({ opening, value });

test('one’s own opening stands at the left, whichever is the greater number', () => {
  expect(trackOf(side(20_000, 16_250), side(5_000, 8_000))).toEqual({
    near: { value: 0.25, opening: 0 },
    far: { value: 0.8, opening: 1 },
  });
  expect(trackOf(side(5_000, 8_000), side(20_000, 16_250))).toEqual({
    near: { value: 0.2, opening: 0 },
    far: { value: 0.75, opening: 1 },
  });
});

test('an opening where the value still is has no dot of its own', () => {
  expect(trackOf(side(20, 20), side(70, 60))).toEqual({
    near: { value: 0, opening: null },
    far: { value: 0.8, opening: 1 },
  });
});

test('a value beyond the openings stretches the line', () => {
  expect(trackOf(side(10, 5), side(30, 25))?.near).toEqual({ value: 0, opening: 0.2 });
});

test('there is no line for words, for unset values, or where nobody ever differed', () => {
  expect(trackOf({ opening: 'a', value: 'a' }, { opening: 'b', value: 'b' })).toBeNull();
  expect(trackOf({ opening: null, value: null }, side(1, 2))).toBeNull();
  expect(trackOf(side(4, 4), side(4, 4))).toBeNull();
});
