// Who is writing where in an article: the paragraph of each caret that types.
import * as Y from 'yjs';
import type { ClauseId, Language, PartyId } from '../../shared/board.ts';
import { rootOf } from '../../shared/board.ts';
import { textOf } from '../../shared/text/characters.ts';
import type { Presence } from '../../shared/wire.ts';

export type Drafting = {
  pen: number;
  party: PartyId | null;
  /** Only of one's own delegation. */
  name: string | null;
  lang: Language;
  /** From 1; null where the place is not known. */
  paragraph: number | null;
};

const indexOf = (doc: Y.Doc, cursor: Presence['cursor']): number | null => {
  if (cursor === null || typeof cursor.head !== 'object' || cursor.head === null) return null;
  try {
    const relative = Y.createRelativePositionFromJSON(cursor.head);
    return Y.createAbsolutePositionFromRelativePosition(relative, doc)?.index ?? null;
  } catch {
    return null; // A caret of another document, or none: the paragraph stays unsaid.
  }
};

/** Everybody who is typing in this article, in one of these languages. */
export const draftingIn = (
  presences: ReadonlyMap<number, Presence>,
  doc: Y.Doc,
  clause: ClauseId,
  languages: readonly Language[],
): Drafting[] =>
  [...presences].flatMap(([pen, { typing, clause: where, lang, cursor, party, name }]): Drafting[] => {
    if (!typing || where !== clause || lang === null || !languages.includes(lang)) return [];
    const index = indexOf(doc, cursor);
    const text = textOf(doc, rootOf(clause, lang))?.toString() ?? '';
    const paragraph = index === null ? null : text.slice(0, index).split('\n').length;
    return [{ pen, party, name, lang, paragraph }];
  });
