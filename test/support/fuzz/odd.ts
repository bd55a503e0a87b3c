// Values of the kinds that break programs which believe what they are sent.
import type { Dice } from '../gate-random.ts';

const nested = (depth: number, wrap: (inner: unknown) => unknown, core: unknown = 1): unknown => {
  let value = core;
  for (let i = 0; i < depth; i += 1) value = wrap(value);
  return value;
};

const makers: ((dice: Dice) => unknown)[] = [
  () => null,
  () => undefined,
  () => true,
  () => NaN,
  () => Infinity,
  (dice) => dice.of([0, -0, -1, 1.5, 1e-300, 1e308, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 200_001]),
  (dice) =>
    dice.of(['', ' ', '0', 'null', 'true', '-1', '1e999', '\0', '\ud800', '\u202e', 'é'.normalize('NFD')]),
  (dice) =>
    dice.of(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'length']),
  (dice) =>
    dice.of([
      '../../etc/passwd',
      '%00',
      '<script>alert(1)</script>',
      "'; drop table rows; --",
      '${7*7}',
      '=1+1',
    ]),
  (dice) => 'x'.repeat(dice.of([33, 41, 501, 2001, 20_000])),
  () => [],
  () => ({}),
  () => [null, undefined, {}],
  (dice) => Array.from({ length: dice.of([501, 5000]) }, (_, i) => i),
  (dice) => nested(dice.of([10, 200, 2000]), (inner) => [inner]),
  (dice) => nested(dice.of([10, 200, 2000]), (inner) => ({ a: inner })),
  () => JSON.parse('{"__proto__": {"ok": true, "kind": "adjourn", "role": "head"}}'),
  () => JSON.parse('{"constructor": {"prototype": {"ok": true}}}'),
  () => ({ toString: 'no function', valueOf: 1, toJSON: 2, length: -1 }),
  () => JSON.parse('{"then": 3}'),
  () => new Uint8Array([0, 0]),
  () => new Uint8Array(1000).fill(255),
  () => ({ type: 'Buffer', data: [1, 2, 3] }),
  () => ({ _placeholder: true, num: 0 }),
  () => ({ _placeholder: true, num: 1e9 }),
  () => new Date(0),
];

export const oddValue = (dice: Dice): unknown => dice.of(makers)(dice);

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

/** The same with one of its fields, or a field of a field, odd, missing, or one too many. */
export const oddlyOf = (value: Record<string, unknown>, dice: Dice): Record<string, unknown> => {
  const bent: Record<string, unknown> = { ...value };
  const keys = Object.keys(bent);
  const key = dice.of(keys);
  const inner = bent[key];
  const how = dice.next();
  if (keys.length === 0 || how < 0.1)
    bent[dice.of(['extra', '__proto__x', 'constructor', 'seat', 'party', 'id'])] = oddValue(dice);
  else if (how < 0.25) delete bent[key];
  else if (Array.isArray(inner) && inner.length > 0 && how < 0.6) bent[key] = oddList(inner, dice);
  else if (isPlain(inner) && how < 0.6) bent[key] = oddlyOf(inner, dice);
  else if (how < 0.65) Object.defineProperty(bent, '__proto__', { value: oddValue(dice), enumerable: true });
  else bent[key] = oddValue(dice);
  return bent;
};

const oddList = (list: readonly unknown[], dice: Dice): unknown[] => {
  const bent = [...list];
  const at = dice.below(bent.length);
  const inner: unknown = bent[at];
  if (Array.isArray(inner) && inner.length > 0 && dice.chance(0.6)) bent[at] = oddList(inner, dice);
  else if (dice.chance(0.2)) return Array.from({ length: dice.of([4097, 5000]) }, () => inner);
  else bent[at] = oddValue(dice);
  return bent;
};
