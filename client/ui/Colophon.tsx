// What stands under whatever is printed from a page: what initials are, and which record it was taken from. On the screen
// the same is said elsewhere.
import { useTranslation } from 'react-i18next';
import { shortFingerprint } from '../../shared/text/hash.ts';

export const Colophon = ({ head }: { head: { seq: number; hash: string } | null }) => {
  const { t } = useTranslation();
  return (
    <footer className="colophon">
      <p>{t('common.initialsNote')}</p>
      {head !== null && (
        <p>
          {t('record.line', { seq: head.seq })}, {shortFingerprint(head.hash)}
        </p>
      )}
    </footer>
  );
};
