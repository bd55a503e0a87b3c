// Tells the page how high something is that stays on the screen while the page moves under it, however many lines it takes:
// what one reads, jumps to or tabs to must not lie behind it.
import { useLayoutEffect } from 'react';
import type { RefObject } from 'react';

/** @param name of the property of the root that holds the height, in pixels, for as long as the element is there */
export const useHeightTold = (ref: RefObject<HTMLElement | null>, name: `--${string}`): void => {
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const { style } = document.documentElement;
    const tell = (): void => style.setProperty(name, `${element.offsetHeight}px`);
    const watching = new ResizeObserver(tell);
    watching.observe(element);
    tell();
    return () => {
      watching.disconnect();
      style.removeProperty(name);
    };
  }, [ref, name]);
};
