// The log's rows as bytes (`encodeRows` in shared/log.ts says how), a piece at a time: `?from=` names the first seq.
// Rows never change, so a whole piece may be kept for ever; the last one only until the log grows.
import type { Request, Response } from 'express';
import { z } from 'zod';
import { encodeRows } from '../../shared/log.ts';
import { headOfLog } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { problem } from './problem.ts';

export const PIECE_ROWS = 2000;

const Query = z.object({ from: z.coerce.number().int().min(1).default(1) });

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
  const { from } = query.data;
  const { seq: durable } = await headOfLog(desk);
  const rows = await desk.rows(from, durable, PIECE_ROWS);
  const last = rows.at(-1)?.seq ?? from - 1;
  const whole = rows.length === PIECE_ROWS;
  response.set({
    'Cache-Control': whole ? 'private, max-age=31536000, immutable' : 'private, no-cache',
    ETag: `"${desk.isPublic ? 'public-' : ''}${desk.epoch}-${from}-${last}"`,
    'Paraph-Epoch': desk.epoch,
    'Paraph-Last': String(last),
    'Paraph-Head': String(durable),
  });
  response.type('application/octet-stream').send(Buffer.from(encodeRows(rows)));
};
