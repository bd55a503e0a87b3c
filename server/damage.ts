// A board whose record is damaged: what is stored does not add up, so nothing of it is shown and nothing taken until
// somebody has put it right. Other boards go on.
import { LogBroken } from '../shared/working-board.ts';
import type { BoardId } from '../shared/board.ts';
import { StoreFault, adviceOn } from './store/fault.ts';

export class BoardDamaged extends Error {
  readonly board: BoardId;

  constructor(board: BoardId, cause: Error) {
    super(`the record of ${board} is damaged: ${cause.message}`, { cause });
    this.name = 'BoardDamaged';
    this.board = board;
  }
}

/** Whether it says that what is stored is wrong, and not that it could not be read just now. */
export const isDamage = (error: unknown): error is Error =>
  error instanceof LogBroken || (error instanceof StoreFault && error.kind === 'corrupt');

/** For the log: what to do about it. */
export const DAMAGE_ADVICE = `This board is refused, the others go on. ${adviceOn('corrupt')}`;
