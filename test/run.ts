// `npm test`: types, lint, format, then every test; counts all of them, and ends with the one line that says how many.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bringChromium } from './support/chromium.ts';

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  success: boolean;
};

const bin = (name: string): string => join(import.meta.dirname, '..', 'node_modules', '.bin', name);

const step = (name: string, command: string, ...args: string[]): boolean => {
  console.log(`\n— ${name}`);
  const ok = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;
  if (!ok) console.error(`✗ ${name} failed`);
  return ok;
};

const vitest = (): Report => {
  const folder = mkdtempSync(join(tmpdir(), 'paraph-test-'));
  const file = join(folder, 'report.json');
  const only = process.argv.slice(2);
  const ok = step(
    'tests',
    bin('vitest'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...only,
  );
  try {
    const report: Report = JSON.parse(readFileSync(file, 'utf8'));
    // A file that does not even load has no tests to count, but it failed.
    return ok || report.numFailedTests > 0 ? report : { ...report, numFailedTests: 1 };
  } catch (error) {
    console.error('The tests left no report:', error);
    return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, success: false };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const checks = [
  step('types', bin('tsc'), '--noEmit'),
  step('lint', bin('oxlint'), '--deny-warnings'),
  step('format', bin('prettier'), '--check', '--log-level', 'warn', '.'),
  step('the client builds', bin('vite'), 'build', '--logLevel', 'warn'),
];
bringChromium();
const report = vitest();
const skipped = report.numPendingTests + report.numTodoTests;
if (skipped > 0) console.error(`✗ ${skipped} tests were skipped; a test that cannot run counts as failed`);

const passed = report.numPassedTests + checks.filter((ok) => ok).length;
const failed = report.numFailedTests + skipped + checks.filter((ok) => !ok).length;
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
