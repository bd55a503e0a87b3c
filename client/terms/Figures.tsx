// The figures of an article as a table: one's own value at the left, the other side's at the right.
import { useTranslation } from 'react-i18next';
import type { BoardDefinition } from '../../shared/board.ts';
import { mayWrite } from '../../shared/seats.ts';
import type { ClauseState } from '../../shared/state.ts';
import { labelOf, partiesFrom } from '../article/parties.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { useSlice } from '../ui/useSlice.ts';
import type { TableView } from '../session/view.ts';
import { FigureRow } from './FigureRow.tsx';
import './terms.css';

/** Whether one's own delegation's values can be changed by this seat in this article, as far as the seat and the phase tell. */
const useEditable = (view: TableView, clause: ClauseState): boolean => {
  const seat = useSlice(view, (snapshot) => snapshot.state.seats.get(snapshot.seat.id));
  if (view.acts === null || seat === undefined || seat.party === null) return false;
  return clause.phase.kind === 'open' && mayWrite(seat, clause.id);
};

export const Figures = ({
  view,
  clause,
  board,
  number,
}: {
  view: TableView;
  clause: ClauseState;
  board: BoardDefinition | null;
  number: number;
}) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const own = useSlice(view, (snapshot) => snapshot.seat.party);
  const editable = useEditable(view, clause);
  const [near, far] = partiesFrom(board, own);
  if (clause.terms.length === 0 || near === undefined || far === undefined) return null;
  return (
    <table className="figures" aria-label={t('terms.title', { number })}>
      <thead>
        <tr className="figure-row figure-heads">
          <th scope="col">
            <span className="unseen">{t('terms.figure')}</span>
          </th>
          <th scope="col" className="figure-near label" data-party={near}>
            {labelOf(board, near, lang)}
          </th>
          <th scope="col">
            <span className="unseen">{t('terms.distance')}</span>
          </th>
          <th scope="col" className="figure-far label" data-party={far}>
            {labelOf(board, far, lang)}
          </th>
        </tr>
      </thead>
      <tbody>
        {clause.terms.map((definition) => (
          <FigureRow
            key={definition.id}
            view={view}
            clause={clause}
            definition={definition}
            board={board}
            parties={[near, far]}
            editable={editable}
          />
        ))}
      </tbody>
    </table>
  );
};
