// Who sits at a board, and what each kind of seat may do there.
import { z } from 'zod';
import { ClauseId, PartyId } from './board.ts';

export const Role = z.enum(['head', 'member', 'chair', 'observer']);
export type Role = z.infer<typeof Role>;

/** Seats that act have a part in the log; an observer only reads. */
export const ActingRole = z.enum(['head', 'member', 'chair']);
export type ActingRole = z.infer<typeof ActingRole>;

export const SeatId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
/** As it stands in log, ledger and exports: `us-1`, `drc-3`, `chair-1`. Names are never there. */
export type SeatId = z.infer<typeof SeatId>;

/** The seat under which the server itself lays a board and seats people. */
export const SERVER_SEAT: SeatId = 'server';

/** At the table a member types, adopts, strikes and sets terms only in clauses for which the head says so. */
export const Authority = z.union([z.literal('all'), z.array(ClauseId).max(500)]);
export type Authority = z.infer<typeof Authority>;

export const SeatState = z.strictObject({
  id: SeatId,
  party: PartyId.nullable(),
  role: ActingRole,
  authority: Authority,
  /** The public key that the seat has shown (hex); its moves are then signed. */
  key: z.string().optional(),
});
export type SeatState = z.infer<typeof SeatState>;

/** Whether the seat may type, adopt, strike and set terms in the clause, as far as the seat alone decides. */
export const mayWrite = (seat: SeatState, clause: ClauseId): boolean => {
  switch (seat.role) {
    case 'head':
    case 'chair':
      return true;
    case 'member':
      return seat.authority === 'all' || seat.authority.includes(clause);
  }
};
