// Frames of text as somebody makes them who knows the format and the board: honest ones by a real Yjs document, and the same
// ones bent in their structs, their numbers or their bytes; and others that keep to the grammar and to nothing else.
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { content, deleted, string, update } from '../gate-craft.ts';
import type { Craft, CraftDeletion, CraftId, CraftSection } from '../gate-craft.ts';
import { mutated } from '../gate-mutants.ts';
import type { Dice } from '../gate-random.ts';
import { LEDGER_CLIENT } from '../../../shared/pens.ts';
import { putTogether, takeApart } from './frame-model.ts';

/** What a seat knows of the table: its copy of the document, its own pen, and where text is. */
export type Scene = { readonly doc: Y.Doc; readonly pen: number; readonly roots: readonly string[] };

const WORDS = ['q', 'né ', '😀', 'shall not ', 'x', '日本', '\n', '{years}'];
const NASTY = [
  '\u0336',
  '\u200d',
  '\u{1f3ff}',
  '\u202e',
  '\u2028',
  '\r\n',
  '\0',
  '\ufeff',
  '\ud800',
  '',
  '\uffff',
];
const ODD_ROOTS = [
  'text:nowhere:en',
  'ledger',
  '__proto__',
  'constructor',
  'text:1:de',
  '',
  'x'.repeat(5000),
];
const ODD_NUMBERS = [
  0,
  1,
  2,
  15,
  16,
  17,
  127,
  128,
  255,
  65_535,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 40,
  2 ** 53 - 1,
];

// ---- by a real document

/** A copy of the table in the seat's own hands. */
export const deskOf = ({ doc, pen }: Pick<Scene, 'doc' | 'pen'>): Y.Doc => {
  const desk = new Y.Doc();
  Y.applyUpdate(desk, Y.encodeStateAsUpdate(doc), 'table');
  desk.clientID = pen;
  return desk;
};

/** One transaction on it, as Yjs writes it down; null where nothing came of it. */
export const editOn = (
  desk: Y.Doc,
  roots: readonly string[],
  dice: Dice,
  mine: (client: number) => boolean,
): Uint8Array | null => {
  let frame: Uint8Array | null = null;
  const note = (bytes: Uint8Array): void => void (frame = bytes);
  desk.on('update', note);
  desk.transact(() => {
    for (let left = 1 + dice.below(3); left > 0; left -= 1) {
      const text = desk.getText(dice.of(roots));
      if (dice.chance(0.25)) erase(text, dice, mine);
      else text.insert(caret(text.toString(), dice), dice.of(WORDS));
    }
  });
  desk.off('update', note);
  return frame;
};

const caret = (words: string, dice: Dice): number => {
  let at = dice.below(words.length + 1);
  while (at > 0 && /[\udc00-\udfff]/.test(words[at] ?? '')) at -= 1;
  return at;
};

const erase = (text: Y.Text, dice: Dice, mine: (client: number) => boolean): void => {
  let index = 0;
  const own: [number, number][] = [];
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    if (mine(item.id.client)) own.push([index, item.length]);
    index += item.length;
  }
  if (own.length > 0) text.delete(...dice.of(own));
};

// ---- by the grammar

const unitsOf = (doc: Y.Doc, root: string): CraftId[] => {
  const units: CraftId[] = [];
  for (let item = doc.getText(root)._start; item !== null; item = item.right)
    for (let k = 0; k < item.length; k += 1) units.push([item.id.client, item.id.clock + k]);
  return units;
};

const anyClient = ({ doc, pen }: Scene, dice: Dice): number =>
  dice.of([pen, LEDGER_CLIENT, dice.of(ODD_NUMBERS), ...doc.store.clients.keys()]);

const anyId = (scene: Scene, dice: Dice): CraftId => {
  const client = anyClient(scene, dice);
  const next = Y.getState(scene.doc.store, client);
  return [client, dice.chance(0.1) ? dice.of(ODD_NUMBERS) : dice.below(next + 2)];
};

type Placing = { origin?: CraftId | undefined; right?: CraftId | undefined; root?: string | undefined };

const neighbours = ({ doc, roots }: Scene, dice: Dice): Placing => {
  const root = dice.of(roots);
  const units = unitsOf(doc, root);
  const at = dice.below(units.length + 1);
  const [origin, right] = [units[at - 1], units[at]];
  return { origin, right, root: (origin ?? right) === undefined ? root : undefined };
};

const place = (scene: Scene, dice: Dice): Placing => {
  if (dice.chance(0.6)) return neighbours(scene, dice);
  const origin = dice.chance(0.6) ? anyId(scene, dice) : undefined;
  const right = dice.chance(0.4) ? anyId(scene, dice) : undefined;
  const root = dice.chance(0.7) ? dice.of(scene.roots) : dice.of(ODD_ROOTS);
  return { origin, right, root: (origin ?? right) === undefined ? root : undefined };
};

const anyStruct = (scene: Scene, dice: Dice): Craft => {
  const at = place(scene, dice);
  if (dice.chance(0.7)) return string(dice.chance(0.85) ? dice.of(WORDS) : dice.of(NASTY), at);
  if (dice.chance(0.5)) return deleted(dice.chance(0.8) ? 1 + dice.below(4) : dice.of(ODD_NUMBERS), at);
  const filling = Array.from({ length: dice.below(6) }, () => dice.below(256));
  return content(dice.below(32), (e) => encoding.writeUint8Array(e, Uint8Array.from(filling)), at);
};

const anyRanges = (scene: Scene, client: number, dice: Dice): CraftDeletion => {
  const next = Y.getState(scene.doc.store, client);
  const ranges: [number, number][] = [];
  let clock = dice.below(next + 1);
  for (let left = 1 + dice.below(3); left > 0; left -= 1) {
    const length = dice.chance(0.05) ? dice.of(ODD_NUMBERS) : 1 + dice.below(4);
    ranges.push([clock, length]);
    clock += length + (dice.chance(0.9) ? dice.below(5) : -dice.below(3));
  }
  return [client, ranges.map(([from, length]) => [Math.max(0, from), length])];
};

/** Something that keeps to the grammar, more or less. */
export const grammatical = (scene: Scene, dice: Dice): Uint8Array => {
  const next = Y.getState(scene.doc.store, scene.pen);
  const start = dice.chance(0.8) ? next : Math.max(0, next + dice.below(9) - 5);
  const client = dice.chance(0.9) ? scene.pen : anyClient(scene, dice);
  const structs = Array.from({ length: 1 + dice.below(3) }, () => anyStruct(scene, dice));
  const sections: CraftSection[] = dice.chance(0.85) ? [[client, start, structs]] : [];
  const deletions = dice.chance(0.4) ? [anyRanges(scene, anyClient(scene, dice), dice)] : [];
  return update(sections, deletions);
};

// ---- bent

/** One thing in its structs or deletions is other than its author wrote. */
export const restructured = (frame: Uint8Array, scene: Scene, dice: Dice): Uint8Array => {
  const { model } = takeApart(frame);
  const { deletions } = model;
  const sections = model.sections.map(
    ([client, clock, structs]) => [client, clock, [...structs]] as [number, number, Craft[]],
  );
  const section = sections[dice.below(Math.max(1, sections.length))];
  const bends: (() => void)[] = [
    () => deletions.push(anyRanges(scene, anyClient(scene, dice), dice)),
    () => void deletions.push(...deletions),
    () => void sections.push([anyClient(scene, dice), dice.below(50), [anyStruct(scene, dice)]]),
  ];
  if (section !== undefined) {
    const [, , structs] = section;
    const at = dice.below(structs.length);
    const bend = (change: Partial<Craft>): void => {
      const struct = structs[at];
      if (struct !== undefined) structs[at] = { ...struct, ...change };
    };
    bends.push(
      () => (section[0] = anyClient(scene, dice)),
      () => (section[1] = dice.chance(0.5) ? section[1] + dice.below(7) - 3 : dice.of(ODD_NUMBERS)),
      () => bend({ origin: anyId(scene, dice), root: undefined }),
      () => bend({ right: anyId(scene, dice), root: undefined }),
      () => bend({ origin: undefined, right: undefined, root: dice.of([...scene.roots, ...ODD_ROOTS]) }),
      () => bend({ origin: undefined, right: undefined, root: undefined, parent: anyId(scene, dice) }),
      () => bend({ sub: dice.of(['k', '__proto__', '']) }),
      () => bend({ info: dice.below(256) }),
      () => bend({ ref: dice.below(32) }),
      () => bend(string(dice.of([...WORDS, ...NASTY]))),
      () => bend(deleted(dice.of(ODD_NUMBERS))),
      () => void structs.splice(at, 1),
      () => void structs.splice(at, 0, anyStruct(scene, dice)),
      () => void structs.reverse(),
      () => void structs.push(...structs),
      () => void sections.push(section),
    );
  }
  for (let left = dice.chance(0.7) ? 1 : 2; left > 0; left -= 1) dice.of(bends)();
  sections.forEach((each) => (each[1] = Math.max(0, each[1])));
  return putTogether({ sections, deletions }, dice.chance(0.05) ? new Uint8Array([0]) : undefined);
};

/** One of its numbers is another, or written in more bytes than it takes. */
export const renumbered = (frame: Uint8Array, dice: Dice): Uint8Array => {
  const [from, to] = dice.of(takeApart(frame).numbers);
  const written = dice.chance(0.2) ? overlong(dice) : [...varint(dice.of(ODD_NUMBERS))];
  return Uint8Array.from([...frame.slice(0, from), ...written, ...frame.slice(to)]);
};

const varint = (value: number): number[] =>
  value < 128 ? [value] : [128 | (value % 128), ...varint(Math.floor(value / 128))];
const overlong = (dice: Dice): number[] => [
  ...Array.from({ length: 1 + dice.below(12) }, () => dice.of([0x80, 0xff])),
  dice.below(128),
];

/** Anything but a frame. */
export const noFrame = (scene: Scene, dice: Dice): unknown =>
  dice.of<() => unknown>([
    () => null,
    () => undefined,
    () => 'text',
    () => [0, 0],
    () => ({ type: 'Buffer', data: [0, 0] }),
    () => new Uint8Array(),
    () => new Uint8Array(dice.below(200)).map(() => dice.below(256)),
    () => Y.encodeStateAsUpdateV2(scene.doc),
    () => Y.encodeStateAsUpdate(scene.doc),
    () => Y.encodeStateVector(scene.doc),
    () => new Uint8Array(dice.of([65_536, 70_000, 1_048_576, 1_048_577])).fill(dice.below(256)),
    () => ({ update: new Uint8Array([0, 0]) }),
    () => [new Uint8Array([0, 0])],
  ])();

/** An honest frame, or a bent one of it. */
export const bentOf = (frame: Uint8Array, scene: Scene, dice: Dice): Uint8Array => {
  const how = dice.next();
  if (how < 0.55) return restructured(frame, scene, dice);
  if (how < 0.8) return renumbered(frame, dice);
  return mutated(frame, dice);
};
