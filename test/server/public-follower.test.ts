// A delayed board that nobody asks anything of: what is due comes out by itself, and nothing that the doors closed on.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { PublicFollower } from '../../server/public-follower.ts';
import { MemoryStore } from '../../server/store/memory.ts';
import { BOARD, newClause } from '../support/boards.ts';
import { Negotiation } from '../support/negotiation.ts';

const MINUTE = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const delayed = async () => {
  const story = Negotiation.at([newClause('a1')]);
  for (const seat of ['chair-1', 'drc-1', 'us-1'])
    story.does(seat, { kind: 'setPublic', sees: 'brackets', delayMinutes: 2 });
  const store = new MemoryStore();
  await store.createBoard(BOARD.id, 'e');
  let kept = 0;
  const keep = async (): Promise<number> => {
    const rows = story.table.rows.slice(kept);
    await store.append([{ board: BOARD.id, expectedSeq: kept, rows }]);
    kept += rows.length;
    return kept;
  };
  vi.setSystemTime(story.table.rows.at(-1)!.at);
  const doc = new Y.Doc();
  const follower: PublicFollower = new PublicFollower({ store, now: Date.now }, BOARD.id, {
    told: ({ update }) => update !== null && Y.applyUpdate(doc, update),
    due: () => void keep().then((seq) => follower.upTo(seq, Date.now())),
  });
  const text = (): string => doc.getText('text:a1:en').toString();
  return { story, follower, keep, text };
};

it('tells by itself what has become due', async () => {
  const { story, follower, keep, text } = await delayed();
  story.types('us-1', 'a1', 'en', 'early ');
  await follower.upTo(await keep(), Date.now());
  expect(text()).toBe('');
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(text()).toBe('');
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  expect(text()).toBe('early ');
});

it('tells nothing on which the doors were closed, though it hears of that only when it is due', async () => {
  const { story, follower, keep, text } = await delayed();
  story.types('us-1', 'a1', 'en', 'early ');
  await follower.upTo(await keep(), Date.now());
  story.does('us-1', { kind: 'closeDoors' });
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  expect(text()).toBe('');
  expect(follower.board?.state.doors.kind).toBe('closed');
  await follower.close();
});
