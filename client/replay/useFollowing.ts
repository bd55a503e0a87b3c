// Brings the article that is spoken of before the reader, and marks it; only where it is not there already, and never in a
// flurry while the past goes by quickly.
import { useEffect, useRef } from 'react';
import { anchorOf } from '../table/anchors.ts';
import type { Playback, Playing } from './playback.ts';

const PACE = 900;

const isInView = (element: HTMLElement): boolean => {
  const { top, bottom } = element.getBoundingClientRect();
  return top < window.innerHeight * 0.55 && bottom > window.innerHeight * 0.35;
};

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
    const bring = (): void => {
      const element = document.getElementById(anchorOf(clause));
      if (element === null || isInView(element)) return;
      brought.current = performance.now();
      element.scrollIntoView({ block: 'start' });
    };
    const wait = Math.max(0, brought.current + PACE - performance.now());
    const timer = setTimeout(bring, wait);
    return () => clearTimeout(timer);
  }, [clause, follows]);
};
