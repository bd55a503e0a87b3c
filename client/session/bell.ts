// Who wants to hear of what: new snapshots, a new document, changes of one clause's text in one language. Rings at most
// once a microtask, so that one row of the log is one redraw.
import type * as Y from 'yjs';
import type { ClauseId, Language } from '../../shared/board.ts';
import { LANGUAGES, rootOf } from '../../shared/board.ts';
import { viewOf } from '../../shared/text/characters.ts';
import type { TextView } from '../../shared/text/characters.ts';

type Listener = () => void;
type Heard = { root: string; listeners: Set<Listener> };

export class Bell {
  readonly #snapshot = new Set<Listener>();
  readonly #documents = new Set<(doc: Y.Doc) => void>();
  readonly #texts = new Map<string, Heard>();
  readonly #changed = new Set<string>();
  #doc: Y.Doc;
  #ringing = false;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** The document of the moment. */
  get document(): Y.Doc {
    return this.#doc;
  }

  subscribe(listener: Listener): () => void {
    this.#snapshot.add(listener);
    return () => this.#snapshot.delete(listener);
  }

  onDocument(listener: (doc: Y.Doc) => void): () => void {
    this.#documents.add(listener);
    return () => this.#documents.delete(listener);
  }

  onText(clause: ClauseId, lang: Language, listener: Listener): () => void {
    const root = rootOf(clause, lang);
    const heard = this.#texts.get(root) ?? { root, listeners: new Set() };
    this.#texts.set(root, heard);
    heard.listeners.add(listener);
    return () => {
      heard.listeners.delete(listener);
      if (heard.listeners.size === 0 && this.#texts.get(root) === heard) this.#texts.delete(root);
    };
  }

  /** Something in the snapshot is new. */
  ring(): void {
    if (this.#ringing) return;
    this.#ringing = true;
    queueMicrotask(() => this.#tell());
  }

  /** A transaction of the document touched texts. */
  textsTouched(transaction: Y.Transaction): void {
    for (const { root } of this.#texts.values()) {
      // A root that arrives before anybody asked for it is not yet a `Y.Text`: its name tells as well.
      const text = this.#doc.share.get(root);
      if (text !== undefined && transaction.changed.has(text)) this.#changed.add(root);
    }
    if (this.#changed.size > 0) this.ring();
  }

  /** The ledger, or something pending, changed who includes what in these clauses. */
  clausesTouched(clauses: Iterable<ClauseId> | 'all'): void {
    const roots =
      clauses === 'all'
        ? [...this.#texts.keys()]
        : [...clauses].flatMap((clause) => LANGUAGES.map((lang) => rootOf(clause, lang)));
    for (const root of roots) this.#changed.add(root);
    this.ring();
  }

  /** Another document takes the place of the one before: told at once, since editors must let go of the old one. */
  replace(doc: Y.Doc): void {
    this.#doc = doc;
    for (const listener of this.#documents) listener(doc);
    this.clausesTouched('all');
  }

  #tell(): void {
    this.#ringing = false;
    const roots = [...this.#changed];
    this.#changed.clear();
    for (const root of roots) for (const listener of this.#texts.get(root)?.listeners ?? []) listener();
    for (const listener of this.#snapshot) listener();
  }
}

/** What every view of a table answers by its bell. */
export abstract class RingingView {
  protected readonly bell: Bell;

  constructor(doc: Y.Doc) {
    this.bell = new Bell(doc);
  }

  texts(): TextView {
    return viewOf(this.bell.document);
  }

  document(): Y.Doc {
    return this.bell.document;
  }

  subscribe(listener: Listener): () => void {
    return this.bell.subscribe(listener);
  }

  onDocument(listener: (doc: Y.Doc) => void): () => void {
    return this.bell.onDocument(listener);
  }

  onText(clause: ClauseId, lang: Language, listener: Listener): () => void {
    return this.bell.onText(clause, lang, listener);
  }
}
