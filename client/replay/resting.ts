// A view of a replay that follows only once one rests at a moment: for what stands beside the articles and is long to draw,
// such as the history, and would otherwise hold up whoever scrubs.
import type * as Y from 'yjs';
import type { BoardId, ClauseId, Language } from '../../shared/board.ts';
import type { TextView } from '../../shared/text/characters.ts';
import type { Snapshot, TableView } from '../session/view.ts';

/** How long one has to rest, in milliseconds. */
const REST = 250;

export class RestingView implements TableView {
  readonly acts = null;
  readonly still = true;
  readonly #view: TableView;
  readonly #listeners = new Set<() => void>();
  readonly #stop: () => void;
  #snapshot: Snapshot;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: TableView) {
    this.#view = view;
    this.#snapshot = view.snapshot();
    this.#stop = view.subscribe(() => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#settle(), REST);
    });
  }

  get board(): BoardId {
    return this.#view.board;
  }

  snapshot(): Snapshot {
    return this.#snapshot;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  texts(): TextView {
    return this.#view.texts();
  }

  document(): Y.Doc {
    return this.#view.document();
  }

  onDocument(listener: (doc: Y.Doc) => void): () => void {
    return this.#view.onDocument(listener);
  }

  onText(clause: ClauseId, lang: Language, listener: () => void): () => void {
    return this.#view.onText(clause, lang, listener);
  }

  /** Ends the following; the view that was followed goes on. */
  close(): void {
    clearTimeout(this.#timer);
    this.#stop();
  }

  #settle(): void {
    this.#snapshot = this.#view.snapshot();
    for (const listener of this.#listeners) listener();
  }
}
