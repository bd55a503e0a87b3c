// Since when words stand where they stand, and by whom where one may know: the last act on record about them, else who
// typed them and when, which the server is asked.
import { useEffect, useMemo, useState } from 'react';
import type { BoardId, PartyId } from '../../shared/board.ts';
import type { LedgerEntry } from '../../shared/events.ts';
import { IdSet } from '../../shared/ids.ts';
import type { Range } from '../../shared/ids.ts';
import type { SeatId } from '../../shared/seats.ts';
import { createApi } from '../api.ts';
import type { TableView } from '../session/view.ts';
import { useSlice } from '../ui/useSlice.ts';

export type Origin = {
  at: number;
  party: PartyId | null;
  /** Only of one's own delegation. */
  name: string | null;
  /** Null where the words were typed then. */
  act: 'adopted' | 'struck' | null;
};

/** The last act on record about the first of these characters. */
export const lastActOn = (
  history: readonly LedgerEntry[],
  [client, clock]: Range,
): { at: number; party: PartyId; act: 'adopted' | 'struck'; seat: string } | null => {
  for (let index = history.length - 1; index >= 0; index -= 1) {
    const entry = history[index];
    for (const event of entry?.events ?? []) {
      if (event.type !== 'adopted' && event.type !== 'struck') continue;
      if (entry === undefined || !IdSet.of(event.ranges).has(client, clock)) continue;
      return { at: entry.at, party: event.party, act: event.type, seat: entry.seat };
    }
  }
  return null;
};

const known = new Map<string, Promise<Origin | null>>();

type Asked = { board: BoardId; seat: SeatId; client: number; clock: number };
const keyOf = ({ board, seat, client, clock }: Asked): string => `${board} ${seat} ${client} ${clock}`;

/** Who typed a character never changes, so it is asked once; where nobody answers the margin says less, and asks again. */
const typed = (asked: Asked): Promise<Origin | null> => {
  const key = keyOf(asked);
  const before = known.get(key);
  if (before !== undefined) return before;
  const answer = createApi({ seat: asked.seat })
    .character(asked.board, asked.client, asked.clock)
    .then((character): Origin | null => {
      if (!character.ok) {
        known.delete(key);
        return null;
      }
      const { at, party, name } = character.value;
      return { at, party, name, act: null };
    });
  known.set(key, answer);
  return answer;
};

/** Null until it is known, and where it cannot be. */
export const useOrigin = (view: TableView, ranges: readonly Range[]): Origin | null => {
  const [answer, setAnswer] = useState<{ key: string; origin: Origin | null } | null>(null);
  const history = useSlice(view, (snapshot) => snapshot.history);
  const roster = useSlice(view, (snapshot) => snapshot.roster);
  const seat = useSlice(view, (snapshot) => snapshot.seat.id);
  const [client, clock] = ranges[0] ?? [0, 0, 0];
  const act = useMemo(() => lastActOn(history, [client, clock, 1]), [history, client, clock]);
  const { board } = view;
  const key = act !== null || client === 0 ? null : keyOf({ board, seat, client, clock });
  useEffect(() => {
    if (key === null) return undefined;
    let gone = false;
    void typed({ board, seat, client, clock }).then((origin) => {
      if (!gone) setAnswer({ key, origin });
    });
    return () => {
      gone = true;
    };
  }, [key, board, seat, client, clock]);
  if (act === null) return answer?.key === key ? answer.origin : null;
  const name = roster.find((each) => each.id === act.seat)?.name ?? null;
  return { at: act.at, party: act.party, name, act: act.act };
};
