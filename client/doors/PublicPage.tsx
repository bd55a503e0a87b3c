// `/b/:board/public`: for whoever sits at the table, what observers see of it at this moment, drawn by the very same components.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { BoardId } from '../../shared/board.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { initialTextChoice, textLanguages } from '../i18n/languages.ts';
import { fetchSeat } from '../lobby/boards.ts';
import { usePartyColours } from '../parties/colours.ts';
import { NotFound } from '../routes/NotFound.tsx';
import { Plain } from '../routes/Plain.tsx';
import { Waiting } from '../routes/Waiting.tsx';
import { WatchTable } from '../session/watch.ts';
import { showPlace } from '../table/show-place.ts';
import { Contents } from '../table/Contents.tsx';
import { History } from '../table/History.tsx';
import { Middle } from '../table/Middle.tsx';
import { TextLanguage } from '../table/Reading.tsx';
import { useCurrent } from '../table/useCurrent.ts';
import { useStandings } from '../table/useStandings.ts';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { MEDIUM, WIDE, WIDER, useMedia } from '../ui/useMedia.ts';
import { useSlice } from '../ui/useSlice.ts';
import { useSightWords, useSince } from './words.ts';
import '../table/table.css';
import './doors.css';

type Opening = { kind: 'asking' } | { kind: 'noSeat' } | { kind: 'open'; view: WatchTable };

const usePublicView = (board: BoardId): Opening => {
  const [opening, setOpening] = useState<Opening>({ kind: 'asking' });
  useEffect(() => {
    const gone = new AbortController();
    let view: WatchTable | null = null;
    void fetchSeat(board, gone.signal).then((seat) => {
      if (gone.signal.aborted) return;
      if (seat === null) return setOpening({ kind: 'noSeat' });
      view = new WatchTable({
        board,
        seat: { ...seat, party: null, role: 'observer' },
        asPublic: true,
        origin: window.location.origin.replace(/^http/, 'ws'),
        now: Date.now,
      });
      setOpening({ kind: 'open', view });
    });
    return () => {
      gone.abort();
      view?.close();
    };
  }, [board]);
  return opening;
};

export const PublicPage = () => {
  const board = BoardId.safeParse(useParams()['board']);
  return board.success ? <Public key={board.data} board={board.data} /> : <NotFound />;
};

const Public = ({ board }: { board: BoardId }) => {
  const { t } = useTranslation();
  const opening = usePublicView(board);
  switch (opening.kind) {
    case 'asking':
      return <Waiting>{t('table.opening')}</Waiting>;
    case 'noSeat':
      return (
        <Plain title={t('table.closed.title')}>
          <Link to="/" className="button main">
            {t('table.closed.lobby')}
          </Link>
        </Plain>
      );
    case 'open':
      return <PublicDesk view={opening.view} />;
  }
};

const Banner = ({ view }: { view: WatchTable }) => {
  const { t } = useTranslation();
  const doors = useSlice(view, ({ state }) => state.doors);
  const sight = useSlice(view, ({ state }) => state.sight);
  const since = useSince();
  const words = useSightWords();
  const banner = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = banner.current;
    if (element === null) return undefined;
    // The columns beside the page stand under it, however many lines it takes.
    const tell = (): void => document.documentElement.style.setProperty('--bar', `${element.offsetHeight}px`);
    const watching = new ResizeObserver(tell);
    watching.observe(element);
    return () => {
      watching.disconnect();
      document.documentElement.style.removeProperty('--bar');
    };
  }, []);
  return (
    <header className="public-banner" ref={banner}>
      <div>
        <h1>{t('doors.publicTitle')}</h1>
        <p>
          {doors.kind === 'closed'
            ? t('doors.publicClosed', { when: since(doors.since) })
            : t('doors.now', { sight: words(sight) })}{' '}
          <span className="public-note">{t('doors.publicNote')}</span>
        </p>
      </div>
      <LanguageSwitch />
      <Link className="button plain" to={`/b/${view.board}`}>
        {t('doors.publicBack')}
      </Link>
    </header>
  );
};

const PublicDesk = ({ view }: { view: WatchTable }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const laid = useSlice(view, ({ state }) => state.board !== null);
  const board = useSlice(view, ({ state }) => state.board);
  const title = board?.title[language] ?? '';
  usePartyColours(board?.parties);
  const [choice, chooseText] = useState(() => initialTextChoice(language));
  const medium = useMedia(MEDIUM);
  const languages = textLanguages(choice, board);
  const wide = useMedia(languages.length > 1 ? WIDER : WIDE);
  const standings = useStandings(view);
  const current = useCurrent(standings.map(({ id }) => id));
  useEffect(() => {
    document.title = `${t('doors.publicTitle')} · ${title} · ${t('common.program')}`;
  }, [title, t]);
  if (!laid) return <Waiting>{t('table.opening')}</Waiting>;
  return (
    <div className="table public">
      <a className="skip" href="#articles">
        {t('table.skip.articles')}
      </a>
      <Banner view={view} />
      <div className={wide ? 'desk with-history' : 'desk'}>
        {medium && (
          <div className="beside contents-column">
            <section className="reading" aria-label={t('table.reading')}>
              <TextLanguage board={board} choice={choice} choose={chooseText} />
            </section>
            <Contents view={view} standings={standings} current={current} goTo={showPlace} />
          </div>
        )}
        <Middle view={view} shown="table" languages={languages} standings={standings} />
        {wide && (
          <aside
            className="beside history-column"
            id="history"
            tabIndex={-1}
            aria-label={t('table.history.label')}
          >
            <History view={view} goTo={showPlace} />
          </aside>
        )}
      </div>
    </div>
  );
};
