// The bundle of a board, `/export/bundle.paraph`: its whole log as this seat may see it, for `paraph verify`. Every seat at
// the table sees every row of the table's log.
import type { Request, Response } from 'express';
import { encodeBundle } from '../../shared/bundle.ts';
import type { LogPoint, Row } from '../../shared/log.ts';
import type { Room } from '../room.ts';
import type { Store } from '../store/port.ts';
import { PIECE_ROWS } from './log-piece.ts';

/** All rows up to a durable one. */
const rowsUpTo = async (store: Store, board: string, seq: number): Promise<Row[]> => {
  const rows: Row[] = [];
  while (rows.length < seq) {
    const more = await store.rows(board, rows.length + 1, PIECE_ROWS);
    if (more.length === 0) throw new Error(`the store has ${rows.length} of the ${seq} rows of ${board}`);
    rows.push(...more);
  }
  return rows.slice(0, seq);
};

const headOf = ({ table }: Room): Promise<LogPoint> =>
  table.read((board) => ({ seq: board.seq, hash: board.hash }));

export const exportBundle = async (
  store: Store,
  { response, room }: { request: Request; response: Response; room: Room },
): Promise<void> => {
  const head = await headOf(room);
  const { board } = room;
  const { epoch } = room.table;
  const rows = await rowsUpTo(store, board, head.seq);
  const bytes = encodeBundle({ board, epoch, head, rows });
  response
    .attachment(`${board}-${head.seq}.paraph`)
    .type('application/octet-stream')
    .send(Buffer.from(bytes));
};

/** Where the log has come to, `/head`: for whoever remembers where it was. */
export const logHead = async ({ response, room }: { response: Response; room: Room }): Promise<void> => {
  const { seq, hash } = await headOf(room);
  response.json({ seq, hash: Buffer.from(hash).toString('hex'), epoch: room.table.epoch });
};
