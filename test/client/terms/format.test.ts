import { describe, expect, test } from 'vitest';
import { formatChange, formatPair, formatTermValue, unitOf } from '../../../client/terms/format.ts';
import type { TermDefinition } from '../../../shared/terms.ts';

const label = { en: 'x', fr: 'x' };
const bounds = { id: 'x', label, min: 0, max: 1e6, step: 1 };
const tonnes: TermDefinition = { ...bounds, kind: 'number', unit: { en: 't a year', fr: 't par an' } };
const percent: TermDefinition = { ...bounds, kind: 'percent' };
const years: TermDefinition = { ...bounds, kind: 'duration', unit: 'years' };
const months: TermDefinition = { ...bounds, kind: 'duration', unit: 'months' };
const yearly: TermDefinition = { ...bounds, kind: 'money', currency: 'USD', scale: '1e6', per: 'year' };
const billions: TermDefinition = { ...bounds, kind: 'money', currency: 'USD', scale: '1e9', per: null };
const options = [
  { id: 'cobalt', label: { en: 'cobalt', fr: 'cobalt' } },
  { id: 'copper', label: { en: 'copper', fr: 'cuivre' } },
  { id: 'gold', label: { en: 'gold', fr: 'or' } },
];
const set: TermDefinition = { id: 'x', label, kind: 'set', options };
const choice: TermDefinition = { id: 'x', label, kind: 'choice', options };
const yesno: TermDefinition = { id: 'x', label, kind: 'yesno' };

/** No-break spaces made visible: ~ for U+00A0, _ for U+202F. */
const shown = (text: string): string => text.replaceAll('\u00a0', '~').replaceAll('\u202f', '_');

describe('a value as each language writes it', () => {
  test.each([
    [tonnes, 5000, '5,000~t~a~year', '5_000~t~par~an'],
    [percent, 20, '20%', '20_%'],
    [percent, 4.5, '4.5%', '4,5_%'],
    [years, 1, '1~year', '1~an'],
    [years, 10, '10~years', '10~ans'],
    [months, 1, '1~month', '1~mois'],
    [months, 24, '24~months', '24~mois'],
    [yearly, 400, 'USD~400~million a year', '400~millions~USD par an'],
    [yearly, 1, 'USD~1~million a year', '1~million~USD par an'],
    [billions, 1.5, 'USD~1.5~billion', '1,5~milliard~USD'],
    [billions, 15, 'USD~15~billion', '15~milliards~USD'],
    [yesno, true, 'yes', 'oui'],
    [yesno, false, 'no', 'non'],
    [choice, 'copper', 'copper', 'cuivre'],
    [set, ['cobalt', 'copper', 'gold'], 'cobalt, copper and gold', 'cobalt, cuivre et or'],
    [set, [], 'none', 'aucun'],
  ] as const)('%#', (definition, value, en, fr) => {
    const given = Array.isArray(value) ? [...value] : value;
    expect(shown(formatTermValue(definition, given as never, 'en'))).toBe(en);
    expect(shown(formatTermValue(definition, given as never, 'fr'))).toBe(fr);
  });

  test('the unit beside a field', () => {
    expect(unitOf(years, 'fr')).toBe('ans');
    expect(unitOf(yearly, 'en')).toBe('USD million a year');
    expect(unitOf(yearly, 'fr')).toBe('millions USD par an');
    expect(unitOf(percent, 'en')).toBe('%');
    expect(unitOf(set, 'en')).toBe('');
  });
});

describe('two values together', () => {
  test('a change names the unit once', () => {
    const change = formatChange(tonnes, 5000, 8000, 'en');
    expect([change.from, shown(change.to)]).toEqual(['5,000', '8,000~t~a~year']);
  });

  test('a pair shows both values until they are one', () => {
    const pair = (drc: number | null, us: number | null) =>
      formatPair(
        tonnes,
        [
          { party: 'us', value: us },
          { party: 'drc', value: drc },
        ],
        'en',
      );
    expect(pair(8000, 15_000)).toEqual({
      kind: 'apart',
      values: [
        { party: 'us', text: '15,000' },
        { party: 'drc', text: '8,000\u00a0t\u00a0a\u00a0year' },
      ],
    });
    expect(pair(8000, 8000)).toEqual({ kind: 'one', text: '8,000\u00a0t\u00a0a\u00a0year' });
    // The unit stands behind the last value there is.
    expect(pair(null, 8000)).toEqual({
      kind: 'apart',
      values: [
        { party: 'us', text: '8,000\u00a0t\u00a0a\u00a0year' },
        { party: 'drc', text: null },
      ],
    });
  });
});
