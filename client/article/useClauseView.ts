// One article as its readers see it now. Reading takes a comparison of two texts in two languages, so while somebody
// types it follows a moment behind the keys, which it must never hold up.
import { startTransition, useEffect, useMemo, useReducer } from 'react';
import { LANGUAGES } from '../../shared/board.ts';
import type { ClauseId } from '../../shared/board.ts';
import { clauseView } from '../../shared/clause.ts';
import type { ClauseView } from '../../shared/clause.ts';
import type { ClauseState } from '../../shared/state.ts';
import { viewOf } from '../../shared/text/characters.ts';
import type { TableView } from '../session/view.ts';

const PACE = 160;

/** Grows after the text of a clause changed, at most every 160 ms. */
export const useTextVersion = (view: TableView, clause: ClauseId): number => {
  const [version, bump] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const soon = (): void => {
      timer ??= setTimeout(() => {
        timer = null;
        startTransition(bump);
      }, PACE);
    };
    const stops = [...LANGUAGES.map((lang) => view.onText(clause, lang, soon)), view.onDocument(soon)];
    return () => {
      if (timer !== null) clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [view, clause]);
  return version;
};

/** Positions, compilation and gap of the article; computed again when its text or its state has changed. */
export const useClauseView = (view: TableView, clause: ClauseState): ClauseView => {
  const version = useTextVersion(view, clause.id);
  return useMemo(
    () => clauseView(view.snapshot().state, viewOf(view.document()), clause),
    // The version stands for the text.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [view, clause, version],
  );
};
