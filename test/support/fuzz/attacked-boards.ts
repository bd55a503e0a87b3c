// What is laid on the server that is attacked: short articles, so that the attackers' work shows in the text at once.

/** Beside `drc-us`, where the honest seats are. */
export const OTHER_BOARD = 'elsewhere';
export const ARTICLES: readonly string[] = ['1', '2', '11'];
