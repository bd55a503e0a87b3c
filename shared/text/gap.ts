// How far two delegations are apart on a clause, in numbers that can be explained at the table.
//
// Brackets first: a group of the compilation is one bracket, in each language; the headline is the most in any
// one language, since a dispute in English is usually the same dispute in French. Figures: the terms on which the
// two have not both given the same value. Words: the words that only one reading has; the headline likewise.
import { LANGUAGES } from '../board.ts';
import type { Language } from '../board.ts';
import { sameTermValue } from '../terms.ts';
import type { TermValue } from '../terms.ts';
import { bracketsIn, wordsApart } from './compilation.ts';
import type { Segment } from './compilation.ts';

/** Counts, all whole: `brackets` and `words` the most in any one language, `languages` each by itself. */
export type Gap = {
  readonly brackets: number;
  readonly figures: number;
  readonly words: number;
  readonly languages: Readonly<Record<Language, { readonly brackets: number; readonly words: number }>>;
};

/** A term's two values in the parties' order, null where a party has set none. */
export type ValuePair = { readonly values: readonly [TermValue | null, TermValue | null] };

const isOpenFigure = ({ values: [first, second] }: ValuePair): boolean =>
  first === null || second === null || !sameTermValue(first, second);

const mostOf = (languages: Gap['languages'], count: 'brackets' | 'words'): number =>
  Math.max(...LANGUAGES.map((lang) => languages[lang][count]));

/** The gap of one clause, from its compilation in each language and its terms' values. */
export const gapOf = (clause: {
  readonly segments: Readonly<Record<Language, readonly Segment[]>>;
  readonly terms: readonly ValuePair[];
}): Gap => {
  const countIn = (lang: Language) => ({
    brackets: bracketsIn(clause.segments[lang]),
    words: wordsApart(clause.segments[lang]),
  });
  const languages = { en: countIn('en'), fr: countIn('fr') };
  return {
    brackets: mostOf(languages, 'brackets'),
    figures: clause.terms.filter(isOpenFigure).length,
    words: mostOf(languages, 'words'),
    languages,
  };
};

/** Whether nothing is left between the two: the clause is clean. */
export const isClosed = (gap: Gap): boolean => gap.brackets === 0 && gap.figures === 0 && gap.words === 0;

const NO_GAP: Gap = {
  brackets: 0,
  figures: 0,
  words: 0,
  languages: { en: { brackets: 0, words: 0 }, fr: { brackets: 0, words: 0 } },
};

const plus = (one: Gap, other: Gap, sign: 1 | -1): Gap => {
  const inLanguage = (lang: Language) => ({
    brackets: one.languages[lang].brackets + sign * other.languages[lang].brackets,
    words: one.languages[lang].words + sign * other.languages[lang].words,
  });
  return {
    brackets: one.brackets + sign * other.brackets,
    figures: one.figures + sign * other.figures,
    words: one.words + sign * other.words,
    languages: { en: inLanguage('en'), fr: inLanguage('fr') },
  };
};

/** The gap of several clauses together: each number summed (the headlines too, clause by clause). */
export const sumGaps = (gaps: Iterable<Gap>): Gap => {
  let sum = NO_GAP;
  for (const gap of gaps) sum = plus(sum, gap, 1);
  return sum;
};

/** What changed from one moment to another, number by number: negative where the two came closer. */
export const gapDifference = (before: Gap, after: Gap): Gap => plus(after, before, -1);
