// A `.paraph` bundle: the whole log as one seat may see it, in one file, for somebody who trusts neither the server nor the
// other side. Rows are whole, or withheld and stood for by their inner digest; seats are ids, and no name is in it.
import { sha256 } from '@noble/hashes/sha2.js';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { HASH_BYTES, ROW_KINDS, SALT_BYTES, sameBytes } from './log.ts';
import type { LogPoint, Row, WithheldRow } from './log.ts';

export type Bundle = {
  board: string;
  /** A label of the server's: no hash covers it. */
  epoch: string;
  /** Where the server says that the log has come to. */
  head: LogPoint;
  rows: readonly (Row | WithheldRow)[];
};

// The bytes. Numbers are lib0 varints in their shortest form, strings UTF-8 behind their length; `at` is the difference
// to the row before (0 before the first). There is exactly one way to write a bundle.
//
//   "PARAPH" (6) ‖ version (1 byte) ‖ board ‖ epoch ‖ head: seq, hash (32) ‖
//   seats, in the order in which they first appear: count, then each a string ‖
//   rows: count ‖ seq of the first ‖ each row:
//     kind (index in ROW_KINDS, + 8 where it is withheld) ‖ seat (index in seats) ‖ at ‖
//     ( body: length, bytes ‖ salt (16)   or, withheld,   digest (32) ) ‖ hash (32)
//   seal: SHA-256 of everything before it (32)

const MAGIC = new TextEncoder().encode('PARAPH');
const VERSION = 1;
const WITHHELD = 8;

const MOST_SEATS = 10_000;

/** Throws where rows do not follow one another, or a salt, digest or hash has a wrong size. */
export const encodeBundle = ({ board, epoch, head, rows }: Bundle): Uint8Array => {
  const seats = [...new Set(rows.map((row) => row.seat))];
  const seatIndex = new Map(seats.map((seat, i) => [seat, i]));
  const first = rows[0]?.seq ?? 1;
  const to = encoding.createEncoder();
  encoding.writeUint8Array(to, MAGIC);
  encoding.writeUint8(to, VERSION);
  encoding.writeVarString(to, board);
  encoding.writeVarString(to, epoch);
  encoding.writeVarUint(to, head.seq);
  encoding.writeUint8Array(to, sized(head.hash, HASH_BYTES));
  encoding.writeVarUint(to, seats.length);
  for (const seat of seats) encoding.writeVarString(to, seat);
  encoding.writeVarUint(to, rows.length);
  encoding.writeVarUint(to, first);
  let at = 0;
  for (const [i, row] of rows.entries()) {
    if (row.seq !== first + i) throw new Error(`row ${row.seq} stands where row ${first + i} should`);
    writeRow(to, row, seatIndex.get(row.seat) ?? 0, at);
    at = row.at;
  }
  encoding.writeUint8Array(to, sha256(encoding.toUint8Array(to)));
  return encoding.toUint8Array(to);
};

const writeRow = (to: encoding.Encoder, row: Row | WithheldRow, seat: number, before: number): void => {
  encoding.writeVarUint(to, ROW_KINDS.indexOf(row.kind) + ('digest' in row ? WITHHELD : 0));
  encoding.writeVarUint(to, seat);
  encoding.writeVarInt(to, row.at - before);
  if ('digest' in row) encoding.writeUint8Array(to, sized(row.digest, HASH_BYTES));
  else {
    encoding.writeVarUint8Array(to, row.body);
    encoding.writeUint8Array(to, sized(row.salt, SALT_BYTES));
  }
  encoding.writeUint8Array(to, sized(row.hash, HASH_BYTES));
};

const sized = (bytes: Uint8Array, size: number): Uint8Array => {
  if (bytes.length !== size) throw new Error(`${bytes.length} bytes stand where ${size} should`);
  return bytes;
};

export const BUNDLE_CODES = ['not-a-bundle', 'unknown-version', 'damaged', 'malformed'] as const;
/** `damaged`: it was a bundle and cannot be read any more; `malformed`: its seal is right, but it is none. */
export type BundleCode = (typeof BUNDLE_CODES)[number];

export type DecodedBundle =
  /** `sealed` is false where some byte is not the one that was written, though all of it can be read. */
  { ok: true; bundle: Bundle; sealed: boolean } | { ok: false; code: BundleCode; detail: string };

/**
 * The bundle that `encodeBundle` wrote. Total: it never throws, reads every byte, and takes no other spelling of the same.
 * The chain is not checked here; see `verify.ts`.
 */
export const decodeBundle = (bytes: Uint8Array): DecodedBundle => {
  if (!sameBytes(bytes.subarray(0, MAGIC.length), MAGIC))
    return { ok: false, code: 'not-a-bundle', detail: '' };
  const version = bytes[MAGIC.length];
  if (version !== undefined && version !== VERSION)
    return { ok: false, code: 'unknown-version', detail: String(version) };
  const end = bytes.length - HASH_BYTES;
  const sealed = end > 0 && sameBytes(sha256(bytes.subarray(0, end)), bytes.subarray(end));
  const unreadable = (detail: string): DecodedBundle => ({
    ok: false,
    code: sealed ? 'malformed' : 'damaged',
    detail,
  });
  try {
    const bundle = readBundle(decoding.createDecoder(bytes.subarray(MAGIC.length + 1, Math.max(end, 0))));
    const again = encodeBundle(bundle);
    if (!sameBytes(again.subarray(0, again.length - HASH_BYTES), bytes.subarray(0, end)))
      return unreadable('it is not written in the one way that there is');
    return { ok: true, bundle, sealed };
  } catch (error) {
    // lib0 throws at the end of the bytes, on an overlong number and on text that is not UTF-8.
    return unreadable(error instanceof Error ? error.message : String(error));
  }
};

const readBundle = (from: decoding.Decoder): Bundle => {
  const board = decoding.readVarString(from);
  const epoch = decoding.readVarString(from);
  const head = { seq: decoding.readVarUint(from), hash: take(from, HASH_BYTES) };
  const seats: string[] = [];
  const count = decoding.readVarUint(from);
  if (count > MOST_SEATS) throw new RangeError('there are too many seats');
  while (seats.length < count) seats.push(decoding.readVarString(from));
  const rows = readRows(from, seats);
  if (decoding.hasContent(from)) throw new RangeError('there are bytes after the last row');
  return { board, epoch, head, rows };
};

const readRows = (from: decoding.Decoder, seats: readonly string[]): (Row | WithheldRow)[] => {
  const count = decoding.readVarUint(from);
  const first = decoding.readVarUint(from);
  const rows: (Row | WithheldRow)[] = [];
  let at = 0;
  while (rows.length < count) {
    const told = decoding.readVarUint(from);
    const kind = ROW_KINDS[told % WITHHELD];
    const seat = seats[decoding.readVarUint(from)];
    if (kind === undefined || told >= 2 * WITHHELD || seat === undefined)
      throw new RangeError('a row is of no known kind or seat');
    at += decoding.readVarInt(from);
    if (!Number.isSafeInteger(at)) throw new RangeError('a row is of no time');
    const header = { seq: first + rows.length, at, kind, seat };
    if (told >= WITHHELD) {
      const digest = take(from, HASH_BYTES);
      rows.push({ ...header, digest, hash: take(from, HASH_BYTES) });
    } else {
      const body = take(from, decoding.readVarUint(from));
      const salt = take(from, SALT_BYTES);
      rows.push({ ...header, body, salt, hash: take(from, HASH_BYTES) });
    }
  }
  return rows;
};

const take = (from: decoding.Decoder, length: number): Uint8Array => {
  if (length > from.arr.length - from.pos) throw new RangeError('it is cut short');
  const end = from.pos + length;
  const bytes = new Uint8Array(from.arr.subarray(from.pos, end));
  from.pos = end;
  return bytes;
};
