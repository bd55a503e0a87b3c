// Where one's words go in this article: to the table, where both sides see them, or into a draft that nobody sees.
import { useTranslation } from 'react-i18next';
import type { ClauseState } from '../../shared/state.ts';
import type { TableView } from '../session/view.ts';
import { Button } from '../ui/Button.tsx';
import { useBarred } from './useBarred.ts';

export type ModeProps = {
  view: TableView;
  clause: ClauseState;
  drafting: 'table' | 'draft' | 'begun' | 'offered';
  onDraft: () => void;
  onTable: () => void;
};

export const Mode = ({ view, clause, drafting, onDraft, onTable }: ModeProps) => {
  const { t } = useTranslation();
  const barred = useBarred(view, clause);
  const live = drafting === 'table' || drafting === 'offered';
  return (
    <p className="mode">
      {live ? (
        <>
          {t('article.mode.you')} <b>{t('article.mode.table')}</b>
          {barred === null ? t('article.mode.tableRest') : `. ${barred}`}{' '}
        </>
      ) : (
        <>
          {t('article.mode.you')} <b>{t('article.mode.draft')}</b>
          {t('article.mode.draftRest')}{' '}
        </>
      )}
      {drafting !== 'begun' && drafting !== 'offered' && (
        <Button variant="quiet" className="underlined" onPress={onDraft}>
          {t(live ? 'article.mode.toDraft' : 'article.mode.begin')}
        </Button>
      )}
      {!live && (
        <>
          {' '}
          <Button variant="quiet" className="underlined" onPress={onTable}>
            {t('article.mode.toTable')}
          </Button>
        </>
      )}
    </p>
  );
};
