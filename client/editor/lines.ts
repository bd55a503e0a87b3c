// The lines of a text as something that stays the same from one moment to the next: known by their first character, and
// compared by what of them is on the page.
import { sameTermValue } from '../../shared/terms.ts';
import { linesOf } from './fragments.ts';
import type { Piece, Setting } from './fragments.ts';
import type { Chip, Layout, Placed } from './layout.ts';

export type KeyedLine = { key: string; line: readonly Setting[] };

/** The text's lines in order, each under a key that no other has and that it keeps while others come and go. */
export const keyedLinesOf = (layout: Layout): KeyedLine[] => {
  let empty = 0;
  return linesOf(layout).map((line) => {
    const [first] = line;
    if (first !== undefined) return { key: characterAt(layout.placed, first.at), line };
    empty += 1;
    return { key: `empty ${empty}`, line };
  });
};

const characterAt = (placed: readonly Placed[], offset: number): string => {
  let low = 0;
  let high = placed.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((placed[middle]?.from ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const found = placed[low];
  return found === undefined ? `at ${offset}` : `${found.client}.${found.clock + offset - found.from}`;
};

/** Whether two lines look and sound the same, wherever in the text they stand. */
export const sameLine = (a: readonly Setting[], b: readonly Setting[]): boolean => alike(a, b, sameSetting);

const alike = <T>(a: readonly T[], b: readonly T[], same: (one: T, other: T) => boolean): boolean =>
  a.length === b.length &&
  a.every((one, i) => {
    const other = b[i];
    return other !== undefined && same(one, other);
  });

const sameSetting = (a: Setting, b: Setting): boolean => {
  if (!alike(a.pieces, b.pieces, samePiece)) return false;
  if (a.kind === 'plain' || b.kind === 'plain') return a.kind === b.kind;
  return (
    a.bracket.key === b.bracket.key &&
    a.bracket.own === b.bracket.own &&
    alike(a.bracket.parties, b.bracket.parties, Object.is) &&
    a.fragment.ends === b.fragment.ends &&
    a.fragment.blank === b.fragment.blank &&
    // Where nothing of it stands on the line, all of it is its name.
    (a.pieces.length > 0 || a.bracket.text === b.bracket.text)
  );
};

const samePiece = (a: Piece, b: Piece): boolean => {
  if (a.kind === 'words' || b.kind === 'words')
    return a.kind === 'words' && b.kind === 'words' && a.text === b.text;
  return sameChip(a.chip, b.chip);
};

const sameChip = (a: Chip, b: Chip): boolean =>
  a.term === b.term &&
  alike(
    a.stands,
    b.stands,
    (one, other) =>
      one.party === other.party &&
      (one.value === null || other.value === null
        ? one.value === other.value
        : sameTermValue(one.value, other.value)),
  );
