// The bundle of a board, `/export/bundle.paraph`: its whole log as this seat may see it, for `paraph verify`. Who acts sees every
// row; of what happened behind closed doors an observer gets the rows' digests, so that the chain can still be followed.
import type { Response } from 'express';
import { encodeBundle } from '../../shared/bundle.ts';
import type { Row, WithheldRow } from '../../shared/log.ts';
import { headOfLog } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { PIECE_ROWS } from './log-piece.ts';

/** All rows up to a durable one. */
const rowsUpTo = async (desk: Desk, seq: number): Promise<(Row | WithheldRow)[]> => {
  const rows: (Row | WithheldRow)[] = [];
  while (rows.length < seq) {
    const more = await desk.rows(rows.length + 1, seq, PIECE_ROWS);
    if (more.length === 0)
      throw new Error(`the store has ${rows.length} of the ${seq} rows of ${desk.board}`);
    rows.push(...more);
  }
  return rows;
};

export const exportBundle = async ({ response, desk }: { response: Response; desk: Desk }): Promise<void> => {
  const head = await headOfLog(desk);
  const { board, epoch } = desk;
  const rows = await rowsUpTo(desk, head.seq);
  const bytes = encodeBundle({ board, epoch, head, rows });
  response
    .attachment(`${board}-${head.seq}.paraph`)
    .type('application/octet-stream')
    .send(Buffer.from(bytes));
};

/** Where the log has come to, `/head`: for whoever remembers where it was. */
export const logHead = async ({ response, desk }: { response: Response; desk: Desk }): Promise<void> => {
  const { seq, hash } = await headOfLog(desk);
  response.json({ seq, hash: Buffer.from(hash).toString('hex'), epoch: desk.epoch });
};
