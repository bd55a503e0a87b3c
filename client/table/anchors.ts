// Where an article is on the page, for links, keys and the list of articles.
import type { ClauseId } from '../../shared/board.ts';

/** The id of the article's element. */
export const anchorOf = (clause: ClauseId): string => `article-${clause}`;

/** Brings an article before the reader, and the focus to its heading, so that the next key starts there. */
export const showArticle = (clause: ClauseId): void => {
  const article = document.getElementById(anchorOf(clause));
  if (article === null) return;
  article.scrollIntoView({ block: 'start' });
  article.focus({ preventScroll: true });
};
