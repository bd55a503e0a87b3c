// Which of the seats that the browser's cookie holds this tab uses.
import type { BoardId } from '../../shared/board.ts';
import { recall, remember } from '../ui/memory.ts';

const seatKey = (board: BoardId): string => `seat:${board}`;

export const seatOfTab = (board: BoardId): string | null => recall(seatKey(board), 'tab');

export const keepForTab = (board: BoardId, seat: string | null): void =>
  remember(seatKey(board), seat, 'tab');
