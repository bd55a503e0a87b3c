// Presence, filtered. In Yjs awareness anybody may claim anything about anybody: show another seat elsewhere, remove it, pin
// its clock. So only the sender's own entry is kept, rebuilt from checked fields, stamped with who sends it and numbered by
// the table.
import * as encoding from 'lib0/encoding';
import { z } from 'zod';
import { ClauseId, clauseOfRoot, Language } from '../board.ts';
import { ByteReader } from './bytes.ts';
import { type CursorCode, Refused } from './codes.ts';

const MAX_BYTES = 8192;
const MAX_ENTRIES = 256;
const MAX_CLOCK = 2 ** 31 - 1;

const Id = z.object({ client: z.int().min(0).max(0xffffffff), clock: z.int().min(0).max(MAX_CLOCK) });

/** A Yjs relative position in a clause's text; `type` would name a nested type, and there is none. */
const Position = z
  .object({
    type: z.null().optional(),
    tname: z
      .string()
      .max(64)
      .refine((root) => clauseOfRoot(root) !== null)
      .nullish(),
    item: Id.nullish(),
    assoc: z.int().min(-1).max(1).optional(),
  })
  .transform(({ tname, item, assoc }) => ({
    type: null,
    tname: tname ?? null,
    item: item ?? null,
    assoc: assoc ?? 0,
  }));

const Cursor = z.object({ anchor: Position, head: Position }).nullish();

const State = z.object({
  clause: ClauseId.nullish(),
  lang: Language.nullish(),
  typing: z.boolean().optional(),
  cursor: z.unknown().optional(),
});

/** A place in a text, in the JSON of Yjs's relative positions. */
export type CursorPosition = z.infer<typeof Position>;

/** Who sends a cursor, as the table knows it. */
export type CursorSeat = {
  readonly seat: string;
  readonly party: string | null;
  readonly role: string;
};

/** What a seat shows of itself. */
export type CursorState = {
  readonly user: CursorSeat;
  readonly clause: ClauseId | null;
  readonly lang: Language | null;
  readonly cursor: { readonly anchor: CursorPosition; readonly head: CursorPosition } | null;
  readonly typing: boolean;
};

export type CursorSession = {
  readonly pen: number;
  /** The clock of this pen's last entry. */
  readonly clock: number;
  readonly who: CursorSeat;
};

export type CursorsRead =
  | {
      readonly ok: true;
      /** An awareness update of one entry, or null where the sender said nothing of itself. */
      readonly bytes: Uint8Array | null;
      /** The session's next clock. */
      readonly clock: number;
      /** What it shows now; null where it leaves or said nothing. */
      readonly state: CursorState | null;
      /** Entries about others, which were left out: stock clients echo what they hear. */
      readonly dropped: number;
    }
  | { readonly ok: false; readonly code: CursorCode };

/** The awareness update that says this of one pen, `null` that it has left. */
export const writeCursor = (pen: number, clock: number, state: CursorState | null): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, pen);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarString(encoder, JSON.stringify(state));
  return encoding.toUint8Array(encoder);
};

const refusal = (code: CursorCode): CursorsRead => ({ ok: false, code });

const stateOf = (json: string, who: CursorSeat): CursorState | null | CursorCode => {
  const value: unknown = JSON.parse(json);
  if (value === null) return null;
  const shape = State.safeParse(value);
  if (!shape.success) return 'awareness-shape';
  const cursor = Cursor.safeParse(shape.data.cursor);
  if (!cursor.success) return 'awareness-cursor';
  const { clause, lang, typing } = shape.data;
  return {
    user: { seat: who.seat, party: who.party, role: who.role },
    clause: clause ?? null,
    lang: lang ?? null,
    cursor: cursor.data ?? null,
    typing: typing ?? false,
  };
};

const readOwn = (reader: ByteReader, pen: number, count: number): { own: string | null; dropped: number } => {
  let own: string | null = null;
  let dropped = 0;
  for (let i = 0; i < count; i += 1) {
    const client = reader.uint();
    reader.uint(); // a clock that nobody vouches for
    const json = reader.text(MAX_BYTES);
    if (client === pen) own = json;
    else dropped += 1;
  }
  return { own, dropped };
};

const filtered = (bytes: Uint8Array, session: CursorSession): CursorsRead => {
  const reader = new ByteReader(bytes);
  const count = reader.uint();
  if (count > MAX_ENTRIES) return refusal('awareness-entries');
  const { own, dropped } = readOwn(reader, session.pen, count);
  if (reader.left > 0) return refusal('awareness-trailing');
  if (own === null) return { ok: true, bytes: null, clock: session.clock, state: null, dropped };
  const state = stateOf(own, session.who);
  if (typeof state === 'string') return refusal(state);
  const clock = session.clock + 1;
  return { ok: true, bytes: writeCursor(session.pen, clock, state), clock, state, dropped };
};

/**
 * What may be told to others of an awareness update that a seat sent. Total: it never throws.
 * @param update bytes of y-protocols' awareness update
 */
export const filterCursors = (update: unknown, session: CursorSession): CursorsRead => {
  if (!(update instanceof Uint8Array) || update.length > MAX_BYTES) return refusal('awareness-size');
  try {
    return filtered(update, session);
  } catch (error) {
    if (error instanceof Refused || error instanceof SyntaxError) return refusal('awareness-garbage');
    return refusal('awareness-shape'); // a value that even its shape cannot be checked of
  }
};
