// Every page as it meets people: in French with no English left, usable by key alone and by ear, legible in the dark, and
// quiet in the console.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { seriousViolations } from '../support/axe.ts';
import { englishOn as english, toldOn as told } from '../support/english.ts';
import { CHAIR, DRC_HEAD, OBSERVER, US_HEAD, eventually, setStage } from '../support/stage.ts';
import type { Person, Stage } from '../support/stage.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const MEETING = 'Meeting of the Presidents';
let stage: Stage;
let us: Person;

beforeAll(async () => {
  stage = await setStage({ articles: ['8', '17'] });
  us = await stage.sit(US_HEAD, { text: 'en' });
});
afterEach(({ task }) => stage.pictureOf(task));
afterAll(() => stage?.close());

describe('in French', () => {
  it('no English is left on any page, in any dialog, menu or margin', async () => {
    const lobby = await stage.open(DRC_HEAD, { language: 'fr' });
    await lobby.page.getByRole('region', { name: 'Prendre place' }).waitFor();
    expect(await english(lobby)).toEqual([]);
    await stage.leave(lobby);

    const drc = await stage.sit(DRC_HEAD, { language: 'fr' });
    const { page } = drc;
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr');
    expect((await told(drc)).length).toBeGreaterThan(80);
    expect(await english(drc)).toEqual([]);
    expect(await drc.text('17', 'fr').read()).toContain('[RDC: tiennent][É.-U.: devraient tenir]');

    const article = drc.article('Rencontre des Présidents');
    for (const name of [/^Reprendre tous les crochets/, /^Émettre une réserve/, /^Retirer la rév/]) {
      await article.getByRole('button', { name }).click();
      await drc.dialog().waitFor();
      expect(await english(drc), String(name)).toEqual([]);
      await drc.keys('Escape');
      await drc.dialog().waitFor({ state: 'hidden' });
    }
    await article.getByRole('button', { name: /^Positions/ }).click();
    await article.getByRole('button', { name: /en discussion$/ }).click();
    expect(await english(drc)).toEqual([]);
    await drc.keys('Escape');
    await drc.text('17', 'fr').clickAt('devraient tenir');
    await drc.button('Reprendre ces mots').waitFor();
    expect(await english(drc)).toEqual([]);
    await drc.keys('Escape');
    await drc
      .button(/^Délégations|^RDC/)
      .first()
      .click();
    expect(await english(drc)).toEqual([]);
    await drc.keys('Escape');
    await page.getByRole('radio', { name: 'Donné et reçu' }).check({ force: true });
    expect(await english(drc)).toEqual([]);
    for (const view of ['positions', 'file']) {
      await page.goto(`${stage.origin}/b/drc-us/${view}`);
      await page
        .getByRole('main')
        .getByText(/cobalt|RDC/)
        .filter({ visible: true })
        .first()
        .waitFor();
      expect(await english(drc), view).toEqual([]);
    }
    await drc.button('Aide et touches').click();
    expect(await english(drc)).toEqual([]);
    await stage.leave(drc);
    const observer = await stage.sit(OBSERVER, {
      language: 'fr',
      context: { viewport: { width: 390, height: 844 } },
    });
    expect(await english(observer)).toEqual([]);
    await stage.leave(observer);
  });

  it('the language is changed in place, and remembered', async () => {
    const { page } = us;
    await page.getByRole('radio', { name: 'Français' }).check({ force: true });
    await page.getByRole('heading', { name: 'Rencontre des Présidents' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr');
    await page.reload();
    await page.getByRole('heading', { name: 'Rencontre des Présidents' }).waitFor();
    await page.getByRole('radio', { name: 'English' }).check({ force: true });
    await page.getByRole('heading', { name: MEETING }).waitFor();
  });
});

describe('by ear, and in the dark', () => {
  /** All the rules in the light; in the dark only the one that colours can break. */
  const look = async (person: Person, what: string, within?: string): Promise<void> => {
    const place = within === undefined ? {} : { within };
    expect(await seriousViolations(person.page, place), what).toEqual([]);
    await person.page.emulateMedia({ colorScheme: 'dark' });
    const dark = await seriousViolations(person.page, { ...place, rules: ['color-contrast'] });
    await person.page.emulateMedia({ colorScheme: 'light' });
    expect(dark, `${what}, dark`).toEqual([]);
  };
  const DIALOG = '[role="dialog"]';

  it('the lobby and the three views', async () => {
    const lobby = await stage.open(CHAIR);
    await lobby.page.getByRole('region', { name: 'Take a seat' }).waitFor();
    await look(lobby, 'the lobby');
    await stage.leave(lobby);
    await us.text('17').clickAt('only those articles');
    await us.button('Withdraw').waitFor();
    await look(us, 'the table');
    await us.keys('Escape');
    for (const [name, words] of [
      ['Positions', 'What each delegation would sign today'],
      ['File', 'Papers that lie beside the articles.'],
    ] as const) {
      await us.page.getByRole('link', { name, exact: true }).click();
      await us.page.getByText(words).first().waitFor();
      await look(us, name);
    }
    await us.page.getByRole('link', { name: 'Table', exact: true }).click();
  });

  it('every dialog, popover and drawer', async () => {
    const article = us.article(MEETING);
    const inDialog = async (name: string | RegExp, close = 'Escape'): Promise<void> => {
      await article.getByRole('button', { name }).click();
      await us.dialog().waitFor();
      await look(us, String(name), DIALOG);
      await us.keys(close);
      await us.dialog().waitFor({ state: 'hidden' });
    };
    for (const name of [
      'Counter with rev. 2…',
      'Accept DRC rev. 1…',
      'Accept all DRC brackets…',
      'Reserve…',
      /apart$/,
    ])
      await inDialog(name);
    await us.keys('?');
    await us.dialog('Keys, and how to read the page').waitFor();
    await look(us, 'help', DIALOG);
    await us.keys('Escape');
    await us.dialog().waitFor({ state: 'hidden' });
    await article.getByRole('button', { name: /change Meeting within$/ }).click();
    await look(us, 'a figure being changed', '.figures');
    await us.keys('Escape');
    await us.button(/DRC Head|Delegations/).click();
    await look(us, 'the roster', DIALOG);
    await us.keys('Escape');
    await article.getByRole('button', { name: 'Draft privately' }).click();
    await article.getByRole('textbox', { name: 'Draft of Article 2, English text' }).press('x');
    await look(us, 'a draft', '.draft');
    await inDialog('Table this draft…');
    await article.getByRole('button', { name: 'Discard' }).click();
    await article.getByRole('button', { name: 'Write at the table' }).click();
    await us.page.setViewportSize({ width: 1024, height: 800 });
    await us.button('History').click();
    await us.dialog('History').waitFor();
    await look(us, 'the history’s drawer', DIALOG);
    await us.keys('Escape');
    await us.dialog().waitFor({ state: 'hidden' });
    await us.page.setViewportSize({ width: 1280, height: 900 });
  });

  it('initials: the dialog, and the article that is held', async () => {
    const article = us.article(MEETING);
    await article.getByRole('button', { name: 'Accept DRC rev. 1…' }).click();
    await us.dialog().getByRole('button', { name: 'Accept revision 1' }).click();
    await us.dialog().waitFor({ state: 'hidden' });
    await article.getByRole('button', { name: 'Initial…' }).click();
    await us.dialog().waitFor();
    await look(us, 'initial', DIALOG);
    await us.dialog().getByRole('button', { name: 'Initial this text' }).click();
    await article.getByText('Held', { exact: true }).waitFor();
    await look(us, 'held', '#article-17');
  });
});

describe('by key alone', () => {
  type Stop = { name: string; seen: boolean };
  const focused = (): Promise<Stop | null> =>
    us.page.evaluate(() => {
      const at = document.activeElement;
      if (!(at instanceof HTMLElement) || at === document.body) return null;
      // A ring, or for a text field the line beside it.
      const shows = (each: Element): boolean =>
        [getComputedStyle(each), getComputedStyle(each, '::before')].some(
          ({ outlineStyle, outlineWidth, boxShadow, content, borderLeftWidth }) =>
            (outlineStyle !== 'none' && outlineWidth !== '0px') ||
            boxShadow !== 'none' ||
            (content === '""' && borderLeftWidth !== '0px'),
        );
      const around = [
        at,
        at.parentElement,
        at.parentElement?.parentElement,
        at.closest('.clause-editor'),
        at.closest('label'),
      ];
      const name = at.getAttribute('aria-label') ?? at.textContent?.trim() ?? '';
      return { name, seen: around.some((each) => each instanceof Element && shows(each)) };
    });

  it('everything is reached in order, and one sees where one is', async () => {
    await us.page.goto(`${stage.origin}/b/drc-us`);
    await us.text('8').field.waitFor();
    await us.page.evaluate(() =>
      document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined,
    );
    const stops: Stop[] = [];
    for (let i = 0; i < 150; i += 1) {
      await us.keys('Tab');
      const stop = await focused();
      if (stop === null) break;
      stops.push(stop);
    }
    const names = stops.map(({ name }) => name);
    const expected = [
      'Skip to the articles',
      'Help and keys',
      'Table',
      'English',
      'Agenda',
      'Article 1, English text',
      /change Local staff$/,
      /^Accept all DRC brackets/,
      'Initial…',
      'Reserve…',
      'Draft privately',
      'Article 2, English text',
      /^Withdraw my initials/,
      'Moves',
      /All articles/,
    ];
    let at = 0;
    for (const each of expected) {
      const found = names.findIndex(
        (name, i) => i >= at && (typeof each === 'string' ? name === each : each.test(name)),
      );
      expect(found, `${each} among ${JSON.stringify(names)}`).toBeGreaterThanOrEqual(0);
      at = found;
    }
    expect(stops.filter(({ seen }) => !seen).map(({ name }) => name)).toEqual([]);
  });

  it('the keys of the page: help, articles, views', async () => {
    const { page } = us;
    await page.getByRole('heading', { level: 1 }).click();
    await us.keys('?');
    await us.dialog('Keys, and how to read the page').waitFor();
    await us.keys('Escape');
    await us.dialog().waitFor({ state: 'hidden' });
    const top = (title: string): Promise<number> =>
      page.getByRole('heading', { name: title }).evaluate((each) => each.getBoundingClientRect().top);
    const isRead = (at: number): boolean => at > 0 && at < 300;
    await us.keys('j');
    await eventually('the second article', () => top(MEETING), isRead);
    const listed = page.getByRole('navigation', { name: 'Articles' }).getByRole('link', { name: MEETING });
    await eventually(
      'the article in the list',
      () => listed.getAttribute('aria-current'),
      (at) => at === 'location',
    );
    await us.keys('k');
    await eventually('the first article', () => top('Local processing and jobs'), isRead);
    await us.keys('g', 'p');
    await page.getByText('What each delegation would sign today').waitFor();
    await us.keys('g', 'f');
    await page.getByText('Papers that lie beside the articles.').waitFor();
    await us.keys('g', 't');
    await us.text('8').field.waitFor();
  });

  it('from bracket to bracket, what can be done there, and back to the text', async () => {
    const text = us.text('8');
    await text.clickAt('By the end of 2030', 'before');
    const current = us.page.locator('.clause-editor[data-clause="8"] .bracket.current');
    const seen: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      await us.keys('Alt+ArrowDown');
      seen.push(await current.first().innerText());
    }
    expect(new Set(seen).size).toBe(3);
    await us.keys('Alt+ArrowUp');
    expect(await current.first().innerText()).toBe(seen[1]);
    await us.keys('Enter');
    const margin = us.page.getByRole('region', { name: 'Margin of Article 1' });
    const act = margin.getByRole('button').first();
    await eventually(
      'the focus',
      () => act.evaluate((each) => each === document.activeElement),
      (is) => is,
    );
    const before = await text.read();
    await us.keys('Enter');
    await eventually(
      'the text',
      () => text.read(),
      (read) => read !== before,
    );
    await eventually(
      'the focus',
      () => text.field.evaluate((each) => each === document.activeElement),
      (is) => is,
    );
    await us.keys('Control+z');
    await eventually(
      'the text',
      () => text.read(),
      (read) => read === before,
    );
  });
});

it('no page and not the server had anything to complain of', () => {
  expect(stage.complaints).toEqual([]);
});
