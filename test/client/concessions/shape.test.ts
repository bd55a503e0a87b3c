// What the charts are drawn from: a time line without the long pauses, sums of gaps, both sides' steps.
import { describe, expect, it } from 'vitest';
import {
  LONGEST_PAUSE_MS,
  articleGaps,
  boardGap,
  danceLines,
  dancesOn,
  gapAt,
  gapRows,
  givenOn,
  matching,
  timeLine,
} from '../../../client/concessions/shape.ts';
import type { Movement, Point } from '../../../client/concessions/shape.ts';
import { dayLabels } from '../../../client/concessions/GapAxis.tsx';
import { AUDIT, YEARS } from '../../support/boards.ts';

const point = (seq: number, clause: string, apart: number): Point => ({
  seq,
  at: seq * 1000,
  clause,
  apart,
  brackets: Math.floor(apart),
  figures: 0,
  words: 0,
});
const nothing = { brackets: 0, figures: 0, words: 0, apart: 0 };
const movement = (seq: number, party: string, clause: string, sitting: number): Movement => ({
  seq,
  from: seq,
  at: seq * 1000,
  party,
  clause,
  sitting,
  act: 'typed',
  before: nothing,
  after: nothing,
  terms: [],
  words: [],
  direction: 'towards',
});
const line = timeLine([0, 1000, 2000, 3000, 4000]);

describe('the time line', () => {
  it('keeps short pauses and cuts long ones', () => {
    const { at, end } = timeLine([0, 5000, 5000 + LONGEST_PAUSE_MS * 50, 1000]);
    expect([at(0), at(1000), at(5000)]).toEqual([0, 1000, 5000]);
    expect(end).toBe(5000 + LONGEST_PAUSE_MS);
    expect(at(5000 + LONGEST_PAUSE_MS * 50)).toBe(end);
  });

  it('never goes back, and starts at its first moment', () => {
    const moments = [7, 3, 90_000, 1_000_000, 12, 400_000];
    const { at } = timeLine(moments);
    const places = moments.toSorted((a, b) => a - b).map(at);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect([places[0], at(0)]).toEqual([0, 0]);
  });
});

describe('gaps', () => {
  it('has a row for every movement, also one that changed no gap, and for every other change', () => {
    const gaps = boardGap([point(1, 'a', 3), point(2, 'a', 2), point(4, 'a', 1)], line);
    const rows = gapRows(gaps, [
      movement(2, 'drc', 'a', 1),
      movement(3, 'us', 'a', 1),
      movement(3, 'us', 'b', 1),
    ]);
    expect(rows.map(({ seq, gap, movement: its }) => [seq, gap?.apart, its?.party, its?.clause])).toEqual([
      [1, 3, undefined, undefined],
      [2, 2, 'drc', 'a'],
      [3, 2, 'us', 'a'],
      [3, 2, 'us', 'b'],
      [4, 1, undefined, undefined],
    ]);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it('names each day once, and none where it would run into another or out of the chart', () => {
    const start = (sitting: number, x: number, day: string) => ({ sitting, x, day, name: '' });
    const [one, two, three] = ['10 March 2025', '11 March 2025', '12 March 2025'];
    const labels = dayLabels(
      [start(1, 0, one), start(2, 30, one), start(3, 40, two), start(4, 290, three)],
      300,
    );
    expect(labels.map(({ sitting }) => sitting)).toEqual([1, 4]);
    expect(labels[1]?.x).toBeLessThan(290);
  });

  const points = [point(1, 'a', 3), point(1, 'b', 2), point(2, 'a', 1.5), point(4, 'b', 0)];

  it('sum up over the articles, once a moment', () => {
    expect(boardGap(points, line).map(({ seq, apart }) => [seq, apart])).toEqual([
      [1, 5],
      [2, 3.5],
      [4, 1.5],
    ]);
  });

  it('are each article’s own, and known at any moment', () => {
    const gaps = articleGaps(points, line);
    expect(gaps.get('a')?.map(({ apart }) => apart)).toEqual([3, 1.5]);
    expect(gapAt(gaps.get('b')!, 3999)?.apart).toBe(2);
    expect(gapAt(gaps.get('b')!, 0)).toBeNull();
  });
});

describe('movements', () => {
  const movements = [movement(1, 'drc', 'a', 1), movement(2, 'us', 'a', 2), movement(3, 'us', 'b', 2)];
  const parties = ['drc', 'us'].map((id, i) => ({
    id,
    index: i + 1,
    name: { en: id, fr: id },
    label: { en: id, fr: id },
  }));

  it('stand by sitting, both sides side by side', () => {
    const given = givenOn('a', { movements, parties });
    expect(
      given.map(({ sitting, byParty }) => [sitting, byParty['drc']?.length, byParty['us']?.length]),
    ).toEqual([
      [1, 1, 0],
      [2, 0, 1],
    ]);
  });

  it('are found by delegation, article and sitting', () => {
    const none = { party: null, clause: null, sitting: null };
    const found = (filter: object): number[] =>
      matching(movements, { ...none, ...filter }).map(({ seq }) => seq);
    expect(found({})).toEqual([1, 2, 3]);
    expect(found({ party: 'us' })).toEqual([2, 3]);
    expect(found({ clause: 'a', sitting: 2 })).toEqual([2]);
    expect(found({ party: 'drc', sitting: 2 })).toEqual([]);
  });
});

describe('the dance of a figure', () => {
  const step = (seq: number, party: string, value: number | boolean, term = YEARS.id) => ({
    seq,
    at: seq * 1000,
    clause: 'a',
    term,
    party,
    value,
  });
  const article = {
    id: 'a',
    number: 1,
    title: { en: 'A', fr: 'A' },
    terms: [YEARS, AUDIT],
    phase: 'open' as const,
    lockedAt: null,
    reservedBy: [],
  };

  it('is of numbers that moved, from the openings to now', () => {
    const dances = [step(1, 'drc', 5), step(2, 'us', 20), step(3, 'us', 15)];
    const [dance, ...others] = dancesOn('a', { dances, articles: [article] }, line);
    expect(others).toEqual([]);
    expect(danceLines(dance!, 9000)).toEqual([
      { x: 1000, drc: 5 },
      { x: 2000, drc: 5, us: 20 },
      { x: 3000, drc: 5, us: 15 },
      { x: 9000, drc: 5, us: 15 },
    ]);
  });

  it('is none where nobody moved from the opening', () => {
    const dances = [step(1, 'drc', 5), step(2, 'us', 20)];
    expect(dancesOn('a', { dances, articles: [article] }, line)).toEqual([]);
  });
});
