// Where an article is on the page, for links, keys and the list of articles.
import type { ClauseId } from '../../shared/board.ts';

/** The id of the article's element. */
export const anchorOf = (clause: ClauseId): string => `article-${clause}`;

/** How far down the window an article begins, at the most, that one is taken to read; in pixels. */
export const readingLine = (): number => window.innerHeight / 3;

/** Whether the article is the one that the reader has before them. */
export const isRead = (article: HTMLElement): boolean => {
  const { top, bottom } = article.getBoundingClientRect();
  return top <= readingLine() && bottom > readingLine();
};

/** Articles above it may turn out longer than was thought once they are drawn: it is looked at again, so often and after so long. */
const LOOKS = 8;
const LOOK_AGAIN = 120;

/** By these the reader takes the page in hand. */
const HANDS = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * Brings an article to the top of the window, and sees to it that it comes there, unless the reader goes elsewhere meanwhile.
 * Returns how to stop that.
 */
export const bringArticle = (article: HTMLElement): (() => void) => {
  const ended = new AbortController();
  const bring = (looks: number): void => {
    article.scrollIntoView({ block: 'start' });
    setTimeout(() => {
      if (ended.signal.aborted || looks <= 1 || !article.isConnected || isRead(article)) ended.abort();
      else bring(looks - 1);
    }, LOOK_AGAIN);
  };
  for (const hand of HANDS)
    window.addEventListener(hand, () => ended.abort(), { signal: ended.signal, passive: true });
  bring(LOOKS);
  return () => ended.abort();
};

/** Brings an article before the reader, and the focus to its heading, so that the next key starts there. */
export const showArticle = (clause: ClauseId): void => {
  const article = document.getElementById(anchorOf(clause));
  if (article === null) return;
  bringArticle(article);
  article.focus({ preventScroll: true });
};
