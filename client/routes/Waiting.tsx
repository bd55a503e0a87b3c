// While something is fetched.
import { useTranslation } from 'react-i18next';
import './routes.css';

export const Waiting = ({ children }: { children?: string }) => {
  const { t } = useTranslation();
  return (
    <main className="waiting">
      <p role="status">{children ?? t('common.loading')}</p>
    </main>
  );
};
