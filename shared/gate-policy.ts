// What the gate is told about the board: which texts a seat may write now, and which characters are not its party's
// alone.
import { clauseOfRoot } from './board.ts';
import { partyIndexOf } from './pens.ts';
import type { SeatState } from './seats.ts';
import { mayWrite } from './seats.ts';
import type { BoardState } from './state.ts';
import { clauseOf, indexOfParty, languagesOf, partiesOf } from './state.ts';

/** Whether the seat may write into a root now, or the code of why not. */
export const writable =
  (state: BoardState, seat: SeatState) =>
  (root: string): true | 'no-root' | 'held' | 'frozen' | 'locked' | 'not-authorised' => {
    const named = clauseOfRoot(root);
    const clause = named === null ? undefined : clauseOf(state, named.clause);
    if (named === null || clause === undefined || !languagesOf(state).includes(named.lang)) return 'no-root';
    if (clause.phase.kind !== 'open') return clause.phase.kind;
    return mayWrite(seat, clause.id) ? true : 'not-authorised';
  };

/** Whether any of these characters is included by another party than its own, or held by a standing revision. */
export const protectedBy =
  (state: BoardState) =>
  (client: number, clock: number, length: number): boolean => {
    const own = partyIndexOf(client);
    const others = partiesOf(state).filter((party) => indexOfParty(state, party) !== own);
    return state.clauses.some(
      (clause) =>
        clause.held.intersects(client, clock, length) ||
        others.some((party) => clause.adopted[party]?.intersects(client, clock, length) ?? false),
    );
  };
