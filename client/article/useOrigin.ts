// Since when words stand where they stand, and by whom where one may know: the last act on record about them, else who
// typed them and when, which the server is asked.
import { useEffect, useMemo, useState } from 'react';
import { z } from 'zod';
import type { PartyId } from '../../shared/board.ts';
import type { LedgerEntry } from '../../shared/events.ts';
import { IdSet } from '../../shared/ids.ts';
import type { Range } from '../../shared/ids.ts';
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

const Character = z.object({
  at: z.number(),
  party: z.string().nullable(),
  name: z.string().nullable(),
});

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

const ask = async (path: string): Promise<Origin | null> => {
  const answer = await fetch(path, { credentials: 'same-origin' });
  if (!answer.ok) return null;
  const read = Character.safeParse(await answer.json());
  return read.success ? { ...read.data, act: null } : null;
};

/** Who typed a character never changes, so it is asked once. */
const typed = (path: string): Promise<Origin | null> => {
  const before = known.get(path);
  if (before !== undefined) return before;
  // Offline, or a board of the past: the margin then says less.
  const asked = ask(path).catch(() => {
    known.delete(path);
    return null;
  });
  known.set(path, asked);
  return asked;
};

/** Null until it is known, and where it cannot be. */
export const useOrigin = (view: TableView, ranges: readonly Range[]): Origin | null => {
  const [answer, setAnswer] = useState<{ path: string; origin: Origin | null } | null>(null);
  const history = useSlice(view, (snapshot) => snapshot.history);
  const roster = useSlice(view, (snapshot) => snapshot.roster);
  const seat = useSlice(view, (snapshot) => snapshot.seat.id);
  const [client, clock] = ranges[0] ?? [0, 0, 0];
  const act = useMemo(() => lastActOn(history, [client, clock, 1]), [history, client, clock]);
  const path =
    act !== null || client === 0
      ? null
      : `/api/boards/${view.board}/characters/${String(client)}/${String(clock)}?seat=${seat}`;
  useEffect(() => {
    if (path === null) return undefined;
    let gone = false;
    void typed(path).then((origin) => {
      if (!gone) setAnswer({ path, origin });
    });
    return () => {
      gone = true;
    };
  }, [path]);
  if (act === null) return answer?.path === path ? answer.origin : null;
  const name = roster.find((each) => each.id === act.seat)?.name ?? null;
  return { at: act.at, party: act.party, name, act: act.act };
};
