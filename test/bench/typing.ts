// From key press to painted letter, on the whole board in two languages side by side, in Chromium with tracing.
//
// What is measured is the main thread's part: from the moment at which the browser has the key (the event's own time) to the
// end of the first `Commit` after the `input` event, which hands the frame with the letter in it to the compositor. In
// between lies everything that this program makes a person wait for: whatever else the page was busy with when the key came,
// the editor, the document, React, and the browser's own style, layout and paint. Not in it are the wait for the display's
// next beat and the compositor's drawing, which no page can change; so that the wait does not hide in the figure, frames
// follow one another as fast as they can (--disable-frame-rate-limit) instead of at a display's pace.
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
  tid: number;
  pid: number;
  args?: { data?: { type?: string } };
};

/** Milliseconds a key. */
export type TypingLatency = { keys: number; median: number; p95: number; max: number };

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.ceil(q * sorted.length) - 1] ?? Number.NaN;

const endOf = ({ ts, dur = 0 }: TraceEvent): number => ts + dur;

/**
 * Each key's milliseconds from its dispatch to the end of the commit that shows its letter.
 * @throws where a key has no such commit, since then nothing was measured
 */
export const latenciesIn = (events: readonly TraceEvent[]): number[] => {
  const ordered = events.toSorted((a, b) => a.ts - b.ts);
  const typed = (type: string) => (event: TraceEvent) =>
    event.name === 'EventDispatch' && event.args?.data?.type === type;
  const [presses, inputs] = [ordered.filter(typed('keydown')), ordered.filter(typed('input'))];
  const commits = ordered.filter(({ name, dur }) => name === 'Commit' && dur !== undefined);
  return presses.map((press, i) => {
    const input = inputs.find(({ ts }) => ts >= press.ts && ts < (presses[i + 1]?.ts ?? Infinity));
    const shown = commits.find(
      (commit) =>
        input !== undefined && commit.pid === press.pid && commit.tid === press.tid && commit.ts >= input.ts,
    );
    if (shown === undefined) throw new Error(`the letter of key ${i} was not seen to be painted`);
    return (endOf(shown) - press.ts) / 1000;
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
    const dispatched = latenciesIn(trace.traceEvents);
    if (dispatched.length !== KEYS || waits.length !== KEYS)
      throw new Error(`${dispatched.length} of ${KEYS} keys were traced`);
    const sorted = dispatched.map((ms, i) => ms + (waits[i] ?? 0)).toSorted((a, b) => a - b);
    const latency = {
      keys: KEYS,
      median: quantile(sorted, 0.5),
      p95: quantile(sorted, 0.95),
      max: quantile(sorted, 1),
    };
    const ms = (value: number): string => `${value.toFixed(1)} ms`;
    console.log(
      `key press to painted letter (${ARTICLES} articles, ${await editors.count()} editors, ${KEYS} keys): ` +
        `median ${ms(latency.median)}, p95 ${ms(latency.p95)}, max ${ms(latency.max)}`,
    );
    return latency;
  } finally {
    await stage.close();
  }
};
