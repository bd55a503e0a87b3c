// The bar at the foot of a replay: what happened at this moment, the ways through time, the timeline.
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClauseId } from '../../shared/board.ts';
import { useTelling } from '../history/HistoryPanel.tsx';
import { Told } from '../history/Told.tsx';
import { plain } from '../history/parts.ts';
import { formatClock, formatMoment, formatOrdinal } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { useHeightTold } from '../ui/useHeightTold.ts';
import { useSlice } from '../ui/useSlice.ts';
import { Comparison } from './Comparison.tsx';
import { Comparing, Options, Speeds } from './ReplayOptions.tsx';
import { sentenceOfStep } from './saying.ts';
import { Timeline } from './Timeline.tsx';
import { usePlaying } from './useReplay.ts';
import type { OpenReplay } from './useReplay.ts';
import { ArticleWays, Ways } from './Ways.tsx';

export const ReplayBar = ({
  replay,
  current,
  follows,
  setFollows,
}: {
  replay: OpenReplay;
  /** The article before the reader's eyes. */
  current: ClauseId | null;
  follows: boolean;
  setFollows: (follows: boolean) => void;
}) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const { table, playback } = replay;
  const { course } = playback;
  const playing = usePlaying(playback);
  const { seq, mark, isPlaying } = playing;
  const telling = useTelling(table);
  const number = useSlice(
    table,
    ({ state }) => state.clauses.findIndex((clause) => clause.id === current) + 1,
  );
  const [comparing, setComparing] = useState(false);
  const bar = useRef<HTMLElement>(null);
  useHeightTold(bar, '--replay-bar');
  const [first, second] = telling.board?.parties ?? [];
  // The second above the line and the first below it, as in the concession history.
  const parties = useMemo(
    () => (first === undefined || second === undefined ? [] : [second.id, first.id]),
    [first, second],
  );
  const sittingAt = (at: number): string => {
    const sitting = course.sittingAt(at);
    return sitting === null
      ? t(course.hasMetBy(at) ? 'replay.noSitting' : 'replay.beforeSittings')
      : t('replay.sitting', { ordinal: formatOrdinal(sitting, lang) });
  };
  const at = course.chronicle.at[seq] ?? 0;
  const step = course.stepAt(seq);
  const sentence = useMemo(() => sentenceOfStep(step, telling), [step, telling]);
  const say = (row: number): string =>
    t('replay.momentText', {
      moment: formatMoment(course.chronicle.at[row] ?? 0, lang),
      sitting: sittingAt(row),
      sentence: plain(row === seq ? sentence : sentenceOfStep(course.stepAt(row), telling)),
    });
  return (
    <section ref={bar} className="replay-bar" id="replay-bar" tabIndex={-1} aria-label={t('replay.bar')}>
      <p className="replay-sentence" aria-live={isPlaying ? 'off' : 'polite'}>
        <Told parts={sentence} />
      </p>
      <Timeline playback={playback} playing={playing} parties={parties} say={say} />
      <div className="replay-acts">
        <Ways playback={playback} isPlaying={isPlaying} seq={seq} />
        <Speeds playback={playback} speed={playing.speed} />
        {current !== null && number > 0 && (
          <ArticleWays playback={playback} seq={seq} clause={current} number={number} />
        )}
        <Comparing playback={playback} isMarked={mark !== null} show={setComparing} />
        <Options
          playback={playback}
          skipIdle={playing.skipIdle}
          follows={follows}
          setFollows={setFollows}
          board={telling.board}
        />
        <p className="replay-when">
          {sittingAt(seq)} · <span className="figure">{formatClock(at, lang)}</span>
        </p>
      </div>
      <p id="replay-keys" hidden>
        {t('replay.keys')}
      </p>
      {mark !== null && (
        <Comparison
          replay={replay}
          between={mark < seq ? [mark, seq] : [seq, mark]}
          isOpen={comparing}
          close={() => setComparing(false)}
        />
      )}
    </section>
  );
};
