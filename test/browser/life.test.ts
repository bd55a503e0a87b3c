// The whole life of an article through the page: revisions with notes, words accepted from a bracket, figures, initials ad
// referendum, the lock, its reopening; and on another article what is declined and reserved. The history says it all in
// plain words.
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventually, setStage, together, wordsOf } from '../support/stage.ts';
import type { Four, Person, Stage } from '../support/stage.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const [MEETING, REFINING] = ['Meeting of the Presidents', 'Local processing and jobs'];
let stage: Stage;
let four: Four;
let everybody: readonly Person[];

beforeAll(async () => {
  stage = await setStage({ articles: ['8', '17'] });
  four = await stage.sitFour();
  everybody = [four.drc, four.us, four.member, four.observer];
});
afterEach(({ task }) => stage.pictureOf(task));
afterAll(() => stage?.close());

/** Everybody's page says this of the article. */
const status = async (title: string, words: string): Promise<void> => {
  const shown = everybody.map((person) =>
    person.article(title).locator('.status').getByText(words).waitFor(),
  );
  await Promise.all(shown);
};
const press = (person: Person, title: string, name: string | RegExp): Promise<void> =>
  person.article(title).getByRole('button', { name }).click();
/** Presses the button under the article and gives the dialog that opens. */
const ask = async (person: Person, title: string, name: string): Promise<Locator> => {
  await press(person, title, name);
  const dialog = person.dialog();
  await dialog.waitFor();
  return dialog;
};
const answer = async (dialog: Locator, name: string): Promise<void> => {
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
};
const setFigure = async (person: Person, title: string, figure: string, value: string): Promise<void> => {
  await press(person, title, new RegExp(`change ${figure}$`));
  const field = person.article(title).getByRole('textbox', { name: figure });
  await field.fill(value);
  await field.press('Enter');
  await field.waitFor({ state: 'hidden' });
};
/** The newest lines of the observer's history, newest first. */
const told = (): Promise<string[]> => four.observer.page.locator('.history-sentence').allInnerTexts();
const history = (...sentences: string[]): Promise<unknown> =>
  eventually('the history', told, (lines) =>
    sentences.every((each) => lines.some((line) => line.replaceAll('\u00a0', ' ') === each)),
  );
/** Tries to write into the article; returns what it then reads. */
const tryToWrite = async (person: Person, after: string): Promise<string> => {
  await person.text('17').clickAt(after);
  await person.page.keyboard.type('XYZ');
  return person.text('17').read();
};

describe('an article, from revision to lock and open again', () => {
  it('is countered with a figure and a note', async () => {
    const { us } = four;
    await status(MEETING, 'The DRC proposed rev. 1');
    await setFigure(us, MEETING, 'Meeting within', '45');
    const dialog = await ask(us, MEETING, 'Counter with rev. 2…');
    await dialog.getByText('45 days').first().waitFor();
    expect(await dialog.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual([
      'ENGLISH TEXT',
      'FRENCH TEXT',
    ]);
    await dialog.getByRole('textbox', { name: 'Note' }).fill('Not before the summer.');
    await answer(dialog, 'Counter with revision 2');
    await status(MEETING, 'The US countered with rev. 2');
    await four.drc.article(MEETING).locator('.status').getByText('yours to answer').waitFor();
    await history(
      'The US countered with revision 2 of Article 2.',
      'The US moved meeting within from 60 days to 45 days in Article 2.',
    );
    await four.drc.page.getByText('Not before the summer.').first().waitFor();
  });

  it('words are accepted from a bracket, and one’s own withdrawn', async () => {
    const { drc } = four;
    const text = drc.text('17');
    await text.clickAt('only those articles');
    const margin = drc.article(MEETING).getByRole('region', { name: 'Margin of Article 2' });
    expect(await wordsOf(margin)).toContain('only those articles that bear initials');
    await margin.getByRole('button', { name: 'Accept these words' }).click();
    await text.reads(
      '[DRC: the whole text established by the delegations]only those articles that bear initials',
    );
    await text.clickAt('the whole text');
    await margin.getByRole('button', { name: 'Withdraw' }).click();
    await text.reads('they shall adopt only those articles that bear initials and shall');
    await together(everybody, '17');
    await history('The DRC accepted “only those articles that bear initials” in Article 2.');
  });

  it('a revision is accepted after it has shown what it changes', async () => {
    const { drc, us } = four;
    await setFigure(drc, MEETING, 'Meeting within', '30');
    const counter = await ask(drc, MEETING, 'Counter with rev. 3…');
    await answer(counter, 'Counter with revision 3');
    await status(MEETING, 'The DRC countered with rev. 3');
    const dialog = await ask(us, MEETING, 'Accept DRC rev. 3…');
    const [comes, goes] = await Promise.all([
      dialog.locator('ins').allInnerTexts(),
      dialog.locator('del').allInnerTexts(),
    ]);
    expect(comes).toContain('shall');
    expect(goes).toContain('should');
    expect(comes).toContain('l’intégralité du texte établi par les délégations');
    expect(await wordsOf(dialog)).toMatch(/45 days\D+30 days/);
    await answer(dialog, 'Accept revision 3');
    await status(MEETING, 'Clean');
    expect(await together(everybody, '17')).not.toContain('[');
    expect((await stage.clause('17')).clean).toBe(true);
    await history('The US accepted revision 3 of the DRC in Article 2.');
  });

  it('the first initials hold the text: nobody types into it, and everybody sees why', async () => {
    const { us, drc } = four;
    const dialog = await ask(us, MEETING, 'Initial…');
    const words = await wordsOf(dialog);
    expect(words).toContain('Les Présidents des deux Parties');
    expect(words).toContain('The Presidents of the two Parties');
    expect(words).toContain('Initials authenticate wording; they are not signature and bind no State.');
    expect(words).toMatch(/Fingerprint of both languages\s+[0-9a-f]{4} [0-9a-f]{4}/);
    await dialog.getByRole('radio', { name: /ad referendum/ }).check({ force: true });
    await answer(dialog, 'Initial ad referendum');
    await status(MEETING, 'Held');
    const before = await together(everybody, '17');
    expect(await tryToWrite(drc, 'of the two')).toBe(before);
    expect(await tryToWrite(us, 'of the two')).toBe(before);
    expect(
      await drc
        .article(MEETING)
        .getByRole('button', { name: /change Meeting within/ })
        .count(),
    ).toBe(0);
    await history('The US initialled Article 2 ad referendum.');
  });

  it('the second initials lock it, and the capital confirms', async () => {
    const { us, drc } = four;
    await answer(await ask(drc, MEETING, 'Initial…'), 'Initial this text');
    await status(MEETING, 'Locked');
    await status(MEETING, 'the US ad referendum');
    const signed = drc.article(MEETING).getByRole('region', { name: 'Initials' });
    const words = await wordsOf(signed);
    expect(words).toContain('M. K.');
    expect(words).toContain('Democratic Republic of the Congo, head of delegation');
    expect(words).toContain('United States of America, head of delegation');
    await answer(await ask(us, MEETING, 'Confirm initials…'), 'Confirm');
    await status(MEETING, 'both have initialled');
    await history(
      'The DRC initialled Article 2.',
      'Article 2 is locked: both heads have initialled.',
      'The US confirmed the initials ad referendum of Article 2.',
    );
    expect((await stage.clause('17')).locked).toBe(true);
  });

  it('one head’s asking freezes it, the other’s opens it again', async () => {
    const { us, drc } = four;
    const dialog = await ask(drc, MEETING, 'Ask to reopen…');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('New instructions.');
    await answer(dialog, 'Ask to reopen');
    await status(MEETING, 'Frozen');
    const before = await together(everybody, '17');
    expect(await tryToWrite(drc, 'of the two')).toBe(before);
    await answer(await ask(us, MEETING, 'Ask to reopen…'), 'Ask to reopen');
    await status(MEETING, 'Clean');
    await history(
      'The DRC asked to reopen Article 2.',
      'The US asked to reopen Article 2.',
      'Article 2 is open again.',
    );
    await drc.text('17').clickAt('another date');
    await drc.page.keyboard.type(' and place');
    expect(await together(everybody, '17')).toContain('another date [DRC: and place] without delay');
  });
});

describe('another article', () => {
  it('is initialled by one and declined by the other, with a reason', async () => {
    const { us, drc } = four;
    await answer(await ask(us, REFINING, 'Accept DRC rev. 1…'), 'Accept revision 1');
    await status(REFINING, 'Clean');
    await answer(await ask(drc, REFINING, 'Initial…'), 'Initial this text');
    await status(REFINING, 'initialled by the DRC');
    const dialog = await ask(us, REFINING, 'Decline…');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The share is too high.');
    await answer(dialog, 'Decline');
    await status(REFINING, 'Clean');
    await history('The US declined to initial Article 1.');
    await four.observer.page.getByText('The share is too high.').first().waitFor();
  });

  it('is reserved, which everybody sees, and the reserve is lifted', async () => {
    const { us } = four;
    const dialog = await ask(us, REFINING, 'Reserve…');
    await dialog.getByRole('textbox', { name: /^Reason/ }).fill('Awaiting instructions.');
    await answer(dialog, 'Reserve our position');
    await status(REFINING, 'The US reserves its position: Awaiting instructions.');
    await answer(await ask(us, REFINING, 'Lift the reserve…'), 'Lift the reserve');
    await history(
      'The US reserved the delegation’s position in Article 1.',
      'The US lifted the reserve in Article 1.',
    );
    expect(await four.drc.article(REFINING).locator('.reserve').count()).toBe(0);
  });
});

it('the head hands over to a member, and both see at once what is theirs to do', async () => {
  const { drc, member } = four;
  const acts = (person: Person) => person.article(REFINING).getByRole('button', { name: 'Reserve…' });
  await acts(drc).waitFor();
  expect(await acts(member).count()).toBe(0);
  await drc.button(/^DRC Head/).click();
  await drc.button('Joseph Ilunga, More').click();
  await drc.page.getByRole('menuitem', { name: 'Hand over as head…' }).click();
  const dialog = drc.dialog('Hand over to Joseph Ilunga?');
  await dialog.getByRole('button', { name: 'Hand over' }).click();
  await acts(member).waitFor();
  await acts(drc).waitFor({ state: 'hidden' });
  await drc.article(REFINING).getByText('Only your head of delegation').waitFor();
  await member.article(REFINING).locator('.mode').getByText('at the table', { exact: true }).waitFor();
  await drc.article(REFINING).locator('.mode').getByText('drafting privately').waitFor();
  await history('The head of the delegation of the DRC handed over to a deputy.');
});

describe('what is not allowed', () => {
  it('stays within reach and says why', async () => {
    const { us } = four;
    const initial = us.article(MEETING).getByRole('button', { name: 'Initial…' });
    expect(await initial.getAttribute('aria-disabled')).toBe('true');
    await initial.focus();
    await us.keys('Shift+Tab', 'Tab');
    const tip = us.page.getByRole('tooltip');
    await tip.waitFor();
    expect(await wordsOf(tip)).toMatch(/\bclean\b/);
    await initial.click({ force: true });
    expect(await us.dialog().count()).toBe(0);
  });

  it('a member and an observer are told whose acts these are', async () => {
    const { drc, observer } = four;
    await drc
      .article(MEETING)
      .getByText('Only your head of delegation tables, accepts and initials.')
      .waitFor();
    expect(
      await observer
        .article(MEETING)
        .getByRole('group', { name: /^Moves/ })
        .count(),
    ).toBe(0);
  });

  it('nobody’s page and not the server had anything to complain of', () => {
    expect(stage.complaints).toEqual([]);
  });
});
