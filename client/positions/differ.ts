// Two texts of one language compared word by word, for reading: what both have, what only one has, by paragraph.
import type { PartyId } from '../../shared/board.ts';
import { compile } from '../../shared/text/compilation.ts';
import type { Segment } from '../../shared/text/compilation.ts';
import { readingOf } from '../../shared/text/reading.ts';

export type Mark = 'same' | 'only';
export type Marked = { mark: Mark; text: string };

/** One party's reading out of a compilation, its words that the other has not marked; a list of paragraphs. */
export const markedFor = (segments: readonly Segment[], party: PartyId): Marked[][] =>
  paragraphs(
    segments.flatMap((segment): Marked[] => {
      if (segment.kind === 'common') return [{ mark: 'same', text: segment.text }];
      const own = segment.alternatives.find((alternative) => alternative.party === party);
      return own === undefined ? [] : [{ mark: 'only', text: own.text }];
    }),
  );

export type Changed = { mark: 'kept' | 'added' | 'removed'; text: string };

/** What becomes of a reading when it turns into another; a list of paragraphs. */
export const changesOf = (before: string, after: string): Changed[][] => {
  const segments = compile([readingOf(before), readingOf(after)], ['before', 'after']);
  return paragraphs(
    segments.flatMap((segment): Changed[] => {
      if (segment.kind === 'common') return [{ mark: 'kept', text: segment.text }];
      return segment.alternatives.map(({ party, text }) => ({
        mark: party === 'before' ? 'removed' : 'added',
        text,
      }));
    }),
  );
};

/** Cuts pieces at the ends of paragraphs. */
const paragraphs = <Piece extends { text: string }>(pieces: readonly Piece[]): Piece[][] => {
  const out: Piece[][] = [[]];
  for (const piece of pieces)
    for (const [index, text] of piece.text.split('\n').entries()) {
      if (index > 0) out.push([]);
      if (text !== '') out.at(-1)?.push({ ...piece, text });
    }
  return out.filter((paragraph) => paragraph.length > 0);
};

export type Cited = { kind: 'words'; text: string } | { kind: 'term'; term: string };

/** A text cut at its citations `{term}` of terms that there are. */
export const citationsIn = (text: string, terms: readonly { id: string }[]): Cited[] =>
  text.split(/\{([a-z][a-z0-9-]{0,31})\}/).flatMap((piece, index): Cited[] => {
    if (index % 2 === 0) return piece === '' ? [] : [{ kind: 'words', text: piece }];
    return terms.some((term) => term.id === piece)
      ? [{ kind: 'term', term: piece }]
      : [{ kind: 'words', text: `{${piece}}` }];
  });
