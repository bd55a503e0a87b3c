// Bracketed text as a tree: words, cited terms and brackets, each bracket with the party whose words it holds.
import type { PartyId } from '../board.ts';
import type { TermId } from '../terms.ts';

export type Bracket = {
  readonly kind: 'bracket';
  /** Whose words these are; null for words of nobody named. */
  readonly party: PartyId | null;
  readonly children: readonly Node[];
};

/**
 * In normal form, which `parse` gives, no words are empty, no two stand next to each other and no bracket is empty.
 */
export type Node =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'term'; readonly term: TermId }
  | Bracket;

/** Where something stands in a source: both count from 1, columns in code points. */
export type Place = { readonly line: number; readonly column: number };

/** How deep brackets may stand in brackets; more is a slip, not a position. */
export const MOST_NESTED = 8;
/** Deeper than this nothing is read: whoever brings such a text has lost a closing bracket long before. */
export const MOST_READ = 64;

export type NotationError = Place &
  (
    | { readonly code: 'unknown-label'; readonly label: string; readonly known: readonly string[] }
    | { readonly code: 'not-a-term'; readonly text: string }
    | { readonly code: 'unknown-escape'; readonly char: string }
    | { readonly code: 'too-deep'; readonly limit: number }
    | {
        readonly code:
          | 'unclosed-bracket'
          | 'unopened-bracket'
          | 'empty-bracket'
          | 'nested-bracket'
          | 'unclosed-term'
          | 'unopened-term';
      }
  );

/** Nodes and where each of them begins. */
export type Parsed = {
  readonly nodes: readonly Node[];
  readonly places: ReadonlyMap<Node, Place>;
};

const nestedIn = (bracket: Bracket, places: Parsed['places']): NotationError[] =>
  bracket.children.flatMap((child): NotationError[] => {
    if (child.kind !== 'bracket') return [];
    const place = places.get(child) ?? { line: 1, column: 1 };
    return [{ code: 'nested-bracket', ...place }, ...nestedIn(child, places)];
  });

/** Refuses brackets inside brackets, each with its place: positions are laid from one level. */
export const requireOneLevel = ({
  nodes,
  places,
}: Parsed): { readonly ok: true } | { readonly ok: false; readonly errors: readonly NotationError[] } => {
  const errors = nodes.flatMap((node) => (node.kind === 'bracket' ? nestedIn(node, places) : []));
  return errors.length === 0 ? { ok: true } : { ok: false, errors };
};

/**
 * What a party would read: the words outside brackets and those in its own, cited terms as `{id}`. What stands
 * in a bracket of another party, or of nobody named, is left out with all that is in it.
 */
export const textOfParty = (nodes: readonly Node[], party: PartyId): string =>
  nodes
    .map((node) => {
      if (node.kind === 'words') return node.text;
      if (node.kind === 'term') return `{${node.term}}`;
      return node.party === party ? textOfParty(node.children, party) : '';
    })
    .join('');

/** A text as nodes: `{id}` cites a term where the id is one of these, and is plain words anywhere else. */
export const nodesOfText = (text: string, terms: ReadonlySet<TermId>): Node[] => {
  const nodes: Node[] = [];
  let at = 0;
  const wordsUpTo = (end: number): void => {
    if (end > at) nodes.push({ kind: 'words', text: text.slice(at, end) });
  };
  for (const cite of text.matchAll(/\{([a-z][a-z0-9-]{0,31})\}/g)) {
    const term = cite[1];
    if (term === undefined || !terms.has(term)) continue;
    wordsUpTo(cite.index);
    nodes.push({ kind: 'term', term });
    at = cite.index + cite[0].length;
  }
  wordsUpTo(text.length);
  return nodes;
};
