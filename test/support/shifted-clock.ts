// Loaded before the program (`node --import`), so that a test can set its clock: by as many milliseconds as the file that
// PARAPH_TEST_CLOCK names says. Timers and `performance.now()` are left alone, as they are when a real clock is set.
import { readFileSync } from 'node:fs';

const file = process.env['PARAPH_TEST_CLOCK'] ?? '';
const real = Date.now;
let [shift, readAt] = [0, 0];

Date.now = () => {
  const now = real();
  if (now - readAt > 20) {
    readAt = now;
    shift = Number(readFileSync(file, 'utf8'));
  }
  return now + shift;
};
