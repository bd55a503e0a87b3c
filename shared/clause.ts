// One clause as a reader sees it: positions, readings, compilation, gap, whether it is clean, and its hash.
import type { Language, PartyId } from './board.ts';
import { LANGUAGES } from './board.ts';
import type { BoardState, ClauseState } from './state.ts';
import { languagesOf, partiesOf } from './state.ts';
import type { TermId, TermValue } from './terms.ts';
import type { TextView } from './text/characters.ts';
import { compile } from './text/compilation.ts';
import type { Segment } from './text/compilation.ts';
import { gapOf } from './text/gap.ts';
import type { Gap } from './text/gap.ts';
import { clauseHash } from './text/hash.ts';
import { positionText, stretchesIn } from './text/position.ts';
import type { Stretch } from './text/position.ts';
import { readingOf } from './text/reading.ts';

export type ClauseText = {
  stretches: readonly Stretch[];
  /** Each party's position as typed. */
  texts: Readonly<Record<PartyId, string>>;
  /** Each party's position as a reading. */
  readings: Readonly<Record<PartyId, string>>;
  compilation: readonly Segment[];
};

export type ClauseView = {
  /** Those in which the articles of this board stand, both where it is left out; the texts of another are empty. */
  languages?: readonly Language[];
  texts: Readonly<Record<Language, ClauseText>>;
  gap: Gap;
  /** Every party's reading is the same in every language, and every term has one value. */
  clean: boolean;
  /** No party includes a word in any language. */
  empty: boolean;
};

/** What a wire or a screen calls the clause's status; a frozen clause still has initials. */
export type ClauseStatus = 'open' | 'proposed' | 'countered' | 'initialled' | 'locked';

export const clauseView = (state: BoardState, text: TextView, clause: ClauseState): ClauseView => {
  const parties = partiesOf(state);
  const en = clauseText(state, text, clause, 'en');
  const fr = clauseText(state, text, clause, 'fr');
  const texts = { en, fr };
  const gap = gapOf({
    segments: { en: en.compilation, fr: fr.compilation },
    terms: clause.terms.map((term) => ({ values: pairOf(clause, term.id, parties) })),
  });
  const clean = LANGUAGES.every((lang) => sameForAll(texts[lang].readings)) && gap.figures === 0;
  const empty = LANGUAGES.every((lang) =>
    Object.values(texts[lang].readings).every((reading) => reading === ''),
  );
  return { languages: languagesOf(state), texts, gap, clean, empty };
};

const clauseText = (state: BoardState, text: TextView, clause: ClauseState, lang: Language): ClauseText => {
  const stretches = stretchesIn(state, text, clause, lang);
  const [first = '', second = ''] = partiesOf(state);
  const texts = { [first]: positionText(stretches, first), [second]: positionText(stretches, second) };
  const readings = { [first]: readingOf(texts[first] ?? ''), [second]: readingOf(texts[second] ?? '') };
  const compilation = compile([readings[first] ?? '', readings[second] ?? ''], [first, second]);
  return { stretches, texts, readings, compilation };
};

const sameForAll = (readings: Readonly<Record<PartyId, string>>): boolean =>
  new Set(Object.values(readings)).size <= 1;

const pairOf = (
  clause: ClauseState,
  term: TermId,
  parties: readonly PartyId[],
): [TermValue | null, TermValue | null] => [
  valueOf(clause, term, parties[0] ?? ''),
  valueOf(clause, term, parties[1] ?? ''),
];

/** The party's value of a term, or null while it has none. */
export const valueOf = (clause: ClauseState, term: TermId, party: PartyId): TermValue | null =>
  clause.values[term]?.[party]?.value ?? null;

/** The party's values of all terms that it has set. */
export const valuesOf = (clause: ClauseState, party: PartyId): Record<TermId, TermValue> =>
  Object.fromEntries(
    clause.terms.flatMap((term) => {
      const value = valueOf(clause, term.id, party);
      return value === null ? [] : [[term.id, value] as const];
    }),
  );

/** SHA-256 (hex) over one party's position: its readings in every language, its values, and the clause's titles. */
export const positionHash = (clause: ClauseState, view: ClauseView, party: PartyId): string =>
  clauseHash({
    clause: clause.id,
    title: clause.title,
    reading: Object.fromEntries(
      (view.languages ?? LANGUAGES).map((lang) => [lang, view.texts[lang].readings[party] ?? '']),
    ),
    terms: Object.fromEntries(clause.terms.map((term) => [term.id, valueOf(clause, term.id, party)])),
  });

/** The hash of a clean clause (any party's will do), or null. */
export const cleanHash = (state: BoardState, clause: ClauseState, view: ClauseView): string | null =>
  view.clean ? positionHash(clause, view, partiesOf(state)[0] ?? '') : null;

export const statusOf = (clause: ClauseState): ClauseStatus => {
  switch (clause.phase.kind) {
    case 'locked':
      return 'locked';
    case 'held':
    case 'frozen':
      return 'initialled';
    case 'open': {
      const last = clause.revisions.findLast((revision) => revision.standing === 'standing');
      if (last === undefined) return 'open';
      return last.counters === null ? 'proposed' : 'countered';
    }
  }
};

/** The party whose answer is awaited: the one to which the newest standing revision was tabled, or to which initials are held out. */
export const awaited = (state: BoardState, clause: ClauseState): PartyId | null => {
  const others = (party: PartyId): PartyId | null => partiesOf(state).find((each) => each !== party) ?? null;
  switch (clause.phase.kind) {
    case 'locked':
      return null;
    case 'frozen':
      return others(clause.phase.asking[0] ?? '');
    case 'held':
      return others(clause.phase.initials[0]?.party ?? '');
    case 'open': {
      const last = clause.revisions.findLast((revision) => revision.standing === 'standing');
      return last === undefined ? null : others(last.party);
    }
  }
};
