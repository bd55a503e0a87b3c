// A public board's keyframe: a cache that spares reading the log again, as the table's own does.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { LANGUAGES, rootOf } from '../board.ts';
import { stateJson, stateOf } from '../keyframe.ts';
import { LEDGER_ROOT, readEntry, entryBytes } from '../ledger.ts';
import type { BoardState } from '../state.ts';
import { FATES } from './public-board.ts';
import type { PublicParts, Shown } from './public-board.ts';

/** Raised whenever the bytes below mean something else; an older keyframe is then passed over. */
const VERSION = 1;

type PublicJson = {
  inner: ReturnType<typeof stateJson>;
  innerSeq: number;
  innerPens: [number, string][];
  innerChanged: [string, number][];
  state: ReturnType<typeof stateJson>;
  entries: number;
  pens: [number, string][];
  changed: [string, number][];
  seq: number;
  at: number;
  hidden: [number, number][];
};

export const publicKeyframeBytes = (parts: PublicParts): Uint8Array => {
  const { inner, innerPens, innerChanged, state, entries, pens, changed, seq, at, hidden } = parts;
  const json: PublicJson = {
    inner: stateJson(inner.state),
    innerSeq: inner.seq,
    innerPens: [...innerPens],
    innerChanged: [...innerChanged],
    state: stateJson(state),
    entries,
    pens: [...pens],
    changed: [...changed],
    seq,
    at,
    hidden,
  };
  const to = encoding.createEncoder();
  encoding.writeVarUint(to, VERSION);
  encoding.writeVarString(to, JSON.stringify(json));
  encoding.writeVarUint8Array(to, parts.hash);
  encoding.writeVarUint8Array(
    to,
    Uint8Array.from(parts.fates, (fate) => FATES.indexOf(fate)),
  );
  encoding.writeVarUint(to, parts.shown.size);
  for (const [row, { entry, text }] of parts.shown) {
    encoding.writeVarUint(to, row);
    encoding.writeVarUint8Array(to, entryBytes(entry));
    encoding.writeVarUint8Array(to, text ?? new Uint8Array(0));
  }
  encoding.writeVarUint8Array(to, Y.encodeStateAsUpdate(inner.doc));
  encoding.writeVarUint8Array(to, Y.encodeStateAsUpdate(parts.doc));
  return encoding.toUint8Array(to);
};

/** The parts as a keyframe holds them, or null where another version of the program wrote it. */
export const publicPartsOf = (bytes: Uint8Array): PublicParts | null => {
  const from = decoding.createDecoder(bytes);
  if (decoding.readVarUint(from) !== VERSION) return null;
  const json = JSON.parse(decoding.readVarString(from)) as PublicJson; // this program wrote it, in this version
  const hash = decoding.readVarUint8Array(from).slice();
  const fates = [...decoding.readVarUint8Array(from)].map((index) => FATES[index] ?? 'withheld');
  const shown = new Map<number, Shown>();
  for (let left = decoding.readVarUint(from); left > 0; left -= 1) {
    const row = decoding.readVarUint(from);
    const entry = readEntry(decoding.readVarUint8Array(from));
    const text = decoding.readVarUint8Array(from).slice();
    shown.set(row, { entry, text: text.length === 0 ? null : text });
  }
  const inner = stateOf(json.inner);
  const state = stateOf(json.state);
  return {
    inner: { doc: docOf(decoding.readVarUint8Array(from), inner), state: inner, seq: json.innerSeq },
    innerPens: new Map(json.innerPens),
    innerChanged: new Map(json.innerChanged),
    doc: docOf(decoding.readVarUint8Array(from), state),
    state,
    entries: json.entries,
    pens: new Map(json.pens),
    changed: new Map(json.changed),
    seq: json.seq,
    hash,
    at: json.at,
    fates,
    shown,
    hidden: json.hidden,
  };
};

const docOf = (update: Uint8Array, state: BoardState): Y.Doc => {
  const doc = new Y.Doc({ gc: true });
  doc.getArray(LEDGER_ROOT);
  for (const id of [...state.clauses.map((clause) => clause.id), ...state.dropped])
    for (const lang of LANGUAGES) doc.getText(rootOf(id, lang));
  Y.applyUpdate(doc, update, 'keyframe');
  return doc;
};
