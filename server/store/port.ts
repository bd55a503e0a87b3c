// What the server asks of a store: logs, keyframes, seats and how people come to them, and nothing about how it is kept.
// An adapter is done when `test/server/store/contract.ts` passes; no caller asks which one it has.
import type { BoardId, PartyId } from '../../shared/board.ts';
import type { ChainCheck, LogPoint, Row } from '../../shared/log.ts';
import type { Role, SeatId } from '../../shared/seats.ts';
import type { PeopleStore } from './people.ts';

/** Rows to follow row `expectedSeq` (0: the beginning) of a board, numbered from `expectedSeq + 1` on. */
export type Batch = { board: BoardId; expectedSeq: number; rows: readonly Row[] };

/** `conflict` names a board whose log does not end at `expectedSeq`, or that does not exist. */
export type AppendOutcome = { ok: true } | { ok: false; conflict: BoardId };

/** The end of a board's log; seq 0 and the genesis hash while it has no rows. */
export type Head = LogPoint & {
  /** Changes when the log is restored or replaced. */
  epoch: string;
};

/** A board as it stood after row `seq`, whose hash is `hash`. A cache: what is lost can be made again. */
export type Keyframe = LogPoint & { bytes: Uint8Array };

/** Who sits where. Names are here and never in a log. */
export type SeatRecord = {
  board: BoardId;
  seat: SeatId;
  party: PartyId | null;
  role: Role;
  /** Empty once it has been erased. */
  name: string;
  /** Milliseconds since 1970. */
  createdAt: number;
};

/** `rows` answers with no more than this many bytes of bodies (or with one row, if that alone is larger). */
export const ROWS_BYTES = 1 << 20;

/**
 * Answers are the caller's own: they share no memory with the store, and binary is a plain `Uint8Array`.
 * A promise rejects when the store itself fails (a full disk, a thread that died) or is asked something
 * malformed; an `append` that rejects has written nothing, unless the store died while it was at it. What the store
 * itself is to blame for is a `StoreFault`, and says by its kind what can be done.
 */
export interface Store extends PeopleStore {
  /** All batches or none, durable once it answers. Two appends are done one after the other. */
  append(batches: readonly Batch[]): Promise<AppendOutcome>;
  /** Writes something that changes nothing, and makes it durable; rejects where an append would have no room. */
  probe(): Promise<void>;
  /** Null where there is no such board. */
  head(board: BoardId): Promise<Head | null>;
  /** In the order of their ids. */
  boards(): Promise<BoardId[]>;
  /** A board with an empty log; refused where it exists already, and then nothing is changed. */
  createBoard(board: BoardId, epoch: string): Promise<{ ok: true } | { ok: false; code: 'exists' }>;
  /** Ascending from `fromSeq` on, at most `limit` and `ROWS_BYTES`; empty only where there are no more. */
  rows(board: BoardId, fromSeq: number, limit: number): Promise<Row[]>;
  rowAt(board: BoardId, seq: number): Promise<Row | null>;
  /** Rows `fromSeq` to `toSeq`, as far as there are any, as `encodeReplay` writes them: a long log is read whole this way. */
  replayBytes(board: BoardId, fromSeq: number, toSeq: number): Promise<Uint8Array>;

  /** Whether at most `limit` rows behind `from` follow one another, and where that leads. */
  checkChain(board: BoardId, from: LogPoint, limit: number): Promise<ChainCheck>;

  /** Takes the place of one at the same seq, and thins the older ones out (`keyframes.ts`). */
  saveKeyframe(board: BoardId, keyframe: Keyframe): Promise<void>;
  /** The newest (not after `atMostSeq`) that is of this log: one whose hash is not its row's is passed over. */
  latestKeyframe(board: BoardId, atMostSeq?: number): Promise<Keyframe | null>;
  dropKeyframes(board: BoardId): Promise<void>;

  /** What was kept for a replay of the rows that end with row `seq` of this log; null where nothing was. */
  replayPiece(board: BoardId, seq: number): Promise<Uint8Array | null>;
  /** A cache: takes the place of what was kept of the same rows. Rejected where there is no such row. */
  saveReplayPiece(board: BoardId, seq: number, bytes: Uint8Array): Promise<void>;

  /** After what was asked before has been done. Whatever is asked afterwards rejects. */
  close(): Promise<void>;
}
