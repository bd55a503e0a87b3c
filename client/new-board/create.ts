// Asks the server to lay a board from a text.
import { z } from 'zod';
import { BoardId } from '../../shared/board.ts';
import type { Language, Localised } from '../../shared/board.ts';

const Created = z.object({ board: BoardId, articles: z.int() });
const Problem = z.object({ code: z.string() });

export type Created = { ok: true; board: BoardId; articles: number } | { ok: false; code: string };

export const createBoard = async (asked: {
  title: Localised;
  text: Readonly<Record<Language, string>>;
}): Promise<Created> => {
  try {
    const answer = await fetch('/api/boards', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
    });
    const body: unknown = await answer.json().catch(() => null);
    const created = Created.safeParse(body);
    if (answer.ok && created.success) return { ok: true, ...created.data };
    return { ok: false, code: Problem.safeParse(body).data?.code ?? 'internal-error' };
  } catch {
    return { ok: false, code: 'offline' };
  }
};
