// The replay of a long log (100,000 rows of real keystrokes and 2,000 moves) in Chromium: how long until it is there, how
// long a leap to any moment takes until it is painted, what the tab weighs, and what goes over the wire.
// `PARAPH_BENCH_DATA=folder` keeps the log there, which takes a minute to make, for the next time.
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { databaseIn } from '../../server/store/sqlite-open.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import { keyframeBytes } from '../../shared/keyframe.ts';
import { BOARD } from '../support/boards.ts';
import { launchChromium } from '../support/chromium.ts';
import { copyOfBuiltPage, startServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';
import { tracedLog } from '../support/traced-log.ts';

const TEXTS = 100_000;
const MOVES = 2000;
const LOADS = 5;
const SEEKS = 80;

const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(q * values.length) - 1] ?? NaN;
/** After so long without an act a browser has thrown away what nobody needs. */
const AT_REST_MS = 40_000;

const mb = (value: number): string => `${value.toFixed(0)} MB`;
const ms = (value: number): string => `${value.toFixed(0)} ms`;

/** Whole or not at all: it is made beside its place. */
const writeLog = async (folder: string): Promise<void> => {
  const making = `${folder}-making`;
  rmSync(making, { recursive: true, force: true });
  await makeLog(making);
  rmSync(folder, { recursive: true, force: true });
  renameSync(making, folder);
};

const makeLog = async (folder: string): Promise<void> => {
  const opened = await openSqliteStore(folder);
  if (!opened.ok) throw new Error(opened.message);
  const { store } = opened;
  console.log(`making a log of ${TEXTS} text rows and ${MOVES} moves…`);
  const { rows, board } = tracedLog(TEXTS, MOVES);
  await store.createBoard(BOARD.id, 'bench-epoch');
  for (let from = 0; from < rows.length; from += 4000) {
    const batch = { board: BOARD.id, expectedSeq: from, rows: rows.slice(from, from + 4000) };
    const done = await store.append([batch]);
    if (!done.ok) throw new Error('the log could not be written');
  }
  await store.saveKeyframe(BOARD.id, { seq: board.seq, hash: board.hash, bytes: keyframeBytes(board.parts) });
  await store.close();
};

/** A seat's token. */
const sitDown = async ({ origin }: TestServer): Promise<string> => {
  const response = await fetch(`${origin}/api/boards/${BOARD.id}/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Bench', party: null, role: 'observer' }),
  });
  const { token }: { token: string } = await response.json();
  return token;
};

/** The bytes of an answer's body as they came, compressed. */
const bytesOf = (address: string, token: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'gzip' };
    get(address, { headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => (response.statusCode === 200 ? resolve(bytes) : reject(new Error(address))));
    }).on('error', reject);
  });

const weighWire = async ({ origin }: TestServer, token: string): Promise<{ bytes: number; rows: number }> => {
  const base = `${origin}/api/boards/${BOARD.id}/log?form=replay`;
  const asked = await fetch(base, { headers: { authorization: `Bearer ${token}` } });
  const { epoch, head, pieceRows }: { epoch: string; head: number; pieceRows: number } = await asked.json();
  let bytes = 0;
  for (let piece = 0; piece * pieceRows < head; piece += 1)
    bytes += await bytesOf(`${base}&epoch=${epoch}&piece=${piece}`, token);
  return { bytes, rows: head };
};

/** In the page: tells when the replay stands there painted. It only looks when something changes: to ask each frame costs frames. */
const noteReady = (): void => {
  const ready = new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error('the replay did not come')), 60_000);
    const watching = new MutationObserver(() => {
      if (document.querySelector('.replay[data-seq] .clause-text') === null) return;
      watching.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => resolve(performance.now()));
        port1.start();
        port2.postMessage(null);
      });
    });
    const attributes = { attributes: true, attributeFilter: ['data-seq'] };
    watching.observe(document, { childList: true, subtree: true, ...attributes });
  });
  Object.assign(window, { replayReady: ready });
};

const openReplay = async (
  context: BrowserContext,
  { origin }: TestServer,
): Promise<{ page: Page; ready: number }> => {
  const page = await context.newPage();
  await page.addInitScript(noteReady);
  await page.goto(`${origin}/b/${BOARD.id}/replay?at=${TEXTS}`, { waitUntil: 'commit' });
  const ready = await page.evaluate(() => Reflect.get(window, 'replayReady') as Promise<number>);
  return { page, ready };
};

type Held = Awaited<ReturnType<BrowserContext['storageState']>>;

/** A browser that has a seat and kept nothing else; the server is not asked for it, so that the board need not be loaded. */
const contextOf = (browser: Browser, held: Held): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 1440, height: 900 }, storageState: held });

/** What a browser keeps that sat down: the seat is in the log's store, and good at every server over it. */
const sitDownOnce = async (browser: Browser, start: () => Promise<TestServer>): Promise<Held> => {
  const server = await start();
  const context = await browser.newContext();
  const data = { name: 'Bench', party: null, role: 'observer' };
  await context.request.post(`${server.origin}/api/boards/${BOARD.id}/join`, { data });
  const held = await context.storageState();
  await context.close();
  await server.close();
  return held;
};

/** In the page: notes how long anything held it up, from here on. */
const noteHolds = (): void => {
  const holds: number[] = [];
  Object.assign(window, { holds });
  const watching = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) holds.push(duration);
  });
  watching.observe({ entryTypes: ['longtask'] });
};

/** In the page: leaps to a row by the timeline's own pointer, and tells how long it took until the new moment was painted. */
const leap = (share: number): Promise<number> =>
  new Promise((resolve) => {
    const track = document.querySelector('.timeline');
    const desk = document.querySelector('.replay');
    if (track === null || desk === null) throw new Error('there is no timeline');
    setTimeout(() => resolve(Infinity), 5000); // it never came
    const box = track.getBoundingClientRect();
    const at = {
      bubbles: true,
      clientX: box.left + share * box.width,
      clientY: box.top + 12,
      pointerId: 1,
      button: 0,
    };
    Element.prototype.setPointerCapture = () => undefined; // of a pointer that is none
    const begun = performance.now();
    const watching = new MutationObserver(() => {
      watching.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => resolve(performance.now() - begun));
        port1.start();
        port2.postMessage(null);
      });
    });
    watching.observe(desk, { attributes: true, attributeFilter: ['data-seq'] });
    track.dispatchEvent(new PointerEvent('pointerdown', at));
    track.dispatchEvent(new PointerEvent('pointerup', at));
  });

/**
 * What the tab's process holds for itself alone, in MB, as it is found: its heaps, the worker's, all that the browser does for
 * it, and what nobody needs any more and the browser has not yet thrown away.
 */
const weighTab = async (browser: Browser): Promise<number> => {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const weights = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      const rollup = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
      const of = (name: string): number =>
        Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0);
      return (of('Private_Clean') + of('Private_Dirty') + of('SwapPss')) / 1024;
    });
  return Math.max(...weights);
};

const loadNow = (): string =>
  loadavg()
    .map((load) => load.toFixed(1))
    .join(', ');

export const benchReplay = async (): Promise<void> => {
  console.log(`the machine’s load before: ${loadNow()}`);
  const kept = process.env['PARAPH_BENCH_DATA'];
  const data = kept ?? mkdtempSync(join(tmpdir(), 'paraph-bench-'));
  const pages = mkdtempSync(join(tmpdir(), 'paraph-bench-page-'));
  const browser = await launchChromium();
  try {
    if (!existsSync(join(data, 'paraph.sqlite'))) await writeLog(data);
    const page = await copyOfBuiltPage(pages);
    await measure(browser, data, () => startServer({ data, page, articles: 1 }));
    console.log(`the machine’s load after: ${loadNow()}`);
  } finally {
    await browser.close();
    if (kept === undefined) rmSync(data, { recursive: true, force: true });
    rmSync(pages, { recursive: true, force: true });
  }
};

/** The middle and the slow end of some times. */
const load = (times: readonly number[]): string =>
  `p50 ${ms(quantile(times, 0.5))}, p95 ${ms(quantile(times, 0.95))}`;

/** How many pieces of logs are kept for replays in the data folder, which no server has; and takes them away, if it is told to. */
const keptPieces = (data: string, then: 'stay' | 'go'): number => {
  const db = new DatabaseSync(databaseIn(data));
  const { n } = db.prepare('SELECT count(*) AS n FROM replay_piece').get() ?? {};
  if (then === 'go') db.exec('DELETE FROM replay_piece');
  db.close();
  return Number(n);
};

const measure = async (browser: Browser, data: string, start: () => Promise<TestServer>): Promise<void> => {
  const held = await sitDownOnce(browser, start);
  const kept = keptPieces(data, 'stay');
  const disk: number[] = [];
  const unkept: number[] = [];
  // Each on a server of its own, which has read nothing of the log, and in a browser that kept nothing but its seat.
  const loadOnce = async (times: number[]): Promise<void> => {
    const server = await start();
    const context = await contextOf(browser, held);
    times.push((await openReplay(context, server)).ready);
    await context.close();
    await server.close();
  };
  for (let i = 0; i < LOADS; i += 1) await loadOnce(disk);
  for (let i = 0; i < LOADS; i += 1) {
    keptPieces(data, 'go');
    await loadOnce(unkept);
  }
  console.log(`loading, from the server’s disk, with ${kept} pieces kept there: ${load(disk)}`);
  console.log(`the same of a log of which no piece is kept yet: ${load(unkept)}`);
  const server = await start();
  const wire = await weighWire(server, await sitDown(server));
  const context = await contextOf(browser, held);
  const cached: number[] = [];
  let last = await openReplay(context, server);
  for (let i = 0; i < LOADS; i += 1) {
    await last.page.close();
    last = await openReplay(context, server);
    cached.push(last.ready);
  }
  console.log(`loading, from the browser’s cache: ${load(cached)}`);
  await last.page.waitForTimeout(1000);
  const loaded = await weighTab(browser);
  await last.page.evaluate(noteHolds);
  const seeks: number[] = [];
  for (let i = 0; i < SEEKS; i += 1) {
    seeks.push(await last.page.evaluate(leap, ((i * 0.618_034) % 1) * 0.998 + 0.001));
    // From a page at rest, as one leaps from one moment to look at another.
    await last.page.evaluate(() => new Promise((rest) => requestIdleCallback(rest, { timeout: 1000 })));
  }
  const holds = await last.page.evaluate(() => Reflect.get(window, 'holds') as number[]);
  const leapt = await weighTab(browser);
  await last.page.waitForTimeout(AT_REST_MS);
  const rested = await weighTab(browser);
  await context.close();
  await server.close();
  console.log(`a leap to any moment, until painted: ${load(seeks)}, max ${ms(Math.max(...seeks))}`);
  const longest = holds.length === 0 ? 'nothing' : ms(Math.max(...holds));
  console.log(
    `holding the page up for more than 50 ms, in and between ${SEEKS} leaps: ${holds.length} times, at most ${longest}`,
  );
  console.log(
    `on the wire: ${wire.bytes} bytes for ${wire.rows} rows, ${(wire.bytes / TEXTS).toFixed(1)} a text row`,
  );
  console.log(
    `the tab’s own memory, as it is found: ${mb(loaded)} once loaded, ${mb(leapt)} straight after the leaps with their garbage, ${mb(rested)} at rest`,
  );
};
