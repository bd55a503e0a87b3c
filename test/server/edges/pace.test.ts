// A pace, counted by a clock that a test holds.
import { expect, it } from 'vitest';
import { Bucket } from '../../../server/edges/pace.ts';

it('lets a burst through at once, and then so much a second', () => {
  const bucket = new Bucket({ burst: 100, perSecond: 10 }, 0);
  bucket.take(100, 0);
  expect(bucket.waitMs(0)).toBe(0);
  bucket.take(5, 0);
  expect(bucket.waitMs(0)).toBe(500);
  expect(bucket.waitMs(499)).toBe(1);
  expect(bucket.waitMs(500)).toBe(0);
  expect(bucket.level(1000)).toBe(5);
});

it('is never fuller than its burst, and gains nothing by a clock that jumps back', () => {
  const bucket = new Bucket({ burst: 10, perSecond: 10 }, 1000);
  expect(bucket.level(9_000_000)).toBe(10);
  bucket.take(10, 1000);
  expect(bucket.level(0)).toBe(0);
  bucket.take(10, 0);
  expect(bucket.waitMs(0)).toBe(1000);
});
