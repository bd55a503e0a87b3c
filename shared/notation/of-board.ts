// A board as it stands, as the text that can be read back: compilations, what the chair put forward, figures.
import type { Language, PartyId } from '../board.ts';
import { clauseView, valueOf } from '../clause.ts';
import type { BoardState, ClauseState } from '../state.ts';
import { partiesOf } from '../state.ts';
import type { TermDefinition, TermValue } from '../terms.ts';
import type { TextView } from '../text/characters.ts';
import { withOffered } from '../text/offered.ts';
import type { ArticleText, BoardText } from './board-text.ts';
import { nodesOfCompilation } from './compiled.ts';
import type { Figure, FigureKind } from './figure-line.ts';
import { labelsOf } from './labels.ts';
import { print } from './print.ts';

const kindOf = (term: TermDefinition, lang: Language): FigureKind => {
  switch (term.kind) {
    case 'number': {
      const { kind, min, max, step, unit } = term;
      return { kind, min, max, step, unit: unit[lang] };
    }
    case 'percent': {
      const { kind, min, max, step } = term;
      return { kind, min, max, step };
    }
    case 'duration': {
      const { kind, min, max, step, unit } = term;
      return { kind, min, max, step, unit };
    }
    case 'money': {
      const { kind, min, max, step, currency, scale, per } = term;
      return { kind, min, max, step, currency, scale, per };
    }
    case 'yesno':
      return { kind: term.kind };
    case 'choice':
    case 'set':
      return {
        kind: term.kind,
        options: term.options.map(({ id, label }) => ({ id, label: label[lang] })),
      };
  }
};

const figureOf = (state: BoardState, clause: ClauseState, term: TermDefinition, lang: Language): Figure => {
  const values: Record<PartyId, TermValue> = {};
  for (const party of partiesOf(state)) {
    const value = valueOf(clause, term.id, party);
    if (value !== null) values[party] = value;
  }
  return { ...kindOf(term, lang), id: term.id, label: term.label[lang], values };
};

/** One article's text in one language. */
export const articleTextOf = (
  state: BoardState,
  text: TextView,
  clause: ClauseState,
  lang: Language,
): ArticleText => {
  const [first = '', second = ''] = partiesOf(state);
  const terms = new Set(clause.terms.map(({ id }) => id));
  const segments = withOffered(clauseView(state, text, clause).texts[lang], [first, second]);
  return {
    number: String(state.clauses.indexOf(clause) + 1),
    title: clause.title[lang],
    figures: clause.terms.map((term) => figureOf(state, clause, term, lang)),
    text: print(nodesOfCompilation(segments, terms), labelsOf(state.board?.parties ?? [], lang), lang),
  };
};

/** The board's text in one language. */
export const boardTextOf = (state: BoardState, text: TextView, lang: Language): BoardText => ({
  title: state.board?.title[lang] ?? null,
  notice: state.board?.notice?.[lang] ?? null,
  articles: state.clauses.map((clause) => articleTextOf(state, text, clause, lang)),
});
