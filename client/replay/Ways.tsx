// The buttons by which one goes through time: by burst, by move, by the changes of one article; and play.
import { memo, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClauseId } from '../../shared/board.ts';
import { Button } from '../ui/Button.tsx';
import type { Step } from './course.ts';
import type { Playback } from './playback.ts';
import { Sign } from './Signs.tsx';

type Signed = Parameters<typeof Sign>[0]['of'];
type Wanted = (step: Step) => boolean;

const isMove: Wanted = ({ kind }) => kind === 'move';
const isAny: Wanted = () => true;

/** A way through time. Where it leads is found out when it is pressed: of a row that goes by it is not drawn again. */
const Way = memo(
  ({
    playback,
    sign,
    label,
    direction,
    wanted,
    isDisabled,
  }: {
    playback: Playback;
    sign: Signed;
    label: string;
    direction: 1 | -1;
    wanted: Wanted;
    isDisabled: boolean;
  }) => {
    const go = (): void => {
      const step = playback.course.next(playback.snapshot().seq, direction, wanted);
      playback.pause();
      if (step !== null) playback.go(step.seq);
    };
    return (
      <Button variant="quiet" className="way" aria-label={label} isDisabled={isDisabled} onPress={go}>
        <Sign of={sign} />
      </Button>
    );
  },
);

const Play = memo(({ playback, isPlaying }: { playback: Playback; isPlaying: boolean }) => {
  const { t } = useTranslation();
  return (
    <Button
      variant="plain"
      className="way play"
      aria-label={t(isPlaying ? 'replay.pause' : 'replay.play')}
      onPress={() => (isPlaying ? playback.pause() : playback.play())}
    >
      <Sign of={isPlaying ? 'pause' : 'play'} />
    </Button>
  );
});

export const Ways = ({
  playback,
  isPlaying,
  seq,
}: {
  playback: Playback;
  isPlaying: boolean;
  seq: number;
}) => {
  const { t } = useTranslation();
  const way = (sign: Signed, label: string, direction: 1 | -1, wanted: Wanted) => {
    const isDisabled = playback.course.next(seq, direction, wanted) === null;
    return <Way {...{ playback, sign, label, direction, wanted, isDisabled }} />;
  };
  return (
    <div className="ways">
      {way('previousMove', t('replay.previousMove'), -1, isMove)}
      {way('previous', t('replay.previousBurst'), -1, isAny)}
      <Play playback={playback} isPlaying={isPlaying} />
      {way('next', t('replay.nextBurst'), 1, isAny)}
      {way('nextMove', t('replay.nextMove'), 1, isMove)}
    </div>
  );
};

export const ArticleWays = ({
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
  const wanted = useCallback<Wanted>((step) => step.clause === clause, [clause]);
  const way = (direction: 1 | -1) => {
    const sign = direction === 1 ? 'next' : 'previous';
    const label = t(direction === 1 ? 'replay.nextChange' : 'replay.previousChange', { number });
    const isDisabled = playback.course.next(seq, direction, wanted) === null;
    return <Way {...{ playback, sign, label, direction, wanted, isDisabled }} />;
  };
  return (
    <div className="ways article-ways">
      {way(-1)}
      <span aria-hidden="true">{t('replay.thisArticle', { number })}</span>
      {way(1)}
    </div>
  );
};
