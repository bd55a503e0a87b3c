// What every store has to do, whichever it is: an adapter is done when this passes.
import { decodeReplay } from '../../../shared/replay/wire.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../server/store/port.ts';
import { ROWS_BYTES } from '../../../server/store/port.ts';
import { checkChain, genesisHash } from '../../../shared/log.ts';
import { chain, text } from '../../support/rows.ts';
import { describePeople } from './people.ts';

/** @param open an empty store; the suite closes it */
export const describeStore = (name: string, open: () => Promise<Store>): void => {
  describe(`a store (${name})`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      await store.createBoard('a', 'epoch-a');
      await store.createBoard('b', 'epoch-b');
    });
    afterEach(() => store.close());

    describe('boards', () => {
      it('begin empty, under their epoch', async () => {
        expect(await store.head('a')).toEqual({ seq: 0, hash: genesisHash(), epoch: 'epoch-a' });
        expect(await store.rows('a', 1, 10)).toEqual([]);
        expect(await store.boards()).toEqual(['a', 'b']);
      });

      it('are not made twice', async () => {
        expect(await store.createBoard('a', 'other')).toEqual({ ok: false, code: 'exists' });
        expect(await store.createBoard('0', 'other')).toEqual({ ok: true });
        expect((await store.head('a'))?.epoch).toBe('epoch-a');
        expect(await store.boards()).toEqual(['0', 'a', 'b']);
      });

      it('that do not exist have nothing', async () => {
        expect(await store.head('none')).toBeNull();
        expect(await store.rows('none', 1, 10)).toEqual([]);
        expect(await store.rowAt('none', 1)).toBeNull();
        expect(await store.latestKeyframe('none')).toBeNull();
        expect(await store.seatsOf('none')).toEqual([]);
      });
    });

    it('can be probed, which changes nothing', async () => {
      await store.append([{ board: 'a', expectedSeq: 0, rows: chain(3) }]);
      await store.probe();
      expect((await store.head('a'))?.seq).toBe(3);
      expect(await store.rows('a', 1, 10)).toEqual(chain(3));
    });

    describe('checkChain', () => {
      it('follows rows from a point on, so many at once', async () => {
        const rows = chain(10);
        await store.append([{ board: 'a', expectedSeq: 0, rows }]);
        const start = { seq: 0, hash: genesisHash() };
        const first = await store.checkChain('a', start, 4);
        expect(first).toEqual({ ok: true, head: { seq: 4, hash: rows[3]!.hash } });
        expect(await store.checkChain('a', { seq: 4, hash: rows[3]!.hash }, 100)).toMatchObject({
          head: { seq: 10 },
        });
        expect(await store.checkChain('a', { seq: 4, hash: rows[4]!.hash }, 100)).toEqual({
          ok: false,
          seq: 5,
          reason: 'hash',
        });
        expect(await store.checkChain('a', { seq: 10, hash: rows[9]!.hash }, 1)).toMatchObject({
          head: { seq: 10 },
        });
      });
    });

    describe('replayBytes', () => {
      it('has the rows asked for, as far as there are any, without what proves them', async () => {
        const rows = chain(5);
        await store.append([{ board: 'a', expectedSeq: 0, rows }]);
        const read = async (from: number, to: number): Promise<unknown> => {
          const decoded = decodeReplay(await store.replayBytes('a', from, to));
          return decoded.ok ? decoded.rows : decoded.reason;
        };
        const bare = rows.map(({ seq, at, kind, seat, body }) => ({ seq, at, kind, seat, body }));
        expect(await read(1, 5)).toEqual(bare);
        expect(await read(2, 4)).toEqual(bare.slice(1, 4));
        expect(await read(4, 100)).toEqual(bare.slice(3));
        expect(await read(6, 100)).toEqual([]);
        expect(decodeReplay(await store.replayBytes('none', 1, 5))).toEqual({ ok: true, rows: [] });
      });

      it('keeps the bytes of bodies, be they text or not, and of bodies that are empty', async () => {
        const every = Uint8Array.from({ length: 512 }, (_, i) => i);
        const bodies = [new Uint8Array(0), every, new Uint8Array(3), every.toReversed(), new Uint8Array(0)];
        const rows = chain(5, { body: (seq) => bodies[seq - 1]! });
        await store.append([{ board: 'a', expectedSeq: 0, rows }]);
        const decoded = decodeReplay(await store.replayBytes('a', 1, 5));
        expect(decoded.ok && decoded.rows.map(({ body }) => body)).toEqual(bodies);
        const empty = decodeReplay(await store.replayBytes('a', 5, 5));
        expect(empty.ok && empty.rows.map(({ body }) => body)).toEqual([new Uint8Array(0)]);
      });
    });

    describe('append', () => {
      it('keeps rows exactly, and moves the head', async () => {
        const rows = chain(3);
        expect(await store.append([{ board: 'a', expectedSeq: 0, rows }])).toEqual({ ok: true });
        expect(await store.rows('a', 1, 10)).toEqual(rows);
        expect(await store.head('a')).toEqual({ seq: 3, hash: rows[2]!.hash, epoch: 'epoch-a' });
        expect((await store.head('b'))?.seq).toBe(0);
      });

      it('keeps an empty body, every byte value and a far date', async () => {
        const [first, second] = chain(2);
        const rows = [
          { ...first!, body: new Uint8Array(0), at: 0, seat: 'é' },
          { ...second!, body: Uint8Array.from({ length: 256 }, (_, i) => i), at: 2 ** 45 },
        ];
        await store.append([{ board: 'a', expectedSeq: 0, rows }]);
        expect(await store.rows('a', 1, 10)).toEqual(rows);
      });

      it('goes on where the last one ended', async () => {
        const rows = chain(5);
        await store.append([{ board: 'a', expectedSeq: 0, rows: rows.slice(0, 2) }]);
        expect(await store.append([{ board: 'a', expectedSeq: 2, rows: rows.slice(2) }])).toEqual({
          ok: true,
        });
        expect(checkChain(await store.rows('a', 1, 10))).toMatchObject({ ok: true, head: { seq: 5 } });
      });

      it('conflicts where the log has not ended as expected, and then writes nothing', async () => {
        const rows = chain(3);
        await store.append([{ board: 'a', expectedSeq: 0, rows: rows.slice(0, 2) }]);
        const again = { board: 'a', expectedSeq: 0, rows: rows.slice(0, 2) };
        expect(await store.append([again])).toEqual({ ok: false, conflict: 'a' });
        const ahead = { board: 'b', expectedSeq: 2, rows: rows.slice(2) };
        expect(await store.append([ahead])).toEqual({ ok: false, conflict: 'b' });
        expect(await store.append([{ ...again, board: 'none' }])).toEqual({ ok: false, conflict: 'none' });
        expect((await store.head('a'))?.seq).toBe(2);
        expect((await store.head('b'))?.seq).toBe(0);
      });

      it('writes all boards or none', async () => {
        const rows = chain(2);
        const a = { board: 'a', expectedSeq: 0, rows };
        const b = { board: 'b', expectedSeq: 1, rows: chain(1, { from: { seq: 1, hash: genesisHash() } }) };
        expect(await store.append([a, b])).toEqual({ ok: false, conflict: 'b' });
        expect((await store.head('a'))?.seq).toBe(0);
        expect(await store.append([a, { board: 'b', expectedSeq: 0, rows }])).toEqual({ ok: true });
        expect((await store.head('a'))?.seq).toBe(2);
        expect((await store.head('b'))?.seq).toBe(2);
      });

      it('takes two batches of one board in their order', async () => {
        const rows = chain(4);
        const first = { board: 'a', expectedSeq: 0, rows: rows.slice(0, 2) };
        const second = { board: 'a', expectedSeq: 2, rows: rows.slice(2) };
        expect(await store.append([second, first])).toEqual({ ok: false, conflict: 'a' });
        expect(await store.append([first, second])).toEqual({ ok: true });
        expect(await store.rows('a', 1, 10)).toEqual(rows);
      });

      it('lets one of two that race win, the one asked first', async () => {
        const [mine, yours] = [chain(1), chain(1, { body: () => text('yours') })];
        const outcomes = await Promise.all([
          store.append([{ board: 'a', expectedSeq: 0, rows: mine }]),
          store.append([{ board: 'a', expectedSeq: 0, rows: yours }]),
        ]);
        expect(outcomes).toEqual([{ ok: true }, { ok: false, conflict: 'a' }]);
        expect(await store.rows('a', 1, 10)).toEqual(mine);
      });

      it('rejects rows that are not in turn, and writes nothing of any board', async () => {
        const rows = chain(3);
        const good = { board: 'b', expectedSeq: 0, rows };
        const bad = { board: 'a', expectedSeq: 0, rows: rows.slice(1) };
        await expect(store.append([good, bad])).rejects.toThrow('row 2 stands where row 1 should');
        await expect(
          store.append([good, { board: 'a', expectedSeq: 0, rows: rows.toSpliced(1, 1) }]),
        ).rejects.toThrow('row 3 stands where row 2 should');
        await expect(
          store.append([{ ...good, rows: [{ ...rows[0]!, hash: new Uint8Array(31) }] }]),
        ).rejects.toThrow('32');
        expect((await store.head('a'))?.seq).toBe(0);
        expect((await store.head('b'))?.seq).toBe(0);
        expect(await store.append([good])).toEqual({ ok: true });
      });

      it('keeps its own copy of what it was given, and gives copies', async () => {
        const rows = chain(1);
        const body = Buffer.concat([Buffer.alloc(100), rows[0]!.body]).subarray(100);
        await store.append([{ board: 'a', expectedSeq: 0, rows: [{ ...rows[0]!, body }] }]);
        body.fill(0);
        const read = (await store.rows('a', 1, 1))[0]!;
        expect(read).toEqual(rows[0]);
        for (const part of [read.body, read.salt, read.hash]) {
          expect(part.constructor).toBe(Uint8Array);
          expect(part.buffer.byteLength).toBe(part.length);
          part.fill(0);
        }
        expect(await store.rowAt('a', 1)).toEqual(rows[0]);
      });
    });

    describe('rows', () => {
      it('come from a seq on, in order, no more than asked for', async () => {
        const rows = chain(50);
        await store.append([{ board: 'a', expectedSeq: 0, rows }]);
        expect(await store.rows('a', 11, 5)).toEqual(rows.slice(10, 15));
        expect(await store.rows('a', 48, 10)).toEqual(rows.slice(47));
        expect(await store.rows('a', 51, 10)).toEqual([]);
        expect(await store.rows('a', 0, 2)).toEqual(rows.slice(0, 2));
        expect(await store.rows('a', 1, 0)).toEqual([]);
        expect(await store.rowAt('a', 50)).toEqual(rows[49]);
        expect(await store.rowAt('a', 51)).toBeNull();
        expect(await store.rowAt('a', 0)).toBeNull();
      });

      it('come in answers of about a mebibyte, and one that is larger comes alone', async () => {
        const sizes = [ROWS_BYTES / 2, ROWS_BYTES / 2, 1, ROWS_BYTES + 1, 1];
        const rows = chain(5, { body: (seq) => new Uint8Array(sizes[seq - 1]!).fill(seq) });
        await store.append([{ board: 'a', expectedSeq: 0, rows }]);
        const lengths: number[] = [];
        for (let from = 1; from <= 5;) {
          const page = await store.rows('a', from, 1000);
          expect(page).toEqual(rows.slice(from - 1, from - 1 + page.length));
          lengths.push(page.length);
          from += page.length;
        }
        expect(lengths).toEqual([2, 1, 1, 1]);
      });
    });

    describe('keyframes', () => {
      const rows = chain(40);
      const keyframe = (seq: number, words = `keyframe ${seq}`) => ({
        seq,
        hash: rows[seq - 1]!.hash,
        bytes: text(words),
      });
      beforeEach(async () => {
        await store.append([{ board: 'a', expectedSeq: 0, rows }]);
      });

      it('are found by the newest, or the newest not after a seq', async () => {
        expect(await store.latestKeyframe('a')).toBeNull();
        for (const seq of [20, 10, 30]) await store.saveKeyframe('a', keyframe(seq));
        expect(await store.latestKeyframe('a')).toEqual(keyframe(30));
        expect(await store.latestKeyframe('a', 30)).toEqual(keyframe(30));
        expect(await store.latestKeyframe('a', 29)).toEqual(keyframe(20));
        expect(await store.latestKeyframe('a', 9)).toBeNull();
        expect(await store.latestKeyframe('b')).toBeNull();
      });

      it('take the place of one at the same seq, and go when dropped', async () => {
        await store.saveKeyframe('a', keyframe(10));
        await store.saveKeyframe('a', keyframe(10, 'better'));
        expect(await store.latestKeyframe('a')).toEqual(keyframe(10, 'better'));
        await store.dropKeyframes('a');
        expect(await store.latestKeyframe('a')).toBeNull();
      });

      it('of another log are passed over', async () => {
        await store.saveKeyframe('a', keyframe(10));
        await store.saveKeyframe('a', { ...keyframe(20), hash: genesisHash() });
        await store.saveKeyframe('a', { ...keyframe(30), seq: 41 });
        expect(await store.latestKeyframe('a')).toEqual(keyframe(10));
      });

      it('are thinned out with age', async () => {
        for (let seq = 1; seq <= 40; seq += 1) await store.saveKeyframe('a', keyframe(seq));
        const kept = new Set<number>();
        for (let seq = 40; seq > 0;) {
          const found = await store.latestKeyframe('a', seq);
          if (found === null) break;
          kept.add(found.seq);
          seq = found.seq - 1;
        }
        for (const seq of [40, 39, 38, 37]) expect(kept).toContain(seq);
        expect(kept.size).toBeGreaterThan(5);
        expect(kept.size).toBeLessThanOrEqual(4 + 2 * Math.log2(40));
      });

      it('keep their own copy', async () => {
        const given = keyframe(10);
        await store.saveKeyframe('a', given);
        expect(given).toEqual(keyframe(10));
        given.bytes.fill(0);
        const read = await store.latestKeyframe('a');
        expect(read).toEqual(keyframe(10));
        expect(read?.bytes.constructor).toBe(Uint8Array);
      });

      it('of a board that does not exist are rejected', async () => {
        await expect(store.saveKeyframe('none', keyframe(1))).rejects.toThrow();
      });
    });

    describe('pieces for replays', () => {
      it('are found by their last row, and take the place of one of the same rows', async () => {
        await store.append([{ board: 'a', expectedSeq: 0, rows: chain(6) }]);
        expect(await store.replayPiece('a', 4)).toBeNull();
        const given = text('four rows');
        await store.saveReplayPiece('a', 4, given);
        expect(given).toEqual(text('four rows'));
        given.fill(0);
        await store.saveReplayPiece('a', 6, text('two more'));
        const read = await store.replayPiece('a', 4);
        expect(read).toEqual(text('four rows'));
        expect(read?.constructor).toBe(Uint8Array);
        await store.saveReplayPiece('a', 4, text('better'));
        expect(await store.replayPiece('a', 4)).toEqual(text('better'));
        expect(await store.replayPiece('a', 6)).toEqual(text('two more'));
        expect(await store.replayPiece('a', 5)).toBeNull();
        expect(await store.replayPiece('b', 4)).toBeNull();
      });

      it('of rows that there are not are rejected', async () => {
        await store.append([{ board: 'a', expectedSeq: 0, rows: chain(3) }]);
        await expect(store.saveReplayPiece('a', 4, text('none'))).rejects.toThrow();
        await expect(store.saveReplayPiece('none', 1, text('none'))).rejects.toThrow();
      });
    });

    describePeople(() => store);

    it('can be asked whether it can be written, and is as it was', async () => {
      const rows = chain(3);
      await store.append([{ board: 'a', expectedSeq: 0, rows }]);
      await store.probe();
      await store.probe();
      expect(await store.rows('a', 1, 10)).toEqual(rows);
      expect(await store.boards()).toEqual(['a', 'b']);
    });

    it('does what was asked before it is closed, and rejects what comes after', async () => {
      const written = store.append([{ board: 'a', expectedSeq: 0, rows: chain(3) }]);
      const closed = store.close();
      const after = store.head('a');
      await expect(after).rejects.toThrow('the store is closed');
      expect(await written).toEqual({ ok: true });
      await closed;
      await store.close();
      await expect(store.boards()).rejects.toThrow('the store is closed');
      await expect(store.probe()).rejects.toThrow('the store is closed');
    });
  });
};
