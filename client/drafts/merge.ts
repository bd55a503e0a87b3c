// Three texts: a draft was begun on `base`, the position has become `theirs` meanwhile, the draft says `ours`. Merged by words,
// so that tabling a draft changes what its author changed and leaves alone what colleagues wrote in the meantime.
import { alignWords } from '../../shared/text/alignment.ts';
import { wordsOf } from '../../shared/text/words.ts';

/** Words `from … to` of the base become `words`; `to` is not among them. */
export type Edit = { from: number; to: number; words: readonly string[] };

/** What turns one list of words into the other, in order, apart from one another. */
export const editsOf = (base: readonly string[], next: readonly string[]): Edit[] => {
  const edits: Edit[] = [];
  let [a, b] = [0, 0];
  for (const run of [...alignWords(base, next), { a: base.length, b: next.length, length: 0 }]) {
    if (run.a > a || run.b > b) edits.push({ from: a, to: run.a, words: next.slice(b, run.b) });
    a = run.a + run.length;
    b = run.b + run.length;
  }
  return edits;
};

/** Where both replaced the same words: `ours` alone stands, or `both`, theirs first. */
export type Conflict = 'ours' | 'both';

/**
 * The base with both sides' changes: words that either took out are out, words that either put in are in, and what both
 * put in at the same place stands once.
 */
export const mergeTexts = (base: string, ours: string, theirs: string, conflict: Conflict): string => {
  if (base === theirs || ours === theirs) return ours;
  if (base === ours) return theirs;
  const words = wordsOf(base);
  const mine = sideOf(editsOf(words, wordsOf(ours)));
  const other = sideOf(editsOf(words, wordsOf(theirs)));
  let merged = '';
  for (let at = 0; at <= words.length; at += 1) {
    merged += putIn(mine.at.get(at), other.at.get(at), conflict);
    if (!mine.out.has(at) && !other.out.has(at)) merged += words[at] ?? '';
  }
  return merged;
};

type Put = { text: string; replaces: boolean };
type Side = { out: ReadonlySet<number>; at: ReadonlyMap<number, Put> };

const sideOf = (edits: readonly Edit[]): Side => {
  const out = new Set<number>();
  const at = new Map<number, Put>();
  for (const { from, to, words } of edits) {
    for (let i = from; i < to; i += 1) out.add(i);
    if (words.length > 0) at.set(from, { text: words.join(''), replaces: to > from });
  }
  return { out, at };
};

const putIn = (mine: Put | undefined, other: Put | undefined, conflict: Conflict): string => {
  if (mine === undefined) return other?.text ?? '';
  if (other === undefined || mine.text.includes(other.text)) return mine.text;
  // What one side has got through already, and somebody wrote on from there.
  if (other.text.includes(mine.text)) return other.text;
  if (conflict === 'ours' && mine.replaces && other.replaces) return mine.text;
  return apart(other.text, mine.text);
};

const LETTER_END = /[\p{L}\p{N}]$/u;
const LETTER_START = /^[\p{L}\p{N}]/u;

/** Two pieces one behind the other, never grown together into one word. */
const apart = (first: string, second: string): string =>
  LETTER_END.test(first) && LETTER_START.test(second) ? `${first} ${second}` : first + second;
