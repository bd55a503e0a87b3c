// What travels between the table and the seats that act, over Socket.IO. Others rely on these shapes.
import { z } from 'zod';
import { BoardId, ClauseId, Language, PartyId } from './board.ts';
import { Move, MoveId } from './moves.ts';
import { Role, SeatId } from './seats.ts';
import { SignedMove } from './signing.ts';

export const PROTOCOL = 1;

/** A socket's `auth`. `seat` chooses among the seats that a browser's cookie holds. */
export const SocketAuth = z.object({
  board: BoardId,
  token: z.string().max(200).optional(),
  seat: SeatId.optional(),
  room: z.enum(['table', 'caucus']).optional(),
});
export type SocketAuth = z.infer<typeof SocketAuth>;

// ---- up: requests, each acknowledged with an `Answer`

export const SitRequest = z.object({
  protocol: z.literal(PROTOCOL),
  /** The pen that this session held; resumed only if it really did. */
  pen: z.int().optional(),
  stateVector: z.instanceof(Uint8Array).optional(),
  seq: z.int().min(0).optional(),
  epoch: z.string().max(64).optional(),
});
export type SitRequest = z.infer<typeof SitRequest>;

/** `move {id, kind, …, signed?}`: a move with its id, and its signature if the seat has shown a key, beside its fields. */
export const MoveRequest = z.object({ id: MoveId, signed: SignedMove.optional() }).loose();
/** Splits a request into the id and the move, or says what is wrong with it. */
export const readMoveRequest = (
  request: unknown,
):
  | { ok: true; id: MoveId; move: Move; signed: SignedMove | undefined }
  | { ok: false; code: MoveCode; detail: string } => {
  const outer = MoveRequest.safeParse(request);
  if (!outer.success) return { ok: false, code: 'bad-move', detail: z.prettifyError(outer.error) };
  const { id, signed, ...rest } = outer.data;
  const move = Move.safeParse(rest);
  return move.success
    ? { ok: true, id, move: move.data, signed }
    : { ok: false, code: codeOf(move.error), detail: z.prettifyError(move.error) };
};

/** Why a move is none: what somebody could have meant and made too large is said by name. */
export type MoveCode = 'bad-move' | 'note-too-long' | 'title-too-long' | 'too-many-terms' | 'too-many-ranges';

const TOO_BIG: Readonly<Record<string, MoveCode>> = {
  note: 'note-too-long',
  reason: 'note-too-long',
  title: 'title-too-long',
  terms: 'too-many-terms',
  ranges: 'too-many-ranges',
};

const codeOf = ({ issues }: z.ZodError): MoveCode => {
  const [issue] = issues;
  if (issues.length !== 1 || issue?.code !== 'too_big') return 'bad-move';
  const field = issue.path.find((part) => typeof part === 'string' && part in TOO_BIG);
  return TOO_BIG[String(field)] ?? 'bad-move';
};

/** `retryAfterMs` where the same may be asked again, and when. */
export type Refused = { ok: false; code: string; message: string; retryAfterMs?: number };
export type Answer<T> = ({ ok: true } & T) | Refused;

export type SitAnswer = {
  /** Null for a seat that does not write (an observer who sits down here by mistake is refused). */
  pen: number;
  resumed: boolean;
  seq: number;
  /** The chain's hash at `seq`, in hex. */
  hash: string;
  epoch: string;
  /** The Yjs update that brings the document up to `seq`. */
  state: Uint8Array;
};
export type DoneAnswer = { seq: number; hash: string };

// ---- down

/** Rows `from … seq` have happened; `update` is null where there is nothing to apply. */
export type RowMessage = { seq: number; from?: number; hash: string; update: Uint8Array | null };

export const RosterSeat = z.object({
  id: SeatId,
  party: PartyId.nullable(),
  role: Role,
  /** Only to the seat's own delegation and the chair. */
  name: z.string().nullable(),
  /** How many connections the seat has now. */
  present: z.int(),
  pens: z.array(z.int()),
});
export type RosterSeat = z.infer<typeof RosterSeat>;
/** Acting seats one by one, watching ones as a count. */
export const RosterMessage = z.object({ seats: z.array(RosterSeat), observers: z.int() });
export type RosterMessage = z.infer<typeof RosterMessage>;

/**
 * Under this client number the awareness that watching seats read holds the roster, `{roster}`, and `readOnly` while the
 * table cannot be written: no pen has it.
 */
export const ROSTER_CLIENT = 16;

/** Where a seat's caret is. Stamped by the server: nobody can show another's. */
export const Presence = z.object({
  seat: SeatId,
  party: PartyId.nullable(),
  role: Role,
  /** Only to the seat's own delegation. */
  name: z.string().nullable(),
  clause: ClauseId.nullable(),
  lang: Language.nullable(),
  typing: z.boolean(),
  /** Yjs relative positions as JSON, or null. */
  cursor: z.object({ anchor: z.unknown(), head: z.unknown() }).nullable(),
});
export type Presence = z.infer<typeof Presence>;

/**
 * Something everybody at the table should be told, by a code that the screen words in its reader's language: a refusal's
 * code (whoever is told that is sent away), or one of these.
 */
export type NoticeMessage = { code: string };
/** The record cannot be written: until `writing-again` every frame and move is refused with `store-unavailable`. */
export type NoticeCode = 'read-only' | 'writing-again';

/** Names of the messages, so that both sides spell them alike. */
export const UP = { sit: 'sit', text: 'text', move: 'move', cursor: 'cursor' } as const;
export const DOWN = { row: 'row', cursors: 'cursors', roster: 'roster', notice: 'notice' } as const;

/** Close codes on the y-websocket endpoint from 4400 to 4499 mean: do not come back. */
export const CLOSE = {
  badRequest: 4400,
  noSeat: 4401,
  noBoard: 4404,
  damaged: 4410,
  sitTimeout: 4408,
  goingAway: 1001,
  /** With the refusal’s code as its reason. */
  tryLater: 1013,
} as const;
