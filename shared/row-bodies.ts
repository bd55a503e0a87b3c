// What the bodies of a log's rows say: `pen` and `move` bodies are UTF-8 JSON, `text` bodies canonical Yjs bytes.
import { z } from 'zod';
import { Event } from './events.ts';
import { Move, MoveId, ServerMove } from './moves.ts';
import { SeatId } from './seats.ts';
import { SignedMove } from './signing.ts';

export const PenBody = z.strictObject({ pen: z.int().min(17), seat: SeatId });
export type PenBody = z.infer<typeof PenBody>;

/** The move as it was asked, and what has then happened: whoever checks the log decides it again and compares. */
export const MoveBody = z.strictObject({
  id: MoveId,
  move: z.union([Move, ServerMove]),
  events: z.array(Event).min(1),
  /** The signature of the seat that moved; absent where it has shown no key. */
  signed: SignedMove.optional(),
});
export type MoveBody = z.infer<typeof MoveBody>;

const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder('utf-8', { fatal: true });

export const bodyBytes = (body: PenBody | MoveBody): Uint8Array => utf8.encode(JSON.stringify(body));

/** Reads a body back; throws where it is not what its row's kind says. */
export const readBody = <T>(schema: z.ZodType<T>, bytes: Uint8Array): T =>
  schema.parse(JSON.parse(fromUtf8.decode(bytes)));
