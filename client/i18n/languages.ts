// Which language a person reads the program in, and which the articles: two choices, each remembered by the browser.
import { LANGUAGES } from '../../shared/board.ts';
import type { BoardDefinition, BoardLanguages, Language } from '../../shared/board.ts';
import { recall, remember } from '../ui/memory.ts';

/** The languages in which a person has the articles before them, in the order in which they stand side by side. */
export type TextLanguages = Readonly<BoardLanguages>;
export type TextChoice = 'en' | 'fr' | 'both';
export const TEXT_CHOICES: readonly TextChoice[] = ['en', 'fr', 'both'];

const INTERFACE = 'paraph.language';
const TEXT = 'paraph.text';

const isLanguage = (value: string | null): value is Language =>
  LANGUAGES.some((language) => language === value);

/** The first of the reader's languages that there is a translation for; English where there is none. */
export const preferredLanguage = (accepted: readonly string[]): Language =>
  accepted.map((tag) => tag.toLowerCase().split('-')[0] ?? '').find((tag) => isLanguage(tag)) ?? 'en';

/** The choice that was made before, else what the browser asks for. */
export const initialLanguage = (): Language => {
  const chosen = recall(INTERFACE);
  return isLanguage(chosen) ? chosen : preferredLanguage(navigator.languages);
};

export const rememberLanguage = (language: Language): void => remember(INTERFACE, language);

export const initialTextChoice = (language: Language): TextChoice => {
  const chosen = recall(TEXT);
  return TEXT_CHOICES.find((choice) => choice === chosen) ?? language;
};

export const rememberTextChoice = (choice: TextChoice): void => remember(TEXT, choice);

/** The languages of a board's texts; both as long as it is not known. */
export const languagesOf = (board: Pick<BoardDefinition, 'languages'> | null): TextLanguages =>
  board?.languages ?? LANGUAGES;

/** A board that has one language is read in that one, whatever was chosen. */
export const textLanguages = (
  choice: TextChoice,
  board: Pick<BoardDefinition, 'languages'> | null,
): TextLanguages => {
  const there = languagesOf(board);
  return there.length === 1 ? there : chosen(choice);
};

const chosen = (choice: TextChoice): TextLanguages => {
  switch (choice) {
    case 'en':
      return ['en'];
    case 'fr':
      return ['fr'];
    case 'both':
      return ['en', 'fr'];
  }
};
