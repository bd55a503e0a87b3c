// The bad inputs, by their numbers. Each is made against one small table; see `attackBoard` for who wrote what there. They can
// be made for any three pens, so that they also go to a real server, whose pens are whatever it hands out.
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { GateCode } from '../../shared/gate/codes.ts';
import { type Limits, LIVE_LIMITS } from '../../shared/gate/limits.ts';
import { IdSet } from '../../shared/ids.ts';
import { LEDGER_CLIENT } from '../../shared/pens.ts';
import { C1, C2, C3, copyOf, frameBy, GateBoard } from './gate-board.ts';
import { bytes, content, deleted, string, update } from './gate-craft.ts';
import type { Craft, CraftId } from './gate-craft.ts';

export const A = 4_000_000_001; // party 1; above B, so that naive conflict resolution walks far
export const A2 = 65; // party 1
export const B = 498; // party 2
export const SERVER = LEDGER_CLIENT;
/** The next clocks of A and B on the attacked board. */
export const NEXT_A = 57;
export const NEXT_B = 38;

/** What an input is made against: the table's document, and the first frame that A sent. */
export type Attacked = { readonly doc: Y.Doc; readonly firstFrame: Uint8Array };
export type AttackBoard = Attacked & { readonly board: GateBoard };

/** Three clauses: c-1 open, with common words; c-2 locked; c-3 open. A map and a ledger of the server's. */
export const attackBoard = (gc = true): AttackBoard => {
  const board = new GateBoard(gc);
  board.layServerRoots();
  const firstFrame = board.by(A, (doc) => doc.getText(C1).insert(0, 'The Seller shall deliver the goods. ')); // A 0–35
  board.by(B, (doc) => doc.getText(C1).insert(4, 'honest 😀 ')); // B 0–9, the emoji at 7 and 8
  board.by(B, (doc) => doc.getText(C2).insert(0, 'Price is 100 EUR.')); // B 10–26
  board.by(A, (doc) => doc.getText(C2).insert(17, ' Net.')); // A 36–40
  board.by(A, (doc) => doc.getText(C3).insert(0, 'Term: two years.')); // A 41–56
  board.by(A, (doc) => doc.getText(C3).delete(0, 6)); // A 41–46 are gone
  board.by(B, (doc) => doc.getText(C3).insert(10, ' Renewable.')); // B 27–37
  board.locked.add(C2);
  board.agreed = IdSet.of([[A, 10, 6]]); // "r shal"
  return { board, doc: board.doc, firstFrame };
};

export type Attack = readonly [
  number: number,
  name: string,
  code: GateCode,
  make: (on: Attacked) => unknown,
  limits?: Limits,
];

/** Who attacks: the pen A, its colleague's A2, and B, whose words they are after. */
export type AttackPens = { readonly A: number; readonly A2: number; readonly B: number };

type Hands = AttackPens & {
  /** The end of c-3, and of the locked c-2. */
  readonly end: { readonly origin: CraftId };
  readonly lockedEnd: { readonly origin: CraftId };
  /** A's next characters. */
  readonly own: (...structs: Craft[]) => Uint8Array<ArrayBuffer>;
};

const handsOf = (pens: AttackPens): Hands => ({
  ...pens,
  end: { origin: [pens.B, 37] },
  lockedEnd: { origin: [pens.A, 40] },
  own: (...structs) => update([[pens.A, NEXT_A, structs]]),
});

const identity = ({ A, A2, B, end }: Hands): Attack[] => [
  [
    1,
    'forged client: as B',
    'foreign-client',
    () => update([[B, NEXT_B, [string('I agree', { origin: [B, 9] })]]]),
  ],
  [2, 'forged client: colleague A2', 'foreign-client', () => update([[A2, 0, [string('x', { root: C1 })]]])],
  [3, 'forged client: unknown', 'foreign-client', () => update([[123_457, 0, [string('x', { root: C1 })]]])],
  [
    4,
    'forged client: the server',
    'foreign-client',
    () => update([[SERVER, 3, [string('x', { root: C1 })]]]),
  ],
  [
    5,
    'own struct and a smuggled foreign section',
    'foreign-client',
    () =>
      update([
        [A, NEXT_A, [string('x', end)]],
        [B, NEXT_B, [string('y', { origin: [B, 9] })]],
      ]),
  ],
  [
    6,
    'foreign section with clock gap',
    'foreign-client',
    () => update([[B, NEXT_B + 5, [string('y', { origin: [B, 9] })]]]),
  ],
  [7, 'client beyond 2^32', 'bad-client', () => update([[2 ** 33, 0, [string('x', { root: C1 })]]])],
];

const clocks = ({ A, end, own }: Hands): Attack[] => [
  [8, 'clock gap +1', 'clock-gap', () => update([[A, NEXT_A + 1, [string('x', end)]]])],
  [9, 'clock gap +10^6', 'clock-gap', () => update([[A, 1e6, [string('x'.repeat(1000), end)]]])],
  [
    10,
    'Skip, then a tail',
    'skip-struct',
    () =>
      own(
        content(10, (e) => encoding.writeVarUint(e, 5)),
        string('x', end),
      ),
  ],
  [
    11,
    'Skip with flag bits',
    'skip-struct',
    () => own(content(10, (e) => encoding.writeVarUint(e, 5), { info: 0x8a })),
  ],
  [12, 'giant ContentDeleted', 'too-long', () => own(deleted(2 ** 50, end))],
  [
    13,
    'ContentDeleted under its cap, many',
    'clock-range',
    () => own(...Array.from({ length: 5 }, () => deleted(90_000, end))),
    { ...LIVE_LIMITS, clock: 300_000 },
  ],
  [
    14,
    'varint overflow',
    'bad-varint',
    () =>
      bytes((e) => {
        encoding.writeVarUint(e, 1);
        encoding.writeVarUint(e, 1);
        for (let i = 0; i < 10; i += 1) encoding.writeUint8(e, 255);
      }),
  ],
];

const equivocation = ({ A, B }: Hands): Attack[] => [
  [
    15,
    'other text',
    'equivocation',
    () => update([[A, 0, [string('The Buyer! shall deliver', { root: C1 })]]]),
  ],
  [
    16,
    'other origin',
    'equivocation',
    () => update([[A, 4, [string('Seller', { origin: [A, 1], right: [B, 0] })]]]),
  ],
  [17, 'other root', 'equivocation', () => update([[A, 0, [string('The ', { root: C3 })]]])],
  [
    18,
    'other text before a new tail',
    'equivocation',
    () => update([[A, 55, [string('XXnew', { origin: [A, 54] })]]]),
  ],
  [
    19,
    'overlap with a lying origin',
    'equivocation',
    () => update([[A, 56, [string('.tail', { origin: [A, 3] })]]]),
  ],
  [
    20,
    'altered foreign struct',
    'equivocation',
    () => update([[B, 10, [string('Price is 999 EUR.', { root: C2 })]]]),
  ],
];

const parents = ({ A, B, end, own }: Hands): Attack[] => [
  [21, 'unknown root', 'no-root', () => own(string('x', { root: 'evil' }))],
  [22, '__proto__ root', 'no-root', () => own(string('x', { root: '__proto__' }))],
  [23, 'server root as a list', 'no-root', () => own(string('x', { root: 'meta' }))],
  [24, 'map overwritten by key', 'parent-sub', () => own(string('signed', { root: 'meta', sub: 'status' }))],
  [25, 'map overwritten by origin', 'map-anchor', () => own(string('signed', { origin: [SERVER, 0] }))],
  [26, 'ledger append by origin', 'no-root', () => own(string('x', { origin: [SERVER, 2] }))],
  [27, 'attribute on a text', 'parent-sub', () => own(string('x', { root: C1, sub: 'k' }))],
  [28, 'key flag with origin', 'parent-sub', () => own(string('x', { ...end, info: 4 | 128 | 32 }))],
  [29, 'parent by id', 'nested-parent', () => own(string('x', { parent: [A, 0] }))],
  [30, 'root name of 10 kB', 'too-long', () => own(string('x', { root: 'c'.repeat(10_000) }))],
  [31, 'cross-root: c-3 and c-1', 'cross-root', () => own(string('x', { origin: [B, 37], right: [A, 0] }))],
  [
    32,
    'cross-root: into a locked clause',
    'cross-root',
    () => own(string('x', { origin: [A, 3], right: [B, 15] })),
  ],
  [
    33,
    'cross-root inside one frame',
    'cross-root',
    () => own(string('x', { right: [A, 0] }), string('y', { origin: [A, NEXT_A], right: [B, 37] })),
  ],
];

const writeDeep = (e: encoding.Encoder): void => {
  encoding.writeVarUint(e, 1);
  for (let i = 0; i < 20_000; i += 1) {
    encoding.writeUint8(e, 117);
    encoding.writeVarUint(e, 1);
  }
  encoding.writeUint8(e, 126);
};

const contents = ({ end, own }: Hands): Attack[] => [
  [34, 'nested type', 'content-type', () => own(content(7, (e) => encoding.writeVarUint(e, 1), end))],
  [
    35,
    'nested XmlElement __proto__',
    'content-type',
    () =>
      own(
        content(
          7,
          (e) => {
            encoding.writeVarUint(e, 3);
            encoding.writeVarString(e, '__proto__');
          },
          end,
        ),
      ),
  ],
  [
    36,
    'format mark',
    'content-type',
    () =>
      own(
        content(
          6,
          (e) => {
            encoding.writeVarString(e, 'strike');
            encoding.writeVarString(e, 'true');
          },
          end,
        ),
      ),
  ],
  [
    37,
    'embed',
    'content-type',
    () => own(content(5, (e) => encoding.writeVarString(e, '{"image":"http://x"}'), end)),
  ],
  [
    38,
    'ContentAny',
    'content-type',
    () =>
      own(
        content(
          8,
          (e) => {
            encoding.writeVarUint(e, 1);
            encoding.writeAny(e, { a: 1 });
          },
          end,
        ),
      ),
  ],
  [39, 'ContentAny, nested deep', 'content-type', () => own(content(8, writeDeep, end))],
  [
    40,
    'ContentJSON',
    'content-type',
    () =>
      own(
        content(
          2,
          (e) => {
            encoding.writeVarUint(e, 1);
            encoding.writeVarString(e, '1');
          },
          end,
        ),
      ),
  ],
  [
    41,
    'ContentBinary',
    'content-type',
    () => own(content(3, (e) => encoding.writeVarUint8Array(e, new Uint8Array(10)), end)),
  ],
  [
    42,
    'subdocument',
    'content-type',
    () =>
      own(
        content(
          9,
          (e) => {
            encoding.writeVarString(e, 'guid');
            encoding.writeAny(e, { autoLoad: true, gcFilter: 1, meta: 'x' });
          },
          end,
        ),
      ),
  ],
  [43, 'unknown content 11', 'content-type', () => own(content(11, (e) => encoding.writeVarUint(e, 0), end))],
  [44, 'unknown content 31', 'content-type', () => own(content(31, (e) => encoding.writeVarUint(e, 0), end))],
  [45, 'GC struct', 'gc-struct', () => own(content(0, (e) => encoding.writeVarUint(e, 7)))],
  [46, 'empty string', 'empty-string', () => own(string('', end))],
  [47, 'zero ContentDeleted', 'empty-deleted', () => own(deleted(0, end))],
  [48, 'NUL', 'bad-text', () => own(string('a\u0000b', end))],
  [49, 'bidi override', 'bad-text', () => own(string('pay \u202e001\u202c EUR', end))],
  [50, 'CR LF', 'bad-text', () => own(string('a\r\nb', end))],
  [51, 'line separator', 'bad-text', () => own(string('a\u2028b', end))],
  [
    52,
    'invalid UTF-8',
    'bad-utf8',
    () =>
      own(
        content(
          4,
          (e) => {
            encoding.writeVarUint(e, 3);
            encoding.writeUint8Array(e, new Uint8Array([0xed, 0xa0, 0x80]));
          },
          end,
        ),
      ),
  ],
  [
    53,
    'overlong UTF-8',
    'bad-utf8',
    () =>
      own(
        content(
          4,
          (e) => {
            encoding.writeVarUint(e, 2);
            encoding.writeUint8Array(e, new Uint8Array([0xc0, 0xaf]));
          },
          end,
        ),
      ),
  ],
];

const anchors = ({ A, B, end, own }: Hands): Attack[] => [
  [54, 'origin of an unknown client', 'missing-dep', () => own(string('x', { origin: [999, 0] }))],
  [55, 'origin in the future of B', 'missing-dep', () => own(string('x', { origin: [B, NEXT_B] }))],
  [56, 'unknown right origin', 'missing-dep', () => own(string('x', { ...end, right: [999, 3] }))],
  [57, 'origin is itself', 'self-anchor', () => own(string('x', { origin: [A, NEXT_A] }))],
  [58, 'origin in its own future', 'self-anchor', () => own(string('x', { origin: [A, NEXT_A + 10] }))],
  [
    59,
    'right origin inside itself',
    'self-anchor',
    () => own(string('xyz', { ...end, right: [A, NEXT_A + 1] })),
  ],
  [
    60,
    'origin right of right origin',
    'implausible-anchors',
    () => own(string('x', { origin: [A, 20], right: [A, 2] })),
  ],
  [
    61,
    'origin is right origin',
    'implausible-anchors',
    () => own(string('x', { origin: [A, 20], right: [A, 20] })),
  ],
  [
    62,
    'between the halves of an emoji',
    'split-surrogate',
    () => own(string('x', { origin: [B, 7], right: [B, 8] })),
  ],
  [
    63,
    'right origin is a low surrogate',
    'split-surrogate',
    () => own(string('x', { origin: [B, 6], right: [B, 8] })),
  ],
  [
    64,
    'overlay on B’s text',
    'combining-foreign',
    () => own(string('\u0336', { origin: [B, 2], right: [B, 3] })),
  ],
  [
    65,
    'skin tone on B’s emoji',
    'combining-foreign',
    () => own(string('\u{1f3ff}', { origin: [B, 8], right: [B, 9] })),
  ],
  [
    66,
    'fresh anchor, then inverted through it',
    'implausible-anchors',
    () =>
      own(
        string('p', { origin: [A, 20], right: [A, 21] }),
        string('q', { origin: [A, NEXT_A], right: [A, 2] }),
      ),
  ],
  [
    68,
    'wide anchors around common text',
    'implausible-anchors',
    () => own(string('not ', { origin: [A, 8], right: [A, 20] })),
  ],
  [
    69,
    'wide anchors through a fresh struct',
    'implausible-anchors',
    () =>
      own(
        string('z', { origin: [A, 20], right: [A, 21] }),
        string('not ', { origin: [A, 8], right: [A, NEXT_A] }),
      ),
  ],
  [
    70,
    'equal anchors inside own fresh text',
    'implausible-anchors',
    () => own(string('ab', end), string('X', { origin: [A, NEXT_A + 1], right: [A, NEXT_A + 1] })),
  ],
  [
    71,
    'inverted anchors inside own fresh text',
    'implausible-anchors',
    () => own(string('word ', end), string('X', { origin: [A, NEXT_A + 3], right: [A, NEXT_A + 1] })),
  ],
  [
    72,
    'wide anchors over text it had seen',
    'implausible-anchors',
    () => own(string('X', { origin: [A, 0], right: [A, 30] })),
  ],
  [
    73,
    'at the end, with its origin at the start',
    'implausible-anchors',
    () => own(string('X', { origin: [A, 0] })),
  ],
  [74, 'right origin only, not first', 'implausible-anchors', () => own(string('X', { right: [A, 20] }))],
  [75, 'root only, in a clause with text', 'implausible-anchors', () => own(string('X', { root: C1 }))],
];

const locks = ({ A, B, end, lockedEnd, own }: Hands): Attack[] => [
  [76, 'insert in a locked clause, at its end', 'locked', () => own(string('x', lockedEnd))],
  [77, 'insert in a locked clause by root', 'locked', () => own(string('x', { root: C2 }))],
  [78, 'insert in a locked clause by right origin', 'locked', () => own(string('x', { right: [B, 10] }))],
  [79, 'ContentDeleted in a locked clause', 'locked', () => own(deleted(3, lockedEnd))],
  [80, 'delete own text in a locked clause', 'locked', () => update([], [[A, [[36, 2]]]])],
  [
    81,
    'one good struct, one in a locked clause',
    'locked',
    () => own(string('ok', end), string('x', lockedEnd)),
  ],
];

const deletions = ({ A, B, end }: Hands): Attack[] => [
  [82, 'delete B’s text', 'delete-foreign', () => update([], [[B, [[0, 3]]]])],
  [
    83,
    'delete one of B’s among own',
    'delete-foreign',
    () =>
      update(
        [],
        [
          [A, [[47, 2]]],
          [B, [[30, 1]]],
        ],
      ),
  ],
  [84, 'delete a map entry of the server', 'delete-foreign', () => update([], [[SERVER, [[0, 1]]]])],
  [85, 'delete a ledger entry', 'delete-foreign', () => update([], [[SERVER, [[2, 1]]]])],
  [86, 'delete own common text', 'delete-agreed', () => update([], [[A, [[8, 4]]]])],
  [87, 'delete own common text, its last character', 'delete-agreed', () => update([], [[A, [[15, 1]]]])],
  [88, 'delete beyond A’s clock', 'delete-unknown', () => update([], [[A, [[50, 100]]]])],
  [89, 'delete what B will type', 'delete-unknown', () => update([], [[B, [[NEXT_B, 1_000_000]]]])],
  [90, 'delete of a client to come', 'delete-unknown', () => update([], [[424_242, [[0, 2 ** 31 - 2]]]])],
  [91, 'range beyond 2^31', 'clock-range', () => update([], [[B, [[0, 2 ** 40]]]])],
  [92, 'empty range', 'empty-ds-range', () => update([], [[B, [[3, 0]]]])],
  [
    93,
    'unsorted ranges',
    'unsorted-ds',
    () =>
      update(
        [],
        [
          [
            A,
            [
              [50, 2],
              [47, 2],
            ],
          ],
        ],
      ),
  ],
  [
    94,
    'overlapping ranges',
    'unsorted-ds',
    () =>
      update(
        [],
        [
          [
            A,
            [
              [47, 4],
              [49, 2],
            ],
          ],
        ],
      ),
  ],
  [
    95,
    'a client twice',
    'dup-ds',
    () =>
      update(
        [],
        [
          [A, [[47, 1]]],
          [A, [[48, 1]]],
        ],
      ),
  ],
  [96, 'a client without ranges', 'empty-ds', () => update([], [[A, []]])],
  [
    97,
    'delete of B’s beside an honest insert',
    'delete-foreign',
    () => update([[A, NEXT_A, [string('ok', end)]]], [[B, [[27, 1]]]]),
  ],
  [
    98,
    'delete beyond this frame',
    'delete-unknown',
    () => update([[A, NEXT_A, [string('ok', end)]]], [[A, [[NEXT_A, 10]]]]),
  ],
];

const writeTotal = (A: number, total: number) => (e: encoding.Encoder) => {
  encoding.writeVarUint(e, 1);
  encoding.writeVarUint(e, total);
  encoding.writeVarUint(e, A);
  encoding.writeVarUint(e, NEXT_A);
};

/** Makes c-1 a text of very many pieces. */
const crowd = (on: Y.Doc): void => {
  const crowd = 610; // party 2
  const text = on.getText(C1);
  on.transact(() => {
    for (let i = 0; i < 400; i += 1) text.insert(i, i % 2 === 1 ? 'x' : 'y');
  });
  const doc = copyOf(on, crowd);
  for (let i = 0; i < 300; i += 1) doc.getText(C1).insert(i * 2, 'z');
  Y.applyUpdate(on, Y.encodeStateAsUpdate(doc));
};

const secondFormat = (on: Y.Doc, A: number): Uint8Array => {
  const doc = copyOf(on, A);
  let frame: Uint8Array = new Uint8Array();
  doc.on('updateV2', (written: Uint8Array) => {
    frame = written;
  });
  frameBy(doc, (doc) => doc.getText(C1).insert(0, 'v2'));
  return frame;
};

const framing = ({ A, end, own }: Hands): Attack[] => [
  [99, 'empty bytes', 'truncated', () => new Uint8Array()],
  [100, 'truncated in a struct', 'truncated', ({ firstFrame }) => firstFrame.slice(0, -5)],
  [101, 'truncated delete set', 'truncated', () => own(string('partial', end)).slice(0, -1)],
  [
    102,
    'trailing bytes',
    'trailing-bytes',
    () => update([[A, NEXT_A, [string('x', end)]]], [], new Uint8Array([1, 2, 3])),
  ],
  [
    103,
    'string longer than the frame',
    'truncated',
    () =>
      own(
        content(
          4,
          (e) => {
            encoding.writeVarUint(e, 60);
            encoding.writeUint8(e, 65);
          },
          end,
        ),
      ),
  ],
  [
    104,
    'two sections of one client',
    'dup-section',
    () =>
      update([
        [A, NEXT_A, [string('good', end)]],
        [A, NEXT_A, [string('evil', end)]],
      ]),
  ],
  [105, 'section without structs', 'empty-section', () => own()],
  [106, '2^31 structs', 'too-many-structs', () => bytes(writeTotal(A, 2 ** 31))],
  [107, '10^6 sections', 'too-many-sections', () => bytes((e) => encoding.writeVarUint(e, 1e6))],
  [
    108,
    '2^40 clients in the delete set',
    'too-many-ds-clients',
    () =>
      bytes((e) => {
        encoding.writeVarUint(e, 0);
        encoding.writeVarUint(e, 2 ** 40);
      }),
  ],
  [
    109,
    '10,000 ranges',
    'too-many-ds-ranges',
    () => update([], [[A, Array.from({ length: 10_000 }, (_, i) => [i * 2, 1] as const)]]),
  ],
  [110, 'giant frame', 'too-big', () => own(string('x'.repeat(70_000), end))],
  [111, 'giant string', 'too-long', () => own(string('x'.repeat(60_000), end))],
  [
    112,
    'clause too long',
    'clause-too-long',
    () => own(string('x'.repeat(40_000), end)),
    { ...LIVE_LIMITS, clauseLength: 1000 },
  ],
  [
    113,
    'stale anchors, 200 structs, big clause',
    'implausible-anchors',
    ({ doc }) => {
      crowd(doc);
      return own(...Array.from({ length: 200 }, () => string('!', { root: C1 })));
    },
  ],
  [
    114,
    'own fan of 900 structs',
    'implausible-anchors',
    () => own(string('f', end), ...Array.from({ length: 900 }, () => string('q', { origin: [A, NEXT_A] }))),
  ],
  [
    115,
    '1,025 structs',
    'too-many-structs',
    () => own(...Array.from({ length: 1025 }, () => string('x', end))),
  ],
  [116, 'update format 2', 'trailing-bytes', ({ doc }) => secondFormat(doc, A)],
  [117, 'JSON', 'not-bytes', () => JSON.stringify({ update: 1 })],
  [118, 'an array', 'not-bytes', () => [0, 0]],
  [119, 'an ArrayBuffer', 'not-bytes', () => new ArrayBuffer(4)],
  [120, 'random garbage', 'too-many-sections', () => new Uint8Array(64).map((_, i) => (i * 97 + 13) & 255)],
];

const KINDS = [identity, clocks, equivocation, parents, contents, anchors, locks, deletions, framing];

/** Every bad input, in order, as these pens send them; there is no 67. */
export const attacksBy = (pens: AttackPens): readonly Attack[] =>
  KINDS.flatMap((kind) => kind(handsOf(pens)));

export const ATTACKS: readonly Attack[] = attacksBy({ A, A2, B });
