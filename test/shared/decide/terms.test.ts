// Terms: each party's value is its own, of the term's kind, and counts in the gap until both are the same.
import { describe, expect, it } from 'vitest';
import type { TermValue } from '../../../shared/terms.ts';
import { newClause, TERMS } from '../../support/boards.ts';
import { Negotiation, only } from '../../support/negotiation.ts';

const opened = (): Negotiation => Negotiation.at([newClause('a1', TERMS)]);

const TAKEN: [string, TermValue][] = [
  ['years', 10],
  ['share', 12.5],
  ['tonnes', 45_500],
  ['price', 0.3],
  ['audit', false],
  ['court', 'ICSID'],
  ['ores', ['cobalt', 'tin']],
];

const REFUSED: [string, TermValue, string][] = [
  ['years', '10', 'wrong-kind'],
  ['years', 31, 'out-of-bounds'],
  ['share', 12.3, 'off-step'],
  ['tonnes', 499, 'off-step'],
  ['price', -1, 'out-of-bounds'],
  ['audit', 1, 'wrong-kind'],
  ['court', 'PCA', 'not-an-option'],
  ['ores', ['gold'], 'not-an-option'],
  ['ores', 'tin', 'wrong-kind'],
];

describe('setTerm', () => {
  it.each(TAKEN)('%s takes %j', (term, value) => {
    const story = opened();
    expect(only(story.sets('drc-2', 'a1', term, value), 'termSet')).toMatchObject({ from: null, to: value });
    expect(story.clause('a1').values[term]!['drc']).toMatchObject({ value, opening: value, seat: 'drc-2' });
    expect(story.clause('a1').values[term]!['us']).toBeUndefined();
  });

  it.each(REFUSED)('%s refuses %j: %s', (term, value, code) => {
    expect(opened().code('us-1', { kind: 'setTerm', clause: 'a1', term, value })).toBe(code);
  });

  it('keeps the opening, and counts as a figure until both are the same', () => {
    const story = opened();
    story.sets('drc-1', 'a1', 'years', 5);
    story.sets('us-1', 'a1', 'years', 25);
    const event = only(story.sets('us-1', 'a1', 'years', 5), 'termSet');
    expect(event.from).toBe(25);
    expect([event.gap.before.figures, event.gap.after.figures]).toEqual([7, 6]);
    expect(story.clause('a1').values['years']!['us']).toMatchObject({ value: 5, opening: 25 });
    expect(story.sets('us-1', 'a1', 'years', 5)).toEqual([]);
  });

  it('a set is what it holds, whatever order it is told in', () => {
    const story = opened();
    expect(only(story.sets('drc-1', 'a1', 'ores', ['tin', 'cobalt', 'tin']), 'termSet').to).toEqual([
      'cobalt',
      'tin',
    ]);
    expect(story.sets('drc-1', 'a1', 'ores', ['tin', 'cobalt'])).toEqual([]);
  });
});
