// Where the tests' browser is: one that is there already, or one that is brought now.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const PLACES = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const isRunnable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not to be run: the next place may do
  }
};

/** The path of a Chromium that is there, or null. */
export const findChromium = (): string | null =>
  [...PLACES, chromium.executablePath()].find((path) => path !== '' && isRunnable(path)) ?? null;

const runs = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'inherit' }).status === 0;

/** Ways to get one: the browser that Playwright offers, else the distribution's. */
const WAYS: (() => boolean)[] = [
  () => process.getuid?.() === 0 && runs('apt-get', 'update') && runs('apt-get', 'install', '-y', 'chromium'),
  () => runs(process.execPath, 'node_modules/playwright-core/cli.js', 'install', '--with-deps', 'chromium'),
  () => runs(process.execPath, 'node_modules/playwright-core/cli.js', 'install', 'chromium'),
];

/** @throws where none is there and none can be brought: browser tests are never skipped */
export const bringChromium = (): string => {
  for (const way of [() => true, ...WAYS]) {
    if (!way()) continue;
    const found = findChromium();
    if (found !== null) return found;
  }
  throw new Error(
    'The browser tests need Chromium: none was found and none could be installed. Install one and name it in CHROMIUM.',
  );
};

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launchChromium = (flags: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: bringChromium(), args: [...ARGS, ...flags] });
