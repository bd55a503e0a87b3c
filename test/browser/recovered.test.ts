// Refused and recovered: two hands at once where only one can have its way. What the table would not take is offered again,
// as a draft or as brackets; one sentence says what happened, and no word is lost.
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import {
  DRC_HEAD,
  DRC_MEMBER,
  OBSERVER,
  US_HEAD,
  eventually,
  setStage,
  together,
  wordsOf,
} from '../support/stage.ts';
import type { Person, Stage } from '../support/stage.ts';
import { Wire } from '../support/wire.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const [MEETING, REFINING] = ['Meeting of the Presidents', 'Local processing and jobs'];
let stage: Stage;
let drc: Person;
let us: Person;
let everybody: Person[];
const wire = new Wire();

beforeAll(async () => {
  stage = await setStage({ articles: ['8', '17'] });
  const [head, other] = await Promise.all([
    stage.sit(DRC_HEAD, { before: (page) => wire.lay(page) }),
    stage.sit(US_HEAD),
  ]);
  [drc, us] = [head, other];
  everybody = [drc, us, ...(await Promise.all([stage.sit(DRC_MEMBER), stage.sit(OBSERVER)]))];
});
afterEach(({ task }) => stage.pictureOf(task));
afterAll(() => stage?.close());

const press = async (person: Person, title: string, name: string, act: string): Promise<void> => {
  await person.article(title).getByRole('button', { name }).click();
  await person.dialog().getByRole('button', { name: act, exact: true }).click();
  await person.dialog().waitFor({ state: 'hidden' });
};
const notices = (person: Person) => person.page.getByRole('region', { name: 'Notices' });
const draft = (person: Person) => person.page.getByRole('region', { name: 'Your draft of Article 2' });

it('words that are on their way while the other head initials come back as a draft', async () => {
  await press(us, MEETING, 'Accept DRC rev. 1…', 'Accept revision 1');
  await drc.article(MEETING).locator('.status').getByText('Clean').waitFor();
  await drc.text('17').clickAt('no full powers');
  wire.hold();
  await drc.page.keyboard.type(' at all');
  await drc.text('17').reads('no full powers [DRC: at all].');
  await press(us, MEETING, 'Initial…', 'Initial this text');
  await drc.article(MEETING).locator('.status').getByText('Held').waitFor();
  wire.release();
  await draft(drc).waitFor();
  expect(
    await draft(drc)
      .getByRole('textbox', { name: /English text/ })
      .inputValue(),
  ).toContain('confers no full powers at all.');
  expect(await wordsOf(notices(drc))).toMatch(
    /initial.*What you typed could not be tabled\. It is kept as a draft, in the article\./is,
  );
  expect(await together(everybody, '17')).not.toContain('at all');
  expect(
    await draft(drc).getByRole('button', { name: 'Table this draft…' }).getAttribute('aria-disabled'),
  ).toBe('true');
});

it('the page goes on at the table in another article', async () => {
  await drc.text('8').clickAt('engineers and technicians');
  await drc.page.keyboard.type(' of both Parties');
  expect(await together(everybody, '8')).toContain('technicians [DRC: of both Parties]');
});

it('the draft is tabled once the text is open again', async () => {
  await press(us, MEETING, 'Withdraw my initials…', 'Withdraw them');
  await drc.article(MEETING).locator('.status').getByText('Clean').waitFor();
  await draft(drc).getByRole('button', { name: 'Table this draft…' }).click();
  await eventually(
    'what tabling changes',
    () => drc.dialog().locator('ins').allInnerTexts(),
    (words) => words.join('').trim() === 'at all',
  );
  await drc.dialog().getByRole('button', { name: 'Table it' }).click();
  await draft(drc).waitFor({ state: 'hidden' });
  expect(await together(everybody, '17')).toContain('no full powers [DRC: at all].');
});

it('words that one deletes while the other side accepts them stay, in brackets', async () => {
  await drc.text('8').select('of both Parties');
  wire.hold();
  await drc.keys('Delete');
  await us.text('8').clickAt('both');
  await us.article(REFINING).getByRole('button', { name: 'Accept these words' }).click();
  await us.text('8').reads('technicians of both Parties and');
  await us.isSafe();
  wire.release();
  expect(await together(everybody, '8')).toMatch(/technicians\s+\[US: of both Parties\]/);
  await notices(drc)
    .getByText('Words that you deleted are still in the text; they now stand in brackets.')
    .waitFor();
});

it('nobody’s page and not the server had anything to complain of', () => {
  expect(stage.complaints).toEqual([]);
});
