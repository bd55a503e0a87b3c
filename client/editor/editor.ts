// Puts together the editor of one clause's text in one language. Order matters where views update one after the other:
// strikes are told, then the document is written, then history and carets look at what has been written.
import { Compartment, EditorState } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, placeholder } from '@codemirror/view';
import { bindTo } from './binding.ts';
import { brackets } from './brackets.ts';
import { carets } from './carets.ts';
import { clipboard } from './clipboard.ts';
import { compose } from './compose.ts';
import { editedFacet } from './edited.ts';
import type { Edited } from './edited.ts';
import { noteEditor } from './editor-in.ts';
import { choosingFacet, navigate } from './navigate.ts';
import type { Choosing } from './navigate.ts';
import { redrawing } from './redraw.ts';
import { steadyLine } from './steady-line.ts';
import { strike } from './strike.ts';
import { undoing } from './undo.ts';
import { pageNonce } from '../ui/nonce.ts';

const writing = new Compartment();

const mayWrite = (may: boolean): Extension => [
  EditorState.readOnly.of(!may),
  // One still walks through it by key; only no keyboard comes up on a phone.
  EditorView.contentAttributes.of(may ? {} : { inputmode: 'none' }),
];

/** Everything of it that works without a page; tests of states use this. */
export const stateExtensions = (edited: Edited, may: boolean): Extension => [
  editedFacet.of(edited),
  strike,
  bindTo(edited.text),
  redrawing,
  undoing,
  brackets,
  compose,
  carets,
  writing.of(mayWrite(may)),
];

const pageExtensions = (edited: Edited, choosing: Choosing, ariaLabel: string): Extension => [
  choosingFacet.of(choosing),
  navigate,
  clipboard,
  steadyLine,
  EditorView.lineWrapping,
  EditorView.cspNonce.of(pageNonce()),
  highlightSpecialChars(),
  placeholder(edited.phrases.empty),
  EditorView.contentAttributes.of({
    'aria-label': ariaLabel,
    lang: edited.lang,
    spellcheck: 'true',
    autocorrect: 'on',
    autocapitalize: 'sentences',
  }),
];

export type Making = {
  edited: Edited;
  choosing: Choosing;
  ariaLabel: string;
  mayWrite: boolean;
  parent: HTMLElement;
};

export const makeEditor = ({ edited, choosing, ariaLabel, mayWrite: may, parent }: Making): EditorView =>
  noteEditor(
    new EditorView({
      parent,
      state: EditorState.create({
        doc: edited.text.toString(),
        extensions: [stateExtensions(edited, may), pageExtensions(edited, choosing, ariaLabel)],
      }),
    }),
  );

export const setWriting = (view: EditorView, may: boolean): void => {
  if (view.state.readOnly === !may) return;
  view.dispatch({ effects: writing.reconfigure(mayWrite(may)) });
};
