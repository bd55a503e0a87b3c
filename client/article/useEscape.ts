// Escape, pressed anywhere within an element, leads out of it.
import { useEffect } from 'react';
import type { RefObject } from 'react';

export const useEscape = (within: RefObject<HTMLElement | null>, onEscape: () => void): void => {
  useEffect(() => {
    const element = within.current;
    const escape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onEscape();
    };
    element?.addEventListener('keydown', escape);
    return () => element?.removeEventListener('keydown', escape);
  }, [within, onEscape]);
};
