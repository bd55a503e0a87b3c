// A figure of an article while it is being thought of. Pure.
import type { Language, Localised } from '../../shared/board.ts';
import type { TermDefinition } from '../../shared/terms.ts';
import type { Fault } from './draft.ts';

export const KINDS = ['number', 'percent', 'duration', 'money', 'yesno', 'choice', 'set'] as const;
export type Kind = (typeof KINDS)[number];
export const UNITS = ['hours', 'days', 'months', 'years'] as const;
export const SCALES = ['1', '1e6', '1e9'] as const;

/** Numbers as they were typed; of the fields only those count that the kind has. */
export type TermDraft = {
  label: Localised;
  kind: Kind;
  min: string;
  max: string;
  step: string;
  /** Of a number. */
  unit: Localised;
  /** Of a duration. */
  time: (typeof UNITS)[number];
  currency: string;
  scale: (typeof SCALES)[number];
  yearly: boolean;
  /** One a line. */
  options: Localised;
};

const NOTHING: Localised = { en: '', fr: '' };

export const EMPTY_TERM: TermDraft = {
  label: NOTHING,
  kind: 'number',
  min: '0',
  max: '100',
  step: '1',
  unit: NOTHING,
  time: 'years',
  currency: 'USD',
  scale: '1e6',
  yearly: false,
  options: NOTHING,
};

/** `12,5`, `12.5` and `12 000` as a number; null where it is none. */
export const numberOf = (typed: string): number | null => {
  const plain = typed.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return null;
  return Number(plain);
};

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export const isQuantity = (kind: Kind): boolean =>
  kind === 'number' || kind === 'percent' || kind === 'duration' || kind === 'money';
export const hasOptions = (kind: Kind): boolean => kind === 'choice' || kind === 'set';

const boundFaults = ({ min, max, step }: TermDraft): [string, Fault][] => {
  const [low, high, by] = [numberOf(min), numberOf(max), numberOf(step)];
  const bad: [string, Fault][] = [];
  if (low === null) bad.push(['min', 'badNumber']);
  if (high === null) bad.push(['max', 'badNumber']);
  if (by === null) bad.push(['step', 'badNumber']);
  if (low === null || high === null || by === null) return bad;
  if (low >= high) return [['max', 'badBounds']];
  return by <= 0 || by > high - low ? [['step', 'badStep']] : [];
};

const optionFaults = ({ kind, options }: TermDraft, languages: readonly Language[]): [string, Fault][] => {
  const counts = languages.map((lang) => linesOf(options[lang]).length);
  if (counts.some((count) => count < (kind === 'choice' ? 2 : 1))) return [['options', 'fewOptions']];
  return new Set(counts).size > 1 ? [['options', 'optionsDiffer']] : [];
};

export const termFaults = (term: TermDraft, languages: readonly Language[]): [string, Fault][] => [
  ...languages
    .filter((lang) => term.label[lang].trim() === '')
    .map((lang): [string, Fault] => [`label.${lang}`, 'missing']),
  ...(isQuantity(term.kind) ? boundFaults(term) : []),
  ...(term.kind === 'money' && !/^[A-Z]{3}$/.test(term.currency.trim().toUpperCase())
    ? [['currency', 'badCurrency'] as [string, Fault]]
    : []),
  ...(hasOptions(term.kind) ? optionFaults(term, languages) : []),
];

const slugOf = (text: string, fallback: string): string => {
  const slug = text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 24)
    .replaceAll(/^-+|-+$/g, '');
  return slug === '' ? fallback : slug;
};

/** A short word that none of those has that came before. */
const fresh = (text: string, fallback: string, taken: Set<string>): string => {
  const word = slugOf(text, fallback);
  let id = word;
  for (let count = 2; taken.has(id); count += 1) id = `${word}-${count}`;
  taken.add(id);
  return id;
};

const both = ({ en, fr }: Localised, languages: readonly Language[]): Localised => {
  const has = (lang: Language): boolean => languages.includes(lang);
  const [english, french] = [en.trim(), fr.trim()];
  return {
    en: (has('en') ? english : '') || french,
    fr: (has('fr') ? french : '') || english,
  };
};

const optionsOf = ({ options }: TermDraft, languages: readonly Language[]) => {
  const taken = new Set<string>();
  const lines = { en: linesOf(options.en), fr: linesOf(options.fr) };
  const [first = 'en'] = languages;
  return lines[first].map((_, at) => {
    const label = both({ en: lines.en[at] ?? '', fr: lines.fr[at] ?? '' }, languages);
    return { id: fresh(label.en, 'option', taken), label };
  });
};

const termOf = (term: TermDraft, id: string, languages: readonly Language[]): TermDefinition => {
  const { kind } = term;
  const common = { id, label: both(term.label, languages) };
  const bounds = {
    min: numberOf(term.min) ?? 0,
    max: numberOf(term.max) ?? 100,
    step: numberOf(term.step) ?? 1,
  };
  switch (kind) {
    case 'number':
      return { ...common, ...bounds, kind, unit: both(term.unit, languages) };
    case 'percent':
      return { ...common, ...bounds, kind };
    case 'duration':
      return { ...common, ...bounds, kind, unit: term.time };
    case 'money':
      return {
        ...common,
        ...bounds,
        kind,
        currency: term.currency.trim().toUpperCase(),
        scale: term.scale,
        per: term.yearly ? 'year' : null,
      };
    case 'yesno':
      return { ...common, kind };
    case 'choice':
    case 'set':
      return { ...common, kind, options: optionsOf(term, languages) };
  }
};

/** The figures of one article as the board will have them. To be called where there is no fault. */
export const termsOf = (terms: readonly TermDraft[], languages: readonly Language[]): TermDefinition[] => {
  const taken = new Set<string>();
  return terms.map((term) => termOf(term, fresh(both(term.label, languages).en, 'figure', taken), languages));
};
