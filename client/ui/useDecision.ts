// Whether the table would take a move now, and if not, why: asked of the very rules that the server will ask. Deciding
// reads a whole clause, so it is asked again only when the clause, the seats or the agenda changed, and while somebody
// types only once the hand rests.
import { useEffect, useMemo, useReducer } from 'react';
import { clauseOf } from '../../shared/state.ts';
import type { BoardState } from '../../shared/state.ts';
import type { Move } from '../../shared/moves.ts';
import { LANGUAGES } from '../../shared/board.ts';
import type { ClauseId } from '../../shared/board.ts';
import { decide } from '../../shared/decide/decide.ts';
import { refusalSentence } from '../../shared/refusals.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { useSelector } from '../session/use.ts';
import type { TableView } from '../session/view.ts';
import { useLanguage } from '../i18n/i18n.ts';

/** `code` and `why` (a sentence in the reader's language) are null where the move is allowed. */
export type Decision =
  { allowed: true; code: null; why: null } | { allowed: false; code: RefusalCode; why: string };

const REST = 150;

type Facts = readonly unknown[];
const sameFacts = (a: Facts, b: Facts): boolean => a.every((fact, i) => fact === b[i]);

/** What `decide` looks at for a move about this clause, as far as the ledger goes; the same list until that changes. */
const useFacts = (view: TableView, clause: ClauseId | null): Facts =>
  useSelector(
    view,
    ({ state }): Facts => {
      const about = clause === null ? state.clauses : clauseOf(state, clause);
      const { doors, sight, sightAsked } = state;
      return [about, state.board, state.seats, state.asked, state.sittings, doors, sight, sightAsked];
    },
    sameFacts,
  );

/** Grows when the clause's text changed, once nothing changed for a moment. */
const useTextVersion = (view: TableView, clause: ClauseId | null): number => {
  const [version, bump] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (clause === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (): void => {
      clearTimeout(timer);
      timer = setTimeout(bump, REST);
    };
    const stops = [
      ...LANGUAGES.map((lang) => view.onText(clause, lang, later)),
      view.onDocument(() => later()),
    ];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [view, clause]);
  return version;
};

const clauseOfMove = (move: Move): ClauseId | null =>
  'clause' in move && typeof move.clause === 'string' ? move.clause : null;

const asked = (view: TableView, state: BoardState, move: Move): ReturnType<typeof decide> =>
  decide(state, view.texts(), move, view.snapshot().seat.id);

/** What the table would say to the move. Watching seats are refused whatever they ask. */
export const useDecision = (view: TableView, move: Move): Decision => {
  const language = useLanguage();
  const clause = clauseOfMove(move);
  const facts = useFacts(view, clause);
  const version = useTextVersion(view, clause);
  const asking = JSON.stringify(move);
  return useMemo(() => {
    const answer = asked(view, view.snapshot().state, move);
    if (answer.ok) return { allowed: true, code: null, why: null };
    return { allowed: false, code: answer.code, why: refusalSentence(answer.code, language) };
    // `facts`, `version` and `asking` stand for everything that the answer depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [view, asking, language, version, ...facts]);
};
