// How a clause's characters stand on the page for each reader.
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../client/editor/fragments.ts';
import { layoutOf } from '../../../client/editor/brackets.ts';
import { Hand } from '../../support/hand.ts';
import { CLAUSE, lay } from '../../support/laid-text.ts';
import type { Part } from '../../support/laid-text.ts';

const pages = (parts: readonly Part[]): { drc: string; us: string; chair: string } => {
  const { drc, us, chair } = lay(parts);
  return {
    drc: new Hand(drc, CLAUSE).page(false),
    us: new Hand(us, CLAUSE).page(false),
    chair: new Hand(chair, CLAUSE).page(false),
  };
};

const everywhere = (page: string) => ({ drc: page, us: page, chair: page });

describe('the page', () => {
  it('common words are plain, others stand in brackets of whoever includes them', () => {
    expect(
      pages([
        ['both', 'The Parties '],
        ['us', 'may'],
        ['drc', 'shall'],
        ['shared', ' hold'],
        ['chair', ' jointly'],
        ['both', '.'],
      ]),
    ).toEqual(everywhere('The Parties [US: may][DRC: shall] hold [Chair: jointly].'));
  });

  it('neighbours of the same side are one bracket, whoever typed first', () => {
    expect(
      pages([
        ['drc', 'a'],
        ['drc', 'b'],
        ['us', 'c'],
        ['drc', 'd'],
      ]).us,
    ).toBe('[DRC: ab][US: c][DRC: d]');
  });

  it('white space at its edges stands outside of a bracket', () => {
    expect(
      pages([
        ['both', 'The Parties'],
        ['us', ' may '],
        ['both', 'hold'],
      ]).us,
    ).toBe('The Parties [US: may] hold');
  });

  it('words that both have typed show once, even in two pieces and with other spaces', () => {
    expect(
      pages([
        ['both', 'The Parties '],
        ['us', 'shall '],
        ['us', 'hold '],
        ['drc', 'shall  hold '],
        ['both', 'a stock.'],
      ]),
    ).toEqual({
      us: 'The Parties shall hold a stock.',
      drc: 'The Parties shall  hold a stock.',
      chair: 'The Parties shall  hold a stock.',
    });
  });

  it('words that differ by a space between letters do not read the same', () => {
    expect(
      pages([
        ['both', 'they co'],
        ['us', ' '],
        ['both', 'operate'],
      ]).us,
    ).toBe('they co[US:  ]operate');
  });

  it('a space more than the other side has is nothing to speak of', () => {
    expect(
      pages([
        ['both', 'they '],
        ['us', ' '],
        ['both', 'hold'],
      ]),
    ).toEqual({ us: 'they  hold', drc: 'they hold', chair: 'they hold' });
  });

  it('readings that are the same leave no bracket, wherever the words were typed', () => {
    expect(
      pages([
        ['us', 'ab'],
        ['both', 'a'],
        ['drc', 'ba'],
      ]),
    ).toEqual({ us: 'aba', drc: 'aba', chair: 'aba' });
  });

  it('a term is a chip where one stretch cites it whole, and text otherwise', () => {
    expect(
      pages([
        ['both', 'for {years} and {unknown} and {ye'],
        ['us', 'ars}'],
        ['drc', ' or {share}'],
      ]).us,
    ).toBe('for <years> and {unknown} and {ye[US: ars}] [DRC: or <share>]');
  });

  it('a bracket over paragraphs has its pair on each line', () => {
    expect(
      pages([
        ['both', 'One'],
        ['us', ' two.\n\nThree'],
        ['both', ' four.'],
      ]).us,
    ).toBe('One [US: two.¶]\n[US: ¶]\n[US: Three] four.');
  });

  it('static lines hold the same words, chips and brackets in the same order', () => {
    const { us } = lay([
      ['both', 'One {years}'],
      ['us', ' two.\nThree {share}'],
      ['both', ' four.'],
    ]);
    const hand = new Hand(us, CLAUSE);
    hand.redraw();
    const lines = linesOf(layoutOf(hand.state)).map((line) =>
      line.map(({ kind, pieces }) => [
        kind,
        ...pieces.map((piece) => (piece.kind === 'words' ? piece.text : `<${piece.chip.term.id}>`)),
      ]),
    );
    expect(lines).toEqual([
      [
        ['plain', 'One ', '<years>', ' '],
        ['bracket', 'two.'],
      ],
      [
        ['bracket', 'Three ', '<share>'],
        ['plain', ' four.'],
      ],
    ]);
  });

  it('an empty text is one empty line', () => {
    const { us } = lay([]);
    expect(linesOf(layoutOf(new Hand(us, CLAUSE).state))).toEqual([[]]);
  });
});
