// A board's texts at a moment of the past, as a document that the screens can read: the characters that stood there then,
// under their own ids. Nothing is ever deleted or merged in it; a text that differs at the next moment is laid anew.
import * as Y from 'yjs';
import type { Run } from '../../shared/text/characters.ts';

/** Runs of one text, packed so that they cross from the worker as a few pieces. */
export type PackedRuns = {
  name: string;
  words: string;
  clients: Float64Array;
  clocks: Int32Array;
  lengths: Int32Array;
};

export const packRuns = (name: string, runs: readonly Run[]): PackedRuns => ({
  name,
  words: runs.map(({ text }) => text).join(''),
  clients: Float64Array.from(runs, ({ client }) => client),
  clocks: Int32Array.from(runs, ({ clock }) => clock),
  lengths: Int32Array.from(runs, ({ text }) => text.length),
});

/** What may be handed over instead of copied. */
export const buffersOf = ({ clients, clocks, lengths }: PackedRuns): ArrayBufferLike[] => [
  clients.buffer,
  clocks.buffer,
  lengths.buffer,
];

/** Lays a text of the document. Its items stand in no store: they are there to be read, in order. */
export const layText = (doc: Y.Doc, { name, words, clients, clocks, lengths }: PackedRuns): void => {
  const text = doc.getText(name);
  let first: Y.Item | null = null;
  let left: Y.Item | null = null;
  let at = 0;
  for (const [i, length] of lengths.entries()) {
    const id = Y.createID(clients[i] ?? 0, clocks[i] ?? 0);
    const content = new Y.ContentString(words.slice(at, at + length));
    const item: Y.Item = new Y.Item(id, left, left?.lastId ?? null, null, null, text, null, content);
    if (left === null) first = item;
    else left.right = item;
    left = item;
    at += length;
  }
  text._start = first;
  text._length = at;
};
