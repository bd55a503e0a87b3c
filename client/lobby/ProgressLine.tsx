// How far a board has come: a line of its articles, and the same in words.
import { useTranslation } from 'react-i18next';
import type { Progress } from './boards.ts';

export const ProgressLine = ({ progress }: { progress: Progress }) => {
  const { t } = useTranslation();
  const { articles, locked, clean, initialled, brackets, figures } = progress;
  // Those that wait for the second initials are clean too; they are told apart behind the sum.
  const same = clean + initialled;
  const open = articles - locked - same;
  const parts = [
    { kind: 'locked', count: locked, words: t('lobby.locked', { count: locked }) },
    { kind: 'clean', count: same, words: t('lobby.clean', { count: same }) },
    { kind: 'open', count: open, words: t('lobby.open', { count: open }) },
  ];
  return (
    <div className="progress">
      <svg className="progress-line" height="6" aria-hidden="true">
        {parts.map(({ kind, count }, i) => {
          const before = parts.slice(0, i).reduce((sum, part) => sum + part.count, 0);
          const share = (value: number): string => `${(100 * value) / Math.max(1, articles)}%`;
          return <rect key={kind} className={kind} x={share(before)} width={share(count)} height="6" />;
        })}
      </svg>
      <p>
        <span>{t('lobby.articles', { count: articles })}</span>
        {parts.map(({ kind, words }) => (
          <span key={kind} className={kind}>
            {words}
          </span>
        ))}
        {initialled > 0 && <span>{t('lobby.initialled', { count: initialled })}</span>}
        <span>
          {brackets + figures === 0
            ? t('lobby.nothingApart')
            : t('lobby.apart', {
                brackets: t('common.brackets', { count: brackets }),
                figures: t('common.figures', { count: figures }),
              })}
        </span>
      </p>
    </div>
  );
};
