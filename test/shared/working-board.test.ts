// A board as its log adds up: what was taken once can be read back, and what does not follow cannot.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { rootOf } from '../../shared/board.ts';
import { LIVE_LIMITS } from '../../shared/gate/limits.ts';
import type { Row } from '../../shared/log.ts';
import { rowHash } from '../../shared/log.ts';
import { LogBroken, WorkingBoard } from '../../shared/working-board.ts';
import { newClause } from '../support/boards.ts';
import { wholeOf } from '../support/law-checks.ts';
import { string, update } from '../support/gate-craft.ts';
import { Negotiation } from '../support/negotiation.ts';

const opened = (): Negotiation => Negotiation.at([newClause('a1'), newClause('a2')]);

const readBack = (rows: readonly Row[]): WorkingBoard => {
  const board = new WorkingBoard();
  for (const row of rows) board.apply(row);
  return board;
};

const expectSameAgain = ({ table }: Negotiation): void => {
  expect(wholeOf(readBack(table.rows))).toEqual(wholeOf(table.working));
};

describe('L8 a frame that counts otherwise once it is written anew', () => {
  /** A frame of one long run, parts of which it deletes again; no editor writes it so, and the gate takes it. */
  const sends = (words: string, deleted: [clock: number, length: number][]): Negotiation => {
    const story = opened();
    const sat = story.table.sit('us-1');
    if (!sat.ok) throw new Error(sat.code);
    const section = [sat.pen, 0, [string(words, { root: rootOf('a1', 'en') })]] as const;
    expect(story.table.text(sat.pen, update([section], [[sat.pen, deleted]]))).toMatchObject({ ok: true });
    return story;
  };

  it('of words typed and deleted in thousands of pieces', () => {
    const story = sends(
      'ab'.repeat(2000),
      Array.from({ length: 2000 }, (_, i) => [2 * i, 1]),
    );
    expect(story.table.rows.at(-1)!.body.length).toBeLessThan(LIVE_LIMITS.bytes);
    expect(story.words('a1', 'en')).toBe('b'.repeat(2000));
    expectSameAgain(story);
  });

  it('of a very long run, most of which it deletes', () => {
    const story = sends('x'.repeat(150_000), [[0, 149_000]]);
    expect(story.words('a1', 'en').length).toBe(1000);
    expectSameAgain(story);
  });

  it('of a resend, half of which the table had already', () => {
    const story = opened();
    const sat = story.table.sit('us-1');
    if (!sat.ok) throw new Error(sat.code);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(story.table.working.doc), 'remote');
    doc.clientID = sat.pen;
    const text = doc.getText(rootOf('a1', 'en'));
    const frames: Uint8Array[] = [];
    doc.on('update', (frame: Uint8Array) => void frames.push(frame));
    for (let i = 0; i < 5000; i += 1) text.insert(0, 'lorem ipsum dolor '.slice(0, 8 + (i % 3)));
    const half = frames.slice(0, 2500);
    for (const frame of half) expect(story.table.text(sat.pen, frame).ok).toBe(true);
    const resent = Y.mergeUpdates(frames);
    expect(resent.length).toBeGreaterThan(LIVE_LIMITS.bytes);
    expect(story.table.text(sat.pen, resent).ok).toBe(true);
    expect(story.table.rows.at(-1)!.body.length).toBeLessThan(LIVE_LIMITS.bytes);
    expect(story.words('a1', 'en')).toBe(text.toString());
    expectSameAgain(story);
  });
});

it('L8 deletions alone name no pen, and are read back all the same', () => {
  const story = opened();
  story.types('us-1', 'a1', 'en', 'words to delete');
  expect(story.deletes('us-1', 'a1', 'en', 'to ').ok).toBe(true);
  story.table.sit('us-1');
  expect(story.deletes('us-2', 'a1', 'en', 'words').ok).toBe(true);
  expectSameAgain(story);
});

describe('a log that does not add up', () => {
  const tampered = (change: (row: Row) => Partial<Row>, at: number): Row[] => {
    const story = opened();
    story.types('us-1', 'a1', 'en', 'words');
    const rows = [...story.table.rows];
    const row = { ...rows.at(at)!, ...change(rows.at(at)!) };
    rows[rows.length + at] = { ...row, hash: rowHash(rows.at(at - 1)!.hash, row, row) };
    return rows;
  };

  it('is not read on: a row out of turn', () => {
    expect(() => readBack(tampered(({ seq }) => ({ seq: seq + 1 }), -1))).toThrow(LogBroken);
  });

  it('is not read on: a text under another seat', () => {
    expect(() => readBack(tampered(() => ({ seat: 'drc-1' }), -1))).toThrow(LogBroken);
    expect(() => readBack(tampered(() => ({ seat: 'us-2' }), -1))).toThrow(LogBroken);
  });

  it('is not read on: a text that the gate refuses', () => {
    expect(() => readBack(tampered(({ body }) => ({ body: body.slice(0, -1) }), -1))).toThrow(LogBroken);
    expect(() => readBack(tampered(() => ({ body: new Uint8Array() }), -1))).toThrow(LogBroken);
  });
});

it('pens are never handed out twice, and say whose they are', () => {
  const story = opened();
  const pens = ['us-1', 'drc-1', 'chair-1', 'us-1'].map((seat) => {
    const sat = story.table.sit(seat);
    return sat.ok ? sat.pen : 0;
  });
  expect(pens.map((pen) => pen & 15)).toEqual([2, 1, 0, 2]);
  expect(pens).toEqual([...new Set(pens)].sort((a, b) => a - b));
  expect(story.table.working.pensOf('us-1')).toEqual([pens[0], pens[3]]);
  expect(story.table.working.holds(pens[1]!, 'us-1')).toBe(false);
});

it('L6 a move sent twice counts once, for each seat by itself', () => {
  const story = opened();
  expect(story.does('us-1', { kind: 'reserve', clause: 'a1', reason: 'cost' }, 'one-move').length).toBe(1);
  expect(story.does('us-1', { kind: 'reserve', clause: 'a1', reason: 'scope' }, 'one-move')).toEqual([]);
  expect(story.does('drc-1', { kind: 'reserve', clause: 'a1', reason: 'scope' }, 'one-move').length).toBe(1);
  expect(story.table.working.seqOfMove('us-1', 'one-move')).toBe(story.table.working.seq - 1);
});
