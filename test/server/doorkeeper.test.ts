// The minute in which a head may object, as the server keeps it.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pino } from 'pino';
import { Doorkeeper } from '../../server/doorkeeper.ts';
import type { Table } from '../../server/table.ts';
import { emptyState } from '../../shared/state.ts';
import type { BoardState, OpeningAsked } from '../../shared/state.ts';

let served: unknown[] = [];
let answer: unknown = { ok: true };

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  served = [];
  answer = { ok: true };
});
afterEach(() => void vi.useRealTimers());

const keeper = (): Doorkeeper => {
  const table = {
    board: 'b',
    serve: (id: string, move: unknown) => {
      served.push([id, move]);
      return Promise.resolve(answer);
    },
  };
  return new Doorkeeper(table as unknown as Table, { log: pino({ level: 'silent' }), now: Date.now });
};

const asked = (asking: OpeningAsked | null): BoardState => ({
  ...emptyState,
  doors: { kind: 'closed', since: 0, asking },
});
const ASKING: OpeningAsked = { seq: 7, at: 1_000_000, party: 'us', consents: ['us'] };

it('opens the doors a minute after they were asked for, once', async () => {
  const doors = keeper();
  doors.look(asked(ASKING));
  await vi.advanceTimersByTimeAsync(30_000);
  doors.look(asked({ ...ASKING, consents: ['us'] }));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(served).toEqual([]);
  await vi.advanceTimersByTimeAsync(10);
  expect(served).toEqual([['unopposed-000007', { kind: 'openUnopposed', asked: 7, at: 1_060_005 }]]);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(served).toHaveLength(1);
});

it('leaves them closed where a head objected, and begins anew where they are asked for again', async () => {
  const doors = keeper();
  doors.look(asked(ASKING));
  await vi.advanceTimersByTimeAsync(59_000);
  doors.look(asked(null));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(served).toEqual([]);
  doors.look(asked({ ...ASKING, seq: 9, at: Date.now() }));
  await vi.advanceTimersByTimeAsync(60_010);
  expect(served).toMatchObject([['unopposed-000009', { asked: 9 }]]);
});

it('waits on where the clock was set back, and opens at once what has long been due', async () => {
  const doors = keeper();
  answer = { ok: false, code: 'too-early' };
  doors.look(asked({ ...ASKING, at: 0 }));
  await vi.advanceTimersByTimeAsync(10);
  expect(served).toHaveLength(1);
  answer = { ok: true };
  await vi.advanceTimersByTimeAsync(2000);
  expect(served).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(served).toHaveLength(2);
});
