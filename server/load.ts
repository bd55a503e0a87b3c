// Loads a board: the newest keyframe, then the rows since, each checked against the chain and put through the gate.
import type { BoardId } from '../shared/board.ts';
import { partsOf } from '../shared/keyframe.ts';
import { checkChain } from '../shared/log.ts';
import type { Row } from '../shared/log.ts';
import { LogBroken, WorkingBoard } from '../shared/working-board.ts';
import type { TableTools } from './table.ts';

const PAGE = 2000;

/** Who wants to hear the rows behind `seq`, each with the update that it makes of the document. */
export type Hearing = { seq: number; row(row: Row, update: Uint8Array | null): void };

/** @throws LogBroken where the log does not add up; errors of the store as they come */
export const loadBoard = async (
  { store, log }: Pick<TableTools, 'store' | 'log'>,
  board: BoardId,
  hearing?: Hearing,
): Promise<WorkingBoard> => {
  const keyframe = await store.latestKeyframe(board, hearing?.seq);
  const parts = keyframe === null ? null : partsOf(keyframe.bytes);
  if (parts === null) return follow(store, board, new WorkingBoard(), hearing);
  try {
    return await follow(store, board, new WorkingBoard(parts), hearing);
  } catch (error) {
    if (!(error instanceof LogBroken)) throw error;
    // A keyframe is only a cache: if the log does not follow from it, the log alone decides.
    log.error(
      { err: error, board },
      'the keyframe does not lead to the log’s end; loading from the beginning',
    );
    await store.dropKeyframes(board);
    return follow(store, board, new WorkingBoard(), hearing);
  }
};

const follow = async (
  store: TableTools['store'],
  board: BoardId,
  working: WorkingBoard,
  hearing: Hearing | undefined,
): Promise<WorkingBoard> => {
  for (;;) {
    const rows = await store.rows(board, working.seq + 1, PAGE);
    if (rows.length === 0) return working;
    const chain = checkChain(rows, { seq: working.seq, hash: working.hash });
    if (!chain.ok) throw new LogBroken(chain.seq, `the chain does not hold (${chain.reason})`);
    for (const row of rows) {
      const update = working.apply(row);
      if (hearing !== undefined && row.seq > hearing.seq) hearing.row(row, update);
    }
  }
};
