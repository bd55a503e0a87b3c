// What the live table needs of a Socket.IO connection, and how what comes over it is read. Browsers hand binary over
// as `ArrayBuffer`, Node as `Buffer`: everything behind this file sees a `Uint8Array`.
import { z } from 'zod';
import { Presence, RosterSeat } from '../../shared/wire.ts';
import type { SocketAuth } from '../../shared/wire.ts';

/** The part of `Socket` (socket.io-client) that is used. */
export interface TableSocket {
  readonly connected: boolean;
  /** Whether it will try again by itself. */
  readonly active: boolean;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  emit(event: string, ...args: unknown[]): unknown;
  connect(): unknown;
  disconnect(): unknown;
}

/** Opens a connection; called once a table. */
export type OpenSocket = (auth: SocketAuth) => TableSocket;

const Bytes = z
  .union([z.instanceof(Uint8Array), z.instanceof(ArrayBuffer)])
  .transform((bytes): Uint8Array => (bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes));

const Refused = z.object({
  ok: z.literal(false),
  code: z.string(),
  message: z.string().catch(''),
  /** From when on the same may be asked again. */
  retryAfterMs: z.number().min(0).max(120_000).optional().catch(undefined),
});
const Done = z.object({ ok: z.literal(true), seq: z.int() });
const Seated = z.object({
  ok: z.literal(true),
  pen: z.int(),
  resumed: z.boolean(),
  seq: z.int(),
  hash: z.string(),
  epoch: z.string(),
  state: Bytes,
});
export type Seated = z.infer<typeof Seated>;
export type Done = z.infer<typeof Done>;
export type Refused = z.infer<typeof Refused>;

const Row = z.object({ seq: z.int(), hash: z.string(), from: z.int().optional(), update: Bytes.nullable() });
export type Row = z.infer<typeof Row>;
const Cursors = z.array(z.object({ pen: z.int(), presence: Presence.nullable() }));
const Roster = z.object({ seats: z.array(RosterSeat), observers: z.int() });
const Told = z.object({ code: z.string() });

const UNREADABLE: Refused = { ok: false, code: 'unreadable-answer', message: '' };

export const readSeated = (answer: unknown): Seated | Refused =>
  z.union([Seated, Refused]).safeParse(answer).data ?? UNREADABLE;
export const readDone = (answer: unknown): Done | Refused =>
  z.union([Done, Refused]).safeParse(answer).data ?? UNREADABLE;

/** Null where the message is not one: a later program's, to be passed over. */
export const readRow = (message: unknown): Row | null => Row.safeParse(message).data ?? null;
export const readCursors = (message: unknown): z.infer<typeof Cursors> | null =>
  Cursors.safeParse(message).data ?? null;
export const readRoster = (message: unknown): z.infer<typeof Roster> | null =>
  Roster.safeParse(message).data ?? null;
export const readNotice = (message: unknown): { code: string } | null => Told.safeParse(message).data ?? null;

/** The code with which the server turned a connection away, or null where only the line failed. */
export const turnedAway = (error: unknown): string | null => {
  const named = z.object({ data: Told }).safeParse(error);
  return named.success ? named.data.data.code : null;
};
