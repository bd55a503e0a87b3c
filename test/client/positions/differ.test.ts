import { describe, expect, test } from 'vitest';
import { changesOf, citationsIn, markedFor } from '../../../client/positions/differ.ts';
import { compile } from '../../../shared/text/compilation.ts';

describe('a position with the words that only it has marked', () => {
  const segments = compile(
    ['The Parties shall hold a stock.\nIt is joint.', 'The Parties may hold a stock.'],
    ['drc', 'us'],
  );

  test('each side reads whole, by paragraph', () => {
    const read = (party: string): string[] =>
      markedFor(segments, party).map((paragraph) => paragraph.map((piece) => piece.text).join(''));
    expect(read('drc')).toEqual(['The Parties shall hold a stock.', 'It is joint.']);
    expect(read('us')).toEqual(['The Parties may hold a stock.']);
  });

  test('what differs is marked, what does not is not', () => {
    expect(markedFor(segments, 'us')[0]).toEqual([
      { mark: 'same', text: 'The Parties ' },
      { mark: 'only', text: 'may' },
      { mark: 'same', text: ' hold a stock.' },
    ]);
  });
});

test('what becomes of a reading: gone first, then come', () => {
  expect(changesOf('The Parties may hold', 'The Parties shall hold')).toEqual([
    [
      { mark: 'kept', text: 'The Parties ' },
      { mark: 'removed', text: 'may' },
      { mark: 'added', text: 'shall' },
      { mark: 'kept', text: ' hold' },
    ],
  ]);
  expect(changesOf('same', 'same')).toEqual([[{ mark: 'kept', text: 'same' }]]);
});

test('only terms that there are are cited', () => {
  expect(citationsIn('hold {stock} of {nothing}.', [{ id: 'stock' }])).toEqual([
    { kind: 'words', text: 'hold ' },
    { kind: 'term', term: 'stock' },
    { kind: 'words', text: ' of ' },
    { kind: 'words', text: '{nothing}' },
    { kind: 'words', text: '.' },
  ]);
});
