// Whether a media query holds, as long as it holds: for what must not be drawn twice, in a column and in a drawer.
import { useCallback, useSyncExternalStore } from 'react';

/** Under this width the history is a drawer. */
export const WIDE = '(min-width: 1201px)';
/** The same where two languages stand side by side. */
export const WIDER = '(min-width: 1601px)';
/** Under this width there is one column. */
export const MEDIUM = '(min-width: 721px)';

export const useMedia = (query: string): boolean => {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
};
