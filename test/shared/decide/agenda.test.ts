// The agenda and the sittings: the chair's to run while no party's text is concerned, else both heads'.
import { describe, expect, it } from 'vitest';
import type { Move } from '../../../shared/moves.ts';
import { newClause, YEARS } from '../../support/boards.ts';
import { Negotiation, only, typesOf } from '../../support/negotiation.ts';

const opened = (): Negotiation => Negotiation.at(['a1', 'a2', 'a3'].map((id) => newClause(id)));

const order = (story: Negotiation): string[] => story.state.clauses.map((clause) => clause.id);

const TITLE = { en: 'New', fr: 'Nouveau' };
const RETITLE: Move = { kind: 'retitle', clause: 'a1', title: TITLE };

describe('the chair', () => {
  it('adds, moves, retitles and drops what has no text', () => {
    const story = opened();
    story.does('chair-1', { kind: 'addClause', clause: newClause('a4', [YEARS]), index: 1 });
    expect(order(story)).toEqual(['a1', 'a4', 'a2', 'a3']);
    story.does('chair-1', { kind: 'moveClause', clause: 'a1', index: 99 });
    expect(order(story)).toEqual(['a4', 'a2', 'a3', 'a1']);
    story.does('chair-1', RETITLE);
    expect(story.clause('a1').title).toEqual(TITLE);
    story.does('chair-1', { kind: 'dropClause', clause: 'a4' });
    expect(order(story)).toEqual(['a2', 'a3', 'a1']);
    expect(story.tries('us-1', 'a4', 'en', (text) => text.insert(0, 'x'))).toMatchObject({ code: 'no-root' });
    expect(story.code('chair-1', { kind: 'addClause', clause: newClause('a4') })).toBe('clause-exists');
  });

  it.each<Move>([
    RETITLE,
    { kind: 'moveClause', clause: 'a1', index: 2 },
    { kind: 'dropClause', clause: 'a1' },
  ])('may not $kind where a party includes text', (move) => {
    const story = opened();
    story.types('chair-1', 'a1', 'en', 'A proposal.');
    story.types('us-1', 'a1', 'fr', 'un mot');
    expect(story.code('chair-1', move)).toBe('needs-both-heads');
    story.deletes('us-1', 'a1', 'fr', 'un mot');
    expect(story.code('chair-1', move)).toBe('taken');
  });

  it('may not touch words that only a standing revision still holds', () => {
    const story = opened();
    story.types('us-1', 'a1', 'en', 'words');
    story.proposes('us', 'a1');
    story.strikes('us-1', 'a1', 'en', 'words');
    expect(story.code('chair-1', { kind: 'dropClause', clause: 'a1' })).toBe('needs-both-heads');
  });

  it('may not drop an article in which a party has set a value, though it has no words there', () => {
    const story = Negotiation.at([newClause('a1', [YEARS])]);
    story.sets('us-1', 'a1', YEARS.id, 5);
    expect(story.code('chair-1', { kind: 'dropClause', clause: 'a1' })).toBe('needs-both-heads');
    expect(story.code('chair-1', RETITLE)).toBe('taken');
    story.does('drc-1', { kind: 'dropClause', clause: 'a1' });
    expect(typesOf(story.does('us-1', { kind: 'dropClause', clause: 'a1' }))).toEqual(['clauseDropped']);
  });

  it('opens and adjourns sittings', () => {
    const story = opened();
    expect(story.code('chair-1', { kind: 'adjourn' })).toBe('no-sitting');
    story.does('chair-1', { kind: 'openSitting' });
    expect(story.code('chair-1', { kind: 'openSitting' })).toBe('sitting-open');
    story.does('chair-1', { kind: 'adjourn' });
    story.does('chair-1', { kind: 'openSitting' });
    expect(story.state.sittings).toMatchObject([
      { sitting: 1, adjournedAt: expect.any(Number) },
      { sitting: 2, adjournedAt: null },
    ]);
  });
});

describe('both heads', () => {
  it.each<Move>([
    RETITLE,
    { kind: 'moveClause', clause: 'a1', index: 2 },
    { kind: 'dropClause', clause: 'a1' },
    { kind: 'addClause', clause: newClause('a9') },
    { kind: 'openSitting' },
  ])('$kind once both have asked for the very same', (move) => {
    const story = opened();
    story.types('us-1', 'a1', 'en', 'words');
    expect(typesOf(story.does('drc-1', move))).toEqual(['asked']);
    expect(story.code('drc-1', move)).toBe('already-asked');
    expect(story.state.asked).toMatchObject([{ party: 'drc', move: move.kind }]);
    const events = story.does('us-1', move);
    expect(typesOf(events)).not.toContain('asked');
    expect(story.state.asked).toEqual([]);
  });

  it('adjourn', () => {
    const story = opened();
    story.does('chair-1', { kind: 'openSitting' });
    story.does('us-1', { kind: 'adjourn' });
    expect(only(story.does('drc-1', { kind: 'adjourn' }), 'sittingAdjourned').sitting).toBe(1);
  });

  it('asking for different things brings neither about, and the later asking takes the earlier’s place', () => {
    const story = opened();
    const other: Move = { ...RETITLE, title: { en: 'Other', fr: 'Autre' } };
    story.does('drc-1', RETITLE);
    story.does('us-1', other);
    expect(story.clause('a1').title.en).toBe('Title of a1');
    story.does('us-1', { ...RETITLE, title: { en: 'Third', fr: 'Troisième' } });
    expect(typesOf(story.does('drc-1', other))).toEqual(['asked']); // the US no longer asks for it
    story.does('us-1', other);
    expect(story.clause('a1').title.en).toBe('Other');
    expect(story.state.asked).toEqual([]);
  });

  it('what was asked of a clause goes with it', () => {
    const story = opened();
    story.does('drc-1', RETITLE);
    story.does('chair-1', { kind: 'dropClause', clause: 'a1' });
    expect(story.state.asked).toEqual([]);
  });

  it('what the chair did meanwhile needs no asking', () => {
    const story = opened();
    story.does('drc-1', { kind: 'openSitting' });
    story.does('chair-1', { kind: 'openSitting' });
    expect(story.state.asked).toEqual([]);
  });
});

it('members have no say in it', () => {
  expect(opened().code('us-2', RETITLE)).toBe('chair-or-heads');
});
