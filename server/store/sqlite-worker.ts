// The store's thread: it alone touches the files, one request after the other, so that a slow disk never holds
// up the table.
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { decodeRows, encodeRows } from '../../shared/log.ts';
import { encodeReplay } from '../../shared/replay/wire.ts';
import type { Batch } from './port.ts';
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

const answerTo = (store: SqliteDatabase, release: () => void, request: Request): Answer => {
  const { call } = request;
  switch (call) {
    case 'append':
      return { call, value: store.append(request.batches.map(decodeBatch)) };
    case 'head':
      return { call, value: store.head(request.board) };
    case 'boards':
      return { call, value: store.boards() };
    case 'createBoard':
      return { call, value: store.createBoard(request.board, request.epoch) };
    case 'rows':
      return { call, value: encodeRows(store.rows(request.board, request.fromSeq, request.limit)) };
    case 'replayBytes': {
      const rows = store.replayRows(request.board, request.fromSeq, request.toSeq);
      return { call, value: encodeReplay(rows) };
    }
    case 'saveKeyframe':
      store.saveKeyframe(request.board, request.keyframe);
      return { call, value: null };
    case 'latestKeyframe':
      return { call, value: store.latestKeyframe(request.board, request.atMostSeq) };
    case 'dropKeyframes':
      store.dropKeyframes(request.board);
      return { call, value: null };
    case 'people':
      return { call, value: store.people.answer(request.question) };
    case 'close':
      release();
      return { call, value: null };
  }
};

type CarriesBytes = Extract<Answer, { call: 'rows' | 'replayBytes' }>;
const carriesBytes = (answer: Answer): answer is CarriesBytes =>
  answer.call === 'rows' || answer.call === 'replayBytes';

const serve = ({ db, release }: OpenedDatabase, port: MessagePort): void => {
  const store = new SqliteDatabase(db);
  port.on('message', ({ id, request }: ToThread) => {
    try {
      const answer = answerTo(store, release, request);
      send(port, { kind: 'answer', id, answer }, carriesBytes(answer) ? handOver(answer.value) : []);
    } catch (error) {
      send(port, { kind: 'failure', id, message: error instanceof Error ? error.message : String(error) });
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
