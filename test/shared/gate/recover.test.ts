// After a refusal nothing is lost: unsent words are put back or kept as drafts, unsent deletions are told.
import { describe, expect, it, test } from 'vitest';
import * as Y from 'yjs';
import { indexAfter, lostDeletions, putBack, unsentDrafts } from '../../../shared/gate/recover.ts';
import { C1, C2, C3, copyOf, GateBoard, liveRuns, newDoc, REMOTE, ROOTS } from '../../support/gate-board.ts';
import { Dice, FUZZ, rounds } from '../../support/gate-random.ts';

const PARTY_B = 34;

class Seat {
  readonly board: GateBoard;
  readonly pen: number;
  readonly doc: Y.Doc;
  readonly outbox: Uint8Array[] = [];
  acked = 0;

  constructor(board: GateBoard, pen: number) {
    this.board = board;
    this.pen = pen;
    board.open(pen);
    this.doc = copyOf(board.doc, pen);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE) this.outbox.push(update);
    });
  }

  send(): string[] {
    return this.outbox.splice(0).map((frame) => {
      const admission = this.board.judge(this.pen, frame);
      if (!admission.ok) return admission.code;
      this.board.take(admission);
      this.acked = Y.getState(this.board.doc.store, this.pen);
      return 'ok';
    });
  }

  hear(): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(this.board.doc), REMOTE);
  }
}

const sorted = (text: string): string => [...text].sort().join('');

/** The live words of some pens. */
const wordsOf = (doc: Y.Doc, pens: readonly number[], roots: readonly string[] = ROOTS): string =>
  roots
    .flatMap((root) => liveRuns(doc, root).filter(({ client }) => pens.includes(client)))
    .map(({ text }) => text)
    .join('');

type Counts = {
  trials: number;
  cascades: number;
  drafts: number;
  characters: number;
  kept: number;
  strikes: number;
};

/** A types on while c-2 is being locked and deletes B's words with a careless editor; then everything is made good. */
const trial = (seed: number, counts: Counts): void => {
  const dice = new Dice(seed);
  const board = new GateBoard();
  const a = new Seat(board, (2 + dice.below(1000)) * 16 + 1);
  const b = new Seat(board, PARTY_B);
  a.doc.getText(C1).insert(0, 'Seller pays. ');
  a.send();
  b.hear();
  b.doc.getText(C1).insert(7, 'B-text ');
  b.doc.getText(C2).insert(0, 'Price. ');
  b.send();
  a.hear();
  board.locked.add(C2);
  for (let i = 0; i < 12; i += 1) {
    const text = a.doc.getText(dice.of(ROOTS));
    text.insert(dice.below(text.length + 1), `${dice.of(['alpha', 'beta', 'gam'])}${i} `);
    const theirs = liveRuns(a.doc, C1).find(({ client }) => client === b.pen);
    if (theirs !== undefined && dice.chance(0.25))
      a.doc.getText(C1).delete(theirs.index, Math.min(2, theirs.length));
  }
  const answers = a.send();
  const refused = answers.findIndex((answer) => answer !== 'ok');
  if (refused < 0) return;
  counts.trials += 1;
  if (answers.slice(refused + 1).includes('clock-gap')) counts.cascades += 1;
  makeGood(board, a, b, counts, seed);
};

const makeGood = (board: GateBoard, a: Seat, b: Seat, counts: Counts, seed: number): void => {
  const drafts = unsentDrafts(a.doc, a.pen, a.acked, ROOTS);
  const again = new Seat(board, a.pen + 16 * 1000);
  const lost = lostDeletions(a.doc, again.doc, ROOTS);
  const kept = putBack(again.doc, drafts, (root) => !board.locked.has(root), 'ui');
  expect(again.send().filter((answer) => answer !== 'ok')).toEqual([]);
  counts.drafts += drafts.length;
  counts.characters += drafts.reduce((sum, { text }) => sum + text.length, 0);
  counts.kept += kept.length;
  counts.strikes += lost.length;
  const saved = wordsOf(board.doc, [a.pen, again.pen]) + kept.map(({ text }) => text).join('');
  expect(sorted(saved), `seed ${seed}`).toBe(sorted(wordsOf(a.doc, [a.pen])));
  expect(board.doc.getText(C2).toString()).toBe('Price. ');
  for (const root of [C1, C3])
    expect(again.doc.getText(root).toString()).toBe(board.doc.getText(root).toString());
  expect(wordsOf(board.doc, [b.pen], [C1])).toBe('B-text ');
  // Where nobody else wrote, the order is the one that the delegate saw.
  expect(board.doc.getText(C3).toString(), `seed ${seed}`).toBe(a.doc.getText(C3).toString());
  // What was deleted in vain is told exactly: B's characters that are dead in the old document.
  const told = lost.flatMap(({ range: [client, clock, length] }) =>
    Array.from({ length }, (_, k) => `${client}:${clock + k}`),
  );
  const dead = 'B-text '.length - wordsOf(a.doc, [b.pen], [C1]).length;
  expect(told.filter((id) => id.startsWith(`${b.pen}:`))).toHaveLength(dead);
};

describe('recovery', () => {
  test('loses no character', () => {
    const counts: Counts = { trials: 0, cascades: 0, drafts: 0, characters: 0, kept: 0, strikes: 0 };
    for (let seed = 1; seed <= rounds(300); seed += 1) trial(seed, counts);
    console.log(`recover, seeds from 1: ${JSON.stringify(counts)}`);
    if (FUZZ < 1) return;
    for (const [what, least] of Object.entries({
      trials: 250,
      cascades: 200,
      drafts: 1000,
      characters: 10_000,
      kept: 300,
    }))
      expect(counts[what as keyof Counts], what).toBeGreaterThan(least);
    expect(counts.strikes).toBeGreaterThan(200);
  }, 60_000);

  it('cuts a draft off an item that the table has the first half of', () => {
    const doc = newDoc(33);
    doc.getText(C1).insert(0, 'known');
    doc.getText(C1).insert(5, ' and not');
    expect(unsentDrafts(doc, 33, 5, [C1])).toEqual([
      { root: C1, after: { client: 33, clock: 4 }, text: ' and not' },
    ]);
    expect(unsentDrafts(doc, 33, 13, [C1])).toEqual([]);
    expect(unsentDrafts(doc, 33, 0, [C1])).toEqual([{ root: C1, after: null, text: 'known and not' }]);
    doc.getText(C1).delete(0, 13);
    expect(unsentDrafts(doc, 33, 5, [C1])).toEqual([]);
  });

  it('makes one draft of what stands together, and two of what does not', () => {
    const doc = newDoc(33);
    doc.getText(C1).insert(0, 'AB');
    doc.getText(C1).insert(1, 'xy');
    doc.getText(C1).insert(3, 'z');
    doc.getText(C1).insert(0, 'w');
    doc.getText(C1).delete(2, 1);
    expect(unsentDrafts(doc, 33, 2, [C1, 'text:none:en'])).toEqual([
      { root: C1, after: null, text: 'w' },
      { root: C1, after: { client: 33, clock: 0 }, text: 'yz' },
    ]);
  });

  it('finds the place after a character, dead or alive', () => {
    const doc = newDoc(33);
    doc.getText(C1).insert(0, 'abcdef');
    doc.getText(C1).delete(2, 2);
    const after = (clock: number) => indexAfter(doc, C1, { client: 33, clock });
    expect([0, 1, 2, 3, 4, 5].map(after)).toEqual([1, 2, 2, 2, 3, 4]);
    expect([indexAfter(doc, C1, null), indexAfter(doc, C1, { client: 49, clock: 0 })]).toEqual([0, 4]);
  });
});
