// What arrives at a server of Socket.IO and Engine.IO when nobody's client wrote it: packets by hand, and bytes that are none.
import type { Dice } from '../gate-random.ts';

const deep = (depth: number, core = '1'): string => '['.repeat(depth) + core + ']'.repeat(depth);
const EVENTS = [
  'text',
  'move',
  'sit',
  'cursor',
  '__proto__',
  'constructor',
  'disconnect',
  'connect',
  'error',
  'connect_error',
  'newListener',
  'disconnecting',
  'toString',
  '',
];
const PLACEHOLDERS = ['0', '1', '-1', '1e9', '"0"', '"__proto__"', 'null', '0.5'];

/** One or several messages to be sent one after another: text, or bytes. */
export type Packets = readonly (string | Uint8Array)[];

const makers: ((dice: Dice) => Packets)[] = [
  (dice) => [
    dice.of([
      '',
      '2',
      '2probe',
      '3',
      '3probe',
      '5',
      '6',
      '7',
      '9',
      '1',
      'x',
      '\0',
      '{}',
      '[]',
      'b',
      'bAAAA',
      'b%%%',
    ]),
  ],
  (dice) => [
    dice.of([
      '4',
      '40',
      '41',
      '42',
      '43',
      '44',
      '45',
      '46',
      '47',
      '49',
      '42[]',
      '42{}',
      '42null',
      '42"x"',
      '42[null]',
      '42[{}]',
      '42[[]]',
      '42[1]',
    ]),
  ],
  (dice) => [`42["${dice.of(EVENTS)}"]`],
  (dice) => [`42["${dice.of(EVENTS)}",${dice.of(['1', 'null', '{}', '"x"', '1e999', '-0', '[]'])}]`],
  (dice) => [
    `42${dice.below(9)}["${dice.of(EVENTS)}",${dice.of(['{"__proto__":{"ok":true}}', '{"constructor":{"prototype":1}}', '123456789012345678901234567890', '{"id":"good-move-id","kind":"adjourn","kind":"propose"}'])}]`,
  ],
  (dice) => [`42${dice.of(['-1', '1e3', '9'.repeat(30), '00'])}["sit",{"protocol":1}]`],
  (dice) => [`42["${dice.of(['move', 'text', 'sit'])}",${deep(dice.of([100, 5000, 100_000]))}]`],
  (dice) => [`42["move",${'{"a":'.repeat(dice.of([50, 20_000]))}`],
  (dice) => [
    `451-["${dice.of(['text', 'move', 'cursor', 'sit'])}",{"_placeholder":true,"num":${dice.of(PLACEHOLDERS)}}]`,
    new Uint8Array([0, 0]),
  ],
  (dice) => [
    `451-["move",${deep(dice.of([10, 20_000, 200_000]), '{"_placeholder":true,"num":0}')}]`,
    new Uint8Array([0, 0]),
  ],
  () => [
    '452-["text",{"_placeholder":true,"num":0}]',
    new Uint8Array([0]),
    new Uint8Array([0]),
    new Uint8Array([0]),
  ],
  () => ['451-["text",{"_placeholder":true,"num":0}]', '42["text",1]'],
  (dice) => [
    `45${dice.of(['', '-', '0-', '-1-', '1e9-', '9'.repeat(25) + '-', '999999-', 'x-'])}["text",{"_placeholder":true,"num":0}]`,
  ],
  (dice) => [`461-${dice.below(3)}[{"_placeholder":true,"num":0}]`, new Uint8Array([1])],
  (dice) => [
    dice.of([
      '40/admin,',
      '40/admin,{}',
      '42/admin,["x"]',
      '41/admin',
      '40/' + 'n'.repeat(5000) + ',',
      '40/?,',
      '40{"board":',
      '40{"token":1}',
      '40[]',
    ]),
  ],
  (dice) => [new Uint8Array(dice.below(200)).map(() => dice.below(256))],
  (dice) => [
    Array.from({ length: dice.below(60) }, () => String.fromCodePoint(32 + dice.below(1000))).join(''),
  ],
  (dice) => [`42["text","${'x'.repeat(dice.of([10_000, 400_000]))}"]`],
  () => [new Uint8Array(300_000)],
  () => Array.from({ length: 40 }, () => '42["cursor",1]'),
];

export const oddPackets = (dice: Dice): Packets => dice.of(makers)(dice);
