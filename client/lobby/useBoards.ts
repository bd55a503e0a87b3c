// The boards, asked for again every few seconds while the page is in view; and the seats that this tab holds at them.
import { useEffect, useState } from 'react';
import type { BoardId } from '../../shared/board.ts';
import type { OwnSeat } from '../session/view.ts';
import { fetchBoards, fetchSeat } from './boards.ts';
import type { BoardSummary } from './boards.ts';

const AGAIN = 8000;

export type List =
  | { kind: 'asking' }
  | { kind: 'unreachable' }
  /** Seats are given by invitation, and this browser has none. */
  | { kind: 'stranger' }
  | { kind: 'read'; boards: readonly BoardSummary[] };

export const useBoards = (): List => {
  const [list, setList] = useState<List>({ kind: 'asking' });
  useEffect(() => {
    const gone = new AbortController();
    const read = async (): Promise<void> => {
      if (document.hidden) return;
      const answer = await fetchBoards(gone.signal);
      if (gone.signal.aborted) return;
      if (!answer.ok && answer.status === 401) clearInterval(timer);
      setList((last) => {
        if (answer.ok) return { kind: 'read', boards: answer.value };
        if (answer.status === 401) return { kind: 'stranger' };
        return last.kind === 'read' ? last : { kind: 'unreachable' };
      });
    };
    const timer = setInterval(() => void read(), AGAIN);
    void read();
    return () => {
      gone.abort();
      clearInterval(timer);
    };
  }, []);
  return list;
};

/** The seats that this tab holds already, by board; `asks` says after which it is worth asking. */
export const useHeldSeats = (
  boards: readonly BoardSummary[],
  asks: (board: BoardId) => boolean,
): ReadonlyMap<BoardId, OwnSeat> => {
  const [held, setHeld] = useState<ReadonlyMap<BoardId, OwnSeat>>(new Map());
  const ids = boards.map(({ id }) => id).join(' ');
  useEffect(() => {
    const gone = new AbortController();
    for (const id of ids.split(' ').filter((each) => each !== '' && asks(each)))
      void fetchSeat(id, gone.signal).then((seat) => {
        if (seat !== null && !gone.signal.aborted) setHeld((last) => new Map(last).set(id, seat));
      });
    return () => gone.abort();
  }, [ids, asks]);
  return held;
};
