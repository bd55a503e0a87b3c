// Both delegations at one sentence, with real keys in real pages: whatever hands do, everybody ends with the same text, and
// the brackets say whose words are whose.
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { eventually, setStage, together } from '../support/stage.ts';
import type { Four, Person, Stage } from '../support/stage.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const ARTICLE = '17';
let stage: Stage;
let four: Four;
let everybody: readonly Person[];

beforeAll(async () => {
  stage = await setStage({ articles: ['16', ARTICLE, '18'] });
  four = await stage.sitFour();
  everybody = [four.drc, four.us, four.member, four.observer];
  const article = four.member.article('Meeting of the Presidents');
  await article.getByRole('button', { name: 'Write at the table' }).click();
});
afterEach(({ task }) => stage.pictureOf(task));
afterAll(() => stage?.close());

const text = (person: Person) => person.text(ARTICLE);
const settled = (): Promise<string> => together(everybody, ARTICLE);

/** Each types a letter, then each the next: as hands do that write at the same time. */
const typeAtOnce = async (...hands: readonly (readonly [Person, string])[]): Promise<void> => {
  const longest = Math.max(...hands.map(([, words]) => words.length));
  for (let i = 0; i < longest; i += 1)
    await Promise.all(
      hands.map(([person, words]) =>
        i < words.length ? person.page.keyboard.type(words.charAt(i)) : undefined,
      ),
    );
};

it('both delegations type into the same sentence, two of them at the very same place', async () => {
  const { drc, us, member } = four;
  await text(drc).clickAt('confers');
  await text(us).clickAt('confers');
  await text(member).clickAt('3. The letter');
  await typeAtOnce([drc, ' for now'], [us, ' of itself'], [member, ' of today']);
  const read = await settled();
  expect(read).toMatch(
    /3\. The letter \[DRC: of today\] referred to in paragraph 1 confers (\[DRC: for now\] \[US: of itself\]|\[US: of itself\] \[DRC: for now\]) no full powers\./,
  );
  const { positions } = (await stage.clause(ARTICLE)).text.en;
  expect(positions.drc).toContain(
    'The letter of today referred to in paragraph 1 confers for now no full powers.',
  );
  expect(positions.us).toContain('The letter referred to in paragraph 1 confers of itself no full powers.');
});

it('words of a colleague that nobody else includes go for good', async () => {
  const { drc } = four;
  await text(drc).select(' of today');
  await drc.keys('Backspace');
  expect(await settled()).toContain('3. The letter referred to in paragraph 1');
});

it('deleting common words brackets them, and the caret moves on in the direction of the key', async () => {
  const { us, drc } = four;
  await text(us).clickAt('no full powers');
  await us.keys(...Array<string>(6).fill('Backspace'));
  await us.page.keyboard.type('authority');
  expect(await settled()).toContain('no full [US: authority][DRC: powers].');
  await text(drc).clickAt('Neither that letter', 'before');
  await drc.keys(...Array<string>(7).fill('Delete'));
  await drc.page.keyboard.type('Not');
  expect(await settled()).toContain('. [US: Neither][DRC: Not] that letter nor the meeting');
});

it('keys step over words that only the other side includes', async () => {
  const { us } = four;
  const before = (await stage.clause(ARTICLE)).text.en.positions;
  await text(us).clickAt('Parties shall');
  await us.keys(...Array<string>(5).fill('Backspace'));
  await us.page.keyboard.type('may or ');
  expect(await settled()).toContain('two Parties [US: may or] [DRC: shall][US: should] meet within');
  const { positions } = (await stage.clause(ARTICLE)).text.en;
  expect(positions.drc).toBe(before.drc);
  expect(positions.us).toBe(before.us.replace('should meet', 'may or should meet'));
});

it('undo and redo are one stack over words and brackets', async () => {
  const { us } = four;
  const before = await settled();
  await text(us).doubleClick('receipt');
  await us.page.keyboard.type('delivery');
  await settled();
  await us.page.keyboard.type(' by hand');
  const after = await settled();
  expect(after).toContain('of [DRC: receipt][US: delivery by hand] of the letter that opened');
  const history = async (key: string, end: string): Promise<void> => {
    for (let i = 0; i < 6 && (await text(us).read()) !== end; i += 1) await us.keys(key);
    expect(await settled()).toBe(end);
  };
  await history('Control+z', before);
  await history('Control+y', after);
  await history('Control+z', before);
});

it('a double-click and a selection are replaced by what is typed', async () => {
  const { us, drc } = four;
  await text(us).doubleClick('receipt');
  await us.page.keyboard.type('delivery');
  await settled();
  await text(drc).select('make public a joint statement');
  await drc.page.keyboard.type('issue a communiqué');
  const read = await settled();
  expect(read).toContain('of [DRC: receipt][US: delivery] of the letter');
  expect(read).toContain('and shall [US: make public a joint statement][DRC: issue a communiqué] in English');
});

it('words are copied, cut and pasted', async () => {
  const { us, drc } = four;
  await text(us).select('without delay');
  await us.keys('Control+x');
  await text(us).clickAt('in the meantime');
  await us.keys('Space', 'Control+v');
  await settled();
  await text(drc).select('another date');
  await drc.keys('Control+c');
  await text(drc).doubleClick('work');
  await drc.keys('Control+v');
  const read = await settled();
  expect(read).toContain('another date [DRC: without delay], and');
  expect(read).toContain('in the meantime [US: without delay].');
  expect(read).toContain('and the [US: work][DRC: another date] of the delegations');
});

it('an input method composes a word while the other side types in the same sentence', async () => {
  const { us, drc } = four;
  await text(us).clickAt('binds', 'before');
  await text(drc).clickAt('this Agreement');
  const hands = await us.context.newCDPSession(us.page);
  for (const composed of ['n', 'ni', 'niho', 'にほ', '日本']) {
    await hands.send('Input.imeSetComposition', {
      text: composed,
      selectionStart: composed.length,
      selectionEnd: composed.length,
    });
    await drc.page.keyboard.type('s');
  }
  await hands.send('Input.insertText', { text: '日本' });
  await us.page.keyboard.type(' ');
  const read = await settled();
  expect(read).toContain('nor the meeting [US: 日本] binds the Parties');
  expect(read).toContain('as this Agreement[DRC: sssss] provides');
});

it('an input method that composes over common words brackets them', async () => {
  const { us } = four;
  await text(us).doubleClick('Presidents');
  const hands = await us.context.newCDPSession(us.page);
  await hands.send('Input.imeSetComposition', { text: 'Che', selectionStart: 3, selectionEnd: 3 });
  await hands.send('Input.imeSetComposition', { text: 'Chefs', selectionStart: 5, selectionEnd: 5 });
  await hands.send('Input.insertText', { text: 'Chefs' });
  expect(await settled()).toMatch(
    /1\. The (\[DRC: Presidents\]\[US: Chefs\]|\[US: Chefs\]\[DRC: Presidents\]) of the two Parties/,
  );
});

it('one’s own line stays where it is on the screen while the other side writes above it', async () => {
  const { us, drc } = four;
  await text(us).clickAt('If the meeting');
  const top = (): Promise<number | null> => text(us).caretTop();
  const before = await eventually('the caret', top, (at) => at !== null);
  const line = await us.page.evaluate(() => document.body.scrollHeight);
  const moved: number[] = [];
  const written =
    ' as the two Parties have understood it between themselves, without prejudice to what either may say elsewhere';
  await text(drc).clickAt('paragraph 1');
  for (const words of [written.slice(0, 60), written.slice(60)]) {
    await drc.page.keyboard.type(words);
    await text(us).reads(words.trim());
    moved.push(Math.abs(((await top()) ?? NaN) - (before ?? NaN)));
  }
  expect(await us.page.evaluate(() => document.body.scrollHeight)).toBeGreaterThan(line + 20);
  await settled();
  await text(drc).select(written);
  await drc.keys('Delete');
  await text(us).readsNot('prejudice');
  moved.push(Math.abs(((await top()) ?? NaN) - (before ?? NaN)));
  expect(Math.max(...moved)).toBeLessThan(2);
  await us.page.keyboard.type(' really');
  expect(await settled()).toContain('If the meeting [US: really] cannot be held');
});

it('nothing else on the page moves while one types', async () => {
  const { drc } = four;
  await text(drc).clickAt('another date');
  await drc.page.evaluate(() => {
    const heights = new Set<number>();
    Object.assign(window, { heights });
    const watch = new ResizeObserver(([entry]) => heights.add(entry?.contentRect.height ?? 0));
    const bar = document.querySelector('.bar');
    if (bar !== null) watch.observe(bar);
  });
  await drc.page.keyboard.type('abc');
  await settled();
  await drc.keys('Backspace', 'Backspace', 'Backspace');
  await settled();
  const heights = await drc.page.evaluate(() => [
    ...((window as Window & { heights?: Set<number> }).heights ?? []),
  ]);
  expect(heights, 'of the bar').toHaveLength(1);
});

it('nobody’s page and not the server had anything to complain of', () => {
  expect(stage.complaints).toEqual([]);
});
