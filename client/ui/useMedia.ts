// Whether a media query holds, as long as it holds: for what must not be drawn twice, in a column and in a drawer.
import { useCallback, useSyncExternalStore } from 'react';

/** Under this width the history is a drawer. */
export const WIDE = '(min-width: 1201px)';
/** The same where two languages stand side by side. */
export const WIDER = '(min-width: 1601px)';
/** Under this width there is one column. */
export const MEDIUM = '(min-width: 721px)';

/** What held on the screen. Paper is narrower: what it holds must not change while it is being laid out, or it comes out blank. */
const onScreen = new Map<string, boolean>();

const holds = (query: string): boolean => {
  const known = onScreen.get(query);
  if (known !== undefined && window.matchMedia('print').matches) return known;
  const { matches } = window.matchMedia(query);
  onScreen.set(query, matches);
  return matches;
};

export const useMedia = (query: string): boolean => {
  const subscribe = useCallback(
    (listener: () => void) => {
      // After printing, what changed meanwhile holds.
      const lists = [window.matchMedia(query), window.matchMedia('print')];
      for (const list of lists) list.addEventListener('change', listener);
      return () => {
        for (const list of lists) list.removeEventListener('change', listener);
      };
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => holds(query));
};
