// Which side moved, and whether towards the other or away: one drawing for both directions, so that neither looks like a
// victory; and what the act changed of the gap.
import { useTranslation } from 'react-i18next';
import type { BoardDefinition } from '../../shared/board.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { labelOf, otherParty } from '../article/parties.ts';
import type { Movement } from './movement.ts';

const COUNTS = ['brackets', 'figures', 'words'] as const;

const Sign = ({ direction }: { direction: Movement['direction'] }) => (
  <svg viewBox="0 0 30 10" width="30" height="10" aria-hidden="true" className="movement-sign">
    <circle className="mover" cx={direction === 'towards' ? 4 : 15} cy="5" r="3" />
    <circle className="other" cx="26" cy="5" r="2.5" />
    {direction === 'towards' ? (
      <path d="M9 5h9m-2.6-2.6L18 5l-2.6 2.6" />
    ) : (
      <path d="M11 5H2m2.6-2.6L2 5l2.6 2.6" />
    )}
  </svg>
);

export const MovementSign = ({ movement, board }: { movement: Movement; board: BoardDefinition | null }) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const { before, after } = movement.gap;
  const other = otherParty(board, movement.party);
  const names = {
    from: labelOf(board, movement.party, lang),
    to: other === null ? '' : labelOf(board, other, lang),
  };
  const changed = COUNTS.find((count) => before[count] !== after[count]);
  return (
    <span className="movement" data-party={movement.party}>
      <Sign direction={movement.direction} />
      <span className="unseen">{t(`history.${movement.direction}`, names)}</span>
      {changed !== undefined && (
        <span className="figure">
          {before[changed]} → {t(`history.counts.${changed}`, { count: after[changed] })}
        </span>
      )}
    </span>
  );
};
