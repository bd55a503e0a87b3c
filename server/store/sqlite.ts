// The store that keeps: one SQLite file under the data folder, written by a thread of its own.
import { Worker } from 'node:worker_threads';
import type { BoardId } from '../../shared/board.ts';
import { decodeRows, encodeRows } from '../../shared/log.ts';
import type { Row } from '../../shared/log.ts';
import type { PeopleStore } from './people.ts';
import type { AppendOutcome, Batch, Head, Keyframe, Store } from './port.ts';
import { handOver } from './sqlite-messages.ts';
import type { OpenRefusal, PeopleCall, PeopleQuestion } from './sqlite-messages.ts';
import { StoreThread } from './thread.ts';

/**
 * Opens the store in a folder, which is made where it is missing. Refused, with a sentence that says what to
 * do, where another process uses the folder, a newer program wrote it, or it cannot be written.
 */
export const openSqliteStore = async (folder: string): Promise<{ ok: true; store: Store } | OpenRefusal> => {
  const thread = new StoreThread(
    new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: folder }),
  );
  const outcome = await thread.opened;
  if (outcome.ok) return { ok: true, store: new SqliteStore(thread) };
  await thread.exited;
  return outcome;
};

class SqliteStore implements Store {
  readonly #thread: StoreThread;
  #closing: Promise<void> | null = null;

  constructor(thread: StoreThread) {
    this.#thread = thread;
  }

  async append(batches: readonly Batch[]): Promise<AppendOutcome> {
    const encoded = batches.map(({ rows, ...batch }) => ({ ...batch, rows: encodeRows(rows) }));
    const transfer = handOver(...encoded.map(({ rows }) => rows));
    return (await this.#thread.ask({ call: 'append', batches: encoded }, transfer)).value;
  }

  async head(board: BoardId): Promise<Head | null> {
    return (await this.#thread.ask({ call: 'head', board })).value;
  }

  async boards(): Promise<BoardId[]> {
    return (await this.#thread.ask({ call: 'boards' })).value;
  }

  async createBoard(board: BoardId, epoch: string): Promise<{ ok: true } | { ok: false; code: 'exists' }> {
    return (await this.#thread.ask({ call: 'createBoard', board, epoch })).value;
  }

  async rows(board: BoardId, fromSeq: number, limit: number): Promise<Row[]> {
    const decoded = decodeRows((await this.#thread.ask({ call: 'rows', board, fromSeq, limit })).value);
    if (!decoded.ok) throw new Error(decoded.reason);
    return decoded.rows;
  }

  async replayBytes(board: BoardId, fromSeq: number, toSeq: number): Promise<Uint8Array> {
    return (await this.#thread.ask({ call: 'replayBytes', board, fromSeq, toSeq })).value;
  }

  async rowAt(board: BoardId, seq: number): Promise<Row | null> {
    const row = (await this.rows(board, seq, 1))[0];
    return row?.seq === seq ? row : null;
  }

  async saveKeyframe(board: BoardId, { seq, hash, bytes }: Keyframe): Promise<void> {
    const keyframe = { seq, hash: new Uint8Array(hash), bytes: new Uint8Array(bytes) };
    await this.#thread.ask({ call: 'saveKeyframe', board, keyframe }, handOver(keyframe.bytes));
  }

  async latestKeyframe(board: BoardId, atMostSeq = Number.MAX_SAFE_INTEGER): Promise<Keyframe | null> {
    return (await this.#thread.ask({ call: 'latestKeyframe', board, atMostSeq })).value;
  }

  async dropKeyframes(board: BoardId): Promise<void> {
    await this.#thread.ask({ call: 'dropKeyframes', board });
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
      const { value } = await this.#thread.ask({ call: 'people', question });
      return value as Awaited<ReturnType<PeopleStore[Ask]>>;
    };
  }

  async #close(): Promise<void> {
    const closed = this.#thread.ask({ call: 'close' });
    this.#thread.end('the store is closed');
    await closed;
    await this.#thread.exited;
  }
}
