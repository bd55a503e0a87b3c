import { describe, expect, it } from 'vitest';
import { Course } from '../../../client/replay/course.ts';
import { Playback } from '../../../client/replay/playback.ts';
import { advance, seqAsked } from '../../../client/replay/playing.ts';
import { compareMoments } from '../../../client/replay/compare.ts';
import { sentenceOfStep } from '../../../client/replay/saying.ts';
import { ticksOf } from '../../../client/replay/ticks.ts';
import { plain } from '../../../client/history/parts.ts';
import { tellingOf } from '../../../client/history/telling.ts';
import { Event } from '../../../shared/events.ts';
import { Replay } from '../../../shared/replay/replay.ts';
import { TypedLog } from '../../support/typed-log.ts';

/** The US opens, the DRC answers an hour later, both set a figure; the chair adjourns. */
const told = () => {
  const log = new TypedLog();
  const open = log.wait(60_000).move('chair-1', { kind: 'openSitting' });
  const first = log.wait(5000).types('us-1', 'shall be exclusive');
  const second = log.wait(10_000).types('us-1', ' and free');
  const years = log.wait(1000).move('us-1', { kind: 'setTerm', clause: 'a1', term: 'years', value: 20 });
  const other = log.wait(3_600_000).types('drc-1', 'may be shared', 'a2');
  const less = log.deletes('drc-1', 6, 'a2');
  const close = log.wait(2000).move('chair-1', { kind: 'adjourn' });
  const replay = new Replay(log.rows);
  const course = new Course(replay.chronicle, replay.states.entries);
  return { log, replay, course, seqs: { open, first, second, years, other, less, close } };
};

describe('the course of a negotiation', () => {
  it('goes by bursts of typing and by moves; a pause or another article ends a burst', () => {
    const { course, seqs } = told();
    const from = course.steps.findIndex(({ seq }) => seq === seqs.open);
    const steps = course.steps.slice(from).map(({ kind, seq, party, clause }) => [kind, seq, party, clause]);
    expect(steps).toEqual([
      ['move', seqs.open, null, null],
      ['burst', seqs.first, 'us', 'a1'],
      ['burst', seqs.second, 'us', 'a1'],
      ['move', seqs.years, 'us', 'a1'],
      ['burst', seqs.less, 'drc', 'a2'],
      ['move', seqs.close, null, null],
    ]);
  });

  it('leads on and back by step, by move, and by changes of one article', () => {
    const { course, seqs } = told();
    const any = () => true;
    expect(course.next(seqs.open, 1, any)?.seq).toBe(seqs.first);
    expect(course.next(seqs.first + 2, -1, any)?.seq).toBe(seqs.first);
    expect(course.next(seqs.first, 1, ({ kind }) => kind === 'move')?.seq).toBe(seqs.years);
    expect(course.next(seqs.close, -1, ({ clause }) => clause === 'a1')?.seq).toBe(seqs.years);
    expect(course.next(seqs.years, 1, ({ clause }) => clause === 'a1')).toBe(null);
    expect(course.next(course.last, 1, any)).toBe(null);
    expect(course.stepAt(seqs.other - 3)?.seq).toBe(seqs.less);
  });

  it('knows its sittings, and where a newcomer begins', () => {
    const { course, seqs } = told();
    expect(course.sittingAt(seqs.open - 1)).toBe(null);
    expect(course.sittingAt(seqs.other)).toBe(1);
    expect(course.sittingAt(seqs.close)).toBe(null);
    expect([seqs.open - 1, seqs.open, seqs.close].map((seq) => course.hasMetBy(seq))).toEqual([
      false,
      true,
      true,
    ]);
    expect(course.beginning).toBe(seqs.open);
  });

  it('lies on the timeline in order, an hour of silence no longer than half a minute', () => {
    const { course, seqs } = told();
    expect(course.along(1)).toBe(0);
    expect(course.along(course.last)).toBe(1);
    for (let seq = 2; seq <= course.last; seq += 1)
      expect(course.along(seq)).toBeGreaterThan(course.along(seq - 1));
    for (const seq of Object.values(seqs)) expect(course.seqAlong(course.along(seq))).toBe(seq);
    expect(course.seqAlong(0)).toBe(1);
    expect(course.along(seqs.years + 1) - course.along(seqs.years)).toBeLessThan(0.5);
  });

  it('is drawn with each side on its own side of the line', () => {
    const { course } = told();
    const { typed, moves } = ticksOf(course, ['drc', 'us']);
    expect(typed.get('drc')).toMatch(/^(M\d+ 0v-[\d.]+)+$/);
    expect(typed.get('us')).toMatch(/^(M\d+ 0v[\d.]+)+$/);
    expect(moves.get('us')).toBeDefined();
    expect(moves.get(null)).toBeDefined();
  });

  it('is told in a sentence in both languages', () => {
    const { course, replay, seqs } = told();
    const { state } = replay.moment(course.last);
    const say = (seq: number, lang: 'en' | 'fr'): string =>
      plain(sentenceOfStep(course.stepAt(seq), tellingOf(state, replay.states.entries, lang)));
    expect(say(seqs.first, 'en')).toBe('The\u00a0US has typed 18 characters in Article\u00a01, in English.');
    expect(say(seqs.less, 'en')).toBe(
      'The\u00a0DRC has typed 13 characters and deleted 6 characters in Article\u00a02, in English.',
    );
    expect(say(seqs.less, 'fr')).toBe(
      'La\u00a0DRC a saisi 13 caractères et effacé 6 caractères à l’article\u00a02, en anglais.',
    );
    expect(say(seqs.close, 'en')).toBe('Sitting\u00a01 adjourned.');
  });
});

describe('a sentence of the replay', () => {
  it('says of which text words are that are not in the reader’s language', () => {
    const { course, replay } = told();
    const [move] = course.steps.filter((step) => step.kind === 'move');
    const none = { brackets: 0, figures: 0, words: 0 };
    const adopted = Event.parse({
      type: 'adopted',
      clause: 'a1',
      party: 'us',
      gap: { before: none, after: none },
      lang: 'fr',
      words: 'peut être prorogée',
      ranges: [[33, 0, 18]],
    });
    const step = { ...move!, entry: { ...move!.entry, events: [adopted] } };
    const { state } = replay.moment(course.last);
    const say = (lang: 'en' | 'fr'): string =>
      plain(sentenceOfStep(step, tellingOf(state, replay.states.entries, lang))).replaceAll('\u00a0', ' ');
    expect(say('en')).toBe('The US accepted “peut être prorogée” in Article 1, in the French text.');
    expect(say('fr')).toMatch(/« peut être prorogée » à l’article 1\.$/);
  });
});

describe('the hand of the clock', () => {
  const at = Float64Array.of(0, 1000, 2000, 5000, 3_605_000);

  it('goes as fast as it is told, and stands at the end', () => {
    const plainly = { speed: 1, skipIdle: false };
    expect(advance(at, { seq: 1, waited: 0 }, 999, plainly)).toEqual({ seq: 1, waited: 999 });
    expect(advance(at, { seq: 1, waited: 0 }, 1500, plainly)).toEqual({ seq: 2, waited: 500 });
    expect(advance(at, { seq: 1, waited: 0 }, 4, { speed: 1000, skipIdle: false })).toEqual({
      seq: 3,
      waited: 0,
    });
    expect(advance(at, { seq: 3, waited: 0 }, 4e6, plainly)).toEqual({ seq: 4, waited: 0 });
  });

  it('cuts a pause to less than a second of the watcher’s time, at any speed', () => {
    for (const speed of [1, 8, 100]) {
      expect(advance(at, { seq: 3, waited: 0 }, 899, { speed, skipIdle: true }).seq).toBe(3);
      expect(advance(at, { seq: 3, waited: 0 }, 901, { speed, skipIdle: true }).seq).toBe(4);
    }
  });

  it('reads a row, a time in either form, and nothing else off an address', () => {
    expect(seqAsked('3', at)).toBe(3);
    expect(seqAsked('999', at)).toBe(4);
    expect(seqAsked('0', at)).toBe(1);
    expect(seqAsked('1970-01-01T00:00:04.000Z', at)).toBe(2);
    expect(seqAsked(String(1e12), at)).toBe(4);
    for (const nothing of [null, '', 'then', '-1'])
      expect(seqAsked(nothing, at) ?? null).toBe(nothing === '-1' ? seqAsked('-1', at) : null);
  });

  it('plays by frames, pauses, and begins again from the end', () => {
    const { course, seqs } = told();
    const shown: number[] = [];
    const asked: { frame: ((now: number) => void) | null } = { frame: null };
    const playback = new Playback(
      course,
      seqs.open,
      (seq) => shown.push(seq),
      (next) => {
        asked.frame = next;
        return () => (asked.frame = null);
      },
    );
    playback.set({ speed: 1000 });
    playback.play();
    for (let now = 0; asked.frame !== null && now < 60_000; now += 16) asked.frame(now);
    expect(playback.snapshot()).toMatchObject({ seq: course.last, isPlaying: false });
    expect(shown).toEqual(shown.toSorted((a, b) => a - b));
    playback.play();
    expect(playback.snapshot()).toMatchObject({ seq: course.beginning, isPlaying: true });
    playback.pause();
    expect(asked.frame).toBe(null);
    playback.go(10_000);
    expect(playback.snapshot().seq).toBe(course.last);
  });
});

describe('what changed between two moments', () => {
  it('is told article by article: words that came and went, figures, and what stayed is left out', () => {
    const { replay, seqs } = told();
    const changes = compareMoments(replay, seqs.second, seqs.close);
    expect(changes.map(({ clause, number, agenda }) => [clause, number, agenda])).toEqual([
      ['a1', 1, 'stayed'],
      ['a2', 2, 'stayed'],
    ]);
    expect(changes[0]?.texts).toEqual([]);
    expect(changes[0]?.figures).toMatchObject([{ party: 'us', from: null, to: 20 }]);
    expect(changes[1]?.texts).toEqual([
      {
        party: 'drc',
        lang: 'en',
        paragraphs: [[{ mark: 'added', text: 'may be' }]],
        values: { from: {}, to: {} },
      },
    ]);
    // With the party's figures at both moments, for texts that cite them.
    const [typed] = compareMoments(replay, seqs.open, seqs.close).flatMap(({ texts }) =>
      texts.filter(({ party }) => party === 'us'),
    );
    expect(Object.values(typed?.values.from ?? { none: 0 })).toEqual([]);
    expect(Object.values(typed?.values.to ?? {})).toEqual([20]);
    expect(compareMoments(replay, seqs.first, seqs.first)).toEqual([]);
  });

  it('tells of articles that were not yet on the agenda', () => {
    const { replay, seqs } = told();
    expect(compareMoments(replay, 4, seqs.open).map(({ clause, agenda }) => [clause, agenda])).toEqual([
      ['a1', 'came'],
      ['a2', 'came'],
    ]);
  });
});
