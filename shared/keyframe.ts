// A keyframe: everything a working board is at one seq, as bytes. A cache that the log can make again.
import { sha256 } from '@noble/hashes/sha2.js';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { LANGUAGES, rootOf } from './board.ts';
import { Hands } from './gate/bases.ts';
import type { HandsJson } from './gate/bases.ts';
import { LEDGER_ROOT } from './ledger.ts';
import { HASH_BYTES, sameBytes } from './log.ts';
import { RecentRows } from './recent-rows.ts';
import type { BoardState } from './state.ts';
import { clauseFromJson } from './state-json.ts';
import type { ClauseJson } from './state-json.ts';
import type { BoardParts } from './working-board.ts';

/** Raised whenever the bytes below mean something else; an older keyframe is then passed over. */
const VERSION = 3;

/** It is not as it was written: no hash of the log covers a keyframe, so it carries one of its own. */
export class KeyframeDamaged extends Error {
  constructor(why: string) {
    super(`the keyframe is damaged: ${why}`);
    this.name = 'KeyframeDamaged';
  }
}

type KeyframeJson = {
  state: Omit<BoardState, 'seats' | 'clauses'> & {
    seats: BoardState['seats'] extends ReadonlyMap<string, infer S> ? S[] : never;
    clauses: ClauseJson[];
  };
  entries: number;
  pens: [number, string][];
  hands: HandsJson;
  moves: [string, number][];
  changed: [string, number][];
  seq: number;
  /** The newest row's. */
  at: number;
};

/** The state as plain JSON: sets of characters as ranges, seats as a list. */
export const stateJson = (state: BoardState): KeyframeJson['state'] => {
  const json: unknown = JSON.parse(JSON.stringify({ ...state, seats: [...state.seats.values()] }));
  return json as KeyframeJson['state']; // what JSON.stringify makes of a BoardState, by its `toJSON`s
};

/** @param beside bytes of somebody else's that are kept with it; see `besideOf` */
export const keyframeBytes = (parts: Readonly<BoardParts>, beside: Uint8Array | null = null): Uint8Array => {
  const json: KeyframeJson = {
    state: stateJson(parts.state),
    entries: parts.entries,
    pens: [...parts.pens],
    hands: parts.hands.toJSON(),
    moves: [...parts.moves],
    changed: [...parts.changed],
    seq: parts.seq,
    at: parts.at,
  };
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, VERSION);
  encoding.writeVarString(encoder, JSON.stringify(json));
  encoding.writeVarUint8Array(encoder, parts.hash);
  encoding.writeVarUint8Array(encoder, parts.recent.bytes());
  encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(parts.doc));
  encoding.writeVarUint8Array(encoder, beside ?? new Uint8Array(0));
  encoding.writeUint8Array(encoder, sha256(encoding.toUint8Array(encoder)));
  return encoding.toUint8Array(encoder);
};

const isSealed = (bytes: Uint8Array): boolean => {
  const end = bytes.length - HASH_BYTES;
  return end > 0 && sameBytes(sha256(bytes.subarray(0, end)), bytes.subarray(end));
};

/** Behind the version; null where that is another. @throws KeyframeDamaged */
const opened = (bytes: Uint8Array): decoding.Decoder | null => {
  if (bytes[0] !== VERSION) return null;
  if (!isSealed(bytes)) throw new KeyframeDamaged('its seal is not right');
  const end = bytes.length - HASH_BYTES;
  const decoder = decoding.createDecoder(bytes.subarray(0, end));
  decoding.readVarUint(decoder);
  return decoder;
};

/**
 * The parts of a board as a keyframe holds them, or null where another version of the program wrote it.
 * @throws KeyframeDamaged where some byte is not the one that was written
 */
export const partsOf = (bytes: Uint8Array): BoardParts | null => {
  const decoder = opened(bytes);
  if (decoder === null) return null;
  const json = JSON.parse(decoding.readVarString(decoder)) as KeyframeJson; // this program wrote it, in this version
  const hash = decoding.readVarUint8Array(decoder).slice();
  const recent = RecentRows.of(json.seq, decoding.readVarUint8Array(decoder).slice());
  const update = decoding.readVarUint8Array(decoder);
  const doc = new Y.Doc({ gc: true });
  doc.getArray(LEDGER_ROOT);
  const state = stateOf(json.state);
  for (const id of [...state.clauses.map((clause) => clause.id), ...state.dropped])
    for (const lang of LANGUAGES) doc.getText(rootOf(id, lang));
  Y.applyUpdate(doc, update, 'keyframe');
  return {
    doc,
    state,
    entries: json.entries,
    pens: new Map(json.pens),
    hands: Hands.fromJSON(json.hands),
    moves: new Map(json.moves),
    changed: new Map(json.changed),
    seq: json.seq,
    at: json.at,
    hash,
    recent,
  };
};

/** What was kept beside a keyframe; null where nothing was, it is damaged, or another version of the program wrote it. */
export const besideOf = (bytes: Uint8Array): Uint8Array | null => {
  const decoder = isSealed(bytes) ? opened(bytes) : null;
  if (decoder === null) return null;
  for (let part = 0; part < 4; part += 1) {
    const length = decoding.readVarUint(decoder);
    decoder.pos += length;
  }
  const beside = decoding.readVarUint8Array(decoder).slice();
  return beside.length === 0 ? null : beside;
};

/** The state that `stateJson` was made of. */
export const stateOf = (json: KeyframeJson['state']): BoardState => ({
  ...json,
  seats: new Map(json.seats.map((seat) => [seat.id, seat])),
  clauses: json.clauses.map(clauseFromJson),
});
