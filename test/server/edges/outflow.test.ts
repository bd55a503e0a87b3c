// Who is let go for not reading, and who is not.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Outflow } from '../../../server/edges/outflow.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const reader = (bytes: number) => ({
  bytes,
  dropped: 0,
  buffered(): number {
    return this.bytes;
  },
  drop(): void {
    this.dropped += 1;
    this.bytes = 0;
  },
});

it('drops the one who is too far behind, once, and nobody else', () => {
  let told = 0;
  const outflow = new Outflow({ perConnection: 100, inAll: 1000 }, () => (told += 1));
  const [slow, good] = [reader(101), reader(100)];
  outflow.join(slow);
  outflow.join(good);
  expect(outflow.waiting).toEqual({ sum: 201, max: 101 });
  expect(outflow.mayHave(slow)).toBe(false);
  expect(outflow.mayHave(slow)).toBe(false);
  expect(outflow.mayHave(good)).toBe(true);
  expect([slow.dropped, good.dropped, told]).toEqual([1, 0, 1]);
  outflow.close();
});

it('gives a whole document its time, until it has been read', () => {
  const outflow = new Outflow({ perConnection: 100, inAll: 1000 }, () => undefined);
  const one = reader(0);
  outflow.join(one);
  outflow.owes(one, 500);
  one.bytes = 550;
  expect(outflow.mayHave(one)).toBe(true);
  one.bytes = 20;
  expect(outflow.mayHave(one)).toBe(true);
  one.bytes = 101;
  expect(outflow.mayHave(one)).toBe(false);
  outflow.close();
});

it('looks by itself, also where nothing is sent, and lets the slowest go where all together are too much', () => {
  const outflow = new Outflow({ perConnection: 100, inAll: 150 }, () => undefined);
  const readers = [60, 90, 70].map(reader);
  for (const each of readers) outflow.join(each);
  vi.advanceTimersByTime(1000);
  expect(readers.map((each) => each.dropped)).toEqual([0, 1, 0]);
  const left = reader(500);
  outflow.join(left)();
  vi.advanceTimersByTime(1000);
  expect(left.dropped).toBe(0);
  outflow.close();
});
