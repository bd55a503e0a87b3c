// One movement: what an act, or a burst of typing, changed of the gap on one clause, credited to the party whose act it
// was. Since nothing that one party does changes another's position, all of the change is that party's.
import { LANGUAGES } from '../board.ts';
import type { ClauseId, Language, PartyId } from '../board.ts';
import type { EventType } from '../events.ts';
import type { TermDefinition, TermId, TermValue } from '../terms.ts';
import { distance, sameTermValue } from '../terms.ts';
import { compile } from '../text/compilation.ts';
import type { Apart, Measure } from './measure.ts';
import { apartOf } from './measure.ts';
import { utility } from './stance.ts';
import type { Openings, Stance } from './stance.ts';
import { stepClass } from './step.ts';
import type { StepClass } from './step.ts';

/** A term's value that the party changed. */
export type TermShift = {
  term: TermId;
  from: TermValue | null;
  to: TermValue | null;
  /** How much of the distance between the openings it closed; negative where it opened it; null where it cannot be said. */
  share: number | null;
};

/** What came into the party's position in one language, and what went out of it; long words with their middle left out. */
export type WordShift = { lang: Language; gained: string; lost: string };

export type Movement = {
  /** The row that ended it: the moment a replay shows. */
  seq: number;
  /** The row that began it; the same as `seq` for a move. */
  from: number;
  /** When it ended: milliseconds since 1970. */
  at: number;
  party: PartyId;
  clause: ClauseId;
  /** The sitting that was under way or the last before. */
  sitting: number;
  /** What a burst is called by: `typed` where anything was typed in it, else `adopted`, else `struck`. */
  act: 'typed' | EventType;
  before: Apart;
  after: Apart;
  terms: readonly TermShift[];
  words: readonly WordShift[];
  /** Where it led; null where it left the parties as far apart as before. */
  direction: 'towards' | 'away' | null;
};

/** What an analysis says of a movement: the changes of both utilities, and the class of the step. */
export type Step = { seq: number; clause: ClauseId; own: number; other: number; class: StepClass };

export type Act = Pick<Movement, 'seq' | 'from' | 'at' | 'party' | 'clause' | 'sitting' | 'act'>;

const LONG = 160;

const shortened = (words: string): string => {
  if (words.length <= LONG) return words;
  const [head, tail] = [words.slice(0, LONG - 50), words.slice(-40)];
  return `${head.slice(0, head.lastIndexOf(' '))} … ${tail.slice(tail.indexOf(' ') + 1)}`;
};

const wordShift = (before: string, after: string, lang: Language): WordShift[] => {
  if (before === after) return [];
  const groups = compile([before, after], ['before', 'after']);
  const only = (party: string): string =>
    groups
      .flatMap((segment) => (segment.kind === 'group' ? segment.alternatives : []))
      .filter((each) => each.party === party && each.text.trim() !== '')
      .map(({ text }) => text.replaceAll(/\s+/g, ' ').replace(/^[\s,;]+|\s+$/g, ''))
      .join(' … ');
  return [{ lang, gained: shortened(only('after')), lost: shortened(only('before')) }];
};

const sameOrBothUnset = (one: TermValue | null, other: TermValue | null): boolean =>
  one === null || other === null ? one === other : sameTermValue(one, other);

/** How far a value is from the other side's, 1 as far as the openings; null where either is unset. */
const farOf = (
  term: TermDefinition,
  value: TermValue | null,
  other: Stance,
  { stances }: Openings,
): number | null => {
  const ends = [stances[0].values[term.id] ?? null, stances[1].values[term.id] ?? null] as const;
  return distance(term, value, other.values[term.id] ?? null, ends);
};

const termShifts = (before: Stance, after: Stance, other: Stance, openings: Openings): TermShift[] =>
  openings.terms.flatMap((term) => {
    const [from, to] = [before.values[term.id] ?? null, after.values[term.id] ?? null];
    if (sameOrBothUnset(from, to)) return [];
    const [was, is] = [farOf(term, from, other, openings), farOf(term, to, other, openings)];
    return [{ term: term.id, from, to, share: was === null || is === null ? null : was - is }];
  });

/** Closer is positive: by words and figures alike, or, where these disagree or say nothing, by the gap as it is counted. */
const closer = (before: Measure, after: Measure, terms: readonly TermShift[]): number => {
  const words = ({ languages }: Measure): number =>
    LANGUAGES.reduce((sum, lang) => sum + languages[lang].words, 0);
  const byWords = Math.sign(words(before) - words(after));
  const byTerms = Math.sign(terms.reduce((sum, { share }) => sum + (share ?? 0), 0));
  if (byWords * byTerms >= 0 && byWords + byTerms !== 0) return byWords + byTerms;
  return before.apart - after.apart;
};

/**
 * What the act moved, or null where the party stands as it stood.
 * @param before the clause just before it, `after` just after
 */
export const movementOf = (
  act: Act,
  [before, after]: readonly [Measure, Measure],
  openings: Openings,
): { movement: Movement; step: Step } | null => {
  const [own, others] = openings.parties[0] === act.party ? ([0, 1] as const) : ([1, 0] as const);
  const [was, is, other] = [before.stances[own], after.stances[own], after.stances[others]];
  const terms = termShifts(was, is, other, openings);
  const words = LANGUAGES.flatMap((lang) => wordShift(was.readings[lang], is.readings[lang], lang));
  if (terms.length === 0 && words.length === 0) return null;
  const by = closer(before, after, terms);
  const gain = (side: 0 | 1): number =>
    utility(is, openings.parties[side], openings) - utility(was, openings.parties[side], openings);
  const [mine, theirs] = [gain(own), gain(others)];
  return {
    movement: {
      ...act,
      before: apartOf(before),
      after: apartOf(after),
      terms,
      words,
      direction: by === 0 ? null : by > 0 ? 'towards' : 'away',
    },
    step: { seq: act.seq, clause: act.clause, own: mine, other: theirs, class: stepClass(mine, theirs) },
  };
};
