// How wide an element is, so that a chart can be drawn into it.
import { useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** In pixels; 0 until it is on the page. */
export const useWidth = <E extends HTMLElement>(): [RefObject<E | null>, number] => {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const tell = (): void => setWidth(Math.floor(current.clientWidth));
    const watching = new ResizeObserver(tell);
    watching.observe(current);
    tell();
    return () => watching.disconnect();
  }, []);
  return [element, width];
};
