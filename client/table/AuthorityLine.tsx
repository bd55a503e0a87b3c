// Where a member may write at the table, in a few words.
import { useTranslation } from 'react-i18next';
import type { Authority } from '../../shared/seats.ts';

export const AuthorityLine = ({ authority }: { authority: Authority }) => {
  const { t } = useTranslation();
  return (
    <small className="quiet">
      {authority === 'all'
        ? t('table.roster.authority.all')
        : authority.length === 0
          ? t('table.roster.authority.none')
          : t('table.roster.authority.some', { count: authority.length })}
    </small>
  );
};
