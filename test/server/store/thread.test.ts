// The line to the store's thread, with threads that misbehave: nobody is left waiting.
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { StoreThread } from '../../../server/store/thread.ts';

/** A thread that opens well and then does `onMessage` with each message. */
const threadThat = async (onMessage: string): Promise<StoreThread> => {
  const thread = new StoreThread(
    new Worker(
      `const { parentPort } = require('node:worker_threads');
       parentPort.on('message', (message) => { ${onMessage} });
       parentPort.postMessage({ kind: 'opened', outcome: { ok: true } });`,
      { eval: true },
    ),
  );
  expect(await thread.opened).toEqual({ ok: true });
  return thread;
};

describe('a thread that dies', () => {
  it.each([
    ['throws', 'if (message.id === 3) throw new Error("disk on fire")', 'died'],
    ['exits', 'if (message.id === 3) process.exit(7)', 'ended (7)'],
  ])('(%s) rejects all who wait, and all who come after', async (_, onMessage, said) => {
    const thread = await threadThat(onMessage);
    const waiting = [1, 2, 3].map(() => thread.ask({ call: 'boards' }));
    const outcomes = await Promise.allSettled(waiting);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: { message: expect.stringContaining(said) },
      });
    }
    await expect(thread.ask({ call: 'boards' })).rejects.toThrow(said);
    await thread.exited;
  });

  it('before it has opened rejects whoever opens', async () => {
    const worker = new Worker('throw new Error("no such thing")', { eval: true });
    const thread = new StoreThread(worker);
    await expect(thread.opened).rejects.toThrow('died');
    await thread.exited;
  });
});

it('a failure is the asker’s alone, and the thread goes on', async () => {
  const thread = await threadThat(`
    const { id } = message;
    if (id === 1) parentPort.postMessage({ kind: 'failure', id, message: 'disk full' });
    else if (id === 2) parentPort.postMessage({ kind: 'answer', id, answer: { call: 'head', value: null } });
    else parentPort.postMessage({ kind: 'answer', id, answer: { call: 'boards', value: ['a'] } });
    if (id === 3) parentPort.close();
  `);
  const asked = [1, 2, 3].map(() => thread.ask({ call: 'boards' }));
  await expect(asked[0]).rejects.toThrow('disk full');
  await expect(asked[1]).rejects.toThrow('asked boards and answered head');
  expect((await asked[2])?.value).toEqual(['a']);
  await thread.exited;
});
