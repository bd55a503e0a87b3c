// L2 and L8 seen through a screen: the replay of the example in Chromium, at any moment and whichever came before, is the
// board that the table itself was at that moment: its articles, their status, every word of both languages, in whose brackets,
// with the figures that are cited, and how far apart the two sides were.
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { linesOf } from '../../client/editor/fragments.ts';
import type { Piece, Setting } from '../../client/editor/fragments.ts';
import { chipParts } from '../../client/editor/chip-parts.ts';
import { layOut } from '../../client/editor/layout.ts';
import { exampleBoard } from '../../server/boards/example/board.ts';
import { serve } from '../../server/serve.ts';
import type { Serving } from '../../server/serve.ts';
import { MemoryStore } from '../../server/store/memory.ts';
import { LANGUAGES } from '../../shared/board.ts';
import type { Language } from '../../shared/board.ts';
import { measure } from '../../shared/clause.ts';
import type { Row } from '../../shared/log.ts';
import type { ClauseState } from '../../shared/state.ts';
import { WorkingBoard } from '../../shared/working-board.ts';
import { launchChromium } from '../support/chromium.ts';
import { Dice } from '../support/gate-random.ts';
import { copyOfBuiltPage, dataFolder, removeFolder } from '../support/server.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 180_000 });

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.info(`replay of the example: SEED=${seed}`);

const BOARD = exampleBoard.definition.id;
const MOMENTS = 60;

const folder = dataFolder();
const store = new MemoryStore();
const complaints: string[] = [];
let serving: Serving;
let browser: Browser;
let page: Page;

/** An article as one reads it off the page. */
type Seen = {
  clause: string;
  number: string;
  title: string;
  phase: string;
  /** "4 brackets, 2 figures apart", or nothing. */
  gap: string;
  texts: Record<Language, string[]>;
};

const counted = (count: number, one: string): string[] =>
  count === 0 ? [] : [`${count} ${one}${count === 1 ? '' : 's'}`];

const labelIn = (lang: Language) => (party: string | null) =>
  exampleBoard.definition.parties.find(({ id }) => id === party)?.label[lang] ?? 'Chair';

const drawn = (pieces: readonly Piece[], lang: Language): string =>
  pieces
    .map((piece) => {
      if (piece.kind === 'words') return piece.text;
      const words = { lang, label: labelIn(lang), phrases: { whose: () => '', noValue: '–' } };
      return `{${chipParts(piece.chip, words as never)
        .map(({ text }) => text)
        .join(' · ')}}`;
    })
    .join('');

const drawnLine = (line: readonly Setting[], lang: Language): string =>
  line
    .map((setting) => {
      const words = drawn(setting.pieces, lang);
      if (setting.kind === 'plain') return words;
      const end = setting.fragment.ends ? '¶' : '';
      return `[${setting.bracket.parties[0] ?? 'chair'}: ${words}${end}]`;
    })
    .join('');

/** What the page has to show of the table as it stood. */
const expectedOf = (board: WorkingBoard): Seen[] =>
  board.state.clauses.map((clause, index) => {
    const { gap } = measure(board.state, board.text, clause);
    const apart = [...counted(gap.brackets, 'bracket'), ...counted(gap.figures, 'figure')];
    return {
      clause: clause.id,
      number: `Article ${index + 1}`,
      title: clause.title.en,
      phase: clause.phase.kind,
      gap: apart.length === 0 ? '' : `${apart.join(', ')} apart`,
      texts: {
        en: expectedText(board, clause, 'en'),
        fr: expectedText(board, clause, 'fr'),
      },
    };
  });

const expectedText = (board: WorkingBoard, clause: ClauseState, lang: Language): string[] =>
  linesOf(layOut(board.state, clause, board.text.runs(clause.id, lang), null)).map((line) =>
    drawnLine(line, lang),
  );

/** In the page: reads all articles off it. */
const readPage = (): Seen[] => {
  const textOf = (element: Element | null | undefined): string => element?.textContent ?? '';
  const chip = (element: Element): string => {
    const copy = element.cloneNode(true) as Element;
    for (const unseen of copy.querySelectorAll('.unseen')) unseen.remove();
    return `{${textOf(copy).replaceAll(/not given|non indiqué/g, '–')}}`;
  };
  const set = (node: Node): string => {
    if (!(node instanceof Element)) return node.textContent ?? '';
    if (node.matches('.term-chip')) return chip(node);
    const words = [...node.childNodes].map(set).join('');
    if (!node.matches('.bracket')) return words;
    return `[${node.getAttribute('data-party') ?? ''}: ${words}${node.matches('.ends') ? '¶' : ''}]`;
  };
  const lines = (article: Element, lang: string): string[] =>
    [...article.querySelectorAll(`.clause-editor[data-lang="${lang}"] .cm-line`)].map((line) =>
      [...line.childNodes].map(set).join(''),
    );
  return [...document.querySelectorAll('article.article')].map((article) => ({
    clause: article.querySelector('.clause-editor')?.getAttribute('data-clause') ?? '',
    number: textOf(article.querySelector('.article-number')),
    title: textOf(article.querySelector('.article-title')),
    phase: ['open', 'held', 'locked', 'frozen'].find((phase) => article.classList.contains(phase)) ?? '',
    gap: textOf(article.querySelector('.gap-button')),
    texts: { en: lines(article, 'en'), fr: lines(article, 'fr') },
  }));
};

/** In the page: goes to a row as a link would, and waits until it stands there. */
const goTo = async (seq: number): Promise<void> => {
  await page.evaluate((at) => {
    history.pushState({}, '', `?at=${at}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, seq);
  await page.locator(`.replay[data-seq="${seq}"]`).waitFor({ state: 'attached', timeout: 20_000 });
};

const allRows = async (): Promise<Row[]> => {
  const rows: Row[] = [];
  for (;;) {
    const next = await store.rows(BOARD, rows.length + 1, 5000);
    if (next.length === 0) return rows;
    rows.push(...next);
  }
};

beforeAll(async () => {
  serving = await serve({
    store,
    log: pino({ level: 'silent' }),
    page: await copyOfBuiltPage(folder),
    host: '127.0.0.1',
    port: 0,
    seats: 'open',
    publicUrl: null,
    boards: [exampleBoard],
  });
  browser = await launchChromium();
  const context = await browser.newContext({
    viewport: { width: 1500, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  const joined = await context.request.post(`${serving.origin}/api/boards/${BOARD}/join`, {
    data: { name: 'Ann', party: null, role: 'observer' },
  });
  expect(joined.status()).toBe(201);
  await page.addInitScript(() => localStorage.setItem('paraph.text', 'both'));
  await page.goto(`${serving.origin}/b/${BOARD}/replay?at=1`);
  await page.locator('.replay[data-seq="1"]').waitFor({ state: 'attached', timeout: 30_000 });
});
afterAll(async () => {
  await browser?.close();
  await serving?.close();
  removeFolder(folder);
});

it('L2, L8: the replay at any moment is what the table was at that moment', async () => {
  const rows = await allRows();
  const dice = new Dice(seed);
  const chosen = new Set([1, rows.length]);
  const moves = rows.filter(({ kind }) => kind === 'move');
  while (chosen.size < MOMENTS) {
    chosen.add(dice.of(chosen.size % 2 === 0 ? rows : moves).seq);
  }
  // The table, once through; the replay, in any order.
  const board = new WorkingBoard();
  const moments: { seq: number; seen: Seen[] }[] = [];
  for (const row of rows) {
    board.apply(row);
    if (chosen.has(row.seq)) moments.push({ seq: row.seq, seen: expectedOf(board) });
  }
  const reached = { articles: 0, brackets: 0, chips: 0, locked: 0, apart: 0 };
  while (moments.length > 0) {
    const [moment] = moments.splice(dice.below(moments.length), 1);
    const { seq, seen } = moment!;
    await goTo(seq);
    const shown = await page.evaluate(readPage);
    const without = (articles: Seen[]) => articles.map((article) => ({ ...article, gap: '' }));
    expect(without(shown), `SEED=${seed}, row ${seq}`).toEqual(without(seen));
    // How far apart they are is counted beside the page, and comes a moment after the words.
    const gaps = (articles: Seen[]) => articles.map(({ clause, gap }) => `${clause}: ${gap}`);
    await expect
      .poll(async () => gaps(await page.evaluate(readPage)), {
        message: `SEED=${seed}, row ${seq}`,
        timeout: 20_000,
      })
      .toEqual(gaps(seen));
    for (const { phase, gap, texts } of seen) {
      const words = LANGUAGES.map((lang) => texts[lang].join('')).join('');
      reached.articles += 1;
      reached.brackets += words.split('[').length - 1;
      reached.chips += words.split('{').length - 1;
      reached.locked += phase === 'locked' ? 1 : 0;
      reached.apart += gap === '' ? 0 : 1;
    }
  }
  console.info(`${rows.length} rows, ${MOMENTS} moments: ${JSON.stringify(reached)}`);
  expect(reached.articles).toBeGreaterThan(400);
  expect(reached.brackets).toBeGreaterThan(400);
  expect(reached.chips).toBeGreaterThan(400);
  expect(reached.locked).toBeGreaterThan(50);
  expect(reached.apart).toBeGreaterThan(100);
  expect(complaints).toEqual([]);
});
