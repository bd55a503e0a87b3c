// Who moved, by how much and which way, read off the log alone.
import { describe, expect, it } from 'vitest';
import { clauseView } from '../../../shared/clause.ts';
import type { Row } from '../../../shared/log.ts';
import { LogReader } from '../../../shared/movement/log-reader.ts';
import { BURST_PAUSE_MS, MovementReader } from '../../../shared/movement/movement-reader.ts';
import type { Movement } from '../../../shared/movement/movement.ts';
import { analysisOf } from '../../../shared/movement/totals.ts';
import { clauseOf } from '../../../shared/state.ts';
import { newClause, YEARS } from '../../support/boards.ts';
import { Dice } from '../../support/gate-random.ts';
import { Reached } from '../../support/law-reached.ts';
import { movementsIn, retimed } from '../../support/movements.ts';
import { Negotiation } from '../../support/negotiation.ts';
import { RandomNegotiation } from '../../support/random-negotiation.ts';

/** Both sides have words and a value, and the first sitting is open. */
const opened = (): Negotiation => {
  const story = Negotiation.at([newClause('a1', [YEARS]), newClause('a2')]);
  for (const clause of ['a1', 'a2']) {
    story.types('drc-1', clause, 'en', 'The stock shall lie here. ');
    story.adopts('us-1', clause, 'en', 'The stock ');
    story.types('us-1', clause, 'en', 'may lie elsewhere.');
  }
  story.does('drc-1', { kind: 'setTerm', clause: 'a1', term: 'years', value: 10 });
  story.does('us-1', { kind: 'setTerm', clause: 'a1', term: 'years', value: 20 });
  story.does('chair-1', { kind: 'openSitting' });
  return story;
};
const sets = (story: Negotiation, seat: string, value: number): void =>
  void story.does(seat, { kind: 'setTerm', clause: 'a1', term: 'years', value });

const told = (movements: readonly Movement[]): string[] =>
  movements.map(({ party, clause, act, direction }) => `${party} ${clause} ${act} ${direction ?? '-'}`);

describe('a move', () => {
  it('on a figure is credited by its part of the way between the openings', () => {
    const story = opened();
    sets(story, 'us-1', 15);
    sets(story, 'drc-1', 12);
    sets(story, 'us-1', 18);
    const { movements, steps } = movementsIn(story.table.rows);
    expect(told(movements)).toEqual([
      'us a1 termSet towards',
      'drc a1 termSet towards',
      'us a1 termSet away',
    ]);
    expect(movements.map(({ terms }) => terms[0]?.share)).toEqual(
      [0.5, 0.2, -0.3].map((by) => expect.closeTo(by)),
    );
    expect(movements.map(({ before, after }) => before.apart - after.apart)).toEqual(
      [0.5, 0.2, -0.3].map((by) => expect.closeTo(by)),
    );
    expect(steps.map((step) => step.class)).toEqual(['concession', 'concession', 'selfish']);
  });

  it('on words is credited where it leads, and taking it back leads away', () => {
    const story = opened();
    story.adopts('us-1', 'a1', 'en', 'shall lie here. ');
    sets(story, 'us-1', 20);
    const rows = retimed(story.table.rows, () => BURST_PAUSE_MS + 1);
    const [movement] = movementsIn(rows).movements;
    expect(movement).toMatchObject({
      party: 'us',
      act: 'adopted',
      direction: 'towards',
      sitting: 1,
      words: [{ lang: 'en', gained: expect.stringContaining('shall'), lost: '' }],
    });
    story.strikes('us-1', 'a1', 'en', 'shall lie here. ');
    const again = movementsIn(retimed(story.table.rows, () => BURST_PAUSE_MS + 1)).movements;
    expect(told(again)).toEqual(['us a1 adopted towards', 'us a1 struck away']);
  });

  it('that accepts a revision moves by all of it at once', () => {
    const story = opened();
    story.proposes('drc', 'a1');
    story.accepts('us', 'a1');
    const { movements } = movementsIn(story.table.rows);
    expect(told(movements)).toEqual(['us a1 accepted towards']);
    expect(movements[0]?.after).toEqual({ brackets: 0, figures: 0, words: 0, apart: 0 });
  });
});

describe('a burst', () => {
  const typing = (): Negotiation => {
    const story = opened();
    for (const words of ['shall ', 'lie ', 'here']) story.types('us-1', 'a1', 'en', words);
    return story;
  };

  it('is one movement, from its first row to its last', () => {
    const { movements } = movementsIn(typing().table.rows);
    expect(told(movements)).toHaveLength(1);
    expect(movements[0]).toMatchObject({
      act: 'typed',
      words: [{ gained: expect.stringContaining('shall') }],
    });
    expect(movements[0]!.seq - movements[0]!.from).toBe(2);
  });

  it('holds over pauses of ten seconds, and not a millisecond longer', () => {
    const { rows } = typing().table;
    expect(movementsIn(retimed(rows, () => BURST_PAUSE_MS)).movements).toHaveLength(1);
    expect(movementsIn(retimed(rows, () => BURST_PAUSE_MS + 1)).movements).toHaveLength(3);
  });

  it('takes in what is struck and accepted as one types', () => {
    const story = opened();
    story.types('us-1', 'a1', 'en', 'must ', 'may ');
    story.strikes('us-1', 'a1', 'en', 'may ');
    story.types('us-1', 'a1', 'en', 'fully ', 'must ');
    const { movements } = movementsIn(story.table.rows);
    expect(movements).toHaveLength(1);
    expect(movements[0]!.words).toEqual([{ lang: 'en', gained: 'must fully', lost: 'may' }]);
  });

  it('ends with the other side’s words, with another move on the clause, and with the sitting', () => {
    const story = opened();
    story.types('us-1', 'a1', 'en', 'one ');
    story.types('us-1', 'a2', 'en', 'elsewhere ');
    story.types('us-1', 'a1', 'en', 'two ');
    story.types('drc-1', 'a1', 'en', 'three ');
    story.types('us-1', 'a1', 'en', 'four ');
    sets(story, 'us-1', 19);
    story.types('us-1', 'a1', 'en', 'five ');
    story.does('chair-1', { kind: 'adjourn' });
    story.types('us-1', 'a1', 'en', 'six ');
    const { movements } = movementsIn(story.table.rows);
    expect(told(movements).map((line) => line.replace(/ (towards|away|-)$/, ''))).toEqual([
      'us a2 typed',
      'us a1 typed',
      'drc a1 typed',
      'us a1 typed',
      'us a1 termSet',
      'us a1 typed',
      'us a1 typed',
    ]);
  });

  it('of nothing but typing and deleting again is no movement', () => {
    const story = opened();
    story.types('us-1', 'a1', 'en', 'oops');
    expect(story.deletes('us-1', 'a1', 'en', 'oops').ok).toBe(true);
    expect(movementsIn(story.table.rows).movements).toEqual([]);
  });
});

describe('whose a burst is', () => {
  it('one delegation’s, though two of its seats type, in both languages', () => {
    const story = opened();
    story.types('us-1', 'a1', 'en', 'fully ');
    story.types('us-2', 'a1', 'fr', 'pleinement ');
    story.types('us-1', 'a1', 'en', 'and ');
    const { movements } = movementsIn(story.table.rows);
    expect(told(movements)).toEqual(['us a1 typed away']);
    expect(movements[0]!.words.map(({ lang, gained }) => [lang, gained])).toEqual([
      ['en', expect.stringContaining('fully')],
      ['fr', expect.stringContaining('pleinement')],
    ]);
  });

  it('each side’s own, though the other’s falls in between in another language', () => {
    const story = opened();
    story.types('us-1', 'a1', 'en', 'one ');
    story.types('drc-1', 'a1', 'fr', 'deux ');
    story.types('us-1', 'a1', 'en', 'three ');
    const { movements } = movementsIn(story.table.rows);
    expect(told(movements)).toEqual(['us a1 typed away', 'drc a1 typed away', 'us a1 typed away']);
    expect(movements.map(({ words }) => words.map(({ lang }) => lang))).toEqual([['en'], ['fr'], ['en']]);
  });

  it('of a revision that moves words in both languages and a figure: the one that accepts it, all at once', () => {
    const story = opened();
    story.types('drc-1', 'a1', 'fr', 'Le stock est ici.');
    story.proposes('drc', 'a1');
    story.accepts('us', 'a1');
    const movement = movementsIn(story.table.rows).movements.at(-1)!;
    expect(movement).toMatchObject({ party: 'us', act: 'accepted', direction: 'towards' });
    expect(movement.words.map(({ lang }) => lang)).toEqual(['en', 'fr']);
    expect(movement.terms).toMatchObject([{ term: 'years', from: 20, to: 10, share: 1 }]);
  });

  it('nobody’s, where a lock settles what both already read, a head hands over or an article is reopened', () => {
    const story = opened();
    story.types('drc-1', 'a1', 'fr', 'Le stock est ici.');
    story.proposes('drc', 'a1');
    story.accepts('us', 'a1');
    const before = movementsIn(story.table.rows);
    story.locks('a1');
    story.does('us-1', { kind: 'handOver', seat: 'us-2' });
    story.does('us-2', { kind: 'reopen', clause: 'a1' });
    story.does('drc-1', { kind: 'reopen', clause: 'a1' });
    const after = movementsIn(story.table.rows);
    expect(after.movements).toEqual(before.movements);
    expect(after.points).toEqual(before.points);
    // And what the new head then does is the delegation's again.
    story.types('us-2', 'a1', 'en', 'never ');
    expect(told(movementsIn(story.table.rows).movements).at(-1)).toBe('us a1 typed away');
  });
});

describe('openings', () => {
  it('are credited to nobody: what comes before the first sitting', () => {
    const story = opened();
    const { movements, points, sittings } = movementsIn(story.table.rows);
    expect(movements).toEqual([]);
    expect(points.map(({ clause }) => clause)).toEqual(['a1', 'a2']);
    expect(points.every(({ seq }) => seq === sittings[0]?.seq)).toBe(true);
  });

  it('are credited to nobody: a side that first comes to speak in a sitting', () => {
    const story = Negotiation.at([newClause('a1')]);
    story.types('drc-1', 'a1', 'en', 'Words of the Congo.');
    story.does('chair-1', { kind: 'openSitting' });
    story.adopts('us-1', 'a1', 'en', 'Words');
    story.types('us-1', 'a1', 'en', ' of America.');
    story.proposes('us', 'a1');
    expect(movementsIn(story.table.rows).movements).toEqual([]);
    story.types('us-1', 'a1', 'en', ' And of the Congo.');
    expect(movementsIn(story.table.rows).movements).toHaveLength(1);
  });

  it('of a figure that both first give in a sitting are their first values: from then on it has a way to go', () => {
    const story = Negotiation.at([newClause('a1', [YEARS])]);
    story.types('drc-1', 'a1', 'en', 'The stock lies here.');
    story.types('us-1', 'a1', 'en', 'It lies there.');
    story.does('chair-1', { kind: 'openSitting' });
    sets(story, 'us-1', 20);
    sets(story, 'drc-1', 10);
    sets(story, 'us-1', 15);
    const { movements, steps } = movementsIn(story.table.rows);
    expect(movements.map(({ terms }) => terms[0]?.share)).toEqual([null, null, 0.5]);
    expect(steps.map(({ class: kind }) => kind)).toEqual(['silent', 'silent', 'concession']);
  });

  it('what the chair types moves nobody', () => {
    const story = opened();
    story.types('chair-1', 'a1', 'en', 'A way out.');
    expect(movementsIn(story.table.rows).movements).toEqual([]);
  });
});

describe('what a party’s steps add up to', () => {
  it('counts each step once, and the way that it led', () => {
    const story = opened();
    sets(story, 'us-1', 15);
    sets(story, 'us-1', 16);
    const { movements, steps } = movementsIn(story.table.rows);
    const us = analysisOf('us', movements, steps);
    expect(us.totals).toMatchObject({ closed: expect.closeTo(0.5), opened: expect.closeTo(0.1) });
    expect(us.totals.classes).toMatchObject({ concession: 1, selfish: 1 });
    expect(analysisOf('drc', movements, steps).steps).toEqual([]);
  });
});

// ---- any log

const WORDS = ['shall ', 'may ', 'hold ', 'jointly ', 'a stock ', 'of cobalt '];

/** The same random acts by the same seats, or each by its twin of the other side. */
const randomStory = (seed: number, mirrored: boolean): Row[] => {
  const dice = new Dice(seed);
  const seat = (side: number): string => ((side === 0) !== mirrored ? 'drc-1' : 'us-1');
  const story = Negotiation.at([newClause('a1', [YEARS]), newClause('a2', [YEARS])]);
  const word = (): string => WORDS[dice.below(WORDS.length)]!;
  for (const side of [0, 1])
    for (const clause of ['a1', 'a2']) {
      for (const lang of ['en', 'fr'] as const)
        story.types(seat(side), clause, lang, word() + word() + word());
      story.does(seat(side), { kind: 'setTerm', clause, term: 'years', value: 10 + 10 * side });
    }
  story.does('chair-1', { kind: 'openSitting' });
  for (let n = 0; n < 40; n += 1) {
    const who = seat(dice.below(2));
    const clause = dice.below(2) === 0 ? 'a1' : 'a2';
    const lang = dice.below(2) === 0 ? 'en' : 'fr';
    const words = word();
    const value = 5 + dice.below(20);
    const kind = dice.below(4);
    if (kind === 0) story.types(who, clause, lang, words, 0);
    else if (kind === 1) story.asks(who, { kind: 'setTerm', clause, term: 'years', value });
    else {
      const all = story.table.working.text
        .runs(clause, lang)
        .map(({ text }) => text)
        .join('');
      if (!all.includes(words)) continue;
      story.asks(who, {
        kind: kind === 2 ? 'adopt' : 'strike',
        clause,
        lang,
        ranges: story.ranges(clause, lang, words),
      });
    }
  }
  return retimed(story.table.rows, ({ seq }) => (seq % 3 === 0 ? BURST_PAUSE_MS * 2 : 900));
};

const SEEDS = [11, 12, 13, 14, 15, 16, 17, 18];

describe('any negotiation', () => {
  it.each(SEEDS)('mirrored: the sides swapped, nothing else is (seed %d)', (seed) => {
    const [one, other] = [movementsIn(randomStory(seed, false)), movementsIn(randomStory(seed, true))];
    const swap = (party: string): string => (party === 'drc' ? 'us' : 'drc');
    const seen = ({ movements, steps }: typeof one, name: (party: string) => string) =>
      movements.map(({ seq, clause, party, act, before, after, terms, words, direction }, i) => {
        const { class: kind, own, other: others } = steps[i]!;
        const rounded = [own, others].map((by) => Math.round(by * 1e9));
        return {
          seq,
          clause,
          party: name(party),
          act,
          before,
          after,
          terms,
          words,
          direction,
          kind,
          rounded,
        };
      });
    expect(one.movements.length).toBeGreaterThan(10);
    expect(new Set(one.movements.map(({ party }) => party)).size).toBe(2);
    expect(seen(other, swap)).toEqual(seen(one, (party) => party));
  });

  it.each(SEEDS)('read in pieces is read as a whole (seed %d)', (seed) => {
    const rows = randomStory(seed, false);
    const reader = new MovementReader();
    for (const row of rows) {
      reader.read(row);
      reader.result();
    }
    expect(reader.result()).toEqual(movementsIn(rows));
  });

  it('the reader comes to the text and the gaps that the table has', () => {
    let sittings = 0;
    let points = 0;
    for (const seed of [3, 4, 5]) {
      const negotiation = new RandomNegotiation(seed, new Reached());
      for (let step = 0; step < 250; step += 1) {
        if (step === 60) negotiation.table.move('chair-1', { kind: 'openSitting' });
        negotiation.step();
      }
      const { rows, working } = negotiation.table;
      const log = new LogReader();
      for (const row of rows) log.take(row, log.look(row));
      const found = movementsIn(rows);
      for (const { id } of working.state.clauses)
        for (const lang of ['en', 'fr'] as const)
          expect(log.text.runs(id, lang)).toEqual(working.text.runs(id, lang));
      sittings += found.sittings.length;
      for (const { id } of found.sittings.length > 0 ? working.state.clauses : []) {
        const clause = clauseOf(working.state, id)!;
        const { brackets, figures, words } = clauseView(working.state, working.text, clause).gap;
        const last = found.points.findLast((point) => point.clause === id);
        expect(last, `seed ${seed}, ${id}`).toMatchObject({ brackets, figures, words });
        points += 1;
      }
    }
    expect(sittings, 'sittings reached').toBeGreaterThan(0);
    expect(points, 'gaps compared').toBeGreaterThan(2);
  });
});
