// Who watches sees the same page, live and with the counts that the press asks for, and touches nothing; on a telephone, a
// small screen and a wide one.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { OBSERVER, eventually, setStage, together, wordsOf } from '../support/stage.ts';
import type { Four, Person, Stage } from '../support/stage.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let stage: Stage;
let four: Four;

beforeAll(async () => {
  stage = await setStage({ articles: ['5', '17'] });
  four = await stage.sitFour();
});
afterEach(({ task }) => stage.pictureOf(task));
afterAll(() => stage?.close());

const counts = async (person: Person): Promise<Record<string, number>> => {
  const region = person.page.getByRole('region', { name: 'Where the negotiation stands' });
  const [names, numbers] = await Promise.all([
    region.getByRole('term').allInnerTexts(),
    region.getByRole('definition').allInnerTexts(),
  ]);
  return Object.fromEntries(names.map((name, i) => [name, Number(numbers[i])]));
};

describe('an observer', () => {
  it('sees words as they are typed, and whose they are, but no name', async () => {
    const { us, observer, member } = four;
    await us.text('17').clickAt('no full powers');
    await us.page.keyboard.type(' to sign');
    await observer.text('17').reads('no full powers [US: to sign].');
    const caret = observer.page.locator('.caret-other').first();
    await eventually(
      'the caret',
      () => caret.getAttribute('data-who'),
      (who) => who === 'US, head',
    );
    await observer
      .article('Meeting of the Presidents')
      .getByText(/The\sUS is drafting in paragraph 3/)
      .waitFor();
    await four.drc.text('17').clickAt('another date');
    const own = member.page.locator('.caret-other[data-party="drc"]');
    await eventually(
      'a colleague’s caret',
      () => own.first().getAttribute('data-who'),
      (who) => who === 'Marie Kabeya',
    );
    for (const name of ['Marie Kabeya', 'Jane Rivers', 'Joseph Ilunga'])
      expect(await observer.page.content()).not.toContain(name);
  });

  it('touches nothing', async () => {
    const { observer, us, drc } = four;
    const before = await together([observer, us, drc], '17');
    await observer.text('17').clickAt('no full powers');
    await observer.page.keyboard.type('XYZ');
    await observer.keys('Backspace', 'Delete', 'Enter', 'Control+x', 'Control+v');
    await observer.keys('Escape'); // the note at the foot of the page goes, and the page with it
    await observer.text('17').select('another date');
    await observer.keys('Delete', 'Control+x');
    await us.page.keyboard.type('!');
    await observer.text('17').reads('to sign!');
    expect(await together([observer, us, drc], '17')).toBe(before.replace('to sign', 'to sign!'));
    expect(await observer.page.getByRole('group', { name: /^Moves/ }).count()).toBe(0);
    expect(await observer.button(/^(Draft privately|Begin a draft|Agenda|Accept)/).count()).toBe(0);
    expect(await observer.button(/change/).count()).toBe(0);
  });

  it('is told at a bracket whose words these are, and is offered no act', async () => {
    const { observer } = four;
    await observer.text('17').clickAt('the whole text');
    const margin = observer.page.getByRole('region', { name: 'Margin of Article 2' });
    await margin.getByText('the whole text established by the delegations').waitFor();
    expect(await wordsOf(margin)).toContain('the DRC only');
    expect(await margin.getByRole('button').count()).toBe(0);
  });

  it('has the counts that the press asks for, how they are made, and sees them move', async () => {
    const { observer, drc } = four;
    const before = await counts(observer);
    expect(before).toMatchObject({ locked: 0, clean: 0, open: 2 });
    const served = [await stage.clause('5'), await stage.clause('17')];
    const sum = (what: 'brackets' | 'figures'): number => served.reduce((all, { gap }) => all + gap[what], 0);
    expect(before).toMatchObject({ brackets: sum('brackets'), 'figures apart': sum('figures') });
    await observer.button('How these are counted').click();
    await observer.page
      .getByText('An article is locked when both heads have initialled the same text')
      .waitFor();
    await drc.text('17').doubleClick('Neither');
    await drc.page.keyboard.type('Not even');
    await eventually(
      'the brackets',
      async () => (await counts(observer))['brackets'],
      (count) => count === (before['brackets'] ?? 0) + 1,
    );
  });
});

describe('the page fits', () => {
  const overflow = (person: Person): Promise<string[]> =>
    person.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth <= clientWidth) return [];
      return [...document.querySelectorAll('body *')]
        .filter((each) => each.getBoundingClientRect().right > clientWidth + 1)
        .slice(0, 5)
        .map(
          (each) =>
            `${each.tagName}.${each.className} to ${each.getBoundingClientRect().right} of ${clientWidth}`,
        );
    });
  /** Two frames: one to hear of the new size, one to draw for it. */
  const resized = (person: Person, width: number, height: number): Promise<void> =>
    person.page
      .setViewportSize({ width, height })
      .then(() =>
        person.page.evaluate(
          () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
        ),
      )
      .then(() => undefined);

  it('a telephone, a small and a wide screen, in one language and in two, on every view', async () => {
    for (const text of ['en', 'both'] as const) {
      const person = await stage.sit(OBSERVER, { text });
      for (const view of ['', '/positions', '/file']) {
        await person.page.goto(`${stage.origin}/b/drc-us${view}`);
        await person.page
          .getByRole('main')
          .getByText(/cobalt/)
          .filter({ visible: true })
          .first()
          .waitFor();
        for (const [width, height] of [
          [390, 844],
          [1024, 768],
          [1440, 900],
        ] as const) {
          await resized(person, width, height);
          expect(await overflow(person), `${view} at ${width}, ${text}`).toEqual([]);
        }
      }
      await stage.leave(person);
    }
  });

  it('on a telephone the articles, the history and everything else are in reach at the foot of the page', async () => {
    const person = await stage.sit(OBSERVER, {
      context: { viewport: { width: 390, height: 844 }, hasTouch: true },
    });
    for (const name of ['Articles', 'History', 'More']) {
      await person.button(name).click();
      await person.dialog(name).waitFor();
      expect(await overflow(person)).toEqual([]);
      await person.keys('Escape');
      await person.dialog(name).waitFor({ state: 'hidden' });
    }
    await person.button('Articles').click();
    await person
      .dialog('Articles')
      .getByRole('link', { name: /Meeting of the Presidents/ })
      .click();
    const heading = person.page.getByRole('heading', { name: 'Meeting of the Presidents' });
    await eventually(
      'the heading',
      () => heading.evaluate((each) => each.getBoundingClientRect().top),
      (top) => top > 0 && top < 500,
    );
    await stage.leave(person);
  });
});

it('nobody’s page and not the server had anything to complain of', () => {
  expect(stage.complaints).toEqual([]);
});
