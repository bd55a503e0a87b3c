// What the lobby asks the server: which boards there are, which seat one holds, and to sit down.
import { z } from 'zod';
import { BoardId, Localised, Party, PartyId } from '../../shared/board.ts';
import { Role, SeatId } from '../../shared/seats.ts';
import type { OwnSeat } from '../session/view.ts';
import { recall, remember } from '../ui/memory.ts';

const Progress = z.object({
  articles: z.int(),
  locked: z.int(),
  /** Clean, and nobody has initialled. */
  clean: z.int(),
  /** Clean, and initialled but not locked. */
  initialled: z.int(),
  brackets: z.int(),
  figures: z.int(),
});
export type Progress = z.infer<typeof Progress>;

const BoardSummary = z.object({
  id: BoardId,
  title: Localised,
  notice: Localised.nullable(),
  parties: z.array(Party),
  progress: Progress,
  /** The number of the sitting under way, or null. */
  sitting: z.int().nullable(),
  seats: z.record(PartyId, z.object({ headFree: z.boolean(), members: z.int() })),
  chairFree: z.boolean(),
  observers: z.int(),
});
export type BoardSummary = z.infer<typeof BoardSummary>;

const Boards = z.object({ boards: z.array(BoardSummary) });
const Seated = z.object({
  seat: z.object({ id: SeatId, name: z.string(), party: PartyId.nullable(), role: Role }),
});
const Problem = z.object({ code: z.string() });

export type Asked = { name: string; party: PartyId | null; role: Role };
export type Joined = { ok: true; seat: OwnSeat } | { ok: false; code: string };

/** The boards, or null where the list cannot be read now. */
export const fetchBoards = async (signal: AbortSignal): Promise<BoardSummary[] | null> => {
  const answer = await ask('/api/boards', { signal });
  return answer?.ok === true ? (Boards.safeParse(await answer.json()).data?.boards ?? null) : null;
};

/** The seat that this tab holds at the board, or null. Refused (401) where this browser never sat down. */
export const fetchSeat = async (board: BoardId, signal: AbortSignal): Promise<OwnSeat | null> => {
  const seat = seatOfTab(board);
  const query = seat === null ? '' : `?seat=${encodeURIComponent(seat)}`;
  const answer = await ask(`/api/boards/${board}/seat${query}`, { signal });
  return answer?.ok === true ? (Seated.safeParse(await answer.json()).data?.seat ?? null) : null;
};

/** Sits down; from then on this tab uses that seat. The cookie that proves it is the browser's. */
export const join = async (board: BoardId, asked: Asked): Promise<Joined> => {
  const answer = await ask(`/api/boards/${board}/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  if (answer === null) return { ok: false, code: 'offline' };
  const body: unknown = await answer.json().catch(() => null);
  const seated = Seated.safeParse(body);
  if (!answer.ok || !seated.success)
    return { ok: false, code: Problem.safeParse(body).data?.code ?? 'internal-error' };
  remember(seatKey(board), seated.data.seat.id, 'tab');
  remember(satKey(board), seated.data.seat.id);
  return { ok: true, seat: seated.data.seat };
};

const seatKey = (board: BoardId): string => `seat:${board}`;

const satKey = (board: BoardId): string => `sat:${board}`;

/** Whether anybody has sat down at the board in this browser: only then is there a seat to ask after. */
export const hasSat = (board: BoardId): boolean => recall(satKey(board)) !== null;

/** Which of the seats that the browser's cookie holds this tab uses. */
export const seatOfTab = (board: BoardId): string | null => recall(seatKey(board), 'tab');

/** Null where the server cannot be reached, or the asking was given up. */
const ask = async (url: string, init: RequestInit): Promise<Response | null> => {
  try {
    return await fetch(url, init);
  } catch {
    return null;
  }
};
