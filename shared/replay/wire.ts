// The log as a replay reads it: who did what when, without the salts and hashes by which a row is proved. Those are random,
// so they do not compress; without them a typed letter takes a few bytes. Like goes with like, for the same reason.
//
// All numbers are lib0 varints:
//
//   version (1) ‖ seq of the first row ‖ rows: count ‖ seats: count, then each a var-string
//   ‖ who: runs of rows alike: kind (index in ROW_KINDS), seat (index in seats), how many; until all rows are told
//   ‖ when: each row's `at` less the one before's (0 before the first)
//   ‖ how long: each body's length in bytes
//   ‖ all bodies, one after the other
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { ROW_KINDS } from '../log.ts';
import type { Row, RowHeader } from '../log.ts';

/** A row without what proves it. */
export type ReplayRow = RowHeader & { body: Uint8Array };

/** How many rows a piece has, but for the last: piece n begins with row `1 + n * PIECE_ROWS`. */
export const PIECE_ROWS = 8192;

/** Raised whenever the bytes mean something else. */
export const REPLAY_VERSION = 1;

/** A row's header, and how many bytes its body has. */
export type MeasuredHeader = RowHeader & { length: number };

/** Rows that follow one another, as bytes. Throws where they do not. */
export const encodeReplay = (rows: readonly (Row | ReplayRow)[]): Uint8Array =>
  encodeMeasured(
    rows.map(({ seq, at, kind, seat, body }) => ({ seq, at, kind, seat, length: body.length })),
    rows.map(({ body }) => body),
  );

/** The same of headers and all their bodies, one after the other, in as many parts as there may be. */
export const encodeMeasured = (
  rows: readonly MeasuredHeader[],
  bodies: readonly Uint8Array[],
): Uint8Array => {
  const seats = [...new Set(rows.map((row) => row.seat))];
  const first = rows[0]?.seq ?? 0;
  const to = encoding.createEncoder();
  encoding.writeVarUint(to, REPLAY_VERSION);
  encoding.writeVarUint(to, first);
  encoding.writeVarUint(to, rows.length);
  encoding.writeVarUint(to, seats.length);
  for (const seat of seats) encoding.writeVarString(to, seat);
  for (let i = 0; i < rows.length;) {
    const { kind, seat } = rows[i] ?? { kind: 'text' as const, seat: '' };
    const start = i;
    while (rows[i]?.kind === kind && rows[i]?.seat === seat) i += 1;
    encoding.writeVarUint(to, ROW_KINDS.indexOf(kind));
    encoding.writeVarUint(to, seats.indexOf(seat));
    encoding.writeVarUint(to, i - start);
  }
  let at = 0;
  for (const [i, row] of rows.entries()) {
    if (row.seq !== first + i) throw new Error(`row ${row.seq} stands where row ${first + i} should`);
    encoding.writeVarInt(to, row.at - at);
    at = row.at;
  }
  for (const { length } of rows) encoding.writeVarUint(to, length);
  for (const body of bodies) encoding.writeUint8Array(to, body);
  return encoding.toUint8Array(to);
};

/** Rows as columns: what is not a row is not made one. Row `first + i` is at index `i`; its body `bytes[ends[i - 1] … ends[i]]`. */
export type RowColumns = {
  first: number;
  count: number;
  /** An index into `ROW_KINDS`. */
  kind: Uint8Array;
  /** An index into `seats`. */
  seat: Uint16Array;
  seats: readonly string[];
  at: Float64Array;
  bytes: Uint8Array;
  /** Where the first body begins. */
  begin: number;
  ends: Uint32Array;
};

export type DecodedColumns = { ok: true; rows: RowColumns } | { ok: false; reason: string };
export type DecodedReplay = { ok: true; rows: ReplayRow[] } | { ok: false; reason: string };

/**
 * The rows that `encodeReplay` wrote. Bytes that are cut short, go on too long or speak of an unknown version, kind or seat
 * are refused whole.
 */
export const decodeColumns = (bytes: Uint8Array): DecodedColumns => {
  try {
    return readColumns(decoding.createDecoder(bytes));
  } catch (error) {
    // lib0 throws at the end of the bytes, on an overlong number and on text that is not UTF-8.
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
};

/** The same, each row by itself; their bodies are views of `bytes`. */
export const decodeReplay = (bytes: Uint8Array): DecodedReplay => {
  const decoded = decodeColumns(bytes);
  return decoded.ok ? { ok: true, rows: rowsOf(decoded.rows) } : decoded;
};

const rowsOf = ({ first, kind, seat, seats, at, bytes, begin, ends }: RowColumns): ReplayRow[] =>
  Array.from(ends, (end, i) => ({
    seq: first + i,
    at: at[i] ?? 0,
    kind: ROW_KINDS[kind[i] ?? 0] ?? 'pen',
    seat: seats[seat[i] ?? 0] ?? '',
    body: bytes.subarray(i === 0 ? begin : ends[i - 1], end),
  }));

const readColumns = (from: decoding.Decoder): DecodedColumns => {
  const version = decoding.readVarUint(from);
  if (version !== REPLAY_VERSION) return { ok: false, reason: `version ${version} of the rows is not known` };
  const first = decoding.readVarUint(from);
  const count = decoding.readVarUint(from);
  if (count > from.arr.length) return { ok: false, reason: 'the rows are cut short' };
  const seats: string[] = [];
  for (let left = decoding.readVarUint(from); left > 0; left -= 1) seats.push(decoding.readVarString(from));
  const [kind, seat] = [new Uint8Array(count), new Uint16Array(count)];
  for (let told = 0; told < count;) {
    const [ofKind, ofSeat] = [decoding.readVarUint(from), decoding.readVarUint(from)];
    const alike = decoding.readVarUint(from);
    if (ofKind >= ROW_KINDS.length || ofSeat >= seats.length || alike === 0 || told + alike > count)
      return { ok: false, reason: 'a row is of no known kind or seat' };
    kind.fill(ofKind, told, told + alike);
    seat.fill(ofSeat, told, told + alike);
    told += alike;
  }
  const at = new Float64Array(count);
  for (let i = 0, now = 0; i < count; i += 1) at[i] = now += decoding.readVarInt(from);
  const ends = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) ends[i] = decoding.readVarUint(from);
  const begin = from.pos;
  for (let i = 0; i < count; i += 1) {
    from.pos += ends[i] ?? 0;
    if (from.pos > from.arr.length) return { ok: false, reason: 'the rows are cut short' };
    ends[i] = from.pos;
  }
  if (decoding.hasContent(from)) return { ok: false, reason: 'there are bytes after the last row' };
  return { ok: true, rows: { first, count, kind, seat, seats, at, bytes: from.arr, begin, ends } };
};
