// Who sits where: one head a party, members under their head's word, one chair.
import { describe, expect, it } from 'vitest';
import type { SeatId } from '../../../shared/seats.ts';
import { newClause } from '../../support/boards.ts';
import { Negotiation, only, typesOf } from '../../support/negotiation.ts';

const opened = (): Negotiation => Negotiation.at([newClause('a1'), newClause('a2')]);

const seatOf = (story: Negotiation, seat: SeatId) => story.state.seats.get(seat);

type Taking = Parameters<Negotiation['table']['serve']>[0] & { kind: 'takeSeat' };
const taking = (
  seat: SeatId,
  party: string | null,
  role: Taking['role'],
  more: Partial<Taking> = {},
): Taking => ({
  kind: 'takeSeat',
  seat,
  party,
  role,
  authorised: true,
  ...more,
});

describe('takeSeat', () => {
  it('seats members with or without authority', () => {
    const story = opened();
    story.table.serve(taking('us-3', 'us', 'member'));
    story.table.serve(taking('us-4', 'us', 'member', { authorised: false }));
    expect(seatOf(story, 'us-3')).toMatchObject({ role: 'member', authority: 'all' });
    expect(seatOf(story, 'us-4')).toMatchObject({ role: 'member', authority: [] });
    expect(story.tries('us-4', 'a1', 'en', (text) => text.insert(0, 'x'))).toMatchObject({
      code: 'not-authorised',
    });
  });

  it('refuses a second head, unless the first counts as absent; who then stays as a member', () => {
    const story = opened();
    expect(story.table.serve(taking('us-3', 'us', 'head'))).toMatchObject({ ok: false, code: 'head-taken' });
    const outcome = story.table.serve(taking('us-3', 'us', 'head', { holderIsAbsent: true }));
    expect(outcome.ok && typesOf(outcome.events)).toEqual(['seatTaken', 'headChanged']);
    expect(seatOf(story, 'us-3')).toMatchObject({ role: 'head' });
    expect(seatOf(story, 'us-1')).toMatchObject({ role: 'member', authority: 'all' });
    expect(story.code('us-1', { kind: 'propose', clause: 'a1' })).toBe('heads-only');
  });

  it('refuses a second chair, unless the first counts as absent; whose seat then ends', () => {
    const story = opened();
    story.types('chair-1', 'a1', 'en', 'A proposal.');
    expect(story.table.serve(taking('chair-2', null, 'chair'))).toMatchObject({
      ok: false,
      code: 'chair-taken',
    });
    const outcome = story.table.serve(taking('chair-2', null, 'chair', { holderIsAbsent: true }));
    expect(outcome.ok && typesOf(outcome.events)).toEqual(['seatTaken', 'seatEnded']);
    expect(seatOf(story, 'chair-1')).toBeUndefined();
    expect(story.code('chair-1', { kind: 'openSitting' })).toBe('no-seat');
    expect(story.tries('chair-1', 'a1', 'en', (text) => text.insert(0, 'x'))).toMatchObject({
      code: 'no-pen',
    });
    expect(story.table.sit('chair-1')).toMatchObject({ ok: false, code: 'no-seat' });
    expect(story.table.serve(taking('chair-1', null, 'chair'))).toMatchObject({ code: 'seat-exists' });
  });

  it('knows parties and roles', () => {
    const story = opened();
    const code = (move: Taking): unknown => {
      const outcome = story.table.serve(move);
      return outcome.ok ? 'taken' : outcome.code;
    };
    expect(code(taking('fr-1', 'fr', 'member'))).toBe('no-such-party');
    expect(code(taking('x-1', null, 'member'))).toBe('no-such-party');
    expect(code(taking('x-1', 'us', 'chair'))).toBe('no-such-party');
    expect(code(taking('us-1', 'us', 'member'))).toBe('seat-exists');
  });

  it('sent twice under one id seats once', () => {
    const story = opened();
    const first = story.table.serve(taking('us-3', 'us', 'member'), 'taking-us-3');
    expect(first).toMatchObject({ ok: true });
    const { seq } = story.table.working;
    expect(story.table.serve(taking('us-3', 'us', 'member'), 'taking-us-3')).toEqual({
      ok: true,
      row: null,
      events: [],
    });
    expect(story.table.working.seq).toBe(seq);
  });
});

describe('authorise', () => {
  it('opens and closes clauses one by one', () => {
    const story = opened();
    const authorise = (clauses: 'all' | string[], allowed: boolean) =>
      story.does('us-1', { kind: 'authorise', seat: 'us-2', clauses, allowed });
    expect(only(authorise(['a1'], false), 'authorityChanged').authority).toEqual(['a2']);
    expect(only(authorise('all', false), 'authorityChanged').authority).toEqual([]);
    expect(only(authorise(['a1'], true), 'authorityChanged').authority).toEqual(['a1']);
    expect(only(authorise('all', true), 'authorityChanged').authority).toBe('all');
    expect(story.code('us-1', { kind: 'authorise', seat: 'us-2', clauses: 'all', allowed: true })).toBe(
      'same-authority',
    );
  });

  it('is for one’s own members', () => {
    const story = opened();
    const code = (by: SeatId, seat: SeatId): string =>
      story.code(by, { kind: 'authorise', seat, clauses: 'all', allowed: false });
    expect(code('us-1', 'drc-2')).toBe('not-your-delegation');
    expect(code('us-1', 'us-1')).toBe('not-a-member');
    expect(code('us-1', 'us-9')).toBe('no-such-seat');
    expect(code('us-2', 'us-2')).toBe('heads-only');
    expect(code('chair-1', 'us-2')).toBe('parties-only');
  });
});

describe('handOver', () => {
  it('changes places on record', () => {
    const story = opened();
    story.does('us-1', { kind: 'authorise', seat: 'us-2', clauses: 'all', allowed: false });
    const events = story.does('us-1', { kind: 'handOver', seat: 'us-2' });
    expect(only(events, 'headChanged')).toMatchObject({ from: 'us-1', to: 'us-2', why: 'handedOver' });
    expect(seatOf(story, 'us-2')).toMatchObject({ role: 'head', authority: 'all' });
    expect(seatOf(story, 'us-1')).toMatchObject({ role: 'member', authority: 'all' });
    expect(story.code('us-1', { kind: 'handOver', seat: 'us-2' })).toBe('heads-only');
  });
});

describe('reserve', () => {
  it('is shown and binds nothing', () => {
    const story = opened();
    story.agreesOn('a1', 'Words.', 'Mots.');
    story.does('us-1', { kind: 'reserve', clause: 'a1', reason: ' awaiting instructions ' });
    expect(story.clause('a1').reserves).toMatchObject([{ party: 'us', reason: 'awaiting instructions' }]);
    expect(story.code('us-1', { kind: 'reserve', clause: 'a1', reason: 'awaiting instructions' })).toBe(
      'already-reserved',
    );
    story.does('us-1', { kind: 'reserve', clause: 'a1', reason: 'cost' });
    expect(story.clause('a1').reserves).toMatchObject([{ party: 'us', reason: 'cost' }]);
    story.locks('a1');
    expect(story.code('drc-1', { kind: 'liftReserve', clause: 'a1' })).toBe('no-reserve');
    const events = story.does('us-1', { kind: 'liftReserve', clause: 'a1', reason: ' ' });
    expect(only(events, 'reserveLifted').reason).toBeNull();
    expect(story.clause('a1').reserves).toEqual([]);
  });
});
