// Two delegations edit the same text at random, by every way of editing there is. Each run prints its seed.
// L1: nothing one party does changes another party's position. L2: every seat and the table have the same text.
// L3: the table refuses nothing of it.
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../../client/editor/brackets.ts';
import { Hand } from '../../support/hand.ts';
import { CLAUSE, lay } from '../../support/laid-text.ts';
import type { Laid } from '../../support/laid-text.ts';

const SEED = Number(process.env['SEED'] ?? 20260923);

type Random = { below(n: number): number; of<T>(list: readonly T[]): T };

const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return { below, of: (list) => list[below(list.length)]! };
};

const WORDS = [
  'shall',
  ' may',
  ' the',
  ' stock',
  'é',
  ' 😀',
  '👨‍👩‍👧',
  '{years}',
  ' {share}',
  '{ye',
  'ars}',
  '\n',
  ', ',
  '.',
];

type Reached = Record<string, number>;
const count = (reached: Reached, what: string): void => {
  reached[what] = (reached[what] ?? 0) + 1;
};

const someSpan = (hand: Hand, random: Random, most: number): { from: number; to: number } => {
  const { length } = hand.doc;
  const from = random.below(length + 1);
  return { from, to: Math.min(length, from + random.below(most)) };
};

const ACTS: Record<string, (hand: Hand, random: Random) => unknown> = {
  types: (hand, random) =>
    hand.does({ selection: { anchor: random.below(hand.doc.length + 1) } }).types(random.of(WORDS)),
  typesOver: (hand, random) => {
    const { from, to } = someSpan(hand, random, 12);
    return hand.does({ selection: { anchor: from, head: to } }).types(random.of(WORDS));
  },
  pastes: (hand, random) => {
    const { from, to } = someSpan(hand, random, 30);
    const words = random.below(2) === 0 ? random.of(WORDS) : hand.doc.slice(from, to) + random.of(WORDS);
    return hand.does({ selection: { anchor: from, head: to } }).pastes(words);
  },
  backspaces: (hand, random) =>
    hand.does({ selection: { anchor: random.below(hand.doc.length + 1) } }).backspaces(1 + random.below(6)),
  deletesForward: (hand, random) =>
    hand
      .does({ selection: { anchor: random.below(hand.doc.length + 1) } })
      .deletesForward(1 + random.below(6)),
  wordBack: (hand, random) =>
    hand.does({ selection: { anchor: random.below(hand.doc.length + 1) } }).deletesWordBack(),
  wordForward: (hand, random) =>
    hand.does({ selection: { anchor: random.below(hand.doc.length + 1) } }).deletesWordForward(),
  cuts: (hand, random) => {
    const { from, to } = someSpan(hand, random, 20);
    return from < to ? hand.does({ selection: { anchor: from, head: to } }).cuts() : hand;
  },
  rewrites: (hand, random) => {
    const { from, to } = someSpan(hand, random, 8);
    const event = random.of(['input.type', 'input.type.compose', 'input.type.compose.start']);
    return hand.does({ changes: { from, to, insert: random.of(WORDS) }, userEvent: event });
  },
  drags: (hand, random) => {
    const { from, to } = someSpan(hand, random, 12);
    const target = random.below(hand.doc.length + 1);
    if (from === to || (from <= target && target <= to)) return hand;
    const insert = hand.doc.slice(from, to);
    return hand.does({
      changes: [
        { from, to },
        { from: target, insert },
      ],
      userEvent: 'move.drop',
    });
  },
  undoes: (hand) => hand.undo(),
  redoes: (hand) => hand.redo(),
};

const adoptSome = ({ table }: Laid, party: 'drc' | 'us', random: Random): void => {
  const runs = table.log.working.text.runs(CLAUSE, 'en').filter(({ text }) => /^[\x20-\x7e]+$/.test(text));
  if (runs.length === 0) return;
  const { client, clock, text } = random.of(runs);
  table.log.move(`${party}-1`, {
    kind: 'adopt',
    clause: CLAUSE,
    lang: 'en',
    ranges: [[client, clock, text.length]],
  });
};

const play = (seed: number, steps: number, reached: Reached): void => {
  const random = randomFrom(seed);
  const laid = lay([
    ['both', 'The Parties '],
    ['us', 'may '],
    ['drc', 'shall '],
    ['shared', 'hold a stock of {years} 😀.\n'],
    ['chair', 'Jointly. '],
    ['drc', 'It lies in é one place.'],
  ]);
  const { table } = laid;
  const hands = { drc: new Hand(laid.drc, CLAUSE), us: new Hand(laid.us, CLAUSE) };
  for (let step = 0; step < steps; step += 1) {
    const party = random.of(['drc', 'us'] as const);
    const other = party === 'drc' ? 'us' : 'drc';
    const before = table.position(CLAUSE, 'en', other);
    const what = random.below(8) === 0 ? 'adopts' : random.of(Object.keys(ACTS));
    const { length } = table.words(CLAUSE, 'en');
    const { actsDone } = laid[party];
    if (what === 'adopts') adoptSome(laid, party, random);
    else ACTS[what]!(hands[party], random);
    hands[party].now += random.below(700);
    const where = `seed ${seed} step ${step}: ${party} ${what}`;
    table.settle();
    count(reached, what);
    if (laid[party].actsDone > actsDone) count(reached, 'struck or adopted');
    if (table.words(CLAUSE, 'en').length < length) count(reached, 'really deleted');
    expect(table.refusals, where).toEqual([]);
    expect(table.position(CLAUSE, 'en', other), `L1 ${where}`).toBe(before);
    for (const hand of Object.values(hands)) {
      hand.redraw();
      expect(hand.doc, `L2 ${where}`).toBe(table.words(CLAUSE, 'en'));
      expect(hand.doc.isWellFormed(), where).toBe(true);
      const { hidden, chips, brackets } = layoutOf(hand.state);
      if (hidden.length > 0) count(reached, 'hidden');
      if (chips.length > 0) count(reached, 'chips');
      if (brackets.some(({ own }) => !own)) count(reached, 'brackets of the other side');
    }
  }
};

describe('random hands', () => {
  it(`L1 L2 L3 two delegations at once (seed ${SEED})`, { timeout: 120_000 }, () => {
    const reached: Reached = {};
    for (let run = 0; run < 40; run += 1) play(SEED + run, 60, reached);
    console.log('reached', JSON.stringify(reached));
    for (const what of [
      ...Object.keys(ACTS),
      'adopts',
      'struck or adopted',
      'really deleted',
      'hidden',
      'chips',
    ])
      expect(reached[what] ?? 0, what).toBeGreaterThan(what === 'hidden' ? 5 : 40);
  });

  it(`undoing everything leads back, doing it again leads forth (seed ${SEED})`, { timeout: 120_000 }, () => {
    let steps = 0;
    for (let run = 0; run < 60; run += 1) {
      const random = randomFrom(SEED + 1000 + run);
      const laid = lay([
        ['both', 'The Parties '],
        ['us', 'may '],
        ['drc', 'shall '],
        ['shared', 'hold a stock of {years} 😀.\nAnd more.'],
      ]);
      const hand = new Hand(laid.us, CLAUSE);
      const start = laid.us.position(CLAUSE, 'en', 'us');
      for (let step = 0; step < 15; step += 1) {
        const what = random.of(Object.keys(ACTS).filter((each) => !/does/.test(each)));
        ACTS[what]!(hand, random);
        hand.now += random.below(700);
        if (random.below(2) === 0) laid.table.settle();
      }
      const end = laid.us.position(CLAUSE, 'en', 'us');
      const where = `seed ${SEED + 1000 + run}`;
      for (let round = 0; round < 2; round += 1) {
        while (hand.history.canUndo) {
          hand.undo();
          steps += 1;
          if (random.below(3) === 0) laid.table.settle();
        }
        expect(laid.us.position(CLAUSE, 'en', 'us'), `back, ${where}`).toBe(start);
        while (hand.history.canRedo) hand.redo();
        expect(laid.us.position(CLAUSE, 'en', 'us'), `forth, ${where}`).toBe(end);
      }
      laid.table.settle();
      expect(laid.table.refusals, where).toEqual([]);
    }
    console.log('steps taken back', steps);
    expect(steps).toBeGreaterThan(500);
  });
});
