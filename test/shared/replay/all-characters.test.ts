// The order of all characters, held against Yjs: pens that write at the same places without knowing of one another, rows of
// several pens, characters that went before they could be shown. `PARAPH_FUZZ=10` plays ten times as many.
import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { AllCharacters } from '../../../shared/replay/all-characters.ts';
import { PastTexts } from '../../../shared/replay/texts.ts';
import { runsOf } from '../../../shared/text/characters.ts';
import { Dice, FUZZ, rounds } from '../../support/gate-random.ts';

const ROOTS = ['text:a1:en', 'text:a2:fr'];
const WORDS = [
  'x',
  'cobalt',
  'shall hold in stock no less than the quantity set out in the annex ',
  'é',
  'zone économique',
  '𝄞',
  'a\nb',
  '中',
  'ﬁ',
];

/** In hexadecimal. */
const bytes = (...parts: string[]): Uint8Array =>
  new Uint8Array(Buffer.from(parts.join('').replaceAll(' ', ''), 'hex'));

type Written = { rows: Uint8Array[]; conflicts: number };

/** Between the two halves of a character nobody may write. */
const between = (text: string, dice: Dice): number => {
  // Mostly near the beginning, where the others are too.
  const at = dice.below(dice.chance(0.7) ? Math.min(4, text.length + 1) : text.length + 1);
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code < 0xe000 ? at - 1 : at;
};

/** Rows as several pens write them, each knowing some of the others' rows: the more rarely they listen, the more they collide. */
const written = (dice: Dice, gc: boolean): Written => {
  const rows: Uint8Array[] = [];
  let conflicts = 0;
  const pens = Array.from({ length: 2 + dice.below(5) }, () => {
    const doc = new Y.Doc({ gc });
    doc.clientID = 1 + dice.below(2 ** 32 - 1);
    for (const root of ROOTS) doc.getText(root);
    const pen = { doc, knows: 0, wrote: null as Uint8Array | null };
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'others') pen.wrote = update;
    });
    return pen;
  });
  for (let act = 0; act < 160; act += 1) {
    const pen = dice.of(pens);
    if (dice.chance(0.25)) {
      for (; pen.knows < rows.length; pen.knows += 1) Y.applyUpdate(pen.doc, rows[pen.knows]!, 'others');
      continue;
    }
    if (pen.knows < rows.length) conflicts += 1;
    const text = pen.doc.getText(dice.of(ROOTS));
    const at = between(text.toString(), dice);
    pen.wrote = null;
    pen.doc.transact(() => {
      if (dice.chance(0.25) && at < text.length) {
        const end = Math.max(at, between(text.toString(), dice));
        text.delete(at, end - at);
      }
      if (dice.chance(0.8)) text.insert(Math.min(at, text.length), dice.of(WORDS));
    });
    if (pen.wrote !== null) rows.push(pen.wrote);
  }
  return { rows, conflicts };
};

/** Several rows as one, of whomever they are, as the doors tell at once what came behind them. */
const joined = (rows: readonly Uint8Array[], dice: Dice): Uint8Array[] => {
  const out: Uint8Array[] = [];
  for (let from = 0; from < rows.length;) {
    const to = from + (dice.chance(0.2) ? 1 + dice.below(12) : 1);
    out.push(Y.mergeUpdates(rows.slice(from, to)));
    from = to;
  }
  return out;
};

const allOf = (rows: readonly Uint8Array[]): AllCharacters => {
  const characters = new AllCharacters();
  for (const [i, row] of rows.entries()) characters.take(row, i + 1);
  characters.finish();
  return characters;
};

const compare = (rows: readonly Uint8Array[], dice: Dice, gc: boolean, told: string): number => {
  const texts = PastTexts.of(allOf(rows));
  const doc = new Y.Doc({ gc });
  let moments = 0;
  for (const [i, row] of rows.entries()) {
    Y.applyUpdate(doc, row);
    if (i < rows.length - 1 && !dice.chance(0.2)) continue;
    moments += 1;
    for (const root of ROOTS)
      expect(texts.runs(root, i + 1), `${told}, row ${i + 1}, ${root}`).toEqual(runsOf(doc.getText(root)));
  }
  expect(doc.store.pendingStructs).toBeNull();
  return moments;
};

describe('all characters', () => {
  it(
    'stand in the order in which Yjs has them, at every moment',
    () => {
      let [moments, conflicts, several] = [0, 0, 0];
      for (let seed = 1; seed <= rounds(120); seed += 1) {
        const dice = new Dice(seed);
        const made = written(dice, seed % 2 === 0);
        conflicts += made.conflicts;
        moments += compare(made.rows, dice, seed % 2 === 0, `seed ${seed}`);
        const rows = joined(made.rows, dice);
        several += made.rows.length - rows.length;
        moments += compare(rows, dice, true, `seed ${seed}, joined`);
      }
      console.info(
        `${moments} moments, ${conflicts} acts that did not know of others, ${several} rows joined`,
      );
      expect(moments).toBeGreaterThan(2000);
      expect(conflicts).toBeGreaterThan(5000);
      expect(several).toBeGreaterThan(1000);
    },
    30_000 * Math.max(1, FUZZ),
  );

  it(
    'keep their places beside those that went before they could be shown',
    () => {
      for (let seed = 1; seed <= rounds(40); seed += 1) {
        const dice = new Dice(seed * 7);
        const { rows } = written(dice, true);
        const cut = dice.below(rows.length);
        const doc = new Y.Doc({ gc: true });
        for (const root of ROOTS) doc.getText(root);
        for (const row of rows.slice(0, cut)) Y.applyUpdate(doc, row);
        // What is garbage is told as a length.
        compare([Y.encodeStateAsUpdate(doc), ...rows.slice(cut)], dice, true, `seed ${seed}`);
      }
    },
    30_000 * Math.max(1, FUZZ),
  );

  it('are nowhere to be found where their text is kept hidden, nor what stands beside them', () => {
    const doc = new Y.Doc();
    doc.clientID = 7;
    doc.getText(ROOTS[0]).insert(0, 'seen');
    const rows = [
      Y.encodeStateAsUpdate(doc),
      // Pen 7 from clock 4 on: two that went, three that are hidden, one behind those, one before them; and a deletion.
      bytes(
        '01 05 07 04',
        '81 07 03 02',
        '00 03',
        '84 07 08 01 79',
        '44 07 06 01 78',
        'c4 07 03 07 06 01 77',
        '01 07 01 06 03',
      ),
      // Two more that went beside what is seen, two that went in hiding, and one behind those: they are not joined.
      bytes('01 03 07 0c', '81 07 05 02', '81 07 07 02', '84 07 0f 01 76', '00'),
    ];
    expect(compare(rows, new Dice(1), true, 'hidden')).toBeGreaterThan(0);
    const texts = PastTexts.of(allOf(rows));
    expect(texts.runs(ROOTS[0]!, 3)).toEqual([{ client: 7, clock: 0, text: 'seen' }]);
    expect(texts.touches(3).root[2]).toBe(-1);
  });

  it('of which only the number is told take no room, however many they are', () => {
    const root = new TextEncoder().encode(ROOTS[0]);
    const to = encoding.createEncoder();
    encoding.writeVarUint(to, 1); // one pen
    encoding.writeVarUint(to, 1025);
    encoding.writeVarUint(to, 7);
    encoding.writeVarUint(to, 0);
    encoding.writeUint8(to, 0x04);
    encoding.writeVarUint(to, 1);
    encoding.writeVarUint8Array(to, root);
    encoding.writeVarString(to, 'a');
    for (let i = 0; i < 1024; i += 1) {
      encoding.writeUint8(to, 0x81); // deleted, behind the one before
      encoding.writeVarUint(to, 7);
      encoding.writeVarUint(to, i * 100_000);
      encoding.writeVarUint(to, 100_000);
    }
    encoding.writeVarUint(to, 0);
    const row = encoding.toUint8Array(to);
    const before = process.memoryUsage().arrayBuffers;
    const characters = new AllCharacters();
    characters.take(row, 1);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1 << 20);
    expect(Array.from(characters.runs(0), ({ clock, length }) => [clock, length])).toEqual([
      [0, 1],
      [1, 102_400_000],
    ]);
    // Clocks beyond what an Int32 holds are kept as they are.
    for (let seq = 2; seq < 24; seq += 1) {
      const more = encoding.createEncoder();
      for (const number of [1, 1, 7]) encoding.writeVarUint(more, number);
      encoding.writeVarUint(more, (seq - 1) * 102_400_000 - (seq - 2) * 2_400_000 + 1);
      encoding.writeUint8(more, 0x81);
      encoding.writeVarUint(more, 7);
      encoding.writeVarUint(more, (seq - 1) * 102_400_000 - (seq - 2) * 2_400_000);
      encoding.writeVarUint(more, 100_000_000);
      encoding.writeVarUint(more, 0);
      characters.take(encoding.toUint8Array(more), seq);
    }
    const end = 102_400_001 + 22 * 100_000_000;
    const typed = encoding.createEncoder();
    for (const number of [1, 1, 7, end]) encoding.writeVarUint(typed, number);
    encoding.writeUint8(typed, 0x84);
    encoding.writeVarUint(typed, 7);
    encoding.writeVarUint(typed, end - 1);
    encoding.writeVarString(typed, 'z');
    encoding.writeVarUint(typed, 0);
    characters.take(encoding.toUint8Array(typed), 24);
    characters.finish();
    expect(end).toBeGreaterThan(2 ** 31);
    expect(PastTexts.of(characters).runs(ROOTS[0]!, 24)).toEqual([
      { client: 7, clock: 0, text: 'a' },
      { client: 7, clock: end, text: 'z' },
    ]);
  });

  it('typed at one place by two who do not know of one another stay apart, and the search passes runs', () => {
    for (const [mine, yours] of [
      [5, 9],
      [9, 5],
    ] as const) {
      const pens = [mine, yours].map((client) => {
        const doc = new Y.Doc();
        doc.clientID = client;
        const rows: Uint8Array[] = [];
        doc.on('update', (update: Uint8Array) => rows.push(update));
        return { text: doc.getText(ROOTS[0]), rows };
      });
      // The one types on, letter by letter; the other always at the very beginning.
      for (let i = 0; i < 400; i += 1) pens[0]!.text.insert(i, 'abcdefghij'[i % 10]!);
      for (let i = 0; i < 400; i += 1) pens[1]!.text.insert(0, 'ABCDEFGHIJ'[i % 10]!);
      const rows = [...pens[0]!.rows, ...pens[1]!.rows];
      compare(rows, new Dice(1), false, `pens ${mine} and ${yours}`);
      // What the first typed is one run, whatever stands before it.
      expect(Array.from(allOf(rows).runs(0)).filter(({ client }) => client === mine).length).toBe(1);
    }
  });

  it('typed by one pen at two places are two runs, though they came to stand side by side', () => {
    const doc = new Y.Doc();
    doc.clientID = 9;
    doc.getText(ROOTS[0]).insert(0, 'X');
    const rows = [
      Y.encodeStateAsUpdate(doc),
      bytes('01 01 05 00 84 09 00 01 70 00'), // p behind X
      bytes('01 01 07 00 84 05 00 01 61 00'), // a behind p
      bytes('01 01 07 01 84 09 00 01 62 00'), // b behind X as well, by the pen of a, which does not say that p is there
      bytes('01 01 06 00 84 09 00 01 7a 00'), // and z behind X: between the two
    ];
    compare(rows, new Dice(1), false, 'side by side');
    const words = PastTexts.of(allOf(rows)).runs(ROOTS[0]!, rows.length);
    expect(words.map(({ text }) => text).join('')).toBe('Xpazb');
  });

  it('are refused where they are none, or stand on what has not come', () => {
    const take = (...bytes: number[]) => new AllCharacters().take(Uint8Array.from(bytes), 5);
    const name = [...new TextEncoder().encode(ROOTS[0])];
    const root = [1, name.length, ...name];
    expect(() => take(1, 1, 7, 0, 0x04, ...root, 1, 0x78, 0)).not.toThrow();
    expect(() => take(1, 1, 7, 3, 0x04, ...root, 1, 0x78, 0)).toThrow('row 5: pen 7 goes on at 3, not 0');
    expect(() => take(1, 1, 7, 0, 0x84, 9, 0, 1, 0x78, 0)).toThrow('does not fit');
    expect(() => take(2, 1, 7, 0, 0x84, 9, 0, 1, 0x78, 1, 9, 0, 0x84, 7, 0, 1, 0x78, 0)).toThrow(
      'does not fit',
    );
    expect(() => take(1, 1, 7, 0, 0x05, ...root, 1, 0x78, 0)).toThrow('other than characters');
    expect(() => take(1, 1, 7, 0, 0x24, ...root, 1, 0x78, 0)).toThrow('other than characters');
    expect(() => take(1, 1, 7, 0, 0x04, 0, 7, 0, 1, 0x78, 0)).toThrow('other than characters');
    expect(() => take(1, 1, 7, 0, 0x04, ...root, 90, 0x78, 0)).toThrow('cut short');
    expect(() => take(1, 1, 7, 0)).toThrow();
    const typed = [1, 7, 0, 0x04, ...root, 1, 0x78];
    expect(() => take(2, ...typed, ...typed, 0)).toThrow('does not fit');
  });
});
