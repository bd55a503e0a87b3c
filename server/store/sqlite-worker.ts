// The store's thread: it alone touches the files, one request after the other, so that a slow disk never holds
// up the table.
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { decodeRows, encodeRows } from '../../shared/log.ts';
import type { Batch } from './port.ts';
import { faultKindOf } from './fault.ts';
import type { FaultKind } from './fault.ts';
import { SqliteDatabase } from './sqlite-database.ts';
import { handOver } from './sqlite-messages.ts';
import type { Answer, EncodedBatch, FromThread, Request, ToThread } from './sqlite-messages.ts';
import { openDatabase } from './sqlite-open.ts';
import type { OpenedDatabase } from './sqlite-open.ts';

const decodeBatch = ({ board, expectedSeq, rows }: EncodedBatch): Batch => {
  const decoded = decodeRows(rows);
  if (!decoded.ok) throw new Error(`${board}: ${decoded.reason}`);
  return { board, expectedSeq, rows: decoded.rows };
};

const answerTo = (store: SqliteDatabase, request: Exclude<Request, { call: 'close' }>): Answer => {
  const { call } = request;
  switch (call) {
    case 'append':
      return { call, value: store.append(request.batches.map(decodeBatch)) };
    case 'probe':
      store.probe();
      return { call, value: null };
    case 'head':
      return { call, value: store.head(request.board) };
    case 'boards':
      return { call, value: store.boards() };
    case 'createBoard':
      return { call, value: store.createBoard(request.board, request.epoch) };
    case 'rows':
      return { call, value: encodeRows(store.rows(request.board, request.fromSeq, request.limit)) };
    case 'replayBytes':
      return { call, value: store.replayBytes(request.board, request.fromSeq, request.toSeq) };
    case 'checkChain':
      return { call, value: store.checkChain(request.board, request.from, request.limit) };
    case 'saveKeyframe':
      store.saveKeyframe(request.board, request.keyframe);
      return { call, value: null };
    case 'latestKeyframe':
      return { call, value: store.latestKeyframe(request.board, request.atMostSeq) };
    case 'dropKeyframes':
      store.dropKeyframes(request.board);
      return { call, value: null };
    case 'replayPiece':
      return { call, value: store.replayPiece(request.board, request.seq) };
    case 'saveReplayPiece':
      store.saveReplayPiece(request.board, request.seq, request.bytes);
      return { call, value: null };
    case 'people':
      return { call, value: store.people.answer(request.question) };
  }
};

type CarriesBytes = Extract<Answer, { call: 'rows' | 'replayBytes' }>;
const carriesBytes = (answer: Answer): answer is CarriesBytes =>
  answer.call === 'rows' || answer.call === 'replayBytes';

/**
 * The database, which is opened anew before the next request once SQLite has said that something is wrong with the file
 * or the disk: what it keeps in memory of both is then not to be trusted, and some of it heals only that way.
 */
class Reopening {
  readonly #opened: OpenedDatabase;
  #store: SqliteDatabase | null;

  constructor(opened: OpenedDatabase) {
    this.#opened = opened;
    this.#store = new SqliteDatabase(opened.db);
  }

  answer(request: Request): Answer {
    if (request.call === 'close') {
      this.#opened.release(); // needs no database that works
      return { call: 'close', value: null };
    }
    try {
      this.#store ??= new SqliteDatabase(this.#opened.reopen());
      return answerTo(this.#store, request);
    } catch (error) {
      if (HEALS_BY_REOPENING.has(faultKindOf(error))) this.#store = null;
      throw error;
    }
  }
}

/** A disk that is only full is not among them: all is as it was, and another opening would need room. */
const HEALS_BY_REOPENING: ReadonlySet<FaultKind> = new Set(['read-only', 'io', 'corrupt']);

/** What the store itself is to blame for; null where it was asked something that it cannot do. */
const faultOf = (error: unknown): FaultKind | null => {
  const kind = faultKindOf(error);
  return kind === 'other' ? null : kind;
};

const serve = (opened: OpenedDatabase, port: MessagePort): void => {
  const store = new Reopening(opened);
  port.on('message', ({ id, request }: ToThread) => {
    try {
      const answer = store.answer(request);
      send(port, { kind: 'answer', id, answer }, carriesBytes(answer) ? handOver(answer.value) : []);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      send(port, { kind: 'failure', id, message, fault: faultOf(error) });
    }
    if (request.call === 'close') port.close();
  });
};

const send = (port: MessagePort, message: FromThread, transfer: ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer);

const open = (folder: string, port: MessagePort): void => {
  const opened = openDatabase(folder);
  if (opened.ok) serve(opened, port);
  send(port, { kind: 'opened', outcome: opened.ok ? { ok: true } : opened });
};

if (parentPort === null || typeof workerData !== 'string')
  throw new Error('this file is the thread of a store');
open(workerData, parentPort);
