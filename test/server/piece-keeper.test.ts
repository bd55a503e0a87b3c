// What is kept of a log for replays: whole pieces and no others, as the log has them, made again where they are not sound.
import { brotliDecompressSync } from 'node:zlib';
import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { PieceKeeper, keptPiece } from '../../server/piece-keeper.ts';
import { StoreFault } from '../../server/store/fault.ts';
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
    await Promise.all([one.keepUpTo(PIECE_ROWS), one.keepUpTo(ROWS.length), one.keepUpTo(1)]);
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

  it('stops behind the piece in hand when it is told to, and goes on when it is asked again', async () => {
    const one = keeper();
    const asked = one.keepUpTo(ROWS.length);
    await one.stop();
    await asked;
    expect(await keptPiece(store, 'a', 0)).not.toBeNull();
    expect(await keptPiece(store, 'a', 1)).toBeNull();
    await one.keepUpTo(ROWS.length);
    expect(await keptPiece(store, 'a', 1)).not.toBeNull();
    await one.stop();
  });

  it('says so where a store takes nothing, tries no other piece then, and tries again the next time', async () => {
    const { saveReplayPiece } = store;
    let tries = 0;
    store.saveReplayPiece = () => {
      tries += 1;
      return Promise.reject(new StoreFault('full', 'the disk is full'));
    };
    const one = keeper();
    await one.keepUpTo(ROWS.length);
    expect(tries).toBe(1);
    expect(complaints.join()).toContain('could not be kept');
    store.saveReplayPiece = saveReplayPiece;
    await one.keepUpTo(ROWS.length);
    expect(await keptPiece(store, 'a', 1)).not.toBeNull();
  });

  it('goes on with the others where one cannot be made', async () => {
    const { replayBytes } = store;
    let tries = 0;
    store.replayBytes = (board, from, to) => {
      if (from > 1) return replayBytes(board, from, to);
      tries += 1;
      return Promise.reject(new Error('there is more of it than can be joined'));
    };
    const one = keeper();
    await one.keepUpTo(ROWS.length);
    await one.keepUpTo(ROWS.length);
    expect(tries).toBe(1);
    expect(await keptPiece(store, 'a', 0)).toBeNull();
    expect(await keptPiece(store, 'a', 1)).not.toBeNull();
  });

  it('begins anew where another log has taken the place of the one before', async () => {
    const one = keeper();
    await one.keepUpTo(ROWS.length);
    await store.saveReplayPiece('a', PIECE_ROWS, new Uint8Array(1));
    await one.keepUpTo(ROWS.length);
    expect(await keptPiece(store, 'a', 0)).toBeNull();
    one.beginAnew();
    await one.keepUpTo(ROWS.length);
    expect(await keptPiece(store, 'a', 0)).not.toBeNull();
  });
});
