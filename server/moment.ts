// A board as it stood after one of its rows: from the newest keyframe before it, and the rows up to it.
import type { BoardId } from '../shared/board.ts';
import { KeyframeDamaged, partsOf } from '../shared/keyframe.ts';
import { WorkingBoard } from '../shared/working-board.ts';
import type { Keyframe, Store } from './store/port.ts';

const PAGE = 2000;

/** A keyframe is only a cache: one that is damaged, or of another version, is passed over. */
const boardOf = ({ bytes }: Keyframe): WorkingBoard => {
  try {
    const parts = partsOf(bytes);
    return parts === null ? new WorkingBoard() : new WorkingBoard(parts);
  } catch (error) {
    if (error instanceof KeyframeDamaged) return new WorkingBoard();
    throw error;
  }
};

/** @throws LogBroken where the log does not add up; errors of the store as they come */
export const boardAt = async (store: Store, board: BoardId, seq: number): Promise<WorkingBoard> => {
  const keyframe = await store.latestKeyframe(board, seq);
  const working = keyframe === null ? new WorkingBoard() : boardOf(keyframe);
  while (working.seq < seq) {
    const rows = await store.rows(board, working.seq + 1, Math.min(PAGE, seq - working.seq));
    if (rows.length === 0) return working;
    for (const row of rows) working.apply(row);
  }
  return working;
};
