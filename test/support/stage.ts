// A table for browser tests: the real server with the built page, a Chromium, and people who sit down in it, each in a
// context of their own. People find things by role and name, and read the text as it stands on the page.
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { findWords, readText } from './page-text.ts';
import type { Stand } from './page-text.ts';
import { copyOfBuiltPage, dataFolder, freePort, removeFolder, startServer } from './server.ts';
import type { TestServer } from './server.ts';

export type Lang = 'en' | 'fr';
export type Who = {
  name: string;
  role: 'head' | 'member' | 'chair' | 'observer';
  party: 'drc' | 'us' | null;
};

export const DRC_HEAD: Who = { name: 'Marie Kabeya', role: 'head', party: 'drc' };
export const DRC_MEMBER: Who = { name: 'Joseph Ilunga', role: 'member', party: 'drc' };
export const US_HEAD: Who = { name: 'Jane Rivers', role: 'head', party: 'us' };
export const OBSERVER: Who = { name: 'Press', role: 'observer', party: null };
export const CHAIR: Who = { name: 'Ana Duarte', role: 'chair', party: null };

const BOARD = 'drc-us';
/** How long anything on a page may take on a busy machine. */
export const PATIENCE_MS = 15_000;

const WORDS = {
  en: {
    name: 'Your name',
    head: 'Head of delegation',
    member: 'Member',
    chair: 'Chair',
    observer: 'Observe',
  },
  fr: { name: 'Votre nom', head: 'Chef', member: 'Membre', chair: 'Présidence', observer: 'Observer' },
} as const;
const LABELS = { en: { drc: 'DRC', us: 'US' }, fr: { drc: 'RDC', us: 'É\\.-U\\.' } } as const;

/** The name of a seat's button in the lobby. */
const seatName = ({ role, party }: Who, language: Lang): RegExp =>
  new RegExp(`^${WORDS[language][role]}.*${party === null ? '' : LABELS[language][party]}`);

const SAFE = '.bar .connection.live[data-unsafe="0"]';

/** Waits until what is read is right, and returns it; says what it was where it never is. */
export const eventually = async <T>(
  what: string,
  read: () => Promise<T>,
  right: (value: T) => boolean,
): Promise<T> => {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await read();
    if (right(value)) return value;
    if (Date.now() > until) throw new Error(`${what}: still ${JSON.stringify(value, null, 1)}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
};

/** What stands there, with every space a plain one. */
export const wordsOf = async (place: Locator): Promise<string> =>
  (await place.innerText()).replaceAll(/[\u00a0\u202f]/g, ' ');

/** One article's text in one language, on one person's page. */
export class PageText {
  readonly person: Person;
  readonly clause: string;
  readonly lang: Lang;

  constructor(person: Person, clause: string, lang: Lang) {
    this.person = person;
    this.clause = clause;
    this.lang = lang;
  }

  get host(): Locator {
    return this.person.page.locator(`.clause-editor[data-clause="${this.clause}"][data-lang="${this.lang}"]`);
  }

  /** The text field; it is there once somebody came near it. */
  get field(): Locator {
    return this.host.getByRole('textbox');
  }

  /** `[DRC: shall][US: may] hold {5,000 t · 20,000 t}`. */
  async read(): Promise<string> {
    return (
      (await this.person.page.evaluate(readText, { clause: this.clause, lang: this.lang })) ??
      '(not on the page)'
    );
  }

  /** Waits until these words stand in what is read. */
  reads(words: string | RegExp): Promise<string> {
    const right = (text: string): boolean =>
      typeof words === 'string' ? text.includes(words) : words.test(text);
    return eventually(`${this.person.who.name} should read “${words}”`, () => this.read(), right);
  }

  readsNot(words: string): Promise<string> {
    const right = (text: string): boolean => !text.includes(words);
    return eventually(`${this.person.who.name} should not read “${words}”`, () => this.read(), right);
  }

  /** Where these words stand in the window, once the page is at rest. */
  async find(words: string): Promise<Stand> {
    await this.field.waitFor({ timeout: PATIENCE_MS });
    const at = { clause: this.clause, lang: this.lang, words };
    const look = (): Promise<Stand | null> => this.person.page.evaluate(findWords, at);
    let before = await look();
    const stand = await eventually(
      `“${words}” should stand still`,
      async () => {
        await this.person.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
        const [last, now] = [before, await look()];
        before = now;
        return { last, now };
      },
      ({ last, now }) => now !== null && JSON.stringify(last) === JSON.stringify(now),
    );
    if (stand.now === null) throw new Error(`“${words}” does not stand in: ${await this.read()}`);
    return stand.now;
  }

  /** Puts the caret at the end of these words, or at their beginning, by a click. */
  async clickAt(words: string, side: 'before' | 'after' = 'after'): Promise<void> {
    const { left, right, first, last } = await this.find(words);
    if (side === 'before') await this.person.page.mouse.click(left + 1, first);
    else await this.person.page.mouse.click(right - 1, last);
  }

  async doubleClick(word: string): Promise<void> {
    const { left, right, first } = await this.find(word);
    await this.person.page.mouse.dblclick((left + right) / 2, first);
  }

  /** Draws the mouse over these words. */
  async select(words: string): Promise<void> {
    const { left, right, first, last } = await this.find(words);
    const { mouse } = this.person.page;
    await mouse.move(left + 1, first);
    await mouse.down();
    await mouse.move((left + right) / 2, (first + last) / 2, { steps: 2 });
    await mouse.move(right - 1, last, { steps: 2 });
    await mouse.up();
    const selected = (): Promise<string> => this.person.selected();
    await eventually('the selection', selected, (text) => text === words);
  }

  /** Where the caret stands on the screen, in pixels from the window's top. */
  caretTop(): Promise<number | null> {
    return this.person.page.evaluate(() => {
      const selection = document.getSelection();
      if (selection === null || selection.rangeCount === 0) return null;
      const range = selection.getRangeAt(0).cloneRange();
      const [rect] = range.getClientRects();
      return rect?.top ?? null;
    });
  }
}

export class Person {
  readonly who: Who;
  readonly page: Page;
  readonly context: BrowserContext;
  readonly language: Lang;
  /** Errors and warnings of the console, failed scripts, and whatever the page's policy forbade. */
  readonly complaints: string[];

  constructor(who: Who, page: Page, language: Lang, complaints: string[]) {
    this.who = who;
    this.page = page;
    this.context = page.context();
    this.language = language;
    this.complaints = complaints;
  }

  text(clause: string, lang: Lang = 'en'): PageText {
    return new PageText(this, clause, lang);
  }

  /** The whole article, by what its heading says. */
  article(title: string): Locator {
    return this.page.getByRole('article', { name: title, exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  dialog(name?: string | RegExp): Locator {
    return this.page.getByRole('dialog', name === undefined ? {} : { name });
  }

  selected(): Promise<string> {
    return this.page.evaluate(() => String(document.getSelection()));
  }

  /** Everything typed here is durable, and everything that was told has arrived. */
  async isSafe(): Promise<void> {
    await this.page.locator(SAFE).waitFor();
  }

  async keys(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }
}

export type SitOptions = {
  language?: Lang;
  /** Which languages of the articles; the interface's own where it is left out. */
  text?: Lang | 'both';
  context?: BrowserContextOptions;
  /** Which page is opened; the lobby where it is left out. */
  at?: string;
  /** Before the page is opened: another clock, a line that can be delayed. */
  before?: (page: Page) => Promise<unknown>;
};

export type Four = Readonly<Record<'drc' | 'us' | 'member' | 'observer', Person>>;

export type StageOptions = {
  /** The ids of the articles that are laid, or how many. */
  articles?: number | readonly string[];
  seats?: 'open' | 'invite';
  /** Of Chromium. */
  flags?: readonly string[];
};

export class Stage {
  readonly browser: Browser;
  readonly #people: Person[] = [];
  readonly #data: string;
  readonly #start: () => Promise<TestServer>;
  #server: TestServer;

  constructor(browser: Browser, server: TestServer, start: () => Promise<TestServer>, data: string) {
    this.browser = browser;
    this.#server = server;
    this.#start = start;
    this.#data = data;
  }

  get origin(): string {
    return this.#server.origin;
  }

  get people(): readonly Person[] {
    return this.#people;
  }

  /** Links for whoever is to chair a board that nobody chairs, where seats are given by invitation. */
  get firstLinks(): TestServer['firstLinks'] {
    return this.#server.firstLinks;
  }

  /** Opens the lobby in a context of its own. */
  async open(who: Who, { language = 'en', text, context, at, before }: SitOptions = {}): Promise<Person> {
    const made = await this.browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: language === 'fr' ? 'fr-FR' : 'en-GB',
      reducedMotion: 'reduce',
      ...context,
    });
    made.setDefaultTimeout(PATIENCE_MS);
    if (text !== undefined)
      await made.addInitScript((choice) => localStorage.setItem('paraph.text', choice), text);
    await made.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`forbidden by the policy: ${violatedDirective} ${blockedURI}`),
      );
    });
    const page = await made.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()))
        complaints.push(`${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await before?.(page);
    await page.goto(at ?? this.origin);
    const person = new Person(who, page, language, complaints);
    this.#people.push(person);
    return person;
  }

  /** Sits down as a person does: a name, one click on a seat. */
  async sit(who: Who, options: SitOptions = {}): Promise<Person> {
    const person = await this.open(who, options);
    const { page, language } = person;
    await page.getByRole('textbox', { name: WORDS[language].name }).fill(who.name);
    await page.getByRole('button', { name: seatName(who, language) }).click();
    await page.getByRole('article').first().waitFor();
    await person.isSafe();
    return person;
  }

  /** Both heads, a member of the DRC and an observer. */
  async sitFour(options: SitOptions = {}): Promise<Four> {
    const [drc, us] = await Promise.all([this.sit(DRC_HEAD, options), this.sit(US_HEAD, options)]);
    const [member, observer] = await Promise.all([
      this.sit(DRC_MEMBER, options),
      this.sit(OBSERVER, options),
    ]);
    return { drc, us, member, observer };
  }

  /** What the server says of an article: both positions, the gap, the status. */
  async clause(id: string): Promise<ServedClause> {
    const answer = await this.#people
      .at(-1)!
      .page.request.get(`${this.origin}/api/boards/${BOARD}/clauses/${id}`);
    if (!answer.ok()) throw new Error(`clause ${id}: ${answer.status()}`);
    return answer.json();
  }

  /** Takes the server away; `restart` brings it back where it was, over the same log. */
  stop(): Promise<void> {
    return this.#server.close();
  }

  async restart(): Promise<void> {
    this.#server = await this.#start();
  }

  async leave(person: Person): Promise<void> {
    this.#people.splice(this.#people.indexOf(person), 1);
    await person.context.close();
  }

  /** What any page or the server had to complain of. */
  get complaints(): string[] {
    return [
      ...this.#people.flatMap(({ who, complaints }) => complaints.map((each) => `${who.name}: ${each}`)),
      ...this.#server.complaints,
    ];
  }

  /** What everybody had before them when a test failed, for whoever has to find out why. */
  async pictureOf({ name, result }: { name: string; result?: { state: string } | undefined }): Promise<void> {
    if (result?.state !== 'fail') return;
    const folder = join(tmpdir(), 'paraph-pictures');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, name.replaceAll(/\W+/g, '-').slice(0, 60));
    await Promise.all(
      this.#people.map(({ page }, i) => page.screenshot({ path: `${file}-${i}.png` }).catch(() => undefined)),
    );
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.#server.close();
    removeFolder(this.#data);
  }
}

export type ServedClause = {
  status: string;
  clean: boolean;
  locked: boolean;
  hash: string | null;
  gap: { brackets: number; figures: number; words: number };
  text: Record<Lang, { positions: { drc: string; us: string }; compilation: string }>;
  revisions: { revision: number; party: string; note: string | null; stands: boolean }[];
};

export const setStage = async ({
  articles = ['17'],
  seats = 'open',
  flags = [],
}: StageOptions = {}): Promise<Stage> => {
  const data = dataFolder();
  const [page, port] = [await copyOfBuiltPage(data), await freePort()];
  const start = (): Promise<TestServer> => startServer({ data, port, page, articles, seats });
  const [server, browser] = await Promise.all([start(), launchChromium(flags)]);
  return new Stage(browser, server, start, data);
};

/** Everybody reads the same, and nothing of anybody's is on its way; returns what they read. */
export const together = async (
  people: readonly Person[],
  clause: string,
  lang: Lang = 'en',
): Promise<string> => {
  await Promise.all(people.map((person) => person.isSafe()));
  const read = (): Promise<string[]> => Promise.all(people.map((person) => person.text(clause, lang).read()));
  const texts = await eventually('the texts on the pages', read, (all) => new Set(all).size === 1);
  return texts[0] ?? '';
};
