// The sheet in the middle: the articles, both positions, or the board's file. The articles stay as they are while
// another view is shown, with what somebody is writing and can undo.
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EditorProvider } from '../editor/ClauseEditor.tsx';
import { drawEditor } from '../editor/Editing.tsx';
import type { TextLanguages } from '../i18n/languages.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { TableView } from '../session/view.ts';
import { useSlice } from '../ui/useSlice.ts';
import { Articles } from './Articles.tsx';
import { Counts } from './Counts.tsx';
import { File } from './File.tsx';
import { Positions } from './Positions.tsx';
import type { ViewName } from './Reading.tsx';
import type { Standing } from './standing.ts';

/** Keeps where the reader was among the articles while another view is shown. */
const usePlace = (shown: ViewName): void => {
  const place = useRef(0);
  const was = useRef(shown);
  useLayoutEffect(() => {
    if (was.current !== shown) window.scrollTo({ top: shown === 'table' ? place.current : 0 });
    was.current = shown;
    if (shown !== 'table') return undefined;
    const note = (): void => {
      place.current = window.scrollY;
    };
    window.addEventListener('scroll', note, { passive: true });
    return () => window.removeEventListener('scroll', note);
  }, [shown]);
};

export type MiddleProps = {
  view: TableView;
  shown: ViewName;
  languages: TextLanguages;
  standings: readonly Standing[];
};

export const Middle = ({ view, shown, languages, standings }: MiddleProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const board = useSlice(view, ({ state }) => state.board);
  const watching = useSlice(view, ({ seat }) => seat.role === 'observer');
  usePlace(shown);
  return (
    <main className="sheet" id="articles" tabIndex={-1}>
      <p className="notice-line">
        {board?.notice?.[language]} {t('common.agreed')}
      </p>
      {watching && standings.length > 0 && shown === 'table' && <Counts standings={standings} />}
      <div hidden={shown !== 'table'}>
        <EditorProvider value={drawEditor}>
          <Articles view={view} languages={languages} />
        </EditorProvider>
      </div>
      {shown === 'positions' && <Positions view={view} languages={languages} />}
      {shown === 'file' && <File view={view} languages={languages} />}
    </main>
  );
};
