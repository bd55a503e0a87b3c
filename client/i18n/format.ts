// Numbers, dates and times as the reader's language writes them, in the reader's time zone.
import type { Language } from '../../shared/board.ts';

/** English as international texts write it: day before month, 24 hours. */
const LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' };

const cached = <T>(make: (locale: string) => T): ((language: Language) => T) => {
  const made = new Map<Language, T>();
  return (language) => {
    const known = made.get(language) ?? make(LOCALES[language]);
    made.set(language, known);
    return known;
  };
};

const numbers = cached((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }));
const tenths = cached(
  (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
);
const days = cached((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long' }));
const times = cached((locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
const clocks = cached((locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }));
const moments = cached(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }),
);
const lists = cached((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));

export const formatNumber = (value: number, language: Language): string => numbers(language).format(value);

/** To one decimal, said even where it is 0, for numbers that stand under one another. */
export const formatTenths = (value: number, language: Language): string =>
  // Adding nothing makes nothing of less than nothing.
  tenths(language).format(Math.round(value * 10) / 10 + 0);

/** "23 November 2026"; `at` in milliseconds since 1970, here and below. */
export const formatDay = (at: number, language: Language): string => days(language).format(at);

/** "11:06". */
export const formatTime = (at: number, language: Language): string => times(language).format(at);

/** "11:06:42". */
export const formatClock = (at: number, language: Language): string => clocks(language).format(at);

/** "23 November 2026 at 11:06". */
export const formatMoment = (at: number, language: Language): string => moments(language).format(at);

/** The time alone where the moment is of the same day as `now`, else day and time. */
export const formatWhen = (at: number, now: number, language: Language): string =>
  formatDay(at, language) === formatDay(now, language)
    ? formatTime(at, language)
    : formatMoment(at, language);

/** "Ann, Ben and Carl". */
export const formatList = (items: Iterable<string>, language: Language): string =>
  lists(language).format(items);

/** For a `<time>` element's `dateTime`. */
export const isoTime = (at: number): string => new Date(at).toISOString();

const ENGLISH_ORDINALS = [
  'First',
  'Second',
  'Third',
  'Fourth',
  'Fifth',
  'Sixth',
  'Seventh',
  'Eighth',
  'Ninth',
  'Tenth',
  'Eleventh',
  'Twelfth',
];
const FRENCH_ORDINALS = [
  'Première',
  'Deuxième',
  'Troisième',
  'Quatrième',
  'Cinquième',
  'Sixième',
  'Septième',
  'Huitième',
  'Neuvième',
  'Dixième',
  'Onzième',
  'Douzième',
];
const ENGLISH_SUFFIXES: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** "Second", "Deuxième"; beyond twelve "13th", "13e". In French feminine, since what is counted is a sitting (séance). */
export const formatOrdinal = (value: number, language: Language): string => {
  const word = (language === 'fr' ? FRENCH_ORDINALS : ENGLISH_ORDINALS)[value - 1];
  if (word !== undefined) return word;
  if (language === 'fr') return `${value}e`;
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(value);
  return `${value}${ENGLISH_SUFFIXES[rule] ?? 'th'}`;
};
