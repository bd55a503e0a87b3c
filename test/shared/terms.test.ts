// Terms: which values they take, when two are the same and how far apart they are.
import { describe, expect, it } from 'vitest';
import {
  checkTermValue,
  distance,
  normaliseTermValue,
  sameTermValue,
  TermDefinition,
} from '../../shared/terms.ts';

const label = { en: 'L', fr: 'L' };
const options = ['Co', 'Cu', 'Li', 'Ta'].map((id) => ({ id, label }));
const percent = TermDefinition.parse({ id: 'share', label, kind: 'percent', min: 0, max: 100, step: 0.1 });
const years = TermDefinition.parse({
  id: 'term',
  label,
  kind: 'duration',
  unit: 'years',
  min: 1,
  max: 30,
  step: 2,
});
const yesno = TermDefinition.parse({ id: 'ok', label, kind: 'yesno' });
const choice = TermDefinition.parse({ id: 'place', label, kind: 'choice', options });
const set = TermDefinition.parse({ id: 'minerals', label, kind: 'set', options });

describe('checkTermValue', () => {
  it.each([0, 100, 0.3, 0.7, 33.3, 99.9, 70])('takes %d per cent', (value) => {
    expect(checkTermValue(percent, value)).toEqual({ ok: true });
  });

  it.each([
    [percent, -0.1, 'out-of-bounds'],
    [percent, 100.1, 'out-of-bounds'],
    [percent, 0.35, 'off-step'],
    [percent, NaN, 'wrong-kind'],
    [percent, Infinity, 'wrong-kind'],
    [percent, '70', 'wrong-kind'],
    [years, 2, 'off-step'],
    [years, true, 'wrong-kind'],
    [yesno, 1, 'wrong-kind'],
    [choice, 'US', 'not-an-option'],
    [choice, ['Co'], 'wrong-kind'],
    [set, 'Co', 'wrong-kind'],
    [set, ['Co', 'U'], 'not-an-option'],
  ] as const)('refuses %j of %j', (definition, value, code) => {
    expect(checkTermValue(definition, Array.isArray(value) ? [...value] : (value as number))).toEqual({
      ok: false,
      code,
    });
  });

  it('counts steps from the lower bound, and takes what each kind takes', () => {
    expect(checkTermValue(years, 3).ok).toBe(true);
    expect(checkTermValue(years, 29).ok).toBe(true);
    expect(checkTermValue(yesno, false).ok).toBe(true);
    expect(checkTermValue(choice, 'Ta').ok).toBe(true);
    expect(checkTermValue(set, []).ok).toBe(true);
    expect(checkTermValue(set, ['Ta', 'Co']).ok).toBe(true);
  });
});

describe('normaliseTermValue and sameTermValue', () => {
  it('puts a set in its options’ order, each once, and leaves the rest alone', () => {
    expect(normaliseTermValue(set, ['Ta', 'Co', 'Ta'])).toEqual(['Co', 'Ta']);
    expect(normaliseTermValue(percent, 12)).toBe(12);
    expect(normaliseTermValue(choice, 'Co')).toBe('Co');
  });

  it('compares by value, sets by what they hold in order', () => {
    expect(sameTermValue(['Co', 'Ta'], ['Co', 'Ta'])).toBe(true);
    expect(sameTermValue(['Co'], ['Co', 'Ta'])).toBe(false);
    expect(sameTermValue([], 'Co')).toBe(false);
    expect(sameTermValue(1, 1)).toBe(true);
    expect(sameTermValue(1, true)).toBe(false);
  });
});

describe('distance', () => {
  it('measures figures by the distance of the openings, at most 1', () => {
    expect(distance(percent, 70, 20, [70, 20])).toBe(1);
    expect(distance(percent, 60, 35, [70, 20])).toBe(0.5);
    expect(distance(percent, 50, 50, [70, 20])).toBe(0);
    expect(distance(percent, 100, 0, [70, 20])).toBe(1);
    expect(distance(percent, 60, 35, [50, 50])).toBe(1);
  });

  it('is 0 or 1 for yes/no and choices', () => {
    expect(distance(yesno, true, false, [true, false])).toBe(1);
    expect(distance(yesno, true, true, [true, false])).toBe(0);
    expect(distance(choice, 'Co', 'Cu', ['Co', 'Ta'])).toBe(1);
    expect(distance(choice, 'Cu', 'Cu', ['Co', 'Ta'])).toBe(0);
  });

  it('measures sets by what they do not share, relative to the openings', () => {
    const openings: [string[], string[]] = [['Co'], ['Co', 'Cu', 'Li', 'Ta']];
    expect(distance(set, ...openings, openings)).toBe(1);
    expect(distance(set, ['Co', 'Cu'], ['Co', 'Cu', 'Li', 'Ta'], openings)).toBeCloseTo(0.5 / 0.75);
    expect(distance(set, ['Ta', 'Co'], ['Co', 'Ta'], openings)).toBe(0);
    expect(distance(set, [], ['Co'], openings)).toBe(1);
  });

  it('is null where a value is unset, or an opening is and the values differ', () => {
    expect(distance(percent, null, 20, [70, 20])).toBeNull();
    expect(distance(percent, 30, 20, [70, null])).toBeNull();
    expect(distance(percent, 30, 30, [70, null])).toBe(0);
  });
});
