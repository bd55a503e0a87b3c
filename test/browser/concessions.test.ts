// The concession history of the example, in a real browser: charts that are read without colour and reached by key, every
// mark a way to its moment, and nothing that an accessibility rule or the page's policy objects to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
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
    boards: [exampleBoard],
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
): Promise<Page> => {
  const locale = language === 'en' ? 'en-GB' : 'fr-FR';
  const context = await browser.newContext({ viewport, colorScheme, locale, timezoneId: 'UTC' });
  const opened = await context.newPage();
  opened.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  opened.on('pageerror', (error) => complaints.push(error.message));
  const joined = await context.request.post(`${serving.origin}/api/boards/example/join`, {
    data: { name: 'Ann', party: null, role: 'observer' },
  });
  expect(joined.status()).toBe(201);
  await opened.goto(`${serving.origin}/b/example/history`);
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
  expect(await chart.getByRole('row').count()).toBeGreaterThan(100);
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

it('leads from an article’s small chart to what was given on it, both directions side by side', async () => {
  await page.locator('.multiples a').nth(12).click();
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
  expect(await analysis.getByRole('columnheader').allInnerTexts()).toEqual(['Movement', 'DRC', 'US']);
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
  expect(await page.locator('#given-2 .given-both').first().isVisible()).toBe(true);
  expect(await page.locator('.data-table').first().isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  expect(await page.locator('#given-2 .given-both').first().isVisible()).toBe(false);
});

it('met no complaint of the browser', () => {
  expect(complaints).toEqual([]);
});
