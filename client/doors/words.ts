// The doors and the sight in the reader's words.
import { useTranslation } from 'react-i18next';
import type { PartyId } from '../../shared/board.ts';
import type { BoardState, Sight } from '../../shared/state.ts';
import { grammarOf, phraseOf } from '../article/parties.ts';
import { formatWhen } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';

/** "brackets with their labels, 15 minutes later" */
export const useSightWords = (): ((sight: Sight) => string) => {
  const { t } = useTranslation();
  return ({ sees, delayMinutes }) => {
    const sight = t(`doors.sight.${sees}`);
    return delayMinutes === 0
      ? t('doors.atOnce', { sight })
      : t('doors.later', { sight, count: delayMinutes });
  };
};

/** Who asks, as the subject of a sentence, and the French verb that agrees with it. */
export const useWho = (state: BoardState): ((party: PartyId | null) => { who: string; verb: string }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (party) => ({
    who: party === null ? t('doors.theChair') : phraseOf(state.board, party, language, 'subject'),
    verb: t(party !== null && grammarOf(party, language).plural ? 'doors.verbPlural' : 'doors.verb'),
  });
};

export const useSince = (): ((at: number) => string) => {
  const language = useLanguage();
  return (at) => formatWhen(at, Date.now(), language);
};
