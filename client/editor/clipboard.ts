// What leaves the editor by copying, cutting and dragging: the words that are shown, and nothing where none are chosen.
import { Prec } from '@codemirror/state';
import type { EditorState, Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { cleanTyped } from '../../shared/gate/text-rules.ts';
import { layoutOf } from './brackets.ts';

/** The shown characters from `from` to `to`. */
export const shownText = (state: EditorState, from: number, to: number): string => {
  let text = '';
  let at = from;
  for (const hidden of layoutOf(state).hidden) {
    if (hidden.to <= at || hidden.from >= to) continue;
    text += state.sliceDoc(at, Math.max(at, hidden.from));
    at = Math.min(to, hidden.to);
  }
  return text + state.sliceDoc(at, to);
};

const selected = (state: EditorState): string =>
  state.selection.ranges.map(({ from, to }) => shownText(state, from, to)).join('\n');

// Elsewhere cutting without a selection takes the whole line: here that would withdraw a paragraph.
const onlySelected = (event: ClipboardEvent, view: EditorView): boolean => {
  if (!view.state.selection.main.empty) return false;
  event.preventDefault();
  return true;
};

export const clipboard: Extension = [
  EditorView.clipboardOutputFilter.of((_text, state) => selected(state)),
  EditorView.clipboardInputFilter.of((text) => cleanTyped(text)),
  Prec.high(EditorView.domEventHandlers({ copy: onlySelected, cut: onlySelected })),
];
