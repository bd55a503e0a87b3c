// The concession history of the example, in a real browser: charts that are read without colour and reached by key, every
// mark a way to its moment, and nothing that an accessibility rule or the page's policy objects to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { drcUsBoard } from '../../server/boards/drc-us/board.ts';
import { exampleBoard } from '../../server/boards/example/board.ts';
import { serve } from '../../server/serve.ts';
import type { Serving } from '../../server/serve.ts';
import { MemoryStore } from '../../server/store/memory.ts';
import { launchChromium } from '../support/chromium.ts';
import { copyOfBuiltPage, dataFolder, removeFolder } from '../support/server.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const folder = dataFolder();
const complaints: string[] = [];
let serving: Serving;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  serving = await serve({
    store: new MemoryStore(),
    log: pino({ level: 'silent' }),
    page: await copyOfBuiltPage(folder),
    host: '127.0.0.1',
    port: 0,
    publicUrl: null,
    seats: 'open',
    boards: [exampleBoard, { ...drcUsBoard, articles: drcUsBoard.articles.slice(0, 2) }],
  });
  browser = await launchChromium();
  page = await openAt('en', { width: 1440, height: 900 });
});
afterAll(async () => {
  await browser?.close();
  await serving?.close();
  removeFolder(folder);
});

/** A page of an observer, at the concession history. */
const openAt = async (
  language: 'en' | 'fr',
  viewport: { width: number; height: number },
  colorScheme: 'light' | 'dark' = 'light',
  { board = 'example', hasTouch = false } = {},
): Promise<Page> => {
  const locale = language === 'en' ? 'en-GB' : 'fr-FR';
  const context = await browser.newContext({ viewport, colorScheme, locale, hasTouch, timezoneId: 'UTC' });
  const opened = await context.newPage();
  opened.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  opened.on('pageerror', (error) => complaints.push(error.message));
  const joined = await context.request.post(`${serving.origin}/api/boards/${board}/join`, {
    data: { name: 'Ann', party: null, role: 'observer' },
  });
  expect(joined.status()).toBe(201);
  await opened.goto(`${serving.origin}/b/${board}/history`);
  await opened.getByRole('heading', { level: 1 }).waitFor();
  return opened;
};

it('draws the gap with every movement, and says the same in a table', async () => {
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('How the gap closed');
  const chart = page.locator('.gap-chart');
  await chart.locator('a.mark').first().waitFor();
  const answer = (await (
    await page.request.get(`${serving.origin}/api/boards/example/movements`)
  ).json()) as {
    movements: { party: string }[];
  };
  expect(await chart.locator('a.mark').count()).toBe(answer.movements.length);
  // A side has a place of its own: above the line or below it.
  const ends = await chart
    .locator('a.mark line')
    .evaluateAll((lines) =>
      lines.map((line) => [
        line.getAttribute('data-party'),
        Number(line.getAttribute('y2')) < Number(line.getAttribute('y1')),
      ]),
    );
  expect(ends.every(([party, up]) => up === (party === 'us'))).toBe(true);
  await chart.getByText('The same as a table').click();
  // Every mark's moment and sentence is a row, with who moved and where.
  const told = (await chart.locator('a.mark').evaluateAll((all) => all.map((each) => each.ariaLabel))).sort();
  const rows = await chart
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map(({ textContent }) => textContent)));
  const moved = rows.filter(([, who]) => who !== '–');
  expect(moved.map(([at, who, where, what]) => `${at}. ${who}, ${where}. ${what}`).sort()).toEqual(told);
});

it('says in tables what the small charts’ marks and states say', async () => {
  const small = page.locator('.by-article');
  const told = await small.locator('a.mark').evaluateAll((all) => all.map((each) => each.ariaLabel));
  const rows = await small
    .locator('.data-table')
    .nth(1)
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map(({ textContent }) => textContent)));
  const moved = rows.filter(([, , who]) => who !== '–');
  expect(moved.map(([where, at, who, what]) => `${at}. ${who}, ${where}. ${what}`)).toEqual(told);
  expect(await small.locator('.data-table').first().locator('tbody td:last-child').allTextContents()).toEqual(
    await small.locator('.multiples small').allTextContents(),
  );
});

it('says what the gap has come to and when, in which unit, and the day of each sitting', async () => {
  const text = (await page.locator('.gap-chart svg text').allTextContents()).map((each) =>
    each.replaceAll('\u00a0', ' '),
  );
  expect(text).toEqual(
    expect.arrayContaining(['0 apart', '10 March 2025', '11 March 2025', '13 March 2025']),
  );
  expect(text.filter((each) => /^[\d.]+ apart at \d\d:\d\d$/.test(each)).length).toBe(1);
});

it('is one stop of the tab key a chart, goes from mark to mark by the arrows, and to the moment by Enter', async () => {
  const marks = page.locator('.gap-chart a.mark');
  expect(await page.locator('.gap-chart a.mark[tabindex="0"]').count()).toBe(1);
  await page.locator('.gap-chart a.mark[tabindex="0"]').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  const focused = page.locator('.gap-chart a.mark:focus');
  const count = await marks.count();
  expect(await focused.getAttribute('href')).toBe(await marks.nth(count - 2).getAttribute('href'));
  expect(await focused.getAttribute('aria-label')).toMatch(
    /^\d+ March 2025 at \d\d:\d\d\. (DRC|US), Article \d+\. .+ apart$/,
  );
  const to = (await focused.getAttribute('href')) ?? '';
  expect(to).toMatch(/^\/b\/example\/replay\?at=\d+$/);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/b/example/replay');
  await page.goBack();
  await page.locator('.gap-chart a.mark').first().waitFor();
});

it('marks the point of a tick that is pointed at, and moves nothing of the page when it says its sentence', async () => {
  for (const width of [1440, 760, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const marks = page.locator('.gap-chart a.mark');
    const names = await marks.evaluateAll((all) => all.map((each) => each.ariaLabel ?? ''));
    const longest = names.reduce(
      (best, name, index) => (name.length > names[best]!.length ? index : best),
      0,
    );
    await page.locator('h1').click();
    await page.mouse.move(1, 1);
    const height = () => page.evaluate(() => document.documentElement.scrollHeight);
    const quiet = await height();
    for (const index of [0, longest]) {
      await marks.nth(index).focus();
      expect(await page.locator('.gap-told a').innerText()).toBe(names[index]);
      expect(await page.locator('.gap-shown').count()).toBe(1);
      expect(await height()).toBe(quiet);
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});

it('says under a finger what a tick is before it leads anywhere, and leads by the sentence', async () => {
  const opened = await openAt('en', { width: 1000, height: 900 }, 'light', { hasTouch: true });
  const here = opened.url();
  for (const [chart, told] of [
    ['.gap-chart', '.gap-told a'],
    ['.multiples', '.foot-told a'],
    ['.given-article[open] .dance', '.foot-told a'],
  ] as const) {
    await opened.locator(`${chart} a.mark`).first().tap({ force: true });
    // Ticks of a small chart lie upon each other: whichever it met.
    const mark = opened.locator(`${chart} a.mark:focus`);
    expect(opened.url()).toBe(here);
    expect(await opened.locator(told).innerText()).toBe(await mark.getAttribute('aria-label'));
  }
  await opened.locator('h1').tap();
  expect(await opened.locator('.foot-told').count()).toBe(0);
  await opened.locator('.gap-chart a.mark').nth(30).tap({ force: true });
  const to = await opened.locator('.gap-chart a.mark').nth(30).getAttribute('href');
  await opened.locator('.gap-told a').tap();
  await opened.waitForURL((url) => `${url.pathname}${url.search}` === to);
  await opened.context().close();
});

it('leads from an article’s small chart to what was given on it, both directions side by side', async () => {
  await page.locator('.multiples li > a').nth(12).click();
  const article = page.locator('#given-13');
  const sides = await article.getByRole('heading', { level: 5 }).allInnerTexts();
  expect(sides.map((side) => side.replaceAll('\u00a0', ' '))).toEqual(['The DRC moved', 'The US moved']);
  expect(await article.getByText('Consultation', { exact: false }).count()).toBeGreaterThan(0);
  // The second side's line is dashed, its steps are squares.
  const dance = article.locator('.dance').first();
  expect(await dance.locator('path.recharts-line-curve[stroke-dasharray="6 4"]').count()).toBe(1);
  expect(await dance.locator('.step circle').count()).toBeGreaterThan(0);
  expect(await dance.locator('.step rect').count()).toBeGreaterThan(0);
});

it('leads from every mark of an article’s small chart to its moment, by key too', async () => {
  const small = page.locator('.multiples li').nth(4);
  const marks = small.getByRole('group', { name: 'Movements on Article 5' }).locator('a.mark');
  expect(await marks.count()).toBe(17);
  const listed = page.locator('#given-5 .given-items a');
  expect((await marks.evaluateAll((all) => all.map((each) => each.getAttribute('href')))).sort()).toEqual(
    (await listed.evaluateAll((all) => all.map((each) => each.getAttribute('href')))).sort(),
  );
  await marks.first().focus();
  await page.keyboard.press('ArrowRight');
  expect(await small.locator('a.mark:focus').getAttribute('href')).toBe(
    await marks.nth(1).getAttribute('href'),
  );
});

it('finds movements by delegation, article and sitting', async () => {
  const list = page.locator('.movement-list');
  const all = await list.locator('output').innerText();
  await list.getByRole('button', { name: /Article/ }).click();
  await page.getByRole('option', { name: /^5\. / }).click();
  await list.getByRole('button', { name: /Sitting/ }).click();
  await page.getByRole('option', { name: 'First sitting' }).click();
  expect(await list.locator('output').innerText()).not.toBe(all);
  const lines = await list.locator('ol > li').allInnerTexts();
  expect(lines.length).toBe(6);
  expect(lines[0]).toContain('Cobalt in stock from 5,000 to 8,000');
});

it('shows the analysis that both heads released, and names no class of step', async () => {
  const analysis = page.locator('.analysis');
  expect(await analysis.innerText()).toContain('Both heads have released this analysis.');
  expect(await analysis.getByRole('columnheader').allInnerTexts()).toEqual([
    'What is counted',
    'Counted in',
    'DRC',
    'US',
  ]);
  expect((await page.locator('body').innerText()).toLowerCase()).not.toMatch(
    /selfish|unfortunate|\bfortunate|\bsilent|égoïste/,
  );
});

it.each([
  ['en', 1440, 'light'],
  ['fr', 1440, 'dark'],
  ['fr', 390, 'light'],
] as const)(
  'has no fault that a rule knows, and fits the window (%s, %d, %s)',
  async (language, width, scheme) => {
    const opened = await openAt(language, { width, height: 900 }, scheme);
    await opened.locator('.gap-chart a.mark').first().waitFor();
    const wide = await opened.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    // What is folded away has faults too.
    await opened
      .locator('details')
      .evaluateAll((all) => all.forEach((each) => each.setAttribute('open', '')));
    // As the page's own code: its policy would let no script in.
    await opened.evaluate(readFileSync(join('node_modules', 'axe-core', 'axe.min.js'), 'utf8'));
    const faults = await opened.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await axe.run()).violations.map(
        ({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`,
      );
    });
    expect(faults).toEqual([]);
    await opened.context().close();
  },
);

it('prints every article’s exchange, opened or not', async () => {
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByText('Choose an article').isVisible()).toBe(false);
  expect(await page.getByText('Each line leads to its moment').isVisible()).toBe(false);
  expect(await page.locator('#given-2 .given-both').first().isVisible()).toBe(true);
  expect(await page.locator('.data-table').first().isVisible()).toBe(false);
  // What was chosen is said, and the charts keep within the sheet.
  expect(await page.locator('.movement-list .filtered').innerText()).toBe('Article 5 · First sitting');
  expect(await page.locator('.colophon').innerText()).toMatch(
    /^Initials authenticate wording.*\n+Record 1,3\d\d, [0-9a-f]{4} [0-9a-f]{4}$/,
  );
  await page.setViewportSize({ width: 680, height: 900 });
  const beyond = await page
    .locator('.concessions .recharts-surface')
    .evaluateAll((all) => all.filter((each) => each.getBoundingClientRect().right > 680).length);
  expect(beyond).toBe(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ media: 'screen' });
  expect(await page.locator('#given-2 .given-both').first().isVisible()).toBe(false);
});

it('prints every movement, not only those that were asked for', async () => {
  const list = page.locator('.movement-list');
  for (const name of [/Article/, /Sitting/]) {
    await list.getByRole('button', { name }).click();
    await page.getByRole('option', { name: /^All / }).click();
  }
  const last = list.locator('ol > li').last();
  expect(await last.isVisible()).toBe(false);
  await page.emulateMedia({ media: 'print' });
  expect(await last.isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
});

it('says that nothing has moved yet in a first sitting, and draws nothing', async () => {
  const opened = await openAt('en', { width: 1440, height: 900 }, 'light', { board: 'drc-us' });
  const answer = (await (
    await opened.request.get(`${serving.origin}/api/boards/drc-us/movements`)
  ).json()) as { sittings: { adjournedAt: number | null }[]; points: unknown[]; movements: unknown[] };
  expect(answer.sittings.map(({ adjournedAt }) => adjournedAt)).toEqual([null]);
  expect([answer.points.length > 0, answer.movements.length]).toEqual([true, 0]);
  await opened.getByText('Nothing has moved yet.').waitFor();
  expect(await opened.locator('main :is(svg, table, h2)').count()).toBe(0);
  await opened.context().close();
});

it('met no complaint of the browser', () => {
  expect(complaints).toEqual([]);
});
