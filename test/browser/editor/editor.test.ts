// The editor in a real browser, by real keys, pointer, clipboard and input methods. Each story begins with a freshly laid
// text, in which the US head writes; what the DRC's editor and an observer see follows.
import { readFileSync } from 'node:fs';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../../support/chromium.ts';
import type { Part } from '../../support/laid-text.ts';
import { servePage } from './served.ts';

const COMMON: Part = ['both', 'The Parties shall hold a stock.'];
const MIXED: readonly Part[] = [
  ['both', 'The Parties '],
  ['us', 'may '],
  ['drc', 'shall '],
  ['both', 'hold a stock.'],
];

let browser: Browser;
let page: Page;
let keys: CDPSession;
let served: Awaited<ReturnType<typeof servePage>>;
const errors: string[] = [];

/** Once all that is on its way has arrived, and is drawn, however busy the machine. */
const settled = async (): Promise<void> => {
  await page.waitForTimeout(60);
  await page.evaluate(() => {
    window.harness.laid?.table.settle();
    return new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  });
};

const start = async (parts: readonly Part[], others = 0): Promise<void> => {
  await page.evaluate(([given, count]) => window.harness.start(given, count), [parts, others] as const);
  await page.waitForSelector('#us .cm-content');
  await page.waitForSelector('#drc .cm-content');
  await settled();
};

/** Selects words in the US editor (or puts the caret behind them) as an editor command would, and focuses it. */
const select = (words: string, behind = false): Promise<void> =>
  page.evaluate(
    ([text, collapse]) => {
      const editor = window.harness.editor('us');
      const from = editor.state.doc.toString().indexOf(text);
      const to = from + text.length;
      editor.dispatch({ selection: collapse ? { anchor: to } : { anchor: from, head: to } });
      editor.focus();
    },
    [words, behind] as const,
  );

const behind = (words: string): Promise<void> => select(words, true);

const seen = async () => {
  await settled();
  return page.evaluate(() => ({
    us: window.harness.position('us'),
    drc: window.harness.position('drc'),
    brackets: window.harness.brackets('us'),
    refusals: window.harness.laid!.table.refusals,
    same: new Set([
      window.harness.editor('us').state.doc.toString(),
      window.harness.editor('drc').state.doc.toString(),
      window.harness.laid!.table.words('a1', 'en'),
    ]).size,
  }));
};

/** Where a word stands on the page. */
const boxOf = (root: string, words: string) =>
  page.evaluate(
    ([selector, text]) => {
      const walker = document.createTreeWalker(document.querySelector(selector)!, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = node.textContent!.indexOf(text);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + text.length);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x, y, width, height };
      }
      throw new Error(`“${text}” is not on the page`);
    },
    [root, words] as const,
  );

beforeAll(async () => {
  served = await servePage();
  browser = await launchChromium();
  const context = await browser.newContext({
    viewport: { width: 1000, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || /Policy|CodeMirror plugin crashed/.test(message.text()))
      errors.push(message.text());
  });
  keys = await context.newCDPSession(page);
  await page.goto(served.url);
  await page.waitForFunction(() => 'harness' in window);
}, 90_000);

beforeEach(() => {
  errors.length = 0;
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const fine = async (expected: { us: string; drc: string; brackets: string[] }): Promise<void> => {
  expect({ ...(await seen()), errors }).toEqual({ ...expected, refusals: [], same: 1, errors: [] });
};

const THE_DRC = 'The Parties shall hold a stock.';

describe('writing', () => {
  it('keys type, and both sides and an observer see it', async () => {
    await start([COMMON]);
    await behind('Parties');
    await page.keyboard.type(' jointly');
    await fine({ us: 'The Parties jointly shall hold a stock.', drc: THE_DRC, brackets: ['us:  jointly'] });
    expect(await page.textContent('#static .bracket')).toBe('jointly');
    expect(await page.textContent('#drc .bracket')).toBe('jointly');
  });

  it('typing over a selection reads [old][new]', async () => {
    await start([COMMON]);
    await select('shall');
    await page.keyboard.type('should');
    await fine({
      us: 'The Parties should hold a stock.',
      drc: THE_DRC,
      brackets: ['drc: shall', 'us: should'],
    });
  });

  it('double-click and type', async () => {
    await start([COMMON]);
    const { x, y, width, height } = await boxOf('#us', 'shall');
    await page.mouse.dblclick(x + width / 2, y + height / 2);
    await page.keyboard.type('may');
    await fine({ us: 'The Parties may hold a stock.', drc: THE_DRC, brackets: ['drc: shall', 'us: may'] });
  });

  it('Backspace, Delete and words of them, over common, own and foreign words', async () => {
    await start(MIXED);
    await behind('may ');
    for (let i = 0; i < 4; i += 1) await page.keyboard.press('Backspace');
    for (let i = 0; i < 6; i += 1) await page.keyboard.press('Delete');
    await page.keyboard.press('Control+Delete');
    await page.keyboard.type('keep');
    await fine({
      us: 'The Parties keep a stock.',
      drc: 'The Parties shall hold a stock.',
      brackets: ['drc: shall hold', 'us: keep'],
    });
  });

  it('Enter makes a paragraph, Backspace joins it again', async () => {
    await start([COMMON]);
    await behind('shall');
    await page.keyboard.press('Enter');
    expect((await seen()).us).toBe('The Parties shall\n hold a stock.');
    await page.keyboard.press('Backspace');
    await fine({ us: THE_DRC, drc: THE_DRC, brackets: [] });
  });

  it('nobody writes in a text that is held, but one walks through it', async () => {
    await start([COMMON]);
    const hash = await page.evaluate(async () => {
      const { table } = window.harness.laid!;
      const outcome = await window.harness.laid!.us.acts.move({
        kind: 'initial',
        clause: 'a1',
        hash: '0'.repeat(64),
      });
      return outcome.ok ? 'ok' : `${outcome.code} ${String(table.refusals.length)}`;
    });
    expect(hash).not.toBe('ok');
    await page.evaluate(() => {
      // As the ledger would have it: this page does not compute fingerprints.
      const { us } = window.harness.laid!;
      const snapshot = us.snapshot();
      const clauses = snapshot.state.clauses.map((clause) => ({
        ...clause,
        phase: { kind: 'held' as const, hash: '', initials: [] },
      }));
      us.snapshot = () => ({ ...snapshot, state: { ...snapshot.state, clauses } });
      us.show(new Map());
    });
    await settled();
    await behind('shall');
    await page.keyboard.type('x');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('ArrowLeft');
    expect(await page.evaluate(() => window.harness.editor('us').state.selection.main.head)).toBe(16);
    expect(await page.getAttribute('#us .cm-content', 'aria-readonly')).toBe('true');
    expect((await seen()).us).toBe(THE_DRC);
  });
});

describe('clipboard and dragging', () => {
  it('cut leaves what is not one’s own to delete, and the clipboard has it; paste cleans', async () => {
    await start([COMMON]);
    await select(' hold');
    await page.keyboard.press('Control+x');
    await behind('stock');
    await page.keyboard.press('Control+v');
    await fine({
      us: 'The Parties shall a stock hold.',
      drc: THE_DRC,
      brackets: ['drc:  hold', 'us:  hold'],
    });
    await page.evaluate(() => navigator.clipboard.writeText(' e\u0301\u202e\r\nx'));
    await page.keyboard.press('Control+v');
    expect((await seen()).us).toBe('The Parties shall a stock hold é\nx.');
  });

  it('cutting without a selection does nothing', async () => {
    await start([COMMON]);
    await behind('shall');
    await page.keyboard.press('Control+x');
    await fine({ us: THE_DRC, drc: THE_DRC, brackets: [] });
  });

  it('what is hidden does not leave by the clipboard', async () => {
    await start([
      ['both', 'The Parties '],
      ['us', 'shall'],
      ['drc', 'shall'],
      ['both', ' hold.'],
    ]);
    await select('Parties shallshall hold');
    await page.keyboard.press('Control+c');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Parties shall hold');
  });

  it('dragging common words brackets them at the source and types them at the target', async () => {
    await start([COMMON]);
    await select(' hold');
    await settled();
    const from = await boxOf('#us', 'hold');
    const to = await boxOf('#us', 'stock');
    await page.mouse.move(from.x + 10, from.y + 10);
    await page.mouse.down();
    // A hand moves little by little, and the browser starts to drag.
    await page.mouse.move(from.x + 18, from.y + 10, { steps: 8 });
    await page.mouse.move(to.x + to.width - 20, to.y + 12, { steps: 4 });
    await page.mouse.move(to.x + to.width, to.y + 12, { steps: 4 });
    await page.mouse.up();
    await fine({
      us: 'The Parties shall a stock hold.',
      drc: THE_DRC,
      brackets: ['drc:  hold', 'us:  hold'],
    });
  });
});

describe('what browsers and input methods write by themselves', () => {
  it('a composition of three keys is one word of one’s own', async () => {
    await start([COMMON]);
    await behind('Parties ');
    for (const text of ['n', 'に', 'にほ', 'にほん'])
      await keys.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    await keys.send('Input.insertText', { text: '日本' });
    await page.keyboard.type(' ');
    await page.waitForTimeout(100);
    await fine({ us: 'The Parties 日本 shall hold a stock.', drc: THE_DRC, brackets: ['us: 日本 '] });
  });

  it('a composition over a selection of common words strikes them first and goes on undisturbed', async () => {
    await start([COMMON]);
    await select('shall');
    for (const text of ['k', 'か', 'かい'])
      await keys.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    await settled();
    expect(await page.evaluate(() => window.harness.editor('us').state.doc.toString())).toBe(
      'The Parties shallかい hold a stock.',
    );
    await keys.send('Input.insertText', { text: '会' });
    await page.waitForTimeout(100);
    await fine({ us: 'The Parties 会 hold a stock.', drc: THE_DRC, brackets: ['drc: shall', 'us: 会'] });
  });

  it('a composition over a selection that crosses paragraphs', async () => {
    await start([['both', 'One.\nTwo.\nThree.']]);
    await select('.\nTwo.\nThr');
    for (const text of ['k', 'か'])
      await keys.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    await keys.send('Input.insertText', { text: '会' });
    await page.waitForTimeout(100);
    await fine({ us: 'One会ee.', drc: 'One.\nTwo.\nThree.', brackets: ['drc: .\nTwo.\nThr', 'us: 会'] });
  });

  it('a composition goes on while the other side types beside it', async () => {
    await start([COMMON]);
    await behind('Parties ');
    await keys.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
    await page.evaluate(() => window.harness.remote('drc', 'The ', 'two '));
    await page.evaluate(() => window.harness.remote('drc', 'stock', ' of tin'));
    await settled();
    // What would disturb the line waits until the word is done.
    expect(await page.evaluate(() => window.harness.editor('us').state.doc.toString())).toBe(
      'The Parties にshall hold a stock.',
    );
    await keys.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
    await keys.send('Input.insertText', { text: '日本 ' });
    await page.waitForTimeout(100);
    await fine({
      us: 'The Parties 日本 shall hold a stock.',
      drc: 'The two Parties shall hold a stock of tin.',
      brackets: ['drc: two ', 'us: 日本 ', 'drc:  of tin'],
    });
  });

  it('a dead key', async () => {
    await start([COMMON]);
    await behind('stock');
    await keys.send('Input.imeSetComposition', { text: '´', selectionStart: 1, selectionEnd: 1 });
    await keys.send('Input.insertText', { text: 'é' });
    await page.waitForTimeout(100);
    await fine({ us: 'The Parties shall hold a stocké.', drc: THE_DRC, brackets: ['us: é'] });
  });

  it('an input method that takes back a word of the other side does not take it', async () => {
    await start(MIXED);
    await behind('shall');
    // As a phone's keyboard does with the word before the caret.
    await keys.send('Input.imeSetComposition', {
      text: 'shal',
      selectionStart: 4,
      selectionEnd: 4,
      replacementStart: 16,
      replacementEnd: 21,
    });
    await settled();
    await keys.send('Input.insertText', { text: '' });
    await page.waitForTimeout(100);
    const { drc, same, refusals } = await seen();
    expect({ drc, same, refusals }).toEqual({
      drc: 'The Parties shall hold a stock.',
      same: 1,
      refusals: [],
    });
  });

  it('a spelling corrected by the browser touches only what differs', async () => {
    await start([['both', 'The Parteis hold.']]);
    await behind('Parteis');
    await page.evaluate(() => {
      const line = document.querySelector('#us .cm-line')!;
      const range = document.createRange();
      range.setStart(line.firstChild!, 4);
      range.setEnd(line.firstChild!, 11);
      const selection = getSelection()!;
      selection.removeAllRanges();
      selection.addRange(range);
      document.execCommand('insertText', false, 'Parties');
    });
    const { us, drc } = await seen();
    expect({ us, drc }).toEqual({ us: 'The Parties hold.', drc: 'The Parteis hold.' });
  });
});

describe('undo', () => {
  it('takes back a replacement whole, and does it again', async () => {
    await start([COMMON]);
    await select('shall');
    await page.keyboard.type('should');
    await settled();
    await page.keyboard.press('Control+z');
    await fine({ us: THE_DRC, drc: THE_DRC, brackets: [] });
    await page.keyboard.press('Control+Shift+Z');
    await fine({
      us: 'The Parties should hold a stock.',
      drc: THE_DRC,
      brackets: ['drc: shall', 'us: should'],
    });
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+y');
    await page.keyboard.press('Control+z');
    await fine({ us: THE_DRC, drc: THE_DRC, brackets: [] });
  });

  it('leaves the other side’s words alone', async () => {
    await start([COMMON]);
    await behind('Parties');
    await page.keyboard.type(' jointly');
    await settled();
    await page.evaluate(() => window.harness.remote('drc', 'joint', 'XX'));
    await settled();
    await page.keyboard.press('Control+z');
    await fine({ us: THE_DRC, drc: 'The PartiesXX shall hold a stock.', brackets: ['drc: XX'] });
  });

  it('a composed word goes at once', async () => {
    await start([COMMON]);
    await behind('Parties ');
    for (const text of ['n', 'に', 'にほん'])
      await keys.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    await keys.send('Input.insertText', { text: '日本' });
    await page.waitForTimeout(100);
    await page.keyboard.press('Control+z');
    await fine({ us: THE_DRC, drc: THE_DRC, brackets: [] });
  });
});

describe('brackets by key and pointer', () => {
  const chosen = () => page.evaluate(() => window.harness.chosen);

  it('Alt and the arrows go from bracket to bracket, Enter chooses, Escape leaves', async () => {
    await start(MIXED);
    await behind('The');
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Alt+ArrowDown');
    expect(await page.textContent('#us .bracket.current')).toBe('shall');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+ArrowUp');
    expect(await page.textContent('#us .bracket.current')).toBe('may');
    await page.keyboard.press('Control+.');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('End');
    await settled();
    expect(await chosen()).toEqual(['shall ', null, 'may ', null]);
    await page.keyboard.press('Alt+ArrowDown');
    expect(await page.evaluate(() => window.harness.left)).toEqual(['next']);
    await fine({ us: 'The Parties may hold a stock.', drc: THE_DRC, brackets: ['us: may ', 'drc: shall '] });
  });

  it('a click on a bracket chooses it, in the editor and in static text', async () => {
    await start(MIXED);
    await page.click('#us [data-party=drc]');
    await page.click('#us .cm-line', { position: { x: 20, y: 10 } });
    await page.click('#static [data-party=us] [role=button]');
    await settled();
    expect(await chosen()).toEqual(['shall ', null, 'may ']);
  });

  it('a key passes what is hidden in one step', async () => {
    await start([
      ['both', 'The Parties '],
      ['us', 'shall'],
      ['drc', 'shall'],
      ['both', ' hold.'],
    ]);
    await behind('Parties shallshall');
    await page.keyboard.press('ArrowLeft');
    expect(await page.evaluate(() => window.harness.editor('us').state.selection.main.head)).toBe(16);
    await behind('Parties shallshall');
    await page.keyboard.press('Backspace');
    await fine({
      us: 'The Parties shal hold.',
      drc: 'The Parties shall hold.',
      brackets: ['us: shal', 'drc: shall'],
    });
  });
});

describe('the page', () => {
  it('my line does not move while the other side types above it, in this text and in another', async () => {
    await start(
      [['both', `${'The Parties hold a stock of tin and cobalt. '.repeat(20)}\nMy line.\nEnd.`]],
      3,
    );
    await page.evaluate(() => {
      document
        .querySelector('main')!
        .append(Object.assign(document.createElement('div'), { className: 'tail' }));
      document.querySelector<HTMLElement>('.tail')!.style.height = '1500px';
    });
    await behind('My line');
    await page.evaluate(() => window.scrollTo(0, 120));
    await page.waitForTimeout(150);
    const top = () =>
      page.evaluate(() => {
        const editor = window.harness.editor('us');
        return editor.coordsAtPos(editor.state.selection.main.head)!.top;
      });
    const before = await top();
    for (let i = 0; i < 3; i += 1)
      await page.evaluate(() =>
        window.harness.remote(
          'drc',
          'The Parties hold',
          ' and keep for the benefit of both of them and of whoever else',
        ),
      );
    await page.waitForTimeout(200);
    expect(Math.abs((await top()) - before)).toBeLessThan(1.5);
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(140);
    expect(errors).toEqual([]);
  });

  it('others’ carets take no room', async () => {
    await start([COMMON]);
    const before = await page.locator('#us .cm-content').boundingBox();
    const wordBefore = await boxOf('#us', 'stock');
    await page.evaluate(() => {
      const { drc } = window.harness.laid!;
      const item = { client: drc.pen, clock: 14 };
      const at = { tname: 'text:a1:en', item, assoc: 0 };
      const presence = {
        seat: 'drc-1',
        party: 'drc',
        role: 'head',
        name: null,
        clause: 'a1',
        lang: 'en',
      } as const;
      window.harness.carets('us', [
        [drc.pen, { ...presence, typing: true, cursor: { anchor: at, head: at } }],
      ]);
    });
    await settled();
    expect(await page.getAttribute('#us .caret-other', 'data-who')).toBe('DRC, head');
    expect(await page.locator('#us .cm-content').boundingBox()).toEqual(before);
    const wordAfter = await boxOf('#us', 'stock');
    expect(Math.abs(wordAfter.x - wordBefore.x)).toBeLessThan(0.6);
    expect(errors).toEqual([]);
  });

  it('one’s own caret is told, with its place in the text, and that it left', async () => {
    await start([COMMON]);
    await behind('Parties');
    await page.keyboard.type('!');
    await settled();
    const told = await page.evaluate(() => window.harness.laid!.us.points.at(-1));
    expect(told).toMatchObject({ clause: 'a1', lang: 'en', typing: true });
    expect(told?.cursor?.head).toMatchObject({ item: { client: expect.any(Number) as number } });
    await page.click('h1');
    await page.waitForTimeout(80);
    expect(await page.evaluate(() => window.harness.laid!.us.points.at(-1))).toBe(null);
  });

  it('static text stands line for line where the editor’s does', async () => {
    await start([
      ['both', `${'The Parties hold a stock of tin. '.repeat(4)}\n`],
      ['drc', 'They release it by joint decision. '.repeat(3)],
      ['us', '\nOr not {years}.\n'],
      ['both', 'End.'],
    ]);
    const tops = (root: string) =>
      page.evaluate((selector) => {
        const lines = [...document.querySelectorAll(`${selector} .cm-line`)];
        const first = lines[0]!.getBoundingClientRect().top;
        return lines.map((line) => Math.round(line.getBoundingClientRect().bottom - first));
      }, root);
    expect(await tops('#static')).toEqual(await tops('#drc'));
  });

  it('axe finds no violation', async () => {
    await start([...MIXED, ['us', '\nfor {years} in all'], ['chair', ' or so']]);
    await page.evaluate(() =>
      window.harness.move('us-1', { kind: 'setTerm', clause: 'a1', term: 'years', value: 5 }),
    );
    await settled();
    await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
    const found = await page.evaluate(async () => {
      const axe = (
        window as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        }
      ).axe;
      const { violations } = await axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
    expect(found).toEqual([]);
  });

  it('every key arrives with 36 long editors on the page', { timeout: 60_000 }, async () => {
    const long: Part[] = [];
    for (let i = 0; i < 12; i += 1)
      long.push(
        ['both', `${'The Parties hold a stock of tin and cobalt. '.repeat(4)}`],
        ['drc', 'shall '],
        ['us', 'may '],
        ['both', '\n'],
      );
    await start(long, 17);
    await page.waitForFunction(() => document.querySelectorAll('.cm-editor').length >= 30, null, {
      timeout: 20_000,
    });
    await behind('cobalt. ');
    await page.keyboard.type('x'.repeat(60));
    await settled();
    expect(await page.evaluate(() => document.activeElement?.textContent ?? '')).toContain('x'.repeat(60));
    expect(errors).toEqual([]);
  });
});
