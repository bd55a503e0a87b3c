// One end of the line to the store's thread: a promise a request, and none left waiting when the thread dies.
import type { Worker } from 'node:worker_threads';
import { StoreFault } from './fault.ts';
import type {
  Answer,
  AnswerTo,
  Call,
  FromThread,
  OpenRefusal,
  Request,
  ToThread,
} from './sqlite-messages.ts';

type Waiting = { settle: (answer: Answer) => void; reject: (error: Error) => void };

const isAnswerTo = <C extends Call>(answer: Answer, call: C): answer is AnswerTo<C> => answer.call === call;

export class StoreThread {
  /** How the opening went; rejects where the thread died of it. */
  readonly opened: Promise<{ ok: true } | OpenRefusal>;
  readonly exited: Promise<void>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  /** Why nothing more can be asked, once that is so. */
  #ended: Error | null = null;

  constructor(worker: Worker) {
    this.#worker = worker;
    const opened = Promise.withResolvers<{ ok: true } | OpenRefusal>();
    const exited = Promise.withResolvers<void>();
    this.opened = opened.promise;
    this.exited = exited.promise;
    opened.promise.catch(() => undefined); // whoever opens is told; one that dies later has nobody who waits for that
    const end = (error: Error): void => {
      this.#ended ??= error;
      opened.reject(error);
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
    worker.on('message', (message: FromThread) => {
      if (message.kind === 'opened') opened.resolve(message.outcome);
      else this.#take(message);
    });
    worker.on('error', (cause) => end(new StoreFault('thread', 'the store’s thread died', { cause })));
    worker.on('exit', (code) => {
      end(new StoreFault('thread', `the store’s thread ended (${code})`));
      exited.resolve();
    });
  }

  /** Whether nothing more can be asked of it. */
  get ended(): boolean {
    return this.#ended !== null;
  }

  /** Rejects where the thread could not do it, or died before it answered. `transfer` is given away. */
  ask<R extends Request>(request: R, transfer: ArrayBuffer[] = []): Promise<AnswerTo<R['call']>> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    const { promise, resolve, reject } = Promise.withResolvers<AnswerTo<R['call']>>();
    const call: R['call'] = request.call;
    const settle = (answer: Answer): void => {
      if (isAnswerTo(answer, call)) resolve(answer);
      else reject(new Error(`the store’s thread was asked ${call} and answered ${answer.call}`));
    };
    this.#lastId += 1;
    this.#waiting.set(this.#lastId, { settle, reject });
    this.#worker.postMessage({ id: this.#lastId, request } satisfies ToThread, transfer);
    return promise;
  }

  /** From now on every further request rejects; those under way are still answered. */
  end(reason: string): void {
    this.#ended ??= new Error(reason);
  }

  #take(message: Exclude<FromThread, { kind: 'opened' }>): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === 'answer') waiting?.settle(message.answer);
    else if (message.fault === null) waiting?.reject(new Error(message.message));
    else waiting?.reject(new StoreFault(message.fault, message.message));
  }
}
