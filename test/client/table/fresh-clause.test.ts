// Ids of articles that join the agenda: readable, valid, and never one that the board had.
import { expect, test } from 'vitest';
import { freshClauseId } from '../../../client/table/fresh-clause.ts';
import { ClauseId } from '../../../shared/board.ts';
import type { ClauseState } from '../../../shared/state.ts';

const board = (ids: string[], dropped: string[] = []) => ({
  clauses: ids.map((id) => ({ id }) as ClauseState),
  dropped,
});

test('an id is the title in small plain letters', () => {
  expect(freshClauseId(board([]), 'Rules of origin')).toBe('rules-of-origin');
  expect(freshClauseId(board([]), ' Réserve stratégique, conjointe… ')).toBe('reserve-strategique');
});

test('one that is used, or was dropped, gets a number', () => {
  expect(freshClauseId(board(['origin']), 'Origin')).toBe('origin-2');
  expect(freshClauseId(board(['origin'], ['origin-2']), 'Origin')).toBe('origin-3');
});

test.each(['', '第五条', '—', 'x'.repeat(300), 'a'.repeat(25) + ' b'])('%j gives a valid id', (title) => {
  const id = freshClauseId(board(['article']), title);
  expect(ClauseId.safeParse(id).success).toBe(true);
  expect(id).not.toBe('article');
});
