// What crosses between the SQLite store and its thread. Logs travel as `encodeRows` bytes, handed over rather
// than copied: a typed array is cloned with the whole buffer behind it, and a thousand rows have three each.
import type { BoardId } from '../../shared/board.ts';
import type { ChainCheck, LogPoint } from '../../shared/log.ts';
import type { FaultKind } from './fault.ts';
import type { PeopleStore } from './people.ts';
import type { AppendOutcome, Head, Keyframe } from './port.ts';

export type EncodedBatch = { board: BoardId; expectedSeq: number; rows: Uint8Array };

export type PeopleCall = keyof PeopleStore;
/** Which of the questions about people it is, and what is given with it. */
export type PeopleQuestion = {
  [Ask in PeopleCall]: { ask: Ask; given: Parameters<PeopleStore[Ask]> };
}[PeopleCall];

export type Request =
  | { call: 'append'; batches: EncodedBatch[] }
  | { call: 'probe' }
  | { call: 'head'; board: BoardId }
  | { call: 'boards' }
  | { call: 'createBoard'; board: BoardId; epoch: string }
  | { call: 'rows'; board: BoardId; fromSeq: number; limit: number }
  | { call: 'replayBytes'; board: BoardId; fromSeq: number; toSeq: number }
  | { call: 'checkChain'; board: BoardId; from: LogPoint; limit: number }
  | { call: 'saveKeyframe'; board: BoardId; keyframe: Keyframe }
  | { call: 'latestKeyframe'; board: BoardId; atMostSeq: number }
  | { call: 'dropKeyframes'; board: BoardId }
  | { call: 'replayPiece'; board: BoardId; seq: number }
  | { call: 'saveReplayPiece'; board: BoardId; seq: number; bytes: Uint8Array }
  | { call: 'people'; question: PeopleQuestion }
  | { call: 'close' };

export type Answer =
  | { call: 'append'; value: AppendOutcome }
  | { call: 'probe'; value: null }
  | { call: 'head'; value: Head | null }
  | { call: 'boards'; value: BoardId[] }
  | { call: 'createBoard'; value: { ok: true } | { ok: false; code: 'exists' } }
  | { call: 'rows'; value: Uint8Array }
  | { call: 'replayBytes'; value: Uint8Array }
  | { call: 'checkChain'; value: ChainCheck }
  | { call: 'saveKeyframe'; value: null }
  | { call: 'latestKeyframe'; value: Keyframe | null }
  | { call: 'dropKeyframes'; value: null }
  | { call: 'replayPiece'; value: Uint8Array | null }
  | { call: 'saveReplayPiece'; value: null }
  | { call: 'people'; value: unknown }
  | { call: 'close'; value: null };

export type Call = Request['call'];
export type AnswerTo<C extends Call> = Extract<Answer, { call: C }>;

/** Why a data folder cannot be used; `message` is a sentence for whoever started the program. */
export type OpenRefusal = { ok: false; code: 'in-use' | 'newer' | 'unusable'; message: string };

/** To the thread. */
export type ToThread = { id: number; request: Request };

/** From the thread: first how the opening went, then one for each request. */
export type FromThread =
  | { kind: 'opened'; outcome: { ok: true } | OpenRefusal }
  | { kind: 'answer'; id: number; answer: Answer }
  /** `fault` where the store itself is to blame. */
  | { kind: 'failure'; id: number; message: string; fault: FaultKind | null };

/** What to hand over with a message that carries these bytes, which must be alone in their buffer. */
export const handOver = (...carried: readonly Uint8Array[]): ArrayBuffer[] =>
  carried.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
