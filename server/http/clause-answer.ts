// A clause as a reader or another program wants to know it.
import { rootOf } from '../../shared/board.ts';
import type { Language } from '../../shared/board.ts';
import { cleanHash, clauseView, statusOf, valueOf } from '../../shared/clause.ts';
import type { ClauseView } from '../../shared/clause.ts';
import { labelsOf } from '../../shared/notation/labels.ts';
import { printCompilation } from '../../shared/notation/compiled.ts';
import type { BoardState, ClauseState } from '../../shared/state.ts';
import { languagesOf, partiesOf } from '../../shared/state.ts';
import type { TermDefinition } from '../../shared/terms.ts';
import type { WorkingBoard } from '../../shared/working-board.ts';

const unitOf = (term: TermDefinition): string | null => {
  switch (term.kind) {
    case 'number':
      return term.unit.en;
    case 'percent':
      return '%';
    case 'duration':
      return term.unit;
    case 'money': {
      const scale = { '1': '', '1e6': ' million', '1e9': ' billion' }[term.scale];
      return `${term.currency}${scale}${term.per === null ? '' : ` per ${term.per}`}`;
    }
    case 'yesno':
    case 'choice':
    case 'set':
      return null;
  }
};

/** One clause's text in one language as bracketed text. */
export const bracketedText = (
  state: BoardState,
  clause: ClauseState,
  view: ClauseView,
  lang: Language,
): string => {
  const terms = new Set(clause.terms.map((term) => term.id));
  return printCompilation(
    view.texts[lang].compilation,
    labelsOf(state.board?.parties ?? [], lang),
    lang,
    terms,
  );
};

/** The body of `GET /api/boards/:board/clauses/:clause`. */
export const clauseAnswer = (board: WorkingBoard, clause: ClauseState): object => {
  const { state } = board;
  const view = clauseView(state, board.text, clause);
  const { brackets, figures, words } = view.gap;
  const initials = clause.phase.kind === 'open' ? [] : clause.phase.initials.map((each) => each.party);
  const inLanguage = (lang: Language): [Language, object] => [
    lang,
    {
      root: rootOf(clause.id, lang),
      positions: view.texts[lang].readings,
      compilation: bracketedText(state, clause, view, lang),
      changedAt: board.parts.changed.get(rootOf(clause.id, lang)) ?? null,
    },
  ];
  const terms = clause.terms.map((term): [string, object] => [
    term.id,
    {
      unit: unitOf(term),
      ...Object.fromEntries(partiesOf(state).map((party) => [party, valueOf(clause, term.id, party)])),
    },
  ]);
  return {
    id: clause.id,
    number: state.clauses.indexOf(clause) + 1,
    title: clause.title,
    status: statusOf(clause),
    text: Object.fromEntries(languagesOf(state).map(inLanguage)),
    terms: Object.fromEntries(terms),
    gap: { brackets, figures, words },
    clean: view.clean,
    hash: cleanHash(state, clause, view),
    revisions: clause.revisions.map(({ revision, party, hash, at, note, standing }) => {
      return { revision, party, hash, at, note, stands: standing === 'standing' };
    }),
    initials,
    locked: clause.phase.kind === 'locked',
  };
};
