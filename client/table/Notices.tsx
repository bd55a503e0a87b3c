// What the table has to tell: a sentence each, said aloud politely, put away by whoever has read it. One stays: that the
// table is left for good.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { asRefusalCode, refusalSentence } from '../../shared/refusals.ts';
import { DoorsNotice } from '../doors/DoorsNotice.tsx';
import { useLanguage } from '../i18n/i18n.ts';
import type { Notice, TableView } from '../session/view.ts';
import { Button } from '../ui/Button.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { KeyAlarm, LogAlarm } from './LogRecord.tsx';
import { forget, useTold } from './told.ts';

const OWN = [
  'recovered-draft',
  'recovered-offline',
  'recovered-strikes',
  'recovered-log',
  'another-log',
  'writing-again',
] as const;

/** A refusal says itself; what became of one's words follows on it. */
const useSentence = (): ((notice: Notice) => string) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const refusal = (code: string): string => refusalSentence(asRefusalCode(code), language);
  return ({ code, count = 1, why }) => {
    const own = OWN.find((each) => each === code);
    if (own === undefined) return refusal(code);
    const became = t(`table.notice.${own}`, { count });
    return why === undefined ? became : `${refusal(why)} ${became}`;
  };
};

export const Notices = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const notices = useSlice(view, (snapshot) => snapshot.notices);
  const told = useTold();
  const sentence = useSentence();
  return (
    <div className="notices">
      <Closed view={view} />
      <LogAlarm />
      <KeyAlarm view={view} />
      <ReadOnly view={view} />
      <DoorsNotice view={view} />
      <section aria-live="polite" aria-label={t('table.notices')}>
        {notices.map((notice) => (
          <Line key={notice.key} sentence={sentence(notice)} dismiss={() => view.acts?.dismiss(notice.key)} />
        ))}
        {told.map((each) => (
          <Line key={`told-${each.key}`} sentence={each.sentence} dismiss={() => forget(each.key)} />
        ))}
      </section>
    </div>
  );
};

const Line = ({ sentence, dismiss }: { sentence: string; dismiss: () => void }) => {
  const { t } = useTranslation();
  return (
    <p>
      <span>{sentence}</span>
      <Button variant="quiet" aria-label={t('table.dismiss')} onPress={dismiss}>
        <span aria-hidden="true">×</span>
      </Button>
    </p>
  );
};

/** Stays for as long as it is so: the table cannot write its record. */
const ReadOnly = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const readOnly = useSlice(view, (snapshot) => snapshot.readOnly === true);
  const acts = view.acts !== null;
  return (
    <output>
      {readOnly && (
        <p className="read-only">
          <span>
            <strong>{t('table.readOnly.title')}</strong>{' '}
            {t(acts ? 'table.readOnly.kept' : 'table.readOnly.watch')}
          </span>
        </p>
      )}
    </output>
  );
};

const Closed = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const connection = useSlice(view, (snapshot) => snapshot.connection);
  if (connection.kind !== 'closed') return null;
  return (
    <p role="alert">
      <span>{`${t('table.closed.title')}. ${refusalSentence(asRefusalCode(connection.code), language)}`}</span>
      <Link to="/">{t('table.closed.lobby')}</Link>
    </p>
  );
};
