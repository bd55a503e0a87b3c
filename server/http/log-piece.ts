// The log's rows as bytes (`encodeRows` in shared/log.ts says how), a piece at a time: `?from=` names the first seq.
// Rows never change while the epoch does not: under an address that names the epoch (`&epoch=`) a whole piece may be kept for
// ever. Without it a restored board would be answered from what was kept of the former one, so it is asked for anew each time.
import type { Request, Response } from 'express';
import { z } from 'zod';
import { encodeRows } from '../../shared/log.ts';
import type { Room } from '../room.ts';
import type { Store } from '../store/port.ts';
import { problem } from './problem.ts';

export const PIECE_ROWS = 2000;

const Query = z.object({
  from: z.coerce.number().int().min(1).default(1),
  epoch: z.string().max(100).optional(),
});

export const logPiece = async (
  store: Store,
  { request, response, room }: { request: Request; response: Response; room: Room },
): Promise<void> => {
  const query = Query.safeParse(request.query);
  if (!query.success) return problem(response, 'bad-request', z.prettifyError(query.error));
  const { from, epoch } = query.data;
  const durable = await room.table.read((board) => board.seq);
  if (epoch !== undefined && epoch !== room.table.epoch) return problem(response, 'not-found');
  const rows = (await store.rows(room.board, from, PIECE_ROWS)).filter((row) => row.seq <= durable);
  const last = rows.at(-1)?.seq ?? from - 1;
  const forEver = epoch !== undefined && rows.length === PIECE_ROWS;
  response.set({
    'Cache-Control': forEver ? 'private, max-age=31536000, immutable' : 'private, no-cache',
    ETag: `"${room.table.epoch}-${from}-${last}"`,
    'Paraph-Epoch': room.table.epoch,
    'Paraph-Last': String(last),
    'Paraph-Head': String(durable),
  });
  response.type('application/octet-stream').send(Buffer.from(encodeRows(rows)));
};
