// Finds the seat that this tab holds at a board, and opens the table for it as long as the page is there.
import { useEffect, useState } from 'react';
import type { BoardId } from '../../shared/board.ts';
import { askSeat } from '../lobby/boards.ts';
import { openTable } from '../session/open.ts';
import type { OpenTable } from '../session/open.ts';

export type Opening =
  | { kind: 'asking' }
  /** `code` says why: no seat here, a session that ended, no answer. */
  | { kind: 'noSeat'; code: string }
  | { kind: 'open'; table: OpenTable };

export const useOpenTable = (board: BoardId): Opening => {
  const [opening, setOpening] = useState<Opening>({ kind: 'asking' });
  useEffect(() => {
    const gone = new AbortController();
    let table: OpenTable | null = null;
    void askSeat(board, gone.signal).then((answer) => {
      if (gone.signal.aborted) return;
      if (!answer.ok) setOpening({ kind: 'noSeat', code: answer.code });
      else {
        table = openTable({ board, seat: answer.value });
        setOpening({ kind: 'open', table });
      }
    });
    return () => {
      gone.abort();
      table?.close();
      setOpening({ kind: 'asking' });
    };
  }, [board]);
  return opening;
};
