// `GET …/audit?before=`: what was done about seats, for the chair, a piece at a time.
import { z } from 'zod';
import { AUDIT_PIECE } from '../../shared/invitations.ts';
import type { AuditEntry } from '../../shared/invitations.ts';
import type { Store } from '../store/port.ts';
import { problem } from './problem.ts';
import type { Visit } from './visit.ts';

const Query = z.object({ before: z.coerce.number().int().min(1).optional() });

export const auditRoute = async (store: Store, { request, response, room }: Visit): Promise<void> => {
  const query = Query.safeParse(request.query);
  if (!query.success) return problem(response, 'bad-request', z.prettifyError(query.error));
  const entries = await store.auditOf(room.board, query.data.before ?? null, AUDIT_PIECE);
  response.json({
    entries: entries.map(({ id, at, act, by, about, detail }): AuditEntry => {
      return { id, at, act, by, about, detail };
    }),
  });
};
