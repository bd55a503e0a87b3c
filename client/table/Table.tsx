// A board on the screen: the bar, the list of articles, the articles, the history. Live, watched and replayed tables are
// all drawn by this; what it is given is a view.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { OnShow } from '../history/HistoryLine.tsx';
import { useLanguage } from '../i18n/i18n.ts';
import { initialTextChoice, rememberTextChoice, textLanguages } from '../i18n/languages.ts';
import type { TextChoice } from '../i18n/languages.ts';
import type { TableView } from '../session/view.ts';
import { usePartyColours } from '../parties/colours.ts';
import { MEDIUM, WIDE, WIDER, useMedia } from '../ui/useMedia.ts';
import { useSlice } from '../ui/useSlice.ts';
import { Bar } from './Bar.tsx';
import { BottomBar } from './BottomBar.tsx';
import type { Sheet } from './BottomBar.tsx';
import { Contents } from './Contents.tsx';
import { Help } from './Help.tsx';
import { useKeys } from './keys.ts';
import { Middle } from './Middle.tsx';
import { Notices } from './Notices.tsx';
import { TextLanguage, ViewLinks, pathOf } from './Reading.tsx';
import type { ViewName } from './Reading.tsx';
import { History } from './History.tsx';
import { Sheets } from './Sheets.tsx';
import { AFTER_SHEET_MS, showPlace } from './show-place.ts';
import { useCurrent } from './useCurrent.ts';
import { useStandings } from './useStandings.ts';
import { Colophon } from '../ui/Colophon.tsx';
import { useTestimony } from './witness.ts';
import './table.css';

const TableColophon = () => {
  const { testimony } = useTestimony();
  return <Colophon head={testimony.kind === 'waiting' ? null : testimony.head} />;
};

const useTitle = (view: TableView): void => {
  const { t } = useTranslation();
  const language = useLanguage();
  const title = useSlice(view, ({ state }) => state.board)?.title[language];
  useEffect(() => {
    document.title = title === undefined ? t('common.program') : `${title} · ${t('common.program')}`;
  }, [title, t]);
};

const useTextChoice = (): [TextChoice, (choice: TextChoice) => void] => {
  const language = useLanguage();
  const [choice, setChoice] = useState(() => initialTextChoice(language));
  return [
    choice,
    (next) => {
      rememberTextChoice(next);
      setChoice(next);
    },
  ];
};

export const Table = ({ view, shown }: { view: TableView; shown: ViewName }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const medium = useMedia(MEDIUM);
  const standings = useStandings(view);
  const ids = standings.map(({ id }) => id);
  const current = useCurrent(ids);
  const [choice, chooseText] = useTextChoice();
  const board = useSlice(view, ({ state }) => state.board);
  usePartyColours(board?.parties);
  // Two languages side by side need the room that the history takes.
  const languages = textLanguages(choice, board);
  const wide = useMedia(languages.length > 1 ? WIDER : WIDE);
  const [sheet, openSheet] = useState<Sheet | 'help' | null>(null);
  useTitle(view);

  const show = (name: ViewName): void => void navigate(pathOf(view.board, name));
  const goTo: OnShow = (clause, place) => {
    openSheet(null);
    if (shown === 'table' && sheet === null) showPlace(clause, place);
    else {
      show('table');
      setTimeout(() => showPlace(clause, place), AFTER_SHEET_MS);
    }
  };
  const step = (by: 1 | -1): void => {
    const next = ids[ids.indexOf(current ?? '') + by];
    if (next !== undefined) goTo(next);
  };
  const focusOn = (id: string, orElse: Sheet): void => {
    const element = document.getElementById(id);
    if (element === null) openSheet(orElse);
    else element.focus();
  };
  useKeys({
    help: () => openSheet('help'),
    next: () => step(1),
    previous: () => step(-1),
    table: () => show('table'),
    positions: () => show('positions'),
    file: () => show('file'),
    history: () => focusOn('history', 'history'),
    contents: () => focusOn('contents', 'contents'),
  });

  const reading = (
    <section className="reading" aria-label={t('table.reading')}>
      <ViewLinks board={view.board} shown={shown} />
      <TextLanguage board={board} choice={choice} choose={chooseText} />
    </section>
  );
  const contents = <Contents view={view} standings={standings} current={current} goTo={goTo} />;
  return (
    <div className="table">
      <a className="skip" href="#articles">
        {t('table.skip.articles')}
      </a>
      {medium && (
        <a className="skip" href="#contents">
          {t('table.skip.contents')}
        </a>
      )}
      {wide && (
        <a className="skip" href="#history">
          {t('table.skip.history')}
        </a>
      )}
      <Bar
        view={view}
        openHistory={medium && !wide ? () => openSheet('history') : null}
        openHelp={() => openSheet('help')}
      />
      <Notices view={view} />
      <div className={wide ? 'desk with-history' : 'desk'}>
        {medium && (
          <div className="beside contents-column">
            {reading}
            {contents}
          </div>
        )}
        <Middle view={view} shown={shown} languages={languages} standings={standings} />
        {wide && (
          <aside
            className="beside history-column"
            id="history"
            tabIndex={-1}
            aria-label={t('table.history.label')}
          >
            <History view={view} goTo={goTo} />
          </aside>
        )}
      </div>
      <TableColophon />
      {!medium && <BottomBar open={openSheet} />}
      <Sheets
        view={view}
        open={sheet}
        close={() => openSheet(null)}
        contents={contents}
        reading={reading}
        goTo={goTo}
      />
      <Help isOpen={sheet === 'help'} close={() => openSheet(null)} />
    </div>
  );
};
