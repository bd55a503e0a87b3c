// From key press to painted letter, on the whole board in two languages side by side, in Chromium with tracing.
//
// What is measured is the main thread's part: from the moment at which the browser has the key (the event's own time) to the
// end of the first `Commit` after the `input` event, which hands the frame with the letter in it to the compositor. In
// between lies everything that this program makes a person wait for: whatever else the page was busy with when the key came,
// the editor, the document, React, and the browser's own style, layout and paint. Not in it are the wait for the display's
// next beat and the compositor's drawing, which no page can change; so that the wait does not hide in the figure, frames
// follow one another as fast as they can (--disable-frame-rate-limit) instead of at a display's pace. Beside it stands
// how long the main thread was at work in that time: on a machine that has other things to do the two come apart, and the
// second is what this program has to answer for.
import type { Page } from 'playwright-core';
import { setStage, US_HEAD } from '../support/stage.ts';

const KEYS = 300;
const WARM = 40;
/** Between two keys: a quick hand. */
const PAUSE_MS = 45;
const ARTICLES = 18;
const WORDS = 'the parties shall cooperate in good faith ';
const FLAGS = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];

type TraceEvent = {
  name: string;
  /** Microseconds. */
  ts: number;
  dur?: number;
  /** Of that, how long the thread had a processor. */
  tdur?: number;
  tid: number;
  pid: number;
  args?: { data?: { type?: string } };
};

export type Spread = { median: number; p95: number; max: number };
/** Milliseconds a key: on the clock, and of the main thread's work. */
export type TypingLatency = { keys: number; clock: Spread; work: Spread };

const spreadOf = (values: readonly number[]): Spread => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95), max: at(1) };
};

const endOf = ({ ts, dur = 0 }: TraceEvent): number => ts + dur;

type Key = { clock: number; work: number };

/**
 * Each key's milliseconds from its dispatch to the end of the commit that shows its letter.
 * @throws where a key has no such commit, since then nothing was measured
 */
export const keysIn = (events: readonly TraceEvent[]): Key[] => {
  const ordered = events.toSorted((a, b) => a.ts - b.ts);
  const typed = (type: string) => (event: TraceEvent) =>
    event.name === 'EventDispatch' && event.args?.data?.type === type;
  const [presses, inputs] = [ordered.filter(typed('keydown')), ordered.filter(typed('input'))];
  return presses.map((press, i) => {
    const ofPage = (name: string) => (event: TraceEvent) =>
      event.name === name && event.dur !== undefined && event.pid === press.pid && event.tid === press.tid;
    const input = inputs.find(({ ts }) => ts >= press.ts && ts < (presses[i + 1]?.ts ?? Infinity));
    const shown = ordered.filter(ofPage('Commit')).find(({ ts }) => input !== undefined && ts >= input.ts);
    if (shown === undefined) throw new Error(`the letter of key ${i} was not seen to be painted`);
    const end = endOf(shown);
    const tasks = ordered.filter(ofPage('RunTask')).filter((task) => task.ts < end && endOf(task) > press.ts);
    const work = tasks.reduce((sum, { tdur, dur = 0 }) => sum + (tdur ?? dur), 0);
    return { clock: (end - press.ts) / 1000, work: work / 1000 };
  });
};

/** From now on notes how long each key waits before the page gets it. */
const noteWaits = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const waits: number[] = [];
    Object.assign(window, { waits });
    window.addEventListener('keydown', (event) => waits.push(performance.now() - event.timeStamp), {
      capture: true,
    });
  });

const typeInto = async (page: Page, keys: number): Promise<void> => {
  for (let i = 0; i < keys; i += 1) {
    await page.keyboard.press(WORDS.charAt(i % WORDS.length).replace(' ', 'Space'));
    await page.waitForTimeout(PAUSE_MS);
  }
};

/** Measures, prints and returns it. */
export const benchTyping = async (): Promise<TypingLatency> => {
  const stage = await setStage({ articles: ARTICLES, flags: FLAGS });
  try {
    const head = await stage.sit(US_HEAD, {
      text: 'both',
      context: { viewport: { width: 1440, height: 900 }, reducedMotion: 'no-preference' },
    });
    const { page } = head;
    const editors = page.locator('.cm-content');
    await page.waitForFunction(
      (count) => document.querySelectorAll('.cm-content').length === count,
      2 * ARTICLES,
    );
    await head.text('5').clickAt('expressed as contained metal');
    await typeInto(page, WARM);
    await noteWaits(page);
    await stage.browser.startTracing(page, { categories: CATEGORIES });
    await typeInto(page, KEYS);
    const trace: { traceEvents: TraceEvent[] } = JSON.parse((await stage.browser.stopTracing()).toString());
    const waits = await page.evaluate(() => (window as Window & { waits?: number[] }).waits ?? []);
    const keys = keysIn(trace.traceEvents);
    if (keys.length !== KEYS || waits.length !== KEYS)
      throw new Error(`${keys.length} of ${KEYS} keys were traced`);
    const latency: TypingLatency = {
      keys: KEYS,
      clock: spreadOf(keys.map(({ clock }, i) => clock + (waits[i] ?? 0))),
      work: spreadOf(keys.map(({ work }) => work)),
    };
    const said = ({ median, p95, max }: Spread): string =>
      `median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, max ${max.toFixed(1)} ms`;
    console.log(
      `key press to painted letter (${ARTICLES} articles, ${await editors.count()} editors, ${KEYS} keys): ` +
        `${said(latency.clock)}; of that the main thread's work: ${said(latency.work)}`,
    );
    return latency;
  } finally {
    await stage.close();
  }
};
