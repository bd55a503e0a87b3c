// Why one may not write at the table in an article now, as a sentence; null where one may.
import { mayWrite } from '../../shared/seats.ts';
import { refusalSentence } from '../../shared/refusals.ts';
import type { ClauseState } from '../../shared/state.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { TableView } from '../session/view.ts';
import { useSlice } from '../ui/useSlice.ts';

export const useBarred = (view: TableView, clause: ClauseState): string | null => {
  const lang = useLanguage();
  const seat = useSlice(view, (snapshot) => snapshot.state.seats.get(snapshot.seat.id));
  if (view.acts === null || seat === undefined) return refusalSentence('no-seat', lang);
  if (clause.phase.kind !== 'open') return refusalSentence(clause.phase.kind, lang);
  return mayWrite(seat, clause.id) ? null : refusalSentence('not-authorised', lang);
};
