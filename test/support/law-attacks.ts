// What somebody dishonest sends in the midst of a negotiation: frames made by hand against the live board, and moves that
// are not theirs to make. Each knows the codes with which it may be refused; none may be taken.
import * as Y from 'yjs';
import type { ClauseId } from '../../shared/board.ts';
import { rootOf } from '../../shared/board.ts';
import { splitsPair } from '../../shared/gate/text-rules.ts';
import type { Move } from '../../shared/moves.ts';
import { LEDGER_CLIENT, partyIndexOf } from '../../shared/pens.ts';
import type { SeatId } from '../../shared/seats.ts';
import { protectedBy } from '../../shared/gate-policy.ts';
import type { WorkingBoard } from '../../shared/working-board.ts';
import { content, string, update } from './gate-craft.ts';
import type { CraftId } from './gate-craft.ts';
import type { Dice } from './gate-random.ts';

export type Attack = { name: string; codes: readonly string[] } & (
  { pen: number; frame: unknown } | { seat: SeatId; move: Move }
);

type Unit = { id: CraftId; deleted: boolean; pair: boolean };

/** Every character of a text, dead or alive, in order; `pair` where it is half of one. */
const unitsOf = (doc: Y.Doc, root: string): Unit[] => {
  const units: Unit[] = [];
  for (let item = doc.getText(root)._start; item !== null; item = item.right) {
    const words = item.content instanceof Y.ContentString ? item.content.str : '';
    for (let i = 0; i < item.length; i += 1)
      units.push({
        id: [item.id.client, item.id.clock + i],
        deleted: item.deleted,
        pair: splitsPair(words, i) || splitsPair(words, i + 1),
      });
  }
  return units;
};

/** The board under attack, by a seat that knows all of it: its pen is fresh. */
type Attacked = { board: WorkingBoard; dice: Dice; seat: SeatId; pen: number; clauses: readonly ClauseId[] };

const freeUnits = ({ board, clauses }: Attacked): { root: string; rest: string; units: Unit[] }[] =>
  clauses.map((id) => {
    const root = rootOf(id, 'en');
    const { kind } = board.state.clauses.find((clause) => clause.id === id)!.phase;
    return { root, rest: kind, units: unitsOf(board.doc, root) };
  });

export const attacksOn = (attacked: Attacked): Attack[] => {
  const { dice, board, pen, seat } = attacked;
  const texts = freeUnits(attacked);
  const own = (...structs: Parameters<typeof update>[0][number][2]) => update([[pen, 0, structs]]);
  const attack = (name: string, codes: string[], frame: unknown): Attack => ({ name, codes, pen, frame });
  return [
    ...ledgerAttacks(board, attack, own),
    ...texts.flatMap((text) => anchorAttacks(text, dice, attack, own)),
    ...texts.flatMap((text) => deleteAttacks(text, attacked, attack)),
    ...pensAttacks(attacked, attack),
    ...moveAttacks(attacked, texts),
    attack('a root of no clause', ['no-root'], own(string('x', { root: 'text:zz:en' }))),
    attack('a root of its own', ['no-root'], own(string('x', { root: 'evil' }))),
    attack('a key on a text', ['parent-sub'], own(string('x', { root: texts[0]!.root, sub: 'k' }))),
    attack('bytes that are none', ['not-bytes'], { length: 3 }),
    attack('an unknown seat’s pen', ['no-pen'], own(string('x', { root: texts[0]!.root }))),
  ]
    .map((each) => (each.name === 'an unknown seat’s pen' ? { ...each, pen: pen + 160 } : each))
    .concat({
      name: 'a seat that is none',
      codes: ['no-seat'],
      seat: `${seat}-x`,
      move: { kind: 'openSitting' },
    });
};

type Make = (name: string, codes: string[], frame: unknown) => Attack;
type Own = (...structs: Parameters<typeof update>[0][number][2]) => Uint8Array;

const ledgerAttacks = ({ doc, parts }: WorkingBoard, attack: Make, own: Own): Attack[] => [
  attack(
    'an entry of the ledger',
    ['no-root'],
    own(string('x', { origin: [LEDGER_CLIENT, parts.entries - 1] })),
  ),
  attack('the ledger by its name', ['no-root'], own(string('x', { root: 'ledger' }))),
  attack(
    'the ledger’s client',
    ['foreign-client'],
    update([[LEDGER_CLIENT, parts.entries, [string('x', { root: 'ledger' })]]]),
  ),
  attack(
    'deleting the ledger',
    ['delete-foreign'],
    update([], [[LEDGER_CLIENT, [[0, doc.getArray('ledger').length]]]]),
  ),
  attack(
    'deleting the ledger’s next',
    ['delete-unknown'],
    update([], [[LEDGER_CLIENT, [[parts.entries, 5]]]]),
  ),
];

type Text = ReturnType<typeof freeUnits>[number];

/** Two places of a text that are no neighbours, where the text is long enough. */
const anchorAttacks = ({ root, rest, units }: Text, dice: Dice, attack: Make, own: Own): Attack[] => {
  const whole = units.filter((unit) => !unit.pair);
  if (rest !== 'open') {
    const last = units.at(-1)?.id;
    return [
      attack('typing at rest', [rest], own(string('x', last === undefined ? { root } : { origin: last }))),
      attack(
        'filling at rest',
        [rest],
        own(content(1, (e) => e.cbuf.set([3], e.cpos++), last === undefined ? { root } : { origin: last })),
      ),
    ];
  }
  if (whole.length < 4) return [];
  const i = dice.below(whole.length - 2);
  const j = i + 2 + dice.below(whole.length - i - 2);
  const [left, right] = [whole[i]!.id, whole[j]!.id];
  return [
    attack('wide anchors', ['implausible-anchors'], own(string('not ', { origin: left, right }))),
    attack('inverted anchors', ['implausible-anchors'], own(string('not ', { origin: right, right: left }))),
    attack('equal anchors', ['implausible-anchors'], own(string('x', { origin: left, right: left }))),
    attack('the end told from within', ['implausible-anchors'], own(string('x', { origin: left }))),
    attack('the start told from within', ['implausible-anchors'], own(string('x', { right }))),
    attack('an embed', ['content-type'], own(content(5, () => undefined, { origin: left }))),
    attack('reordering', ['bad-text'], own(string('\u202e', { origin: units.at(-1)!.id }))),
    attack('an unknown neighbour', ['missing-dep'], own(string('x', { origin: [left[0], 2 ** 30] }))),
  ];
};

const deleteAttacks = ({ rest, units }: Text, { board, pen }: Attacked, attack: Make): Attack[] => {
  const party = partyIndexOf(pen);
  const live = units.filter((unit) => !unit.deleted && !unit.pair);
  const foreign = live.find(({ id }) => partyIndexOf(id[0]) !== party);
  const ours = live.filter(({ id }) => partyIndexOf(id[0]) === party);
  const kept = ours.find(({ id }) => protectedBy(board.state)(id[0], id[1], 1));
  const found: Attack[] = [];
  if (foreign !== undefined) {
    const [client, clock] = foreign.id;
    found.push(attack('deleting another’s words', ['delete-foreign'], update([], [[client, [[clock, 1]]]])));
    found.push(
      attack('deleting what another will type', ['delete-unknown'], update([], [[client, [[clock, 1e6]]]])),
    );
  }
  if (kept !== undefined)
    found.push(
      attack(
        'deleting common words',
        [rest === 'open' ? 'delete-agreed' : rest],
        update([], [[kept.id[0], [[kept.id[1], 1]]]]),
      ),
    );
  if (rest !== 'open' && ours[0] !== undefined)
    found.push(attack('deleting at rest', [rest], update([], [[ours[0].id[0], [[ours[0].id[1], 1]]]])));
  return found;
};

/** In another's name, out of turn, or telling anew what was told. */
const pensAttacks = ({ board, pen, clauses, dice }: Attacked, attack: Make): Attack[] => {
  const root = rootOf(dice.of(clauses), 'en');
  const pens = [...board.parts.pens.keys()].filter((other) => other !== pen);
  const other = dice.of(pens);
  const next = board.doc.store.clients.has(other) ? Y.getState(board.doc.store, other) : 0;
  const told = pens.filter((each) => board.doc.store.clients.has(each));
  const attacks = [
    attack('a forged pen', ['foreign-client'], update([[other, next, [string('I agree', { root })]]])),
    attack('a gap', ['clock-gap'], update([[pen, 7, [string('x', { root })]]])),
  ];
  if (told.length > 0) {
    const client = dice.of(told);
    attacks.push(
      attack(
        'told anew',
        ['equivocation'],
        update([[client, 0, [string('\u4e00', { origin: [client, 2 ** 29] })]]]),
      ),
    );
  }
  return attacks;
};

const moveAttacks = ({ board, clauses, dice, seat }: Attacked, texts: readonly Text[]): Attack[] => {
  const id = dice.of(clauses);
  const clause = board.state.clauses.find((each) => each.id === id)!;
  const party = board.state.seats.get(seat)!.party!;
  const chair = 'chair-1';
  const member = [...board.state.seats.values()].find(
    (each) => each.party === party && each.role === 'member',
  )!.id;
  const by = (who: SeatId, name: string, codes: string[], move: Move): Attack => ({
    name,
    codes,
    seat: who,
    move,
  });
  const unit = texts.flatMap(({ units }) => units)[0];
  const hash = 'e'.repeat(64);
  const rest = ['held', 'frozen', 'locked'];
  const own = clause.revisions.find((revision) => revision.party === party);
  const theirs = clause.revisions.findLast((revision) => revision.party !== party);
  const attacks = [
    by(member, 'a member as head', ['heads-only'], { kind: 'initial', clause: id, hash }),
    by(chair, 'the chair as head', ['parties-only'], { kind: 'propose', clause: id }),
    by(chair, 'the chair as party', ['parties-only'], {
      kind: 'setTerm',
      clause: id,
      term: 'years',
      value: 3,
    }),
    by(
      seat,
      'initials on another hash',
      ['hash-differs', 'not-clean', 'empty-clause', 'already-initialled', 'locked'],
      {
        kind: 'initial',
        clause: id,
        hash,
      },
    ),
    by(seat, 'characters that are none', ['bad-ranges', ...rest], {
      kind: 'adopt',
      clause: id,
      lang: 'en',
      ranges: [[4_000_000_000, 0, 9]],
    }),
    by(seat, 'the ledger’s entries', ['bad-ranges', ...rest], {
      kind: 'strike',
      clause: id,
      lang: 'en',
      ranges: [[LEDGER_CLIENT, 0, 1]],
    }),
  ];
  if (unit !== undefined)
    attacks.push(
      by(seat, 'characters of another text', ['bad-ranges', ...rest], {
        kind: 'adopt',
        clause: id,
        lang: 'fr',
        ranges: [[unit.id[0], unit.id[1], 1]],
      }),
    );
  if (theirs !== undefined)
    attacks.push(
      by(seat, 'accepting by another hash', ['hash-differs', 'revision-ended', ...rest], {
        kind: 'accept',
        clause: id,
        revision: theirs.revision,
        hash,
      }),
    );
  if (own !== undefined)
    attacks.push(
      by(seat, 'accepting one’s own', ['own-revision', ...rest], {
        kind: 'accept',
        clause: id,
        revision: own.revision,
        hash: own.hash,
      }),
    );
  return attacks;
};
