// The address of a table: finds the seat that this tab holds, opens the table for it, and says what else is the case.
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { BoardId } from '../../shared/board.ts';
import { DraftsProvider } from '../article/drafts.ts';
import { NotFound } from '../routes/NotFound.tsx';
import { Waiting } from '../routes/Waiting.tsx';
import type { OpenTable } from '../session/open.ts';
import { useSlice } from '../ui/useSlice.ts';
import { NoSeat } from './NoSeat.tsx';
import { VIEWS } from './Reading.tsx';
import type { ViewName } from './Reading.tsx';
import { Table } from './Table.tsx';
import { useOpenTable } from './useOpenTable.ts';
import { WitnessProvider } from './witness.ts';

const viewNamed = (name: string | undefined): ViewName | null =>
  name === undefined ? 'table' : (VIEWS.find((each) => each === name && each !== 'table') ?? null);

export const TablePage = () => {
  const params = useParams();
  const board = BoardId.safeParse(params['board']);
  const shown = viewNamed(params['view']);
  if (!board.success || shown === null) return <NotFound />;
  return <OpenedTable key={board.data} board={board.data} shown={shown} />;
};

const OpenedTable = ({ board, shown }: { board: BoardId; shown: ViewName }) => {
  const { t } = useTranslation();
  const opening = useOpenTable(board);
  switch (opening.kind) {
    case 'asking':
      return <Waiting>{t('table.opening')}</Waiting>;
    case 'noSeat':
      return <NoSeat code={opening.code} />;
    case 'open':
      return <Opened table={opening.table} shown={shown} />;
  }
};

const Opened = ({ table, shown }: { table: OpenTable; shown: ViewName }) => {
  const { t } = useTranslation();
  const laid = useSlice(table.view, ({ state }) => state.board !== null);
  const connection = useSlice(table.view, (snapshot) => snapshot.connection);
  const readOnly = useSlice(table.view, (snapshot) => snapshot.readOnly === true);
  // What was written stays on the page when the table is left; before there is any page there is nothing to keep.
  if (connection.kind === 'closed' && !laid) return <NoSeat code={connection.code} left />;
  // Nobody new can sit down at a table that cannot write: not even a pen can be handed out.
  if (!laid) return <Waiting>{t(readOnly ? 'table.readOnly.title' : 'table.opening')}</Waiting>;
  return (
    <DraftsProvider value={table.drafts}>
      <WitnessProvider value={table.witness}>
        <Table view={table.view} shown={shown} />
      </WitnessProvider>
    </DraftsProvider>
  );
};
