// While something is fetched.
import { useTranslation } from 'react-i18next';
import './routes.css';

export const Waiting = ({ children }: { children?: string }) => {
  const { t } = useTranslation();
  return (
    <main className="waiting">
      <output>{children ?? t('common.loading')}</output>
    </main>
  );
};
