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

const VERSION = 1;

/** Rows that follow one another, as bytes. Throws where they do not. */
export const encodeReplay = (rows: readonly (Row | ReplayRow)[]): Uint8Array => {
  const seats = [...new Set(rows.map((row) => row.seat))];
  const first = rows[0]?.seq ?? 0;
  const to = encoding.createEncoder();
  encoding.writeVarUint(to, VERSION);
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
  for (const { body } of rows) encoding.writeVarUint(to, body.length);
  for (const { body } of rows) encoding.writeUint8Array(to, body);
  return encoding.toUint8Array(to);
};

export type DecodedReplay = { ok: true; rows: ReplayRow[] } | { ok: false; reason: string };

/**
 * The rows that `encodeReplay` wrote; their bodies are views of `bytes`. Bytes that are cut short, go on too long or speak
 * of an unknown version, kind or seat are refused whole.
 */
export const decodeReplay = (bytes: Uint8Array): DecodedReplay => {
  try {
    return readReplay(decoding.createDecoder(bytes));
  } catch (error) {
    // lib0 throws at the end of the bytes, on an overlong number and on text that is not UTF-8.
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
};

const readReplay = (from: decoding.Decoder): DecodedReplay => {
  const version = decoding.readVarUint(from);
  if (version !== VERSION) return { ok: false, reason: `version ${version} of the rows is not known` };
  const first = decoding.readVarUint(from);
  const count = decoding.readVarUint(from);
  if (count > from.arr.length) return { ok: false, reason: 'the rows are cut short' };
  const seats: string[] = [];
  for (let left = decoding.readVarUint(from); left > 0; left -= 1) seats.push(decoding.readVarString(from));
  const rows: ReplayRow[] = [];
  const none = new Uint8Array(0);
  while (rows.length < count) {
    const kind = ROW_KINDS[decoding.readVarUint(from)];
    const seat = seats[decoding.readVarUint(from)];
    const alike = decoding.readVarUint(from);
    if (kind === undefined || seat === undefined || alike === 0 || rows.length + alike > count)
      return { ok: false, reason: 'a row is of no known kind or seat' };
    for (let left = alike; left > 0; left -= 1)
      rows.push({ seq: first + rows.length, at: 0, kind, seat, body: none });
  }
  let at = 0;
  for (const row of rows) row.at = at += decoding.readVarInt(from);
  const lengths = rows.map(() => decoding.readVarUint(from));
  for (const [i, row] of rows.entries()) {
    const end = from.pos + (lengths[i] ?? 0);
    if (end > from.arr.length) return { ok: false, reason: 'the rows are cut short' };
    row.body = from.arr.subarray(from.pos, end);
    from.pos = end;
  }
  if (decoding.hasContent(from)) return { ok: false, reason: 'there are bytes after the last row' };
  return { ok: true, rows };
};
