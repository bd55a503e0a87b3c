// The movements as the server tells them to this seat; asked for again when somebody comes back to the page.
import { useEffect, useState } from 'react';
import type { BoardId } from '../../shared/board.ts';
import { MovementsAnswer } from '../../shared/movement/answer.ts';
import { fetchSeat } from '../lobby/boards.ts';
import { seatOfTab } from '../lobby/seat-of-tab.ts';

export type Read =
  | { kind: 'asking' }
  | { kind: 'noSeat' }
  | { kind: 'unreachable' }
  | { kind: 'read'; answer: MovementsAnswer };

const fetchMovements = async (board: BoardId, signal: AbortSignal): Promise<MovementsAnswer | null> => {
  const seat = seatOfTab(board);
  const query = seat === null ? '' : `?seat=${encodeURIComponent(seat)}`;
  try {
    const response = await fetch(`/api/boards/${board}/movements${query}`, { signal });
    return response.ok ? (MovementsAnswer.safeParse(await response.json()).data ?? null) : null;
  } catch {
    return null; // nobody answered, or the asking was given up
  }
};

export const useMovements = (board: BoardId): Read => {
  const [read, setRead] = useState<Read>({ kind: 'asking' });
  useEffect(() => {
    const gone = new AbortController();
    const ask = async (): Promise<void> => {
      const seat = await fetchSeat(board, gone.signal);
      const answer = seat === null ? null : await fetchMovements(board, gone.signal);
      if (gone.signal.aborted) return;
      setRead((before) => {
        if (answer !== null) return { kind: 'read', answer };
        if (before.kind === 'read') return before;
        return seat === null ? { kind: 'noSeat' } : { kind: 'unreachable' };
      });
    };
    const back = (): void => {
      if (!document.hidden) void ask();
    };
    void ask();
    document.addEventListener('visibilitychange', back);
    return () => {
      gone.abort();
      document.removeEventListener('visibilitychange', back);
    };
  }, [board]);
  return read;
};
