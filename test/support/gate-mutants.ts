// Frames that are nearly right: honest ones with a few bytes changed, and random ones that keep to the grammar.
import * as Y from 'yjs';
import { IdSet, type Range } from '../../shared/ids.ts';
import { LEDGER_CLIENT, partyIndexOf } from '../../shared/pens.ts';
import { C1, C2, copyOf, frameBy, GateBoard, liveRuns, ROOTS } from './gate-board.ts';
import {
  type Craft,
  type CraftDeletion,
  type CraftId,
  type CraftSection,
  deleted,
  string,
  update,
} from './gate-craft.ts';
import type { Dice } from './gate-random.ts';

export const A = 4_000_000_001; // party 1
export const A2 = 65; // party 1
export const B = 498; // party 2
const UNKNOWN = 999;
const PENS = [A, A2, B];

/** The newest seq that A's own characters prove it to know. */
const provenBase = (board: GateBoard): number => {
  let base = 0;
  for (const struct of board.doc.store.clients.get(A) ?? []) {
    if (!(struct instanceof Y.Item)) continue;
    for (const id of [struct.origin, struct.rightOrigin])
      if (id !== null && id.client !== A) base = Math.max(base, board.hands.seqOf(id.client, id.clock));
  }
  return base;
};

/** A board on which A knows only some of what the others did, c-2 is locked and some of c-1 is common. */
export class MutantBoard {
  readonly board: GateBoard;
  /** What the table's document was made of, in order. */
  readonly updates: Uint8Array[] = [];
  readonly base: number;
  readonly #dice: Dice;

  constructor(dice: Dice) {
    this.#dice = dice;
    this.board = new GateBoard(dice.chance(0.5));
    this.board.doc.on('update', (bytes: Uint8Array) => this.updates.push(bytes));
    this.board.layServerRoots();
    for (let i = 0; i < 30; i += 1) this.#write(dice.of(PENS));
    for (const pen of [A, B]) for (let i = 0; i < 3; i += 1) this.#clear(pen);
    const proven = provenBase(this.board);
    this.base = proven + dice.below(this.board.seq + 1 - proven);
    this.board.locked.add(C2);
    const some = liveRuns(this.board.doc, C1).filter(() => dice.chance(0.3));
    this.board.agreed = IdSet.of(some.map(({ client, clock, length }): Range => [client, clock, length]));
  }

  #write(pen: number): void {
    this.board.by(pen, (doc) => {
      const text = doc.getText(this.#dice.of(ROOTS));
      const words = text.toString();
      let at = this.#dice.below(words.length + 1);
      while (at > 0 && /[\udc00-\udfff]/.test(words[at] ?? '')) at -= 1;
      text.insert(at, this.#dice.of(['abc', 'héé', '😀', 'x y ', 'zz']));
    });
  }

  #clear(pen: number): void {
    const party = partyIndexOf(pen);
    this.board.by(pen, (doc) => {
      for (const root of ROOTS) {
        const mine = liveRuns(doc, root).find(
          (run) => partyIndexOf(run.client) === party && this.#dice.chance(0.15),
        );
        if (mine !== undefined) doc.getText(root).delete(mine.index, mine.length);
      }
    });
  }

  policy() {
    const { hands } = this.board;
    return { ...this.board.policy(A), base: Math.max(this.base, hands.baseOf(A)) };
  }

  #anyId(): CraftId {
    const client = this.#dice.of([A, A2, B, LEDGER_CLIENT, UNKNOWN]);
    return [client, this.#dice.below(Y.getState(this.board.doc.store, client) + 2)];
  }

  /** Two neighbours, of the text as it is or as A knew it. */
  #neighbours(): Partial<Craft> {
    const root = this.#dice.of(ROOTS);
    const { base, seqOf } = this.policy();
    const all: CraftId[] = [];
    for (let item = this.board.doc.getText(root)._start; item !== null; item = item.right)
      for (let k = 0; k < item.length; k += 1) all.push([item.id.client, item.id.clock + k]);
    const known = all.filter(([client, clock]) => client === A || seqOf(client, clock) <= base);
    const view = this.#dice.chance(0.5) ? known : all;
    const at = this.#dice.below(view.length + 1);
    const [origin, right] = [view[at - 1], view[at]];
    return { origin, right, root: origin === undefined && right === undefined ? root : undefined };
  }

  #placeOf(structs: readonly Craft[], start: number, clock: number): Partial<Craft> {
    const dice = this.#dice;
    const last = structs.at(-1);
    if (last !== undefined && dice.chance(0.35)) return { origin: [A, clock - 1], right: last.right };
    if (dice.chance(0.55)) return this.#neighbours();
    const any = (): CraftId =>
      clock > start && dice.chance(0.33) ? [A, start + dice.below(clock - start + 1)] : this.#anyId();
    const origin = dice.chance(0.6) ? any() : undefined;
    const right = dice.chance(0.4) ? any() : undefined;
    return { origin, right, root: (origin ?? right) ? undefined : dice.of(ROOTS) };
  }

  #section(): CraftSection {
    const dice = this.#dice;
    const state = Y.getState(this.board.doc.store, A);
    const start = dice.chance(0.17)
      ? Math.max(0, state - dice.below(5))
      : state + (dice.chance(0.05) ? 1 : 0);
    const structs: Craft[] = [];
    let clock = start;
    for (let left = 1 + dice.below(4); left > 0; left -= 1) {
      const place = this.#placeOf(structs, start, clock);
      const word = dice.of(['q', 'né', '😀', 'word ', '\u0336']);
      const gone = dice.chance(0.12) ? 1 + dice.below(3) : 0;
      structs.push(gone > 0 ? deleted(gone, place) : string(word, place));
      clock += gone > 0 ? gone : word.length;
    }
    return [dice.chance(0.07) ? dice.of([A2, B, LEDGER_CLIENT]) : A, start, structs];
  }

  #deletion(fresh: number): CraftDeletion {
    const dice = this.#dice;
    const client = dice.of([A, A, A2, A2, B, LEDGER_CLIENT]);
    const ranges: [number, number][] = [];
    let clock = fresh > 0 && client === A && dice.chance(0.4) ? fresh : 0;
    for (let left = 1 + dice.below(3); left > 0; left -= 1) {
      clock += dice.below(6);
      const length = 1 + dice.below(3);
      ranges.push([clock, length]);
      clock += length;
    }
    return [client, ranges];
  }

  /** Something that keeps to the grammar. */
  grammatical(): Uint8Array {
    const sections = this.#dice.chance(0.8) ? [this.#section()] : [];
    const fresh = sections.length > 0 ? Y.getState(this.board.doc.store, A) : 0;
    return update(sections, this.#dice.chance(0.5) ? [this.#deletion(fresh)] : []);
  }

  /** What an editor that knows everything, and minds nothing, would send. */
  careless(): Uint8Array {
    const dice = this.#dice;
    return frameBy(copyOf(this.board.doc, A), (doc) => {
      for (let left = 1 + dice.below(3); left > 0; left -= 1) {
        const text = doc.getText(dice.of(ROOTS));
        text.insert(dice.below(text.length + 1), 'ab');
        if (dice.chance(0.33) && text.length > 2) text.delete(dice.below(text.length - 1), 1);
      }
    });
  }
}

const mutations: ((bytes: number[], dice: Dice) => void)[] = [
  (bytes, dice) => {
    const at = dice.below(bytes.length);
    bytes[at] = bytes[at]! ^ (1 << dice.below(8));
  },
  (bytes, dice) => {
    bytes[dice.below(bytes.length)] = dice.below(256);
  },
  (bytes, dice) => {
    bytes.length = dice.below(bytes.length) + 1;
  },
  (bytes, dice) => {
    bytes.splice(dice.below(bytes.length), 0, dice.below(256));
  },
  (bytes, dice) => {
    if (bytes.length > 1) bytes.splice(dice.below(bytes.length), 1);
  },
];

/** The bytes with one to three of them flipped, replaced, inserted, dropped or cut off. */
export const mutated = (bytes: Uint8Array, dice: Dice): Uint8Array => {
  const changed = [...bytes];
  for (let left = 1 + dice.below(3); left > 0; left -= 1) dice.of(mutations)(changed, dice);
  return Uint8Array.from(changed);
};
