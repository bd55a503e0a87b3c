import { expect, test } from 'vitest';
import { partiesFrom, phraseOf } from '../../../client/article/parties.ts';
import { initialsOf } from '../../../client/article/Initialled.tsx';
import { BOARD } from '../../support/boards.ts';

test('a delegation in a sentence agrees with its language', () => {
  const said = (party: string, lang: 'en' | 'fr', form: 'subject' | 'of' | 'to'): string =>
    phraseOf(BOARD, party, lang, form).replaceAll('\u00a0', ' ');
  expect(said('us', 'en', 'subject')).toBe('The US');
  expect(said('us', 'fr', 'of')).toBe('des US');
  expect(said('us', 'fr', 'to')).toBe('aux US');
  expect(said('drc', 'fr', 'of')).toBe('de la DRC');
  // A party of another board goes by its label alone.
  expect(said('mali', 'en', 'subject')).toBe('mali');
});

test('one’s own delegation comes first', () => {
  expect(partiesFrom(BOARD, 'us')).toEqual(['us', 'drc']);
  expect(partiesFrom(BOARD, null)).toEqual(['drc', 'us']);
  expect(partiesFrom(null, 'us')).toEqual([]);
});

test('initials of a name', () => {
  const read = (name: string): string => initialsOf(name).replaceAll('\u00a0', ' ');
  expect(read('Jane Rivers')).toBe('J. R.');
  expect(read('marie-claire kabila')).toBe('M. C. K.');
  expect(read('Émile')).toBe('É.');
  expect(read('42')).toBe('');
});
