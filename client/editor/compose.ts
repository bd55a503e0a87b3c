// Input methods write into the page themselves, and give up when somebody else touches what they compose. So a selection
// that holds words which stay is dealt with before a composition begins, and what is being composed is not drawn anew.
import { StateField } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { Span } from './layout.ts';
import { isRemote } from './strike.ts';

/** What has been composed since the composition began, in the document as it is. */
const composedField = StateField.define<Span | null>({
  create: () => null,
  update: (before, tr) => {
    if (!tr.docChanged) return before;
    const moved =
      before === null
        ? null
        : { from: tr.changes.mapPos(before.from, -1), to: tr.changes.mapPos(before.to, 1) };
    if (isRemote(tr) || !tr.isUserEvent('input.type.compose')) return moved;
    const started = tr.isUserEvent('input.type.compose.start') ? null : moved;
    let span = started;
    tr.changes.iterChangedRanges((_fromA, _toA, from, to) => {
      span = span === null ? { from, to } : { from: Math.min(span.from, from), to: Math.max(span.to, to) };
    });
    return span;
  },
});

/** Where nothing may be drawn anew now; null where nobody composes. */
export const composing = (view: EditorView): Span | null => {
  if (!view.compositionStarted) return null;
  const { head } = view.state.selection.main;
  return view.state.field(composedField, false) ?? { from: head, to: head };
};

const clearSelection = (view: EditorView): void => {
  const { main } = view.state.selection;
  if (main.empty || view.state.readOnly || view.compositionStarted) return;
  view.dispatch({
    changes: { from: main.from, to: main.to },
    selection: { anchor: main.from },
    userEvent: 'delete.selection',
  });
};

export const compose: Extension = [
  composedField,
  EditorView.domEventObservers({ compositionstart: (_event, view) => clearSelection(view) }),
];
