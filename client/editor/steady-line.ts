// My line never shifts while others type: when the page above the caret grows or shrinks by another's hand, the page is
// scrolled by as much before it is painted. One's own typing, selecting and scrolling move the caret as they always do.
import { ViewPlugin } from '@codemirror/view';
import type { EditorView, ViewUpdate } from '@codemirror/view';
import { isRemote } from './strike.ts';

const scrollerOf = (element: HTMLElement): HTMLElement => {
  for (let each = element.parentElement; each !== null; each = each.parentElement)
    if (/auto|scroll/.test(getComputedStyle(each).overflowY) && each.scrollHeight > each.clientHeight)
      return each;
  return document.documentElement;
};

/** Where the caret's line was in the viewport, and how far the page was scrolled then; in pixels. */
type Line = { top: number; scroll: number };

class SteadyLine {
  readonly #view: EditorView;
  readonly #watch: ResizeObserver;
  #scroller: HTMLElement | null = null;
  /** Null while the caret moves by one's own doing. */
  #line: Line | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

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
    if (!own || this.#scroller === null) return;
    this.#line = null;
    this.#rememberSoon();
  }

  #start(): void {
    if (this.#scroller !== null) return;
    this.#scroller = scrollerOf(this.#view.dom);
    // The browser would hold a line of its own choice, and both together would move the page twice.
    this.#scroller.style.setProperty('overflow-anchor', 'none');
    for (let each: HTMLElement | null = this.#view.dom; each !== null; each = each.parentElement)
      this.#watch.observe(each);
    this.#rememberSoon();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#watch.disconnect();
    this.#scroller?.style.removeProperty('overflow-anchor');
    this.#scroller = null;
    this.#line = null;
  }

  #top(): number | null {
    return this.#view.coordsAtPos(this.#view.state.selection.main.head)?.top ?? null;
  }

  /** Once all that follows from one's own act is on the page. */
  #rememberSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#remember(), 0);
  }

  #remember(): void {
    const top = this.#top();
    this.#line = this.#scroller === null || top === null ? null : { top, scroll: this.#scroller.scrollTop };
  }

  #keep(): void {
    if (this.#scroller === null || this.#line === null) return;
    const top = this.#top();
    if (top === null) return;
    // One's own scrolling has moved the line by as much.
    const expected = this.#line.top + this.#line.scroll - this.#scroller.scrollTop;
    const moved = top - expected;
    // A caret out of sight has no line to keep.
    const seen = expected >= 0 && expected < window.innerHeight;
    if (seen && Math.abs(moved) >= 1) this.#scroller.scrollBy({ top: moved, behavior: 'instant' });
    this.#remember();
  }

  destroy(): void {
    this.#stop();
  }
}

export const steadyLine = ViewPlugin.define((view) => new SteadyLine(view));
