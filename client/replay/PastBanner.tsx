// Says that this is the past, and when, so that nobody takes it for the table.
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatMoment, isoTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { TableView } from '../session/view.ts';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { useHeightTold } from '../ui/useHeightTold.ts';
import { useSlice } from '../ui/useSlice.ts';
import type { Playback } from './playback.ts';
import { usePlaying } from './useReplay.ts';

export const PastBanner = ({
  view,
  playback,
  children,
}: {
  view: TableView;
  playback: Playback;
  /** What else can be done here. */
  children?: ReactNode;
}) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const { seq } = usePlaying(playback);
  const board = useSlice(view, ({ state }) => state.board);
  const banner = useRef<HTMLElement>(null);
  useHeightTold(banner, '--bar');
  const at = playback.course.chronicle.at[seq] ?? 0;
  return (
    <header className="past" ref={banner}>
      <div>
        <h1>
          <time dateTime={isoTime(at)}>{t('replay.past.title', { moment: formatMoment(at, lang) })}</time>
        </h1>
        <p>
          <span className="past-board">{board?.title[lang]}. </span>
          {t('replay.past.note')}
        </p>
      </div>
      {children}
      <LanguageSwitch />
      <Link className="button plain" to={`/b/${view.board}`}>
        {t('replay.past.back')}
      </Link>
    </header>
  );
};
