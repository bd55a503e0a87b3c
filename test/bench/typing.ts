// From key press to painted letter, on the whole board in two languages side by side, in Chromium with tracing.
// What is measured is the main thread's part: from the key's arrival to the end of the first paint after the change.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { startServer } from '../support/server.ts';

const KEYS = 400;
const WARM = 40;
const PAUSE_MS = 45;

type TraceEvent = { name: string; ph: string; ts: number; dur?: number; tid: number; pid: number; args?: { data?: { type?: string } } };

export type TypingLatency = { keys: number; median: number; p95: number; max: number };

const quantile = (sorted: readonly number[], q: number): number => sorted[Math.floor(q * (sorted.length - 1))] ?? NaN;

/** Each key's time from its `keypress` dispatch beginning to the end of the next `Paint`, in milliseconds. */
export const latenciesIn = (events: readonly TraceEvent[]): number[] => {
  const ordered = events.toSorted((a, b) => a.ts - b.ts);
  const presses = ordered.filter((event) => event.name === 'EventDispatch' && event.args?.data?.type === 'keydown');
  const commits = ordered.filter((event) => event.name === 'Commit' && event.dur !== undefined);
  return presses.flatMap((press) => {
    const paint = commits.find(({ ts, dur, tid, pid }) => pid === press.pid && tid === press.tid && ts + (dur ?? 0) > press.ts + (press.dur ?? 0));
    return paint === undefined ? [] : [(paint.ts + (paint.dur ?? 0) - press.ts) / 1000];
  });
};

const typeInto = async (page: Page, keys: number): Promise<void> => {
  const words = 'the parties shall cooperate in good faith ';
  for (let i = 0; i < keys; i++) {
    await page.keyboard.press(words[i % words.length] === ' ' ? 'Space' : (words[i % words.length] ?? 'a'));
    await page.waitForTimeout(PAUSE_MS);
  }
};

export const benchTyping = async (): Promise<TypingLatency> => {
  const data = mkdtempSync(join(tmpdir(), 'paraph-bench-'));
  const server = await startServer({ data });
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(server.origin);
    await page.evaluate(async () => {
      const body = JSON.stringify({ name: 'Bench', party: 'us', role: 'head' });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('/api/boards/drc-us/join', { method: 'POST', headers, body });
      sessionStorage.setItem('seat:drc-us', (await answer.json()).seat.id);
      localStorage.setItem('text-language', 'both');
    });
    await page.goto(`${server.origin}/b/drc-us`);
    const editor = page.locator('[data-root="text:5:en"] .cm-content, .cm-content[data-root="text:5:en"]').first();
    await editor.scrollIntoViewIfNeeded();
    await editor.click();
    await typeInto(page, WARM);
    await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] });
    await typeInto(page, KEYS);
    const trace: { traceEvents: TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString());
    const sorted = latenciesIn(trace.traceEvents).toSorted((a, b) => a - b);
    if (sorted.length < KEYS * 0.9) throw new Error(`only ${sorted.length} of ${KEYS} keys were seen to paint`);
    const result = { keys: sorted.length, median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), max: sorted.at(-1) ?? NaN };
    const editors = await page.locator('.cm-content').count();
    console.log(
      `key press to painted letter, ${editors} editors, ${result.keys} keys: median ${result.median.toFixed(1)} ms, p95 ${result.p95.toFixed(1)} ms, max ${result.max.toFixed(1)} ms`,
    );
    return result;
  } finally {
    await browser.close();
    await server.close();
    rmSync(data, { recursive: true, force: true });
  }
};
