// From bracket to bracket by key or pointer, and what one does at a bracket.
import { cursorCharLeft, cursorCharRight, deleteCharBackward, deleteCharForward } from '@codemirror/commands';
import { deleteGroupBackward, deleteGroupForward, insertNewline, selectCharLeft } from '@codemirror/commands';
import { selectCharRight, standardKeymap } from '@codemirror/commands';
import { Facet, Prec } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView, ViewPlugin, keymap } from '@codemirror/view';
import type { Command } from '@codemirror/view';
import { currentBracket, layoutOf, setCurrent } from './brackets.ts';
import { shownText } from './clipboard.ts';
import { editedFacet, placedNow } from './edited.ts';
import type { Bracket } from './layout.ts';
import { spokenOf } from './marks.ts';
import { adoptEffect } from './strike.ts';

export type Direction = 'next' | 'previous';

/** Where a choice made at a bracket is to be heard. */
export type Choosing = {
  /** A bracket was chosen, by key or pointer; null when it was left. `element` is where it stands on the page. */
  onBracket(bracket: Bracket | null, element: HTMLElement | null): void;
  /** There is no further bracket in this text. */
  onLeave(direction: Direction): void;
};

export const choosingFacet = Facet.define<Choosing, Choosing | null>({
  combine: (given) => given[0] ?? null,
});

const elementOf = (view: EditorView, bracket: Bracket): HTMLElement | null =>
  view.contentDOM.querySelector<HTMLElement>(`[data-bracket="${CSS.escape(bracket.key)}"]`);

/** The bracket that the place lies in or at the edge of; the one before it, where two meet there. */
export const bracketAt = (view: EditorView, at: number): Bracket | null =>
  layoutOf(view.state).brackets.find(({ from, to }) => from <= at && at <= to) ?? null;

/** Goes to a bracket: the caret before its words, the page to it, its words said. */
export const goTo = (view: EditorView, bracket: Bracket): void => {
  const edited = view.state.facet(editedFacet);
  const anchor = bracket.spans[0]?.from ?? bracket.from;
  view.dispatch({
    selection: { anchor },
    effects: [
      setCurrent.of(bracket.key),
      EditorView.scrollIntoView(anchor, { y: 'nearest', yMargin: 96 }),
      ...(edited === null ? [] : [EditorView.announce.of(spokenOf(bracket, edited))]),
    ],
    userEvent: 'select',
  });
  view.focus();
};

const towards =
  (direction: Direction): Command =>
  (view) => {
    const { brackets } = layoutOf(view.state);
    const current = currentBracket(view.state);
    const { head } = view.state.selection.main;
    const found =
      direction === 'next'
        ? brackets.find((each) => (current === null ? each.from >= head : each.from > current.from))
        : brackets.findLast((each) => (current === null ? each.to <= head : each.from < current.from));
    if (found === undefined) view.state.facet(choosingFacet)?.onLeave(direction);
    else goTo(view, found);
    return true;
  };

export const nextBracket: Command = towards('next');
export const previousBracket: Command = towards('previous');

/** The first (or last) bracket of the text; false where it has none. */
export const enter = (view: EditorView, direction: Direction): boolean => {
  const { brackets } = layoutOf(view.state);
  const bracket = direction === 'next' ? brackets[0] : brackets.at(-1);
  if (bracket === undefined) return false;
  goTo(view, bracket);
  return true;
};

const choose = (view: EditorView, bracket: Bracket | null): boolean => {
  if (bracket === null) return false;
  view.dispatch({ effects: setCurrent.of(bracket.key) });
  view.state.facet(choosingFacet)?.onBracket(bracket, elementOf(view, bracket));
  return true;
};

export const chooseBracket: Command = (view) =>
  choose(view, currentBracket(view.state) ?? bracketAt(view, view.state.selection.main.head));

/** Enter is for paragraphs; only straight after going to a bracket, or where nobody writes, it chooses. */
const chooseByEnter: Command = (view) => {
  const current = currentBracket(view.state);
  if (current !== null) return choose(view, current);
  return view.state.readOnly && chooseBracket(view);
};

const leave: Command = (view) => {
  if (currentBracket(view.state) === null) return false;
  view.dispatch({ effects: setCurrent.of(null) });
  view.state.facet(choosingFacet)?.onBracket(null, null);
  return true;
};

/** The own party includes the bracket's words from now on. */
export const acceptBracket = (view: EditorView, bracket: Bracket): boolean => {
  const edited = view.state.facet(editedFacet);
  if (edited === null || view.state.readOnly || edited.own === null || bracket.own) return false;
  const words = placedNow(edited).flatMap(({ from, to, client, clock, text }) =>
    bracket.spans.some((span) => span.from <= from && to <= span.to) ? [{ client, clock, text }] : [],
  );
  if (words.length === 0) return false;
  view.dispatch({ effects: adoptEffect.of(words), userEvent: 'adopt' });
  return true;
};

/** The own party no longer includes the bracket's words. */
export const strikeBracket = (view: EditorView, bracket: Bracket): boolean => {
  if (view.state.readOnly || !bracket.own) return false;
  view.dispatch({
    changes: bracket.spans.map(({ from, to }) => ({ from, to })),
    userEvent: 'delete',
  });
  return true;
};

const onlyHidden = (view: EditorView, one: number, other: number): boolean =>
  one !== other && shownText(view.state, Math.min(one, other), Math.max(one, other)) === '';

/** A step over what nobody sees is no step: goes on until something was passed. */
const visibly =
  (command: Command): Command =>
  (view) => {
    let moved = false;
    for (let at = view.state.selection.main.head; command(view);) {
      moved = true;
      const { head } = view.state.selection.main;
      if (!onlyHidden(view, at, head)) break;
      at = head;
    }
    return moved;
  };

/** Before deleting, the caret steps over what nobody sees, so that each key press does something to be seen. */
const seen =
  (command: Command, forward: boolean): Command =>
  (view) => {
    const { main } = view.state.selection;
    const hidden = layoutOf(view.state).hidden.find(({ from, to }) => (forward ? from : to) === main.head);
    if (main.empty && hidden !== undefined)
      view.dispatch({ selection: { anchor: forward ? hidden.to : hidden.from } });
    return command(view);
  };

const back = seen(deleteCharBackward, false);
const keys = keymap.of([
  { key: 'Alt-ArrowDown', run: nextBracket, preventDefault: true },
  { key: 'Alt-ArrowUp', run: previousBracket, preventDefault: true },
  { key: 'Mod-.', run: chooseBracket },
  { key: 'Escape', run: leave },
  { key: 'Enter', run: (view) => chooseByEnter(view) || insertNewline(view), shift: insertNewline },
  { key: 'ArrowLeft', run: visibly(cursorCharLeft), shift: visibly(selectCharLeft) },
  { key: 'ArrowRight', run: visibly(cursorCharRight), shift: visibly(selectCharRight) },
  { key: 'Backspace', run: back, shift: back, preventDefault: true },
  { key: 'Delete', run: seen(deleteCharForward, true), preventDefault: true },
  { key: 'Mod-Backspace', mac: 'Alt-Backspace', run: seen(deleteGroupBackward, false), preventDefault: true },
  { key: 'Mod-Delete', mac: 'Alt-Delete', run: seen(deleteGroupForward, true), preventDefault: true },
]);

/** Any step away from a bracket leaves it. */
const leaving = ViewPlugin.define((view) => {
  let told = false;
  return {
    update(update) {
      const current = currentBracket(update.state);
      const { head, empty } = update.state.selection.main;
      if (current === null || !(update.selectionSet || update.docChanged) || told) return;
      if (update.transactions.some((tr) => tr.effects.some((effect) => effect.is(setCurrent)))) return;
      const inside = empty && current.from <= head && head <= current.to;
      const own = update.transactions.some((tr) => tr.docChanged && tr.selection !== undefined);
      if (inside && !own) return;
      told = true;
      queueMicrotask(() => {
        told = false;
        if (view.dom.isConnected) leave(view);
      });
    },
  };
});

const pointer = EditorView.domEventHandlers({
  click: (event, view) => {
    const { target } = event;
    if (event.button !== 0 || !(target instanceof Element) || !view.state.selection.main.empty) return false;
    const key = target.closest('[data-bracket]')?.getAttribute('data-bracket');
    const bracket = layoutOf(view.state).brackets.find((each) => each.key === key) ?? null;
    return bracket === null ? leave(view) : choose(view, bracket);
  },
});

export const navigate: Extension = [Prec.high(keys), Prec.low(keymap.of(standardKeymap)), leaving, pointer];
