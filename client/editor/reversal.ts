// Carries out what the history answers. What comes back stands exactly where it was: behind its own grave, which no
// index can name, since Yjs writes what is inserted at an index behind all the graves that lie there.
import * as Y from 'yjs';
import type { Range } from '../../shared/ids.ts';
import type { Edited } from './edited.ts';
import type { Reversal } from './going.ts';
import type { Words } from './strike-plan.ts';
import { rangesOf } from './strike.ts';

/** What one's own hand did to the document in one transaction. */
export type Done = { inserted: Range | null; deleted: readonly Words[] };

/** Reads off a Yjs transaction what it did. To be asked before Yjs forgets the deleted words: from an observer. */
export const doneBy = (tr: Y.Transaction, text: Y.Text): Done => {
  const pen = tr.doc.clientID;
  const before = tr.beforeState.get(pen) ?? 0;
  const after = tr.afterState.get(pen) ?? 0;
  const deleted: Words[] = [];
  Y.iterateDeletedStructs(tr, tr.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || struct.parent !== text) return;
    if (struct.content instanceof Y.ContentString)
      deleted.push({ client: struct.id.client, clock: struct.id.clock, text: struct.content.str });
  });
  return { inserted: after > before ? [pen, before, after - before] : null, deleted };
};

const revive = (tr: Y.Transaction, text: Y.Text, pieces: readonly Words[]): void => {
  const { store, clientID } = tr.doc;
  const [first] = pieces;
  if (first === undefined) return;
  const { client, clock, text: words } = first;
  Y.getItemCleanStart(tr, Y.createID(client, clock));
  const left = Y.getItemCleanEnd(tr, store, Y.createID(client, clock + words.length - 1));
  const { right } = left;
  const id = Y.createID(clientID, Y.getState(store, clientID));
  const content = new Y.ContentString(pieces.map((piece) => piece.text).join(''));
  new Y.Item(id, left, left.lastId, right, right?.id ?? null, text, null, content).integrate(tr, 0);
};

/** The offset behind a live character. */
const behind = (text: Y.Text, client: number, clock: number): number => {
  let at = 0;
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    if (item.id.client === client && item.id.clock <= clock && clock < item.id.clock + item.length)
      return at + clock - item.id.clock + 1;
    at += item.length;
  }
  return at;
};

const lastOf = (words: readonly Words[]): readonly [client: number, clock: number] | null => {
  const last = words.at(-1);
  return last === undefined ? null : [last.client, last.clock + last.text.length - 1];
};

const caretAfter = (text: Y.Text, { deletes, adopts, strikes }: Reversal, { inserted }: Done): number => {
  if (inserted !== null) return behind(text, inserted[0], inserted[1] + inserted[2] - 1);
  const last = lastOf(adopts) ?? lastOf(strikes);
  if (last !== null) return behind(text, last[0], last[1]);
  const gone = deletes.slice(0, -1).reduce((sum, { from, to }) => sum + to - from, 0);
  return (deletes.at(-1)?.from ?? 0) - gone;
};

/** Does it, tells the table, and says what was done to the document and where the caret goes. */
export const carryOut = (
  { table, clause, lang, text }: Edited,
  reversal: Reversal,
): { done: Done; caret: number } => {
  const { deletes, strikes, adopts, revivals } = reversal;
  const { acts } = table;
  let done: Done = { inserted: null, deleted: [] };
  const observe = (_event: Y.YTextEvent, tr: Y.Transaction): void => {
    done = doneBy(tr, text);
  };
  if (strikes.length > 0) acts?.strike(clause, lang, rangesOf(strikes));
  if (adopts.length > 0) acts?.adopt(clause, lang, rangesOf(adopts));
  if (deletes.length + revivals.length > 0) {
    text.observe(observe);
    text.doc?.transact((tr) => {
      for (const { from, to } of deletes.toReversed()) text.delete(from, to - from);
      for (const pieces of revivals) revive(tr, text, pieces);
      // Yjs remembers places in a text, and does not know of what is written past it.
      if (text._searchMarker !== null) text._searchMarker.length = 0;
    }, acts?.origin);
    text.unobserve(observe);
  }
  return { done, caret: caretAfter(text, reversal, done) };
};
