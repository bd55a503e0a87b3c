// Has the page drawn anew whenever the text, who includes it, a term's value or somebody's caret has changed.
import { ViewPlugin } from '@codemirror/view';
import type { EditorView, ViewUpdate } from '@codemirror/view';
import { setLayout } from './brackets.ts';
import { lookAtCarets } from './carets.ts';
import { composing } from './compose.ts';
import { editedFacet, layoutNow } from './edited.ts';
import { letGo, withheld } from './withheld.ts';

/** CodeMirror gives a composition this long to come to its end before it looks at the page again. */
const AFTER_COMPOSING = 60;

class Redrawing {
  readonly #view: EditorView;
  readonly #stops: (() => void)[] = [];
  #gone = false;
  #due = false;

  constructor(view: EditorView) {
    this.#view = view;
    const edited = view.state.facet(editedFacet);
    if (edited === null) return;
    const { table, clause, lang } = edited;
    let { presences } = table.snapshot();
    this.#stops.push(
      table.onText(clause, lang, () => this.redraw()),
      table.subscribe(() => {
        if (presences === table.snapshot().presences) return;
        presences = table.snapshot().presences;
        this.#later(() => lookAtCarets(view));
      }),
    );
    this.#later(() => lookAtCarets(view));
  }

  update(update: ViewUpdate): void {
    if (update.transactions.some((tr) => tr.effects.some((effect) => effect.is(letGo)))) this.redraw();
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
    const { state } = this.#view;
    const edited = state.facet(editedFacet);
    // While something is withheld the layout is one of another text; it is drawn when that is shown.
    if (edited === null || withheld(state) !== null) return;
    const layout = layoutNow(edited);
    if (layout.text.length !== state.doc.length) return;
    this.#view.dispatch({ effects: setLayout.of({ layout, keep: composing(this.#view) }) });
    lookAtCarets(this.#view);
  }

  destroy(): void {
    this.#gone = true;
    for (const stop of this.#stops) stop();
  }
}

export const redrawing = ViewPlugin.define((view) => new Redrawing(view), {
  eventObservers: {
    compositionend() {
      setTimeout(() => this.redraw(), AFTER_COMPOSING);
    },
  },
});
