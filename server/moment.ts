// A board as it stood after one of its rows: from the newest keyframe before it, and the rows up to it.
import type { BoardId } from '../shared/board.ts';
import { partsOf } from '../shared/keyframe.ts';
import { WorkingBoard } from '../shared/working-board.ts';
import type { Store } from './store/port.ts';

const PAGE = 2000;

/** @throws LogBroken where the log does not add up; errors of the store as they come */
export const boardAt = async (store: Store, board: BoardId, seq: number): Promise<WorkingBoard> => {
  const keyframe = await store.latestKeyframe(board, seq);
  const parts = keyframe === null ? null : partsOf(keyframe.bytes);
  const working = parts === null ? new WorkingBoard() : new WorkingBoard(parts);
  while (working.seq < seq) {
    const rows = await store.rows(board, working.seq + 1, Math.min(PAGE, seq - working.seq));
    if (rows.length === 0) return working;
    for (const row of rows) working.apply(row);
  }
  return working;
};
