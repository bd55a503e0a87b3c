// Sentences for this page's reader that no snapshot carries: what a menu's act was refused with.
import { useCallback, useSyncExternalStore } from 'react';
import type { Move } from '../../shared/moves.ts';
import { useSend } from '../moves/useSend.ts';
import type { TableView } from '../session/view.ts';

export type Told = { readonly key: number; readonly sentence: string };

let told: readonly Told[] = [];
let lastKey = 0;
const listeners = new Set<() => void>();

const change = (next: readonly Told[]): void => {
  told = next;
  for (const listener of listeners) listener();
};

export const tell = (sentence: string): void => {
  lastKey += 1;
  change([...told.filter((each) => each.sentence !== sentence), { key: lastKey, sentence }]);
};

export const forget = (key: number): void => change(told.filter((each) => each.key !== key));

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useTold = (): readonly Told[] => useSyncExternalStore(subscribe, () => told);

/** Sends a move from a place that has no room for an answer; a refusal is told on the page. */
export const useAct = (view: TableView): ((move: Move) => void) => {
  const send = useSend(view);
  return useCallback(
    (move) => {
      void send(move).then(({ refused }) => {
        if (refused !== null) tell(refused);
      });
    },
    [send],
  );
};
