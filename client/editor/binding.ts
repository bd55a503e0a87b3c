// Ties an editor to the table's document: y-codemirror.next carries the characters, and every change of the text, or of
// who includes it, has the page drawn anew.
import { ViewPlugin } from '@codemirror/view';
import type { EditorView } from '@codemirror/view';
import type { Extension } from '@codemirror/state';
import { YSyncConfig, ySync, ySyncFacet } from 'y-codemirror.next';
import { setLayout } from './brackets.ts';
import { lookAtCarets } from './carets.ts';
import { composing } from './compose.ts';
import { editedFacet, layoutNow } from './edited.ts';
import type { Edited } from './edited.ts';

/** CodeMirror gives a composition this long to come to its end before it looks at the page again. */
const AFTER_COMPOSING = 60;

class Redrawing {
  readonly #view: EditorView;
  readonly #stops: (() => void)[];
  #gone = false;
  #due = false;

  constructor(view: EditorView) {
    this.#view = view;
    const edited = view.state.facet(editedFacet);
    const { table, clause, lang } = edited ?? {};
    let presences = table?.snapshot().presences;
    this.#stops =
      table === undefined || clause === undefined || lang === undefined
        ? []
        : [
            table.onText(clause, lang, () => this.redraw()),
            table.subscribe(() => {
              if (presences === table.snapshot().presences) return;
              presences = table.snapshot().presences;
              this.#later(() => lookAtCarets(view));
            }),
          ];
    this.#later(() => lookAtCarets(view));
  }

  redraw(): void {
    if (this.#due) return;
    this.#due = true;
    this.#later(() => {
      this.#due = false;
      this.#draw();
    });
  }

  // The table may call while the editor is in the middle of an update, when it takes no other.
  #later(act: () => void): void {
    queueMicrotask(() => {
      if (!this.#gone) act();
    });
  }

  #draw(): void {
    const edited = this.#view.state.facet(editedFacet);
    if (edited === null) return;
    const layout = layoutNow(edited);
    // Never the one without the other: a layout of another text would name places that are not there.
    if (layout.text.length !== this.#view.state.doc.length) return;
    this.#view.dispatch({ effects: setLayout.of({ layout, keep: composing(this.#view) }) });
    lookAtCarets(this.#view);
  }

  destroy(): void {
    this.#gone = true;
    for (const stop of this.#stops) stop();
  }
}

const redrawing = ViewPlugin.define((view) => new Redrawing(view), {
  eventObservers: {
    compositionend() {
      setTimeout(() => this.redraw(), AFTER_COMPOSING);
    },
  },
});

export const binding = (edited: Edited): Extension => [
  editedFacet.of(edited),
  ySyncFacet.of(new YSyncConfig(edited.text, null)),
  ySync,
  redrawing,
];
