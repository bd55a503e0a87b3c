// What becomes of an edit that would delete words: which characters may really go, which the own party withdraws from
// its position while they stay, and which it never had. Pure; nothing here knows the editor's state or its view.
import { findClusterBreak } from '@codemirror/state';
import type { Text } from '@codemirror/state';
import type { PartyId } from '../../shared/board.ts';
import { startsWithMark } from '../../shared/gate/text-rules.ts';
import { partyIndexOf } from '../../shared/pens.ts';
import type { Placed, Span } from './layout.ts';

/** Characters and their words. */
export type Words = { readonly client: number; readonly clock: number; readonly text: string };

/** `delete`: really goes. `strike`: stays, but no longer in the own position. `leave`: was never in it. */
export type Fate = 'delete' | 'strike' | 'leave';
export type Cut = Words & Span & { readonly fate: Fate };

export type Scene = {
  readonly doc: Text;
  readonly placed: readonly Placed[];
  /** Parts that are one or nothing: cited terms. */
  readonly whole: readonly Span[];
  readonly own: PartyId | null;
  /** The low four bits of the own party's pens. */
  readonly index: number;
  mayDelete(client: number, clock: number): boolean;
  /** What a text may hold of what was typed. */
  clean(text: string): string;
};

export type Edit = Span & { readonly insert: string };

/** How an edit came about: over a selection, by a rewriting hand (autocorrect, composition), or neither. */
export type Manner = 'selection' | 'rewrite' | 'plain';

export type Plan = {
  readonly deletes: readonly Span[];
  readonly strikes: readonly Words[];
  /** What is left to insert, maybe nothing, and where. */
  readonly insert: { readonly at: number; readonly text: string };
  /** Add to an offset into the given insert to have one into what is really inserted. */
  readonly shift: number;
  /** How far behind what is really inserted the given insert ends; less than nothing where it ends within. */
  readonly after: number;
  /** The edit that was carried out, as wide as it had to be. */
  readonly span: Span;
};

const fateOf = (placed: Placed, clock: number, { own, mayDelete }: Scene): Fate => {
  if (mayDelete(placed.client, clock)) return 'delete';
  return own !== null && placed.by.includes(own) ? 'strike' : 'leave';
};

/** Cuts what stands from `from` to `to` wherever the fate changes. */
export const cutsOf = (scene: Scene, from: number, to: number): Cut[] => {
  const cuts: Cut[] = [];
  for (const placed of scene.placed) {
    if (placed.to <= from) continue;
    if (placed.from >= to) break;
    let at = Math.max(placed.from, from);
    const end = Math.min(placed.to, to);
    while (at < end) {
      const clock = placed.clock + at - placed.from;
      const fate = fateOf(placed, clock, scene);
      let next = at + 1;
      while (next < end && fateOf(placed, clock + next - at, scene) === fate) next += 1;
      const text = placed.text.slice(at - placed.from, next - placed.from);
      cuts.push({ client: placed.client, clock, text, from: at, to: next, fate });
      at = next;
    }
  }
  return cuts;
};

/** The character (as a reader counts them) that the offset lies within; null where it lies between two. */
const aroundOf = (text: string, at: number): Span | null => {
  if (at <= 0 || at >= text.length) return null;
  let from = findClusterBreak(text, at, false);
  let to = findClusterBreak(text, from, true);
  while (to < at) [from, to] = [to, findClusterBreak(text, to, true)];
  return to === at ? null : { from, to };
};

const edgeOf = (doc: Text, at: number, side: 'from' | 'to'): number => {
  const line = doc.lineAt(at);
  const around = aroundOf(line.text, at - line.from);
  return around === null ? at : line.from + around[side];
};

const wholeAt = (scene: Scene, at: number): Span | undefined =>
  scene.whole.find(({ from, to }) => from < at && at < to);

/** No character, and no cited term, is ever cut: the edit takes in all of it, and writes again what was not meant. */
const widened = (scene: Scene, edit: Edit): Edit => {
  if (edit.from === edit.to) {
    const at = wholeAt(scene, edit.from)?.to ?? edgeOf(scene.doc, edit.from, 'to');
    return { from: at, to: at, insert: edit.insert };
  }
  const from = edgeOf(scene.doc, edit.from, 'from');
  const to = edgeOf(scene.doc, edit.to, 'to');
  const insert =
    edit.insert === ''
      ? ''
      : scene.doc.sliceString(from, edit.from) + edit.insert + scene.doc.sliceString(edit.to, to);
  return { from: wholeAt(scene, from)?.from ?? from, to: wholeAt(scene, to)?.to ?? to, insert };
};

const LETTER = /[\p{L}\p{M}\p{N}'’]/u;

const commonStart = (one: string, other: string): number => {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one[length] === other[length]) length += 1;
  return length;
};

const commonEnd = (one: string, other: string, most: number): number => {
  let length = 0;
  while (length < most && one[one.length - 1 - length] === other[other.length - 1 - length]) length += 1;
  return length;
};

const insideWord = (text: string, at: number): boolean =>
  at > 0 && at < text.length && LETTER.test(text[at - 1] ?? '') && LETTER.test(text[at] ?? '');

/** Whether the text can be parted there: between characters, and (unless a hand rewrites within words) between words. */
const parts = (text: string, at: number, byWords: boolean): boolean =>
  aroundOf(text, at) === null && !(byWords && insideWord(text, at));

/** Leaves alone what is the same before and after, as far as the own party includes it: of another's words one has none. */
const trimmed = (scene: Scene, edit: Edit, byWords: boolean): { edit: Edit; head: number; tail: number } => {
  const old = scene.doc.sliceString(edit.from, edit.to);
  // A single letter typed over words is the first of new ones, even where they began with the same.
  if (old === '' || edit.insert === '' || (byWords && edit.insert.length === 1 && edit.insert !== old))
    return { edit, head: 0, tail: 0 };
  const cuts = cutsOf(scene, edit.from, edit.to);
  const firstLeft = cuts.find(({ fate }) => fate === 'leave')?.from ?? edit.to;
  const lastLeft = cuts.findLast(({ fate }) => fate === 'leave')?.to ?? edit.from;
  let head = Math.min(commonStart(old, edit.insert), firstLeft - edit.from);
  while (head > 0 && !(parts(old, head, byWords) && parts(edit.insert, head, byWords))) head -= 1;
  const most = Math.min(old.length - head, edit.insert.length - head, edit.to - lastLeft);
  let tail = commonEnd(old, edit.insert, most);
  const fits = (): boolean =>
    parts(old, old.length - tail, byWords) && parts(edit.insert, edit.insert.length - tail, byWords);
  while (tail > 0 && !fits()) tail -= 1;
  return {
    edit: {
      from: edit.from + head,
      to: edit.to - tail,
      insert: edit.insert.slice(head, edit.insert.length - tail),
    },
    head,
    tail,
  };
};

/** A hand that rewrites part of a word which is not in the own position writes all of that word. */
const wordwise = (scene: Scene, edit: Edit): Edit => {
  if (edit.insert === '' || edit.from === edit.to) return edit;
  if (!cutsOf(scene, edit.from, edit.to).some(({ fate }) => fate === 'leave')) return edit;
  let { from, to } = edit;
  const left = (at: number): boolean =>
    LETTER.test(scene.doc.sliceString(at, at + 1)) && cutsOf(scene, at, at + 1)[0]?.fate === 'leave';
  while (from > 0 && left(from - 1)) from -= 1;
  while (to < scene.doc.length && left(to)) to += 1;
  const insert = scene.doc.sliceString(from, edit.from) + edit.insert + scene.doc.sliceString(edit.to, to);
  return { from, to, insert };
};

/** A mark that joins the letter before it must not join one of somebody else's. */
const detached = (scene: Scene, at: number, text: string): string => {
  let rest = text;
  const before = scene.placed.find(({ from, to }) => from < at && at <= to);
  if (before !== undefined && partyIndexOf(before.client) === scene.index) return rest;
  while (startsWithMark(rest)) rest = rest.slice((rest.codePointAt(0) ?? 0) > 0xffff ? 2 : 1);
  return rest;
};

/** A letter whose own accent stays would leave that to a letter before it: it is struck, and the table takes it away. */
const unbared = (scene: Scene, cuts: readonly Cut[]): Cut[] =>
  cuts.map((cut, i) => {
    const next = cuts[i + 1];
    if (cut.fate !== 'delete' || next?.fate === 'delete') return cut;
    const after = scene.placed.find(({ from, to }) => from <= cut.to && cut.to < to);
    const bares =
      after !== undefined &&
      partyIndexOf(after.client) === scene.index &&
      startsWithMark(scene.doc.sliceString(cut.to, Math.min(scene.doc.length, cut.to + 2)));
    return bares ? { ...cut, fate: 'strike' } : cut;
  });

/** What to do in the text, and what to say to the table, so that the edit has the meaning that its author gave it. */
export const planOf = (scene: Scene, given: Edit, manner: Manner): Plan => {
  const wide = widened(scene, given);
  const worded = manner === 'rewrite' ? wordwise(scene, wide) : wide;
  const clean = { ...worded, insert: scene.clean(worded.insert) };
  const { edit, head, tail } = trimmed(scene, clean, manner === 'selection');
  const cuts = unbared(scene, cutsOf(scene, edit.from, edit.to));
  const kept = cuts.findLast(({ fate }) => fate !== 'delete');
  const at = kept?.to ?? edit.from;
  const text = detached(scene, at, edit.insert);
  return {
    deletes: cuts.filter(({ fate }) => fate === 'delete').map(({ from, to }) => ({ from, to })),
    strikes: cuts.filter(({ fate }) => fate === 'strike'),
    insert: { at, text },
    // An insertion that was moved out of what is whole is as long as it was.
    shift: given.from === given.to ? 0 : given.from - worded.from - head,
    after: given.from === given.to ? 0 : tail - (worded.to - given.to),
    span: { from: worded.from, to: worded.to },
  };
};
