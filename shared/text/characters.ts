// The characters of a clause as the document holds them: the read-only view that `decide` is given.
import * as Y from 'yjs';
import type { ClauseId, Language } from '../board.ts';
import { rootOf } from '../board.ts';
import type { Range } from '../ids.ts';

/** Live characters of one pen that stand one after another, in the document's order. */
export type Run = { client: number; clock: number; text: string };

/** What there is at a range: live characters of that root, dead ones, or something that cannot be spoken of. */
export type Piece =
  | { kind: 'live'; range: Range; text: string }
  | { kind: 'dead'; range: Range }
  /** Of another root, not characters, or not there at all. */
  | { kind: 'elsewhere'; range: Range };

export interface TextView {
  /** The live characters of a clause's text in one language, in order. */
  runs(clause: ClauseId, lang: Language): readonly Run[];
  /** Takes a range apart into what is really there. */
  pieces(clause: ClauseId, lang: Language, range: Range): Piece[];
}

/** A view of a Yjs document. It reads the document of the moment; it holds no copy. */
export const viewOf = (doc: Y.Doc): TextView => ({
  runs: (clause, lang) => runsOf(textOf(doc, rootOf(clause, lang))),
  pieces: (clause, lang, range) => piecesOf(doc, rootOf(clause, lang), range),
});

/** The root's `Y.Text` where the document has it; never creates one. */
export const textOf = (doc: Y.Doc, root: string): Y.Text | null =>
  doc.share.has(root) ? doc.getText(root) : null;

export const runsOf = (text: Y.Text | null): Run[] => {
  const runs: Run[] = [];
  for (let item = text?._start ?? null; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    const last = runs.at(-1);
    if (
      last !== undefined &&
      last.client === item.id.client &&
      last.clock + last.text.length === item.id.clock
    )
      last.text += item.content.str;
    else runs.push({ client: item.id.client, clock: item.id.clock, text: item.content.str });
  }
  return runs;
};

const piecesOf = (doc: Y.Doc, root: string, [client, clock, length]: Range): Piece[] => {
  const known = Y.getState(doc.store, client);
  const structs = doc.store.clients.get(client);
  const end = Math.min(clock + length, known);
  const pieces: Piece[] = [];
  if (structs !== undefined && clock < end) {
    const text = textOf(doc, root);
    for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
      const struct = structs[i];
      if (struct === undefined || struct.id.clock >= end) break;
      const from = Math.max(clock, struct.id.clock);
      const to = Math.min(end, struct.id.clock + struct.length);
      pieces.push(pieceOf(struct, text, [client, from, to - from]));
    }
  }
  if (clock + length > end) {
    const from = Math.max(clock, end);
    pieces.push({ kind: 'elsewhere', range: [client, from, clock + length - from] });
  }
  return pieces;
};

const pieceOf = (struct: Y.Item | Y.GC, text: Y.Text | null, range: Range): Piece => {
  if (!(struct instanceof Y.Item)) return { kind: 'elsewhere', range };
  if (struct.parent !== text || struct.parentSub !== null) return { kind: 'elsewhere', range };
  if (struct.deleted) return { kind: 'dead', range };
  if (!(struct.content instanceof Y.ContentString)) return { kind: 'elsewhere', range };
  const offset = range[1] - struct.id.clock;
  return { kind: 'live', range, text: struct.content.str.slice(offset, offset + range[2]) };
};
