// Laying a board from a text, taking files from one, the record of a sitting, and paper, in a real browser.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { DRC_HEAD, setStage } from '../support/stage.ts';
import type { Person, Stage } from '../support/stage.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let stage: Stage;
let drc: Person;
let page: Page;

beforeAll(async () => {
  stage = await setStage({ articles: ['17'] });
  drc = await stage.sit(DRC_HEAD, { language: 'fr' });
  ({ page } = drc);
});
afterAll(() => stage?.close());

const axeFaults = async (): Promise<string[]> => {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } };
    return (await axe.run()).violations.map(({ id }) => id);
  });
};

it('offers every file under one button, by key, each link named with its language', async () => {
  const button = page.getByRole('button', { name: 'Exporter' });
  await button.focus();
  await page.keyboard.press('Enter');
  const files = page.getByRole('dialog', { name: 'Exporter cette table' });
  await files.waitFor();
  const names = await files
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('aria-label')));
  expect(names).toEqual([
    'Texte net, Anglais',
    'Texte net, Français',
    'Texte net, Côte à côte',
    'Compilation, Anglais',
    'Compilation, Français',
    'Compilation, Côte à côte',
    'Texte à crochets, Anglais',
    'Texte à crochets, Français',
    'Procès-verbal de la séance 1, Anglais',
    'Procès-verbal de la séance 1, Français',
    'Version imprimable, séance 1',
    'Registre, JSON',
    'Registre, CSV',
    'Journal complet, .paraph',
  ]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    files.getByRole('link', { name: 'Compilation, Côte à côte' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('drc-us-compilation-both.docx');
  const hrefs = await files
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  for (const href of hrefs.filter((each) => each.startsWith('/api/')))
    expect([href, (await page.request.get(stage.origin + href)).status()]).toEqual([href, 200]);
  await page.keyboard.press('Escape');
});

it('prints the table without what is there to be pressed, and says whose a figure is', async () => {
  await page.emulateMedia({ media: 'print' });
  try {
    expect(
      await page
        .locator('.bar-seat, .acts, .mode, .bottom-bar, .reading')
        .evaluateAll((found) => found.filter((each) => each.checkVisibility()).length),
    ).toBe(0);
    const inks = await page
      .locator('.bracket')
      .evaluateAll((found) => found.map((each) => getComputedStyle(each).color));
    expect(new Set(inks)).toEqual(new Set(['rgb(0, 0, 0)']));
    const chips = await page.locator('.term-chip').allInnerTexts();
    expect(chips.length).toBeGreaterThan(0);
    for (const chip of chips.filter((each) => each.includes(' · ')))
      expect(chip).toMatch(/^RDC\s: .* · É\.-U\.\s: /);
  } finally {
    await page.emulateMedia({ media: null });
  }
});

it('shows the record of a sitting in the reader’s language, fit to print', async () => {
  await page.goto(`${stage.origin}/b/drc-us/record/1`);
  await page.getByRole('heading', { level: 1, name: 'Procès-verbal de la séance 1' }).waitFor();
  expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
    'À la table',
    'Articles paraphés et articles nets',
    'En suspens',
    'Actes accomplis',
    'Reste à faire',
  ]);
  expect(await axeFaults()).toEqual([]);
  await page
    .getByRole('radio', { name: 'EN' })
    .or(page.getByRole('button', { name: 'EN' }))
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: 'Record of sitting 1' }).waitFor();
  await page.goto(`${stage.origin}/b/drc-us/record/9`);
  await page.getByText('There is no record of this sitting.').waitFor();
});

it('lays a board from a pasted text, once what cannot be read is put right', async () => {
  await page.goto(`${stage.origin}/new`);
  const text = page.getByRole('textbox', { name: 'English text' });
  const described = (what: RegExp): Promise<void> =>
    page.getByRole('button', { name: 'Lay the board', description: what }).waitFor();
  await described(/^There is nothing to lay yet/);
  await text.fill('Title: Transit\n\n# Article 1. Purpose\n\nThey [shall] [may] act [DRC: soon.\n');
  const lay = page.getByRole('button', { name: 'Lay the board' });
  const fault = page.getByRole('button', { name: /^Line 5, column 24: this bracket is never closed/ });
  await fault.waitFor();
  expect(await lay.isDisabled()).toBe(true);
  await described(/^The board can be laid once 1 thing under “What was read” is put right/);
  await fault.click();
  expect(
    await text.evaluate((area: HTMLTextAreaElement) =>
      area.value.slice(area.selectionStart, area.selectionEnd),
    ),
  ).toBe('[DRC: soon.');
  await page.keyboard.type('[DRC: soon].');
  await page
    .getByRole('button', { name: /^Line 5, column 6: brackets of nobody named stand side by side/ })
    .waitFor();
  await page.getByRole('button', { name: /^There is no article in French/ }).waitFor();
  expect(await lay.getAttribute('aria-describedby')).toBeNull();
  expect(await axeFaults()).toEqual([]);
  await lay.click();
  await page.getByText('The board “Transit” is laid.').waitFor();
  await page.getByRole('link', { name: 'Choose a seat in the lobby' }).click();
  await page.getByRole('heading', { name: 'Transit' }).waitFor();
});
