// The ledger as lines: who moved towards whom, what belongs together, what each side gave.
import { describe, expect, test } from 'vitest';
import { exchangeOf } from '../../../client/history/given.ts';
import { countsOf, groupsOf, HistoryReader, matches } from '../../../client/history/lines.ts';
import { Event } from '../../../shared/events.ts';
import type { LedgerEntry } from '../../../shared/events.ts';
import { BOARD, newClause, TONNES } from '../../support/boards.ts';

const SECOND = 1000;
let seq = 0;
const entry = (seat: string, at: number, ...events: unknown[]): LedgerEntry => {
  seq += 1;
  return { seq, at, seat, move: 'abcdefgh', events: events.map((event) => Event.parse(event)) };
};
const count = (brackets: number, words: number) => ({ brackets, words, figures: 1 });
const gap = (before: number, after: number) => ({
  before: count(before, before),
  after: count(after, after),
});
const pens: Record<string, number> = { us: 34, drc: 33 };
const adopted = (party: string, before: number, after: number, words = 'shall') => ({
  type: 'adopted',
  clause: 'a1',
  lang: 'en',
  party,
  words,
  gap: gap(before, after),
  ranges: [[party === 'us' ? pens['drc'] : pens['us'], 0, 5]],
});
const struck = (party: string, before: number, after: number) => ({
  type: 'struck',
  clause: 'a1',
  lang: 'en',
  party,
  words: 'may',
  gap: gap(before, after),
  ranges: [[pens[party], 0, 3]],
});
const set = (party: string, from: number | null, to: number) => ({
  type: 'termSet',
  clause: 'a1',
  term: 'tonnes',
  party,
  from,
  to,
  gap: gap(1, 1),
});
const opening = (): LedgerEntry[] => [
  entry('chair-1', 0, { type: 'clauseAdded', clause: newClause('a1', [TONNES]), index: 0 }),
  entry('drc-1', 1 * SECOND, set('drc', null, 5000)),
  entry('us-1', 2 * SECOND, set('us', null, 20_000)),
];

const movementsOf = (history: readonly LedgerEntry[]) =>
  new HistoryReader()
    .read(history)
    .lines.flatMap((line) => line.told.map(({ movement }) => movement?.direction ?? null));

describe('movement', () => {
  test('a figure moves towards the other’s value or away from it, whatever the count says', () => {
    const history = [
      ...opening(),
      entry('drc-1', 10 * SECOND, set('drc', 5000, 8000)),
      entry('us-1', 20 * SECOND, set('us', 20_000, 30_000)),
    ];
    expect(movementsOf(history)).toEqual([null, null, null, 'towards', 'away']);
  });

  test('words move by what they change of the gap, in both directions alike', () => {
    const history = [
      entry('us-1', 0, adopted('us', 3, 2)),
      entry('us-1', 1, adopted('us', 2, 3)),
      entry('us-1', 2, adopted('us', 3, 3)),
    ];
    expect(movementsOf(history)).toEqual(['towards', 'away', null]);
  });
});

test('an act on words whose effect the headline hides goes by its nature', () => {
  const history = [
    entry('server', 0, { type: 'boardOpened', rules: 1, board: BOARD }),
    entry('us-1', 1, adopted('us', 3, 3)),
    entry('us-1', 2, struck('us', 3, 3)),
    entry('drc-1', 3, { ...struck('us', 3, 3), party: 'drc' }),
    entry('us-1', 4, { ...adopted('drc', 3, 3), party: 'us' }),
  ];
  expect(movementsOf(history)).toEqual([null, 'towards', 'towards', 'away', 'away']);
});

describe('reading a history that grows', () => {
  test('goes on where it was, and begins again with another history', () => {
    const reader = new HistoryReader();
    const history = opening();
    const first = reader.read(history).lines;
    const more = [...history, entry('us-1', 3 * SECOND, set('us', 20_000, 15_000))];
    const second = reader.read(more).lines;
    expect(second.slice(0, first.length)).toEqual(first);
    expect(second[0]).toBe(first[0]);
    expect(second).toHaveLength(4);
    expect(reader.read(opening().slice(0, 2)).lines).toHaveLength(2);
  });

  test('a shorter history of the same table is read as it was then', () => {
    const reader = new HistoryReader();
    const history = opening();
    reader.read(history);
    expect(reader.read(history.slice(0, 2)).lines).toHaveLength(2);
  });
});

describe('what belongs together', () => {
  const run = (seat: string, at: number, length: number): LedgerEntry[] =>
    Array.from({ length }, (_, i) => entry(seat, at + i * SECOND, adopted('us', 2, 1)));

  test('four and more acts of one seat on one article in one go are one line', () => {
    const groups = groupsOf(new HistoryReader().read([...run('us-1', 0, 5), ...run('us-2', 9, 3)]).lines);
    expect(groups.map((group) => group.lines.length)).toEqual([5, 1, 1, 1]);
    expect(countsOf(groups[0]!)).toEqual({ tabled: null, words: 5, figures: 0, other: 0 });
  });

  test('a minute’s pause parts them', () => {
    const groups = groupsOf(
      new HistoryReader().read([...run('us-1', 0, 3), ...run('us-1', 70 * SECOND, 3)]).lines,
    );
    expect(groups.map((group) => group.lines.length)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('filters by article and by delegation', () => {
    const { lines } = new HistoryReader().read(opening());
    const by = (clause: string | null, party: string | null): number =>
      lines.filter((line) => matches(line, { clause, party })).length;
    expect([by(null, null), by('a1', null), by(null, 'us'), by('a2', null)]).toEqual([3, 3, 1, 0]);
  });
});

describe('what each side gave', () => {
  test('figures net, words one by one, what was taken back apart', () => {
    const { lines, figures } = new HistoryReader().read([
      ...opening(),
      entry('us-1', 100 * SECOND, set('us', 20_000, 12_000)),
      entry('us-1', 200 * SECOND, set('us', 12_000, 15_000)),
      entry('us-1', 300 * SECOND, adopted('us', 3, 2)),
      entry('us-1', 400 * SECOND, struck('us', 2, 3)),
      entry('drc-1', 500 * SECOND, struck('drc', 3, 2)),
    ]);
    const us = exchangeOf(lines, figures, 'a1', 'us');
    expect(us.gave.map((item) => item.kind)).toEqual(['words', 'figure']);
    expect(us.gave[1]).toMatchObject({ from: 20_000, to: 15_000 });
    expect(us.tookBack.map((item) => item.kind)).toEqual(['words']);
    expect(exchangeOf(lines, figures, 'a1', 'drc').gave.map((item) => item.kind)).toEqual(['words']);
  });

  test('a text taken over to start from is no gift', () => {
    const { lines, figures } = new HistoryReader().read([
      ...opening().slice(0, 1),
      entry('us-1', 1 * SECOND, adopted('us', 90, 20)),
      entry('us-1', 2 * SECOND, adopted('us', 20, 10)),
      entry('us-1', 3 * SECOND, struck('us', 10, 5)),
      entry('us-1', 300 * SECOND, adopted('us', 5, 4)),
    ]);
    expect(exchangeOf(lines, figures, 'a1', 'us').gave).toHaveLength(1);
  });
});
