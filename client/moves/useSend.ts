// Sends a move and says what came of it: aloud, politely, and to whoever asked as a sentence in the reader's language.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Move } from '../../shared/moves.ts';
import { asRefusalCode, refusalSentence } from '../../shared/refusals.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { TableView } from '../session/view.ts';
import { announce } from './announce.ts';

/** Null where the move is on record, else why not. */
export type Sent = { refused: string | null };

export const useSend = (view: TableView): ((move: Move) => Promise<Sent>) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  return useCallback(
    async (move) => {
      const outcome = (await view.acts?.move(move)) ?? { ok: false, code: 'no-seat', message: '' };
      const refused = outcome.ok ? null : refusalSentence(asRefusalCode(outcome.code), lang);
      announce(refused ?? t(`moves.done.${move.kind}`));
      return { refused };
    },
    [view, lang, t],
  );
};
