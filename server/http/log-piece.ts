// The log's rows as bytes (`encodeRows` in shared/log.ts says how), a piece at a time: `?from=` names the first seq.
// Rows never change while the epoch does not: under an address that names the epoch (`&epoch=`) a whole piece may be kept for
// ever. Without it a restored board would be answered from what was kept of the former one, so it is asked for anew each time.
import type { Request, Response } from 'express';
import { z } from 'zod';
import { encodeRows } from '../../shared/log.ts';
import { headOfLog } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { problem } from './problem.ts';

export const PIECE_ROWS = 2000;

const Query = z.object({
  from: z.coerce.number().int().min(1).default(1),
  epoch: z.string().max(100).optional(),
});

export const logPiece = async ({
  request,
  response,
  desk,
}: {
  request: Request;
  response: Response;
  desk: Desk;
}): Promise<void> => {
  const query = Query.safeParse(request.query);
  if (!query.success) return problem(response, 'bad-request', z.prettifyError(query.error));
  const { from, epoch } = query.data;
  const { seq: durable } = await headOfLog(desk);
  if (epoch !== undefined && epoch !== desk.epoch) return problem(response, 'not-found');
  const rows = await desk.rows(from, durable, PIECE_ROWS);
  const last = rows.at(-1)?.seq ?? from - 1;
  const forEver = epoch !== undefined && rows.length === PIECE_ROWS;
  response.set({
    'Cache-Control': forEver ? 'private, max-age=31536000, immutable' : 'private, no-cache',
    ETag: `"${desk.isPublic ? 'public-' : ''}${desk.epoch}-${from}-${last}"`,
    'Paraph-Epoch': desk.epoch,
    'Paraph-Last': String(last),
    'Paraph-Head': String(durable),
  });
  response.type('application/octet-stream').send(Buffer.from(encodeRows(rows)));
};
