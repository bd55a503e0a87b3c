// A keyframe: everything a working board is at one seq, as bytes. A cache that the log can make again.
import { sha256 } from '@noble/hashes/sha2.js';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { LANGUAGES, rootOf } from './board.ts';
import { Hands } from './gate/bases.ts';
import type { HandsJson } from './gate/bases.ts';
import { IdSet } from './ids.ts';
import type { Range } from './ids.ts';
import { LEDGER_ROOT } from './ledger.ts';
import { HASH_BYTES, sameBytes } from './log.ts';
import { RecentRows } from './recent-rows.ts';
import type { BoardState, ClauseState, Revision } from './state.ts';
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

type Sets = Record<string, Range[]>;
type ClauseJson = Omit<ClauseState, 'adopted' | 'struck' | 'held' | 'revisions'> & {
  adopted: Sets;
  struck: Sets;
  held: Range[];
  revisions: (Omit<Revision, 'held'> & { held: { en: Range[]; fr: Range[] } })[];
};
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

export const keyframeBytes = (parts: Readonly<BoardParts>): Uint8Array => {
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
  encoding.writeUint8Array(encoder, sha256(encoding.toUint8Array(encoder)));
  return encoding.toUint8Array(encoder);
};

/**
 * The parts of a board as a keyframe holds them, or null where another version of the program wrote it.
 * @throws KeyframeDamaged where some byte is not the one that was written
 */
export const partsOf = (bytes: Uint8Array): BoardParts | null => {
  if (bytes[0] !== VERSION) return null;
  const end = bytes.length - HASH_BYTES;
  if (end < 1 || !sameBytes(sha256(bytes.subarray(0, end)), bytes.subarray(end)))
    throw new KeyframeDamaged('its seal is not right');
  const decoder = decoding.createDecoder(bytes.subarray(0, end));
  decoding.readVarUint(decoder);
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

const setsOf = (sets: Sets): Record<string, IdSet> =>
  Object.fromEntries(Object.entries(sets).map(([party, ranges]) => [party, IdSet.of(ranges)]));

/** The state that `stateJson` was made of. */
export const stateOf = (json: KeyframeJson['state']): BoardState => ({
  ...json,
  seats: new Map(json.seats.map((seat) => [seat.id, seat])),
  clauses: json.clauses.map((clause) => ({
    ...clause,
    adopted: setsOf(clause.adopted),
    struck: setsOf(clause.struck),
    held: IdSet.of(clause.held),
    revisions: clause.revisions.map((revision) => ({
      ...revision,
      held: { en: IdSet.of(revision.held.en), fr: IdSet.of(revision.held.fr) },
    })),
  })),
});
