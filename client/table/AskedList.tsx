// What a head asked for that needs both, with the button by which the other agrees.
import { useTranslation } from 'react-i18next';
import { labelOf } from '../article/parties.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { TableView } from '../session/view.ts';
import { MoveButton } from '../ui/MoveButton.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { askingsOf } from './asked.ts';
import type { AgendaMove } from './asked.ts';

const useWhat = (view: TableView): ((move: AgendaMove) => string) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const clauses = useSlice(view, ({ state }) => state.clauses);
  const numberOf = (id: string): number => clauses.findIndex((clause) => clause.id === id) + 1;
  return (move) => {
    switch (move.kind) {
      case 'addClause':
        return t('table.agenda.askedAdd', { title: move.clause.title[language] });
      case 'retitle':
        return t('table.agenda.askedRetitle', {
          number: numberOf(move.clause),
          title: move.title[language],
        });
      case 'moveClause':
        return t('table.agenda.askedMove', { number: numberOf(move.clause), place: move.index + 1 });
      case 'dropClause':
        return t('table.agenda.askedDrop', { number: numberOf(move.clause) });
      case 'openSitting':
        return t('table.agenda.askedOpen');
      case 'adjourn':
        return t('table.agenda.askedAdjourn');
      case 'releaseAnalysis':
        return t('concessions.release.asked');
    }
  };
};

export const AskedList = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const state = useSlice(view, (snapshot) => snapshot.state);
  const own = useSlice(view, ({ seat }) => seat.party);
  const what = useWhat(view);
  const askings = askingsOf(state);
  if (askings.length === 0) return null;
  return (
    <ul className="asked plain-list" aria-label={t('table.agenda.asking')}>
      {askings.map(({ key, party, move }) => (
        <li key={key}>
          <span>
            {t('table.agenda.asked', { party: labelOf(state.board, party, language), what: what(move) })}
          </span>
          {own !== null && own !== party && (
            <MoveButton view={view} move={move} variant="small">
              {t('table.agenda.agree')}
            </MoveButton>
          )}
        </li>
      ))}
    </ul>
  );
};
