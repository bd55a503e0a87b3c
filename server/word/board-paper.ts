// The board as a Word file: the clean text (brackets where it is not clean), or the compilation as tracked changes; in one
// language, or both side by side.
import type { Language, PartyId } from '../../shared/board.ts';
import { LANGUAGES, rootOf } from '../../shared/board.ts';
import { clauseView } from '../../shared/clause.ts';
import type { ClauseView } from '../../shared/clause.ts';
import { ledgerEntries } from '../../shared/ledger.ts';
import type { LedgerEntry } from '../../shared/events.ts';
import { labelsOf, openingOf } from '../../shared/notation/labels.ts';
import type { ClauseState } from '../../shared/state.ts';
import { partiesOf } from '../../shared/state.ts';
import type { Reading } from '../reading.ts';
import type { TermId } from '../../shared/terms.ts';
import { INITIALS, recordLine } from '../http/export-words.ts';
import { figuresOf, withBracketedFigures } from '../../shared/record/figures.ts';
import { linesOf, withFigures } from './lines.ts';
import type { Line } from './lines.ts';
import { Paper } from './paper.ts';
import type { Block } from './paper.ts';
import { actsOn, traced } from './trace.ts';
import type { RowOf, Traced } from './trace.ts';
import { CHAIR, COMPILATION_NOTE, LANGUAGE_NAMES, standingOf } from '../../shared/record/words.ts';

export type PaperKind = 'clean' | 'compilation';
export type PaperLanguages = readonly ['en'] | readonly ['fr'] | readonly ['en', 'fr'];

/** A snapshot of one article, taken at the table; nothing of it changes while the file is made. */
type Article = {
  readonly number: number;
  readonly clause: ClauseState;
  readonly view: ClauseView;
  readonly lines: Readonly<Record<Language, readonly Line[]>>;
  /** When its words last changed, ms since 1970. */
  readonly at: Readonly<Record<Language, number>>;
};

export type Snapshot = {
  readonly title: Readonly<Record<Language, string>>;
  readonly notice: Readonly<Record<Language, string>> | null;
  readonly record: Readonly<Record<Language, string>>;
  readonly labels: (party: PartyId | null, lang: Language) => string;
  readonly articles: readonly Article[];
};

const cleanPieces = (
  board: Reading,
  clause: ClauseState,
  view: ClauseView,
  lang: Language,
  parties: readonly [PartyId, PartyId],
): Traced[] => {
  const labels = labelsOf(board.state.board?.parties ?? [], lang);
  const figures = figuresOf(clause, parties, lang);
  const written = (text: string, by: PartyId | null): string =>
    withBracketedFigures(text, figures, parties, by, labels, lang);
  return view.texts[lang].compilation.map((segment): Traced => {
    const text =
      segment.kind === 'common'
        ? written(segment.text, null)
        : segment.alternatives
            .map(({ party, text: words }) => `[${openingOf(party, labels, lang)}${written(words, party)}]`)
            .join('');
    return { text, change: null };
  });
};

const comparedPieces = (
  clause: ClauseState,
  view: ClauseView,
  lang: Language,
  parties: readonly [PartyId, PartyId],
  { entries, typed }: { entries: readonly LedgerEntry[]; typed: RowOf },
): Traced[] =>
  withFigures(
    traced(view.texts[lang], parties, actsOn(entries, clause.id, lang, typed)),
    figuresOf(clause, parties, lang),
    parties,
    rowsOfFigures(entries, clause.id),
  );

const rowsOfFigures = (
  entries: readonly LedgerEntry[],
  clause: string,
): ((term: TermId, party: PartyId) => number) => {
  const rows = new Map<string, number>();
  for (const { events, seq } of entries)
    for (const event of events) {
      if (event.type === 'termSet' && event.clause === clause) rows.set(`${event.party} ${event.term}`, seq);
      if (event.type === 'accepted' && event.clause === clause)
        for (const term of Object.keys(event.values)) rows.set(`${event.party} ${term}`, seq);
    }
  return (term, party) => rows.get(`${party} ${term}`) ?? 0;
};

/**
 * Reads the board as it stands; to be called at the table.
 * @param typed by which row a character came
 */
export const snapshotOf = (board: Reading, kind: PaperKind, typed: RowOf): Snapshot => {
  const { state } = board;
  const [first = '', second = ''] = partiesOf(state);
  const parties = [first, second] as const;
  const entries = kind === 'compilation' ? ledgerEntries(board.doc) : [];
  const opened = entries[0]?.at ?? 0;
  const articles = state.clauses.map((clause, i): Article => {
    const view = clauseView(state, board.text, clause);
    const lines = (lang: Language): Line[] =>
      linesOf(
        kind === 'clean'
          ? cleanPieces(board, clause, view, lang, parties)
          : comparedPieces(clause, view, lang, parties, { entries, typed }),
      );
    const at = (lang: Language): number => board.changed.get(rootOf(clause.id, lang)) ?? opened;
    return {
      number: i + 1,
      clause,
      view,
      lines: { en: lines('en'), fr: lines('fr') },
      at: { en: at('en'), fr: at('fr') },
    };
  });
  return {
    title: state.board?.title ?? { en: '', fr: '' },
    notice: state.board?.notice ?? null,
    record: { en: recordLine(board, 'en'), fr: recordLine(board, 'fr') },
    labels: (party, lang) =>
      party === null
        ? CHAIR[lang]
        : (state.board?.parties.find(({ id }) => id === party)?.label[lang] ?? party),
    articles,
  };
};

const headingOf = ({ number, clause }: Article, lang: Language): string =>
  `Article ${number}. ${clause.title[lang]}`;

const single = (paper: Paper, snapshot: Snapshot, lang: Language): Block[] =>
  snapshot.articles.flatMap((article) => [
    paper.heading(headingOf(article, lang), lang),
    paper.remark(standingOf(article.clause, article.view, lang), lang),
    ...article.lines[lang].map((line) => paper.line(line, lang, article.at[lang])),
  ]);

/** A row for each heading, and one for each paragraph where both languages have as many; else one for the article. */
const sideBySide = (paper: Paper, snapshot: Snapshot): Block => {
  const rows = snapshot.articles.flatMap((article) => {
    const head = LANGUAGES.map((lang) => [
      paper.heading(headingOf(article, lang), lang),
      paper.remark(standingOf(article.clause, article.view, lang), lang),
    ]);
    const texts = LANGUAGES.map((lang) =>
      article.lines[lang].map((line) => paper.line(line, lang, article.at[lang])),
    );
    const [en = [], fr = []] = texts;
    const paragraphs = en.length === fr.length ? en.map((line, i) => [[line], fr.slice(i, i + 1)]) : [texts];
    return [head, ...paragraphs];
  });
  const headings = LANGUAGES.map((lang) => ({ text: LANGUAGE_NAMES[lang], lang }));
  return paper.columns(headings, rows);
};

/** The rows that made the changes of a paper. */
export const rowsIn = ({ articles }: Snapshot): ReadonlySet<number> => {
  const changes = articles.flatMap(({ lines }) =>
    LANGUAGES.flatMap((lang) =>
      lines[lang].flatMap(({ runs, end }) => [end, ...runs.map(({ change }) => change)]),
    ),
  );
  return new Set(changes.flatMap((change) => (change === null || change.seq === 0 ? [] : [change.seq])));
};

/**
 * The Word file's bytes.
 * @param at when a row was written; a change of which nobody knows that is as old as the last of its text
 */
export const boardPaper = (
  snapshot: Snapshot,
  kind: PaperKind,
  languages: PaperLanguages,
  at: ReadonlyMap<number, number> = new Map(),
): Promise<Uint8Array> => {
  const both = languages.length === 2;
  const author = (party: PartyId | null): string =>
    languages.map((lang) => snapshot.labels(party, lang)).join(' / ');
  const paper = new Paper(author, at);
  const [lang] = languages;
  const each = <T>(of: (lang: Language) => T): T[] => languages.map((one) => of(one));
  const running = {
    head: each((one) => [snapshot.title[one], snapshot.notice?.[one] ?? ''].filter(Boolean).join(' · ')),
    foot: [...each((one) => INITIALS[one]), each((one) => snapshot.record[one]).join(' · ')],
  };
  const top = [
    ...each((one) => paper.title(snapshot.title[one], one)),
    ...(kind === 'compilation' ? each((one) => paper.remark(COMPILATION_NOTE[one], one)) : []),
  ];
  const body = both ? [sideBySide(paper, snapshot)] : single(paper, snapshot, lang);
  const title = snapshot.title[lang];
  return paper.bytes(title, lang, running, [...top, ...body], kind === 'compilation');
};
