// The board of the past on the screen: the same articles, list and history as at the table, between a banner that says when
// it was and a bar with which one goes through time.
import { memo, startTransition, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OnShow } from '../history/HistoryLine.tsx';
import { useLanguage } from '../i18n/i18n.ts';
import { initialTextChoice, rememberTextChoice, textLanguages } from '../i18n/languages.ts';
import { Articles } from '../table/Articles.tsx';
import { Contents } from '../table/Contents.tsx';
import { History } from '../table/History.tsx';
import { TextLanguage } from '../table/Reading.tsx';
import { SheetOf } from '../table/SheetOf.tsx';
import { AFTER_SHEET_MS, showPlace } from '../table/show-place.ts';
import { useCurrent } from '../table/useCurrent.ts';
import { useStandings } from '../table/useStandings.ts';
import { usePartyColours } from '../parties/colours.ts';
import { Button } from '../ui/Button.tsx';
import { MEDIUM, WIDE, WIDER, useMedia } from '../ui/useMedia.ts';
import { useSlice } from '../ui/useSlice.ts';
import { PastBanner } from './PastBanner.tsx';
import { ReplayBar } from './ReplayBar.tsx';
import { useAddress } from './useAddress.ts';
import { useFollowing } from './useFollowing.ts';
import { usePlaying } from './useReplay.ts';
import type { OpenReplay } from './useReplay.ts';
import '../table/table.css';
import './replay.css';

const useTextChoice = () => {
  const language = useLanguage();
  const [choice, setChoice] = useState(() => initialTextChoice(language));
  useEffect(() => rememberTextChoice(choice), [choice]);
  return [choice, setChoice] as const;
};

const useTitle = ({ table }: OpenReplay): void => {
  const { t } = useTranslation();
  const language = useLanguage();
  const title = useSlice(table, ({ state }) => state.board)?.title[language] ?? '';
  useEffect(() => {
    document.title = `${t('replay.title')} · ${title} · ${t('common.program')}`;
  }, [title, t]);
};

/** False until the first moment is on the page: what is long to draw and stands beside it comes after, bit by bit. */
const usePainted = (): boolean => {
  const [painted, set] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => set(true)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return painted;
};

/** What stands around a moment knows itself when to be drawn again: not with every row that goes by. */
const [Banner, Agenda, Sheet, Beside] = [memo(PastBanner), memo(Contents), memo(Articles), memo(History)];

export const ReplayDesk = ({ replay }: { replay: OpenReplay }) => {
  const { t } = useTranslation();
  const { table, rested, playback } = replay;
  const language = useLanguage();
  const board = useSlice(table, ({ state }) => state.board);
  const [choice, chooseText] = useTextChoice();
  usePartyColours(board?.parties);
  const [follows, setFollows] = useState(true);
  const medium = useMedia(MEDIUM);
  const languages = useMemo(() => textLanguages(choice, board), [choice, board]);
  const wide = useMedia(languages.length > 1 ? WIDER : WIDE);
  const standings = useStandings(table);
  // Not those of the standings, which have to be measured first: what comes late would push away what one is about to press.
  const clauses = useSlice(table, ({ state }) => state.clauses);
  const current = useCurrent(useMemo(() => clauses.map(({ id }) => id), [clauses]));
  const playing = usePlaying(playback);
  const painted = usePainted();
  const seq = useSlice(table, (snapshot) => snapshot.seq);
  useTitle(replay);
  useAddress(playback);
  useFollowing(playback, playing, follows);

  const [sheet, openSheet] = useState<'contents' | 'history' | null>(null);
  const close = useCallback(() => openSheet(null), []);
  const goTo = useCallback<OnShow>(
    (clause, place) => {
      openSheet(null);
      if (sheet === null) showPlace(clause, place);
      else setTimeout(() => showPlace(clause, place), AFTER_SHEET_MS);
    },
    [sheet],
  );
  const contents = (
    <>
      <section className="reading" aria-label={t('table.reading')}>
        <TextLanguage board={board} choice={choice} choose={chooseText} />
      </section>
      <Agenda view={table} standings={standings} current={current} goTo={goTo} />
    </>
  );
  const ways = useMemo(
    () => (
      <>
        {!medium && (
          <Button variant="small" onPress={() => openSheet('contents')}>
            {t('table.contents.open')}
          </Button>
        )}
        {!wide && (
          <Button variant="small" onPress={() => openSheet('history')}>
            {t('table.history.open')}
          </Button>
        )}
      </>
    ),
    [medium, wide, t],
  );
  return (
    <div className="table replay" data-seq={seq}>
      <a className="skip" href="#articles">
        {t('table.skip.articles')}
      </a>
      <a className="skip" href="#replay-bar">
        {t('replay.skip')}
      </a>
      <Banner view={table} playback={playback}>
        {ways}
      </Banner>
      <div className={wide ? 'desk with-history' : 'desk'}>
        {medium && <div className="beside contents-column">{contents}</div>}
        <main className="sheet" id="articles" tabIndex={-1}>
          <p className="notice-line">
            {board?.notice?.[language]} {t('common.agreed')}
          </p>
          <Sheet view={table} languages={languages} />
        </main>
        {wide && (
          <aside
            className="beside history-column"
            id="history"
            tabIndex={-1}
            aria-label={t('table.history.label')}
          >
            {painted && <Beside view={rested} goTo={goTo} />}
          </aside>
        )}
      </div>
      <SheetOf
        name="contents"
        title={t('table.contents.label')}
        isOpen={sheet === 'contents' && !medium}
        close={close}
      >
        {contents}
      </SheetOf>
      <SheetOf
        name="history"
        title={t('table.history.label')}
        isOpen={sheet === 'history' && !wide}
        close={close}
      >
        <Beside view={rested} goTo={goTo} />
      </SheetOf>
      <ReplayBar replay={replay} current={current} follows={follows} setFollows={setFollows} />
    </div>
  );
};
