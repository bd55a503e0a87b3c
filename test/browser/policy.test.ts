// The page under its policy: every screen is driven, and the browser reports not one breach of it; what is no script of ours
// does not run.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { copyOfBuiltPage, dataFolder, removeFolder, startServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

const PATIENCE_MS = 20_000;
const BOARD = 'drc-us';

type Breach = { directive: string; blocked: string; page: string };

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const folder = dataFolder();
const breaches: Breach[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  server = await startServer({ articles: 3, page: await copyOfBuiltPage(folder) });
  browser = await launchChromium();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  await context.exposeBinding('reportBreach', (_source, breach: Breach) => void breaches.push(breach));
  // Before any script of the page, so that nothing is missed.
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report: unknown = Reflect.get(globalThis, 'reportBreach');
      if (typeof report === 'function')
        report({ directive: event.effectiveDirective, blocked: event.blockedURI, page: location.pathname });
    });
  });
  page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security Policy/i.test(message.text()))
      complaints.push(message.text());
  });
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.close();
  removeFolder(folder);
});

const policyOf = async (path: string): Promise<string> =>
  (await context.request.get(`${server.origin}${path}`)).headers()['content-security-policy'] ?? '';

it('allows no inline script, and nothing of another site', async () => {
  const policy = await policyOf('/');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+'(;|$)/);
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toMatch(/unsafe-|\*|https?:/);
  expect(await policyOf('/')).not.toBe(policy); // the nonce
});

it('bears every screen: lobby, table, typing, moves, history, replay, record, new board, exports', async () => {
  await page.goto(server.origin);
  await page.getByRole('heading').first().waitFor();
  const data = { name: 'Head', party: 'drc', role: 'head' };
  await context.request.post(`${server.origin}/api/boards/${BOARD}/join`, { data });
  await page.goto(`${server.origin}/b/${BOARD}`);
  const text = page.locator('.clause-editor[data-lang="en"] .cm-content').first();
  await text.waitFor();
  await text.click();
  await page.keyboard.type('Whereas policies hold, ');
  await page.keyboard.press('Control+z');
  for (const path of ['/history', '/replay', '/record/1']) {
    await page.goto(`${server.origin}/b/${BOARD}${path}`);
    await page.getByRole('heading').first().waitFor();
    await page.waitForTimeout(500); // what it loads behind its heading
  }
  await page.goto(`${server.origin}/b/${BOARD}/replay`);
  // Its worker runs: it is a script of our own.
  const moment = page.getByRole('slider', { name: 'Moment', exact: true });
  await moment.waitFor();
  await moment.focus();
  await page.keyboard.press('Home');
  await page.goto(`${server.origin}/new`);
  await page.getByRole('heading').first().waitFor();
  for (const file of ['text-en.txt', 'clean-en.docx', 'record-1-en.docx'])
    expect(
      (await context.request.get(`${server.origin}/api/boards/${BOARD}/export/${file}`)).status(),
      file,
    ).toBe(200);
  expect(breaches).toEqual([]);
  expect(complaints).toEqual([]);
}, 120_000);

it('reports what breaks it, so that silence means something', async () => {
  await page.goto(server.origin);
  await page.getByRole('heading').first().waitFor();
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    try {
      script.text = 'globalThis.ranInline = true';
      document.head.append(script);
    } catch {
      // trusted types say no already
    }
    try {
      document.createElement('div').innerHTML = '<b>words made markup</b>';
      return 'markup';
    } catch {
      return Reflect.get(globalThis, 'ranInline') === true ? 'script' : 'nothing';
    }
  });
  expect(ran).toBe('nothing');
  await page.waitForTimeout(200);
  expect(breaches.map(({ directive }) => directive)).toContain('require-trusted-types-for');
}, 60_000);
