// Shows a place of a text that the history speaks of: brings it into view and marks it for a moment.
import { useEffect } from 'react';
import type { RefObject } from 'react';
import type { EditorView } from '@codemirror/view';
import type { ClauseId, Language } from '../../shared/board.ts';
import { IdSet } from '../../shared/ids.ts';
import type { Range } from '../../shared/ids.ts';
import { editorIn } from '../editor/editor-in.ts';
import type { TableView } from '../session/view.ts';

export type Place = { clause: ClauseId; lang: Language; ranges: readonly Range[] };

const listeners = new Set<(place: Place) => void>();

/** Asks whichever text is on the page to show the place; nothing happens where the words are gone. */
export const highlight = (place: Place): void => {
  for (const listener of listeners) listener(place);
};

/** Where the first of these characters that is still there stands in the live text, and where they end. */
const spanOf = (view: TableView, { clause, lang, ranges }: Place): { from: number; to: number } | null => {
  const set = IdSet.of(ranges);
  let at = 0;
  let from = -1;
  let to = -1;
  for (const run of view.texts().runs(clause, lang)) {
    for (let i = 0; i < run.text.length; i += 1) {
      if (!set.has(run.client, run.clock + i)) continue;
      if (from < 0) from = at + i;
      to = at + i + 1;
    }
    at += run.text.length;
  }
  return from < 0 ? null : { from, to };
};

const SHOWN = 2200;

const frame = (text: HTMLElement, rects: readonly DOMRect[]): void => {
  const { top, left } = text.getBoundingClientRect();
  for (const rect of rects) {
    const mark = document.createElement('span');
    mark.className = 'place-mark';
    mark.style.top = `${String(rect.top - top)}px`;
    mark.style.left = `${String(rect.left - left)}px`;
    mark.style.width = `${String(rect.width)}px`;
    mark.style.height = `${String(rect.height)}px`;
    text.append(mark);
    setTimeout(() => mark.remove(), SHOWN);
  }
};

const rectsOf = (editor: EditorView, from: number, to: number): DOMRect[] => {
  const [start, end] = [editor.domAtPos(from), editor.domAtPos(to)];
  const range = document.createRange();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return [...range.getClientRects()].filter((rect) => rect.width > 0);
};

const show = (view: TableView, text: HTMLElement, place: Place): void => {
  const editor = editorIn(text);
  const span = spanOf(view, place);
  if (editor === null || span === null || span.to > editor.state.doc.length) return;
  editor.domAtPos(span.from).node.parentElement?.scrollIntoView({ block: 'center' });
  frame(text, rectsOf(editor, span.from, span.to));
};

/** Lets this text show places of its own. */
export const useHighlight = (
  view: TableView,
  clause: ClauseId,
  lang: Language,
  text: RefObject<HTMLElement | null>,
): void => {
  useEffect(() => {
    const listener = (place: Place): void => {
      if (place.clause !== clause || place.lang !== lang || text.current === null) return;
      show(view, text.current, place);
    };
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, [view, clause, lang, text]);
};
