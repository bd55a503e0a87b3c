// Asks the server to lay a board.
import { z } from 'zod';
import { BoardId } from '../../shared/board.ts';
import type { NewBoardAsked } from '../../shared/new-board.ts';
import { SeatId } from '../../shared/seats.ts';
import { askJson, sending } from '../api.ts';

const Answer = z.object({
  board: BoardId,
  /** The seat of whoever made it: where seats are given by invitation, it is the chair's. */
  seat: z
    .object({ id: SeatId })
    .optional()
    .transform((seat) => seat?.id ?? null),
});

export type Created = { ok: true; board: BoardId; seat: SeatId | null } | { ok: false; code: string };

export const createBoard = async (asked: NewBoardAsked): Promise<Created> => {
  const answer = await askJson({}, '/api/boards', Answer, sending('POST', asked));
  return answer.ok ? { ok: true, ...answer.value } : { ok: false, code: answer.code };
};
