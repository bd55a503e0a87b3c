// One article as its readers see it now. Reading takes a comparison of two texts in two languages, so while somebody
// types it follows a moment behind the keys, which it must never hold up.
import { startTransition, useCallback, useEffect, useMemo, useReducer, useSyncExternalStore } from 'react';
import { LANGUAGES } from '../../shared/board.ts';
import type { ClauseId } from '../../shared/board.ts';
import { clauseView } from '../../shared/clause.ts';
import type { ClauseView, Measured } from '../../shared/clause.ts';
import type { ClauseState } from '../../shared/state.ts';
import type { TableView } from '../session/view.ts';

const PACE = 160;

/** Grows after the text of a clause changed, at most every 160 ms; never where there is none to follow. */
export const useTextVersion = (view: TableView, clause: ClauseId | null): number => {
  const [version, bump] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (clause === null) return undefined;
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

const read = (view: TableView, clause: ClauseState): ClauseView =>
  clauseView(view.snapshot().state, view.texts(), clause);

/** Positions, compilation and gap of the article; computed again when its text or its state has changed. */
export const useClauseView = (view: TableView, clause: ClauseState): ClauseView => {
  const version = useTextVersion(view, clause.id);
  // The version stands for the text.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => read(view, clause), [view, clause, version]);
};

/** The same, or null where the view has its articles measured elsewhere (`useMeasured`) and nothing more is needed. */
export const useOwnReading = (view: TableView, clause: ClauseState): ClauseView | null => {
  const isOwn = view.measures === undefined;
  const version = useTextVersion(view, isOwn ? clause.id : null);
  // The version stands for the text.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => (isOwn ? read(view, clause) : null), [view, clause, version, isOwn]);
};

const never = (): (() => void) => () => undefined;

/** How far apart the article is, where the view has that measured elsewhere; null until it has been. */
export const useMeasured = ({ measures }: TableView, clause: ClauseId): Measured | null => {
  const subscribe = useCallback(
    (listener: () => void) => measures?.subscribe(listener) ?? never(),
    [measures],
  );
  return useSyncExternalStore(subscribe, () => measures?.of(clause) ?? null);
};
