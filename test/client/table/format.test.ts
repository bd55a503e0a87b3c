// Numbers and ordinals as each language writes them.
import { expect, test } from 'vitest';
import { formatList, formatNumber, formatOrdinal, formatWhen } from '../../../client/i18n/format.ts';
import { preferredLanguage } from '../../../client/i18n/languages.ts';

test('thousands are parted by a comma, or by a narrow no-break space', () => {
  expect(formatNumber(15000, 'en')).toBe('15,000');
  expect(formatNumber(15000, 'fr')).toBe('15\u202f000');
  expect(formatNumber(0.553, 'fr')).toBe('0,553');
});

test('sittings are counted in words, then in figures', () => {
  expect([1, 2, 12, 13, 21, 22, 23, 111].map((n) => formatOrdinal(n, 'en'))).toEqual([
    'First',
    'Second',
    'Twelfth',
    '13th',
    '21st',
    '22nd',
    '23rd',
    '111th',
  ]);
  expect([1, 2, 13, 21].map((n) => formatOrdinal(n, 'fr'))).toEqual(['Première', 'Deuxième', '13e', '21e']);
});

test('a moment of today is a time, one of another day has its day', () => {
  const noon = new Date(2026, 10, 23, 12, 5).getTime();
  expect(formatWhen(noon, noon + 3_600_000, 'en')).toBe('12:05');
  expect(formatWhen(noon, noon + 86_400_000, 'en')).toContain('23 November 2026');
  expect(formatWhen(noon, noon + 86_400_000, 'fr')).toContain('23 novembre 2026');
});

test('lists end as the language ends them', () => {
  expect(formatList(['a', 'b', 'c'], 'en')).toBe('a, b and c');
  expect(formatList(['a', 'b', 'c'], 'fr')).toBe('a, b et c');
});

test('the reader’s first language that there is decides', () => {
  expect(preferredLanguage(['de-CH', 'fr-CH', 'en'])).toBe('fr');
  expect(preferredLanguage(['EN-us'])).toBe('en');
  expect(preferredLanguage(['de'])).toBe('en');
});
