// The bar at the foot of a replay: what happened at this moment, the ways through time, the timeline.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClauseId } from '../../shared/board.ts';
import { clauseOf } from '../../shared/state.ts';
import { useTelling } from '../history/HistoryPanel.tsx';
import { Told } from '../history/Told.tsx';
import { plain } from '../history/parts.ts';
import { formatClock, formatMoment, formatNumber, formatOrdinal } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { labelOf } from '../article/parties.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { PopoverButton } from '../ui/Popover.tsx';
import { Select } from '../ui/Select.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { Comparison } from './Comparison.tsx';
import type { Step } from './course.ts';
import type { Playback } from './playback.ts';
import { SPEEDS } from './playing.ts';
import { sentenceOfStep } from './saying.ts';
import { Sign } from './Signs.tsx';
import { Timeline } from './Timeline.tsx';
import { usePlaying } from './useReplay.ts';
import type { OpenReplay } from './useReplay.ts';

type Signed = Parameters<typeof Sign>[0]['of'];

const Ways = ({ playback, isPlaying, seq }: { playback: Playback; isPlaying: boolean; seq: number }) => {
  const { t } = useTranslation();
  const { course } = playback;
  const way = (sign: Signed, label: string, direction: 1 | -1, wanted: (step: Step) => boolean) => {
    const step = course.next(seq, direction, wanted);
    return (
      <Button
        variant="quiet"
        className="way"
        aria-label={label}
        isDisabled={step === null}
        onPress={() => {
          playback.pause();
          if (step !== null) playback.go(step.seq);
        }}
      >
        <Sign of={sign} />
      </Button>
    );
  };
  const isMove = ({ kind }: Step): boolean => kind === 'move';
  return (
    <div className="ways">
      {way('previousMove', t('replay.previousMove'), -1, isMove)}
      {way('previous', t('replay.previousBurst'), -1, () => true)}
      <Button
        variant="plain"
        className="way play"
        aria-label={t(isPlaying ? 'replay.pause' : 'replay.play')}
        onPress={() => (isPlaying ? playback.pause() : playback.play())}
      >
        <Sign of={isPlaying ? 'pause' : 'play'} />
      </Button>
      {way('next', t('replay.nextBurst'), 1, () => true)}
      {way('nextMove', t('replay.nextMove'), 1, isMove)}
    </div>
  );
};

const ArticleWays = ({
  playback,
  seq,
  clause,
  number,
}: {
  playback: Playback;
  seq: number;
  clause: ClauseId;
  number: number;
}) => {
  const { t } = useTranslation();
  const way = (direction: 1 | -1) => {
    const step = playback.course.next(seq, direction, (each) => each.clause === clause);
    return (
      <Button
        variant="quiet"
        className="way"
        aria-label={t(direction === 1 ? 'replay.nextChange' : 'replay.previousChange', { number })}
        isDisabled={step === null}
        onPress={() => {
          playback.pause();
          if (step !== null) playback.go(step.seq);
        }}
      >
        <Sign of={direction === 1 ? 'next' : 'previous'} />
      </Button>
    );
  };
  return (
    <div className="ways article-ways">
      {way(-1)}
      <span aria-hidden="true">{t('replay.thisArticle', { number })}</span>
      {way(1)}
    </div>
  );
};

const Speeds = ({ playback, speed }: { playback: Playback; speed: number }) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  return (
    <Select
      label={t('replay.speed')}
      choices={SPEEDS.map((each) => ({
        id: String(each),
        label: t('replay.speedOf', { speed: formatNumber(each, lang) }),
      }))}
      value={String(speed)}
      onChange={(id) => playback.set({ speed: SPEEDS.find((each) => String(each) === id) ?? 1 })}
    />
  );
};

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
  const state = useSlice(table, (snapshot) => snapshot.state);
  const [comparing, setComparing] = useState(false);
  const [first, second] = telling.board?.parties ?? [];
  const parties = useMemo(
    () => (first === undefined || second === undefined ? [] : [first.id, second.id]),
    [first, second],
  );
  const sittingAt = (at: number): string => {
    const sitting = course.sittingAt(at);
    return sitting === null
      ? t(course.hasMetBy(at) ? 'replay.noSitting' : 'replay.beforeSittings')
      : t('replay.sitting', { ordinal: formatOrdinal(sitting, lang) });
  };
  const at = course.chronicle.at[seq] ?? 0;
  const sentence = sentenceOfStep(course.stepAt(seq), telling);
  const say = (row: number): string =>
    t('replay.momentText', {
      moment: formatMoment(course.chronicle.at[row] ?? 0, lang),
      sitting: sittingAt(row),
      sentence: plain(sentenceOfStep(course.stepAt(row), telling)),
    });
  const number = state.clauses.findIndex((clause) => clause.id === current) + 1;
  return (
    <section className="replay-bar" id="replay-bar" tabIndex={-1} aria-label={t('replay.bar')}>
      <p className="replay-sentence" aria-live={isPlaying ? 'off' : 'polite'}>
        <Told parts={sentence} />
      </p>
      <Timeline playback={playback} playing={playing} parties={parties} say={say} />
      <div className="replay-acts">
        <Ways playback={playback} isPlaying={isPlaying} seq={seq} />
        <Speeds playback={playback} speed={playing.speed} />
        {current !== null && clauseOf(state, current) !== undefined && (
          <ArticleWays playback={playback} seq={seq} clause={current} number={number} />
        )}
        <div className="comparing">
          {mark === null ? (
            <Button variant="small" onPress={() => playback.set({ mark: seq })}>
              {t('replay.compare.start')}
            </Button>
          ) : (
            <>
              <Button variant="small" onPress={() => setComparing(true)}>
                {t('replay.compare.show')}
              </Button>
              <Button variant="quiet" className="underlined" onPress={() => playback.set({ mark: null })}>
                {t('replay.compare.end')}
              </Button>
            </>
          )}
        </div>
        <PopoverButton
          label={t('replay.options')}
          button={<Button variant="small">{t('replay.options')}</Button>}
        >
          <div className="stack">
            <Checkbox isSelected={playing.skipIdle} onChange={(skipIdle) => playback.set({ skipIdle })}>
              {t('replay.skipIdle')}
            </Checkbox>
            <Checkbox isSelected={follows} onChange={setFollows}>
              {t('replay.follow')}
            </Checkbox>
            {first !== undefined && second !== undefined && (
              <p className="quiet">
                {t('replay.side', {
                  above: labelOf(telling.board, first.id, lang),
                  below: labelOf(telling.board, second.id, lang),
                })}
              </p>
            )}
            <p className="quiet" id="replay-keys-seen">
              {t('replay.keys')}
            </p>
          </div>
        </PopoverButton>
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
