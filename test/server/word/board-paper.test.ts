// The Word files, read back: whose changes they hold, in which language, in which column.
import { beforeAll, describe, expect, it } from 'vitest';
import { drcUsBoard } from '../../../server/boards/drc-us/board.ts';
import { boardPaper, rowsIn, snapshotOf } from '../../../server/word/board-paper.ts';
import type { PaperKind, PaperLanguages } from '../../../server/word/board-paper.ts';
import type { Table } from '../../../server/table.ts';
import { LANGUAGES } from '../../../shared/board.ts';
import { ledgerEntries } from '../../../shared/ledger.ts';
import type { Language } from '../../../shared/board.ts';
import { clauseView } from '../../../shared/clause.ts';
import { figuresOf } from '../../../shared/record/figures.ts';
import { laidBoard } from '../../support/laid-board.ts';
import { WordFile } from '../../support/word-file.ts';
import type { WordParagraph } from '../../support/word-file.ts';

const LABELS = { en: { drc: 'DRC', us: 'US' }, fr: { drc: 'RDC', us: 'É.-U.' } } as const;
const PARTIES = ['drc', 'us'] as const;
const SOURCE = {
  ...drcUsBoard,
  articles: drcUsBoard.articles.filter(({ id }) => ['1', '5', '8'].includes(id)),
};

let table: Table;
beforeAll(async () => {
  table = (await laidBoard(SOURCE)).table;
});

const file = async (kind: PaperKind, languages: PaperLanguages): Promise<WordFile> => {
  const snapshot = await table.read((board) =>
    snapshotOf(board, kind, (client, clock) => board.parts.hands.seqOf(client, clock)),
  );
  return new WordFile(await boardPaper(snapshot, kind, languages));
};

const textOf = ({ runs }: WordParagraph): string => runs.map(({ text }) => text).join('');

/** The paragraphs of each article's text, by its heading, in one column (null: the page itself). */
const articlesIn = (word: WordFile, column: number | null): Map<string, WordParagraph[]> => {
  const articles = new Map<string, WordParagraph[]>();
  let heading: string | null = null;
  for (const paragraph of word.paragraphs.filter((each) => each.column === column)) {
    if (paragraph.style === 'Heading1') {
      heading = textOf(paragraph);
      articles.set(heading, []);
    } else if (heading !== null && paragraph.style !== 'Remark') articles.get(heading)!.push(paragraph);
  }
  return articles;
};

type Change = WordParagraph['mark'];
const isRead = (change: Change, own: string): boolean =>
  change === null || (change.kind === 'ins' ? change.author === own : change.author !== own);

/** What a delegation reads: plain words, its own insertions, the other's deletions. */
const positionIn = (paragraphs: WordParagraph[], own: string): string =>
  paragraphs
    .map(({ runs, mark }, i) => {
      const words = runs.filter(({ change }) => isRead(change, own)).map(({ text }) => text);
      return words.join('') + (i < paragraphs.length - 1 && isRead(mark, own) ? '\n' : '');
    })
    .join('');

/** The readings of each article with the party's own figures written out, in the articles' order. */
const readings = (lang: Language, party: 'drc' | 'us'): Promise<string[]> =>
  table.read(({ state, text }) =>
    state.clauses.map((clause) => {
      const figures = figuresOf(clause, PARTIES, lang);
      const reading = clauseView(state, text, clause).texts[lang].readings[party] ?? '';
      return reading.replace(/\{([a-z][a-z0-9-]*)\}/g, (cite, term: string) =>
        figures.knows(term) ? figures.of(term, party) : cite,
      );
    }),
  );

describe('the compilation', () => {
  it('dates each change by the row that made it: typed or taken over, struck, given as a figure', async () => {
    const snapshot = await table.read((board) =>
      snapshotOf(board, 'compilation', (client, clock) => board.parts.hands.seqOf(client, clock)),
    );
    const whole = Date.UTC(2030, 0, 1);
    const at = new Map([...rowsIn(snapshot)].map((seq) => [seq, whole + 1000 * seq]));
    const word = new WordFile(await boardPaper(snapshot, 'compilation', ['en', 'fr'], at));
    const kinds = await table.read(({ doc }) => {
      const entries = new Map(
        ledgerEntries(doc).map(({ seq, events }) => [seq, events.map(({ type }) => type)]),
      );
      return (seq: number): string[] => entries.get(seq) ?? ['typed'];
    });
    const found = new Map<string, Set<string>>();
    for (const [, tag = '', date = ''] of word
      .xml('word/document.xml')
      .matchAll(/<w:(ins|del) [^>]*w:date="([^"]+)"/g))
      for (const kind of kinds((Date.parse(date) - whole) / 1000))
        found.set(tag, (found.get(tag) ?? new Set()).add(kind));
    expect([...(found.get('del') ?? [])]).toContain('struck');
    expect([...(found.get('ins') ?? [])]).toEqual(expect.arrayContaining(['typed', 'termSet']));
    expect([...(found.get('del') ?? [])]).not.toContain('typed');
    expect([...(found.get('ins') ?? [])]).not.toContain('struck');
  });

  for (const lang of LANGUAGES)
    it(`holds each delegation’s position as plain words, its insertions and the other’s deletions (${lang})`, async () => {
      const word = await file('compilation', [lang]);
      const articles = [...articlesIn(word, null).values()];
      expect(articles).toHaveLength(SOURCE.articles.length);
      for (const party of PARTIES)
        expect(articles.map((paragraphs) => positionIn(paragraphs, LABELS[lang][party]))).toEqual(
          await readings(lang, party),
        );
    });

  it('names only the two delegations as authors, each with insertions, and the US with deletions', async () => {
    const word = await file('compilation', ['en']);
    const changes = word.paragraphs.flatMap(({ runs }) => runs.flatMap(({ change }) => change ?? []));
    const said = new Set(changes.map(({ kind, author }) => `${kind} ${author}`));
    // On articles 5 and 8 the US first took over all words of the DRC, and then bracketed some.
    expect([...said].toSorted()).toEqual(['del US', 'ins DRC', 'ins US']);
    const ids = [...word.xml('word/document.xml').matchAll(/<w:(?:ins|del) w:id="(\d+)"/g)].map(
      ([, id]) => id,
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(20);
    expect(word.xml('word/settings.xml')).toContain('<w:trackRevisions');
  });

  it('says in its first lines how it is to be read', async () => {
    const [title, note] = (await file('compilation', ['fr'])).paragraphs;
    expect(textOf(title!)).toBe(drcUsBoard.definition.title.fr);
    expect(textOf(note!)).toMatch(/^Lecture de la présente compilation\..*ne change rien à la table\.$/);
  });

  it('sets both languages side by side in two columns, each in its own language', async () => {
    const word = await file('compilation', ['en', 'fr']);
    const grid = /<w:tblGrid>.*?<\/w:tblGrid>/s.exec(word.xml('word/document.xml'))![0];
    expect(grid.match(/<w:gridCol /g)).toHaveLength(2);
    for (const [column, lang] of LANGUAGES.entries()) {
      const articles = articlesIn(word, column);
      expect([...articles.keys()]).toEqual(
        SOURCE.articles.map(({ title }, i) => `Article ${i + 1}. ${title[lang]}`),
      );
      const read = [...articles.values()].map((paragraphs) => positionIn(paragraphs, 'US / É.-U.'));
      expect(read).toEqual(await readings(lang, 'us'));
      const langs = new Set([...articles.values()].flat().flatMap(({ runs }) => runs.map((run) => run.lang)));
      expect([...langs]).toEqual([lang === 'en' ? 'en-GB' : 'fr-FR']);
    }
  });
});

describe('the clean text', () => {
  it('is plain where both agree, and bracketed where they do not, with real figures', async () => {
    const word = await file('clean', ['fr']);
    expect(word.xml('word/document.xml')).not.toMatch(/<w:(ins|del) /);
    const text = [...articlesIn(word, null).values()].flat().map(textOf).join('\n');
    expect(text).toContain('au [RDC\u00a0: moins][É.-U.\u00a0: plus]');
    expect(text).toContain('[RDC\u00a0: 5\u202f000\u00a0t][É.-U.\u00a0: 20\u202f000\u00a0t] de cobalt');
    expect(text).not.toMatch(/\{[a-z-]+\}/);
  });

  it('carries the notice, what initials are, the record and the page’s number on every page, in a serif face', async () => {
    const word = await file('clean', ['en']);
    expect(word.running('header')).toContain(drcUsBoard.definition.notice!.en);
    expect(word.running('footer')).toContain(
      'Initials authenticate wording; they are not signature and bind no State.',
    );
    expect(word.running('footer')).toMatch(/Record \d+, [0-9a-f]{4} [0-9a-f]{4}/);
    const footer = word.names.find((name) => /^word\/footer\d*\.xml$/.test(name))!;
    expect(word.xml(footer)).toMatch(/PAGE.*NUMPAGES/s);
    expect(word.xml('word/styles.xml')).toContain('w:ascii="Times New Roman"');
  });
});
