// What the lobby asks the server: which boards there are, which seat one holds, and to sit down.
import type { BoardId } from '../../shared/board.ts';
import { createApi } from '../api.ts';
import type { BoardAnswer, JoinAsked } from '../api.ts';
import type { OwnSeat } from '../session/view.ts';
import { recall, remember } from '../ui/memory.ts';
import { keepForTab, seatOfTab } from './seat-of-tab.ts';

export type BoardSummary = BoardAnswer;
/** `clean`: nobody has initialled; `initialled`: clean, and not locked. */
export type Progress = BoardAnswer['progress'];
export type Asked = JoinAsked;
export type Joined = { ok: true; seat: OwnSeat } | { ok: false; code: string };

/** The boards, or null where the list cannot be read now. */
export const fetchBoards = async (signal: AbortSignal): Promise<BoardSummary[] | null> => {
  const answer = await createApi().boards(signal);
  return answer.ok ? answer.value : null;
};

/** The seat that this tab holds at the board, or null. Refused (401) where this browser never sat down. */
export const fetchSeat = async (board: BoardId, signal: AbortSignal): Promise<OwnSeat | null> => {
  const seat = seatOfTab(board);
  const answer = await createApi(seat === null ? {} : { seat }).seat(board, signal);
  return answer.ok ? answer.value : null;
};

/** Why there is none: a refusal's code. */
export const whyNoSeat = async (board: BoardId, signal: AbortSignal): Promise<string> => {
  const answer = await createApi().seat(board, signal);
  return answer.ok ? 'no-token' : answer.code;
};

/** Sits down; from then on this tab uses that seat. The cookie that proves it is the browser's. */
export const join = async (board: BoardId, asked: Asked): Promise<Joined> => {
  const answer = await createApi().join(board, asked);
  if (!answer.ok) return { ok: false, code: answer.code };
  const { seat } = answer.value;
  keepForTab(board, seat.id);
  remember(satKey(board), seat.id);
  return { ok: true, seat };
};

const satKey = (board: BoardId): string => `sat:${board}`;

/** Whether anybody has sat down at the board in this browser: only then is there a seat to ask after. */
export const hasSat = (board: BoardId): boolean => recall(satKey(board)) !== null;
