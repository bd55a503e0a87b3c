// The editor of one clause's text in one language. Until somebody comes near it the text is drawn without an editor, so that
// thirty-six of them on a page cost little; the words are on the page, to be found and read, from the start.
import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { EditorView } from '@codemirror/view';
import type { ClauseId, PartyId } from '../../shared/board.ts';
import type { TableView } from '../session/view.ts';
import { useDocument } from '../session/use.ts';
import { useSlice } from '../ui/useSlice.ts';
import { LaidOut } from './BracketedText.tsx';
import type { ClauseEditorHandle, ClauseEditorProps } from './ClauseEditor.tsx';
import { mayType, textIn } from './edited.ts';
import { makeEditor, setWriting } from './editor.ts';
import { layoutOf } from './brackets.ts';
import { acceptBracket, enter, goTo, strikeBracket } from './navigate.ts';
import { useLayout } from './useLayout.ts';
import { useWords } from './useWords.ts';
import type { Words } from './useWords.ts';
import './theme.css';

/** How far off the page may be before an editor is made, so that it is there when one arrives. */
const NEAR = '900px 0px';

const useNear = (host: RefObject<HTMLElement | null>): [near: boolean, come: () => void] => {
  const [near, setNear] = useState(typeof IntersectionObserver === 'undefined');
  const come = useCallback(() => setNear(true), []);
  useEffect(() => {
    if (near || host.current === null) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: NEAR },
    );
    watch.observe(host.current);
    // And in any case once there is nothing else to do.
    const idle = typeof requestIdleCallback === 'function' ? requestIdleCallback(come) : null;
    return () => {
      watch.disconnect();
      if (idle !== null) cancelIdleCallback(idle);
    };
  }, [near, host, come]);
  return [near, come];
};

const useMayWrite = (view: TableView, clause: ClauseId, readOnly: boolean): boolean =>
  useSlice(view, (snapshot) => !readOnly && view.acts !== null && mayType(snapshot, clause));

type Sleeping = Pick<ClauseEditorProps, 'view' | 'clause' | 'lang'> & { own: PartyId | null; words: Words };

const Asleep = ({ view, clause, lang, own, words }: Sleeping): ReactNode => (
  <LaidOut layout={useLayout(view, clause, lang, own)} words={words} />
);

const handleOf = (wake: () => EditorView | null): ClauseEditorHandle => ({
  focus: () => wake()?.focus(),
  enter: (direction) => {
    const editor = wake();
    return editor !== null && enter(editor, direction);
  },
  goTo: (key) => {
    const editor = wake();
    const bracket =
      editor === null ? undefined : layoutOf(editor.state).brackets.find((each) => each.key === key);
    if (editor === null || bracket === undefined) return false;
    goTo(editor, bracket);
    return true;
  },
  accept: (bracket) => {
    const editor = wake();
    return editor !== null && acceptBracket(editor, bracket);
  },
  strike: (bracket) => {
    const editor = wake();
    return editor !== null && strikeBracket(editor, bracket);
  },
});

export const Editing = (props: ClauseEditorProps): ReactNode => {
  const { view, clause, lang, readOnly = false, ariaLabel, ref } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const heard = useRef(props);
  const wakes = useRef(false);
  const [near, come] = useNear(host);
  const words = useWords(view, lang);
  const own = useSlice(view, ({ seat }) => seat.party);
  const may = useMayWrite(view, clause, readOnly);
  const doc = useDocument(view);

  useLayoutEffect(() => {
    heard.current = props;
  });
  useLayoutEffect(() => {
    if (!near || host.current === null) return undefined;
    const made = makeEditor({
      edited: { ...words, table: view, clause, own, text: textIn(doc, clause, lang) },
      choosing: {
        onBracket: (bracket, element) => heard.current.onBracket?.(bracket, element),
        onLeave: (direction) => heard.current.onLeave?.(direction),
      },
      ariaLabel,
      mayWrite: may,
      parent: host.current,
    });
    editor.current = made;
    if (wakes.current) made.focus();
    wakes.current = false;
    return () => {
      wakes.current = made.hasFocus;
      editor.current = null;
      made.destroy();
    };
    // What may be written changes within the editor, below: it keeps its caret and its history of the page.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [near, view, clause, lang, own, doc, words, ariaLabel]);
  useLayoutEffect(() => {
    if (editor.current !== null) setWriting(editor.current, may);
  }, [may]);
  useImperativeHandle(ref, () => {
    const wake = (): EditorView | null => {
      if (editor.current === null) flushSync(come);
      return editor.current;
    };
    return handleOf(wake);
  }, [come]);

  const arrive = (): void => {
    wakes.current = true;
    come();
  };
  return near ? (
    <div ref={host} className="clause-editor" data-clause={clause} data-lang={lang} />
  ) : (
    <div
      ref={host}
      className="clause-editor"
      data-clause={clause}
      data-lang={lang}
      // It becomes a text field as soon as it has the focus.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onFocus={arrive}
    >
      <Asleep view={view} clause={clause} lang={lang} own={own} words={words} />
    </div>
  );
};

/** For `EditorProvider`. */
export const drawEditor = (props: ClauseEditorProps): ReactNode => <Editing {...props} />;
