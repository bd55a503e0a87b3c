// The store in memory keeps the port's promises; what the tests wrap around it fails only when told to.
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../../server/store/memory.ts';
import { faultyStore } from '../../support/faulty-store.ts';
import { chain } from '../../support/rows.ts';
import { describeStore } from './contract.ts';

describeStore('in memory', async () => new MemoryStore());
describeStore('in memory, faulty but told nothing', async () => faultyStore(new MemoryStore()));

describe('a faulty store', () => {
  const open = async () => {
    const store = faultyStore(new MemoryStore());
    await store.createBoard('a', 'epoch');
    return store;
  };
  const batch = { board: 'a', expectedSeq: 0, rows: chain(1) };

  it('fails or conflicts once, and writes nothing then', async () => {
    const store = await open();
    store.failNextAppend();
    store.conflictNextAppend();
    await expect(store.append([batch])).rejects.toThrow('as the test wanted');
    expect(await store.append([batch])).toEqual({ ok: false, conflict: 'a' });
    expect((await store.head('a'))?.seq).toBe(0);
    expect(await store.append([batch])).toEqual({ ok: true });
    expect(store.counts).toEqual({ asked: 3, written: 1 });
  });

  it('loses an answer and keeps the rows', async () => {
    const store = await open();
    store.loseNextAnswer();
    await expect(store.append([batch])).rejects.toThrow('its answer lost');
    expect((await store.head('a'))?.seq).toBe(1);
  });

  it('holds appends until it is let go', async () => {
    const store = await open();
    const release = store.holdAppends();
    const written = store.append([batch]);
    await new Promise((done) => setTimeout(done, 20));
    expect((await store.head('a'))?.seq).toBe(0);
    release();
    expect(await written).toEqual({ ok: true });
  });
});
