// What is kept of a log for replays: whole pieces and no others, as the log has them, made again where they are not sound.
import { brotliDecompressSync } from 'node:zlib';
import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { PieceKeeper, keptPiece } from '../../server/piece-keeper.ts';
import { MemoryStore } from '../../server/store/memory.ts';
import { PIECE_ROWS, decodeReplay } from '../../shared/replay/wire.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { chain } from '../support/rows.ts';

const ROWS = chain(2 * PIECE_ROWS + 5);

let store = faultyStore(new MemoryStore());
let complaints: string[] = [];

const keeper = (): PieceKeeper => {
  const log = pino({ level: 'warn' }, { write: (line: string) => void complaints.push(line) });
  return new PieceKeeper({ store, log }, 'a');
};

const rowsIn = (packed: Uint8Array | null): unknown => {
  const decoded = decodeReplay(new Uint8Array(brotliDecompressSync(packed!)));
  return decoded.ok ? decoded.rows : decoded.reason;
};

const bare = (from: number, to: number): unknown =>
  ROWS.slice(from, to).map(({ seq, at, kind, seat, body }) => ({ seq, at, kind, seat, body }));

beforeEach(async () => {
  store = faultyStore(new MemoryStore());
  complaints = [];
  await store.createBoard('a', 'epoch-a');
  await store.append([{ board: 'a', expectedSeq: 0, rows: ROWS }]);
});

describe('the keeper of a log’s pieces', () => {
  it('keeps every piece that is whole by then, as the log has it, and none that still grows', async () => {
    expect(await keptPiece(store, 'a', 0)).toBeNull();
    await keeper().keepUpTo(2 * PIECE_ROWS - 1);
    expect(rowsIn(await keptPiece(store, 'a', 0))).toEqual(bare(0, PIECE_ROWS));
    expect(await keptPiece(store, 'a', 1)).toBeNull();
    await keeper().keepUpTo(ROWS.length);
    expect(rowsIn(await keptPiece(store, 'a', 1))).toEqual(bare(PIECE_ROWS, 2 * PIECE_ROWS));
    expect(await keptPiece(store, 'a', 2)).toBeNull();
  });

  it('makes each piece once', async () => {
    const asked: number[] = [];
    const { replayBytes } = store;
    store.replayBytes = (board, from, to) => {
      asked.push(from);
      return replayBytes(board, from, to);
    };
    const one = keeper();
    void one.keepUpTo(ROWS.length);
    void one.keepUpTo(ROWS.length);
    await one.rest();
    await keeper().keepUpTo(ROWS.length);
    expect(asked).toEqual([1, 1 + PIECE_ROWS]);
  });

  it('passes over a piece of which any byte is another, and makes it again', async () => {
    await keeper().keepUpTo(PIECE_ROWS);
    const kept = (await store.replayPiece('a', PIECE_ROWS))!;
    for (const at of [0, 31, 32, kept.length >> 1, kept.length - 1]) {
      const wrong = kept.slice();
      wrong[at]! ^= 4;
      await store.saveReplayPiece('a', PIECE_ROWS, wrong);
      expect(await keptPiece(store, 'a', 0)).toBeNull();
    }
    await store.saveReplayPiece('a', PIECE_ROWS, kept.slice(0, 20));
    expect(await keptPiece(store, 'a', 0)).toBeNull();
    await keeper().keepUpTo(PIECE_ROWS);
    expect(rowsIn(await keptPiece(store, 'a', 0))).toEqual(bare(0, PIECE_ROWS));
  });

  it('says so where a piece cannot be kept, and tries again the next time', async () => {
    const { saveReplayPiece } = store;
    store.saveReplayPiece = () => Promise.reject(new Error('the disk is full'));
    const one = keeper();
    await one.keepUpTo(ROWS.length);
    expect(complaints.join()).toContain('could not be kept');
    store.saveReplayPiece = saveReplayPiece;
    await one.keepUpTo(ROWS.length);
    expect(await keptPiece(store, 'a', 1)).not.toBeNull();
  });
});
