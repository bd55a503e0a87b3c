// Propose, counter, withdraw, accept: positions on record, exactly as they were tabled.
import { describe, expect, it } from 'vitest';
import { standingRevision } from '../../../shared/state.ts';
import { AUDIT, newClause, YEARS } from '../../support/boards.ts';
import { Negotiation, only, typesOf } from '../../support/negotiation.ts';

const opened = (): Negotiation => {
  const story = Negotiation.at([newClause('a1', [YEARS])]);
  story.types('drc-1', 'a1', 'en', 'The State shall audit.');
  story.types('drc-1', 'a1', 'fr', 'L’État vérifie.');
  story.sets('drc-1', 'a1', 'years', 10);
  return story;
};

describe('propose', () => {
  it('records the position in all languages, its values and its hash', () => {
    const story = opened();
    const [event] = story.does('drc-1', { kind: 'propose', clause: 'a1', note: '  for now ' });
    expect(event).toMatchObject({ revision: 1, counters: null, note: 'for now', values: { years: 10 } });
    expect(event).toMatchObject({ hash: story.hash('a1', 'drc') });
    expect(event).toMatchObject({
      held: {
        en: story.ranges('a1', 'en', 'The State shall audit.'),
        fr: story.ranges('a1', 'fr', 'L’État vérifie.'),
      },
    });
    expect(standingRevision(story.clause('a1'), 'drc')).toMatchObject({
      revision: 1,
      party: 'drc',
      seat: 'drc-1',
    });
  });

  it('supersedes one’s own and counters the other’s', () => {
    const story = opened();
    story.proposes('drc', 'a1');
    story.types('us-1', 'a1', 'en', ' Twice.');
    expect(only(story.does('us-1', { kind: 'propose', clause: 'a1' }), 'proposed')).toMatchObject({
      revision: 2,
      counters: 1,
    });
    story.types('drc-1', 'a1', 'en', ' Yearly.');
    const events = story.does('drc-1', { kind: 'propose', clause: 'a1' });
    expect(typesOf(events)).toEqual(['revisionEnded', 'proposed']);
    expect(only(events, 'proposed')).toMatchObject({ revision: 3, counters: 2 });
    expect(story.clause('a1').revisions.map((each) => each.standing)).toEqual([
      'superseded',
      'standing',
      'standing',
    ]);
  });

  it('lets go of what only the superseded revision held', () => {
    const story = opened();
    story.proposes('drc', 'a1');
    story.strikes('drc-1', 'a1', 'en', ' shall');
    expect(typesOf(story.does('drc-1', { kind: 'propose', clause: 'a1' }))).toEqual([
      'revisionEnded',
      'proposed',
      'removed',
    ]);
    expect(story.words('a1', 'en')).toBe('The State audit.');
  });

  it('again of the very same is refused, of the same words in other characters is not', () => {
    const story = opened();
    story.proposes('drc', 'a1');
    expect(story.code('drc-1', { kind: 'propose', clause: 'a1' })).toBe('already-proposed');
    story.strikes('drc-1', 'a1', 'en', 'audit');
    story.types('drc-1', 'a1', 'en', 'audit', 'shall ');
    expect(story.hash('a1', 'drc')).toBe(story.clause('a1').revisions[0]!.hash);
    expect(story.code('drc-1', { kind: 'propose', clause: 'a1' })).toBe('taken');
  });
});

describe('withdraw', () => {
  it('is for one’s own standing revision alone', () => {
    const story = opened();
    story.proposes('drc', 'a1');
    const withdraw = { kind: 'withdraw', clause: 'a1', revision: 1 } as const;
    expect(story.code('us-1', withdraw)).toBe('not-your-revision');
    expect(story.code('drc-1', { ...withdraw, revision: 2 })).toBe('no-revision');
    expect(typesOf(story.does('drc-1', withdraw))).toEqual(['revisionEnded']);
    expect(story.code('drc-1', withdraw)).toBe('revision-ended');
    expect(story.clause('a1').held.isEmpty).toBe(true);
  });
});

describe('accept', () => {
  it('includes exactly the revision’s characters and values, strikes one’s others, and ends both revisions', () => {
    const story = opened();
    story.types('us-1', 'a1', 'en', ' Never.');
    story.sets('us-1', 'a1', 'years', 20);
    story.proposes('us', 'a1');
    story.proposes('drc', 'a1');
    const hash = story.hash('a1', 'drc');
    const events = story.accepts('us', 'a1');
    expect(typesOf(events)).toEqual(['accepted', 'revisionEnded', 'revisionEnded', 'removed']);
    expect(only(events, 'accepted').gap.after).toEqual({ brackets: 0, figures: 0, words: 0 });
    expect(story.hash('a1', 'us')).toBe(hash);
    expect(story.words('a1', 'en')).toBe('The State shall audit.');
    expect(story.clause('a1').revisions.map((each) => each.standing)).toEqual(['superseded', 'accepted']);
    expect(story.clause('a1').values['years']!['us']).toMatchObject({ value: 10, opening: 20 });
    expect(story.view('a1').clean).toBe(true);
  });

  it('takes it as it was tabled, whatever its author has done to the words since', () => {
    const story = opened();
    story.proposes('drc', 'a1');
    const hash = story.hash('a1', 'drc');
    story.types('drc-1', 'a1', 'en', 'not ', 'shall ');
    story.strikes('drc-1', 'a1', 'en', 'The State');
    story.sets('drc-1', 'a1', 'years', 30);
    expect(story.deletes('drc-1', 'a1', 'fr', 'vérifie')).toMatchObject({ ok: false, code: 'delete-agreed' });
    story.accepts('us', 'a1');
    expect(story.hash('a1', 'us')).toBe(hash);
    expect(story.reading('a1', 'en', 'us')).toBe('The State shall audit.');
    expect(story.reading('a1', 'en', 'drc')).toBe('shall not audit.');
  });

  it('lets go of a value that the revision does not have', () => {
    const story = Negotiation.at([newClause('a1', [YEARS, AUDIT])]);
    story.types('drc-1', 'a1', 'en', 'Words.');
    story.sets('us-1', 'a1', 'audit', true);
    story.proposes('drc', 'a1');
    const hash = story.hash('a1', 'drc');
    story.accepts('us', 'a1');
    expect(story.hash('a1', 'us')).toBe(hash);
    expect(story.clause('a1').values['audit']).toEqual({});
  });

  it('names the revision and its hash', () => {
    const story = opened();
    story.proposes('drc', 'a1');
    const { hash } = story.clause('a1').revisions[0]!;
    const accept = { kind: 'accept', clause: 'a1', revision: 1, hash } as const;
    expect(story.code('drc-1', accept)).toBe('own-revision');
    expect(story.code('us-1', { ...accept, hash: 'f'.repeat(64) })).toBe('hash-differs');
    expect(story.code('us-1', { ...accept, revision: 2 })).toBe('no-revision');
    story.types('drc-1', 'a1', 'en', ' More.');
    story.proposes('drc', 'a1');
    expect(story.code('us-1', accept)).toBe('revision-ended');
  });
});
