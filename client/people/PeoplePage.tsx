// `/b/:board/people`: who has a seat here, and who is invited to one. For the chair everybody, for a head its delegation, for
// anybody else their own seat.
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { BoardId } from '../../shared/board.ts';
import { NotFound } from '../routes/NotFound.tsx';
import { Waiting } from '../routes/Waiting.tsx';
import type { TableView } from '../session/view.ts';
import { NoSeat } from '../table/NoSeat.tsx';
import { useOpenTable } from '../table/useOpenTable.ts';
import { useSlice } from '../ui/useSlice.ts';
import { PeopleDesk } from './PeopleDesk.tsx';

export const PeoplePage = () => {
  const board = BoardId.safeParse(useParams()['board']);
  return board.success ? <OfBoard key={board.data} board={board.data} /> : <NotFound />;
};

const OfBoard = ({ board }: { board: BoardId }) => {
  const opening = useOpenTable(board);
  switch (opening.kind) {
    case 'asking':
      return <Waiting />;
    case 'noSeat':
      return <NoSeat code={opening.code} />;
    case 'open':
      return <Opened view={opening.table.view} />;
  }
};

const Opened = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const board = useSlice(view, ({ state }) => state.board);
  const connection = useSlice(view, (snapshot) => snapshot.connection);
  if (connection.kind === 'closed') return <NoSeat code={connection.code} left />;
  if (board === null) return <Waiting>{t('table.opening')}</Waiting>;
  return <PeopleDesk view={view} board={board} />;
};
