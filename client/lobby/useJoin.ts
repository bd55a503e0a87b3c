// Sitting down at one board: what is under way, what went wrong.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { asRefusalCode, refusalSentence } from '../../shared/refusals.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { join } from './boards.ts';
import type { Asked, BoardSummary } from './boards.ts';

/** The name to sit down under, or null after having asked for one. */
export type ClaimName = (fallback: string | null) => string | null;

export const useJoin = (board: BoardSummary, claimName: ClaimName) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const sit = async ({ role, party }: Pick<Asked, 'role' | 'party'>): Promise<void> => {
    const name = claimName(role === 'observer' ? t('lobby.observerName') : null);
    if (name === null || busy) return;
    setBusy(true);
    setError(null);
    const joined = await join(board.id, { name, party, role });
    setBusy(false);
    if (joined.ok) await navigate(`/b/${board.id}`);
    else
      setError(
        joined.code === 'offline'
          ? t('lobby.offline')
          : refusalSentence(asRefusalCode(joined.code), language),
      );
  };
  return { busy, error, sit };
};
