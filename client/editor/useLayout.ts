// The layout of one text of a clause, for whoever draws it outside of the editor; made anew only when the text changes.
import { useMemo, useSyncExternalStore } from 'react';
import type { ClauseId, Language, PartyId } from '../../shared/board.ts';
import { clauseOf } from '../../shared/state.ts';
import type { Snapshot, TableView } from '../session/view.ts';
import { emptyLayout, layOut } from './layout.ts';
import type { Bracket, Layout } from './layout.ts';

const layoutIn = (view: TableView, id: ClauseId, lang: Language, own: PartyId | null): Layout => {
  const { state } = view.snapshot();
  const clause = clauseOf(state, id);
  if (clause === undefined) return emptyLayout;
  return layOut(state, clause, view.texts().runs(id, lang), own);
};

type Store = { subscribe(listener: () => void): () => void; read(): Layout };

const storeOf = (view: TableView, id: ClauseId, lang: Language, own: PartyId | null): Store => {
  let known: Layout | null = null;
  let at: Snapshot | null = null;
  const read = (): Layout => {
    if (known !== null) return known;
    at = view.snapshot();
    known = layoutIn(view, id, lang, own);
    return known;
  };
  return {
    read,
    subscribe: (listener) => {
      const changed = (): void => {
        known = null;
        listener();
      };
      // Something may have changed between the first drawing and now; of the past only with the moment.
      if (view.still !== true || view.snapshot() !== at) known = null;
      const stops = [view.onText(id, lang, changed), view.onDocument(changed)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
};

export const useLayout = (view: TableView, clause: ClauseId, lang: Language, own: PartyId | null): Layout => {
  const store = useMemo(() => storeOf(view, clause, lang, own), [view, clause, lang, own]);
  return useSyncExternalStore(store.subscribe, store.read);
};

/** The brackets of a clause's text in one language, in order, as a reader of `own` sees them: for what stands in the margin. */
export const bracketsOf = (
  view: TableView,
  clause: ClauseId,
  lang: Language,
  own: PartyId | null,
): readonly Bracket[] => layoutIn(view, clause, lang, own).brackets;
