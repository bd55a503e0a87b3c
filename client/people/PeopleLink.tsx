// The way from the table to the page of people: for who invites, to everybody and the invitations; for others, to their seat.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TableView } from '../session/view.ts';
import { useSlice } from '../ui/useSlice.ts';
import { seesOthers } from './offered.ts';

export const PeopleLink = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const seat = useSlice(view, (snapshot) => snapshot.seat);
  const role = useSlice(view, ({ state }) => state.seats.get(seat.id)?.role ?? seat.role);
  const manages = seesOthers({ ...seat, role });
  return <Link to={`/b/${view.board}/people`}>{t(manages ? 'people.link' : 'people.linkOwn')}</Link>;
};
