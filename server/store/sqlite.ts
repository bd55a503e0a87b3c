// The store that keeps: one SQLite file under the data folder, written by a thread of its own.
import { Worker } from 'node:worker_threads';
import type { BoardId } from '../../shared/board.ts';
import { decodeRows, encodeRows } from '../../shared/log.ts';
import type { ChainCheck, LogPoint, Row } from '../../shared/log.ts';
import { StoreFault } from './fault.ts';
import type { PeopleStore } from './people.ts';
import type { AppendOutcome, Batch, Head, Keyframe, Store } from './port.ts';
import { handOver } from './sqlite-messages.ts';
import type { AnswerTo, OpenRefusal, PeopleCall, PeopleQuestion, Request } from './sqlite-messages.ts';
import { StoreThread } from './thread.ts';

/** Makes the thread of a store in this folder. */
export type MakeThread = (folder: string) => Worker;

const makeThread: MakeThread = (folder) =>
  new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: folder });

/**
 * Opens the store in a folder, which is made where it is missing. Refused, with a sentence that says what to
 * do, where another process uses the folder, a newer program wrote it, or it cannot be written.
 * @param make a test may hand in one that it can do something to
 */
export const openSqliteStore = async (
  folder: string,
  make: MakeThread = makeThread,
): Promise<{ ok: true; store: Store } | OpenRefusal> => {
  const start = (): StoreThread => new StoreThread(make(folder));
  const thread = start();
  const outcome = await thread.opened;
  if (outcome.ok) return { ok: true, store: new SqliteStore(thread, start) };
  await thread.exited;
  return outcome;
};

class SqliteStore implements Store {
  #thread: StoreThread;
  readonly #start: () => StoreThread;
  /** A thread that is being started in the place of one that died. */
  #starting: Promise<StoreThread> | null = null;
  #closing: Promise<void> | null = null;

  constructor(thread: StoreThread, start: () => StoreThread) {
    this.#thread = thread;
    this.#start = start;
  }

  async #ask<R extends Request>(request: R, transfer: ArrayBuffer[] = []): Promise<AnswerTo<R['call']>> {
    const thread = this.#thread.ended && this.#closing === null ? await this.#again() : this.#thread;
    return thread.ask(request, transfer);
  }

  /** What is asked while there is no thread waits for the next one; if that cannot open the folder, it fails. */
  #again(): Promise<StoreThread> {
    this.#starting ??= this.#startAgain().finally(() => (this.#starting = null));
    return this.#starting;
  }

  async #startAgain(): Promise<StoreThread> {
    await this.#thread.exited;
    const thread = this.#start();
    const outcome = await thread.opened;
    if (!outcome.ok) throw new StoreFault('thread', outcome.message);
    this.#thread = thread;
    return thread;
  }

  async append(batches: readonly Batch[]): Promise<AppendOutcome> {
    const encoded = batches.map(({ rows, ...batch }) => ({ ...batch, rows: encodeRows(rows) }));
    const transfer = handOver(...encoded.map(({ rows }) => rows));
    return (await this.#ask({ call: 'append', batches: encoded }, transfer)).value;
  }

  async probe(): Promise<void> {
    await this.#ask({ call: 'probe' });
  }

  async head(board: BoardId): Promise<Head | null> {
    return (await this.#ask({ call: 'head', board })).value;
  }

  async boards(): Promise<BoardId[]> {
    return (await this.#ask({ call: 'boards' })).value;
  }

  async createBoard(board: BoardId, epoch: string): Promise<{ ok: true } | { ok: false; code: 'exists' }> {
    return (await this.#ask({ call: 'createBoard', board, epoch })).value;
  }

  async rows(board: BoardId, fromSeq: number, limit: number): Promise<Row[]> {
    const decoded = decodeRows((await this.#ask({ call: 'rows', board, fromSeq, limit })).value);
    if (!decoded.ok) throw new Error(decoded.reason);
    return decoded.rows;
  }

  async replayBytes(board: BoardId, fromSeq: number, toSeq: number): Promise<Uint8Array> {
    return (await this.#ask({ call: 'replayBytes', board, fromSeq, toSeq })).value;
  }

  async checkChain(board: BoardId, from: LogPoint, limit: number): Promise<ChainCheck> {
    return (await this.#ask({ call: 'checkChain', board, from, limit })).value;
  }

  async rowAt(board: BoardId, seq: number): Promise<Row | null> {
    const row = (await this.rows(board, seq, 1))[0];
    return row?.seq === seq ? row : null;
  }

  async saveKeyframe(board: BoardId, { seq, hash, bytes }: Keyframe): Promise<void> {
    const keyframe = { seq, hash: new Uint8Array(hash), bytes: new Uint8Array(bytes) };
    await this.#ask({ call: 'saveKeyframe', board, keyframe }, handOver(keyframe.bytes));
  }

  async latestKeyframe(board: BoardId, atMostSeq = Number.MAX_SAFE_INTEGER): Promise<Keyframe | null> {
    return (await this.#ask({ call: 'latestKeyframe', board, atMostSeq })).value;
  }

  async dropKeyframes(board: BoardId): Promise<void> {
    await this.#ask({ call: 'dropKeyframes', board });
  }

  async replayPiece(board: BoardId, seq: number): Promise<Uint8Array | null> {
    return (await this.#ask({ call: 'replayPiece', board, seq })).value;
  }

  async saveReplayPiece(board: BoardId, seq: number, given: Uint8Array): Promise<void> {
    const bytes = new Uint8Array(given);
    await this.#ask({ call: 'saveReplayPiece', board, seq, bytes }, handOver(bytes));
  }

  // ---- people

  readonly letIn = this.#people('letIn');
  readonly seatsOf = this.#people('seatsOf');
  readonly renameSeat = this.#people('renameSeat');
  readonly removeSeat = this.#people('removeSeat');
  readonly sessionByToken = this.#people('sessionByToken');
  readonly sessionsOf = this.#people('sessionsOf');
  readonly rotateSession = this.#people('rotateSession');
  readonly confirmSession = this.#people('confirmSession');
  readonly touchSessions = this.#people('touchSessions');
  readonly endSessions = this.#people('endSessions');
  readonly createInvitation = this.#people('createInvitation');
  readonly invitationBySecret = this.#people('invitationBySecret');
  readonly invitationsOf = this.#people('invitationsOf');
  readonly revokeInvitation = this.#people('revokeInvitation');
  readonly claimInvitation = this.#people('claimInvitation');
  readonly returnUse = this.#people('returnUse');
  readonly appendAudit = this.#people('appendAudit');
  readonly auditOf = this.#people('auditOf');

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** One of the questions about people. */
  #people<Ask extends PeopleCall>(ask: Ask) {
    return async (...given: Parameters<PeopleStore[Ask]>): Promise<Awaited<ReturnType<PeopleStore[Ask]>>> => {
      // The thread answers a question with what the port promises of it, which the compiler cannot follow.
      const question = { ask, given } as PeopleQuestion;
      const { value } = await this.#ask({ call: 'people', question });
      return value as Awaited<ReturnType<PeopleStore[Ask]>>;
    };
  }

  async #close(): Promise<void> {
    const thread = this.#thread;
    if (!thread.ended) {
      const closed = thread.ask({ call: 'close' });
      thread.end('the store is closed');
      await closed;
    }
    await thread.exited;
  }
}
