// The page's keys: one alone, or one after `g`.
import { expect, test } from 'vitest';
import { actOfKey } from '../../../client/table/keys.ts';

test('single keys step and help', () => {
  expect(actOfKey('j', null)).toBe('next');
  expect(actOfKey('[', null)).toBe('previous');
  expect(actOfKey('?', null)).toBe('help');
  expect(actOfKey('h', null)).toBeNull();
});

test('after g a letter goes somewhere, for as long as one second and a bit', () => {
  expect(actOfKey('h', 300)).toBe('history');
  expect(actOfKey('a', 1200)).toBe('contents');
  expect(actOfKey('j', 300)).toBeNull();
  expect(actOfKey('h', 1500)).toBeNull();
  expect(actOfKey('j', 1500)).toBe('next');
});
