// From an invitation's link to the seat by way of a real sign-in provider, as a person goes it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { InvitedServer } from '../support/invited.ts';
import { CLIENT, startProvider } from '../support/oidc-provider.ts';
import type { TestProvider } from '../support/oidc-provider.ts';
import { copyOfBuiltPage, dataFolder, freePort, removeFolder } from '../support/server.ts';

const PATIENCE_MS = 20_000;
const folder = dataFolder();
let invited: InvitedServer;
let provider: TestProvider;
let browser: Browser;

beforeAll(async () => {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const accounts = {
    ann: { email: 'ann@state.example', verified: true },
    eve: { email: 'eve@elsewhere.example', verified: true },
  };
  provider = await startProvider(accounts, `${origin}/api/auth/callback`);
  const { issuer } = provider;
  const signIn = {
    issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    assumeVerified: false,
    name: 'State ID',
  };
  const page = await copyOfBuiltPage(folder);
  invited = await InvitedServer.start({ port, publicUrl: origin, signIn, page });
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await invited.close();
  await provider.close();
  removeFolder(folder);
});

it('leads to the provider and back, says who one is, and opens the seat to whom it is for', async () => {
  const { secret } = await invited.invite(invited.chair, {
    party: 'us',
    role: 'head',
    email: 'ann@state.example',
  });
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const goThrough = async (login: string): Promise<void> => {
    await page.locator('input[name="login"]').fill(login);
    await page.locator('input[name="password"]').fill('any');
    await page.locator('button[type="submit"]').click();
    await page.locator('button[type="submit"]', { hasText: 'Continue' }).click();
    await page.waitForURL((url) => url.origin === invited.origin, { timeout: PATIENCE_MS });
  };
  await page.goto(`${invited.origin}/invite#${secret}`);
  await page.getByText('This invitation is for ann@state.example.').waitFor({ timeout: PATIENCE_MS });
  await page.getByRole('link', { name: 'Sign in with State ID' }).click();
  await goThrough('eve');
  await page.getByText('You are signed in as eve@elsewhere.example.').waitFor({ timeout: PATIENCE_MS });
  await page.getByRole('link', { name: 'Sign in with State ID' }).click();
  await goThrough('ann');
  await page.getByLabel('Name you want to go by').fill('Ann');
  await page.getByRole('button', { name: 'Accept and sit down' }).click();
  await page.waitForURL(/\/b\/drc-us$/, { timeout: PATIENCE_MS });
  await page.getByRole('heading', { level: 2, name: 'Purpose and scope' }).waitFor({ timeout: PATIENCE_MS });
  // The secret was in no address that anybody was asked for.
  expect(asked.filter((url) => url.includes(secret))).toEqual([]);
  await context.close();
}, 90_000);

it('says so where signing in is called off', async () => {
  const { secret } = await invited.invite(invited.chair, {
    party: 'drc',
    role: 'head',
    email: 'ann@state.example',
  });
  const context = await browser.newContext({ locale: 'fr-FR' });
  const page = await context.newPage();
  await page.goto(`${invited.origin}/invite#${secret}`);
  await page.getByRole('link', { name: 'S’identifier auprès de State ID' }).click();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await page
    .getByRole('alert')
    .getByText('L’identification n’a pas abouti')
    .waitFor({ timeout: PATIENCE_MS });
  await context.close();
}, 60_000);
