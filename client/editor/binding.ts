// Carries characters between the editor and the table's document, as y-codemirror.next does (whose configuration and
// annotation it uses), with one thing more: while somebody composes a word (an accent by a dead key, a Japanese phrase),
// the browser owns the line it stands in and gives the word up half-made when that line is touched. So what others do
// to the line is withheld until the word is done.
import { ChangeSet } from '@codemirror/state';
import type { Extension, Transaction } from '@codemirror/state';
import { ViewPlugin } from '@codemirror/view';
import type { EditorView, ViewUpdate } from '@codemirror/view';
import { YSyncConfig, ySyncAnnotation, ySyncFacet } from 'y-codemirror.next';
import type * as Y from 'yjs';
import { composing } from './compose.ts';
import { isRemote } from './strike.ts';
import { letGo, withheld, withheldField, withhold } from './withheld.ts';

type Spec = { from: number; to?: number; insert?: string };

/** What a Yjs event did, as changes of the text before it. */
export const changesOf = (delta: Y.YTextEvent['delta'], length: number): ChangeSet => {
  const specs: Spec[] = [];
  let at = 0;
  for (const { insert, delete: gone, retain } of delta) {
    if (typeof insert === 'string') specs.push({ from: at, insert });
    else if (gone !== undefined) {
      specs.push({ from: at, to: at + gone });
      at += gone;
    } else at += retain ?? 0;
  }
  return ChangeSet.of(specs, length);
};

/** Writes changes of the whole text into the document, in one transaction. */
export const writeInto = (text: Y.Text, changes: ChangeSet, origin: object): void => {
  text.doc?.transact(() => {
    let moved = 0;
    changes.iterChanges((from, to, _fromB, _toB, inserted) => {
      const words = inserted.sliceString(0, inserted.length, '\n');
      if (from < to) text.delete(from + moved, to - from);
      if (words !== '') text.insert(from + moved, words);
      moved += words.length - (to - from);
    });
  }, origin);
};

class Binding {
  readonly #view: EditorView;
  readonly #config: YSyncConfig;
  readonly #text: Y.Text;
  readonly #observer: (event: Y.YTextEvent, tr: Y.Transaction) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView) {
    this.#view = view;
    this.#config = view.state.facet(ySyncFacet);
    this.#text = this.#config.ytext;
    this.#observer = (event, tr) => {
      if (tr.origin !== this.#config) this.#follow(event.delta);
    };
    this.#text.observe(this.#observer);
  }

  update(update: ViewUpdate): void {
    for (const tr of update.transactions) if (tr.docChanged && !isRemote(tr)) this.#write(tr);
    if (withheld(update.state) !== null) this.letGoSoon();
  }

  #write(tr: Transaction): void {
    const held = withheld(tr.startState);
    const changes = held === null ? tr.changes : tr.changes.map(held, true);
    writeInto(this.#text, changes, this.#config);
  }

  #follow(delta: Y.YTextEvent['delta']): void {
    const { state } = this.#view;
    const held = withheld(state);
    const changes = changesOf(delta, held?.newLength ?? state.doc.length);
    if (held !== null || this.#disturbs(changes)) this.#view.dispatch({ effects: withhold.of(changes) });
    else this.#view.dispatch({ changes, annotations: ySyncAnnotation.of(this.#config) });
  }

  #disturbs(changes: ChangeSet): boolean {
    const word = composing(this.#view);
    if (word === null) return false;
    const { doc } = this.#view.state;
    const { from } = doc.lineAt(Math.min(word.from, doc.length));
    const { to } = doc.lineAt(Math.min(word.to, doc.length));
    return changes.touchesRange(from, to) !== false;
  }

  /** Shows what was withheld, unless somebody (still, or again) composes. */
  letGoSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const changes = withheld(this.#view.state);
      if (changes === null || this.#view.compositionStarted) return;
      const annotations = ySyncAnnotation.of(this.#config);
      this.#view.dispatch({ changes, effects: letGo.of(null), annotations });
    }, 0);
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#text.unobserve(this.#observer);
  }
}

const binding = ViewPlugin.define((view) => new Binding(view), {
  eventObservers: {
    compositionend() {
      this.letGoSoon();
    },
  },
});

/** Ties the editor to this text. Transactions that it writes have this extension's `YSyncConfig` as their origin. */
export const bindTo = (text: Y.Text): Extension => [
  ySyncFacet.of(new YSyncConfig(text, null)),
  withheldField,
  binding,
];
