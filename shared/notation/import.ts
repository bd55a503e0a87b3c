// Texts that somebody brings, in one language or both, made into articles that a table can be laid with; and a report of
// all that could not be read (errors: nothing is laid) or was read in some way (notes).
import { LANGUAGES } from '../board.ts';
import type { Language, Localised, Party, PartyId } from '../board.ts';
import { cleanTyped, startsWithMark } from '../gate/text-rules.ts';
import type { TermDefinition as Term, TermId, TermValue } from '../terms.ts';
import { TermDefinition } from '../terms.ts';
import { parseBoardText } from './board-text.ts';
import type { BoardTextRemark, ParsedBoardText, ReadArticle } from './board-text.ts';
import { definitionOf, sameFigure } from './figure-line.ts';
import { labelsOf } from './labels.ts';
import type { Labels } from './labels.ts';
import type { Bracket, Node, NotationError, Place } from './nodes.ts';
import { parseLoosely } from './parse.ts';
import { print } from './print.ts';
import { simplify } from './simplify.ts';
import type { SimplifyNote } from './simplify.ts';

/** Characters of one language's text. */
export const MOST_CHARACTERS = 400_000;
export const MOST_ARTICLES = 100;
export const MOST_FIGURES = 40;
/** Characters of one paragraph, or of one bracket. */
export const MOST_IN_ONE = 12_000;
const MOST_IN_ARTICLE = 100_000;
const MOST_IN_TITLE = 300;

export type ImportedArticle = {
  readonly id: string;
  readonly title: Localised;
  readonly terms: readonly Term[];
  readonly openings: Readonly<Record<TermId, Readonly<Record<PartyId, TermValue>>>>;
  /** Bracketed text of one level. */
  readonly text: Readonly<Record<Language, string>>;
};

export type ImportRemark = Place & { readonly lang: Language } & (
    | BoardTextRemark
    | NotationError
    | SimplifyNote
    | { readonly code: 'too-long'; readonly limit: number }
    | { readonly code: 'too-many-articles'; readonly limit: number }
    | { readonly code: 'too-many-figures'; readonly limit: number }
    | { readonly code: 'no-text' }
    | { readonly code: 'characters-dropped'; readonly count: number }
    | { readonly code: 'mark-dropped' }
    | { readonly code: 'figures-differ'; readonly term: string }
    | { readonly code: 'only-here'; readonly number: string }
    | { readonly code: 'no-words-here' }
    | { readonly code: 'no-text-here' }
    | { readonly code: 'renumbered'; readonly number: string; readonly now: number }
  );

export type Imported = {
  /** Whether a table can be laid with it: there is no error in the report. */
  readonly ok: boolean;
  readonly title: Localised | null;
  readonly notice: Localised | null;
  readonly articles: readonly ImportedArticle[];
  /** English first, then in the order of the places. */
  readonly report: readonly ImportRemark[];
};

const ERRORS: ReadonlySet<ImportRemark['code']> = new Set<ImportRemark['code']>([
  'unclosed-bracket',
  'unopened-bracket',
  'bad-figure',
  'figure-twice',
  'figures-differ',
  'too-long',
  'too-many-articles',
  'too-many-figures',
  'no-text',
]);

/** Whether nothing can be laid before this is put right. */
export const isError = ({ code }: ImportRemark): boolean => ERRORS.has(code);

const MORE_LABELS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { RDC: 'drc', 'U.S.': 'us', USA: 'us', 'United States': 'us' },
  fr: { DRC: 'drc', 'E.-U.': 'us', ÉU: 'us', 'États-Unis': 'us', 'Etats-Unis': 'us', US: 'us', USA: 'us' },
};

/** The labels under which a text that comes from elsewhere may name the parties; their own come first. */
export const importLabels = (parties: readonly Party[], lang: Language): Labels => {
  const known = new Set(parties.map(({ id }) => id));
  const more = Object.entries(MORE_LABELS[lang]).filter(([, party]) => known.has(party));
  return { ...labelsOf(parties, lang), ...Object.fromEntries(more) };
};

type Body = { nodes: readonly Node[]; remarks: ImportRemark[] };
type Side = { lang: Language; labels: Labels; parsed: ParsedBoardText; remarks: ImportRemark[] };

const within = (place: Place, article: ReadArticle): Place => ({
  line: place.line + article.line - 1,
  column: place.column,
});

/** A mark that would change the letter before it, which is somebody else's, is left out; what has none is the same node. */
const withoutMarks = (nodes: readonly Node[], drop: () => void): Node[] =>
  nodes.flatMap((node): Node[] => {
    if (node.kind === 'term') return [node];
    if (node.kind === 'bracket') {
      const children = withoutMarks(node.children, drop);
      if (children.length === 0) return [];
      const isSame =
        children.length === node.children.length && children.every((each, i) => each === node.children[i]);
      return [isSame ? node : { ...node, children }];
    }
    let { text } = node;
    while (startsWithMark(text)) {
      text = [...text].slice(1).join('');
      drop();
    }
    if (text === node.text) return [node];
    return text === '' ? [] : [{ kind: 'words', text }];
  });

const lengthOf = (node: Node): number => {
  if (node.kind === 'words') return Math.max(...node.text.split('\n').map((line) => line.length));
  if (node.kind === 'term') return node.term.length + 2;
  return bracketLength(node);
};
const bracketLength = ({ children }: Bracket): number =>
  children.reduce(
    (sum, child) =>
      sum +
      (child.kind === 'words'
        ? child.text.length
        : child.kind === 'term'
          ? child.term.length + 2
          : bracketLength(child)),
    0,
  );

const bodyOf = (article: ReadArticle, { lang, labels, parsed: { ours } }: Side): Body => {
  const parsed = parseLoosely(article.text, labels);
  const terms = new Set(article.figures.map(({ id }) => id));
  const start = { line: article.line, column: 1, lang };
  const dropped: ImportRemark[] = [];
  const drop = (): unknown => dropped.push({ code: 'mark-dropped', ...start });
  // First: what stood on both sides of it are neighbours then, which `simplify` has to see.
  const simple = simplify({ ...parsed, nodes: withoutMarks(parsed.nodes, drop) }, { labels, terms, ours });
  const nodes = withoutMarks(simple.nodes, drop);
  const remarks: ImportRemark[] = [...parsed.errors, ...simple.notes].map((remark) => ({
    ...remark,
    ...within(remark, article),
    lang,
  }));
  remarks.push(...dropped);
  if (article.text.length > MOST_IN_ARTICLE)
    remarks.push({ code: 'too-long', limit: MOST_IN_ARTICLE, ...start });
  else if (nodes.some((node) => lengthOf(node) > MOST_IN_ONE))
    remarks.push({ code: 'too-long', limit: MOST_IN_ONE, ...start });
  return { nodes, remarks };
};

const readSide = (source: string, lang: Language, parties: readonly Party[]): Side => {
  const text = cleanTyped(source);
  const labels = importLabels(parties, lang);
  const remarks: ImportRemark[] = [];
  const start = { line: 1, column: 1, lang };
  if (source.length > MOST_CHARACTERS) {
    remarks.push({ code: 'too-long', limit: MOST_CHARACTERS, ...start });
    return { lang, labels, parsed: parseBoardText('', labels, lang), remarks };
  }
  const dropped = source.replace(/\r\n?/g, '\n').normalize('NFC').length - text.length;
  if (dropped > 0) remarks.push({ code: 'characters-dropped', count: dropped, ...start });
  const parsed = parseBoardText(text, labels, lang);
  for (const remark of parsed.remarks) remarks.push({ ...remark, lang });
  const { articles } = parsed.board;
  if (articles.length > MOST_ARTICLES)
    remarks.push({ code: 'too-many-articles', limit: MOST_ARTICLES, ...start });
  for (const { figures, headingLine: line } of articles)
    if (figures.length > MOST_FIGURES)
      remarks.push({ code: 'too-many-figures', limit: MOST_FIGURES, line, column: 1, lang });
  return { lang, labels, parsed, remarks };
};

type Pair = { readonly en: ReadArticle | null; readonly fr: ReadArticle | null };

/** Articles of the same number belong together; those without one by their order. */
const paired = (en: readonly ReadArticle[], fr: readonly ReadArticle[]): Pair[] => {
  const keyed = (articles: readonly ReadArticle[]): Map<string, ReadArticle> => {
    const counts = new Map<string, number>();
    return new Map(
      articles.map((article) => {
        const number = article.number.toLowerCase().replace(/\s/gu, '');
        const count = (counts.get(number) ?? 0) + 1;
        counts.set(number, count);
        return [`${number}#${count}`, article];
      }),
    );
  };
  const [english, french] = [keyed(en), keyed(fr)];
  const pairs = [...english].map(([key, article]): Pair => ({ en: article, fr: french.get(key) ?? null }));
  for (const [key, article] of french) if (!english.has(key)) pairs.push({ en: null, fr: article });
  return pairs;
};

class Joining {
  readonly articles: ImportedArticle[] = [];
  readonly remarks: ImportRemark[] = [];
  readonly #sides: Readonly<Record<Language, Side>>;

  constructor(en: Side, fr: Side) {
    this.#sides = { en, fr };
  }

  add(pair: Pair): void {
    const [any, lang]: [ReadArticle | null, Language] = pair.en === null ? [pair.fr, 'fr'] : [pair.en, 'en'];
    if (any === null) return;
    const now = this.articles.length + 1;
    const place = { line: any.headingLine, column: 1, lang };
    const single = LANGUAGES.some((each) => this.#sides[each].parsed.board.articles.length === 0);
    if ((pair.en === null || pair.fr === null) && !single)
      this.remarks.push({ code: 'only-here', number: any.number, ...place });
    if (any.number !== '' && any.number !== String(now))
      this.remarks.push({ code: 'renumbered', number: any.number, now, ...place });
    const title = (each: Language): string => (pair[each] ?? any).title.slice(0, MOST_IN_TITLE);
    const text = { en: this.#text(pair, 'en'), fr: this.#text(pair, 'fr') };
    this.#remarkOnSilence(pair, text);
    this.articles.push({
      id: String(now),
      title: { en: title('en'), fr: title('fr') },
      ...this.#figures(pair, place),
      text,
    });
  }

  /** An article that both languages head, and of which one has no words. */
  #remarkOnSilence({ en, fr }: Pair, text: Readonly<Record<Language, string>>): void {
    if (en === null || fr === null || (text.en.trim() === '') === (text.fr.trim() === '')) return;
    const lang = text.en.trim() === '' ? 'en' : 'fr';
    const { headingLine: line } = lang === 'en' ? en : fr;
    this.remarks.push({ code: 'no-words-here', line, column: 1, lang });
  }

  #text(pair: Pair, lang: Language): string {
    const article = pair[lang];
    if (article === null) return '';
    const side = this.#sides[lang];
    const { nodes, remarks } = bodyOf(article, side);
    this.remarks.push(...remarks);
    return print(nodes, side.labels, lang);
  }

  #figures(pair: Pair, place: Place & { lang: Language }): Pick<ImportedArticle, 'terms' | 'openings'> {
    const [en, fr] = [(pair.en ?? pair.fr)?.figures ?? [], (pair.fr ?? pair.en)?.figures ?? []];
    const terms: Term[] = [];
    const openings: Record<TermId, Readonly<Record<PartyId, TermValue>>> = {};
    for (const id of new Set([...en, ...fr].map((figure) => figure.id))) {
      const [one, other] = [en.find((each) => each.id === id), fr.find((each) => each.id === id)];
      if (one === undefined || other === undefined || !sameFigure(one, other)) {
        this.remarks.push({ code: 'figures-differ', term: id, ...place });
        continue;
      }
      const definition = TermDefinition.safeParse(definitionOf(one, other));
      if (!definition.success) {
        this.remarks.push({ code: 'figures-differ', term: id, ...place });
        continue;
      }
      terms.push(definition.data);
      openings[id] = one.values;
    }
    return { terms, openings };
  }
}

const both = (en: string | null, fr: string | null): Localised | null => {
  const any = en ?? fr;
  return any === null
    ? null
    : { en: (en ?? any).slice(0, MOST_IN_TITLE), fr: (fr ?? any).slice(0, MOST_IN_TITLE) };
};

/** The languages of the board in which there is no article, while there are some in another; not what is unreadable. */
const silent = (sides: Readonly<Record<Language, Side>>, languages: readonly Language[]): ImportRemark[] => {
  const isSilent = (lang: Language): boolean =>
    sides[lang].parsed.board.articles.length === 0 && !sides[lang].remarks.some(isError);
  const found = languages.filter(isSilent);
  if (found.length === languages.length) return [];
  return found.map((lang) => ({ code: 'no-text-here', line: 1, column: 1, lang }));
};

/**
 * Reads what somebody brings; either text may be empty, not both.
 * @param languages those of the board, to say in which of them there is no text; without them nothing is said of that
 */
export const importTexts = (
  source: Readonly<Record<Language, string>>,
  parties: readonly Party[],
  languages: readonly Language[] = [],
): Imported => {
  const sides = { en: readSide(source.en, 'en', parties), fr: readSide(source.fr, 'fr', parties) };
  const joining = new Joining(sides.en, sides.fr);
  for (const pair of paired(sides.en.parsed.board.articles, sides.fr.parsed.board.articles))
    joining.add(pair);
  const found = [...sides.en.remarks, ...sides.fr.remarks, ...joining.remarks, ...silent(sides, languages)];
  if (joining.articles.length === 0 && found.every((remark) => !isError(remark)))
    found.push({ code: 'no-text', line: 1, column: 1, lang: 'en' });
  const report = found.toSorted(
    (a, b) => LANGUAGES.indexOf(a.lang) - LANGUAGES.indexOf(b.lang) || a.line - b.line || a.column - b.column,
  );
  const { board: en } = sides.en.parsed;
  const { board: fr } = sides.fr.parsed;
  return {
    ok: !report.some(isError),
    title: both(en.title, fr.title),
    notice: both(en.notice, fr.notice),
    articles: joining.articles,
    report,
  };
};
