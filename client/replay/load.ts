// Brings a board's log from the server, all its pieces at once. What does not change is the browser's to keep.
import { z } from 'zod';
import type { BoardId } from '../../shared/board.ts';
import { decodeReplay } from '../../shared/replay/wire.ts';
import type { ReplayRow } from '../../shared/replay/wire.ts';

const Head = z.object({ epoch: z.string(), head: z.int(), pieceRows: z.int().min(1) });
const Problem = z.object({ code: z.string() });

export type Loaded = { ok: true; rows: ReplayRow[] } | { ok: false; code: string };

/** Some at a time: a browser opens no more lines to one server anyway. */
const TOGETHER = 6;

/** All rows, in order; `progress` is told how many have come. */
export const loadRows = async (
  board: BoardId,
  seat: string,
  progress: (rows: number, of: number) => void,
): Promise<Loaded> => {
  const address = (query: string): string =>
    `/api/boards/${board}/log?form=replay&seat=${encodeURIComponent(seat)}${query}`;
  const asked = await ask(address(''));
  if (!(asked instanceof Response)) return asked;
  const read = Head.safeParse(await asked.json());
  if (!read.success) return { ok: false, code: 'unreadable' };
  const { epoch, head, pieceRows } = read.data;
  const pieces = Array.from({ length: Math.ceil(head / pieceRows) }, (_, i) => i);
  const rows: ReplayRow[][] = [];
  let come = 0;
  const fetchNext = async (): Promise<string | null> => {
    for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
      const answer = await ask(address(`&epoch=${encodeURIComponent(epoch)}&piece=${piece}`));
      if (!(answer instanceof Response)) return answer.code;
      const decoded = decodeReplay(new Uint8Array(await answer.arrayBuffer()));
      if (!decoded.ok) return 'unreadable';
      rows[piece] = decoded.rows;
      come += decoded.rows.length;
      progress(come, head);
    }
    return null;
  };
  try {
    const failed = (await Promise.all(Array.from({ length: TOGETHER }, fetchNext))).find(
      (code) => code !== null,
    );
    return failed === undefined ? { ok: true, rows: rows.flat() } : { ok: false, code: failed };
  } catch {
    return { ok: false, code: 'offline' }; // an answer broke off
  }
};

const ask = async (path: string): Promise<Response | { ok: false; code: string }> => {
  try {
    const response = await fetch(path, { credentials: 'same-origin' });
    if (response.ok) return response;
    const problem = Problem.safeParse(await response.json().catch(() => null));
    return { ok: false, code: problem.data?.code ?? 'unreadable' };
  } catch {
    return { ok: false, code: 'offline' };
  }
};
