// Loads a board: the newest keyframe, then the rows since, each checked against the chain and put through the gate.
import type { BoardId } from '../shared/board.ts';
import { KeyframeDamaged, partsOf } from '../shared/keyframe.ts';
import { checkChain, genesisHash, sameBytes } from '../shared/log.ts';
import type { LogPoint, Row } from '../shared/log.ts';
import { LogBroken, WorkingBoard } from '../shared/working-board.ts';
import type { TableTools } from './table.ts';

const PAGE = 2000;

/** Who wants to hear the rows behind `seq`, each with the update that it makes of the document. */
export type Hearing = { seq: number; row(row: Row, update: Uint8Array | null): void };

type LoadTools = Pick<TableTools, 'store' | 'log'>;

/**
 * Loads a board: the rows behind the keyframe are followed along the chain and put through the gate again. For those before
 * it there is `followChain`.
 * @throws LogBroken where the log does not add up; errors of the store as they come
 */
export const loadBoard = async (
  tools: LoadTools,
  board: BoardId,
  hearing?: Hearing,
): Promise<WorkingBoard> => {
  const { store, log } = tools;
  const keyframe = await store.latestKeyframe(board, hearing?.seq);
  if (keyframe === null) return follow(store, board, new WorkingBoard(), hearing);
  try {
    const parts = partsOf(keyframe.bytes);
    if (parts === null) return await follow(store, board, new WorkingBoard(), hearing);
    return await follow(store, board, new WorkingBoard(parts), hearing);
  } catch (error) {
    if (!(error instanceof LogBroken) && !(error instanceof KeyframeDamaged)) throw error;
    // A keyframe is only a cache: if it is not sound, or the log does not follow from it, the log alone decides.
    log.error(
      { err: error, board, seq: keyframe.seq },
      'the keyframe is not to be trusted; loading from the beginning',
    );
    const working = await follow(store, board, new WorkingBoard(), hearing);
    // Not before: where the log does not hold either, it may be all that is left of the words.
    await store
      .dropKeyframes(board)
      .catch((cause: unknown) => log.warn({ err: cause, board }, 'keyframes stay'));
    return working;
  }
};

/**
 * Follows a board's chain up to a row, from the first, in the store's thread; once in a process.
 * @throws LogBroken where it does not lead there; errors of the store as they come
 */
export const followChain = async (
  { store }: Pick<LoadTools, 'store'>,
  board: BoardId,
  end: LogPoint,
): Promise<void> => {
  let followed = followedOf(store).get(board) ?? { seq: 0, hash: genesisHash() };
  while (followed.seq < end.seq) {
    const chain = await store.checkChain(board, followed, Math.min(PAGE, end.seq - followed.seq));
    if (!chain.ok) throw new LogBroken(chain.seq, `the chain does not hold (${chain.reason})`);
    if (chain.head.seq === followed.seq) throw new LogBroken(followed.seq + 1, 'it is missing');
    followed = chain.head;
  }
  if (followed.seq === end.seq && !sameBytes(followed.hash, end.hash))
    throw new LogBroken(end.seq, 'the chain does not lead to it');
  followedOf(store).set(board, followed);
};

/** Up to where the chain of each board was followed; rows never change while the program runs. */
const chains = new WeakMap<TableTools['store'], Map<BoardId, LogPoint>>();

const followedOf = (store: TableTools['store']): Map<BoardId, LogPoint> => {
  const known = chains.get(store) ?? new Map<BoardId, LogPoint>();
  chains.set(store, known);
  return known;
};

const follow = async (
  store: TableTools['store'],
  board: BoardId,
  working: WorkingBoard,
  hearing: Hearing | undefined,
): Promise<WorkingBoard> => {
  const begun = working.seq;
  for (;;) {
    const rows = await store.rows(board, working.seq + 1, PAGE);
    if (rows.length === 0) {
      if (begun === 0) followedOf(store).set(board, { seq: working.seq, hash: working.hash });
      return working;
    }
    const chain = checkChain(rows, { seq: working.seq, hash: working.hash });
    if (!chain.ok) throw new LogBroken(chain.seq, `the chain does not hold (${chain.reason})`);
    for (const row of rows) {
      const update = working.apply(row);
      if (hearing !== undefined && row.seq > hearing.seq) hearing.row(row, update);
    }
  }
};
