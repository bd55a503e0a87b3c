// A member works in private until the draft is tabled: nobody else sees a word of it, and tabling shows first what it changes.
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { setStage, together, wordsOf } from '../support/stage.ts';
import type { Four, Person, Stage } from '../support/stage.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const MEETING = 'Meeting of the Presidents';
let stage: Stage;
let four: Four;
let everybody: readonly Person[];

beforeAll(async () => {
  stage = await setStage({ articles: ['17'] });
  four = await stage.sitFour();
  everybody = [four.drc, four.us, four.member, four.observer];
});
afterEach(({ task }) => stage.pictureOf(task));
afterAll(() => stage?.close());

const sheet = (person: Person) => person.page.getByRole('region', { name: 'Your draft of Article 1' });
const page = (person: Person) =>
  sheet(person).getByRole('textbox', { name: 'Draft of Article 1, English text' });
/** As a hand does: to the end of some words of the draft, and on from there. */
const write = async (person: Person, after: string, words: string): Promise<void> => {
  await page(person).focus();
  await page(person).evaluate((area, place) => {
    if (!(area instanceof HTMLTextAreaElement)) return;
    const at = area.value.indexOf(place) + place.length;
    area.setSelectionRange(at, at);
  }, after);
  await person.page.keyboard.type(words);
};

it('a member starts in a draft, which the article says; a head at the table', async () => {
  const { member, drc } = four;
  await member.article(MEETING).getByText('drafting privately').waitFor();
  await drc.article(MEETING).getByText('at the table', { exact: true }).waitFor();
  await member.text('17').clickAt('no full powers');
  const before = await member.text('17').read();
  await member.page.keyboard.type('XYZ');
  expect(await together(everybody, '17')).toBe(before);
});

it('nobody else sees what is drafted', async () => {
  const { member, drc, us, observer } = four;
  await member.article(MEETING).getByRole('button', { name: 'Begin a draft' }).click();
  expect(await page(member).inputValue()).toContain('The Presidents of the two Parties shall meet within');
  expect(await wordsOf(sheet(member))).toContain('Only you see this until you table it.');
  await write(member, 'no full powers', ' of any kind');
  await write(member, 'opened', ' all of');
  await page(member).evaluate((area) => {
    if (area instanceof HTMLTextAreaElement)
      area.setSelectionRange(
        area.value.indexOf(' in English'),
        area.value.indexOf('.', area.value.indexOf(' in English')),
      );
  });
  await member.keys('Delete');
  await sheet(member).getByText('It differs from your position in 9 words.').waitFor();
  expect(await together(everybody, '17')).not.toMatch(/of any kind|all of/);
  for (const person of [drc, us, observer]) {
    expect(await person.page.getByRole('region', { name: /^Your draft/ }).count()).toBe(0);
    expect(await wordsOf(person.page.locator('body'))).not.toContain('of any kind');
  }
});

it('tabling shows first what it changes, and then does just that', async () => {
  const { member } = four;
  await sheet(member).getByRole('button', { name: 'Table this draft…' }).click();
  const dialog = member.dialog('Table your draft of Article 1');
  const words = async (tag: string): Promise<string[]> =>
    (await dialog.locator(tag).allInnerTexts()).map((each) => each.trim());
  expect(await words('ins')).toEqual(['all of', 'of any kind']);
  expect(await words('del')).toEqual(['in English and French']);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await together(everybody, '17')).not.toContain('of any kind');
  await sheet(member).getByRole('button', { name: 'Table this draft…' }).click();
  await dialog.getByRole('button', { name: 'Table it' }).click();
  await sheet(member).waitFor({ state: 'hidden' });
  const read = await together(everybody, '17');
  expect(read).toContain('no full powers [DRC: of any kind].');
  expect(read).toContain('the letter that opened [DRC: all of] this negotiation');
  expect(read).toMatch(/a joint statement \[US: in English and French\]\s?\./);
});

it('a draft that is discarded is gone, and the table is as it was', async () => {
  const { member } = four;
  const before = await together(everybody, '17');
  await member.article(MEETING).getByRole('button', { name: 'Begin a draft' }).click();
  await write(member, 'At that meeting', ', or thereafter');
  await sheet(member).getByRole('button', { name: 'Discard' }).click();
  await sheet(member).waitFor({ state: 'hidden' });
  expect(await together(everybody, '17')).toBe(before);
  await member.article(MEETING).getByRole('button', { name: 'Begin a draft' }).click();
  expect(await page(member).inputValue()).not.toContain('thereafter');
});

it('a draft outlives its page', async () => {
  const { member } = four;
  await write(member, 'At that meeting', ', at the latest');
  await member.page.reload();
  await sheet(member).waitFor();
  expect(await page(member).inputValue()).toContain('At that meeting, at the latest, they shall adopt');
});

it('who goes to the table writes for both sides to see', async () => {
  const { member } = four;
  await sheet(member).getByRole('button', { name: 'Discard' }).click();
  await member.article(MEETING).getByRole('button', { name: 'Write at the table' }).click();
  await member.article(MEETING).getByText('at the table', { exact: true }).waitFor();
  await member.text('17').clickAt('another date');
  await member.page.keyboard.type(' soon');
  expect(await together(everybody, '17')).toContain('another date [DRC: soon] without delay');
});

it('nobody’s page and not the server had anything to complain of', () => {
  expect(stage.complaints).toEqual([]);
});
