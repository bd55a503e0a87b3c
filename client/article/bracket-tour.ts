// From the last bracket of one text to the first of the next, over all texts on the page.
import { useEffect } from 'react';
import type { RefObject } from 'react';
import type { ClauseEditorHandle } from '../editor/ClauseEditor.tsx';
import type { Direction } from '../editor/navigate.ts';

type Stop = { element: HTMLElement; handle: ClauseEditorHandle };

const stops = new Set<Stop>();

const inOrder = (): Stop[] =>
  [...stops].sort((a, b) =>
    a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
  );

/** Goes on from the text that `element` holds; nothing happens behind the last bracket of the page. */
export const goOn = (element: HTMLElement | null, direction: Direction): void => {
  const all = inOrder();
  const at = all.findIndex((stop) => stop.element === element);
  const rest = direction === 'next' ? all.slice(at + 1) : all.slice(0, Math.max(0, at)).reverse();
  for (const { handle } of rest) if (handle.enter(direction)) return;
};

/** Joins a text to the tour. */
export const useTour = (
  element: RefObject<HTMLElement | null>,
  handle: RefObject<ClauseEditorHandle | null>,
): void => {
  useEffect(() => {
    if (element.current === null || handle.current === null) return undefined;
    const stop = { element: element.current, handle: handle.current };
    stops.add(stop);
    return () => {
      stops.delete(stop);
    };
  }, [element, handle]);
};
