// Initials hold a clean text, and lock it once both heads have given them; a lock is undone by both heads alone.
import { describe, expect, it } from 'vitest';
import type { Event } from '../../../shared/events.ts';
import { partyIndexOf } from '../../../shared/pens.ts';
import { newClause, YEARS } from '../../support/boards.ts';
import { Negotiation, only, typesOf } from '../../support/negotiation.ts';

const agreed = (): Negotiation => {
  const story = Negotiation.at([newClause('a1', [YEARS])]);
  story.sets('drc-1', 'a1', 'years', 10);
  story.agreesOn('a1', 'Ten years of access.', 'Dix ans d’accès.');
  return story;
};

const expectAtRest = (story: Negotiation, code: string): void => {
  const { length } = story.table.rows;
  expect(story.tries('us-1', 'a1', 'en', (text) => text.insert(0, 'x'))).toMatchObject({ ok: false, code });
  expect(story.tries('drc-1', 'a1', 'en', (text) => text.delete(0, 3))).toMatchObject({ ok: false, code });
  expect(story.tries('chair-1', 'a1', 'fr', (text) => text.insert(0, 'x'))).toMatchObject({
    ok: false,
    code,
  });
  const ranges = story.ranges('a1', 'en', 'access');
  for (const kind of ['adopt', 'strike'] as const)
    expect(story.code('us-2', { kind, clause: 'a1', lang: 'en', ranges })).toBe(code);
  expect(story.code('drc-2', { kind: 'setTerm', clause: 'a1', term: 'years', value: 3 })).toBe(code);
  expect(story.code('drc-1', { kind: 'propose', clause: 'a1' })).toBe(code);
  expect(story.code('drc-1', { kind: 'withdraw', clause: 'a1', revision: 1 })).toBe(code);
  expect(story.code('us-1', { kind: 'accept', clause: 'a1', revision: 1, hash: '0'.repeat(64) })).toBe(code);
  expect(story.code('drc-1', { kind: 'retitle', clause: 'a1', title: { en: 'T', fr: 'T' } })).toBe(code);
  expect(story.code('drc-1', { kind: 'dropClause', clause: 'a1' })).toBe(code);
  expect(story.table.rows.slice(length).filter((row) => row.kind !== 'pen')).toEqual([]);
};

describe('initial', () => {
  it('holds the text from the first on', () => {
    const story = agreed();
    expect(typesOf(story.initials('us', 'a1'))).toEqual(['initialled']);
    expect(story.clause('a1').phase).toMatchObject({ kind: 'held', hash: story.cleanHash('a1') });
    expectAtRest(story, 'held');
  });

  it('locks it with the second', () => {
    const story = agreed();
    const hash = story.cleanHash('a1');
    story.initials('us', 'a1');
    expect(typesOf(story.initials('drc', 'a1'))).toEqual(['initialled', 'locked']);
    expect(story.clause('a1').phase).toMatchObject({ kind: 'locked', hash });
    expect(story.cleanHash('a1')).toBe(hash);
    expectAtRest(story, 'locked');
    expect(story.code('us-1', { kind: 'initial', clause: 'a1', hash })).toBe('locked');
  });

  it('is for a clean text, by its hash, once, and not for nothing', () => {
    const story = Negotiation.at([newClause('a1', [YEARS])]);
    const initial = (party: string, hash = '0'.repeat(64)): string =>
      story.code(`${party}-1`, { kind: 'initial', clause: 'a1', hash });
    expect(initial('drc')).toBe('empty-clause');
    story.types('drc-1', 'a1', 'en', 'Words.');
    expect(initial('drc')).toBe('not-clean');
    story.adopts('us-1', 'a1', 'en', 'Words.');
    expect(initial('drc')).toBe('not-clean'); // a figure is open
    story.sets('drc-1', 'a1', 'years', 3);
    story.sets('us-1', 'a1', 'years', 3);
    expect(initial('drc')).toBe('hash-differs');
    expect(initial('drc', story.cleanHash('a1'))).toBe('taken');
    expect(initial('drc', story.cleanHash('a1'))).toBe('already-initialled');
  });

  it('of identical words that both typed locks them, and the second party’s are removed', () => {
    const story = Negotiation.at([newClause('a1')]);
    story.types('us-1', 'a1', 'en', 'for  ten years ');
    story.types('drc-1', 'a1', 'en', 'for ten years');
    story.types('chair-1', 'a1', 'en', ' or so');
    expect(story.view('a1').clean).toBe(true);
    const hash = story.cleanHash('a1');
    story.initials('drc', 'a1');
    const removed = only(story.initials('us', 'a1'), 'removed');
    expect(new Set(removed.ranges.map(([client]) => partyIndexOf(client)))).toEqual(new Set([0, 2]));
    expect(story.words('a1', 'en')).toBe('for ten years');
    expect(story.reading('a1', 'en', 'us')).toBe('for ten years');
    expect(story.cleanHash('a1')).toBe(hash);
    expect(story.clause('a1').adopted['us']!.ranges()).toEqual(story.ranges('a1', 'en', 'for ten years'));
  });

  it('ends the revisions that stand, and what only they held goes', () => {
    const story = agreed();
    story.types('drc-1', 'a1', 'en', ' More.');
    story.proposes('drc', 'a1');
    story.strikes('drc-1', 'a1', 'en', ' More.');
    story.initials('us', 'a1');
    const events = story.initials('drc', 'a1');
    expect(typesOf(events)).toEqual(['initialled', 'locked', 'revisionEnded', 'removed']);
    expect(only(events, 'revisionEnded').how).toBe('locked');
    expect(story.words('a1', 'en')).toBe('Ten years of access.');
  });
});

describe('a hold ends', () => {
  it('by declining, which is for the other head', () => {
    const story = agreed();
    expect(story.code('us-1', { kind: 'decline', clause: 'a1' })).toBe('not-held');
    story.initials('us', 'a1');
    expect(story.code('us-1', { kind: 'decline', clause: 'a1' })).toBe('own-initials');
    const events = story.does('drc-1', { kind: 'decline', clause: 'a1', reason: ' not yet ' });
    expect(only(events, 'declined').reason).toBe('not yet');
    expect(story.clause('a1').phase.kind).toBe('open');
    story.types('us-1', 'a1', 'en', '!');
  });

  it('by withdrawing one’s own initials', () => {
    const story = agreed();
    story.initials('us', 'a1');
    expect(story.code('drc-1', { kind: 'withdrawInitials', clause: 'a1' })).toBe('no-initials');
    story.does('us-1', { kind: 'withdrawInitials', clause: 'a1' });
    expect(story.clause('a1').phase.kind).toBe('open');
  });
});

describe('ad referendum', () => {
  it('is confirmed once, by the head who gave them, for the hash that was initialled', () => {
    const story = agreed();
    story.initials('us', 'a1', true);
    story.initials('drc', 'a1');
    const hash = story.cleanHash('a1');
    expect(story.code('drc-1', { kind: 'confirm', clause: 'a1', hash })).toBe('not-ad-referendum');
    expect(story.code('us-1', { kind: 'confirm', clause: 'a1', hash: '0'.repeat(64) })).toBe('hash-differs');
    expect(typesOf(story.does('us-1', { kind: 'confirm', clause: 'a1', hash }))).toEqual([
      'initialsConfirmed',
    ]);
    expect(story.code('us-1', { kind: 'confirm', clause: 'a1', hash })).toBe('already-confirmed');
    expect(story.clause('a1').phase).toMatchObject({
      kind: 'locked',
      initials: [
        { party: 'us', adReferendum: true, confirmed: true },
        { party: 'drc', adReferendum: false, confirmed: false },
      ],
    });
  });
});

describe('reopen', () => {
  const locked = (): Negotiation => {
    const story = agreed();
    story.locks('a1');
    return story;
  };

  it('withdraws the initials at once, and the text stays frozen', () => {
    const story = locked();
    expect(typesOf(story.does('us-1', { kind: 'reopen', clause: 'a1', reason: 'capital' }))).toEqual([
      'reopeningAsked',
    ]);
    expect(story.clause('a1').phase).toMatchObject({
      kind: 'frozen',
      asking: ['us'],
      initials: [{ party: 'drc' }],
    });
    expect(story.code('us-1', { kind: 'reopen', clause: 'a1' })).toBe('already-asked');
    expect(story.code('drc-1', { kind: 'withdrawInitials', clause: 'a1' })).toBe('locked-reopen');
    expect(story.code('us-1', { kind: 'withdrawInitials', clause: 'a1' })).toBe('no-initials');
    expect(story.code('us-1', { kind: 'decline', clause: 'a1' })).toBe('not-held');
    expectAtRest(story, 'frozen');
  });

  it('opens it when both ask', () => {
    const story = locked();
    story.does('us-1', { kind: 'reopen', clause: 'a1' });
    expect(typesOf(story.does('drc-1', { kind: 'reopen', clause: 'a1' }))).toEqual([
      'reopeningAsked',
      'reopened',
    ]);
    expect(story.clause('a1').phase.kind).toBe('open');
    story.strikes('us-1', 'a1', 'en', 'Ten years');
    expect(story.reading('a1', 'en', 'us')).toBe('of access.');
    expect(story.reading('a1', 'en', 'drc')).toBe('Ten years of access.');
  });

  it('is undone by the same head’s initials, which lock it again', () => {
    const story = locked();
    const hash = story.cleanHash('a1');
    story.does('us-1', { kind: 'reopen', clause: 'a1' });
    expect(story.code('drc-1', { kind: 'initial', clause: 'a1', hash })).toBe('already-initialled');
    const events: Event[] = story.initials('us', 'a1');
    expect(typesOf(events)).toEqual(['initialled', 'locked']);
    expect(story.clause('a1').phase).toMatchObject({ kind: 'locked', hash });
  });

  it('is for locked clauses, and locked ones know no other way', () => {
    const story = agreed();
    expect(story.code('us-1', { kind: 'reopen', clause: 'a1' })).toBe('not-locked');
    story.locks('a1');
    expect(story.code('us-1', { kind: 'withdrawInitials', clause: 'a1' })).toBe('locked-reopen');
  });
});
