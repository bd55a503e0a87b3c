// Where articles stand, by the real rules: typed, adopted, initialled, locked.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { standingOf, totalsOf } from '../../../client/table/standing.ts';
import type { Standing } from '../../../client/table/standing.ts';
import { REST, watchStandings } from '../../../client/table/watch-standings.ts';
import * as Y from 'yjs';
import type { TableView } from '../../../client/session/view.ts';
import { cleanHash, clauseView, measure } from '../../../shared/clause.ts';
import type { Measured } from '../../../shared/clause.ts';
import type { Move } from '../../../shared/moves.ts';
import { clauseOf } from '../../../shared/state.ts';
import { viewOf } from '../../../shared/text/characters.ts';
import { newClause, YEARS } from '../../support/boards.ts';
import { FakeTable } from '../../support/fake-view.ts';

const standings = (table: FakeTable): Standing[] =>
  table.state.clauses.map((clause) => standingOf(table.state, table.log.working.text, clause));

const act = (table: FakeTable, seat: string, move: Move): void => {
  const outcome = table.log.move(seat, move);
  if (!outcome.ok) throw new Error(`${move.kind} refused: ${outcome.code}`);
};

/** An article in which both delegations type the same words. */
const write = (table: FakeTable, clause: string, drc: string, us: string): void => {
  for (const [seat, words] of [
    ['drc-1', drc],
    ['us-1', us],
  ] as const) {
    const view = table.seat(seat);
    view.text(clause, 'en').insert(0, words);
    table.settle();
  }
};

const initial = (table: FakeTable, clause: string, seat: string, adReferendum = false): void => {
  const found = clauseOf(table.state, clause)!;
  const seen = clauseView(table.state, table.log.working.text, found);
  act(table, seat, { kind: 'initial', clause, hash: cleanHash(table.state, found, seen)!, adReferendum });
};

describe('the standing of an article', () => {
  test('without a word it is open, and counts as such though nothing differs', () => {
    const table = new FakeTable([newClause('a1', [])]);
    expect(standings(table)[0]).toMatchObject({ phase: 'open', empty: true, brackets: 0 });
    expect(totalsOf(standings(table))).toMatchObject({ articles: 1, open: 1, clean: 0, locked: 0 });
  });

  test('apart: brackets, figures, words, and whose answer is awaited', () => {
    const table = new FakeTable([newClause('a1', [YEARS])]);
    write(table, 'a1', 'shall', 'may');
    act(table, 'drc-1', { kind: 'setTerm', clause: 'a1', term: YEARS.id, value: 5 });
    act(table, 'drc-1', { kind: 'propose', clause: 'a1' });
    act(table, 'us-1', { kind: 'reserve', clause: 'a1', reason: 'Awaiting instructions' });
    expect(standings(table)[0]).toMatchObject({
      clean: false,
      brackets: 1,
      figures: 1,
      words: 2,
      awaited: 'us',
      reserves: ['us'],
    });
  });

  test('clean, held, locked, frozen', () => {
    const table = new FakeTable([newClause('a1', [])]);
    write(table, 'a1', 'shall', 'shall');
    expect(standings(table)[0]).toMatchObject({ clean: true, phase: 'open', initialled: [] });
    expect(totalsOf(standings(table))).toMatchObject({ clean: 1, open: 0, held: 0 });
    initial(table, 'a1', 'us-1', true);
    expect(standings(table)[0]).toMatchObject({ phase: 'held', initialled: ['us'], awaited: 'drc' });
    expect(totalsOf(standings(table))).toMatchObject({ clean: 1, held: 1, open: 0 });
    initial(table, 'a1', 'drc-1');
    expect(standings(table)[0]).toMatchObject({ phase: 'locked', adReferendum: true, awaited: null });
    expect(totalsOf(standings(table))).toMatchObject({ clean: 0, locked: 1, open: 0 });
    act(table, 'drc-1', { kind: 'reopen', clause: 'a1' });
    expect(standings(table)[0]).toMatchObject({ phase: 'frozen', asking: ['drc'] });
    expect(totalsOf(standings(table))).toMatchObject({ clean: 1, locked: 0, open: 0 });
  });

  test('totals are sums', () => {
    const table = new FakeTable([newClause('a1', [YEARS]), newClause('a2', [])]);
    write(table, 'a1', 'shall', 'may');
    write(table, 'a2', 'one two', 'one three');
    expect(totalsOf(standings(table))).toMatchObject({
      articles: 2,
      open: 2,
      brackets: 2,
      figures: 1,
      words: 4,
    });
  });
});

describe('watching the standings', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('typing is read once the hand rests, and leaves the other articles’ standings as they were', async () => {
    const table = new FakeTable([newClause('a1', []), newClause('a2', [])]);
    const view = table.seat('drc-1');
    const shown: (readonly Standing[])[] = [];
    const stop = watchStandings(view, (each) => shown.push(each));
    expect(shown).toHaveLength(1);
    for (const [at, letter] of [...'shall'].entries()) view.text('a1', 'en').insert(at, letter);
    table.settle();
    await vi.advanceTimersByTimeAsync(REST + 10);
    expect(shown).toHaveLength(2);
    expect(shown[1]?.[0]).toMatchObject({ empty: false, brackets: 1, words: 1 });
    expect(shown[1]?.[1]).toBe(shown[0]?.[1]);
    stop();
    view.text('a2', 'en').insert(0, 'more');
    table.settle();
    await vi.advanceTimersByTimeAsync(REST + 10);
    expect(shown).toHaveLength(2);
  });

  test('an article that joins the agenda is there, and its text is watched', async () => {
    const table = new FakeTable([newClause('a1', [])]);
    const view = table.seat('us-1');
    let last: readonly Standing[] = [];
    const stop = watchStandings(view, (each) => (last = each));
    act(table, 'chair-1', { kind: 'addClause', clause: newClause('a2', []) });
    await vi.advanceTimersByTimeAsync(REST + 10);
    expect(last.map(({ id }) => id)).toEqual(['a1', 'a2']);
    view.text('a2', 'fr').insert(0, 'mots');
    table.settle();
    await vi.advanceTimersByTimeAsync(REST + 10);
    expect(last[1]).toMatchObject({ empty: false, brackets: 1 });
    stop();
  });

  test('a view that has its articles measured elsewhere is asked once all have been, and no text is read', () => {
    const table = new FakeTable([newClause('a1', [YEARS]), newClause('a2', [])]);
    write(table, 'a1', 'shall', 'may');
    const measured = new Map<string, Measured>();
    const heard = new Set<() => void>();
    const seat = table.seat('us-1');
    const view: TableView = Object.assign(Object.create(seat), {
      snapshot: () => seat.snapshot(),
      subscribe: () => () => undefined,
      texts: () => viewOf(new Y.Doc()), // in which there is nothing
      onDocument: () => () => undefined,
      onText: () => () => undefined,
      measures: {
        of: (clause: string) => measured.get(clause) ?? null,
        subscribe: (listener: () => void) => {
          heard.add(listener);
          return () => heard.delete(listener);
        },
      },
    });
    const shown: (readonly Standing[])[] = [];
    const stop = watchStandings(view, (each) => shown.push(each));
    for (const clause of table.state.clauses) {
      expect(shown).toEqual([]);
      measured.set(clause.id, measure(table.state, table.log.working.text, clause));
      for (const listener of heard) listener();
      vi.advanceTimersByTime(REST + 10);
    }
    expect(shown).toEqual([standings(table)]);
    expect(shown[0]?.[0]?.brackets).toBe(1);
    stop();
  });
});
