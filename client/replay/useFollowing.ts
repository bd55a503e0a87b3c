// Brings the article that is spoken of before the reader, and marks it; only where it is not there already, and never in a
// flurry while the past goes by quickly.
import { useEffect, useRef } from 'react';
import { anchorOf } from '../table/anchors.ts';
import { lineOf } from '../table/useCurrent.ts';
import type { Playback, Playing } from './playback.ts';

const PACE = 900;

/** Articles above it may turn out longer than was thought once they are drawn: it is looked at again so many times. */
const LOOKS = 4;
const LOOK_AGAIN = 120;

const isInView = (element: HTMLElement): boolean => {
  const line = lineOf(window);
  const { top, bottom } = element.getBoundingClientRect();
  return top <= line && bottom > line;
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
    let timer: ReturnType<typeof setTimeout> | undefined;
    const bring = (looks: number): void => {
      const element = document.getElementById(anchorOf(clause));
      if (element === null || isInView(element)) return;
      brought.current = performance.now();
      element.scrollIntoView({ block: 'start' });
      if (looks > 1) timer = setTimeout(() => bring(looks - 1), LOOK_AGAIN);
    };
    const wait = Math.max(0, brought.current + PACE - performance.now());
    timer = setTimeout(() => bring(LOOKS), wait);
    return () => clearTimeout(timer);
  }, [clause, follows]);
};
