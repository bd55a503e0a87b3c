// An article's figures written out where its text cites them, for papers: on the screen they are chips.
import type { Language, PartyId } from '../board.ts';
import { valueOf } from '../clause.ts';
import { openingOf } from '../notation/labels.ts';
import type { Labels } from '../notation/labels.ts';
import type { ClauseState } from '../state.ts';
import { formatTermValue } from '../terms-format.ts';
import { sameTermValue } from '../terms.ts';
import type { TermId } from '../terms.ts';

/** A figure that a party has not given. */
export const NOT_GIVEN = '…';
export const CITE = /\{([a-z][a-z0-9-]{0,31})\}/u;

/** The figures of one article in one language. */
export type Figures = {
  /** A party's value in words and figures. */
  of(term: TermId, party: PartyId): string;
  /** The one value that all parties give, or null. */
  one(term: TermId): string | null;
  knows(term: TermId): boolean;
};

export const figuresOf = (
  clause: ClauseState,
  parties: readonly [PartyId, PartyId],
  lang: Language,
): Figures => {
  const of = (id: TermId, party: PartyId): string => {
    const term = clause.terms.find((each) => each.id === id);
    const value = valueOf(clause, id, party);
    return term === undefined || value === null ? NOT_GIVEN : formatTermValue(term, value, lang);
  };
  return {
    of,
    one: (id) => {
      const [first, second] = [valueOf(clause, id, parties[0]), valueOf(clause, id, parties[1])];
      const same = first !== null && second !== null && sameTermValue(first, second);
      return same ? of(id, parties[0]) : null;
    },
    knows: (id) => clause.terms.some((term) => term.id === id),
  };
};

/** A text with its cites replaced by values: of `by` alone, or of all, in brackets where they are apart. */
export const withBracketedFigures = (
  text: string,
  figures: Figures,
  parties: readonly [PartyId, PartyId],
  by: PartyId | null,
  labels: Labels,
  lang: Language,
): string =>
  text.replace(new RegExp(CITE, 'gu'), (cite, term: string) => {
    if (!figures.knows(term)) return cite;
    if (by !== null) return figures.of(term, by);
    return (
      figures.one(term) ??
      parties.map((party) => `[${openingOf(party, labels, lang)}${figures.of(term, party)}]`).join('')
    );
  });
