// Who sits at a board, and what each kind of seat may do there.
import { z } from 'zod';
import { ClauseId, PartyId } from './board.ts';
import type { MoveKind } from './moves.ts';

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

// ---- who may do what: the one table. The rules of the moves, the routes and the sockets ask it, and so does the page,
// to hide what a seat may not do. It says who may ask; whether the board's state lets it happen is for `decide`.

/**
 * How far a permission reaches. `own`: about the own seat. `delegation`: about the own delegation and its seats.
 * `members`: about members of the own delegation. `observers`: about observers. `authorised`: in the articles for which
 * the head has authorised the seat.
 */
export type Reach = 'any' | 'own' | 'delegation' | 'members' | 'observers' | 'authorised';

/** Whoever has no seat may do some things always, and some only where seats are open to anybody. */
type Row = Partial<Record<Role, Reach>> & { stranger?: 'always' | 'open' };

const everybody = { observer: 'any', member: 'any', head: 'any', chair: 'any' } as const;
const atTheTable = { member: 'any', head: 'any', chair: 'any' } as const;
const heads = { head: 'any' } as const;
const chairAndHeads = { head: 'any', chair: 'any' } as const;
const writers = { member: 'authorised', head: 'any' } as const;

const TABLE = {
  // before one has a seat
  seeEntry: { ...everybody, stranger: 'always' },
  acceptInvitation: { ...everybody, stranger: 'always' },
  takeFreeSeat: { ...everybody, stranger: 'open' },
  seeBoards: { ...everybody, stranger: 'open' },
  makeBoard: { chair: 'any', stranger: 'open' },

  // reading
  readBoard: everybody,
  watch: everybody,
  seeAnalysis: { member: 'delegation', head: 'delegation', chair: 'any' },

  // people
  seePeople: { observer: 'own', member: 'any', head: 'any', chair: 'any' },
  seeName: { observer: 'own', member: 'delegation', head: 'delegation', chair: 'any' },
  rename: { observer: 'own', member: 'own', head: 'delegation', chair: 'any' },
  endSession: { observer: 'own', member: 'own', head: 'delegation', chair: 'any' },
  rotateSession: { observer: 'own', member: 'own', head: 'own', chair: 'own' },
  leaveSeat: { observer: 'own', member: 'own', head: 'own', chair: 'own' },
  seeInvitations: { head: 'delegation', chair: 'any' },
  invite: { head: 'members', chair: 'any' },
  revokeInvitation: { head: 'delegation', chair: 'any' },
  removeObserver: { chair: 'observers' },
  seeAudit: { chair: 'any' },

  // at the table
  sit: atTheTable,
  point: atTheTable,
  type: { member: 'authorised', head: 'any', chair: 'any' },

  // moves
  adopt: writers,
  strike: writers,
  setTerm: writers,
  propose: heads,
  withdraw: heads,
  accept: heads,
  initial: heads,
  decline: heads,
  withdrawInitials: heads,
  confirm: heads,
  reopen: heads,
  reserve: heads,
  liftReserve: heads,
  authorise: { head: 'members' },
  handOver: { head: 'members' },
  removeMember: { head: 'members' },
  showKey: atTheTable,
  addClause: chairAndHeads,
  retitle: chairAndHeads,
  moveClause: chairAndHeads,
  dropClause: chairAndHeads,
  openSitting: chairAndHeads,
  adjourn: chairAndHeads,
  releaseAnalysis: heads,
} as const satisfies Record<MoveKind, Row> & Record<string, Row>;

/** Everything that somebody can do with a board. */
export type Action = keyof typeof TABLE;
export const ACTIONS = Object.keys(TABLE) as readonly Action[]; // an object's keys are those of its type here: it is a literal

export const PERMISSIONS: Readonly<Record<Action, Row>> = TABLE;

/** Who asks: a seat as it stands now, or whoever has none (`null`). */
export type Asker = {
  id?: SeatId | undefined;
  role: Role;
  party: PartyId | null;
  authority?: Authority | undefined;
} | null;

/** What it is about, as far as it is about somebody's seat, some delegation or some article. */
export type About = {
  seat?: SeatId | undefined;
  party?: PartyId | null | undefined;
  role?: Role | undefined;
  clause?: ClauseId | undefined;
};

/** How seats are given: to whoever comes, or by invitation. */
export type SeatsRule = 'open' | 'invite';

/** How far this action reaches for a role; null where it is not for it at all. */
export const reachOf = (role: Role, action: Action): Reach | null => PERMISSIONS[action][role] ?? null;

/** Whether somebody may do something. A reach that is about something is only had where it is said what. */
export const may = (
  asker: Asker,
  action: Action,
  about: About = {},
  seats: SeatsRule = 'invite',
): boolean => {
  const { stranger } = PERMISSIONS[action];
  if (stranger === 'always' || (stranger === 'open' && seats === 'open')) return true;
  if (asker === null) return false;
  switch (reachOf(asker.role, action)) {
    case null:
      return false;
    case 'any':
      return true;
    case 'own':
      return about.seat !== undefined && about.seat === asker.id;
    case 'delegation':
      return asker.party !== null && about.party === asker.party;
    case 'members':
      return asker.party !== null && about.party === asker.party && about.role === 'member';
    case 'observers':
      return about.role === 'observer';
    case 'authorised':
      return about.clause !== undefined && isAuthorised(asker.authority ?? [], about.clause);
  }
};

const isAuthorised = (authority: Authority, clause: ClauseId): boolean =>
  authority === 'all' || authority.includes(clause);

/** Whether the seat may type in the clause, as far as the seat alone decides. */
export const mayWrite = (seat: SeatState, clause: ClauseId): boolean => may(seat, 'type', { clause });
