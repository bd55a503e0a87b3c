// What the lobby asks the server: which boards there are, which seat one holds, and to sit down.
import type { BoardId } from '../../shared/board.ts';
import { createApi } from '../api.ts';
import type { Answered, BoardAnswer, JoinAsked } from '../api.ts';
import type { SeatId } from '../../shared/seats.ts';
import type { OwnSeat } from '../session/view.ts';
import { recall, remember } from '../ui/memory.ts';
import { keepForTab, seatOfTab } from './seat-of-tab.ts';

export type BoardSummary = BoardAnswer;
/** `clean`: nobody has initialled; `initialled`: clean, and not locked. */
export type Progress = BoardAnswer['progress'];
export type Asked = JoinAsked;
export type Joined = { ok: true; seat: OwnSeat } | { ok: false; code: string };

/** The boards; where seats are given by invitation, those at which this browser has a seat. */
export const fetchBoards = (signal: AbortSignal): Promise<Answered<BoardSummary[]>> =>
  createApi().boards(signal);

/** The seat that this tab holds at the board, or null. Refused (401) where this browser never sat down. */
export const fetchSeat = async (board: BoardId, signal: AbortSignal): Promise<OwnSeat | null> => {
  const answer = await askSeat(board, signal);
  return answer.ok ? answer.value : null;
};

/** The same, with the reason where there is none. */
export const askSeat = (board: BoardId, signal: AbortSignal): Promise<Answered<OwnSeat>> => {
  const seat = seatOfTab(board);
  return createApi(seat === null ? {} : { seat }).seat(board, signal);
};

/** Sits down; from then on this tab uses that seat. The cookie that proves it is the browser's. */
export const join = async (board: BoardId, asked: Asked): Promise<Joined> => {
  const answer = await createApi().join(board, asked);
  if (!answer.ok) return { ok: false, code: answer.code };
  const { seat } = answer.value;
  keepSeat(board, seat.id);
  return { ok: true, seat };
};

/** From now on this tab uses that seat. */
export const keepSeat = (board: BoardId, seat: SeatId): void => {
  keepForTab(board, seat);
  remember(satKey(board), seat);
};

/** The seat was left for good. */
export const forgetSeat = (board: BoardId): void => {
  keepForTab(board, null);
  remember(satKey(board), null);
};

const satKey = (board: BoardId): string => `sat:${board}`;

/** Whether anybody has sat down at the board in this browser: only then is there a seat to ask after. */
export const hasSat = (board: BoardId): boolean => recall(satKey(board)) !== null;
