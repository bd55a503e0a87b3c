// Law L4: what a hostile seat sends is refused by name, and leaves the document byte for byte as it was.
import { describe, expect, it, test } from 'vitest';
import * as Y from 'yjs';
import { admit, type Admission, type GatePolicy } from '../../../shared/gate/admit.ts';
import { GATE_CODES } from '../../../shared/gate/codes.ts';
import { LIVE_LIMITS, RESEND_LIMITS } from '../../../shared/gate/limits.ts';
import { LEDGER_CLIENT } from '../../../shared/pens.ts';
import { A, A2, attackBoard, ATTACKS, B, NEXT_A, NEXT_B } from '../../support/gate-attacks.ts';
import { C1, C3, copyOf, frameBy, GateBoard, texts } from '../../support/gate-board.ts';
import { deleted, string, update } from '../../support/gate-craft.ts';

const stateOf = (doc: Y.Doc): string =>
  Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex') + [...doc.share.keys()].join();

/** The verdict on a frame, which may not have changed anything. */
const judge = (board: GateBoard, pen: number, frame: unknown, limits = LIVE_LIMITS): Admission => {
  const before = stateOf(board.doc);
  const verdict = board.judge(pen, frame, limits);
  expect(stateOf(board.doc)).toBe(before);
  return verdict;
};

const codeOf = (verdict: Admission): string => (verdict.ok ? 'admitted' : verdict.code);

describe('L4 every bad input is refused by name and changes nothing', () => {
  test('the board is the one that the inputs are made for', () => {
    const { board } = attackBoard();
    expect([A, B].map((pen) => Y.getState(board.doc.store, pen))).toEqual([NEXT_A, NEXT_B]);
    expect(texts(board.doc)).toEqual([
      'The honest 😀 Seller shall deliver the goods. ',
      'Price is 100 EUR. Net.',
      'two years. Renewable.',
    ]);
    expect(board.doc.getMap('meta').get('status')).toBe('draft');
    expect(board.doc.getArray('ledger').length).toBe(1);
    expect(ATTACKS.map(([number]) => number)).toEqual(
      Array.from({ length: 120 }, (_, i) => i + 1).filter((number) => number !== 67),
    );
  });

  for (const gc of [true, false])
    describe(gc ? 'with collected tombstones' : 'with kept tombstones', () => {
      for (const [number, name, code, make, limits] of ATTACKS)
        test(`L4 #${number} ${name}: ${code}`, () => {
          const on = attackBoard(gc);
          const frame = make(on);
          expect(codeOf(judge(on.board, A, frame, limits))).toBe(code);
        });
    });

  it('keeps refusing them when they come as a resend', () => {
    let refused = 0;
    for (const [, , , make, limits] of ATTACKS) {
      if (limits !== undefined) continue;
      const on = attackBoard();
      const verdict = judge(on.board, A, make(on), RESEND_LIMITS);
      if (!verdict.ok) refused += 1;
      else expect(verdict.inserted).toBeGreaterThan(50_000); // only sizes are judged more kindly
    }
    expect(refused).toBeGreaterThanOrEqual(115);
  });
});

describe('L4 more bad inputs', () => {
  const own = (...structs: Parameters<typeof update>[0][number][2]) => update([[A, NEXT_A, structs]]);
  const end = { origin: [B, 37] } as const;

  it.each([
    '\u061c',
    '\u200e',
    '\u2067',
    '\ufeff',
    '\ufdd0',
    '\ufdef',
    '\ufffe',
    '\u{1fffe}',
    '\u{10ffff}',
    '\u0085',
    '\u007f',
  ])('refuses a forbidden character (%j)', (character) => {
    expect(codeOf(judge(attackBoard().board, A, own(string(`a${character}b`, end))))).toBe('bad-text');
  });

  it('refuses the words of a known run told as deleted, unless the frame deletes them', () => {
    const { board } = attackBoard();
    const told = (deletions: Parameters<typeof update>[1]) =>
      update([[A, 0, [deleted(4, { root: C1 })]]], deletions);
    expect(codeOf(judge(board, A, told([])))).toBe('equivocation');
    expect(codeOf(judge(board, A, told([[A, [[0, 3]]]])))).toBe('equivocation');
    expect(judge(board, A, told([[A, [[0, 4]]]]))).toMatchObject({ ok: true, inserted: 0, deleted: 4 });
  });

  it('refuses to delete the ledger even to the chair, whose index the ledger’s client has', () => {
    const { board } = attackBoard();
    for (const clock of [0, 1, 2])
      expect(codeOf(judge(board, 4096, update([], [[LEDGER_CLIENT, [[clock, 1]]]])))).toBe('delete-foreign');
  });

  it('knows no pen at or below the ledger’s client', () => {
    const { board } = attackBoard();
    for (const pen of [0, 1, LEDGER_CLIENT, -1, 1.5, NaN])
      expect(codeOf(judge(board, pen, new Uint8Array([0, 0])))).toBe('no-pen');
  });

  it('lets a colleague delete what is the party’s own, from any of its pens', () => {
    const { board } = attackBoard();
    expect(judge(board, A2, update([], [[A, [[47, 3]]]]))).toMatchObject({
      ok: true,
      deleted: 3,
      removed: [[A, 47, 3]],
    });
    expect(codeOf(judge(board, 4096, update([], [[A, [[47, 3]]]])))).toBe('delete-foreign');
  });

  it('refuses a root of the right shape that the table does not have', () => {
    expect(codeOf(judge(attackBoard().board, A, own(string('x', { root: 'text:nowhere:en' }))))).toBe(
      'no-root',
    );
  });

  it('hands the policy’s own codes on', () => {
    const { board } = attackBoard();
    for (const code of ['held', 'frozen', 'not-authorised'] as const) {
      const policy: GatePolicy = { ...board.policy(A), writable: (root) => (root === C3 ? code : true) };
      expect(codeOf(admit(board.doc, own(string('x', end)), policy))).toBe(code);
    }
    expect(GATE_CODES).toEqual([...new Set(GATE_CODES)]);
  });

  it('refuses where the policy throws, or the document waits for something', () => {
    const { board } = attackBoard();
    const policy: GatePolicy = {
      ...board.policy(A),
      seqOf: () => {
        throw new Error('no such thing');
      },
    };
    expect(admit(board.doc, own(string('x', end)), policy)).toEqual({
      ok: false,
      code: 'internal',
      detail: 'no such thing',
    });
    Y.applyUpdate(board.doc, update([[B, 1000, [string('later', { root: C1 })]]]));
    expect(codeOf(judge(board, A, own(string('x', end))))).toBe('server-pending');
  });

  it('refuses what costs too much to place', () => {
    const board = new GateBoard();
    board.by(A, (doc) => doc.getText(C1).insert(0, 'a'));
    for (let i = 0; i < 30; i += 1)
      board.by(i % 2 === 0 ? B : B + 16, (doc) => doc.getText(C1).insert(i + 1, 'b'));
    const stale = update([[A, 1, [string('x', { origin: [A, 0] })]]]);
    expect(codeOf(judge(board, A, stale, { ...LIVE_LIMITS, walk: 20 }))).toBe('too-costly');
    expect(codeOf(judge(board, A, stale))).toBe('admitted');
  });
});

describe('L4 no mark of one side on a letter of the other', () => {
  const overlay = '\u0336';

  /** B's "ab", then what A does, each act one frame; the verdict on the last. */
  const after = (...acts: ((doc: Y.Doc) => void)[]): Admission => {
    const board = new GateBoard();
    board.by(B, (doc) => doc.getText(C1).insert(0, 'ab'));
    for (const act of acts.slice(0, -1)) board.by(A, act);
    return judge(board, A, frameBy(copyOf(board.doc, A), acts.at(-1)!));
  };
  const insert = (at: number, text: string) => (doc: Y.Doc) => doc.getText(C1).insert(at, text);
  const remove = (at: number, length: number) => (doc: Y.Doc) => doc.getText(C1).delete(at, length);
  const both =
    (...acts: ((doc: Y.Doc) => void)[]) =>
    (doc: Y.Doc) =>
      acts.forEach((act) => act(doc));

  const bad: [string, () => Admission][] = [
    ['at once', () => after(insert(2, overlay))],
    ['behind a tombstone of its own', () => after(insert(2, 'x'), remove(2, 1), insert(2, overlay))],
    ['by deleting the letter between', () => after(insert(2, `x${overlay}`), remove(2, 1))],
    ['by deleting a stretch between', () => after(insert(2, `xy`), insert(4, `z${overlay}`), remove(2, 3))],
    [
      'by typing and deleting the letter between, in one frame',
      () => after(both(insert(2, `x${overlay}`), remove(2, 1))),
    ],
    [
      'by typing them apart and deleting, in one frame',
      () => after(both(insert(2, 'x'), insert(3, overlay), remove(2, 1))),
    ],
    [
      'through a chain of new letters, all deleted',
      () => after(both(insert(2, 'x'), insert(2, 'w'), insert(4, overlay), remove(2, 2))),
    ],
    [
      'on a letter of its own that the frame deletes',
      () => after(insert(2, 'x'), both(insert(3, overlay), remove(2, 1))),
    ],
    ['with a joiner', () => after(insert(1, '\u200d'))],
    ['with a variation selector', () => after(insert(1, '\ufe0f'))],
    ['with a tag', () => after(insert(1, '\u{e0067}'))],
    ['with a vowel of Hangul', () => after(insert(1, '\u1161'))],
  ];
  it.each(bad)('refuses one set %s', (_how, verdict) => {
    expect(codeOf(verdict())).toBe('combining-foreign');
  });

  const good: [string, () => Admission][] = [
    ['on its own letter', () => after(insert(2, 'x'), insert(3, overlay))],
    ['on its own letter, in one frame', () => after(both(insert(2, 'x'), insert(3, overlay)))],
    ['at the very start', () => after(insert(0, overlay))],
    ['deleted with its letter', () => after(insert(2, `x${overlay}`), remove(2, 2))],
    [
      'with a new letter for the old',
      () => after(insert(2, `x${overlay}`), both(remove(2, 1), insert(2, 'y'))),
    ],
    ['alone deleted', () => after(insert(2, `x${overlay}`), remove(3, 1))],
    ['with another letter before it', () => after(insert(2, `xx${overlay}`), remove(2, 1))],
  ];
  it.each(good)('admits one %s', (_how, verdict) => {
    expect(codeOf(verdict())).toBe('admitted');
  });

  it('refuses one that Yjs may set behind words that its author claims not to know', () => {
    const board = new GateBoard();
    board.by(A2, (doc) => doc.getText(C1).insert(0, 'x'));
    board.by(B, (doc) => doc.getText(C1).insert(1, 'liable'));
    expect(codeOf(judge(board, A, update([[A, 0, [string(overlay, { origin: [A2, 0] })]]])))).toBe(
      'combining-foreign',
    );
    expect(codeOf(judge(board, A, update([[A, 0, [string('y', { origin: [A2, 0] })]]])))).toBe('admitted');
  });

  it('lets a party’s own deletion meet the other side’s mark, which stood there before', () => {
    const board = new GateBoard();
    board.by(B, (doc) => doc.getText(C1).insert(0, `b${overlay}`));
    board.by(A, (doc) => doc.getText(C1).insert(0, 'a'));
    expect(judge(board, A, frameBy(copyOf(board.doc, A), remove(0, 1)))).toMatchObject({
      ok: true,
      deleted: 1,
    });
  });
});
