// One figure of an article as one line of a board's text:
//   {stock} Cobalt in stock | number t | 0 to 50000, step 500 | DRC: 5000 | US: 20000
//   {release} Release | choice | joint = by joint decision | us = at the request of the US | DRC: joint | US: us
// In French the same with French words. A backslash stands before a `|` or `\` that belongs to a label.
import type { Language, PartyId } from '../board.ts';
import { TermDefinition, checkTermValue, normaliseTermValue } from '../terms.ts';
import type { TermId, TermValue } from '../terms.ts';
import type { Labels } from './labels.ts';

type Bounds = { readonly min: number; readonly max: number; readonly step: number };
type Option = { readonly id: string; readonly label: string };

/** What a figure is, in one language: its kind with all that is not words. */
export type FigureKind =
  | ({ readonly kind: 'number'; readonly unit: string } & Bounds)
  | ({ readonly kind: 'percent' } & Bounds)
  | ({ readonly kind: 'duration'; readonly unit: 'hours' | 'days' | 'months' | 'years' } & Bounds)
  | ({
      readonly kind: 'money';
      readonly currency: string;
      readonly scale: '1' | '1e6' | '1e9';
      readonly per: 'year' | null;
    } & Bounds)
  | { readonly kind: 'yesno' }
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | { readonly kind: 'set'; readonly options: readonly Option[] };

/** A figure of an article in one language, with the values that the parties give it. */
export type Figure = FigureKind & {
  readonly id: TermId;
  readonly label: string;
  readonly values: Readonly<Record<PartyId, TermValue>>;
};

const KINDS = {
  en: {
    number: 'number',
    percent: 'percent',
    duration: 'duration',
    money: 'money',
    yesno: 'yes/no',
    choice: 'choice',
    set: 'set',
  },
  fr: {
    number: 'nombre',
    percent: 'pourcentage',
    duration: 'durée',
    money: 'montant',
    yesno: 'oui/non',
    choice: 'choix',
    set: 'ensemble',
  },
} as const;
const WORDS = {
  en: {
    to: 'to',
    step: 'step',
    yes: 'yes',
    no: 'no',
    none: 'none',
    year: 'a year',
    '1e6': 'million',
    '1e9': 'billion',
  },
  fr: {
    to: 'à',
    step: 'pas',
    yes: 'oui',
    no: 'non',
    none: 'aucun',
    year: 'par an',
    '1e6': 'millions',
    '1e9': 'milliards',
  },
} as const;
const UNITS = {
  en: { hours: 'hours', days: 'days', months: 'months', years: 'years' },
  fr: { hours: 'heures', days: 'jours', months: 'mois', years: 'années' },
} as const;

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
const escaped = (text: string): string => oneLine(text).replace(/[\\|]/g, String.raw`\$&`);

const printNumber = (value: number, lang: Language): string =>
  lang === 'fr' ? String(value).replace('.', ',') : String(value);

const printKind = (figure: FigureKind, lang: Language): string => {
  const word = KINDS[lang][figure.kind];
  switch (figure.kind) {
    case 'number':
      return `${word} ${escaped(figure.unit)}`.trimEnd();
    case 'duration':
      return `${word} ${UNITS[lang][figure.unit]}`;
    case 'money': {
      const scale = figure.scale === '1' ? '' : ` ${WORDS[lang][figure.scale]}`;
      return `${word} ${figure.currency}${scale}${figure.per === null ? '' : ` ${WORDS[lang].year}`}`;
    }
    default:
      return word;
  }
};

const printValue = (value: TermValue, lang: Language): string => {
  if (typeof value === 'number') return printNumber(value, lang);
  if (typeof value === 'boolean') return value ? WORDS[lang].yes : WORDS[lang].no;
  if (typeof value === 'string') return value;
  return value.length === 0 ? WORDS[lang].none : value.join(', ');
};

/** A figure as one line. Throws where a value's party has no label. */
export const printFigure = (figure: Figure, labels: Labels, lang: Language): string => {
  const details =
    'min' in figure
      ? [
          `${printNumber(figure.min, lang)} ${WORDS[lang].to} ${printNumber(figure.max, lang)}, ${WORDS[lang].step} ${printNumber(figure.step, lang)}`,
        ]
      : 'options' in figure
        ? figure.options.map(({ id, label }) => `${id} = ${escaped(label)}`)
        : [];
  const values = Object.entries(figure.values).map(([party, value]) => {
    const label = Object.keys(labels).find((known) => labels[known] === party);
    if (label === undefined) throw new Error(`no label names the party ${party}`);
    return `${label}${lang === 'fr' ? '\u00a0' : ''}: ${printValue(value, lang)}`;
  });
  return [`{${figure.id}} ${escaped(figure.label)}`, printKind(figure, lang), ...details, ...values].join(
    ' | ',
  );
};

/** Whether a line looks like a figure's. */
export const isFigureLine = (line: string): boolean => /^\s*\{[^{}\n]*\}[^|\n]*\|/u.test(line);

/** What is wrong with a figure's line: the field that could not be read. */
export type FigureProblem = { readonly field: string };

const fieldsOf = (line: string): string[] => {
  const fields = [''];
  for (let i = 0; i < line.length; i += 1) {
    const char = line.charAt(i);
    if (char === '\\' && i + 1 < line.length) {
      fields[fields.length - 1] += line.charAt(i + 1);
      i += 1;
    } else if (char === '|') fields.push('');
    else fields[fields.length - 1] += char;
  }
  return fields.map((field) => field.trim());
};

const readNumber = (text: string, lang: Language): number | null => {
  const plain = text.replace(/[\s']/gu, '');
  const written = lang === 'fr' ? plain.replace(',', '.') : plain.replaceAll(',', '');
  return /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(written) ? Number(written) : null;
};

const readBounds = (field: string, lang: Language): Bounds | null => {
  const { to, step } = WORDS[lang];
  const match = new RegExp(String.raw`^(\S.*?)\s+${to}\s+(\S.*?)\s*,\s*${step}\s+(\S+)$`, 'u').exec(field);
  const [min = null, max = null, by = null] = (match ?? []).slice(1).map((text) => readNumber(text, lang));
  return min === null || max === null || by === null || by <= 0 || min > max ? null : { min, max, step: by };
};

const keyOf = <K extends string>(words: Readonly<Record<K, string>>, word: string): K | null => {
  for (const key in words) if (words[key] === word) return key;
  return null;
};

const readMoney = (
  rest: string,
  lang: Language,
): Omit<Extract<FigureKind, { kind: 'money' }>, keyof Bounds> | null => {
  const words = WORDS[lang];
  const match = new RegExp(
    String.raw`^([A-Z]{3})(?: (${words['1e6']}|${words['1e9']}))?( ${words.year})?$`,
    'u',
  ).exec(rest);
  const currency = match?.[1];
  if (currency === undefined) return null;
  const scale = match?.[2] === words['1e6'] ? '1e6' : match?.[2] === words['1e9'] ? '1e9' : '1';
  return { kind: 'money', currency, scale, per: match?.[3] === undefined ? null : 'year' };
};

const readKind = (fields: readonly string[], lang: Language): FigureKind | FigureProblem => {
  const [field = '', detail = '', ...more] = fields;
  const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/u.exec(field) ?? [];
  const kind = keyOf(KINDS[lang], word);
  switch (kind) {
    case null:
      return { field };
    case 'yesno':
      return fields.length === 1 && rest === '' ? { kind } : { field: rest === '' ? detail : field };
    case 'choice':
    case 'set': {
      const options: Option[] = [];
      for (const each of [detail, ...more]) {
        const [, id, label] = /^([A-Za-z0-9-]{1,32})\s*=\s*(.+)$/u.exec(each) ?? [];
        if (id === undefined || label === undefined) return { field: each };
        options.push({ id, label });
      }
      return { kind, options };
    }
    default: {
      const bounds = readBounds(detail, lang);
      if (bounds === null || more.length > 0) return { field: more[0] ?? detail };
      if (kind === 'number') return { kind, unit: rest, ...bounds };
      if (kind === 'percent') return rest === '' ? { kind, ...bounds } : { field };
      if (kind === 'duration') {
        const unit = keyOf(UNITS[lang], rest);
        return unit === null ? { field } : { kind, unit, ...bounds };
      }
      const money = readMoney(rest, lang);
      return money === null ? { field } : { ...money, ...bounds };
    }
  }
};

const readValue = (kind: FigureKind, text: string, lang: Language): TermValue | null => {
  switch (kind.kind) {
    case 'yesno':
      return text === WORDS[lang].yes ? true : text === WORDS[lang].no ? false : null;
    case 'choice':
      return text;
    case 'set':
      return text === WORDS[lang].none ? [] : text.split(/\s*,\s*/u);
    default:
      return readNumber(text, lang);
  }
};

/** The figure as the table defines it, from its two languages (which have been found to be the same kind of thing). */
export const definitionOf = (en: Figure, fr: Figure): unknown => {
  const { values: _values, ...kind } = en;
  const label = { en: en.label, fr: fr.label };
  if (kind.kind === 'number')
    return { ...kind, label, unit: { en: kind.unit, fr: fr.kind === 'number' ? fr.unit : kind.unit } };
  if (kind.kind !== 'choice' && kind.kind !== 'set') return { ...kind, label };
  const french = 'options' in fr ? fr.options : [];
  const options = kind.options.map(({ id, label: english }) => ({
    id,
    label: { en: english, fr: french.find((each) => each.id === id)?.label ?? english },
  }));
  return { ...kind, label, options };
};

const valueField = (field: string, labels: Labels): { party: PartyId; text: string } | null => {
  const [, label, text] = /^([^:=]{1,40}?)[ \u00a0\u202f]?:\s*(.*)$/u.exec(field) ?? [];
  if (label === undefined || text === undefined || !Object.hasOwn(labels, label)) return null;
  const party = labels[label];
  return party === undefined ? null : { party, text };
};

/** Reads a figure's line; where it cannot be read, the field in which the reading stopped. */
export const parseFigure = (line: string, labels: Labels, lang: Language): Figure | FigureProblem => {
  const [head = '', ...fields] = fieldsOf(line);
  const [, id, label] = /^\{([a-z][a-z0-9-]{0,31})\}\s*(.*)$/u.exec(head) ?? [];
  if (id === undefined || label === undefined) return { field: head };
  const given = fields.map((field) => ({ field, value: valueField(field, labels) }));
  const kind = readKind(
    given.filter(({ value }) => value === null).map(({ field }) => field),
    lang,
  );
  if ('field' in kind) return kind;
  const values: Record<PartyId, TermValue> = {};
  const bare: Figure = { ...kind, id, label, values };
  const definition = TermDefinition.safeParse(definitionOf(bare, bare));
  if (!definition.success) return { field: fields[0] ?? head };
  for (const { field, value } of given) {
    if (value === null) continue;
    const read = readValue(kind, value.text, lang);
    if (read === null || !checkTermValue(definition.data, read).ok) return { field };
    values[value.party] = normaliseTermValue(definition.data, read);
  }
  return { ...bare, values };
};

/** Whether both languages speak of the same figure: kind, bounds, options and values, all but the words. */
export const sameFigure = (en: Figure, fr: Figure): boolean => {
  const bare = ({ label: _label, ...figure }: Figure): string => {
    const values = Object.entries(figure.values).sort(([a], [b]) => (a < b ? -1 : 1));
    const options = 'options' in figure ? figure.options.map(({ id }) => id) : null;
    const kind = figure.kind === 'number' ? { ...figure, unit: '' } : figure;
    return JSON.stringify([
      Object.entries({ ...kind, options, values }).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]);
  };
  return bare(en) === bare(fr);
};
