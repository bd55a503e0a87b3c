// The example of a finished negotiation: that it ends as its script says, by recorded acts of its seats alone, at the
// script's times; that laying it again changes nothing, and that a laying which was interrupted ends in the same log.
import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { exampleBoard } from '../../../server/boards/example/board.ts';
import { Clerk } from '../../../server/clerk.ts';
import { ensureBoard } from '../../../server/lay/lay.ts';
import { loadBoard } from '../../../server/load.ts';
import { MemoryStore } from '../../../server/store/memory.ts';
import type { Store } from '../../../server/store/port.ts';
import type { TableTools } from '../../../server/table.ts';
import { clauseView, valueOf } from '../../../shared/clause.ts';
import { checkChain } from '../../../shared/log.ts';
import type { Row } from '../../../shared/log.ts';
import { MoveBody, readBody } from '../../../shared/row-bodies.ts';
import { clauseOf } from '../../../shared/state.ts';
import type { WorkingBoard } from '../../../shared/working-board.ts';
import { movementsIn } from '../../support/movements.ts';

const silent = pino({ level: 'silent' });
const BOARD = exampleBoard.definition.id;
const DAY_MS = 24 * 3600 * 1000;

const toolsOn = (store: Store): TableTools => ({
  store,
  clerk: new Clerk(store, silent),
  log: silent,
  now: Date.now,
  random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
});

const rowsOf = async (store: Store): Promise<Row[]> => {
  const rows: Row[] = [];
  for (;;) {
    const more = await store.rows(BOARD, rows.length + 1, 1000);
    if (more.length === 0) return rows;
    rows.push(...more);
  }
};

/** Who did what and when, without salts and hashes. */
const told = (rows: readonly Row[]): string[] =>
  rows.map(({ at, kind, seat, body }) => `${at} ${kind} ${seat} ${Buffer.from(body).toString('latin1')}`);

const store = new MemoryStore();
let rows: Row[];
let board: WorkingBoard;
let milliseconds: number;

beforeAll(async () => {
  const started = performance.now();
  await ensureBoard(toolsOn(store), exampleBoard);
  milliseconds = performance.now() - started;
  rows = await rowsOf(store);
  board = await loadBoard({ store, log: silent }, BOARD);
}, 60_000);

const clause = (id: string) => clauseOf(board.state, id)!;
const gapOf = (id: string) => clauseView(board.state, board.text, clause(id)).gap;
const both = (id: string, term: string) => ['drc', 'us'].map((party) => valueOf(clause(id), term, party));

describe('how it ends', () => {
  it('takes little time to lay', () => {
    console.log(`${rows.length} rows, ${Math.round(milliseconds)} ms`);
    expect(rows.length).toBeGreaterThan(1000);
    expect(milliseconds).toBeLessThan(20_000);
  });

  it('has held three sittings, on three days, and adjourned', () => {
    const { sittings } = board.state;
    expect(sittings.map(({ sitting }) => sitting)).toEqual([1, 2, 3]);
    expect(sittings.every(({ adjournedAt }) => adjournedAt !== null)).toBe(true);
    expect(new Set(sittings.map(({ openedAt }) => Math.floor(openedAt / DAY_MS))).size).toBe(3);
    expect(new Date(sittings[0]!.openedAt).toISOString().slice(0, 10)).toBe('2025-03-10');
  });

  it('has most articles locked, and some held, reserved or open', () => {
    const phases = Object.groupBy(board.state.clauses, ({ phase }) => phase.kind);
    const ids = (kind: 'locked' | 'held' | 'open'): string[] => (phases[kind] ?? []).map(({ id }) => id);
    expect(ids('locked')).toEqual([
      '1',
      '2',
      '3',
      '5',
      '6',
      '7',
      '8',
      '9',
      '11',
      '12',
      '13',
      '15',
      '16',
      '18',
    ]);
    expect(ids('held')).toEqual(['4']);
    expect(ids('open')).toEqual(['10', '14', '17']);
    const reserves = board.state.clauses.flatMap(({ id, reserves }) =>
      reserves.map(({ party }) => `${party} ${id}`),
    );
    expect(reserves).toEqual(['us 10', 'drc 14']);
  });

  it('leaves nothing apart where it is locked, and something where it is open', () => {
    for (const { id, phase } of board.state.clauses) {
      const { brackets, figures } = gapOf(id);
      if (phase.kind === 'open') expect(brackets + figures, id).toBeGreaterThan(0);
      else expect([id, brackets, figures]).toEqual([id, 0, 0]);
    }
  });

  it('follows the anchors, and the exchange on the stock', () => {
    expect(both('5', 'stock')).toEqual([10000, 10000]);
    expect(both('5', 'held-in-drc')).toEqual([50, 50]);
    expect(both('5', 'release')).toEqual(['joint', 'joint']);
    expect(both('9', 'royalty')).toEqual([10, 10]);
    expect(both('9', 'vat-refund')).toEqual([90, 90]);
    expect(both('7', 'copper')).toEqual([50, 50]);
    expect(both('3', 'free-share')).toEqual([10, 10]);
    expect(both('13', 'consult')).toEqual([48, 48]);
    const stock = movementsIn(rows).dances.filter((step) => step.clause === '5' && step.term === 'stock');
    expect(stock.map(({ party, value }) => `${party} ${String(value)}`)).toEqual([
      'drc 5000',
      'us 20000',
      'drc 8000',
      'us 15000',
      'drc 10000',
      'us 10000',
    ]);
  });

  it('has initials ad referendum, confirmed by one capital and not yet by the other', () => {
    const initials = (id: string) => {
      const { phase } = clause(id);
      return phase.kind === 'locked' ? phase.initials.filter(({ adReferendum }) => adReferendum) : [];
    };
    expect(initials('5')).toMatchObject([{ party: 'drc', confirmed: true }]);
    expect(initials('13')).toMatchObject([{ party: 'us', confirmed: false }]);
  });

  it('has one article reopened and locked again', () => {
    const reopened = rows
      .filter(({ kind }) => kind === 'move')
      .flatMap(({ body }) => readBody(MoveBody, body).events)
      .filter(({ type }) => type === 'reopened');
    expect(reopened).toMatchObject([{ clause: '7' }]);
    expect(both('7', 'works-start')).toEqual([9, 9]);
  });

  it('has its analysis released by both heads, and is marked as an example', () => {
    expect(board.state.analysisReleased).toBe(true);
    expect(board.state.board?.notice?.en).toMatch(
      /^Example\..*Illustration\. Wording and figures are invented/,
    );
    expect(board.state.board?.notice?.fr).toMatch(/^Exemple\..*Illustration\. Libellé et chiffres fictifs/);
  });
});

describe('how it was made', () => {
  it('by its own seats alone, in a chain that holds, on a clock that never goes back', () => {
    expect(new Set(rows.map(({ seat }) => seat))).toEqual(new Set(['server', 'chair-1', 'drc-1', 'us-1']));
    expect(checkChain(rows).ok).toBe(true);
    for (const [i, row] of rows.entries()) expect(row.at).toBeGreaterThanOrEqual(rows[i - 1]?.at ?? 0);
  });

  it('with words typed a few characters at a time, in every sitting, by both sides', () => {
    const [one, two, three] = movementsIn(rows).sittings.map(({ seq }) => seq);
    const typed = rows.filter(({ kind, seq }) => kind === 'text' && seq > one!);
    expect(typed.length).toBeGreaterThan(400);
    expect(new Set(typed.map(({ seat }) => seat)).size).toBe(2);
    const inSitting = [one!, two!, three!, Infinity];
    for (const n of [0, 1, 2])
      expect(typed.some(({ seq }) => seq > inSitting[n]! && seq < inSitting[n + 1]!)).toBe(true);
  });

  it('with movements of both sides, mostly towards each other, and some back', () => {
    const { movements } = movementsIn(rows);
    expect(movements.length).toBeGreaterThan(150);
    for (const party of ['drc', 'us']) {
      const own = movements.filter((movement) => movement.party === party);
      expect(own.filter(({ direction }) => direction === 'towards').length).toBeGreaterThan(own.length * 0.7);
    }
    expect(movements.some(({ direction }) => direction === 'away')).toBe(true);
  });
});

describe('laying it again', () => {
  it('changes nothing', async () => {
    await ensureBoard(toolsOn(store), exampleBoard);
    expect((await rowsOf(store)).length).toBe(rows.length);
  });

  it('elsewhere gives the same log but for salts', async () => {
    const other = new MemoryStore();
    await ensureBoard(toolsOn(other), exampleBoard);
    expect(told(await rowsOf(other))).toEqual(told(rows));
  });

  it('takes up an interrupted laying, wherever it stopped', async () => {
    const openings = movementsIn(rows).sittings[0]!.seq;
    // Among the openings; just at the first sitting; within words that are typed; between an acceptance and its strike; near the end.
    const typing = rows.find(({ kind, seq }) => kind === 'text' && seq > openings)!.seq + 5;
    for (const stop of [200, openings, typing, rows.length - 300, rows.length - 1]) {
      const other = new MemoryStore();
      await other.createBoard(BOARD, 'epoch');
      const written = await other.append([{ board: BOARD, expectedSeq: 0, rows: rows.slice(0, stop) }]);
      expect(written.ok).toBe(true);
      await ensureBoard(toolsOn(other), exampleBoard);
      const again = told(await rowsOf(other)).map((line) => line.replace(/^\d+ /, ''));
      expect(again, `stopped after row ${stop}`).toEqual(told(rows).map((line) => line.replace(/^\d+ /, '')));
    }
  }, 60_000);
});
