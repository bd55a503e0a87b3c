// How far the two parties are apart on one clause, finely enough to see one step: brackets and words by language as the
// table counts them, and of each term what is left of the distance between the two openings.
import { LANGUAGES } from '../board.ts';
import type { Language, PartyId } from '../board.ts';
import { valueOf } from '../clause.ts';
import type { BoardState, ClauseState } from '../state.ts';
import type { TermId } from '../terms.ts';
import { distance } from '../terms.ts';
import type { TextView } from '../text/characters.ts';
import { bracketsIn, compile, wordsApart } from '../text/compilation.ts';
import { positionText, stretchesIn } from '../text/position.ts';
import { readingOf } from '../text/reading.ts';
import type { Stance } from './stance.ts';

/** A clause's gap. `brackets` and `words` are the most in any one language. */
export type Apart = {
  brackets: number;
  /** Terms on which the two values differ, or are not both set. */
  figures: number;
  words: number;
  /** Brackets, and of each open figure what is left of its opening distance: "2 brackets and a third of a figure" is 2.33. */
  apart: number;
};

export type Measure = Apart & {
  languages: Readonly<Record<Language, { brackets: number; words: number }>>;
  /** By term: 0 the same, 1 as far apart as the openings or not both set. */
  terms: Readonly<Record<TermId, number>>;
  /** In the order of the board's parties. */
  stances: readonly [Stance, Stance];
};

type Parties = readonly [PartyId, PartyId];

const readingsIn = (
  { state, text }: { state: BoardState; text: TextView },
  clause: ClauseState,
  lang: Language,
  parties: Parties,
): [string, string] => {
  const stretches = stretchesIn(state, text, clause, lang);
  return [readingOf(positionText(stretches, parties[0])), readingOf(positionText(stretches, parties[1]))];
};

/**
 * Measures a clause.
 * @param before the last measure of it: what is still the same is not compared again
 * @param touched the languages whose text may have changed since; all where it is left out
 */
export const measureClause = (
  board: { state: BoardState; text: TextView },
  clause: ClauseState,
  parties: Parties,
  before: Measure | null = null,
  touched: readonly Language[] = LANGUAGES,
): Measure => {
  const inLanguage = (lang: Language) => {
    if (before !== null && !touched.includes(lang)) return keptOf(before, lang);
    const readings = readingsIn(board, clause, lang, parties);
    if (before !== null && before.stances.every(({ readings: was }, i) => was[lang] === readings[i]))
      return keptOf(before, lang);
    const segments = compile(readings, parties);
    return { readings, counts: { brackets: bracketsIn(segments), words: wordsApart(segments) } };
  };
  const [en, fr] = [inLanguage('en'), inLanguage('fr')];
  const stanceOf = (i: 0 | 1): Stance => ({
    readings: { en: en.readings[i], fr: fr.readings[i] },
    values: Object.fromEntries(clause.terms.map(({ id }) => [id, valueOf(clause, id, parties[i])])),
  });
  const terms = Object.fromEntries(clause.terms.map(({ id }) => [id, leftOf(clause, id, parties)]));
  const brackets = Math.max(en.counts.brackets, fr.counts.brackets);
  const left = Object.values(terms);
  return {
    brackets,
    figures: left.filter((each) => each > 0).length,
    words: Math.max(en.counts.words, fr.counts.words),
    apart: left.reduce((sum, each) => sum + each, brackets),
    languages: { en: en.counts, fr: fr.counts },
    terms,
    stances: [stanceOf(0), stanceOf(1)],
  };
};

const keptOf = (
  { stances, languages }: Measure,
  lang: Language,
): { readings: [string, string]; counts: { brackets: number; words: number } } => ({
  readings: [stances[0].readings[lang], stances[1].readings[lang]],
  counts: languages[lang],
});

/** What is left of a term's opening distance; 1 while it is not set by both. */
const leftOf = (clause: ClauseState, term: TermId, parties: Parties): number => {
  const definition = clause.terms.find(({ id }) => id === term);
  if (definition === undefined) return 0;
  const stands = parties.map((party) => clause.values[term]?.[party]);
  const openings = [stands[0]?.opening ?? null, stands[1]?.opening ?? null] as const;
  return distance(definition, stands[0]?.value ?? null, stands[1]?.value ?? null, openings) ?? 1;
};

export const isSilent = (stance: Stance): boolean => LANGUAGES.every((lang) => stance.readings[lang] === '');

export const apartOf = ({ brackets, figures, words, apart }: Measure): Apart => ({
  brackets,
  figures,
  words,
  apart,
});
