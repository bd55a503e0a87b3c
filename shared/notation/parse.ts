// Reads bracketed text: `[DRC: shall][US: may]`, `[…]` for words of nobody named, `{term}` for a cited term; a
// backslash takes its meaning from `[ ] { } \`, from a `:` that would otherwise end a label, and from a `#` that would
// otherwise begin an article.
// It reads on after an error, so that whoever wrote the text is told of all of them at once.
import type { PartyId } from '../board.ts';
import { TermId } from '../terms.ts';
import { headAt } from './labels.ts';
import type { Labels } from './labels.ts';
import { MOST_NESTED, MOST_READ } from './nodes.ts';
import type { Node, NotationError, Parsed, Place } from './nodes.ts';

export type ParseResult =
  ({ readonly ok: true } & Parsed) | { readonly ok: false; readonly errors: readonly NotationError[] };

export type LooselyParsed = Parsed & { readonly errors: readonly NotationError[] };

const MOST_ERRORS = 100;

type Open = { readonly party: PartyId | null; readonly place: Place; readonly children: Node[] };

class Parser {
  private at = 0;
  private line = 1;
  private column = 1;
  private words = '';
  /** Where the words that are being gathered began. */
  private since: Place = { line: 1, column: 1 };
  private readonly root: Node[] = [];
  private readonly open: Open[] = [];
  private readonly places = new Map<Node, Place>();
  private readonly errors: NotationError[] = [];
  private readonly source: string;
  private readonly labels: Labels;

  constructor(source: string, labels: Labels) {
    this.source = source;
    this.labels = labels;
  }

  read(): LooselyParsed {
    while (this.at < this.source.length && this.errors.length < MOST_ERRORS) this.step();
    this.flush();
    for (const { place } of this.open) this.errors.push({ code: 'unclosed-bracket', ...place });
    const inOrder = this.errors.toSorted((a, b) => a.line - b.line || a.column - b.column);
    return { nodes: this.root, places: this.places, errors: inOrder.slice(0, MOST_ERRORS) };
  }

  private step(): void {
    const place = this.place();
    const char = this.take();
    switch (char) {
      case '\\':
        return this.escape(place);
      case '[':
        return this.openBracket(place);
      case ']':
        return this.closeBracket(place);
      case '{':
        return this.cite(place);
      case '}':
        this.errors.push({ code: 'unopened-term', ...place });
        return this.gather(char, place);
      default:
        this.gather(char, place);
    }
  }

  private gather(words: string, place: Place): void {
    if (this.words === '') this.since = place;
    this.words += words;
  }

  private place(): Place {
    return { line: this.line, column: this.column };
  }

  /** The next code point, which is taken; empty at the end. */
  private take(): string {
    const point = this.source.codePointAt(this.at);
    if (point === undefined) return '';
    const char = String.fromCodePoint(point);
    this.at += char.length;
    if (char === '\n') [this.line, this.column] = [this.line + 1, 1];
    else this.column += 1;
    return char;
  }

  private takeUpTo(end: number): void {
    while (this.at < end) this.take();
  }

  private flush(): void {
    if (this.words !== '') this.add({ kind: 'words', text: this.words }, this.since);
    this.words = '';
  }

  private add(node: Node, place: Place): void {
    this.places.set(node, place);
    (this.open.at(-1)?.children ?? this.root).push(node);
  }

  private escape(place: Place): void {
    const char = this.take();
    if (char !== '' && '[]{}\\:#'.includes(char)) return this.gather(char, place);
    this.errors.push({ code: 'unknown-escape', char, ...place });
    this.gather(`\\${char}`, place);
  }

  private openBracket(place: Place): void {
    this.flush();
    if (this.open.length === MOST_NESTED)
      this.errors.push({ code: 'too-deep', limit: MOST_NESTED, ...place });
    if (this.open.length === MOST_READ) {
      this.at = this.source.length;
      return;
    }
    const head = headAt(this.source, this.at, this.labels);
    if (head !== null && head.party === null) {
      const known = Object.keys(this.labels);
      this.errors.push({ code: 'unknown-label', label: head.label, known, ...this.place() });
    }
    if (head !== null) this.takeUpTo(head.end);
    this.open.push({ party: head?.party ?? null, place, children: [] });
  }

  private closeBracket(place: Place): void {
    this.flush();
    const closed = this.open.pop();
    if (closed === undefined) {
      this.errors.push({ code: 'unopened-bracket', ...place });
      return;
    }
    if (closed.children.length === 0) {
      this.errors.push({ code: 'empty-bracket', ...closed.place });
      return;
    }
    this.add({ kind: 'bracket', party: closed.party, children: closed.children }, closed.place);
  }

  private cite(place: Place): void {
    const match = /^([^[\]{}\\\n]*)\}/.exec(this.source.slice(this.at, this.at + 200));
    const text = match?.[1];
    if (text === undefined) {
      this.errors.push({ code: 'unclosed-term', ...place });
      return this.gather('{', place);
    }
    this.takeUpTo(this.at + text.length + 1);
    const term = TermId.safeParse(text);
    if (!term.success) {
      this.errors.push({ code: 'not-a-term', text, ...place });
      return this.gather(`{${text}}`, place);
    }
    this.flush();
    this.add({ kind: 'term', term: term.data }, place);
  }
}

/**
 * Reads a bracketed text. Errors come in the order of their places, at most a hundred; a label that nobody has is
 * one (`[EU: …]`), and so is a bracket without words. `places` tells where each bracket opens.
 */
export const parse = (source: string, labels: Labels): ParseResult => {
  const { nodes, places, errors } = parseLoosely(source, labels);
  return errors.length === 0 ? { ok: true, nodes, places } : { ok: false, errors };
};

/**
 * As `parse`, with what could be made of the text in spite of its errors: a bracket with a label that nobody has holds
 * words of nobody named, an empty one is left out, a brace or backslash that means nothing stands for itself. Where a
 * bracket does not close or open, the nodes mean nothing; and where brackets stand more than `MOST_READ` deep, the
 * reading ends, so that those that are open then never close.
 */
export const parseLoosely = (source: string, labels: Labels): LooselyParsed =>
  new Parser(source, labels).read();
