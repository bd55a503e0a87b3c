// Whether one is connected, and how much of what one did is not yet durable.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { Snapshot, TableView } from '../session/view.ts';
import { useSlice } from '../ui/useSlice.ts';

type Shown = { kind: 'live' | 'waiting' | 'cut'; words: string };

/** Every key is on its way for a moment. Told at each, it would make the bar flicker and the page move. */
const TOLD_AFTER = 600;

/** Whether it has been so for a while. */
const useLasting = (is: boolean): boolean => {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!is) return undefined;
    const timer = setTimeout(() => setLasting(true), TOLD_AFTER);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [is]);
  return lasting;
};

const useShown = (view: TableView, unsafe: number): Shown => {
  const { t } = useTranslation();
  const language = useLanguage();
  const connection = useSlice(view, (snapshot) => snapshot.connection);
  const readOnly = useSlice(view, (snapshot) => snapshot.readOnly === true);
  const lasting = useLasting(unsafe > 0);
  return shownOf(connection, unsafe);

  function shownOf(at: Snapshot['connection'], count: number): Shown {
    switch (at.kind) {
      case 'connecting':
        return { kind: 'waiting', words: t('table.connection.connecting') };
      case 'live':
        if (readOnly) {
          const words = t('table.readOnly.short');
          return {
            kind: 'cut',
            words: count === 0 ? words : `${words} · ${t('table.connection.unsafe', { count })}`,
          };
        }
        if (count > 0 && lasting) return { kind: 'waiting', words: t('table.connection.unsafe', { count }) };
        return {
          kind: 'live',
          words: view.acts === null ? t('table.connection.watching') : t('table.connection.live'),
        };
      case 'offline': {
        const since = t('table.connection.offline', { when: formatTime(at.since, language) });
        return {
          kind: 'cut',
          words: count === 0 ? since : `${since} · ${t('table.connection.unsafe', { count })}`,
        };
      }
      case 'closed':
        return { kind: 'cut', words: t('table.connection.closed') };
    }
  }
};

export const ConnectionState = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const unsafe = useSlice(view, (snapshot) => snapshot.unsafe);
  const shown = useShown(view, unsafe);
  return (
    <span className={`connection ${shown.kind}`} title={shown.words} data-unsafe={unsafe}>
      <span className="unseen">{t('table.connection.label')}</span>
      <span className="connection-words">{shown.words}</span>
    </span>
  );
};

/** Said to who cannot see it: only when the line is cut or comes back, not at every key. */
export const ConnectionAloud = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const connection = useSlice(view, (snapshot) => snapshot.connection);
  return (
    <output className="unseen">
      {connection.kind === 'offline' &&
        t('table.connection.offlineKept', { when: formatTime(connection.since, language) })}
    </output>
  );
};
