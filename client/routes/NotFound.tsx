// An address at which there is nothing.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Plain } from './Plain.tsx';

export const NotFound = () => {
  const { t } = useTranslation();
  return (
    <Plain title={t('common.notFound.title')}>
      <p>{t('common.notFound.text')}</p>
      <Link to="/">{t('common.toLobby')}</Link>
    </Plain>
  );
};
