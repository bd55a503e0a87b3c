// A table in React. Each hook draws its component again only when what it reads has changed.
import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';
import type { ClauseId, Language } from '../../shared/board.ts';
import { clauseOf } from '../../shared/state.ts';
import type { Stretch } from '../../shared/text/position.ts';
import { stretchesIn } from '../../shared/text/position.ts';
import type { Draft, DraftMode, DraftStore } from '../drafts/store.ts';
import type { Acts, Snapshot, TableView } from './view.ts';

export const useSnapshot = (view: TableView): Snapshot => useSelector(view, identity);

const identity = (snapshot: Snapshot): Snapshot => snapshot;

/** A part of the snapshot. Where `equal` finds it unchanged, the same object as before is given. */
export const useSelector = <T>(
  view: TableView,
  selector: (snapshot: Snapshot) => T,
  equal: (a: T, b: T) => boolean = Object.is,
): T => {
  const last = useRef<{ value: T } | null>(null);
  const subscribe = useCallback((listener: () => void) => view.subscribe(listener), [view]);
  const select = (): T => {
    const value = selector(view.snapshot());
    if (last.current !== null && equal(last.current.value, value)) return last.current.value;
    last.current = { value };
    return value;
  };
  return useSyncExternalStore(subscribe, select);
};

/** The document of the moment; another one after a recovery. */
export const useDocument = (view: TableView): Y.Doc => {
  const subscribe = useCallback((listener: () => void) => view.onDocument(listener), [view]);
  return useSyncExternalStore(subscribe, () => view.document());
};

export const useTable = (view: TableView): { snapshot: Snapshot; document: Y.Doc; acts: Acts | null } => ({
  snapshot: useSnapshot(view),
  document: useDocument(view),
  acts: view.acts,
});

/** A clause's text by who includes it; the same array until that changes. */
export const useStretches = (view: TableView, clause: ClauseId, lang: Language): readonly Stretch[] => {
  const store = useMemo(() => stretchesStore(view, clause, lang), [view, clause, lang]);
  return useSyncExternalStore(store.subscribe, store.read);
};

/** Stretches read when they are asked for, and read again only after something may have changed. */
export const stretchesStore = (
  view: TableView,
  clause: ClauseId,
  lang: Language,
): { subscribe(listener: () => void): () => void; read(): readonly Stretch[] } => {
  let known: readonly Stretch[] = [];
  let stale = true;
  const read = (): readonly Stretch[] => {
    if (!stale) return known;
    stale = false;
    const { state } = view.snapshot();
    const found = clauseOf(state, clause);
    const next = found === undefined ? [] : stretchesIn(state, view.texts(), found, lang);
    if (!sameStretches(known, next)) known = next;
    return known;
  };
  const subscribe = (listener: () => void): (() => void) => {
    const changed = (): void => {
      stale = true;
      listener();
    };
    stale = true; // what changed before anybody listened
    const stops = [view.onText(clause, lang, changed), view.onDocument(changed)];
    return () => {
      stale = true;
      for (const stop of stops) stop();
    };
  };
  return { subscribe, read };
};

const sameStretches = (a: readonly Stretch[], b: readonly Stretch[]): boolean =>
  a.length === b.length &&
  a.every((one, i) => {
    const other = b[i];
    return (
      other !== undefined &&
      one.client === other.client &&
      one.clock === other.clock &&
      one.text === other.text &&
      one.by.join() === other.by.join()
    );
  });

/** The delegate's private draft of a clause, or null. */
export const useDraft = (drafts: DraftStore, clause: ClauseId, lang: Language): Draft | null => {
  const subscribe = useCallback((listener: () => void) => drafts.subscribe(listener), [drafts]);
  return useSyncExternalStore(subscribe, () => drafts.get(clause, lang));
};

/** Whether the clause is worked on privately, and how to change that. */
export const useDraftMode = (
  drafts: DraftStore,
  clause: ClauseId,
): [DraftMode, (mode: DraftMode) => void] => {
  const subscribe = useCallback((listener: () => void) => drafts.subscribe(listener), [drafts]);
  const mode = useSyncExternalStore(subscribe, () => drafts.mode(clause));
  const set = useCallback((next: DraftMode) => drafts.setMode(clause, next), [drafts, clause]);
  return [mode, set];
};
