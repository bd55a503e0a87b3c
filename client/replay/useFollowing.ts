// Brings the article that is spoken of before the reader, and marks it; only where it is not there already, and never in a
// flurry while the past goes by quickly.
import { useEffect, useRef } from 'react';
import { anchorOf, bringArticle, isRead } from '../table/anchors.ts';
import type { Playback, Playing } from './playback.ts';

const PACE = 900;

export const useFollowing = (playback: Playback, { seq }: Playing, follows: boolean): void => {
  const brought = useRef(0);
  const step = playback.course.stepAt(seq);
  const clause = step?.clause ?? null;
  const party = step?.party ?? null;
  useEffect(() => {
    if (clause === null) return undefined;
    const element = document.getElementById(anchorOf(clause));
    if (element === null) return undefined;
    element.dataset['now'] = party ?? 'chair';
    return () => {
      delete element.dataset['now'];
    };
  }, [clause, party]);
  useEffect(() => {
    if (!follows || clause === null) return undefined;
    let stop = (): void => undefined;
    const bring = (): void => {
      const element = document.getElementById(anchorOf(clause));
      if (element === null || isRead(element)) return;
      brought.current = performance.now();
      stop = bringArticle(element);
    };
    const timer = setTimeout(bring, Math.max(0, brought.current + PACE - performance.now()));
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [clause, follows]);
};
