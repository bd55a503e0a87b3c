// Whether one is connected, and how much of what one did is not yet durable.
import { useTranslation } from 'react-i18next';
import { formatTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { Snapshot, TableView } from '../session/view.ts';
import { useSlice } from '../ui/useSlice.ts';

type Shown = { kind: 'live' | 'waiting' | 'cut'; words: string };

const useShown = (view: TableView): Shown => {
  const { t } = useTranslation();
  const language = useLanguage();
  const connection = useSlice(view, (snapshot) => snapshot.connection);
  const unsafe = useSlice(view, (snapshot) => snapshot.unsafe);
  return shownOf(connection, unsafe);

  function shownOf(at: Snapshot['connection'], count: number): Shown {
    switch (at.kind) {
      case 'connecting':
        return { kind: 'waiting', words: t('table.connection.connecting') };
      case 'live':
        if (count > 0) return { kind: 'waiting', words: t('table.connection.unsafe', { count }) };
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
  const shown = useShown(view);
  return (
    <span className={`connection ${shown.kind}`} title={shown.words}>
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
