// Writes bracketed text in its canonical form: what `parse` reads back as the same nodes.
import type { Language } from '../board.ts';
import { headAt, openingOf } from './labels.ts';
import type { Labels } from './labels.ts';
import type { Bracket, Node } from './nodes.ts';

/** Plain words with a backslash before each character that would mean something else. */
export const escapeWords = (text: string): string => text.replace(/[[\]{}\\]/g, String.raw`\$&`);

/** Words of nobody named that begin as a label does are kept from being taken for one. */
const withoutHead = (inner: string, labels: Labels): string => {
  const head = headAt(inner, 0, labels);
  return head === null ? inner : `${inner.slice(0, head.colon)}\\${inner.slice(head.colon)}`;
};

const printBracket = ({ party, children }: Bracket, labels: Labels, lang: Language): string => {
  const inner = print(children, labels, lang);
  if (inner === '') return '';
  if (party === null) return `[${withoutHead(inner, labels)}]`;
  return `[${openingOf(party, labels, lang)}${inner}]`;
};

/**
 * The canonical bracketed text of these nodes, in the typography of a language; a bracket without words is left
 * out. Throws where a bracket's party has no label: that is the caller's mistake, not the text's.
 */
export const print = (nodes: readonly Node[], labels: Labels, lang: Language): string =>
  nodes
    .map((node) => {
      if (node.kind === 'words') return escapeWords(node.text);
      if (node.kind === 'term') return `{${node.term}}`;
      return printBracket(node, labels, lang);
    })
    .join('');
