// A bracket as it is set on the page: one pair of brackets a line, white space at its edges outside of them, and a
// pilcrow where it holds the end of a paragraph.
import type { Bracket, Chip, Layout, Span } from './layout.ts';

export type Fragment = Span & {
  /** The end of the paragraph belongs to the bracket. */
  readonly ends: boolean;
  /** Nothing but white space: shown as such, since it is all there is. */
  readonly blank: boolean;
};

type Line = { from: number; to: number; start: number; stop: number };

/** Cuts a bracket into what stands on each line; a fragment that only `ends` has no width. */
export const fragmentsOf = (text: string, bracket: Bracket): Fragment[] => {
  const fragments: Fragment[] = [];
  let line: Line | null = null;
  const close = (end: number | null): void => {
    if (line !== null && line.from < line.to)
      fragments.push({ from: line.from, to: line.to, ends: end !== null, blank: false });
    else if (end !== null) fragments.push({ from: end, to: end, ends: true, blank: false });
    else if (line !== null && fragments.length === 0)
      fragments.push({ from: line.start, to: line.stop, ends: false, blank: true });
    line = null;
  };
  const take = (from: number, to: number): void => {
    line ??= { from, to: from, start: from, stop: from };
    line.stop = to;
    const part = text.slice(from, to);
    const first = part.search(/\S/);
    if (first < 0) return;
    if (line.from === line.to) line.from = from + first;
    line.to = from + part.trimEnd().length;
  };
  for (const span of bracket.spans) {
    let at = span.from;
    while (at < span.to) {
      const newline = text.indexOf('\n', at);
      const ends = newline >= 0 && newline < span.to;
      const end = ends ? newline : span.to;
      if (at < end) take(at, end);
      if (ends) close(newline);
      at = end + 1;
    }
  }
  close(null);
  return fragments;
};

/** What stands on the page, for a renderer that makes it from nothing. */
export type Piece =
  | { readonly kind: 'words'; readonly text: string; readonly at: number }
  | { readonly kind: 'chip'; readonly chip: Chip; readonly at: number };
export type Setting =
  | { readonly kind: 'plain'; readonly pieces: readonly Piece[]; readonly at: number }
  | {
      readonly kind: 'bracket';
      readonly bracket: Bracket;
      readonly fragment: Fragment;
      readonly pieces: readonly Piece[];
      readonly at: number;
    };

const within = (span: Span, at: number): boolean => span.from <= at && at < span.to;

/** The shown words and chips from `from` to `to`, a line at a time: every newline that shows closes a line. */
const piecesIn = (layout: Layout, from: number, to: number): Piece[][] => {
  const lines: Piece[][] = [[]];
  const add = (piece: Piece): unknown => lines.at(-1)?.push(piece);
  let at = from;
  while (at < to) {
    const hidden = layout.hidden.find((span) => within(span, at));
    const chip = layout.chips.find((span) => within(span, at));
    if (hidden !== undefined) at = hidden.to;
    else if (chip !== undefined) {
      add({ kind: 'chip', chip, at });
      at = chip.to;
    } else if (layout.text[at] === '\n') {
      lines.push([]);
      at += 1;
    } else {
      const stops = [...layout.hidden, ...layout.chips].map((span) => span.from);
      const newline = layout.text.indexOf('\n', at);
      const end = Math.min(to, newline < 0 ? to : newline, ...stops.filter((stop) => stop > at));
      add({ kind: 'words', text: layout.text.slice(at, end), at });
      at = end;
    }
  }
  return lines;
};

/** The text as lines of plain and bracketed settings, in order. */
export const linesOf = (layout: Layout): Setting[][] => {
  const lines: Setting[][] = [[]];
  const plain = (from: number, to: number): void => {
    for (const [index, pieces] of piecesIn(layout, from, to).entries()) {
      if (index > 0) lines.push([]);
      if (pieces.length > 0) lines.at(-1)?.push({ kind: 'plain', pieces, at: pieces[0]?.at ?? from });
    }
  };
  let at = 0;
  for (const bracket of layout.brackets) {
    for (const fragment of fragmentsOf(layout.text, bracket)) {
      plain(at, fragment.from);
      const [pieces = []] = piecesIn(layout, fragment.from, fragment.to);
      lines.at(-1)?.push({ kind: 'bracket', bracket, fragment, pieces, at: fragment.from });
      at = fragment.to;
    }
  }
  plain(at, layout.text.length);
  return lines;
};
