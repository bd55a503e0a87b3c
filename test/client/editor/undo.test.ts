// One stack over text and strikes: taking back does what is possible now, and never what is the other side's.
import { describe, expect, it } from 'vitest';
import { IdSet } from '../../../shared/ids.ts';
import { positionRanges, stretchesIn } from '../../../shared/text/position.ts';
import { clauseOf } from '../../../shared/state.ts';
import { Hand } from '../../support/hand.ts';
import { CLAUSE, lay } from '../../support/laid-text.ts';
import type { Laid, Part } from '../../support/laid-text.ts';

const COMMON: Part = ['both', 'The Parties shall hold a stock.'];

const start = (parts: readonly Part[]): Laid & { hand: Hand } => {
  const laid = lay(parts);
  return { ...laid, hand: new Hand(laid.us, CLAUSE) };
};

/** The other side accepts everything that the US includes. */
const acceptAll = ({ table }: Laid): void => {
  const stretches = stretchesIn(table.state, table.log.working.text, clauseOf(table.state, CLAUSE)!, 'en');
  const ranges = positionRanges(stretches, 'us');
  table.log.move('drc-1', { kind: 'adopt', clause: CLAUSE, lang: 'en', ranges });
};

const strikesAll = ({ table }: Laid, words: string): void => {
  const runs = table.log.working.text.runs(CLAUSE, 'en');
  const all = runs.map(({ text }) => text).join('');
  const [from, to] = [all.indexOf(words), all.indexOf(words) + words.length];
  let at = 0;
  const ranges = runs.flatMap(({ client, clock, text }): [number, number, number][] => {
    const [a, b] = [Math.max(from - at, 0), Math.min(to - at, text.length)];
    at += text.length;
    return a < b ? [[client, clock + a, b - a]] : [];
  });
  table.log.move('drc-1', { kind: 'strike', clause: CLAUSE, lang: 'en', ranges: IdSet.of(ranges).ranges() });
};

describe('undo', () => {
  it('takes back a burst of typing at once, and does it again', () => {
    const { table, hand } = start([COMMON]);
    hand.at('Parties').types(' jointly').undo();
    expect(hand.page()).toBe('The Parties| shall hold a stock.');
    hand.redo();
    expect(hand.page()).toBe('The Parties [US: jointly|] shall hold a stock.');
    hand.undo().redo().undo();
    table.settle();
    expect(hand.page()).toBe('The Parties| shall hold a stock.');
    expect(table.refusals).toEqual([]);
  });

  it('a pause, or a step of the caret, ends a burst', () => {
    const { hand } = start([COMMON]);
    hand.at('Parties').types(' very');
    hand.now += 600;
    hand.types(' soon').undo();
    expect(hand.page()).toBe('The Parties [US: very|] shall hold a stock.');
    hand.at('very').types('!').at('very').types('?').undo();
    expect(hand.page(false)).toBe('The Parties [US: very!] shall hold a stock.');
  });

  it('what came and went within a burst has not happened', () => {
    const { hand } = start([COMMON]);
    hand.at('Parties').types(' jointli').backspaces().types('y').undo().undo().undo();
    expect(hand.page(false)).toBe('The Parties shall hold a stock.');
    hand.redo().redo().redo();
    expect(hand.page(false)).toBe('The Parties [US: jointly] shall hold a stock.');
  });

  it('undoing a strike adopts', () => {
    const { table, hand } = start([COMMON]);
    hand.at('shall').backspaces(5);
    table.settle();
    hand.undo();
    table.settle();
    expect(hand.page(false)).toBe('The Parties shall hold a stock.');
    expect(table.position(CLAUSE, 'en', 'us')).toBe('The Parties shall hold a stock.');
    hand.redo();
    table.settle();
    expect(hand.page(false)).toBe('The Parties [DRC: shall] hold a stock.');
    expect(table.refusals).toEqual([]);
  });

  it('a strike undone before it is sent never was', () => {
    const { table, us, hand } = start([COMMON]);
    const seq = table.log.working.seq;
    hand.at('shall').backspaces(5).undo();
    expect(us.actsDone).toBe(6);
    table.settle();
    expect(table.log.working.seq).toBe(seq);
    expect(hand.page(false)).toBe('The Parties shall hold a stock.');
  });

  it('a replacement is taken back whole, words typed after its first letter too', () => {
    const { table, hand } = start([COMMON]);
    hand.select('shall').types('should').undo();
    expect(hand.page()).toBe('The Parties |shall hold a stock.'.replace('|shall', 'shall|'));
    hand.redo();
    expect(hand.page()).toBe('The Parties [DRC: shall][US: should|] hold a stock.');
    table.settle();
    expect(table.refusals).toEqual([]);
  });

  it('what was typed before a strike stands when the strike is taken back', () => {
    const { hand } = start([COMMON]);
    hand.at('Parties').types(' now').at('hold').backspaces(4).undo();
    expect(hand.page(false)).toBe('The Parties [US: now] shall hold a stock.');
  });

  it('undoing an insertion that the other side has adopted meanwhile strikes it', () => {
    const laid = start([COMMON]);
    const { table, hand } = laid;
    hand.at('Parties').types(' jointly');
    table.settle();
    acceptAll(laid);
    expect(hand.page(false)).toBe('The Parties jointly shall hold a stock.');
    hand.undo();
    table.settle();
    expect(hand.page(false)).toBe('The Parties [DRC: jointly] shall hold a stock.');
    hand.redo();
    table.settle();
    expect(hand.page(false)).toBe('The Parties jointly shall hold a stock.');
    expect(table.position(CLAUSE, 'en', 'drc')).toBe('The Parties jointly shall hold a stock.');
    expect(table.refusals).toEqual([]);
  });

  it('undoing a strike of words that are gone meanwhile types them again', () => {
    const laid = start([COMMON]);
    const { table, hand } = laid;
    hand.at('shall').backspaces(5);
    table.settle();
    strikesAll(laid, 'shall');
    expect(hand.page()).toBe('The Parties | hold a stock.');
    hand.undo();
    table.settle();
    expect(hand.page()).toBe('The Parties [US: shall|] hold a stock.');
    hand.redo();
    table.settle();
    expect(hand.page()).toBe('The Parties | hold a stock.');
    hand.undo();
    expect(hand.page()).toBe('The Parties [US: shall|] hold a stock.');
    expect(table.refusals).toEqual([]);
  });

  it('deleted words come back where they were, around what others typed there meanwhile', () => {
    const { table, drc, hand } = start([
      ['both', 'The Parties'],
      ['us', ' may or may not'],
      ['both', ' hold.'],
    ]);
    hand.select(' may or may not').backspaces();
    table.settle();
    new Hand(drc, CLAUSE).at('Parties').types(' shall');
    table.settle();
    hand.undo();
    table.settle();
    expect(hand.page(false)).toMatch(
      /^The Parties (\[DRC: shall\] \[US: may or may not\]|\[US: may or may not\] \[DRC: shall\]) hold\.$/,
    );
    hand.undo();
    expect(table.refusals).toEqual([]);
  });

  it('words deleted, brought back, and typed before: each step finds its characters by what they are now', () => {
    const { table, hand } = start([COMMON]);
    hand.at('Parties').types(' jointly');
    hand.select(' jointly').backspaces();
    table.settle();
    hand.undo();
    expect(hand.page(false)).toBe('The Parties [US: jointly] shall hold a stock.');
    hand.undo();
    expect(hand.page(false)).toBe('The Parties shall hold a stock.');
    hand.redo().redo();
    expect(hand.page(false)).toBe('The Parties shall hold a stock.');
    hand.undo();
    expect(hand.page(false)).toBe('The Parties [US: jointly] shall hold a stock.');
    table.settle();
    expect(table.refusals).toEqual([]);
  });

  it('a step that changes nothing any more is passed over', () => {
    const laid = start([COMMON]);
    const { table, hand } = laid;
    hand.at('Parties').types(' one');
    hand.at('stock').backspaces(5);
    table.settle();
    // The other side strikes as well, then the words are typed by it again: nothing of the strike is left to undo.
    acceptAll(laid);
    hand.undo().undo();
    table.settle();
    expect(hand.page(false)).toBe('The Parties [DRC: one] shall hold a stock.');
    expect(table.refusals).toEqual([]);
  });

  it('what the other side does is not on the stack', () => {
    const { table, drc, hand } = start([COMMON]);
    new Hand(drc, CLAUSE).at('Parties').types(' jointly');
    table.settle();
    hand.undo();
    expect(hand.page(false)).toBe('The Parties [DRC: jointly] shall hold a stock.');
  });

  it('Backspace after Backspace is one step', () => {
    const { hand } = start([
      ['both', 'The Parties'],
      ['us', ' jointly'],
    ]);
    hand.at('jointly').backspaces(8);
    hand.now += 100;
    hand.backspaces(7).undo();
    expect(hand.page(false)).toBe('The Parties [US: jointly]');
  });
});
