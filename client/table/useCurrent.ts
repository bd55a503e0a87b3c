// Which article the reader has before them: the last whose top has passed the upper third of the window.
import { useEffect, useState } from 'react';
import type { ClauseId } from '../../shared/board.ts';
import { anchorOf, readingLine } from './anchors.ts';

/** `ids` in the page's order; the first stands for the top of the page. Null where there is none. */
export const useCurrent = (ids: readonly ClauseId[]): ClauseId | null => {
  const [current, setCurrent] = useState<ClauseId | null>(null);
  const all = ids.join(' ');
  useEffect(() => {
    const clauses = all === '' ? [] : all.split(' ');
    let asked = 0;
    const look = (): void => {
      asked = 0;
      const line = readingLine();
      const passed = clauses.findLast(
        (id) => (document.getElementById(anchorOf(id))?.getBoundingClientRect().top ?? Infinity) <= line,
      );
      setCurrent(passed ?? clauses[0] ?? null);
    };
    const later = (): void => {
      if (asked === 0) asked = requestAnimationFrame(look);
    };
    look();
    window.addEventListener('scroll', later, { passive: true });
    window.addEventListener('resize', later, { passive: true });
    return () => {
      cancelAnimationFrame(asked);
      window.removeEventListener('scroll', later);
      window.removeEventListener('resize', later);
    };
  }, [all]);
  return current !== null && ids.includes(current) ? current : (ids[0] ?? null);
};
