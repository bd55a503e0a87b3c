// In place of a table: why there is no seat here for this browser, and the way on.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { asRefusalCode, refusalSentence } from '../../shared/refusals.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { Plain } from '../routes/Plain.tsx';

/** `left` where one had sat down already. */
export const NoSeat = ({ code, left = false }: { code: string; left?: boolean }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Plain title={left ? t('table.closed.title') : t('table.closed.none')}>
      <p>{code === 'offline' ? t('lobby.offline') : refusalSentence(asRefusalCode(code), language)}</p>
      <Link to="/" className="button main">
        {t('table.closed.lobby')}
      </Link>
    </Plain>
  );
};
