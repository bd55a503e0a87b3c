// What an act would make of one's own position, worked out before it is sent, so that it can be looked at first.
import type { Language, PartyId } from '../../shared/board.ts';
import { LANGUAGES } from '../../shared/board.ts';
import { valueOf } from '../../shared/clause.ts';
import type { ClauseView } from '../../shared/clause.ts';
import { IdSet } from '../../shared/ids.ts';
import type { Range } from '../../shared/ids.ts';
import type { BoardState, ClauseState, Revision } from '../../shared/state.ts';
import { sameTermValue } from '../../shared/terms.ts';
import type { TermDefinition, TermValue } from '../../shared/terms.ts';
import type { Run } from '../../shared/text/characters.ts';
import { positionRanges, rangesOf } from '../../shared/text/position.ts';
import { readingOf } from '../../shared/text/reading.ts';
import { groupOf } from '../article/neighbours.ts';
import { layOut } from '../editor/layout.ts';
import type { Bracket } from '../editor/layout.ts';

/** The characters of a set as they stand in the text, joined. */
export const textOfSet = (runs: readonly Run[], set: IdSet): string => {
  let text = '';
  for (const run of runs)
    for (let at = 0; at < run.text.length;) {
      const length = set.runLength(run.client, run.clock + at, run.text.length - at);
      if (set.has(run.client, run.clock + at)) text += run.text.slice(at, at + length);
      at += length;
    }
  return text;
};

export type TextChange = { lang: Language; before: string; after: string };
export type FigureChange = { definition: TermDefinition; from: TermValue | null; to: TermValue };

/** What accepting a revision changes in the party's position; languages and figures that stay are left out. */
export const changesOnAccept = (
  clause: ClauseState,
  seen: ClauseView,
  party: PartyId,
  revision: Revision,
): { texts: TextChange[]; figures: FigureChange[] } => ({
  texts: LANGUAGES.map((lang) => ({
    lang,
    before: seen.texts[lang].readings[party] ?? '',
    after: readingOf(textOfSet(seen.texts[lang].stretches, revision.held[lang])),
  })).filter(({ before, after }) => before !== after),
  figures: clause.terms.flatMap((definition) => {
    const to = revision.values[definition.id];
    const from = valueOf(clause, definition.id, party);
    if (to === undefined || (from !== null && sameTermValue(from, to))) return [];
    return [{ definition, from, to }];
  }),
});

export type BracketsToAccept = {
  lang: Language;
  /** The other side's words, to be accepted. */
  adopt: readonly Range[];
  /** One's own words that stand against them, to be withdrawn with it where one wishes so. */
  strike: readonly Range[];
};

const heldBy = (bracket: Bracket, party: PartyId): boolean =>
  bracket.parties.length === 1 && bracket.parties[0] === party;

/** Everything that the other side holds alone in an article, by language; languages without any are left out. */
export const bracketsToAccept = (
  state: BoardState,
  seen: ClauseView,
  clause: ClauseState,
  own: PartyId,
  other: PartyId,
): readonly BracketsToAccept[] =>
  LANGUAGES.flatMap((lang): BracketsToAccept[] => {
    const layout = layOut(state, clause, seen.texts[lang].stretches, own);
    const theirs = layout.brackets.filter((bracket) => heldBy(bracket, other));
    const against = theirs
      .flatMap((bracket) => groupOf(layout, bracket.key))
      .filter((bracket) => heldBy(bracket, own));
    const adopt = IdSet.of(theirs.flatMap(({ parts }) => rangesOf(parts))).ranges();
    const strike = IdSet.of(against.flatMap(({ parts }) => rangesOf(parts))).ranges();
    return adopt.length === 0 ? [] : [{ lang, adopt, strike }];
  });

/** One's own reading once these brackets are accepted. */
export const readingOnAccept = (
  seen: ClauseView,
  own: PartyId,
  brackets: BracketsToAccept,
  striking: boolean,
): TextChange => {
  const { stretches, readings } = seen.texts[brackets.lang];
  const included = IdSet.of(positionRanges(stretches, own));
  const after = included.with(brackets.adopt).without(striking ? brackets.strike : []);
  return {
    lang: brackets.lang,
    before: readings[own] ?? '',
    after: readingOf(textOfSet(stretches, after)),
  };
};
