// Begins to load a board's past as soon as the page's address asks for it, while the screens' code is still on its way.
import type { BoardId } from '../../shared/board.ts';
import { seatOfTab } from '../lobby/seat-of-tab.ts';
import { ownScript } from '../ui/own-script.ts';
import { Archive } from './archive.ts';
// oxlint-disable-next-line import/default -- the builder makes it
import workerAddress from './worker.ts?worker&url';

/** With a board's id, as `BoardId` has it: its schema is not here yet. */
const ADDRESS = /^\/b\/([a-z0-9][a-z0-9-]{0,63})\/replay\/?$/;

let begun: { board: BoardId; archive: Archive } | null = null;

const openArchive = (board: BoardId): Archive => {
  const archive = new Archive(new Worker(ownScript(workerAddress), { type: 'module' }));
  archive.load(board, seatOfTab(board));
  return archive;
};

/** Begins where `path` is the address of a replay, and does nothing elsewhere. */
export const beginReplay = (path: string): void => {
  const board = ADDRESS.exec(path)?.[1];
  if (board !== undefined) begun = { board, archive: openArchive(board) };
};

/** The board's archive, loading: the one that was begun, once, or a new one. It is the caller's to close. */
export const takeArchive = (board: BoardId): Archive => {
  const ready = begun?.board === board ? begun.archive : null;
  if (ready !== null) begun = null;
  return ready ?? openArchive(board);
};
