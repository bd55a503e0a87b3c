// Signed moves. A seat shows a public key once, and from then on each of its moves carries a signature over the board, the
// move and the row on which it was made; that row's hash covers everything before it, the words included. So nobody who
// keeps the log, not even the server's operator, can make an act of this seat afterwards or put it upon another past.
import { ed25519 } from '@noble/curves/ed25519.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import type { BoardId } from './board.ts';
import type { Move, MoveId } from './moves.ts';
import { Hash, PublicKey } from './moves.ts';
import type { SeatId } from './seats.ts';

export const SignedMove = z.strictObject({
  /** The row on which the move was made: its seq and hash. */
  on: z.int().min(1),
  hash: Hash,
  /** The key with which it is signed. */
  by: PublicKey,
  /** Ed25519 (RFC 8032), 64 bytes as hex. */
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});
export type SignedMove = z.infer<typeof SignedMove>;

/** How many rows ago the row may be on which a move is made. */
export const SIGNED_WITHIN = 1000;

/** What is signed of a move. */
export type SignedContent = {
  board: BoardId;
  seat: SeatId;
  id: MoveId;
  move: Move;
  on: number;
  /** Hex. */
  hash: string;
};

/** JSON with the keys of each object sorted by code units, without spaces; what is undefined is left out. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
};

/** The bytes that are signed: the UTF-8 of `["paraph-move-1", board, seat, id, move, on, hash]` as canonical JSON. */
export const signedBytes = ({ board, seat, id, move, on, hash }: SignedContent): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(utf8ToBytes(canonicalJson(['paraph-move-1', board, seat, id, move, on, hash])));

/** Whether the signature is of this content and by the key that it names. Keys and points of no standing count as no. */
export const signatureHolds = (content: SignedContent, { by, signature }: SignedMove): boolean => {
  try {
    return ed25519.verify(hexToBytes(signature), signedBytes(content), hexToBytes(by), { zip215: false });
  } catch {
    return false; // no point of the curve
  }
};
