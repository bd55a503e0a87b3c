// Where an article stands, in a few words for the list of articles.
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartyId } from '../../shared/board.ts';
import type { BoardDefinition } from '../../shared/board.ts';
import { labelOf, phraseOf } from '../article/parties.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { Standing } from './standing.ts';

export type StandingWordsProps = { standing: Standing; board: BoardDefinition | null; own: PartyId | null };

const useFirst = ({ standing, board, own }: StandingWordsProps): string => {
  const { t } = useTranslation();
  const language = useLanguage();
  const by = (party: PartyId | undefined): string =>
    party === undefined ? '' : phraseOf(board, party, language, 'inside');
  switch (standing.phase) {
    case 'locked':
      return t(standing.adReferendum ? 'table.standing.lockedAdReferendum' : 'table.standing.locked');
    case 'frozen':
      return t('table.standing.frozen', { party: by(standing.asking[0]) });
    case 'held':
      return standing.initialled[0] === own
        ? t('table.standing.heldOwn')
        : t('table.standing.held', { party: by(standing.initialled[0]) });
    case 'open':
      if (standing.empty) return t('table.standing.empty');
      if (standing.clean) return t('table.standing.clean');
      return t('table.standing.apart', {
        brackets: t('common.brackets', { count: standing.brackets }),
        figures: t('common.figures', { count: standing.figures }),
      });
  }
};

const useAnswer = ({ standing, board, own }: StandingWordsProps): string | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  if (standing.awaited === null) return null;
  if (standing.awaited === own) return t('table.standing.yours');
  // English names the delegation alone; French says to whom it falls.
  const party =
    language === 'fr'
      ? phraseOf(board, standing.awaited, language, 'to')
      : labelOf(board, standing.awaited, language);
  return t('table.standing.theirs', { party });
};

export const StandingWords = (props: StandingWordsProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { standing, board } = props;
  const reserves = standing.reserves.map((party) =>
    t('table.standing.reserve', {
      party: language === 'fr' ? phraseOf(board, party, language, 'of') : labelOf(board, party, language),
    }),
  );
  const parts = [useFirst(props), useAnswer(props), ...reserves].filter((part) => part !== null);
  return (
    <small className={`standing ${standing.phase}`}>
      {parts.map((part, index) => (
        <Fragment key={part}>
          {index > 0 && <span className="unseen">, </span>}
          <span>{part}</span>
        </Fragment>
      ))}
    </small>
  );
};
