// Closing the doors takes one; opening them takes that no head objects; what observers see takes the chair and both heads.
import { expect, it } from 'vitest';
import { keyframeBytes, partsOf } from '../../../shared/keyframe.ts';
import { encodeBundle } from '../../../shared/bundle.ts';
import { verifyBundle } from '../../../shared/verify.ts';
import { BOARD, newClause } from '../../support/boards.ts';
import { Negotiation } from '../../support/negotiation.ts';

const CLOSE = { kind: 'closeDoors' } as const;
const OPEN = { kind: 'openDoors' } as const;
const OBJECT = { kind: 'objectDoors' } as const;
const CLEAN = { kind: 'setPublic', sees: 'clean', delayMinutes: 5 } as const;

const closedBy = (seat: string): Negotiation => {
  const story = Negotiation.at([newClause('a1')]);
  story.does(seat, CLOSE);
  return story;
};

const lastRow = (story: Negotiation) => story.table.rows.at(-1)!;

it.each(['chair-1', 'drc-1', 'us-1'])('%s closes the doors alone, and from the row’s time on', (seat) => {
  const story = closedBy(seat);
  expect(story.state.doors).toEqual({ kind: 'closed', since: lastRow(story).at, asking: null });
  expect(story.state.guarded).toBe(true);
});

it('is no member’s to close or open them', () => {
  const story = closedBy('us-1');
  for (const move of [CLOSE, OPEN, CLEAN]) expect(story.code('us-2', move)).toBe('chair-or-heads');
  expect(story.code('us-2', OBJECT)).toBe('heads-only');
});

it('opens them at once when every head has asked', () => {
  const story = closedBy('us-1');
  expect(story.does('drc-1', OPEN)).toEqual([{ type: 'openingAsked', party: 'drc' }]);
  expect(story.state.doors).toMatchObject({ asking: { party: 'drc', consents: ['drc'] } });
  expect(story.does('us-1', OPEN)).toEqual([{ type: 'doorsOpened', how: 'consent' }]);
  expect(story.state.doors).toEqual({ kind: 'open' });
});

it('takes both heads where the chair asks, and lets one of them object', () => {
  const story = closedBy('chair-1');
  story.does('chair-1', OPEN);
  expect(story.does('us-1', OPEN)).toEqual([{ type: 'openingAsked', party: 'us' }]);
  expect(story.code('chair-1', OBJECT)).toBe('parties-only');
  expect(story.does('drc-1', OBJECT)).toEqual([{ type: 'openingObjected', party: 'drc' }]);
  expect(story.state.doors).toMatchObject({ kind: 'closed', asking: null });
});

it('opens them unopposed a minute after the asking that stands, and not before', () => {
  const story = closedBy('us-1');
  story.does('chair-1', OPEN);
  const { seq, at } = lastRow(story);
  const unopposed = (asked: number, after: number) =>
    story.table.serve({ kind: 'openUnopposed', asked, at: at + after });
  expect(unopposed(seq, 59_999)).toEqual({ ok: false, code: 'too-early' });
  expect(unopposed(seq - 1, 60_000)).toEqual({ ok: false, code: 'no-opening-asked' });
  story.does('us-1', OBJECT);
  expect(unopposed(seq, 60_000)).toEqual({ ok: false, code: 'no-opening-asked' });
  story.does('chair-1', OPEN);
  const again = lastRow(story);
  const opened = story.table.serve({ kind: 'openUnopposed', asked: again.seq, at: again.at + 60_000 });
  expect(opened).toMatchObject({ ok: true, events: [{ type: 'doorsOpened', how: 'unopposed' }] });
});

it('has the verifier compare the minute with the rows’ own times', () => {
  const story = closedBy('us-1');
  story.does('chair-1', OPEN);
  const { seq, at } = lastRow(story);
  // The table claims a minute that its row, 250 ms later, cannot have waited for.
  story.table.serve({ kind: 'openUnopposed', asked: seq, at: at + 60_000 });
  const { hash } = lastRow(story);
  const bundle = { board: BOARD.id, epoch: 'e', head: { seq: seq + 1, hash }, rows: story.table.rows };
  const verified = verifyBundle(encodeBundle(bundle));
  expect(verified).toMatchObject({ ok: true, report: { broken: { seq: seq + 1, detail: 'too-early' } } });
});

it('sets what observers see when the chair and both heads ask for the very same', () => {
  const story = Negotiation.at([newClause('a1')]);
  expect(story.does('chair-1', CLEAN)).toMatchObject([{ type: 'sightAsked', party: null }]);
  story.does('us-1', CLEAN);
  expect(story.state.sight).toEqual({ sees: 'brackets', delayMinutes: 0 });
  expect(story.state.guarded).toBe(false);
  expect(story.does('drc-1', CLEAN)).toMatchObject([{ type: 'sightSet' }]);
  expect(story.state.sight).toEqual({ sees: 'clean', delayMinutes: 5 });
  expect(story.state.sightAsked).toBe(null);
  expect(story.state.guarded).toBe(true);
});

it('asks anew where one asks for something else, and drops the asking where one asks for what is', () => {
  const story = Negotiation.at([newClause('a1')]);
  story.does('chair-1', CLEAN);
  story.does('us-1', { ...CLEAN, delayMinutes: 10 });
  expect(story.state.sightAsked).toMatchObject({ by: ['us'] });
  const asIs = { kind: 'setPublic', sees: 'brackets', delayMinutes: 0 } as const;
  story.does('drc-1', asIs);
  expect(story.state.sightAsked).toBe(null);
  expect(story.code('drc-1', asIs)).toBe('no-change');
});

it('may begin with the doors closed, and is kept by a keyframe', () => {
  const story = closedBy('us-1');
  story.does('us-1', OPEN);
  story.does('chair-1', CLEAN);
  const kept = partsOf(keyframeBytes(story.table.working.parts))?.state;
  expect(kept).toEqual(story.state);
  const other = Negotiation.at([], { ...BOARD, doorsClosed: true });
  expect(other.state.doors).toMatchObject({ kind: 'closed' });
  expect(other.state.guarded).toBe(true);
});
