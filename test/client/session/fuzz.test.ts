// Delegates at random on lines that break at random: all pages come to show what the table has, nothing stays unsent, and
// no word that was typed is lost.
import { expect, test } from 'vitest';
import { viewOf } from '../../../shared/text/characters.ts';
import type { Delegate } from '../../support/fake-table.ts';
import { Dice, rounds } from '../../support/gate-random.ts';
import { CLAUSE, FakeTable, ROOT, SEATS, seated } from '../../support/fake-table.ts';

const reached = { frames: 0, refused: 0, strikes: 0, resumed: 0, drafts: 0, recoveries: 0, moves: 0 };
/** Why pages were told something, and how often. */
const told = new Map<string, number>();

/** Words that some act took out: these may be gone. */
type Story = { typed: Map<string, Delegate>; touched: Set<string>; words: number };

const note = (story: Story, text: string): void => {
  for (const typed of story.typed.keys())
    for (let i = 0; i < typed.length; i += 1)
      if (text !== '' && (typed.includes(text) || text.includes(typed[i] ?? ' '))) story.touched.add(typed);
};

const typeSomething = (one: Delegate, dice: Dice, story: Story): void => {
  story.words += 1;
  // A character of its own for each word, so that a part of it tells which it was.
  const word = String.fromCodePoint(0x4e00 + story.words).repeat(1 + dice.below(3));
  story.typed.set(word, one);
  one.type(dice.below(one.table.document().getText(ROOT).length + 1), word);
  reached.frames += 1;
};

/** As an editor would: what may go is deleted, the rest is struck; a selection is sometimes typed over. */
const remove = (one: Delegate, dice: Dice, story: Story): void => {
  const text = one.table.document().getText(ROOT);
  if (text.length === 0) return;
  const at = dice.below(text.length);
  const length = Math.min(text.length - at, 1 + dice.below(3));
  let index = 0;
  const [struck, erased]: [[number, number, number][], number[]] = [[], []];
  for (const run of viewOf(one.table.document()).runs(CLAUSE, 'en'))
    for (let i = 0; i < run.text.length; i += 1, index += 1) {
      if (index < at || index >= at + length) continue;
      note(story, run.text[i] ?? '');
      if (one.table.acts.mayDelete(CLAUSE, run.client, run.clock + i)) erased.unshift(index);
      else struck.push([run.client, run.clock + i, 1]);
    }
  one.table.acts.strike(CLAUSE, 'en', struck);
  reached.strikes += struck.length;
  for (const each of erased) one.erase(each, 1);
};

const adoptSomething = (one: Delegate, dice: Dice): void => {
  const runs = viewOf(one.table.document()).runs(CLAUSE, 'en');
  const run = runs[dice.below(runs.length)];
  if (run !== undefined) one.table.acts.adopt(CLAUSE, 'en', [[run.client, run.clock, run.text.length]]);
};

const step = (table: FakeTable, one: Delegate, dice: Dice, story: Story): void => {
  switch (dice.below(12)) {
    case 0:
    case 1:
    case 2:
      return typeSomething(one, dice, story);
    case 3:
    case 4:
      return remove(one, dice, story);
    case 5:
      return adoptSomething(one, dice);
    case 6:
      return one.line.flowUp(dice.below(4));
    case 7:
    case 8:
      return one.line.flow();
    case 9:
      return one.clock.pass(dice.below(500));
    case 10: {
      if (!one.line.connected) return;
      one.line.flowUp(dice.below(3));
      one.line.cut();
      return one.clock.pass(dice.below(4) === 0 ? 31_000 : dice.below(20_000));
    }
    default: {
      if (!one.line.connected) {
        reached.resumed += 1;
        one.line.connect();
      } else if (dice.below(5) === 0) {
        table.refusals = [{ event: 'text', code: 'bad-text' }];
        reached.refused += 1;
      } else if (dice.below(3) === 0) {
        reached.moves += 1;
        void one.table.acts.move({ kind: 'propose', clause: CLAUSE });
      }
    }
  }
};

const settle = (table: FakeTable, all: readonly Delegate[]): void => {
  table.refusals = [];
  for (const one of all) if (!one.line.connected) one.line.connect();
  for (let i = 0; i < 4; i += 1)
    for (const one of all) {
      one.clock.pass(1500);
      one.line.flow();
    }
};

const tell = (seed: number): void => {
  const dice = new Dice(seed);
  const table = new FakeTable();
  const all = [SEATS.drc, SEATS.us, SEATS.member].map((seat) => seated(table, seat));
  const story: Story = { typed: new Map(), touched: new Set(), words: 0 };
  for (let i = 0; i < 120; i += 1) {
    const one = all[dice.below(all.length)]!;
    step(table, one, dice, story);
  }
  settle(table, all);
  const truth = table.read();
  for (const one of all) {
    expect(one.table.snapshot(), `seed ${seed}`).toMatchObject({ unsafe: 0, connection: { kind: 'live' } });
    expect(one.sees(), `seed ${seed}`).toEqual(truth);
    reached.drafts += one.drafts.all().length;
    for (const { code, why } of one.table.snapshot().notices) {
      reached.recoveries += 1;
      told.set(why ?? code, (told.get(why ?? code) ?? 0) + 1);
    }
  }
  for (const [word, one] of story.typed) {
    if (story.touched.has(word)) continue;
    const kept =
      truth.all +
      one.drafts
        .all()
        .map(({ draft }) => draft.text)
        .join();
    expect(kept, `seed ${seed}: a word is lost`).toContain(word[0]);
  }
};

test('random delegates on breaking lines converge and lose no word', () => {
  const first = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e6));
  const runs = rounds(60);
  console.info(`seeds ${first} to ${first + runs - 1}`);
  for (let seed = first; seed < first + runs; seed += 1) tell(seed);
  console.info(JSON.stringify({ ...reached, told: Object.fromEntries(told) }));
  for (const [what, count] of Object.entries(reached)) expect(count, what).toBeGreaterThan(0);
}, 60_000);
