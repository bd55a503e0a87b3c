// Goes to an article, and to words in it where somebody speaks of some.
import { highlight } from '../article/highlight.ts';
import type { OnShow } from '../history/HistoryLine.tsx';
import { showArticle } from './anchors.ts';

/** Until articles are in view again, and a sheet that was open has given the focus back. */
export const AFTER_SHEET_MS = 60;

export const showPlace: OnShow = (clause, place) => {
  showArticle(clause);
  if (place !== undefined) highlight({ clause, ...place });
};
