// A compilation as bracketed text, for exports, for the interface that other programs read, and for the eye.
import type { Language } from '../board.ts';
import type { TermId } from '../terms.ts';
import type { Segment } from '../text/compilation.ts';
import type { Offered } from '../text/offered.ts';
import type { Labels } from './labels.ts';
import { nodesOfText } from './nodes.ts';
import type { Node } from './nodes.ts';
import { print } from './print.ts';

/**
 * An alternative that stands alone without the space that parts it from its neighbours. That space may stand
 * outside the bracket, where a drafter writes it, if the readings of those who do not have the words would fold it
 * away: behind a space or at a line's start, before a space or at a line's end.
 */
const spacedOut = (text: string, before: string, after: string): [string, string, string] => {
  if (text.trim() === '') return ['', text, ''];
  if (text.endsWith(' ') && /[ \n]$|^$/.test(before)) return ['', text.slice(0, -1), ' '];
  if (text.startsWith(' ') && /^[ \n]|^$/.test(after)) return [' ', text.slice(1), ''];
  return ['', text, ''];
};

/** Words of nobody named are not white space, whatever they are. */
const textOf = (segment: Segment | Offered | undefined): string =>
  segment?.kind === 'common' ? segment.text : segment?.kind === 'offered' ? '…' : '';

/**
 * The nodes of a compilation, one level of brackets; `terms` are the ids of the terms that a text can cite. What the
 * chair put forward stands in brackets of nobody named.
 */
export const nodesOfCompilation = (
  segments: readonly (Segment | Offered)[],
  terms: ReadonlySet<TermId>,
): Node[] => {
  const nodes: Node[] = [];
  for (const [i, segment] of segments.entries()) {
    if (segment.kind === 'common') {
      nodes.push(...nodesOfText(segment.text, terms));
      continue;
    }
    if (segment.kind === 'offered') {
      nodes.push({ kind: 'bracket', party: null, children: nodesOfText(segment.text, terms) });
      continue;
    }
    const alone = segment.alternatives.length === 1;
    for (const { party, text } of segment.alternatives) {
      const around: [string, string] = [textOf(segments[i - 1]), textOf(segments[i + 1])];
      const [before, inside, after] = alone ? spacedOut(text, ...around) : ['', text, ''];
      if (before !== '') nodes.push({ kind: 'words', text: before });
      nodes.push({ kind: 'bracket', party, children: nodesOfText(inside, terms) });
      if (after !== '') nodes.push({ kind: 'words', text: after });
    }
  }
  return nodes;
};

/**
 * The bracketed text of a compilation. Each party's words in it read exactly as that party's reading (a space may
 * stand outside a bracket that readings fold away).
 */
export const printCompilation = (
  segments: readonly Segment[],
  labels: Labels,
  lang: Language,
  terms: ReadonlySet<TermId>,
): string => print(nodesOfCompilation(segments, terms), labels, lang);
