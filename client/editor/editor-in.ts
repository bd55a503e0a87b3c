// Finds the editor that stands in an element, for those who have texts and need not load editors.
import type { EditorView } from '@codemirror/view';

const editors = new WeakMap<Element, EditorView>();

export const noteEditor = (editor: EditorView): EditorView => {
  editors.set(editor.dom, editor);
  return editor;
};

/** The editor in this text; null where it is drawn without one. */
export const editorIn = (text: HTMLElement): EditorView | null => {
  const dom = text.querySelector('.cm-editor');
  return dom === null ? null : (editors.get(dom) ?? null);
};
