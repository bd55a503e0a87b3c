// The address of a table: finds the seat that this tab holds, opens the table for it, and says what else is the case.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { BoardId } from '../../shared/board.ts';
import { asRefusalCode, refusalSentence } from '../../shared/refusals.ts';
import { DraftsProvider } from '../article/drafts.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { fetchSeat, whyNoSeat } from '../lobby/boards.ts';
import { NotFound } from '../routes/NotFound.tsx';
import { Plain } from '../routes/Plain.tsx';
import { Waiting } from '../routes/Waiting.tsx';
import { openTable } from '../session/open.ts';
import type { OpenTable } from '../session/open.ts';
import { useSlice } from '../ui/useSlice.ts';
import { VIEWS } from './Reading.tsx';
import type { ViewName } from './Reading.tsx';
import { Table } from './Table.tsx';
import { WitnessProvider } from './witness.ts';

type Opening = { kind: 'asking' } | { kind: 'noSeat'; code: string } | { kind: 'open'; table: OpenTable };

const useOpenTable = (board: BoardId): Opening => {
  const [opening, setOpening] = useState<Opening>({ kind: 'asking' });
  useEffect(() => {
    const gone = new AbortController();
    let table: OpenTable | null = null;
    void fetchSeat(board, gone.signal).then(async (seat) => {
      const code = seat === null ? await whyNoSeat(board, gone.signal) : '';
      if (gone.signal.aborted) return;
      if (seat === null) setOpening({ kind: 'noSeat', code });
      else {
        table = openTable({ board, seat });
        setOpening({ kind: 'open', table });
      }
    });
    return () => {
      gone.abort();
      table?.close();
      setOpening({ kind: 'asking' });
    };
  }, [board]);
  return opening;
};

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
  if (connection.kind === 'closed' && !laid) return <NoSeat code={connection.code} />;
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

const NoSeat = ({ code }: { code: string }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Plain title={t('table.closed.title')}>
      <p>{refusalSentence(asRefusalCode(code), language)}</p>
      <Link to="/" className="button main">
        {t('table.closed.lobby')}
      </Link>
    </Plain>
  );
};
