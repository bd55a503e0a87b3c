// What a mark says, for who looks: on a line of its own under a chart, whose room is there before anything is said, or,
// where a chart has no such line and was touched, at the foot of the window. The sentence leads to its moment.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Mark } from './Marks.tsx';

/** So many of the longest sentences make the room: which of them takes the most lines depends on the window. */
const LONGEST = 4;

export const longestOf = (names: readonly string[]): string[] =>
  names.toSorted((a, b) => b.length - a.length).slice(0, LONGEST);

export const Told = ({ mark, longest }: { mark: Mark | null; longest: readonly string[] }) => {
  const { t } = useTranslation();
  return (
    <p className="gap-told">
      {longest.map((name) => (
        <span key={name} className="told-room" aria-hidden="true">
          {name}
        </span>
      ))}
      <span className={mark === null ? 'told-hint' : 'told-room'} aria-hidden="true">
        <span className="told-fine">{t('concessions.hint')}</span>
        <span className="told-coarse">{t('concessions.touchHint')}</span>
      </span>
      {mark !== null && (
        <Link to={mark.to} title={mark.name}>
          {mark.name}
        </Link>
      )}
    </p>
  );
};

const FootTold = ({ mark, onGone }: { mark: Mark; onGone: () => void }) => {
  const foot = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const touch = ({ target }: PointerEvent): void => {
      if (!(target instanceof Node) || foot.current?.contains(target) !== true) onGone();
    };
    document.addEventListener('pointerdown', touch);
    return () => document.removeEventListener('pointerdown', touch);
  }, [onGone]);
  return (
    <p ref={foot} className="foot-told on-screen">
      <Link to={mark.to}>{mark.name}</Link>
    </p>
  );
};

/** For a chart that has no line of its own: what to call with the mark that was touched, and what then is to be drawn. */
export const useFootTold = (): { touch: (mark: Mark) => void; told: ReactNode } => {
  const [mark, show] = useState<Mark | null>(null);
  const gone = useCallback(() => show(null), []);
  return { touch: show, told: mark !== null && <FootTold mark={mark} onGone={gone} /> };
};
