// Presence as liars send it: updates of Yjs awareness about whomever they like, in whatever shape.
import * as encoding from 'lib0/encoding';
import { mutated } from '../gate-mutants.ts';
import type { Dice } from '../gate-random.ts';
import { oddValue, oddlyOf } from './odd.ts';

const state = (clause: string, dice: Dice): Record<string, unknown> => ({
  clause,
  lang: dice.of(['en', 'fr']),
  typing: dice.chance(0.5),
  cursor: dice.chance(0.5)
    ? null
    : {
        anchor: { tname: `text:${clause}:en`, item: null, assoc: 0 },
        head: { item: { client: 33, clock: dice.below(50) }, assoc: -1 },
      },
});

/** JSON of anything; what JSON cannot say is said as itself. */
const jsonOf = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? 'undefined';
  } catch {
    return String(value);
  }
};

export const cursorOf = (pen: number, others: readonly number[], clause: string, dice: Dice): unknown => {
  const how = dice.next();
  if (how < 0.08) return oddValue(dice);
  const encoder = encoding.createEncoder();
  const entries = dice.of([1, 1, 1, 2, 5, 300]);
  encoding.writeVarUint(encoder, how < 0.12 ? dice.of([0, 1e6, 2 ** 40]) : entries);
  for (let i = 0; i < entries; i += 1) {
    const plain = state(clause, dice);
    const said = dice.chance(0.5) ? plain : dice.chance(0.6) ? oddlyOf(plain, dice) : oddValue(dice);
    encoding.writeVarUint(encoder, dice.chance(0.5) ? pen : dice.of([...others, 16, 0, 2 ** 32]));
    encoding.writeVarUint(encoder, dice.of([0, 1, 7, 2 ** 31, 2 ** 52]));
    encoding.writeVarString(
      encoder,
      dice.chance(0.9) ? jsonOf(said) : dice.of(['{', '', 'NaN', '\0', '[[[']),
    );
  }
  const bytes = encoding.toUint8Array(encoder);
  return how > 0.85 ? mutated(bytes, dice) : bytes;
};
