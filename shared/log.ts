// The log of a board: its rows, how each is chained to the one before, and their bytes on the wire.
// A row's hash covers a salted digest of its body, not the body itself, so that a row can be withheld from
// somebody (who then sees its header and digest) and the rows around it can still be checked.
import { sha256 } from '@noble/hashes/sha2.js';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** What a row's body holds: `pen` a pen handed out, `text` canonical Yjs bytes, `move` a move and its events. */
export const ROW_KINDS = ['pen', 'text', 'move'] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** What a hash says openly of a row. */
export type RowHeader = {
  /** 1 for the first row of a board, and one more each row. */
  seq: number;
  /** When the server took it in: milliseconds since 1970. */
  at: number;
  kind: RowKind;
  seat: string;
};

export type Row = RowHeader & {
  body: Uint8Array;
  /** 16 random bytes, so that nobody can find a withheld body by guessing. */
  salt: Uint8Array;
  /** 32 bytes: `rowHash` of this row. */
  hash: Uint8Array;
};

/** A row whose body is kept back: its `bodyDigest` stands for body and salt. */
export type WithheldRow = RowHeader & { digest: Uint8Array; hash: Uint8Array };

export const SALT_BYTES = 16;
export const HASH_BYTES = 32;

/** The hash "before" the first row: 32 zero bytes. A fresh copy, since bytes can be overwritten. */
export const genesisHash = (): Uint8Array => new Uint8Array(HASH_BYTES);

// The chain. A field is its length in bytes (4 bytes, big-endian), then its bytes; numbers are decimal ASCII.
//
//   digest = SHA-256( salt ‖ body )
//   hash   = SHA-256( previous ‖ "paraph-row-1" ‖ seq ‖ at ‖ kind ‖ seat ‖ digest )     each of these a field

const utf8 = new TextEncoder();
const ROW_LABEL = utf8.encode('paraph-row-1');

const hashFields = (fields: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(fields.reduce((size, field) => size + 4 + field.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const field of fields) {
    view.setUint32(at, field.length);
    bytes.set(field, at + 4);
    at += 4 + field.length;
  }
  return sha256(bytes);
};

/** The inner digest, of salt and body: what is shown of a row that is withheld. */
export const bodyDigest = (salt: Uint8Array, body: Uint8Array): Uint8Array => hashFields([salt, body]);

/** A row's hash from its inner digest alone, as whoever has not the body computes it. */
export const chainHash = (previous: Uint8Array, header: RowHeader, digest: Uint8Array): Uint8Array =>
  hashFields([
    previous,
    ROW_LABEL,
    utf8.encode(String(header.seq)),
    utf8.encode(String(header.at)),
    utf8.encode(header.kind),
    utf8.encode(header.seat),
    digest,
  ]);

/** A row's hash, given the hash of the row before (`genesisHash()` for the first). */
export const rowHash = (
  previous: Uint8Array,
  header: RowHeader,
  content: { salt: Uint8Array; body: Uint8Array },
): Uint8Array => chainHash(previous, header, bodyDigest(content.salt, content.body));

/** Where a log has come to: the seq and hash of a row, or 0 and `genesisHash()` before the first. */
export type LogPoint = { seq: number; hash: Uint8Array };

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

export type ChainCheck =
  | { ok: true; head: LogPoint }
  /** `seq` is the seq at which the chain does not hold; `reason` whether a row is out of turn or altered. */
  | { ok: false; seq: number; reason: 'seq' | 'hash' };

/**
 * Whether the rows follow one another without gap and each hash is right.
 * @param from the row before the first of `rows`; the beginning of the log where it is left out
 */
export const checkChain = (rows: Iterable<Row | WithheldRow>, from?: LogPoint): ChainCheck => {
  let head: LogPoint = from ?? { seq: 0, hash: genesisHash() };
  for (const row of rows) {
    const seq = head.seq + 1;
    if (row.seq !== seq) return { ok: false, seq, reason: 'seq' };
    const digest = 'digest' in row ? row.digest : bodyDigest(row.salt, row.body);
    if (!sameBytes(chainHash(head.hash, row, digest), row.hash)) return { ok: false, seq, reason: 'hash' };
    head = { seq, hash: row.hash };
  }
  return { ok: true, head };
};

// Rows as bytes. All numbers are lib0 varints, `at` the difference to the row before (0 before the first):
//
//   version (1) ‖ seats: count, then each a var-string ‖ rows: count ‖ seq of the first ‖ each row:
//   kind (index in ROW_KINDS, + 8 where it is withheld) ‖ seat (index in seats) ‖ at ‖
//   ( body: length, bytes ‖ salt (16)   or, withheld,   digest (32) ) ‖ hash (32)

const VERSION = 1;
const WITHHELD = 8;

/** Rows that follow one another, as bytes. Throws where they do not, or where a salt or hash has a wrong size. */
export const encodeRows = (rows: readonly (Row | WithheldRow)[]): Uint8Array => {
  const seats = [...new Set(rows.map((row) => row.seat))];
  const seatIndex = new Map(seats.map((seat, i) => [seat, i]));
  const first = rows[0]?.seq ?? 0;
  const to = encoding.createEncoder();
  encoding.writeVarUint(to, VERSION);
  encoding.writeVarUint(to, seats.length);
  for (const seat of seats) encoding.writeVarString(to, seat);
  encoding.writeVarUint(to, rows.length);
  encoding.writeVarUint(to, first);
  let at = 0;
  for (const [i, row] of rows.entries()) {
    if (row.seq !== first + i) throw new Error(`row ${row.seq} stands where row ${first + i} should`);
    const proof = 'digest' in row ? row.digest.length === HASH_BYTES : row.salt.length === SALT_BYTES;
    if (!proof || row.hash.length !== HASH_BYTES)
      throw new Error(`row ${row.seq}: a salt has 16 bytes and a hash 32`);
    encoding.writeVarUint(to, ROW_KINDS.indexOf(row.kind) + ('digest' in row ? WITHHELD : 0));
    encoding.writeVarUint(to, seatIndex.get(row.seat) ?? 0);
    encoding.writeVarInt(to, row.at - at);
    if ('digest' in row) encoding.writeUint8Array(to, row.digest);
    else {
      encoding.writeVarUint8Array(to, row.body);
      encoding.writeUint8Array(to, row.salt);
    }
    encoding.writeUint8Array(to, row.hash);
    at = row.at;
  }
  return encoding.toUint8Array(to);
};

export type Decoded<Kind> = { ok: true; rows: Kind[] } | { ok: false; reason: string };
export type DecodedRows = Decoded<Row>;

/**
 * The rows that `encodeRows` wrote; each owns its bytes. Bytes that are cut short, go on too long or speak of
 * an unknown version, kind or seat are refused whole, and so is a row that is withheld. The chain is not checked here: see
 * `checkChain`.
 */
export const decodeRows = (bytes: Uint8Array): DecodedRows => {
  const read = decodeSeenRows(bytes);
  if (!read.ok) return read;
  const rows = read.rows.flatMap((row) => ('digest' in row ? [] : row));
  return rows.length === read.rows.length ? { ok: true, rows } : { ok: false, reason: 'a row is withheld' };
};

/** As `decodeRows`, of a log that somebody sees not all of. */
export const decodeSeenRows = (bytes: Uint8Array): Decoded<Row | WithheldRow> => {
  try {
    return readRows(decoding.createDecoder(bytes));
  } catch (error) {
    // lib0 throws at the end of the bytes, on an overlong number and on text that is not UTF-8.
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
};

const readRows = (from: decoding.Decoder): Decoded<Row | WithheldRow> => {
  const version = decoding.readVarUint(from);
  if (version !== VERSION) return { ok: false, reason: `version ${version} of the rows is not known` };
  const seats: string[] = [];
  for (let left = decoding.readVarUint(from); left > 0; left -= 1) seats.push(decoding.readVarString(from));
  const count = decoding.readVarUint(from);
  const first = decoding.readVarUint(from);
  const rows: (Row | WithheldRow)[] = [];
  let at = 0;
  while (rows.length < count) {
    const told = decoding.readVarUint(from);
    const kind = ROW_KINDS[told % WITHHELD];
    const seat = seats[decoding.readVarUint(from)];
    if (kind === undefined || told >= 2 * WITHHELD || seat === undefined)
      return { ok: false, reason: 'a row is of no known kind or seat' };
    at += decoding.readVarInt(from);
    const header = { seq: first + rows.length, at, kind, seat };
    if (told >= WITHHELD) {
      const digest = take(from, HASH_BYTES);
      rows.push({ ...header, digest, hash: take(from, HASH_BYTES) });
      continue;
    }
    const body = take(from, decoding.readVarUint(from));
    const salt = take(from, SALT_BYTES);
    rows.push({ ...header, body, salt, hash: take(from, HASH_BYTES) });
  }
  if (decoding.hasContent(from)) return { ok: false, reason: 'there are bytes after the last row' };
  return { ok: true, rows };
};

/** A plain copy, so that one row kept does not keep the whole answer in memory. */
const take = (from: decoding.Decoder, length: number): Uint8Array => {
  if (length > from.arr.length - from.pos) throw new RangeError('the rows are cut short');
  const end = from.pos + length;
  const bytes = new Uint8Array(from.arr.subarray(from.pos, end));
  from.pos = end;
  return bytes;
};
