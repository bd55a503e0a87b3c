// The readings of both parties merged into one bracketed text, as a diplomat would write it: alternatives side
// by side, no confetti. It is derived, for reading, counting and export; who includes which characters is the truth.
import type { PartyId } from '../board.ts';
import { alignWords } from './alignment.ts';
import { isSpace, isWord, wordsOf } from './words.ts';

/** What one party's reading has at a place where the readings differ; never empty. */
export type Alternative = { readonly party: PartyId; readonly text: string };

/**
 * A stretch of a compilation: words that both readings have, or a group of brackets. Where a party's reading
 * has nothing the group has no alternative of that party.
 */
export type Segment =
  | { readonly kind: 'common'; readonly text: string }
  | { readonly kind: 'group'; readonly alternatives: readonly Alternative[] };

type Tokens = readonly string[];

/** Tokens `aFrom … aTo - 1` of the first reading stand where the second has `bFrom … bTo - 1`. */
type Hunk = { readonly aFrom: number; readonly aTo: number; readonly bFrom: number; readonly bTo: number };

const indexesOfWords = (tokens: Tokens): number[] => {
  const indexes: number[] = [];
  for (const [index, token] of tokens.entries()) if (!token.startsWith(' ')) indexes.push(index);
  return indexes;
};

const trimmed = ({ aFrom, aTo, bFrom, bTo }: Hunk, a: Tokens, b: Tokens): Hunk => {
  let head = 0;
  const most = Math.min(aTo - aFrom, bTo - bFrom);
  while (head < most && a[aFrom + head] === b[bFrom + head]) head += 1;
  let tail = 0;
  while (head + tail < most && a[aTo - 1 - tail] === b[bTo - 1 - tail]) tail += 1;
  return { aFrom: aFrom + head, aTo: aTo - tail, bFrom: bFrom + head, bTo: bTo - tail };
};

/** Where the readings differ, in order. Spaces are compared only between words that are aligned. */
const hunksOf = (a: Tokens, b: Tokens): Hunk[] => {
  const [inA, inB] = [indexesOfWords(a), indexesOfWords(b)];
  const runs = alignWords(
    inA.map((index) => a[index] ?? ''),
    inB.map((index) => b[index] ?? ''),
  );
  const hunks: Hunk[] = [];
  let [aFrom, bFrom] = [0, 0];
  const closeAt = (aTo: number, bTo: number): void => {
    const hunk = trimmed({ aFrom, aTo, bFrom, bTo }, a, b);
    if (hunk.aFrom < hunk.aTo || hunk.bFrom < hunk.bTo) hunks.push(hunk);
    [aFrom, bFrom] = [aTo + 1, bTo + 1];
  };
  for (const run of runs) {
    for (let i = 0; i < run.length; i += 1) closeAt(inA[run.a + i] ?? a.length, inB[run.b + i] ?? b.length);
  }
  closeAt(a.length, b.length);
  return hunks;
};

/** How many of the tokens from `from` on, going by `step`, reach over the next word; none over a newline. */
const reachOver = (tokens: Tokens, from: number, step: 1 | -1, end: number): number => {
  for (let at = from; at !== end; at += step) {
    const token = tokens[at];
    if (token === undefined || token === '\n') return 0;
    if (!isSpace(token)) return Math.abs(at - from) + 1;
  }
  return 0;
};

/** A difference of nothing but white space takes in its neighbours, so that its bracket shows something. */
const widened = (hunk: Hunk, a: Tokens, b: Tokens, floor: number, ceiling: number): Hunk => {
  const blank = [...a.slice(hunk.aFrom, hunk.aTo), ...b.slice(hunk.bFrom, hunk.bTo)].every(isSpace);
  if (!blank) return hunk;
  const back = reachOver(a, hunk.aFrom - 1, -1, floor - 1);
  const on = reachOver(a, hunk.aTo, 1, ceiling);
  return { aFrom: hunk.aFrom - back, aTo: hunk.aTo + on, bFrom: hunk.bFrom - back, bTo: hunk.bTo + on };
};

const widenAll = (hunks: readonly Hunk[], a: Tokens, b: Tokens): Hunk[] => {
  const out: Hunk[] = [];
  for (const [i, hunk] of hunks.entries()) {
    out.push(widened(hunk, a, b, out.at(-1)?.aTo ?? 0, hunks[i + 1]?.aFrom ?? a.length));
  }
  return out;
};

const countWords = (tokens: Tokens): number => {
  let count = 0;
  for (const token of tokens) if (isWord(token)) count += 1;
  return count;
};

const wordsOfHunk = (hunk: Hunk, a: Tokens, b: Tokens): [number, number] => [
  countWords(a.slice(hunk.aFrom, hunk.aTo)),
  countWords(b.slice(hunk.bFrom, hunk.bTo)),
];

/**
 * Whether what stands between two differences is too little to be held in common. Between two replacements of
 * words that is a mark without spaces ("and/or"); or one or two words or marks inside the sentence, where they
 * are less than a quarter of either alternative that results and no replacement is shorter than two words for each
 * of them. So "[by joint decision of the Parties][at the request of either Party]" is one group, while two remain
 * of "[reviewed][renegotiated] in [24][6] months".
 */
const bridges = (between: Tokens, first: Hunk, second: Hunk, a: Tokens, b: Tokens): boolean => {
  const held = between.filter((token) => !token.startsWith(' '));
  if (held.length === 0) return true;
  if (held.length > 2 || held.some((token) => '\n.;:!?'.includes(token))) return false;
  const [a1, b1] = wordsOfHunk(first, a, b);
  const [a2, b2] = wordsOfHunk(second, a, b);
  if (a1 === 0 || b1 === 0 || a2 === 0 || b2 === 0) return false;
  if (between.length === 1 && !held.some(isWord)) return true;
  const shorter = Math.min(a1 + a2, b1 + b2) + held.length;
  const lesser = Math.min(Math.max(a1, b1), Math.max(a2, b2));
  return 4 * held.length < shorter && 2 * held.length <= lesser;
};

const joined = (hunks: readonly Hunk[], a: Tokens, b: Tokens): Hunk[] => {
  const out: Hunk[] = [];
  for (const hunk of hunks) {
    const last = out.at(-1);
    if (last !== undefined && bridges(a.slice(last.aTo, hunk.aFrom), last, hunk, a, b)) {
      out[out.length - 1] = { ...last, aTo: hunk.aTo, bTo: hunk.bTo };
    } else out.push(hunk);
  }
  return out;
};

/**
 * The compilation of two readings, alternatives in the parties' order; equal readings give one common segment,
 * or none where they are empty. Common segments and a party's alternatives, joined, are exactly its reading. Two
 * groups never touch. The same readings always give the same segments.
 */
export const compile = (
  readings: readonly [string, string],
  parties: readonly [PartyId, PartyId],
): Segment[] => {
  const [first, second] = readings;
  if (first === second) return first === '' ? [] : [{ kind: 'common', text: first }];
  const [a, b] = [wordsOf(first), wordsOf(second)];
  const segments: Segment[] = [];
  let at = 0;
  const commonUpTo = (end: number): void => {
    if (end > at) segments.push({ kind: 'common', text: a.slice(at, end).join('') });
  };
  for (const hunk of joined(widenAll(hunksOf(a, b), a, b), a, b)) {
    commonUpTo(hunk.aFrom);
    const alternatives = [
      { party: parties[0], text: a.slice(hunk.aFrom, hunk.aTo).join('') },
      { party: parties[1], text: b.slice(hunk.bFrom, hunk.bTo).join('') },
    ].filter(({ text }) => text !== '');
    segments.push({ kind: 'group', alternatives });
    at = hunk.aTo;
  }
  commonUpTo(a.length);
  return segments;
};

/** How many brackets stand open in a compilation: a group is one, whatever number of alternatives it has. */
export const bracketsIn = (segments: readonly Segment[]): number =>
  segments.filter((segment) => segment.kind === 'group').length;

const wordsApartIn = (alternatives: readonly Alternative[]): number => {
  const [first = [], second = []] = alternatives.map(({ text }) => wordsOf(text).filter(isWord));
  const total = first.length + second.length;
  const known = new Set(first);
  if (!second.some((word) => known.has(word))) return total;
  return total - 2 * alignWords(first, second).reduce((sum, run) => sum + run.length, 0);
};

/**
 * On how many words the readings differ: those that only one of them has, of both together, so that "shall"
 * against "may" is two. Figures and cited terms are words; marks and spaces are not. A word that both alternatives
 * of a group share ("of" in "[by decision of both][at the request of one]") is not counted.
 */
export const wordsApart = (segments: readonly Segment[]): number => {
  let words = 0;
  for (const segment of segments) if (segment.kind === 'group') words += wordsApartIn(segment.alternatives);
  return words;
};
