// The doors in a browser: closed in front of an observer's eyes, opened again when nobody objects, objected to; what observers
// see, as a page of those at the table; what they may see, asked by one and agreed by the others.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { seriousViolations } from '../support/axe.ts';
import { CHAIR, DRC_HEAD, OBSERVER, US_HEAD, setStage } from '../support/stage.ts';
import type { Person, Stage } from '../support/stage.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let stage: Stage;
let drc: Person;
let us: Person;
let chair: Person;
let observer: Person;

beforeAll(async () => {
  stage = await setStage({ articles: ['5', '17'] });
  drc = await stage.sit(DRC_HEAD);
  us = await stage.sit(US_HEAD, { language: 'fr' });
  chair = await stage.sit(CHAIR);
  observer = await stage.sit(OBSERVER);
});
afterEach(({ task }) => stage.pictureOf(task));
afterAll(() => stage?.close());

const look = async (person: Person, name: string): Promise<void> => {
  if (process.env.LOOK === undefined) return;
  const { page } = person;
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `/tmp/look/${name}-${scheme}.png` });
  }
  await page.setViewportSize({ width: 390, height: 800 });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.screenshot({ path: `/tmp/look/${name}-narrow.png` });
  await page.setViewportSize({ width: 1280, height: 900 });
};

const accessible = async ({ page }: Person): Promise<void> => {
  expect(await seriousViolations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await seriousViolations(page, { rules: ['color-contrast'] })).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
};

const actAtDoors = async (person: Person, sign: string, act: string): Promise<void> => {
  await person.button(sign).click();
  await person.button(act).click();
};

const noticeOf = (person: Person, words: RegExp) => person.page.locator('.doors-notice', { hasText: words });

describe('the doors', () => {
  it('are closed by a head in front of the observer’s eyes, and what is typed then stays inside', async () => {
    await drc.button('Doors open').click();
    await look(drc, 'acts-open');
    await drc.button('Close the doors').click();
    await noticeOf(
      observer,
      /The doors have been closed since \d\d:\d\d\. You see the board as it was then/,
    ).waitFor();
    await noticeOf(drc, /observers see nothing of what happens here/).waitFor();
    await noticeOf(us, /Huis clos depuis/).waitFor();
    await drc.text('17').clickAt('another date');
    await drc.page.keyboard.type(' whispered');
    await chair.page.getByText('whispered').first().waitFor();
    expect(await observer.page.content()).not.toContain('whispered');
    await observer.page.getByText('Who is here is not shown').first().waitFor();
    expect(await observer.page.locator('.caret-other').count()).toBe(0);
    await look(observer, 'observer-closed');
    await look(us, 'us-closed');
    await accessible(observer);
    await accessible(drc);
  });

  it('show the table what observers see now', async () => {
    await drc.button('Doors closed').click();
    await drc.page.getByRole('link', { name: 'What observers see now' }).click();
    await drc.page.getByRole('heading', { name: 'What observers see now' }).waitFor();
    await drc.page.getByRole('article').first().waitFor();
    expect(await drc.page.content()).not.toContain('whispered');
    await drc.page.getByText(/for observers it has stood still since then/).waitFor();
    await look(drc, 'public-page');
    await accessible(drc);
    await drc.page.getByRole('link', { name: 'Back to the table' }).click();
    await drc.page.getByText('whispered').first().waitFor();
  });

  it('stay closed when a head objects, by key', async () => {
    await actAtDoors(chair, 'Doors closed', 'Open the doors');
    await noticeOf(us, /La présidence demande la levée du huis clos/).waitFor();
    await noticeOf(drc, /They open in \d+ seconds?/).waitFor();
    await look(drc, 'asking');
    await look(us, 'asking-fr');
    await accessible(us);
    expect(await noticeOf(observer, /asked to open/).count()).toBe(0);
    await us.button('S’opposer').focus();
    await us.keys('Enter');
    await noticeOf(us, /La présidence demande/).waitFor({ state: 'hidden' });
    await noticeOf(observer, /The doors have been closed/).waitFor();
  });

  it('open at once when both heads ask; then what is left of the words is there', async () => {
    await actAtDoors(drc, 'Doors closed', 'Open the doors');
    await us.button('Consentir').click();
    await observer.page.getByText('whispered').first().waitFor();
    await noticeOf(observer, /The doors have been closed/).waitFor({ state: 'hidden' });
    await observer.page.getByText('Both heads opened the doors.').waitFor();
    await observer.page.getByText('what led there is not public').waitFor();
    await look(observer, 'observer-reopened');
    expect(await observer.page.content()).not.toContain('objected');
  });

  it('let observers see clean articles and counts alone, once the chair and both heads ask for it', async () => {
    await chair.button('Doors open').click();
    await chair.button('What observers may see…').click();
    await chair.page.getByRole('radio', { name: /^clean articles alone/ }).check({ force: true });
    await look(chair, 'settings');
    await accessible(chair);
    await chair.dialog().getByRole('button', { name: 'Ask for it' }).click();
    await noticeOf(drc, /The chair asked that observers see clean articles and counts, at once/).waitFor();
    await look(drc, 'sight-asked');
    await drc.button('Agree').click();
    await us.button('Consentir').click();
    await noticeOf(observer, /You see clean articles and counts, at once/).waitFor();
    await observer.page
      .getByText('The words of this article become public once it is clean')
      .first()
      .waitFor();
    expect(await observer.article('Meeting of the Presidents').innerText()).not.toContain('whispered');
    await look(observer, 'observer-counts');
    await accessible(observer);
  });

  it('stand in the lobby too', async () => {
    await actAtDoors(us, 'Séance publique', 'Prononcer le huis clos');
    await noticeOf(observer, /The doors have been closed/).waitFor();
    const visitor = await stage.open(OBSERVER);
    await visitor.page.getByText(/Doors closed since \d\d:\d\d/).waitFor();
    await look(visitor, 'lobby');
    await accessible(visitor);
    await stage.leave(visitor);
    expect(stage.complaints).toEqual([]);
  });
});
