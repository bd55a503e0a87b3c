// What one may read of a board: a working board, or a public one. A route is given one of the two by the seat that asks (see
// `desk.ts`), and has no way to the other.
import type * as Y from 'yjs';
import type { SeatId } from '../shared/seats.ts';
import type { BoardState } from '../shared/state.ts';
import type { TextView } from '../shared/text/characters.ts';

export type Reading = {
  readonly state: BoardState;
  readonly doc: Y.Doc;
  readonly text: TextView;
  readonly seq: number;
  readonly hash: Uint8Array;
  /** When each root's characters last changed (ms epoch), by root. */
  readonly changed: ReadonlyMap<string, number>;
  readonly pens: ReadonlyMap<number, SeatId>;
};

/** Whether observers see everything in the moment in which it happens. */
export const isOpenAndLive = ({ doors, sight }: BoardState): boolean =>
  doors.kind === 'open' && sight.sees === 'brackets' && sight.delayMinutes === 0;
