// Every page and dialog, in both languages, light and dark, wide and narrow: nothing that keeps somebody out, nothing in the
// wrong language, nothing that the page's own policy forbids.
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { en } from '../../client/locales/en/index.ts';
import { fr } from '../../client/locales/fr/index.ts';
import { seriousOn } from '../support/axe.ts';
import { DRC_HEAD, DRC_MEMBER, OBSERVER, US_HEAD, eventually, setStage } from '../support/stage.ts';
import type { Lang, Person, Stage } from '../support/stage.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ articles: ['5', '17'] });
});
afterEach(({ task }) => stage.pictureOf(task));
afterAll(() => stage?.close());

const WORDS = {
  en: { positions: 'Positions', file: 'File', table: 'Table', history: 'History', cancel: 'Cancel' },
  fr: { positions: 'Positions', file: 'Dossier', table: 'Table', history: 'Historique', cancel: 'Annuler' },
} as const;
const DIALOGS: Record<Lang, readonly string[]> = {
  en: ['Accept DRC rev. 1…', 'Accept all DRC brackets…', 'Withdraw rev. 2…', 'Reserve…'],
  fr: [
    'Accepter la rév. 1 (RDC)…',
    'Reprendre tous les crochets (RDC)…',
    'Retirer la rév. 2…',
    'Émettre une réserve…',
  ],
};

const view = async (person: Person, name: string): Promise<void> => {
  await person.page.getByRole('link', { name, exact: true }).click();
  await person.page.getByRole('heading').first().waitFor();
};
const isGone = (place: Locator): Promise<void> => place.waitFor({ state: 'hidden' });

/** Every text of one language's screens that another's could not have. */
const textsOf = (node: unknown): string[] => {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(textsOf) : [];
};
const ENGLISH_ONLY = new Set(
  textsOf(en).filter((text) => text.length > 3 && !text.includes('{{') && !new Set(textsOf(fr)).has(text)),
);

/** What stands on the page outside of the clauses' own texts, text node by text node. */
const seen = (person: Person): Promise<string[]> =>
  person.page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (node.parentElement?.closest('[lang="en"], script, style') === null)
        texts.push(node.textContent ?? '');
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  });

for (const [language, colorScheme] of [
  ['en', 'light'],
  ['fr', 'dark'],
] as const)
  describe(`in ${language}, ${colorScheme}`, () => {
    const words = WORDS[language];
    let person: Person;
    beforeAll(async () => {
      person = await stage.open(US_HEAD, { language, context: { colorScheme } });
    });
    afterAll(() => stage.leave(person));

    it('the lobby keeps nobody out', async () => {
      await person.page.getByRole('heading', { level: 2 }).first().waitFor();
      expect(await seriousOn(person.page)).toEqual([]);
      expect(await person.page.locator('html').getAttribute('lang')).toBe(language);
    });

    it('nor do the table, the positions and the file', async () => {
      await stage.leave(person);
      person = await stage.sit(DRC_MEMBER, {
        language,
        context: { colorScheme },
      });
      expect(await seriousOn(person.page)).toEqual([]);
      for (const name of [words.positions, words.file]) {
        await view(person, name);
        expect(await seriousOn(person.page)).toEqual([]);
      }
      await view(person, words.table);
    });

    it('nor does help, which says every key', async () => {
      await person.page.getByRole('heading', { level: 1 }).click();
      await person.page.keyboard.press('?');
      const help = person.dialog();
      await help.waitFor();
      expect(await help.locator('kbd').count()).toBeGreaterThan(8);
      expect(await seriousOn(person.page)).toEqual([]);
      await person.page.keyboard.press('Escape');
      await isGone(help);
    });

    it('nor does the history where it is a drawer', async () => {
      await person.page.setViewportSize({ width: 1024, height: 800 });
      await person.page.getByRole('button', { name: words.history, exact: true }).click();
      await person.dialog().waitFor();
      expect(await seriousOn(person.page)).toEqual([]);
      await person.page.keyboard.press('Escape');
      await isGone(person.dialog());
      await person.page.setViewportSize({ width: 1280, height: 900 });
    });

    it('speaks one language', async () => {
      if (language === 'fr') {
        const texts = await seen(person);
        expect(ENGLISH_ONLY.size).toBeGreaterThan(100);
        expect(texts.length).toBeGreaterThan(50);
        expect(texts.filter((text) => ENGLISH_ONLY.has(text))).toEqual([]);
      }
      expect(await person.page.locator('html').getAttribute('lang')).toBe(language);
      for (const lang of await person.page
        .locator('.clause-editor')
        .evaluateAll((all) => all.map((each) => each.closest('[lang]')?.getAttribute('lang'))))
        expect(lang).toBe(language);
    });

    it('has nothing to complain of', () => {
      expect(person.complaints).toEqual([]);
    });
  });

describe('a head’s dialogs', () => {
  for (const language of ['en', 'fr'] as const)
    it(`keep nobody out, in ${language}`, async () => {
      const person = await stage.sit(language === 'en' ? US_HEAD : DRC_HEAD, {
        language,
      });
      const article = person.page.locator('#article-5');
      const names =
        language === 'en'
          ? DIALOGS.en
          : DIALOGS.fr.map((name) =>
              name
                .replace('(RDC)', '(É.-U.)')
                .replace('rév. 1 (', 'rév. 2 (')
                .replace('Retirer la rév. 2', 'Retirer la rév. 1'),
            );
      for (const name of names) {
        const plain = name.replaceAll('\u00a0', ' ');
        await article.getByRole('button', { name: plain }).first().click();
        const dialog = person.dialog();
        await dialog.waitFor();
        expect(await seriousOn(person.page), name).toEqual([]);
        await person.page.keyboard.press('Escape');
        await isGone(dialog);
      }
      expect(person.complaints).toEqual([]);
      await stage.leave(person);
    });
});

describe('by key alone', () => {
  it('one comes to every part of the table, always seeing where one is', async () => {
    const person = await stage.sit({ ...US_HEAD, role: 'member' });
    const reached = new Set<string>();
    await person.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    for (let i = 0; i < 90; i += 1) {
      await person.page.keyboard.press('Tab');
      const at = await person.page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return null;
        const style = getComputedStyle(element);
        const host = element.closest('.clause-editor');
        const seen =
          (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) ||
          style.boxShadow !== 'none' ||
          (host !== null && getComputedStyle(host, '::before').content !== 'none');
        const part = element.closest('header, nav, main, aside, [role="dialog"], .skip')?.tagName ?? 'other';
        return { part, seen, html: element.outerHTML.slice(0, 160) };
      });
      if (at === null) continue;
      reached.add(at.part);
      expect(at.seen, at.html).toBe(true);
    }
    expect([...reached]).toEqual(expect.arrayContaining(['HEADER', 'NAV', 'MAIN']));
    await stage.leave(person);
  });

  it('one goes from bracket to bracket and takes one in', async () => {
    const person = await stage.sit({ ...US_HEAD, role: 'member', name: 'Paul Key' });
    await person.page.evaluate(() => localStorage.clear());
    const text = person.text('17');
    await text.host.scrollIntoViewIfNeeded();
    await text.field.focus();
    await person.keys('Alt+ArrowDown', 'Enter');
    const margin = person.page.locator('#article-17').getByRole('region', { name: /^Margin/ });
    await eventually(
      'the margin speaks of the bracket',
      () => margin.innerText(),
      (words) => words.includes('only'),
    );
    expect(await person.page.evaluate(() => document.activeElement?.closest('.margin') !== null)).toBe(true);
    await person.keys('Escape');
    await stage.leave(person);
  });
});

describe('on a phone', () => {
  it('an observer reads and sees the counts, and nothing runs over the edge', async () => {
    const person = await stage.sit(OBSERVER, { context: { viewport: { width: 390, height: 844 } } });
    for (const width of [390, 1024, 1440]) {
      await person.page.setViewportSize({ width, height: 844 });
      const over = await eventually(
        `${width} px`,
        () => person.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        (pixels) => pixels <= 0,
      );
      expect(over).toBeLessThanOrEqual(0);
    }
    await person.page.setViewportSize({ width: 390, height: 844 });
    expect(await seriousOn(person.page)).toEqual([]);
    await person.page.getByText('How these are counted').first().click();
    expect(await person.page.locator('body').innerText()).toMatch(/groups? of|bracket/i);
    expect(person.complaints).toEqual([]);
    await stage.leave(person);
  });
});
