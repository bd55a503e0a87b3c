// The past of the board in a browser: the same articles as at the table, at any moment, by keyboard alone.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { copyOfBuiltPage, dataFolder, removeFolder, startServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

const PATIENCE_MS = 20_000;
const BOARD = 'drc-us';

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let token = '';
const folder = dataFolder();
const complaints: string[] = [];

const hand = (): Locator => page.getByRole('slider', { name: 'Moment', exact: true });
const now = async (): Promise<number> => Number(await hand().getAttribute('aria-valuenow'));
const last = async (): Promise<number> => Number(await hand().getAttribute('aria-valuemax'));

/** Until the page shows the row that the slider names. */
const settled = async (): Promise<number> => {
  const seq = await now();
  await page.locator(`.replay[data-seq="${seq}"]`).waitFor({ timeout: PATIENCE_MS });
  return seq;
};

const press = async (key: string): Promise<number> => {
  await hand().focus();
  await page.keyboard.press(key);
  return settled();
};

/** The words of an article's English text, as they stand before a reader who has come to it: what nobody is near is not drawn. */
const wordsOf = async (clause: string): Promise<string> => {
  const text = page.locator(`.clause-editor[data-clause="${clause}"][data-lang="en"]`);
  let words = '';
  const come = async (): Promise<string> => {
    await text.scrollIntoViewIfNeeded();
    return (words = await text.innerText());
  };
  await expect.poll(come, { timeout: PATIENCE_MS }).not.toBe('');
  return words;
};

/** All words that are in the page's articles, drawn or not. */
const allWords = async (): Promise<string> => (await page.locator('.clause-text').allTextContents()).join('');

const openAt = async (at: string | null): Promise<void> => {
  await page.goto(`${server.origin}/b/${BOARD}/replay${at === null ? '' : `?at=${at}`}`);
  await hand().waitFor({ timeout: PATIENCE_MS });
  await settled();
};

beforeAll(async () => {
  server = await startServer({ articles: 18, page: await copyOfBuiltPage(folder) });
  browser = await launchChromium();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const data = { name: 'Press', party: null, role: 'observer' };
  const joined = await context.request.post(`${server.origin}/api/boards/${BOARD}/join`, { data });
  ({ token } = (await joined.json()) as { token: string });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
}, 120_000);

beforeEach(() => page.setViewportSize({ width: 1440, height: 900 }));
afterAll(async () => {
  await browser.close();
  await server.close();
  removeFolder(folder);
});

describe('the replay of the board', () => {
  it('says that it is the past, and begins where the delegations begin', async () => {
    await openAt(null);
    await page.getByText('You are looking at the past. Nothing here can be changed.').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^The board as it was on /);
    expect(await page.getByRole('link', { name: 'Back to the table' }).getAttribute('href')).toBe(
      `/b/${BOARD}`,
    );
    expect(await now()).toBeLessThan((await last()) / 4);
    expect(await page.locator('.cm-editor').count()).toBe(0);
    expect(await page.getByRole('textbox').count()).toBe(0);
  }, 60_000);

  it('goes through time by keys: step, move, row, beginning and end', async () => {
    const start = await now();
    const step = await press('ArrowRight');
    expect(step).toBeGreaterThan(start);
    expect(await press('ArrowLeft')).toBe(start);
    expect(await press('Shift+ArrowRight')).toBe(start + 1);
    const move = await press('PageUp');
    expect(move).toBeGreaterThan(start + 1);
    expect(await press('PageDown')).toBeLessThan(move);
    expect(await press('Home')).toBe(1);
    expect(await page.locator('.article').count()).toBe(0);
    expect(await press('End')).toBe(await last());
    expect(await hand().getAttribute('aria-valuetext')).toMatch(/^\d+ \w+ \d{4} at \d\d:\d\d\. .+\. .+\.$/);
  }, 60_000);

  it('shows at the end what the table says now, and earlier less of it', async () => {
    const answer = await fetch(`${server.origin}/api/boards/${BOARD}/clauses/5`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { text } = (await answer.json()) as { text: { en: { positions: Record<string, string> } } };
    await press('End');
    const words = (await wordsOf('5')).replace(/\s+/g, ' ');
    for (const position of Object.values(text.en.positions)) {
      const [opening] = position.split(/[{\n]/);
      expect(opening!.length).toBeGreaterThan(15);
      for (const word of opening!.split(/\s+/)) expect(words).toContain(word);
    }
    expect(await page.locator('.article').count()).toBe(18);
    const atTheEnd = (await allWords()).length;
    const article = page.getByRole('button', { name: /^Previous change in Article/ });
    await article.click();
    await settled();
    await press('Home');
    expect(await allWords()).toBe('');
    await openAt(String(Math.floor((await last()) / 2)));
    const halfway = (await allWords()).length;
    expect(halfway).toBeGreaterThan(0);
    expect(halfway).toBeLessThan(0.9 * atTheEnd);
  }, 90_000);

  it('is at the moment that its address names, and the address follows', async () => {
    const middle = Math.floor((await last()) / 2);
    await openAt(String(middle));
    expect(await now()).toBe(middle);
    const next = await press('ArrowRight');
    await page.waitForURL(new RegExp(`at=${next}$`), { timeout: PATIENCE_MS });
  }, 60_000);

  it('plays, and pauses, by the space bar', async () => {
    await page.getByRole('button', { name: /Speed/ }).click();
    await page.getByRole('option', { name: '1 ×', exact: true }).click();
    const from = await press('Home');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.waitForFunction((seq) => Number(document.querySelector('.hand')?.ariaValueNow) > seq, from, {
      timeout: PATIENCE_MS,
    });
    await hand().focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    const stood = await settled();
    await page.waitForTimeout(400);
    expect(await now()).toBe(stood);
  }, 60_000);

  it('tells what changed between two moments', async () => {
    await openAt('30');
    // From the first moment on what is to be pressed stands where it will stand.
    const compare = page.getByRole('button', { name: 'Compare from here' });
    const at = await compare.boundingBox();
    await page.locator('.replay .status').first().waitFor({ timeout: PATIENCE_MS });
    await page.waitForTimeout(600);
    expect(await compare.boundingBox()).toEqual(at);
    await compare.click();
    await press('End');
    await expect.poll(() => page.getByRole('slider').count(), { timeout: PATIENCE_MS }).toBe(2);
    await page.getByRole('button', { name: 'What changed?' }).click();
    const dialog = page.getByRole('dialog', { name: 'What changed between two moments' });
    await dialog.getByText('18 articles are not as they were.').waitFor({ timeout: PATIENCE_MS });
    expect(await dialog.locator('ins').count()).toBeGreaterThan(30);
    // A figure that the words cite stands in them as its value.
    const cited = await dialog.locator('ins .cited-value').allInnerTexts();
    expect(cited.length).toBeGreaterThan(10);
    expect(cited.filter((value) => /\d/.test(value)).length).toBeGreaterThan(cited.length / 2);
    expect(cited.filter((value) => value === '…')).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await page.getByRole('button', { name: 'Stop comparing' }).click();
    await expect.poll(() => page.getByRole('slider').count(), { timeout: PATIENCE_MS }).toBe(1);
  }, 60_000);

  it('keeps whatever one tabs to above its bar', async () => {
    await openAt('400');
    await page.locator('.past').getByRole('link').focus();
    const hidden: string[] = [];
    let above = 0;
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press('Tab');
      const found = await page.evaluate(() => {
        const focused = document.activeElement;
        const bar = document.querySelector('.replay-bar')!;
        if (focused === null || focused === document.body || bar.contains(focused)) return null;
        const { top, height } = focused.getBoundingClientRect();
        return {
          isBehind: height > 0 && top >= bar.getBoundingClientRect().top,
          what: focused.outerHTML.slice(0, 80),
        };
      });
      if (found?.isBehind === true) hidden.push(found.what);
      if (found !== null) above += 1;
    }
    expect(hidden).toEqual([]);
    expect(above).toBeGreaterThan(20);
  }, 60_000);

  it('brings the article that is spoken of to where one reads, on a phone too', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const end = await last();
    for (const share of [0.3, 0.55, 0.8]) {
      await openAt(String(Math.floor(end * share)));
      const spoken = /Article\s(\d+)/.exec(await page.locator('.replay-sentence').innerText())?.[1];
      expect(spoken).toBeDefined();
      const ways = page.locator('.article-ways');
      await expect
        .poll(() => ways.innerText(), { timeout: PATIENCE_MS })
        .toMatch(new RegExp(`\\b${spoken}\\b`));
    }
  }, 60_000);

  it('has its list of articles, its languages and its history on a phone, a tap away', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await openAt(String(await last()));
    await page.getByRole('button', { name: 'History', exact: true }).click();
    const history = page.getByRole('dialog', { name: 'History' });
    await history.locator('li').first().waitFor({ timeout: PATIENCE_MS });
    await page.keyboard.press('Escape');
    await history.waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await page.getByRole('button', { name: 'Articles', exact: true }).click();
    const articles = page.getByRole('dialog', { name: 'Articles' });
    await articles.getByText('FR', { exact: true }).click();
    await articles.locator('li').nth(4).getByRole('link').click();
    await articles.waitFor({ state: 'detached', timeout: PATIENCE_MS });
    await page.locator('.clause-editor[data-lang="fr"]').first().waitFor({ timeout: PATIENCE_MS });
    const ways = page.locator('.article-ways');
    await expect.poll(() => ways.innerText(), { timeout: PATIENCE_MS }).toMatch(/\b5\b/);
    await page.getByRole('button', { name: 'Articles', exact: true }).click();
    await articles.getByText('EN', { exact: true }).click();
    await page.keyboard.press('Escape');
  }, 60_000);

  it('keeps the history on paper, which is narrower than the screen', async () => {
    await openAt(null);
    const history = page.locator('.history-column');
    await history.locator('li').first().waitFor({ timeout: PATIENCE_MS });
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 680, height: 900 });
    await page.waitForTimeout(300);
    expect(await history.locator('li').count()).toBeGreaterThan(5);
    await page.emulateMedia({ media: 'screen' });
    await expect.poll(() => history.count(), { timeout: PATIENCE_MS }).toBe(0);
    await page.setViewportSize({ width: 1440, height: 900 });
    await history.waitFor({ timeout: PATIENCE_MS });
  }, 60_000);

  it('is led to by a line of the table’s history', async () => {
    await page.goto(`${server.origin}/b/${BOARD}`);
    const line = page.getByRole('link', { name: /^Show the board as it was at/ }).last();
    await line.waitFor({ timeout: PATIENCE_MS });
    const at = new URL((await line.getAttribute('href'))!, server.origin).searchParams.get('at');
    await line.click();
    await hand().waitFor({ timeout: PATIENCE_MS });
    expect(String(await settled())).toBe(at);
  }, 60_000);

  it('breaks no policy of the page and throws nothing', () => {
    expect(complaints).toEqual([]);
    expect(server.complaints).toEqual([]);
  });
});
