// An id for an article that joins the agenda: readable, and one that the board never had, since an article's text lives
// on in the document after it was dropped.
import type { ClauseId } from '../../shared/board.ts';
import type { BoardState } from '../../shared/state.ts';

/** Leaves room for a number behind it: an id has at most 32 characters. */
const LONGEST = 26;

const joined = (id: string, word: string): string => {
  if (id === '') return word;
  return id.length + word.length < LONGEST ? `${id}-${word}` : id;
};

/** "Rules of origin" gives `rules-of-origin`, or `rules-of-origin-2` where that was used. */
export const freshClauseId = (
  { clauses, dropped }: Pick<BoardState, 'clauses' | 'dropped'>,
  title: string,
): ClauseId => {
  const used = new Set([...clauses.map(({ id }) => id), ...dropped]);
  const plain = title
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const words = plain.split(/[^a-z0-9]+/).filter((word) => word !== '');
  const stem = words.reduce((id, word) => joined(id, word), '').slice(0, LONGEST) || 'article';
  if (!used.has(stem)) return stem;
  let number = 2;
  while (used.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
};
