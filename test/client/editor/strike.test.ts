// What every way of editing does to words that are not, or not only, one's own: the own position is what the hand meant,
// the other's is untouched, and the caret stands where one would look for it.
import { describe, expect, it } from 'vitest';
import { Hand } from '../../support/hand.ts';
import { CLAUSE, lay } from '../../support/laid-text.ts';
import type { Part } from '../../support/laid-text.ts';

type Story = {
  name: string;
  parts: readonly Part[];
  /** Whose hand it is; the US unless told. */
  seat?: 'drc' | 'us' | 'chair';
  does: (hand: Hand) => unknown;
  page: string;
  own?: string;
};

const COMMON: Part = ['both', 'The Parties shall hold a stock.'];
const MIXED: readonly Part[] = [
  ['both', 'The Parties '],
  ['us', 'may '],
  ['drc', 'shall '],
  ['both', 'hold a stock.'],
];

const STORIES: Story[] = [
  {
    name: 'typing into common words is one’s own',
    parts: [COMMON],
    does: (hand) => hand.at('Parties').types(' jointly'),
    page: 'The Parties [US: jointly|] shall hold a stock.',
    own: 'The Parties jointly shall hold a stock.',
  },
  {
    name: 'Backspace really deletes own words',
    parts: MIXED,
    does: (hand) => hand.at('may').backspaces(3).types('can'),
    page: 'The Parties [US: can|] [DRC: shall] hold a stock.',
    own: 'The Parties can hold a stock.',
  },
  {
    name: 'Backspace in common words brackets them, letter by letter, and walks back',
    parts: [COMMON],
    does: (hand) => hand.at('shall').backspaces(5),
    page: 'The Parties |[DRC: shall] hold a stock.',
    own: 'The Parties  hold a stock.',
  },
  {
    name: 'Delete in common words brackets them and walks on',
    parts: [COMMON],
    does: (hand) => hand.at('Parties ').deletesForward(5),
    page: 'The Parties [DRC: shall|] hold a stock.',
    own: 'The Parties  hold a stock.',
  },
  {
    name: 'common words that the US typed itself are struck, not deleted',
    parts: [['shared', 'The Parties shall hold.']],
    does: (hand) => hand.at('shall').backspaces(5),
    page: 'The Parties |[DRC: shall] hold.',
    own: 'The Parties  hold.',
  },
  {
    name: 'Backspace leaves the other side’s words alone and walks back over them',
    parts: MIXED,
    does: (hand) => hand.at('shall').backspaces(3),
    page: 'The Parties [US: may] [DRC: sh|all] hold a stock.',
    own: 'The Parties may hold a stock.',
  },
  {
    name: 'Delete leaves the other side’s words alone and walks on over them',
    parts: MIXED,
    does: (hand) => hand.at('may ').deletesForward(6).types('X'),
    page: 'The Parties [US: may] [DRC: shall] [US: X|]hold a stock.',
    own: 'The Parties may Xhold a stock.',
  },
  {
    name: 'typing over common words reads [old][new]',
    parts: [COMMON],
    does: (hand) => hand.select('shall').types('should'),
    page: 'The Parties [DRC: shall][US: should|] hold a stock.',
    own: 'The Parties should hold a stock.',
  },
  {
    name: 'typing over a selection made backwards reads the same',
    parts: [COMMON],
    does: (hand) => hand.select('shall', true).types('should'),
    page: 'The Parties [DRC: shall][US: should|] hold a stock.',
  },
  {
    name: 'typing over own words leaves nothing of them',
    parts: MIXED,
    does: (hand) => hand.select('may').types('can'),
    page: 'The Parties [US: can|] [DRC: shall] hold a stock.',
  },
  {
    name: 'typing over own, foreign and common words at once',
    parts: MIXED,
    does: (hand) => hand.select('may shall hold').types('keep'),
    page: 'The Parties [DRC: shall hold][US: keep|] a stock.',
    own: 'The Parties keep a stock.',
  },
  {
    name: 'deleting a selection leaves the caret behind what stays',
    parts: [COMMON],
    does: (hand) => hand.select('shall hold').backspaces().types('keep'),
    page: 'The Parties [DRC: shall hold][US: keep|] a stock.',
  },
  {
    name: 'a word backwards',
    parts: [COMMON],
    does: (hand) => hand.at('shall').deletesWordBack(),
    page: 'The Parties |[DRC: shall] hold a stock.',
    own: 'The Parties  hold a stock.',
  },
  {
    name: 'a word forwards, over own and common',
    parts: MIXED,
    does: (hand) => hand.at('The Parties ').deletesWordForward(),
    page: 'The Parties | [DRC: shall] hold a stock.',
    own: 'The Parties  hold a stock.',
  },
  {
    name: 'cutting brackets what is common',
    parts: [COMMON],
    does: (hand) => hand.select(' hold').cuts(),
    page: 'The Parties shall [DRC: hold|] a stock.',
    own: 'The Parties shall a stock.',
  },
  {
    name: 'cutting own words on both sides of the other’s leaves these where they are',
    parts: [
      ['us', 'One '],
      ['drc', 'two '],
      ['us', 'three'],
    ],
    does: (hand) => hand.select('One two three').cuts(),
    page: '[DRC: two] |',
    own: '',
  },
  {
    name: 'a letter typed over one that shares half of it',
    parts: [['us', 'Peace 😀 now']],
    does: (hand) => hand.select('😀').types('👨'),
    page: '[US: Peace 👨| now]',
  },
  {
    name: 'pasting over a paragraph changes only the words that differ',
    parts: [COMMON],
    does: (hand) => hand.select('The Parties shall hold a stock.').pastes('The Parties may hold a stock.'),
    page: 'The Parties [DRC: shall][US: may] hold a stock.|',
    own: 'The Parties may hold a stock.',
  },
  {
    name: 'pasting the very same words changes nothing',
    parts: [COMMON],
    does: (hand) => hand.select('shall hold').pastes('shall hold'),
    page: 'The Parties shall hold| a stock.',
  },
  {
    name: 'pasting the other side’s words over them makes them one’s own as well, and they show once',
    parts: MIXED,
    does: (hand) => hand.select('may shall ').pastes('shall '),
    page: 'The Parties shall |hold a stock.',
    own: 'The Parties shall hold a stock.',
  },
  {
    name: 'pasted line ends and forbidden characters',
    parts: [COMMON],
    does: (hand) => hand.at('stock.').pastes('\r\nTwo\u202e\rthree e\u0301'),
    page: 'The Parties shall hold a stock.[US: ¶]\n[US: Two¶]\n[US: three é|]',
    own: 'The Parties shall hold a stock.\nTwo\nthree é',
  },
  {
    name: 'a spelling corrected by the browser touches only what differs',
    parts: [['both', 'The Parteis hold.']],
    does: (hand) => hand.rewrites('Parteis', 'Parties'),
    page: 'The Part[DRC: ei][US: ie]s| hold.',
    own: 'The Parties hold.',
  },
  {
    name: 'a spelling corrected in the other side’s word writes the whole word',
    parts: [
      ['both', 'The '],
      ['drc', 'teh'],
      ['both', ' Parties'],
    ],
    does: (hand) => hand.rewrites('eh', 'he'),
    page: 'The [DRC: teh][US: the|] Parties',
    own: 'The the Parties',
  },
  {
    name: 'a spelling corrected in an own word really changes it',
    parts: [
      ['both', 'The '],
      ['us', 'Parteis'],
    ],
    does: (hand) => hand.rewrites('Parteis', 'Parties'),
    page: 'The [US: Parties|]',
  },
  {
    name: 'dragging common words brackets them where they were and types them where they go',
    parts: [COMMON],
    does: (hand) => hand.drags(' hold', 'stock'),
    page: 'The Parties shall [DRC: hold] a stock‹ [US: hold›].',
    own: 'The Parties shall a stock hold.',
  },
  {
    name: 'dragging own words moves them',
    parts: MIXED,
    does: (hand) => hand.drags('may ', 'hold '),
    page: 'The Parties [DRC: shall] hold ‹[US: may] ›a stock.',
    own: 'The Parties hold may a stock.',
  },
  {
    name: 'letters of two units are never cut',
    parts: [['both', 'Peace 😀 now']],
    does: (hand) => hand.rewrites('😀', '😁'),
    page: 'Peace [DRC: 😀][US: 😁|] now',
    own: 'Peace 😁 now',
  },
  {
    name: 'a change of half a letter takes all of it',
    parts: [['both', 'Peace 😀 now']],
    does: (hand) => hand.does({ changes: { from: 7, to: 8, insert: '\ude01' }, userEvent: 'input.type' }),
    page: 'Peace [DRC: 😀][US: 😁] now',
    own: 'Peace 😁 now',
  },
  {
    name: 'Backspace takes a family of five code points whole',
    parts: [
      ['both', 'We '],
      ['us', '👨‍👩‍👧'],
      ['both', '.'],
    ],
    does: (hand) => hand.at('👧').backspaces(),
    page: 'We |.',
  },
  {
    name: 'a selection that ends within a letter takes all of it',
    parts: [['both', 'a👨‍👩‍👧b']],
    does: (hand) =>
      hand.does({ changes: { from: 3, to: 5 }, selection: { anchor: 3 }, userEvent: 'delete.selection' }),
    page: 'a[DRC: 👨‍👩‍👧|]b',
    own: 'ab',
  },
  {
    name: 'an accent is not put on the other side’s letter',
    parts: [['drc', 'cafe']],
    does: (hand) => hand.at('cafe').types('\u0301'),
    page: '[DRC: cafe|]',
    own: '',
  },
  {
    name: 'an accent on an own letter',
    parts: [['us', 'cafe']],
    does: (hand) => hand.at('cafe').types('\u0301'),
    page: '[US: cafe\u0301|]',
  },
  {
    name: 'a paragraph’s end that is common is struck as such',
    parts: [['both', 'One.\nTwo.']],
    does: (hand) => hand.at('One.').deletesForward(),
    page: 'One.[DRC: ¶]\n|Two.',
    own: 'One.Two.',
  },
  {
    name: 'joining own paragraphs',
    parts: [['us', 'One.\nTwo.']],
    does: (hand) => hand.at('One.\n').backspaces(),
    page: '[US: One.|Two.]',
  },
  {
    name: 'a selection over paragraphs',
    parts: [['both', 'One.\nTwo.\nThree.']],
    does: (hand) => hand.select('.\nTwo.\nThr').types('x'),
    page: 'One[DRC: .¶]\n[DRC: Two.¶]\n[DRC: Thr][US: x|]ee.',
    own: 'Onexee.',
  },
  {
    name: 'a cited term goes whole, one Backspace',
    parts: [['both', 'for {years} in all']],
    does: (hand) =>
      hand.does({ changes: { from: 10, to: 11 }, selection: { anchor: 10 }, userEvent: 'delete.backward' }),
    page: 'for |[DRC: <years>] in all',
    own: 'for  in all',
  },
  {
    name: 'nothing is typed into a cited term',
    parts: [['both', 'for {years} in all']],
    does: (hand) =>
      hand.does({ changes: { from: 6, insert: 'x' }, selection: { anchor: 7 }, userEvent: 'input.type' }),
    page: 'for <years>[US: x|] in all',
  },
  {
    name: 'a cited term that nobody knows is text',
    parts: [['both', 'for {yaers} in all']],
    does: (hand) => hand.at('{yaers}').backspaces(),
    page: 'for {yaers|[DRC: }] in all',
  },
  {
    name: 'a composition of an own word',
    parts: [COMMON],
    does: (hand) => {
      hand
        .at('Parties ')
        .does({ ...hand.state.replaceSelection('n'), userEvent: 'input.type.compose.start' });
      hand.rewrites('n', 'に', 'input.type.compose').rewrites('に', 'にほ', 'input.type.compose');
      hand.rewrites('にほ', '日本 ', 'input.type.compose');
    },
    page: 'The Parties [US: 日本] |shall hold a stock.',
    own: 'The Parties 日本 shall hold a stock.',
  },
  {
    name: 'identical words of both sides show once, one’s own to be edited',
    parts: [
      ['both', 'The Parties '],
      ['us', 'shall'],
      ['drc', 'shall'],
      ['both', ' hold.'],
    ],
    does: (hand) => hand.at('shall'),
    page: 'The Parties shall| hold.',
  },
  {
    name: '… and when one changes them, the other’s stand in brackets again',
    parts: [
      ['both', 'The Parties '],
      ['us', 'shall'],
      ['drc', 'shall'],
      ['both', ' hold.'],
    ],
    does: (hand) => hand.at('shall').backspaces(3),
    page: 'The Parties [US: sh|][DRC: shall] hold.',
    own: 'The Parties sh hold.',
  },
  {
    name: 'the chair types proposals that nobody includes',
    parts: [COMMON],
    seat: 'chair',
    does: (hand) => hand.at('Parties').types(' jointly'),
    page: 'The Parties [Chair: jointly|] shall hold a stock.',
  },
  {
    name: 'the chair deletes its own words and no others',
    parts: [
      ['both', 'The Parties'],
      ['chair', ' jointly'],
      ['both', ' hold.'],
    ],
    seat: 'chair',
    does: (hand) => hand.select('Parties jointly hold').backspaces(),
    page: 'The Parties hold|.',
  },
  {
    name: 'the chair’s words are not a party’s to delete',
    parts: [
      ['both', 'The Parties'],
      ['chair', ' jointly'],
      ['both', ' hold.'],
    ],
    does: (hand) => hand.select(' jointly').backspaces(),
    page: 'The Parties [Chair: jointly|] hold.',
    own: 'The Parties hold.',
  },
];

describe('editing words that are not only one’s own', () => {
  for (const { name, parts, seat = 'us', does, page, own } of STORIES)
    it(name, () => {
      const laid = lay(parts);
      const other = seat === 'drc' ? 'us' : 'drc';
      const before = laid.table.position(CLAUSE, 'en', other);
      const hand = new Hand(laid[seat], CLAUSE);
      does(hand);
      expect(hand.page(/[|‹]/.test(page))).toBe(page);
      laid.table.settle();
      expect(laid.table.refusals).toEqual([]);
      expect(hand.page(false)).toBe(page.replaceAll(/[|‹›]/g, ''));
      if (own !== undefined) expect(laid.table.position(CLAUSE, 'en', seat)).toBe(own);
      // L1: nothing one side does changes the other's position.
      expect(laid.table.position(CLAUSE, 'en', other)).toBe(before);
    });

  it('words that nobody includes but a revision holds are not shown, and neither deleted nor typed into', () => {
    const { table, drc, us } = lay([['drc', 'The Parties shall hold.']]);
    table.log.move('drc-1', { kind: 'propose', clause: CLAUSE });
    const words = new Hand(drc, CLAUSE).select(' shall').backspaces();
    table.settle();
    expect(words.page()).toBe('[DRC: The Parties| hold.]');
    expect(words.doc).toBe('The Parties shall hold.');
    const other = new Hand(us, CLAUSE);
    expect(other.page(false)).toBe('[DRC: The Parties hold.]');
    words.does({ selection: { anchor: 'The Parties shall'.length } });
    words.types(' jointly');
    table.settle();
    expect(words.page()).toBe('[DRC: The Parties jointly| hold.]');
    expect(table.position(CLAUSE, 'en', 'drc')).toBe('The Parties jointly hold.');
    expect(table.refusals).toEqual([]);
  });
});
