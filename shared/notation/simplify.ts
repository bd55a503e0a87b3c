// Real bracketed texts nest their brackets, name nobody, and write options line by line. A table holds one level: words
// of a delegation, or of nobody named. This brings the one to the other, loses no word, and says what it did and where.
import type { PartyId } from '../board.ts';
import type { TermId } from '../terms.ts';
import type { Labels } from './labels.ts';
import type { Bracket, Node, Parsed, Place } from './nodes.ts';

export type SimplifyNote = Place &
  (
    | { readonly code: 'nested'; readonly party: PartyId | null; readonly inside: PartyId | null }
    | { readonly code: 'alternatives' }
    | { readonly code: 'option'; readonly option: string; readonly party: PartyId | null }
    | { readonly code: 'no-such-figure'; readonly term: TermId }
    | { readonly code: 'note-mark'; readonly mark: string }
  );

export type Simplified = { readonly nodes: readonly Node[]; readonly notes: readonly SimplifyNote[] };

export type SimplifyOptions = {
  labels: Labels;
  /** The figures that the text can cite; a cite of any other stands as plain words. */
  terms: ReadonlySet<TermId>;
  /** A table wrote the text: an option or a mark in it is words like others. */
  ours?: boolean;
};

// "Option 1:", "Option B (US) –", "Variante 2 :", "2.1 Alt 3" at the beginning of a line, or filling it.
const OPTION =
  /^\s*((?:\d{1,3}(?:\.\d{1,3})*[.)]?\s+|\(\p{L}{1,3}\)\s+)?)((?:option|variante|alternative|alt\.?)\s+(?:\d{1,2}|[A-Z]|[IVX]{1,4}))\s*(?:\(([^()\n]{1,20})\))?[ \u00a0\u202f]*(?:[:.–—-]\s*|$)/imu;

// "[1]", "[^2]": what stands for a note at the foot of a page.
const NOTE_MARK = /^\^?\d{1,3}$/u;

const isBlank = (node: Node): boolean => node.kind === 'words' && /^[^\S\n]*$/u.test(node.text);

const textOf = (nodes: readonly Node[]): string =>
  nodes
    .map((node) =>
      node.kind === 'words' ? node.text : node.kind === 'term' ? `{${node.term}}` : textOf(node.children),
    )
    .join('');

/** Nodes with no empty words and no two words next to each other. */
const tidy = (nodes: readonly Node[]): Node[] => {
  const out: Node[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (node.kind === 'words' && node.text === '') continue;
    if (node.kind === 'words' && last?.kind === 'words')
      out[out.length - 1] = { kind: 'words', text: last.text + node.text };
    else out.push(node);
  }
  return out;
};

class Simplifier {
  readonly notes: SimplifyNote[] = [];
  /** Brackets that follow one another as parts of one thing, and so need no stroke between them. */
  readonly #parts = new WeakSet<Bracket>();
  readonly #parsed: Parsed;
  readonly #options: SimplifyOptions;

  constructor(parsed: Parsed, options: SimplifyOptions) {
    this.#parsed = parsed;
    this.#options = options;
  }

  simplify(): Node[] {
    const known = this.#knownTerms(this.#parsed.nodes);
    const read = this.#options.ours === true ? known : this.#optionLines(this.#withoutNoteMarks(known));
    const flat = read.flatMap((node): readonly Node[] =>
      node.kind === 'bracket' ? this.#flat(node) : [node],
    );
    return this.#joined(flat);
  }

  #placeOf(node: Node): Place {
    return this.#parsed.places.get(node) ?? { line: 1, column: 1 };
  }

  /** Cites of figures that the article does not have, as words. What is made anew keeps its place. */
  #knownTerms(nodes: readonly Node[]): Node[] {
    return nodes.map((node): Node => {
      if (node.kind === 'words') return node;
      if (node.kind === 'term') {
        if (this.#options.terms.has(node.term)) return node;
        this.notes.push({ code: 'no-such-figure', term: node.term, ...this.#placeOf(node) });
        return this.#moved({ kind: 'words', text: `{${node.term}}` }, this.#placeOf(node));
      }
      return this.#moved({ ...node, children: this.#knownTerms(node.children) }, this.#placeOf(node));
    });
  }

  /**
   * A number in brackets right behind a word marks a note, as does the same number where a line begins; "[30] days" are
   * words in brackets. A mark stands as plain characters.
   */
  #withoutNoteMarks(nodes: readonly Node[]): Node[] {
    const marks = new Set<string>();
    const textBefore = (i: number): string => {
      const before = nodes[i - 1];
      return before === undefined ? '\n' : textOf([before]);
    };
    const markOf = (node: Node): string | null => {
      if (node.kind !== 'bracket' || node.party !== null) return null;
      const mark = textOf(node.children).trim();
      return node.children.every(({ kind }) => kind === 'words') && NOTE_MARK.test(mark) ? mark : null;
    };
    for (const [i, node] of nodes.entries()) {
      const mark = markOf(node);
      if (mark !== null && (mark.startsWith('^') || /[\p{L}.,;:)”»"]$/u.test(textBefore(i)))) marks.add(mark);
    }
    return nodes.map((node, i): Node => {
      const mark = markOf(node);
      if (mark === null || !marks.has(mark)) return node;
      if (!mark.startsWith('^') && !/[\p{L}.,;:)”»"\n]$/u.test(textBefore(i))) return node;
      this.notes.push({ code: 'note-mark', mark, ...this.#where(node) });
      return this.#moved({ kind: 'words', text: `[${mark}]` }, this.#where(node));
    });
  }

  readonly #places = new WeakMap<Node, Place>();

  #moved<N extends Node>(node: N, place: Place): N {
    this.#places.set(node, place);
    return node;
  }

  #where(node: Node): Place {
    return this.#places.get(node) ?? this.#placeOf(node);
  }

  /** Lines that open an option become brackets, up to the next option, an empty line or the end. */
  #optionLines(nodes: readonly Node[]): Node[] {
    const out: Node[] = [];
    let open: { party: PartyId | null; children: Node[] } | null = null;
    let lineStarts = true;
    let bare = false;
    const close = (): void => {
      const children = tidy(open?.children ?? []);
      if (open !== null && children.length > 0) {
        const bracket: Bracket = { kind: 'bracket', party: open.party, children };
        this.#parts.add(bracket);
        out.push(bracket);
      }
      open = null;
    };
    for (const node of nodes) {
      if (node.kind !== 'words') {
        (open?.children ?? out).push(node);
        lineStarts = false;
        bare = false;
        continue;
      }
      for (const [piece, place] of this.#linesOf(node)) {
        const head = lineStarts ? OPTION.exec(piece) : null;
        if (head !== null) {
          close();
          const { party, words } = this.#option(piece, head, place);
          open = { party, children: [{ kind: 'words', text: words }] };
          bare = piece.slice(head[0].length).trim() === '';
        } else {
          const isEmpty = lineStarts && /^[^\S\n]*\n$/u.test(piece);
          // Behind a heading that fills its line the option's words are yet to come.
          if (isEmpty && !bare) close();
          (open?.children ?? out).push({ kind: 'words', text: piece });
          if (!isEmpty) bare = false;
        }
        lineStarts = piece.endsWith('\n');
      }
    }
    close();
    return out;
  }

  #linesOf(node: Extract<Node, { kind: 'words' }>): [string, Place][] {
    const { line, column } = this.#where(node);
    return node.text
      .split(/(?<=\n)/u)
      .map((piece, i) => [piece, { line: line + i, column: i === 0 ? column : 1 }]);
  }

  /** An option of nobody named keeps its heading: it tells the alternatives apart. */
  #option(piece: string, head: RegExpExecArray, place: Place): { party: PartyId | null; words: string } {
    const [whole, numbering = '', option = '', label = ''] = head;
    const { labels } = this.#options;
    const party = Object.hasOwn(labels, label.trim()) ? (labels[label.trim()] ?? null) : null;
    this.notes.push({ code: 'option', option: option.trim(), party, ...place });
    return { party, words: party === null ? piece : numbering + piece.slice(whole.length) };
  }

  /** Every word goes to the innermost bracket that it stands in. */
  #flat(bracket: Bracket): Bracket[] {
    if (bracket.children.every(({ kind }) => kind !== 'bracket')) return [bracket];
    const out: { party: PartyId | null; children: Node[] }[] = [];
    const walk = (nodes: readonly Node[], party: PartyId | null): void => {
      for (const node of nodes) {
        if (node.kind === 'bracket') {
          this.notes.push({ code: 'nested', party: node.party, inside: party, ...this.#where(node) });
          walk(node.children, node.party);
          continue;
        }
        const last = out.at(-1);
        if (last?.party === party) last.children.push(node);
        else out.push({ party, children: [node] });
      }
    };
    walk(bracket.children, bracket.party);
    return out.map(({ party, children }) => {
      const part: Bracket = { kind: 'bracket', party, children: tidy(children) };
      return this.#moved(part, this.#where(bracket));
    });
  }

  /** Side by side, brackets of nobody named would run into each other once they are typed: a stroke parts them. */
  #joined(nodes: readonly Node[]): Node[] {
    const out: Node[] = [];
    for (const node of tidy(nodes)) {
      const blank = out.length > 1 && isBlank(out.at(-1) ?? node) ? 1 : 0;
      const before = out.at(-1 - blank);
      if (
        node.kind !== 'bracket' ||
        node.party !== null ||
        before?.kind !== 'bracket' ||
        before.party !== null
      ) {
        out.push(node);
        continue;
      }
      const whole =
        (this.#parts.has(before) && this.#parts.has(node)) || textOf(before.children).endsWith('\n');
      if (!whole) this.notes.push({ code: 'alternatives', ...this.#where(before) });
      const stroke: Node[] = whole ? [] : [{ kind: 'words', text: ' / ' }];
      const joined: Bracket = {
        kind: 'bracket',
        party: null,
        children: tidy([...before.children, ...stroke, ...node.children]),
      };
      out.splice(out.length - 1 - blank, 1 + blank, this.#moved(joined, this.#where(before)));
    }
    return out;
  }
}

/**
 * A parsed text as one level of brackets. Each word goes to the innermost bracket that it stands in, so that a
 * delegation reads what it read before, and what stood for somebody else within its words as well as for itself is kept
 * apart; neighbouring brackets of nobody named become one, parted by a stroke; lines that open an option become brackets.
 * Notes come in the order of their places.
 */
export const simplify = (parsed: Parsed, options: SimplifyOptions): Simplified => {
  const simplifier = new Simplifier(parsed, options);
  const nodes = simplifier.simplify();
  return { nodes, notes: simplifier.notes.toSorted((a, b) => a.line - b.line || a.column - b.column) };
};
