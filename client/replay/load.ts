// Brings a board's log from the server, several pieces at a time, each read while the next are on their way. What does not
// change is the browser's to keep.
import { z } from 'zod';
import type { BoardId } from '../../shared/board.ts';
import { decodeColumns } from '../../shared/replay/wire.ts';
import { Intake } from '../../shared/replay/intake.ts';

const Head = z.object({ epoch: z.string(), head: z.int(), pieceRows: z.int().min(1) });
const Problem = z.object({ code: z.string() });

export type Loaded = { ok: true; intake: Intake } | { ok: false; code: string };

/** Some at a time: a browser opens no more lines to one server anyway. */
const TOGETHER = 6;

/** Takes pieces as they come, and reads them in their order. */
const inOrder = (
  progress: (rows: number) => void,
): { intake: Intake; come(piece: number, bytes: Uint8Array): void } => {
  const intake = new Intake();
  const early = new Map<number, Uint8Array>();
  let next = 0;
  let rows = 0;
  const come = (piece: number, bytes: Uint8Array): void => {
    early.set(piece, bytes);
    for (let due = early.get(next); due !== undefined; due = early.get(next)) {
      const decoded = decodeColumns(due);
      if (!decoded.ok) throw new Error(decoded.reason);
      intake.takeColumns(decoded.rows);
      early.delete(next);
      next += 1;
      rows += decoded.rows.count;
      progress(rows);
    }
  };
  return { intake, come };
};

/** All rows, in order; `progress` is told how many have come. Throws where they are no log. */
export const loadRows = async (
  board: BoardId,
  seat: string | null,
  progress: (rows: number, of: number) => void,
): Promise<Loaded> => {
  const address = (query: string): string =>
    `/api/boards/${board}/log?form=replay${seat === null ? '' : `&seat=${encodeURIComponent(seat)}`}${query}`;
  const asked = await ask(address(''));
  if (!(asked instanceof Response)) return asked;
  const read = Head.safeParse(await asked.json());
  if (!read.success) return { ok: false, code: 'unreadable' };
  const { epoch, head, pieceRows } = read.data;
  const pieces = Array.from({ length: Math.ceil(head / pieceRows) }, (_, i) => i);
  const { intake, come } = inOrder((rows) => progress(rows, head));
  const fetchNext = async (): Promise<string | null> => {
    for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
      const answer = await ask(address(`&epoch=${encodeURIComponent(epoch)}&piece=${piece}`));
      if (!(answer instanceof Response)) return answer.code;
      const bytes = await answer.arrayBuffer().catch(() => null);
      if (bytes === null) return 'offline'; // the answer broke off
      come(piece, new Uint8Array(bytes));
    }
    return null;
  };
  const ends = await Promise.all(Array.from({ length: TOGETHER }, fetchNext));
  const failed = ends.find((code) => code !== null);
  return failed === undefined ? { ok: true, intake } : { ok: false, code: failed };
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
