// What stands in the replay's bar beside the ways through time: how fast it goes, comparing two moments, the options.
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardDefinition } from '../../shared/board.ts';
import { labelOf } from '../article/parties.ts';
import { formatNumber } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { PopoverButton } from '../ui/Popover.tsx';
import { Select } from '../ui/Select.tsx';
import type { Playback } from './playback.ts';
import { SPEEDS } from './playing.ts';

export const Speeds = memo(({ playback, speed }: { playback: Playback; speed: number }) => {
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
});

/** From here to where one goes next. */
export const Comparing = memo(
  ({ playback, isMarked, show }: { playback: Playback; isMarked: boolean; show: (shown: true) => void }) => {
    const { t } = useTranslation();
    return (
      <div className="comparing">
        {isMarked ? (
          <>
            <Button variant="small" onPress={() => show(true)}>
              {t('replay.compare.show')}
            </Button>
            <Button variant="quiet" className="underlined" onPress={() => playback.set({ mark: null })}>
              {t('replay.compare.end')}
            </Button>
          </>
        ) : (
          <Button variant="small" onPress={() => playback.set({ mark: playback.snapshot().seq })}>
            {t('replay.compare.start')}
          </Button>
        )}
      </div>
    );
  },
);

export const Options = memo(
  ({
    playback,
    skipIdle,
    follows,
    setFollows,
    board,
  }: {
    playback: Playback;
    skipIdle: boolean;
    follows: boolean;
    setFollows: (follows: boolean) => void;
    board: BoardDefinition | null;
  }) => {
    const { t } = useTranslation();
    const lang = useLanguage();
    const [first, second] = board?.parties ?? [];
    return (
      <PopoverButton
        label={t('replay.options')}
        button={<Button variant="small">{t('replay.options')}</Button>}
      >
        <div className="stack">
          <Checkbox isSelected={skipIdle} onChange={(skips) => playback.set({ skipIdle: skips })}>
            {t('replay.skipIdle')}
          </Checkbox>
          <Checkbox isSelected={follows} onChange={setFollows}>
            {t('replay.follow')}
          </Checkbox>
          {first !== undefined && second !== undefined && (
            <p className="quiet">
              {t('replay.side', {
                above: labelOf(board, second.id, lang),
                below: labelOf(board, first.id, lang),
              })}
            </p>
          )}
          <p className="quiet" id="replay-keys-seen">
            {t('replay.keys')}
          </p>
        </div>
      </PopoverButton>
    );
  },
);
