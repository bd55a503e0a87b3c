// A whole board as one plain text in one language, which can be read back:
//
//   Title: Partnership on Critical Minerals and Security
//   Notice: Illustration. Wording and figures are invented.
//   // Whatever stands behind two strokes up here is a remark.
//
//   # Article 5. Joint strategic stockpile
//   {stock} Cobalt in stock | number t | 0 to 50000, step 500 | DRC: 5000 | US: 20000
//
//   1. The Parties [DRC: shall][US: may] hold a joint strategic stock of {stock} of cobalt.
//
// Figures stand right under their article's heading, an empty line before its words. The words are bracketed text; a `#`
// that begins a line of them is written `\#`. Empty lines around an article's words are not part of them.
import type { Language } from '../board.ts';
import { isFigureLine, parseFigure, printFigure } from './figure-line.ts';
import type { Figure } from './figure-line.ts';
import type { Labels } from './labels.ts';
import type { Place } from './nodes.ts';

export type ArticleText = {
  /** As it is counted: "5", "6 bis"; empty where the heading has none. */
  readonly number: string;
  readonly title: string;
  readonly figures: readonly Figure[];
  /** Bracketed text. */
  readonly text: string;
};

export type BoardText = {
  readonly title: string | null;
  readonly notice: string | null;
  readonly articles: readonly ArticleText[];
};

/** What was found where: an error keeps the text from being laid, a note says what was made of it. */
export type BoardTextRemark = Place &
  (
    | { readonly code: 'bad-figure'; readonly field: string }
    | { readonly code: 'figure-twice'; readonly term: string }
    | { readonly code: 'no-headings' }
    | { readonly code: 'preamble' }
    | { readonly code: 'title-below'; readonly title: string }
    | { readonly code: 'title-missing' }
  );

/** An article, and the line of the source in which its words begin (from 1). */
export type ReadArticle = ArticleText & { readonly line: number; readonly headingLine: number };
export type ParsedBoardText = {
  readonly board: Omit<BoardText, 'articles'> & { readonly articles: readonly ReadArticle[] };
  readonly remarks: readonly BoardTextRemark[];
  /** Whether a table wrote it, as the lines behind two strokes at its top say: all in it is then meant as it stands. */
  readonly ours: boolean;
};

const HEAD = { en: { title: 'Title', notice: 'Notice' }, fr: { title: 'Titre', notice: 'Mention' } } as const;
const PREAMBLE = { en: 'Preamble', fr: 'Préambule' } as const;
const UNTITLED = { en: 'Untitled', fr: 'Sans titre' } as const;

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
const withoutOuterBlankLines = (text: string): string =>
  text.replace(/^(?:[^\S\n]*\n)+|(?:\n[^\S\n]*)+$/gu, '');
const guarded = (text: string): string => text.replace(/^#/gmu, String.raw`\#`);

/** The heading under which an article stands. */
const heading = ({ number, title }: ArticleText): string =>
  number === '' ? `# ${oneLine(title)}` : `# Article ${number}. ${oneLine(title)}`;

/** @param remarks lines that readers see and the parser passes over */
export const printBoardText = (
  board: BoardText,
  labels: Labels,
  lang: Language,
  remarks: readonly string[] = [],
): string => {
  const colon = lang === 'fr' ? '\u00a0:' : ':';
  const head = [
    ...(board.title === null ? [] : [`${HEAD[lang].title}${colon} ${oneLine(board.title)}`]),
    ...(board.notice === null ? [] : [`${HEAD[lang].notice}${colon} ${oneLine(board.notice)}`]),
    ...remarks.map((remark) => `// ${oneLine(remark)}`),
  ].join('\n');
  const articles = board.articles.map((article) => {
    const top = [heading(article), ...article.figures.map((figure) => printFigure(figure, labels, lang))];
    const words = guarded(withoutOuterBlankLines(article.text));
    return words === '' ? top.join('\n') : `${top.join('\n')}\n\n${words}`;
  });
  return `${[head, ...articles].filter((part) => part !== '').join('\n\n')}\n`;
};

type Heading = { number: string; title: string | null };

const marked = (line: string): Heading | null => {
  const match =
    /^#+\s*(?:Article\s+(\S+(?:\s(?:bis|ter|quater))??)\s*[.:–—]\s*|Article\s+(\S+)\s*$|(\d{1,3}(?:\s?(?:bis|ter|quater))?)[.)]\s+)?(.*)$/iu.exec(
      line,
    );
  if (match === null) return null;
  const number = match[1] ?? match[2] ?? match[3] ?? '';
  const title = oneLine(match[4] ?? '');
  return { number: /^(premier|1er|first)$/i.test(number) ? '1' : number, title: title === '' ? null : title };
};

/** "ARTICLE 5 – Stockpile" or "Article premier" by itself on a line, as treaties are written. */
const unmarked = (line: string): Heading | null => {
  const match =
    /^\s*article\s+(\d{1,3}(?:\s?(?:bis|ter|quater))?|[IVXLC]{1,7}|premier|1er)\s*(?:[.:–—-]\s*(.*))?$/iu.exec(
      line,
    );
  const title = oneLine(match?.[2] ?? '');
  if (match?.[1] === undefined || title.length > 100 || /[.;,:]$/u.test(title)) return null;
  return { number: /^(premier|1er)$/i.test(match[1]) ? '1' : match[1], title: title === '' ? null : title };
};

type Section = { heading: Heading; headingLine: number; lines: string[] };

class Reader {
  readonly remarks: BoardTextRemark[] = [];
  readonly #lines: readonly string[];
  readonly #labels: Labels;
  readonly #lang: Language;

  constructor(source: string, labels: Labels, lang: Language) {
    this.#lines = source.split('\n');
    this.#labels = labels;
    this.#lang = lang;
  }

  read(): ParsedBoardText {
    const { front, sections } = this.#sections();
    const { title, notice, rest, from, ours } = this.#front(front);
    const articles = sections.map((section) => this.#article(section));
    if (rest.trim() !== '') {
      const bare = sections.length === 0;
      this.remarks.push({ code: bare ? 'no-headings' : 'preamble', line: from, column: 1 });
      const name = bare ? (title ?? UNTITLED[this.#lang]) : PREAMBLE[this.#lang];
      articles.unshift({ number: '', title: name, figures: [], text: rest, line: from, headingLine: from });
    }
    const remarks = this.remarks.toSorted((a, b) => a.line - b.line || a.column - b.column);
    return { board: { title, notice, articles }, remarks, ours };
  }

  #sections(): { front: string[]; sections: Section[] } {
    const headingOf = this.#lines.some((line) => line.startsWith('#')) ? marked : unmarked;
    const front: string[] = [];
    const sections: Section[] = [];
    for (const [i, line] of this.#lines.entries()) {
      const found = headingOf(line);
      if (found !== null) sections.push({ heading: found, headingLine: i + 1, lines: [] });
      else (sections.at(-1)?.lines ?? front).push(line);
    }
    return { front, sections };
  }

  #front(lines: readonly string[]): {
    title: string | null;
    notice: string | null;
    rest: string;
    from: number;
    ours: boolean;
  } {
    const read: { title: string | null; notice: string | null } = { title: null, notice: null };
    let ours = false;
    let at = 0;
    for (; at < lines.length; at += 1) {
      const line = lines[at] ?? '';
      const isRemark = /^\s*\/\//u.test(line);
      ours ||= isRemark;
      if (isRemark || line.trim() === '') continue;
      const [, key, value] = /^(\p{L}+)[ \u00a0\u202f]?:\s*(.*)$/u.exec(line) ?? [];
      if (key === HEAD[this.#lang].title && read.title === null) read.title = oneLine(value ?? '');
      else if (key === HEAD[this.#lang].notice && read.notice === null) read.notice = oneLine(value ?? '');
      else break;
    }
    return { ...read, rest: withoutOuterBlankLines(lines.slice(at).join('\n')), from: at + 1, ours };
  }

  #article({ heading: { number, title: given }, headingLine, lines }: Section): ReadArticle {
    let at = 0;
    const figures: Figure[] = [];
    for (; isFigureLine(lines[at] ?? ''); at += 1)
      this.#figure(lines[at] ?? '', headingLine + at + 1, figures);
    const first = (): number => {
      while (at < lines.length && (lines[at] ?? '').trim() === '') at += 1;
      return at;
    };
    first();
    const title = given ?? this.#titleBelow(lines[at] ?? '', headingLine + at + 1);
    if (given === null && title !== null) at += 1;
    first();
    if (title === null) this.remarks.push({ code: 'title-missing', line: headingLine, column: 1 });
    const name = title ?? (number === '' ? UNTITLED[this.#lang] : `Article ${number}`);
    const text = withoutOuterBlankLines(lines.slice(at).join('\n'));
    return { number, title: name, figures, text, line: headingLine + at + 1, headingLine };
  }

  #figure(line: string, at: number, figures: Figure[]): void {
    const figure = parseFigure(line, this.#labels, this.#lang);
    if ('field' in figure)
      this.remarks.push({ code: 'bad-figure', field: figure.field, line: at, column: 1 });
    else if (figures.some(({ id }) => id === figure.id))
      this.remarks.push({ code: 'figure-twice', term: figure.id, line: at, column: 1 });
    else figures.push(figure);
  }

  /** A short line without a full stop, under a heading that has no title of its own. */
  #titleBelow(line: string, at: number): string | null {
    const title = oneLine(line);
    if (title === '' || title.length > 100 || /[.;:,]$|[[\]{}]|^\(?\d/u.test(title)) return null;
    this.remarks.push({ code: 'title-below', title, line: at, column: 1 });
    return title;
  }
}

/**
 * Reads a board's text, or a treaty's text with headings such as "Article 5" on lines of their own; it makes the best
 * of anything. What it could not read (`bad-figure`, `figure-twice`) and what it took for something is in the remarks.
 */
export const parseBoardText = (source: string, labels: Labels, lang: Language): ParsedBoardText =>
  new Reader(source, labels, lang).read();
