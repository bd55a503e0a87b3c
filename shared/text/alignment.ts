// Which words of one reading stand for which of the other. The least number of edits, found without any clock,
// and then each insertion placed where a drafter would have placed it.
import { diffArrays } from 'diff';
import { isLittleWord } from './words.ts';

/** `length` words that both have: from `a` on in the first and from `b` on in the second. */
export type Run = { readonly a: number; readonly b: number; readonly length: number };

// Beyond these a text has been rewritten rather than amended, and looking for what survived costs more than it tells.
const MOST_WORDS = 20_000;
const MOST_EDITS = 400;

type Words = readonly string[];

const commonPrefix = (a: Words, b: Words): number => {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length += 1;
  return length;
};

const commonSuffix = (a: Words, b: Words, most: number): number => {
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length += 1;
  return length;
};

/** Fewer edits than this never lead from the one to the other: a word that only one of them has is at least one. */
const leastEdits = (a: Words, b: Words): number => {
  const left = new Map<string, number>();
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of b) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared += 1;
  }
  return a.length + b.length - 2 * shared;
};

/** The runs of a shortest way from the one to the other, or none where it is beyond the bounds. */
const shortestRuns = (a: Words, b: Words, offset: number): Run[] => {
  const changes = diffArrays([...a], [...b], { maxEditLength: MOST_EDITS }) ?? [];
  const runs: Run[] = [];
  let atA = offset;
  let atB = offset;
  for (const change of changes) {
    if (!change.added && !change.removed) runs.push({ a: atA, b: atB, length: change.count });
    if (!change.added) atA += change.count;
    if (!change.removed) atB += change.count;
  }
  return runs;
};

const turned = (runs: readonly Run[]): Run[] => runs.map(({ a, b, length }) => ({ a: b, b: a, length }));

/**
 * The runs of the two middles, or none where these are beyond the bounds. Empty where they share nothing. Of several
 * shortest ways the diff takes one by the order of its texts; so it is asked both ways, the lesser text first, and that
 * with fewer runs is taken. Swapping the sides swaps nothing else.
 */
const middleRuns = (a: Words, b: Words, offset: number): Run[] => {
  if (a.length === 0 || b.length === 0 || a.length + b.length > MOST_WORDS) return [];
  // The diff would find the same, after all the edits that it may make.
  if (leastEdits(a, b) > MOST_EDITS) return [];
  // The middles begin with different words.
  const isTurned = (a[0] ?? '') > (b[0] ?? '');
  const [lesser, greater] = isTurned ? [b, a] : [a, b];
  const one = shortestRuns(lesser, greater, offset);
  const other = one.length > 1 ? turned(shortestRuns(greater, lesser, offset)) : one;
  const best = other.length < one.length ? other : one;
  return isTurned ? turned(best) : best;
};

/** How natural a seam is behind this word: at the start of a text or line, a sentence, a part of one. */
const seam = (word: string | undefined): number => {
  if (word === undefined || word === '\n') return 3;
  if ('.;:!?'.includes(word)) return 2;
  return word === ',' ? 1 : 0;
};

/** How well the words from `from` up to `to` would stand in a bracket. */
const fitness = (words: Words, from: number, to: number): number => {
  const opens = isLittleWord(words[from] ?? '') ? 1 : 0;
  const dangles = isLittleWord(words[to - 1] ?? '') ? 1 : 0;
  return 4 * (seam(words[from - 1]) + seam(words[to - 1])) + opens - dangles;
};

/**
 * How far to slide an insertion (negative: to the left) so that it begins and ends at a seam: of "the [DRC and
 * the] US" and "[the DRC and] the US" both are true, and one reads well.
 */
const bestSlide = (words: Words, from: number, to: number, left: number, right: number): number => {
  let first = 0;
  while (-first < left && words[from + first - 1] === words[to + first - 1]) first -= 1;
  let last = 0;
  while (last < right && words[from + last] === words[to + last]) last += 1;
  let best = first;
  for (let slide = first + 1; slide <= last; slide += 1) {
    if (fitness(words, from + slide, to + slide) > fitness(words, from + best, to + best)) best = slide;
  }
  return best;
};

const slideBetween = (before: Run, after: Run, a: Words, b: Words, first: boolean, last: boolean): number => {
  const [fromA, toA] = [before.a + before.length, after.a];
  const [fromB, toB] = [before.b + before.length, after.b];
  if ((fromA === toA) === (fromB === toB)) return 0;
  // A run between two differences keeps a word, or they would touch.
  const left = first ? before.length : before.length - 1;
  const right = last ? after.length : after.length - 1;
  return fromA < toA ? bestSlide(a, fromA, toA, left, right) : bestSlide(b, fromB, toB, left, right);
};

const slideAll = (runs: readonly Run[], a: Words, b: Words): Run[] => {
  const out: Run[] = [];
  let before = runs[0];
  if (before === undefined) return out;
  for (let i = 1; i < runs.length; i += 1) {
    const after = runs[i];
    if (after === undefined) break;
    const slide = slideBetween(before, after, a, b, i === 1, i === runs.length - 1);
    out.push({ ...before, length: before.length + slide });
    before = { a: after.a + slide, b: after.b + slide, length: after.length - slide };
  }
  out.push(before);
  return out;
};

/**
 * The runs of words that both have, in order and never touching, the first at the start and the last at the
 * end of both (these two may be empty). Always the same for the same words.
 */
export const alignWords = (a: Words, b: Words): Run[] => {
  const prefix = commonPrefix(a, b);
  const suffix = commonSuffix(a, b, Math.min(a.length, b.length) - prefix);
  const middle = middleRuns(a.slice(prefix, a.length - suffix), b.slice(prefix, b.length - suffix), prefix);
  const head: Run = { a: 0, b: 0, length: prefix };
  const tail: Run = { a: a.length - suffix, b: b.length - suffix, length: suffix };
  return slideAll([head, ...middle, tail], a, b);
};
