// Cut off and back again: what was typed meanwhile is sent in order after a short break, becomes a draft after a long one, and
// is never lost; the page says how much is not yet safe, and asks before it closes on that.
import type { Dialog } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { DRC_HEAD, OBSERVER, US_HEAD, setStage, together, wordsOf } from '../support/stage.ts';
import type { Person, Stage } from '../support/stage.ts';
import { Wire } from '../support/wire.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const ARTICLE = '17';
let stage: Stage;
let drc: Person;
let us: Person;
let observer: Person;
const wire = new Wire();

beforeAll(async () => {
  stage = await setStage({ articles: [ARTICLE] });
  const before: Parameters<Stage['sit']>[1] = {
    before: async (page) => {
      await page.clock.install();
      await wire.lay(page);
    },
  };
  [drc, us, observer] = await Promise.all([
    stage.sit(DRC_HEAD, before),
    stage.sit(US_HEAD),
    stage.sit(OBSERVER),
  ]);
});
afterEach(({ task }) => stage.pictureOf(task));
afterAll(() => stage?.close());

const text = (person: Person) => person.text(ARTICLE);
const draft = (person: Person) => person.page.getByRole('region', { name: 'Your draft of Article 1' });
const connection = (person: Person, words: RegExp): Promise<void> =>
  person.page.locator('.bar .connection-words').getByText(words).waitFor();

it('what is typed during a short break shows at once, is counted, and is sent in order', async () => {
  await text(drc).clickAt('no full powers');
  await wire.cut();
  await connection(drc, /^Offline since/);
  await drc.page.keyboard.type(' at all');
  await text(drc).doubleClick('receipt');
  await drc.page.keyboard.type('sight');
  expect(await text(drc).read()).toContain('of [US: receipt][DRC: sight] of the letter');
  await connection(drc, /^Offline since \S+ · \d+ changes not yet safe$/);
  await text(us).clickAt('in the meantime');
  await us.page.keyboard.type(' nevertheless');
  await us.isSafe();
  expect(await text(us).read()).not.toContain('at all');
  wire.mend();
  const read = await together([drc, us, observer], ARTICLE);
  expect(read).toContain('no full powers [DRC: at all].');
  expect(read).toContain('of [US: receipt][DRC: sight] of the letter');
  expect(read).toContain('in the meantime [US: nevertheless].');
  expect(await draft(drc).count()).toBe(0);
});

it('the server goes away and comes back, and nobody has to do anything', async () => {
  await text(us).clickAt('Neither that letter');
  await stage.stop();
  await Promise.all([connection(drc, /^Offline since/), connection(us, /^Offline since/)]);
  await us.page.keyboard.type(' as such');
  await connection(us, /not yet safe$/);
  await stage.restart();
  const read = await together([drc, us, observer], ARTICLE);
  expect(read).toContain('Neither that letter [US: as such] nor the meeting');
});

it('the page asks before it closes on what is not yet safe, and only then', async () => {
  const asked: string[] = [];
  const answer = (dialog: Dialog): void => {
    asked.push(dialog.type());
    void dialog.dismiss();
  };
  drc.page.on('dialog', answer);
  await text(drc).clickAt('another date');
  await wire.cut();
  await connection(drc, /^Offline since/);
  await drc.page.keyboard.type(' soon');
  await connection(drc, /not yet safe$/);
  await drc.page.close({ runBeforeUnload: true });
  await vi.waitFor(() => expect(asked).toEqual(['beforeunload']));
  expect(drc.page.isClosed()).toBe(false);
  wire.mend();
  await together([drc, us, observer], ARTICLE);
  drc.page.off('dialog', answer);
});

it('after more than 30 seconds nothing stale is tabled unasked: it is offered as a draft', async () => {
  await text(drc).clickAt('a joint statement');
  await wire.cut();
  await connection(drc, /^Offline since/);
  await drc.page.keyboard.type(' and a press release');
  await drc.page.clock.fastForward(31_000);
  wire.mend();
  await draft(drc).waitFor();
  const notices = drc.page.getByRole('region', { name: 'Notices' });
  await notices
    .getByText(
      'The line was cut for too long to table what you typed unasked. It is kept as a draft, in the article.',
    )
    .waitFor();
  expect(await wordsOf(draft(drc))).toContain('This did not reach the table; it is kept for you.');
  expect(
    await draft(drc)
      .getByRole('textbox', { name: /English text/ })
      .inputValue(),
  ).toContain('a joint statement and a press release in English');
  const read = await together([drc, us, observer], ARTICLE);
  expect(read).not.toContain('press release');
  await notices.getByRole('button', { name: 'Put this notice away' }).click();
  await draft(drc).getByRole('button', { name: 'Table this draft…' }).click();
  expect(await drc.dialog().locator('ins').allInnerTexts()).toEqual(['and a press release ']);
  await drc.dialog().getByRole('button', { name: 'Table it' }).click();
  await draft(drc).waitFor({ state: 'hidden' });
  expect(await together([drc, us, observer], ARTICLE)).toContain('[DRC: and a press release]');
});

it('a page that is closed on unsafe words has kept them for the next', async () => {
  await text(drc).clickAt('confers no full powers');
  await wire.cut();
  await connection(drc, /^Offline since/);
  await drc.page.keyboard.type(' whatsoever');
  await connection(drc, /not yet safe$/);
  drc.page.once('dialog', (dialog) => void dialog.accept());
  wire.mend();
  await drc.page.reload();
  await draft(drc).waitFor();
  expect(
    await draft(drc)
      .getByRole('textbox', { name: /English text/ })
      .inputValue(),
  ).toContain('whatsoever');
  expect(await text(us).read()).not.toContain('whatsoever');
  await draft(drc).getByRole('button', { name: 'Discard' }).click();
  await draft(drc).waitFor({ state: 'hidden' });
});

it('nobody’s page complained of anything but the line', () => {
  const line = /WebSocket connection to|ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED/;
  expect(stage.complaints.filter((each) => !line.test(each))).toEqual([]);
});
