// The strict reader and the canonical writer, against Yjs's own bytes and against nonsense.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readFrame, writeFrame } from '../../../shared/gate/frame.ts';
import { LIVE_LIMITS } from '../../../shared/gate/limits.ts';
import { spokenRuns } from '../../../shared/gate/spoken.ts';
import { cleanTyped, flawOf, splitsPair, startsWithMark } from '../../../shared/gate/text-rules.ts';
import { C1, frameBy, newDoc } from '../../support/gate-board.ts';
import { string, update } from '../../support/gate-craft.ts';
import { Dice, rounds } from '../../support/gate-random.ts';

const read = (bytes: unknown) => {
  const read = readFrame(bytes, LIVE_LIMITS);
  if (!read.ok) throw new Error(read.code);
  return read.frame;
};

describe('a frame', () => {
  it('is read as Yjs wrote it', () => {
    const doc = newDoc(33);
    const frame = read(frameBy(doc, () => doc.getText(C1).insert(0, 'né 😀')));
    expect(frame).toEqual({
      sections: [
        {
          client: 33,
          clock: 0,
          runs: [{ clock: 0, length: 5, text: 'né 😀', origin: null, rightOrigin: null, root: C1 }],
        },
      ],
      deletions: new Map(),
    });
    expect(read(frameBy(doc, () => doc.getText(C1).delete(0, 2)))).toEqual({
      sections: [],
      deletions: new Map([[33, [0, 2]]]),
    });
  });

  it('is written as Yjs would write it', () => {
    const doc = newDoc(33);
    let same = 0;
    for (let i = 0; i < 50; i += 1) {
      const text = doc.getText(C1);
      const bytes = frameBy(doc, () => {
        if (i % 3 === 2) text.delete(i % text.length, 1);
        else text.insert((i * 7) % (text.length + 1), 'ab');
      });
      const { sections, deletions } = read(bytes);
      const written = writeFrame(33, sections[0]?.runs ?? [], deletions);
      if (Buffer.compare(written, bytes) === 0) same += 1;
    }
    expect(same).toBe(50);
  });

  it('writes the clients of its deletions from the highest down', () => {
    const bytes = writeFrame(
      33,
      [],
      new Map([
        [49, [0, 1]],
        [4_000_000_001, [3, 5, 7, 8]],
        [65, [2, 4]],
      ]),
    );
    expect([...read(bytes).deletions.keys()]).toEqual([4_000_000_001, 65, 49]);
  });

  it('is read, or refused by name, whatever the bytes', () => {
    const dice = new Dice(4711);
    const codes = new Map<string, number>();
    for (let i = 0; i < rounds(20_000); i += 1) {
      const bytes = Uint8Array.from({ length: dice.below(40) }, () =>
        dice.chance(0.5) ? dice.below(6) : dice.below(256),
      );
      const verdict = readFrame(bytes, LIVE_LIMITS);
      const code = verdict.ok ? 'read' : verdict.code;
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    console.log(`frames of seed 4711: ${JSON.stringify(Object.fromEntries(codes))}`);
    expect(codes.get('internal')).toBeUndefined();
    expect(codes.size).toBeGreaterThan(10);
    for (const nonsense of [
      undefined,
      null,
      3,
      'x',
      {},
      [],
      new Uint16Array(2),
      new DataView(new ArrayBuffer(2)),
    ])
      expect(readFrame(nonsense, LIVE_LIMITS)).toMatchObject({ ok: false, code: 'not-bytes' });
  });

  it('reads a view into a larger buffer no further than the view', () => {
    const whole = update([[33, 0, [string('abc', { root: C1 })]]]);
    const buffer = new Uint8Array(whole.length + 20).fill(65);
    buffer.set(whole, 5);
    expect(read(buffer.subarray(5, 5 + whole.length)).sections[0]?.runs[0]?.text).toBe('abc');
    expect(readFrame(buffer.subarray(5, 4 + whole.length), LIVE_LIMITS)).toMatchObject({ code: 'truncated' });
  });
});

describe('words typed and deleted in one frame', () => {
  const run = {
    clock: 10,
    length: 6,
    text: 'abcdef',
    origin: null,
    rightOrigin: { client: 50, clock: 1 },
    root: null,
  };
  const pieces = (...dead: number[]) =>
    spokenRuns(33, [run], dead).map(({ clock, length, text }) => [clock, length, text]);

  it('are cut out of their run', () => {
    expect(pieces()).toEqual([[10, 6, 'abcdef']]);
    expect(pieces(10, 16)).toEqual([[10, 6, null]]);
    expect(pieces(5, 12)).toEqual([
      [10, 2, null],
      [12, 4, 'cdef'],
    ]);
    expect(pieces(11, 12, 14, 20)).toEqual([
      [10, 1, 'a'],
      [11, 1, null],
      [12, 2, 'cd'],
      [14, 2, null],
    ]);
    expect(spokenRuns(33, [run], [12, 13]).map(({ origin, rightOrigin }) => [origin, rightOrigin])).toEqual([
      [null, run.rightOrigin],
      [{ client: 33, clock: 11 }, run.rightOrigin],
      [{ client: 33, clock: 12 }, run.rightOrigin],
    ]);
  });
});

describe('text', () => {
  it('has no forbidden characters', () => {
    for (const fine of ['', 'a', 'tab\tnew\nline', 'é', '😀', '日本', '§\u00a0«\u202f»', '👩‍👩‍👧'])
      expect(flawOf(fine)).toBeNull();
    expect(flawOf('a\u202eb')).toBe('U+202E');
    expect(flawOf('\r')).toBe('U+000D');
    expect(flawOf('x\u{2fffe}')).toBe('U+2FFFE');
    expect(flawOf('\ud800')).toBe('U+D800');
    expect(flawOf('😀'.slice(1))).toBe('U+DE00');
  });

  it('is cleaned as it is typed, and once is enough', () => {
    expect(cleanTyped('a\r\nb\rc\u2028d\u0085e\u000bf')).toBe('a\nb\nc\nd\ne\nf');
    expect(cleanTyped('\ufeffpay \u202e001\u202c\u0000 e\u0301')).toBe('pay 001 \u00e9');
    const dice = new Dice(99);
    for (let i = 0; i < 2000; i += 1) {
      const wild = String.fromCharCode(
        ...Array.from({ length: 8 }, () => dice.below(dice.chance(0.5) ? 0x400 : 0x10000)),
      );
      const clean = cleanTyped(wild);
      expect(flawOf(clean), JSON.stringify(wild)).toBeNull();
      expect(cleanTyped(clean)).toBe(clean);
    }
  });

  it('knows what would join the letter before it', () => {
    for (const mark of [
      '\u0301',
      '\u0336x',
      '\u200d',
      '\ufe0f',
      '\u{1f3ff}',
      '\u20dd',
      '\u0903',
      '\u{e0067}',
      '\u200c',
    ])
      expect(startsWithMark(mark), JSON.stringify(mark)).toBe(true);
    for (const letter of ['', 'a', 'a\u0301', 'é', '😀', '👩‍👧', ' ', '\u00a0', '日', '가'])
      expect(startsWithMark(letter)).toBe(false);
    expect(splitsPair('a😀', 2)).toBe(true);
    expect([0, 1, 3].map((at) => splitsPair('a😀', at))).toEqual([false, false, false]);
  });

  it('is counted by Yjs as by the gate', () => {
    const doc = new Y.Doc();
    doc.getText(C1).insert(0, 'né 😀');
    expect(doc.getText(C1).length).toBe('né 😀'.length);
  });
});
