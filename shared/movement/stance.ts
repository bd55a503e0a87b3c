// Where one party stands on one clause, and how good that is for a party: its utility. A stance is worth 1 to the party
// whose opening it is, and 0 where it is as far from that opening as the other's opening was, or further.
import { LANGUAGES } from '../board.ts';
import type { Language, PartyId } from '../board.ts';
import type { TermDefinition, TermId, TermValue } from '../terms.ts';
import { distance } from '../terms.ts';
import { isWord, wordsOf } from '../text/words.ts';

/** A party's reading in each language, and its values; null for a term that it has not set. */
export type Stance = {
  readings: Readonly<Record<Language, string>>;
  values: Readonly<Record<TermId, TermValue | null>>;
};

/** How many words stand in one reading and not in the other; the same whichever comes first. */
export type ApartInWords = (one: string, other: string) => number;

/** What both opened with, and what that makes of a distance. */
export type Openings = {
  apart: ApartInWords;
  parties: readonly [PartyId, PartyId];
  stances: readonly [Stance, Stance];
  terms: readonly TermDefinition[];
  /** The words on which the openings differ, or, where they do not, all words of them. */
  whole: Readonly<Record<Language, number>>;
  /** Those in which the board's articles stand. */
  languages: readonly Language[];
  /** How much the text weighs beside the terms, each of which weighs 1: the brackets at the opening. */
  weight: number;
};

export const apartInWords: ApartInWords = (one, other) => bagsApart(bagOf(one), bagOf(other));

/** How often each word stands in a text. Where it stands does not count: a step is no longer for moving a sentence. */
type Bag = ReadonlyMap<string, number>;

const bagOf = (text: string): Bag => {
  const bag = new Map<string, number>();
  for (const token of wordsOf(text)) if (isWord(token)) bag.set(token, (bag.get(token) ?? 0) + 1);
  return bag;
};

const bagsApart = (one: Bag, other: Bag): number => {
  let apart = 0;
  for (const [word, times] of one) apart += Math.abs(times - (other.get(word) ?? 0));
  for (const [word, times] of other) if (!one.has(word)) apart += times;
  return apart;
};

const REMEMBERED = 64;

/** The same, remembering the words of the last few texts: of two languages and two openings a step changes one text. */
export const rememberingApart = (): ApartInWords => {
  const bags = new Map<string, Bag>();
  const bag = (text: string): Bag => {
    const known = bags.get(text) ?? bagOf(text);
    bags.delete(text);
    bags.set(text, known);
    const oldest = bags.keys().next().value;
    if (bags.size > REMEMBERED && oldest !== undefined) bags.delete(oldest);
    return known;
  };
  return (one, other) => (one === other ? 0 : bagsApart(bag(one), bag(other)));
};

const wordsIn = (text: string): number => wordsOf(text).filter(isWord).length;

/** @param brackets how many brackets stand between the two openings: the text's weight */
export const openingsOf = (
  parties: readonly [PartyId, PartyId],
  stances: readonly [Stance, Stance],
  terms: readonly TermDefinition[],
  brackets: number,
  apart: ApartInWords = apartInWords,
  languages: readonly Language[] = LANGUAGES,
): Openings => {
  const whole = (lang: Language): number => {
    const [a, b] = [stances[0].readings[lang], stances[1].readings[lang]];
    return Math.max(1, apart(a, b) || wordsIn(a));
  };
  return {
    apart,
    parties,
    stances,
    terms,
    languages,
    whole: { en: whole('en'), fr: whole('fr') },
    weight: Math.max(1, brackets),
  };
};

/** How far a stance is from a party's opening: 0 to 1, text and terms together. */
const farFrom = (stance: Stance, party: PartyId, openings: Openings): number => {
  const opening = openings.stances[openings.parties[0] === party ? 0 : 1];
  let sum = 0;
  for (const lang of openings.languages) {
    const words = openings.apart(stance.readings[lang], opening.readings[lang]);
    sum += (openings.weight / openings.languages.length) * Math.min(1, words / openings.whole[lang]);
  }
  let weight = openings.weight;
  for (const term of openings.terms) {
    const pair = openings.stances.map(({ values }) => values[term.id] ?? null);
    const ends = [pair[0] ?? null, pair[1] ?? null] as const;
    const far = distance(term, stance.values[term.id] ?? null, opening.values[term.id] ?? null, ends);
    if (far === null) continue;
    sum += far;
    weight += 1;
  }
  return sum / weight;
};

/** What a stance, of whomever, is worth to a party: 1 its own opening, 0 nothing of it. */
export const utility = (stance: Stance, party: PartyId, openings: Openings): number =>
  1 - farFrom(stance, party, openings);
