// After a refusal, or too long a spell without connection, a browser takes a fresh document and a fresh pen. Nothing of what
// its delegate did in the old one may be lost: words that the table does not have become drafts, deletions that it does not
// have are asked for as strikes.
import * as Y from 'yjs';
import type { Range } from '../ids.ts';
import type { Id } from './frame.ts';

/** Words that the table never took, and the character of the table that they stood right of (null: at the start). */
export type UnsentDraft = { readonly root: string; readonly after: Id | null; readonly text: string };

export type LostDeletion = { readonly root: string; readonly range: Range };

const itemsOf = function* (doc: Y.Doc, root: string): Generator<Y.Item> {
  for (let item = doc.share.get(root)?._start ?? null; item !== null; item = item.right) yield item;
};

const textOf = (item: Y.Item, from = 0): string =>
  !item.deleted && item.content instanceof Y.ContentString ? item.content.str.slice(from) : '';

const draftsIn = (doc: Y.Doc, pen: number, acked: number, root: string): UnsentDraft[] => {
  const drafts: UnsentDraft[] = [];
  let after: Id | null = null;
  let text = '';
  const close = (): void => {
    if (text !== '') drafts.push({ root, after, text });
    text = '';
  };
  for (const item of itemsOf(doc, root)) {
    const { client, clock } = item.id;
    // An item can straddle the edge, since Yjs merges what was typed in a row: only its tail is a draft.
    const known = client === pen ? Math.min(item.length, Math.max(0, acked - clock)) : item.length;
    if (known > 0) {
      close();
      after = { client, clock: clock + known - 1 };
    }
    if (known < item.length) text += textOf(item, known);
  }
  close();
  return drafts;
};

/**
 * The live words of a pen that the table does not have.
 * @param acked the pen's first clock that the table does not have
 * @param roots the texts to look in
 */
export const unsentDrafts = (
  doc: Y.Doc,
  pen: number,
  acked: number,
  roots: readonly string[],
): UnsentDraft[] => roots.flatMap((root) => draftsIn(doc, pen, acked, root));

/** Of the characters `[clock, end)`, what `doc` has as deleted. */
const deletedIn = function* (doc: Y.Doc, client: number, clock: number, end: number): Generator<Range> {
  const structs = doc.store.clients.get(client);
  if (structs === undefined) return;
  const to = Math.min(end, Y.getState(doc.store, client));
  if (clock >= to) return;
  for (let at = Y.findIndexSS(structs, clock); at < structs.length; at += 1) {
    const item = structs[at];
    if (item === undefined || item.id.clock >= to) return;
    if (!item.deleted) continue;
    const from = Math.max(clock, item.id.clock);
    yield [client, from, Math.min(to, item.id.clock + item.length) - from];
  }
};

/** What was deleted in the old document and is live in the fresh one, in reading order. */
export const lostDeletions = (old: Y.Doc, fresh: Y.Doc, roots: readonly string[]): LostDeletion[] => {
  const lost: LostDeletion[] = [];
  for (const root of roots)
    for (const item of itemsOf(fresh, root)) {
      if (item.deleted) continue;
      const { client, clock } = item.id;
      for (const range of deletedIn(old, client, clock, clock + item.length)) lost.push({ root, range });
    }
  return lost;
};

/** The index in a text right after a character, live or not; 0 for null, the text's end for one that it does not have. */
export const indexAfter = (doc: Y.Doc, root: string, id: Id | null): number => {
  if (id === null) return 0;
  let index = 0;
  for (const item of itemsOf(doc, root)) {
    const { client, clock } = item.id;
    if (client === id.client && clock <= id.clock && id.clock < clock + item.length)
      return item.deleted ? index : index + id.clock - clock + 1;
    if (!item.deleted) index += item.length;
  }
  return index;
};

/**
 * Types drafts again where they stood, one transaction each.
 * @param may whether a text can be written in
 * @returns those that could not be put back
 */
export const putBack = (
  doc: Y.Doc,
  drafts: readonly UnsentDraft[],
  may: (root: string) => boolean,
  origin: unknown,
): UnsentDraft[] =>
  drafts.filter((draft) => {
    if (!may(draft.root)) return true;
    const text = doc.getText(draft.root);
    doc.transact(() => text.insert(indexAfter(doc, draft.root, draft.after), draft.text), origin);
    return false;
  });
