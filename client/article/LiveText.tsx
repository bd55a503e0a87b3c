// An article's text in one language as it lies on the table, with its margin.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/board.ts';
import type { ClauseState } from '../../shared/state.ts';
import { rangesOf } from '../../shared/text/position.ts';
import { ClauseEditor } from '../editor/ClauseEditor.tsx';
import type { ClauseEditorHandle } from '../editor/ClauseEditor.tsx';
import { editorIn } from '../editor/editor-in.ts';
import { emptyLayout, layOut } from '../editor/layout.ts';
import type { Bracket, Layout } from '../editor/layout.ts';
import type { Direction } from '../editor/navigate.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { TableView } from '../session/view.ts';
import { useSlice } from '../ui/useSlice.ts';
import type { BracketAct } from './bracket-acts.ts';
import { goOn, useTour } from './bracket-tour.ts';
import { ChangeBars } from './ChangeBars.tsx';
import { draftingIn } from './drafting.ts';
import type { Drafting } from './drafting.ts';
import { useHighlight } from './highlight.ts';
import { Margin } from './Margin.tsx';
import type { Note } from './Margin.tsx';
import { groupOf, ownFirst, selectedWords } from './neighbours.ts';
import type { ChosenWords } from './neighbours.ts';
import { grammarOf, partiesFrom, phraseOf } from './parties.ts';
import { useTextVersion } from './useClauseView.ts';
import { WordsNote } from './WordsNote.tsx';

export type LiveTextProps = {
  view: TableView;
  clause: ClauseState;
  lang: Language;
  number: number;
  /** Languages that are not on the page, of whose drafting this margin tells. */
  unseen: readonly Language[];
  /** Where one works in a draft, the table's text is there to read. */
  readOnly: boolean;
};

type Chosen =
  | { kind: 'bracket'; key: string; top: number; byKey: boolean }
  | { kind: 'selection'; from: number; to: number; top: number };

/** The words that are chosen, as the text stands. Where nothing is chosen, no text is laid out. */
const useChosenWords = (
  chosen: Chosen | null,
  view: TableView,
  clause: ClauseState,
  lang: Language,
  version: number,
): readonly ChosenWords[] => {
  const own = useSlice(view, (snapshot) => snapshot.seat.party);
  const isChosen = chosen !== null;
  const layout = useMemo(
    () =>
      isChosen ? layOut(view.snapshot().state, clause, view.texts().runs(clause.id, lang), own) : emptyLayout,
    // The version stands for the text.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [isChosen, view, clause, lang, version, own],
  );
  return wordsOf(chosen, layout);
};

/** What is selected in the text, once the hand rests. */
const useSelection = (
  text: RefObject<HTMLElement | null>,
  onSelect: (selection: { from: number; to: number; top: number } | null) => void,
): void => {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = (): void => {
      const element = text.current;
      const view = element === null ? null : editorIn(element);
      if (element === null || view === null || !view.hasFocus) return;
      const { from, to } = view.state.selection.main;
      const at = view.coordsAtPos(from);
      if (from === to || at === null) onSelect(null);
      else onSelect({ from, to, top: at.top - element.getBoundingClientRect().top });
    };
    const later = (): void => {
      clearTimeout(timer);
      timer = setTimeout(read, 250);
    };
    document.addEventListener('selectionchange', later);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', later);
    };
  }, [text, onSelect]);
};

const DraftingNote = ({
  drafting,
  view,
  elsewhere,
}: {
  drafting: Drafting;
  view: TableView;
  elsewhere: boolean;
}) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const { board } = view.snapshot().state;
  const who =
    drafting.name ??
    (drafting.party === null ? t('article.note.theChair') : phraseOf(board, drafting.party, lang, 'subject'));
  const plural = drafting.name === null && drafting.party !== null && grammarOf(drafting.party, lang).plural;
  const key = drafting.paragraph === null ? 'drafting' : elsewhere ? 'draftingElsewhere' : 'draftingIn';
  return (
    <p className="note drafting" data-party={drafting.party ?? undefined}>
      {t(`article.note.${key}`, {
        who,
        paragraph: drafting.paragraph,
        language: t(`history.languages.${drafting.lang}`),
        verb: t(plural ? 'article.note.draftPlural' : 'article.note.draft'),
      })}
    </p>
  );
};

const topOfParagraph = (text: HTMLElement | null, paragraph: number | null): number => {
  const line = text?.querySelectorAll<HTMLElement>('.cm-line')[(paragraph ?? 1) - 1];
  if (text === null || line === undefined) return 0;
  return line.getBoundingClientRect().top - text.getBoundingClientRect().top;
};

const sameDrafting = (a: readonly Drafting[], b: readonly Drafting[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const useDrafting = (
  view: TableView,
  clause: ClauseState,
  languages: readonly Language[],
): readonly Drafting[] => {
  const [drafting, setDrafting] = useState<readonly Drafting[]>([]);
  const presences = useSlice(view, (snapshot) => snapshot.presences);
  useEffect(() => {
    const next = draftingIn(presences, view.document(), clause.id, languages);
    setDrafting((before) => (sameDrafting(before, next) ? before : next));
    // The languages, as one value.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [presences, view, clause.id, languages.join()]);
  return drafting;
};

export const LiveText = ({ view, clause, lang, number, unseen, readOnly }: LiveTextProps) => {
  const { t } = useTranslation();
  const text = useRef<HTMLDivElement | null>(null);
  const handle = useRef<ClauseEditorHandle | null>(null);
  const keys = useRef(false);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const version = useTextVersion(view, clause.id);
  const drafting = useDrafting(view, clause, [lang, ...unseen]);
  const board = useSlice(view, (snapshot) => snapshot.state.board);
  const own = useSlice(view, (snapshot) => snapshot.seat.party);
  const onLeave = useCallback((direction: Direction) => goOn(text.current, direction), []);
  useHighlight(view, clause.id, lang, text);
  useTour(text, handle);

  const onSelect = useCallback(
    (selection: { from: number; to: number; top: number } | null) =>
      setChosen((before) => {
        if (selection !== null) return { kind: 'selection', ...selection };
        return before?.kind === 'selection' ? null : before;
      }),
    [],
  );
  useSelection(text, onSelect);

  const onBracket = useCallback((bracket: Bracket | null, element: HTMLElement | null) => {
    const top = text.current?.getBoundingClientRect().top ?? 0;
    if (bracket === null || element === null) {
      setChosen((before) => (before?.kind === 'bracket' ? null : before));
      return;
    }
    const line = element.getClientRects()[0]?.top ?? top;
    setChosen({ kind: 'bracket', key: bracket.key, top: line - top, byKey: keys.current });
  }, []);

  const leave = useCallback((): void => {
    setChosen(null);
    handle.current?.focus();
  }, []);
  // Where the text can be written in, the act joins what undo can take back.
  const onAct = useCallback((kind: BracketAct['kind'], { bracket }: ChosenWords): boolean => {
    if (bracket === null) return false;
    if (kind === 'withdraw') return handle.current?.strike(bracket) ?? false;
    return kind !== 'bracket' && (handle.current?.accept(bracket) ?? false);
  }, []);

  const words = useChosenWords(chosen, view, clause, lang, version);
  const notes: Note[] = [
    ...drafting.map((each): Note => ({
      key: `drafting-${String(each.pen)}`,
      top: () => topOfParagraph(text.current, each.paragraph),
      content: <DraftingNote drafting={each} view={view} elsewhere={each.lang !== lang} />,
    })),
    ...(words.length === 0 || chosen === null
      ? []
      : [
          {
            key: 'chosen',
            top: () => chosen.top,
            content: words.map((each) => (
              <WordsNote
                key={each.parties.join() + JSON.stringify(each.ranges[0])}
                view={view}
                clause={clause}
                lang={lang}
                words={each}
                onAct={onAct}
                onDone={leave}
              />
            )),
          },
        ]),
  ];
  const name = t('article.textLabel', { number, language: t(`history.languages.${lang}`) });
  return (
    <div className="live-text" lang={lang}>
      <div
        className="text"
        ref={text}
        onKeyDownCapture={() => {
          keys.current = true;
        }}
        onPointerDownCapture={() => {
          keys.current = false;
        }}
      >
        <ChangeBars text={text} near={partiesFrom(board, own)[0]} version={version} />
        <ClauseEditor
          ref={handle}
          view={view}
          clause={clause.id}
          lang={lang}
          readOnly={readOnly}
          ariaLabel={name}
          onBracket={onBracket}
          onLeave={onLeave}
        />
      </div>
      <Margin
        notes={notes}
        label={t('article.marginLabel', { number })}
        byKey={chosen?.kind === 'bracket' && chosen.byKey ? chosen.key : null}
        onEscape={leave}
      />
    </div>
  );
};

const wordsOf = (chosen: Chosen | null, layout: Layout): readonly ChosenWords[] => {
  if (chosen === null) return [];
  if (chosen.kind === 'bracket')
    return ownFirst(groupOf(layout, chosen.key)).map((bracket) => ({
      ...bracket,
      ranges: rangesOf(bracket.parts),
      bracket,
    }));
  return selectedWords(layout, chosen.from, chosen.to).map((words) => ({ ...words, bracket: null }));
};
