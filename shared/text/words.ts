// A reading cut into what a drafter would move as one: words, figures, cited terms, marks and spaces.

const LETTER = String.raw`[\p{L}\p{M}\p{N}]`;

const TOKEN = new RegExp(
  [
    String.raw`\n`,
    String.raw` +`,
    // A cited term.
    String.raw`\{[a-z][a-z0-9-]{0,31}\}`,
    // "5 000" and "12 345,6": French groups thousands by a space, which a reading folds to U+0020.
    String.raw`\p{Nd}{1,3}(?: \p{Nd}{3})+(?:[.,]\p{Nd}+)?(?![\p{L}\p{N}])`,
    // An elided word before a vowel: "l’État" is two words.
    String.raw`(?:[CDJLMNSTcdjlmnst]|(?:[Jj]us|[Ll]ors|[Pp]uis|[Qq]uoi)?qu|Q[Uu])['’](?=\p{L})`,
    // A word, a figure, or both with what holds them together inside: "State’s", "peut-être", "5,000.50".
    String.raw`${LETTER}+(?:(?:['’‐‑-](?=[\p{L}\p{N}])|(?<=\p{Nd})[.,](?=\p{Nd}))${LETTER}+)*`,
    String.raw`[^]`,
  ].join('|'),
  'gu',
);

const WORD = /[\p{L}\p{N}]/u;
const LITTLE_WORD = /^\p{L}{1,3}['’]?$/u;

/** The tokens of a reading, in order; joined they are the reading. Each space and each newline is a token. */
export const wordsOf = (reading: string): string[] => reading.match(TOKEN) ?? [];

/** Whether a token counts as a word: it holds a letter or a digit (so figures and cited terms do). */
export const isWord = (token: string): boolean => WORD.test(token);

/** Whether a token is one of the short words (of, the, de, la, l’) that any two sentences share by chance. */
export const isLittleWord = (token: string): boolean => LITTLE_WORD.test(token);

/** Whether a token is white space: a space or a newline. */
export const isSpace = (token: string): boolean => token === '\n' || token.startsWith(' ');
