// A structured term of a clause (years, percent, tonnes, yes/no, a choice): what it is and which values it takes.
import { z } from 'zod';
import { Localised } from './board.ts';

export const TermId = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/);
/** As it is cited in a text: `{stock}` cites the term `stock`. */
export type TermId = z.infer<typeof TermId>;

const Option = z.strictObject({ id: z.string().regex(/^[A-Za-z0-9-]{1,32}$/), label: Localised });
const common = { id: TermId, label: Localised };
const bounds = { min: z.number(), max: z.number(), step: z.number().positive() };

export const TermDefinition = z.discriminatedUnion('kind', [
  /** A quantity; `unit` is written behind the number ("t", "t/an", "persons"). */
  z.strictObject({ ...common, ...bounds, kind: z.literal('number'), unit: Localised }),
  /** A share in percent: 50 is 50 %. */
  z.strictObject({ ...common, ...bounds, kind: z.literal('percent') }),
  z.strictObject({
    ...common,
    ...bounds,
    kind: z.literal('duration'),
    unit: z.enum(['hours', 'days', 'months', 'years']),
  }),
  /** An amount; `scale` 1e6 means that the value counts millions. */
  z.strictObject({
    ...common,
    ...bounds,
    kind: z.literal('money'),
    currency: z.string().length(3),
    scale: z.enum(['1', '1e6', '1e9']),
    per: z.enum(['year']).nullable(),
  }),
  z.strictObject({ ...common, kind: z.literal('yesno') }),
  z.strictObject({ ...common, kind: z.literal('choice'), options: z.array(Option).min(2).max(20) }),
  /** Any number of the options; the value is the chosen ids in the options' order. */
  z.strictObject({ ...common, kind: z.literal('set'), options: z.array(Option).min(1).max(40) }),
]);
export type TermDefinition = z.infer<typeof TermDefinition>;

export const TermValue = z.union([
  z.number(),
  z.boolean(),
  z.string().max(64),
  z.array(z.string().max(64)).max(40),
]);
/** number kinds: a number; yesno: a boolean; choice: an option's id; set: option ids in the options' order. */
export type TermValue = z.infer<typeof TermValue>;

/** Whether two values are the same: sets are the same when they hold the same ids in the same order. */
export const sameTermValue = (one: TermValue, other: TermValue): boolean => {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((id, index) => id === other[index]);
};

/** A value as it is recorded: a set in its options' order, each id once; any other value as it is. */
export const normaliseTermValue = (definition: TermDefinition, value: TermValue): TermValue => {
  if (definition.kind !== 'set' || !Array.isArray(value)) return value;
  const chosen = new Set(value);
  const known = definition.options.map(({ id }) => id).filter((id) => chosen.delete(id));
  return [...known, ...chosen];
};

export type TermValueCheck =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: 'wrong-kind' | 'out-of-bounds' | 'off-step' | 'not-an-option' };

const refused = (code: Extract<TermValueCheck, { ok: false }>['code']): TermValueCheck => ({
  ok: false,
  code,
});

const checkNumber = (
  { min, max, step }: { readonly min: number; readonly max: number; readonly step: number },
  value: TermValue,
): TermValueCheck => {
  if (typeof value !== 'number' || !Number.isFinite(value)) return refused('wrong-kind');
  if (value < min || value > max) return refused('out-of-bounds');
  const steps = (value - min) / step;
  // 0.3 is three steps of 0.1 although no binary fraction says so.
  const tolerance = 1e-9 * Math.max(1, Math.abs(steps));
  return Math.abs(steps - Math.round(steps)) <= tolerance ? { ok: true } : refused('off-step');
};

/**
 * Whether a term can take a value: bounds inclusive, steps counted from `min`, options known. A set may name its
 * options in any order and twice; `normaliseTermValue` puts that right.
 */
export const checkTermValue = (definition: TermDefinition, value: TermValue): TermValueCheck => {
  switch (definition.kind) {
    case 'number':
    case 'percent':
    case 'duration':
    case 'money':
      return checkNumber(definition, value);
    case 'yesno':
      return typeof value === 'boolean' ? { ok: true } : refused('wrong-kind');
    case 'choice': {
      if (typeof value !== 'string') return refused('wrong-kind');
      return definition.options.some(({ id }) => id === value) ? { ok: true } : refused('not-an-option');
    }
    case 'set': {
      if (!Array.isArray(value)) return refused('wrong-kind');
      const known = new Set(definition.options.map(({ id }) => id));
      return value.every((id) => known.has(id)) ? { ok: true } : refused('not-an-option');
    }
  }
};

/** What two sets do not share, as a part of what they have together: 0 the same, 1 nothing in common. */
const setDistance = (one: readonly string[], other: readonly string[]): number => {
  const together = new Set([...one, ...other]).size;
  const shared = new Set(one.filter((id) => other.includes(id))).size;
  return together === 0 ? 0 : 1 - shared / together;
};

const rawDistance = (one: TermValue, other: TermValue): number => {
  if (typeof one === 'number' && typeof other === 'number') return Math.abs(one - other);
  if (Array.isArray(one) && Array.isArray(other)) return setDistance(one, other);
  return sameTermValue(one, other) ? 0 : 1;
};

/**
 * How far two values of a term are apart, where 1 is as far as the two openings were, or further: 0 the same,
 * in between for figures and sets (by the ids that they do not share); 0 or 1 for yes/no and choices. Null where
 * a value is unset, or where an opening is and the values differ.
 */
export const distance = (
  definition: TermDefinition,
  one: TermValue | null,
  other: TermValue | null,
  openings: readonly [TermValue | null, TermValue | null],
): number | null => {
  if (one === null || other === null) return null;
  const [a, b] = [normaliseTermValue(definition, one), normaliseTermValue(definition, other)];
  if (sameTermValue(a, b)) return 0;
  if (openings[0] === null || openings[1] === null) return null;
  const whole = rawDistance(openings[0], openings[1]);
  return whole === 0 ? 1 : Math.min(1, rawDistance(a, b) / whole);
};
