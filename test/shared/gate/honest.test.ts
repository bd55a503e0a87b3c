// The other half of a gate: whatever an honest editor does, under whatever connection, is admitted, and everybody ends with
// the same text. And what is admitted is written so that judging the log again gives the same log.
import { describe, expect, it, test } from 'vitest';
import * as Y from 'yjs';
import { admit } from '../../../shared/gate/admit.ts';
import { applyAdmitted } from '../../../shared/gate/apply.ts';
import { Hands } from '../../../shared/gate/bases.ts';
import { RESEND_LIMITS } from '../../../shared/gate/limits.ts';
import { C1, frameBy, GateBoard, newDoc, texts, units } from '../../support/gate-board.ts';
import { HonestTable, nothingReached, type Reached } from '../../support/gate-editors.ts';
import { FUZZ, rounds } from '../../support/gate-random.ts';

const STEPS = 2500;

/** What a run of the usual size has to reach. */
const LEAST = {
  frames: 30_000,
  changes: 30_000,
  nothings: 300,
  undo: 1000,
  redo: 1000,
  offline: 150,
  merged: 100,
  states: 50,
  doubled: 300,
  reloads: 10,
  runs: 10_000,
  removed: 10_000,
  unspoken: 500,
  known: 2000,
  matesDeleted: 300,
  agreements: 15,
};

const expectLike = (doc: Y.Doc, board: GateBoard, seed: number): void => {
  expect(texts(doc), `seed ${seed}`).toEqual(texts(board.doc));
  expect(Y.encodeStateVector(doc), `seed ${seed}`).toEqual(Y.encodeStateVector(board.doc));
};

/** Judges the whole log again, as a verifier does. */
const expectSameLogAgain = (board: GateBoard, seed: number): void => {
  const doc = newDoc(6, false);
  let hands = new Hands();
  for (const [index, row] of board.log.entries()) {
    const seq = index + 1;
    if (seq % 500 === 0) hands = Hands.fromJSON(JSON.parse(JSON.stringify(hands)));
    if (row.kind === 'pen') {
      hands.openPen(row.pen, seq);
      continue;
    }
    const { pen, bytes } = row.admitted;
    const policy = {
      pen,
      writable: () => true as const,
      protects: (client: number, clock: number, length: number) =>
        row.agreed.intersects(client, clock, length),
      seqOf: (client: number, clock: number) => hands.seqOf(client, clock),
      base: hands.baseOf(pen),
    };
    const again = admit(doc, bytes, policy, RESEND_LIMITS);
    if (!again.ok) throw new Error(`seed ${seed}, seq ${seq}: ${again.code} ${again.detail}`);
    expect(Buffer.compare(again.bytes, bytes), `seed ${seed}, seq ${seq}`).toBe(0);
    applyAdmitted(doc, again, pen);
    hands.accept(again, seq);
  }
  expectLike(doc, board, seed);
  expect(JSON.stringify(hands)).toBe(JSON.stringify(board.hands));
};

const play = (seed: number, reached: Reached): void => {
  const table = new HonestTable(seed, reached);
  for (let i = 0; i < STEPS; i += 1) table.step();
  table.settle();
  const { board, raw, editors } = table;
  for (const editor of editors) expectLike(editor.doc, board, seed);
  // A plain document that took the senders' own bytes holds the same characters in the same order, dead and alive.
  expectLike(raw, board, seed);
  expect([...units(raw)], `seed ${seed}`).toEqual([...units(board.doc)]);
  expectSameLogAgain(board, seed);
};

describe('honest editors', () => {
  const sims = rounds(20);
  const reached = nothingReached();

  test.each(Array.from({ length: sims }, (_, i) => i * 7919 + 13))(
    'L2 L3 are never refused and converge (seed %i)',
    { timeout: 60_000 },
    (seed) => play(seed, reached),
  );

  it('have done everything that they are meant to do', () => {
    console.log(`honest: ${JSON.stringify(reached)}`);
    if (FUZZ < 1) return;
    for (const [what, least] of Object.entries(LEAST))
      expect(reached[what as keyof Reached], what).toBeGreaterThanOrEqual(least);
  });
});

describe('a frame that deletes what it types', () => {
  it('is written without the words, in their places', () => {
    const board = new GateBoard();
    board.by(33, (doc) => doc.getText(C1).insert(0, 'ad'));
    board.by(34, (doc) => {
      doc.getText(C1).insert(1, 'bXYZc');
      doc.getText(C1).delete(2, 3);
    });
    const row = board.log.at(-1)!;
    if (row.kind !== 'text') throw new Error('no text row');
    expect(row.admitted).toMatchObject({
      from: 0,
      to: 5,
      inserted: 2,
      deleted: 0,
      written: [
        [34, 0, 1],
        [34, 4, 1],
      ],
      unspoken: [[34, 1, 3]],
      removed: [],
    });
    expect(Buffer.from(row.admitted.bytes).toString('latin1')).not.toContain('XYZ');
    expect(texts(board.doc)[0]).toBe('abcd');
  });

  it('leaves the client and the table with one document even where it keeps its tombstones', () => {
    const board = new GateBoard(false);
    board.by(33, (doc) => doc.getText(C1).insert(0, '😀😀'));
    const client = newDoc(34, false);
    Y.applyUpdate(client, Y.encodeStateAsUpdate(board.doc), 'remote');
    const frame = frameBy(client, () => {
      client.getText(C1).insert(2, 'one two 😀 three');
      client.getText(C1).delete(6, 6);
      client.getText(C1).insert(6, '!');
    });
    expect(Buffer.from(frame).toString('latin1')).toContain('two'); // the client's own bytes tell the words
    const admission = board.judge(34, frame);
    if (!admission.ok) throw new Error(admission.code);
    expect(Buffer.from(admission.bytes).toString('latin1')).not.toContain('two');
    board.take(admission);
    expect(texts(board.doc)).toEqual(texts(client));
    const shown = (doc: Y.Doc) =>
      [...units(doc)].map(([id, { at, deleted, what }]) => [id, at, deleted, what]);
    expect(shown(board.doc)).toEqual(shown(client));
  });
});
