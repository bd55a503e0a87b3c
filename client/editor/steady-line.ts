// My line never shifts while others type: when the page above the caret grows or shrinks by another's hand, the page is
// scrolled by as much before it is painted. One's own typing, selecting and scrolling move the caret as they always do.
import { ViewPlugin } from '@codemirror/view';
import type { EditorView, ViewUpdate } from '@codemirror/view';
import { isRemote } from './strike.ts';

const scrollerOf = (element: HTMLElement): Element | null => {
  for (let each = element.parentElement; each !== null; each = each.parentElement)
    if (/auto|scroll/.test(getComputedStyle(each).overflowY) && each.scrollHeight > each.clientHeight)
      return each;
  return document.scrollingElement;
};

class SteadyLine {
  readonly #view: EditorView;
  readonly #watch: ResizeObserver;
  readonly #scrolled = (): void => this.#remember();
  readonly #measure = {
    key: this,
    read: (): void => this.#remember(),
  };
  /** Where the caret's line was, in the viewport's pixels; null while that is one's own doing. */
  #at: number | null = null;
  #watching = false;

  constructor(view: EditorView) {
    this.#view = view;
    // Called after the page is laid out and before it is painted.
    this.#watch = new ResizeObserver(() => this.#keep());
  }

  update(update: ViewUpdate): void {
    if (update.focusChanged) {
      if (update.view.hasFocus) this.#start();
      else this.#stop();
    }
    const own = update.transactions.some(
      (tr) => tr.selection !== undefined || (tr.docChanged && !isRemote(tr)),
    );
    if (!own || !this.#watching) return;
    this.#at = null;
    this.#view.requestMeasure(this.#measure);
  }

  #start(): void {
    if (this.#watching) return;
    this.#watching = true;
    for (let each: HTMLElement | null = this.#view.dom; each !== null; each = each.parentElement)
      this.#watch.observe(each);
    window.addEventListener('scroll', this.#scrolled, { capture: true, passive: true });
    this.#view.requestMeasure(this.#measure);
  }

  #stop(): void {
    this.#watching = false;
    this.#at = null;
    this.#watch.disconnect();
    window.removeEventListener('scroll', this.#scrolled, { capture: true });
  }

  #top(): number | null {
    return this.#view.coordsAtPos(this.#view.state.selection.main.head)?.top ?? null;
  }

  #remember(): void {
    if (!this.#watching) return;
    const top = this.#top();
    // A caret out of sight has no line to keep: the browser holds what is in sight.
    this.#at = top !== null && top >= 0 && top < window.innerHeight ? top : null;
  }

  #keep(): void {
    if (!this.#watching) return;
    const top = this.#top();
    if (this.#at === null || top === null) {
      this.#remember();
      return;
    }
    const moved = top - this.#at;
    if (Math.abs(moved) >= 1) scrollerOf(this.#view.dom)?.scrollBy({ top: moved, behavior: 'instant' });
  }

  destroy(): void {
    this.#stop();
  }
}

export const steadyLine = ViewPlugin.define((view) => new SteadyLine(view));
