// The analysis of the movements is opened to everybody by both heads, on record, and by nobody else.
import { expect, it } from 'vitest';
import { keyframeBytes, partsOf } from '../../../shared/keyframe.ts';
import { newClause } from '../../support/boards.ts';
import { Negotiation } from '../../support/negotiation.ts';

const RELEASE = { kind: 'releaseAnalysis' } as const;

it('takes both heads', () => {
  const story = Negotiation.at([newClause('a1')]);
  expect(story.does('us-1', RELEASE)).toMatchObject([
    { type: 'asked', party: 'us', move: 'releaseAnalysis', clause: null },
  ]);
  expect(story.state.analysisReleased).toBe(false);
  expect(story.state.asked).toHaveLength(1);
  expect(story.does('drc-1', RELEASE)).toEqual([{ type: 'analysisReleased' }]);
  expect(story.state.analysisReleased).toBe(true);
  expect(story.state.asked).toEqual([]);
});

it('is no move of the chair or of a member, and is asked for once', () => {
  const story = Negotiation.at([newClause('a1')]);
  expect(story.code('chair-1', RELEASE)).toBe('parties-only');
  expect(story.code('drc-2', RELEASE)).toBe('heads-only');
  story.does('drc-1', RELEASE);
  expect(story.code('drc-1', RELEASE)).toBe('already-asked');
});

it('is kept by a keyframe', () => {
  const story = Negotiation.at([newClause('a1')]);
  story.does('us-1', RELEASE);
  story.does('drc-1', RELEASE);
  expect(partsOf(keyframeBytes(story.table.working.parts))?.state.analysisReleased).toBe(true);
});
