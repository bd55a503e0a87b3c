// An article's bracketed text as the pieces in which it is laid: words that both parties come to include, words of one of
// them, and words that the chair puts forward, in the order in which they stand.
import type { Language, PartyId } from '../../shared/board.ts';
import { labelsOf } from '../../shared/notation/labels.ts';
import { requireOneLevel, textOfParty } from '../../shared/notation/nodes.ts';
import type { Node } from '../../shared/notation/nodes.ts';
import { parse } from '../../shared/notation/parse.ts';
import { notationErrorSentence } from '../../shared/notation/sentences.ts';
import type { ArticleSource, BoardSource } from '../boards/article.ts';

/** `null`: words of nobody named, which the chair types. */
export type Piece = { readonly by: 'both' | PartyId | null; readonly text: string };

/**
 * The pieces of an article in one language; no two neighbours are both common.
 * @throws where the text is not bracketed text of one level
 */
export const piecesOf = (
  { definition }: Pick<BoardSource, 'definition'>,
  article: ArticleSource,
  lang: Language,
): Piece[] => {
  const parsed = parse(article.text[lang], labelsOf(definition.parties, lang));
  const level = parsed.ok ? requireOneLevel(parsed) : parsed;
  if (!parsed.ok || !level.ok) {
    const sentences = level.ok ? [] : level.errors.map((error) => notationErrorSentence(error, 'en'));
    throw new Error(`article ${article.id} (${lang}) cannot be laid: ${sentences.join(' ')}`);
  }
  const pieces: Piece[] = [];
  for (const node of parsed.nodes) {
    const piece = pieceOf(node);
    const last = pieces.at(-1);
    if (last?.by === 'both' && piece.by === 'both')
      pieces[pieces.length - 1] = { by: 'both', text: last.text + piece.text };
    else pieces.push(piece);
  }
  return pieces;
};

const pieceOf = (node: Node): Piece =>
  node.kind === 'bracket'
    ? { by: node.party, text: textOfParty(node.children, node.party ?? '') }
    : { by: 'both', text: textOfParty([node], '') };

/** The words of the pieces that a party includes. */
export const positionIn = (pieces: readonly Piece[], party: PartyId): string =>
  pieces
    .filter(({ by }) => by === 'both' || by === party)
    .map(({ text }) => text)
    .join('');
