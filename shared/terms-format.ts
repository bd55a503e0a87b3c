// A term's value as each language writes it: `5,000 t` and `5 000 t`, `20%` and `20 %`, `USD 400 million a year`
// and `400 millions USD par an`. Whatever belongs together is joined by spaces that do not break.
import type { Language, PartyId } from './board.ts';
import { sameTermValue } from './terms.ts';
import type { TermDefinition, TermValue } from './terms.ts';

const NBSP = '\u00a0';
const NNBSP = '\u202f';
const LOCALE = { en: 'en-GB', fr: 'fr-FR' } as const;

const WORDS = {
  en: { yes: 'yes', no: 'no', none: 'none', perYear: 'a year' },
  fr: { yes: 'oui', no: 'non', none: 'aucun', perYear: 'par an' },
} as const;

const glued = (text: string): string => text.replaceAll(' ', NBSP);

/** Making one takes a thousand times as long as using it. */
const kept = <Args extends string[]>(make: (...args: Args) => Intl.NumberFormat) => {
  const made = new Map<string, Intl.NumberFormat>();
  return (...args: Args): Intl.NumberFormat => {
    const key = args.join();
    const format = made.get(key) ?? make(...args);
    made.set(key, format);
    return format;
  };
};

const numbers = kept(
  (lang: Language) =>
    new Intl.NumberFormat(LOCALE[lang], { maximumFractionDigits: 6, useGrouping: 'always' }),
);

/** A number alone: `12,000` and `12 000` (a narrow no-break space), `4.5` and `4,5`. */
export const formatNumber = (value: number, lang: Language): string => numbers(lang).format(value);

/** Not by `Intl`, whose French space before the sign is not the same in every browser. */
const formatPercent = (value: number, lang: Language): string =>
  lang === 'fr' ? `${formatNumber(value, lang)}${NNBSP}%` : `${formatNumber(value, lang)}%`;

const UNITS = { hours: 'hour', days: 'day', months: 'month', years: 'year' } as const;

const durations = kept(
  (unit: keyof typeof UNITS, lang: Language) =>
    new Intl.NumberFormat(LOCALE[lang], { style: 'unit', unit: UNITS[unit], unitDisplay: 'long' }),
);

const formatDuration = (value: number, unit: keyof typeof UNITS, lang: Language): string =>
  glued(durations(unit, lang).format(value));

type Money = Extract<TermDefinition, { kind: 'money' }>;

const scaleWord = (scale: Money['scale'], value: number, lang: Language): string => {
  if (scale === '1') return '';
  if (lang === 'en') return scale === '1e6' ? 'million' : 'billion';
  const word = scale === '1e6' ? 'million' : 'milliard';
  return Math.abs(value) >= 2 ? `${word}s` : word;
};

const formatMoney = (definition: Money, value: number, lang: Language): string => {
  const amount = [formatNumber(value, lang), scaleWord(definition.scale, value, lang)];
  const order = lang === 'en' ? [definition.currency, ...amount] : [...amount, definition.currency];
  const written = order.filter((word) => word !== '').join(NBSP);
  return definition.per === null ? written : `${written} ${WORDS[lang].perYear}`;
};

const optionLabel = (
  definition: Extract<TermDefinition, { kind: 'choice' | 'set' }>,
  id: string,
  lang: Language,
): string => definition.options.find((option) => option.id === id)?.label[lang] ?? id;

const formatSet = (
  definition: Extract<TermDefinition, { kind: 'set' }>,
  ids: readonly string[],
  lang: Language,
): string => {
  if (ids.length === 0) return WORDS[lang].none;
  const labels = ids.map((id) => optionLabel(definition, id, lang));
  return new Intl.ListFormat(LOCALE[lang], { type: 'conjunction' }).format(labels);
};

/**
 * A value of a term in words and figures, with its unit. A value of the wrong kind (which the table never takes)
 * is written as it is.
 */
export const formatTermValue = (definition: TermDefinition, value: TermValue, lang: Language): string => {
  switch (definition.kind) {
    case 'number': {
      if (typeof value !== 'number') return String(value);
      const unit = glued(definition.unit[lang]);
      return unit === '' ? formatNumber(value, lang) : `${formatNumber(value, lang)}${NBSP}${unit}`;
    }
    case 'percent':
      return typeof value === 'number' ? formatPercent(value, lang) : String(value);
    case 'duration':
      return typeof value === 'number' ? formatDuration(value, definition.unit, lang) : String(value);
    case 'money':
      return typeof value === 'number' ? formatMoney(definition, value, lang) : String(value);
    case 'yesno':
      return value === true ? WORDS[lang].yes : WORDS[lang].no;
    case 'choice':
      return optionLabel(definition, String(value), lang);
    case 'set':
      return Array.isArray(value) ? formatSet(definition, value, lang) : String(value);
  }
};

/** The unit that stands beside a field for the value: `t`, `%`, `years`, `USD million a year`; empty where there is none. */
export const unitOf = (definition: TermDefinition, lang: Language): string => {
  switch (definition.kind) {
    case 'number':
      return definition.unit[lang];
    case 'percent':
      return '%';
    case 'duration':
      return formatDuration(2, definition.unit, lang).replace(`2${NBSP}`, '');
    case 'money': {
      const scale = scaleWord(definition.scale, 2, lang);
      const words = lang === 'en' ? [definition.currency, scale] : [scale, definition.currency];
      return [...words, definition.per === null ? '' : WORDS[lang].perYear]
        .filter((word) => word !== '')
        .join(' ');
    }
    case 'yesno':
    case 'choice':
    case 'set':
      return '';
  }
};

/** Two values that share a unit, so that it need be written only behind the second. */
const bareValue = (definition: TermDefinition, value: TermValue, lang: Language): string =>
  definition.kind === 'number' && typeof value === 'number'
    ? formatNumber(value, lang)
    : formatTermValue(definition, value, lang);

/** `from 5,000 to 8,000 t`: the two ends of a change, the unit once. */
export const formatChange = (
  definition: TermDefinition,
  from: TermValue,
  to: TermValue,
  lang: Language,
): { from: string; to: string } => ({
  from: bareValue(definition, from, lang),
  to: formatTermValue(definition, to, lang),
});

export type TermPair =
  /** All parties give this value. */
  | { kind: 'one'; text: string }
  /** Each party's value in the given order, `null` where it has set none. */
  | { kind: 'apart'; values: { party: PartyId; text: string | null }[] };

/** What a chip in the text shows: both values until they are equal. `stands` in the order in which they are shown. */
export const formatPair = (
  definition: TermDefinition,
  stands: readonly { party: PartyId; value: TermValue | null }[],
  lang: Language,
): TermPair => {
  const first = stands[0]?.value ?? null;
  const alike = first !== null && stands.every(({ value }) => value !== null && sameTermValue(value, first));
  if (alike) return { kind: 'one', text: formatTermValue(definition, first, lang) };
  const last = stands.findLastIndex(({ value }) => value !== null);
  return {
    kind: 'apart',
    values: stands.map(({ party, value }, index) => ({
      party,
      text:
        value === null
          ? null
          : index === last
            ? formatTermValue(definition, value, lang)
            : bareValue(definition, value, lang),
    })),
  };
};
