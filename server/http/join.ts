// Taking a seat: put on the board's record for those who act, in the store alone for those who watch. By invitation, or,
// where seats are open, because it is free.
import { JoinRequest } from '../../shared/invitations.ts';
import type { PartyId } from '../../shared/board.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import type { ActingRole, Role, SeatId, SeatsRule } from '../../shared/seats.ts';
import { headOf } from '../../shared/state.ts';
import type { WorkingBoard } from '../../shared/working-board.ts';
import { asRefusalCode } from '../../shared/refusals.ts';
import type { Attendance } from '../attendance.ts';
import type { Audit } from '../audit.ts';
import type { Room } from '../room.ts';
import type { Sessions } from '../sessions.ts';
import type { InvitationRecord } from '../store/people.ts';
import type { SeatRecord, Store } from '../store/port.ts';

export { JoinRequest };

export type JoinTools = {
  store: Store;
  attendance: Attendance;
  sessions: Sessions;
  audit: Audit;
  seats: SeatsRule;
  now(): number;
  random(bytes: number): Uint8Array;
};

/** Who comes, to which kind of seat; by which invitation, if by one, and by which use of it. */
export type Coming = {
  name: string;
  party: PartyId | null;
  role: Role;
  by: { invitation: InvitationRecord; use: string } | null;
};

export type Joined = { ok: true; token: string; seat: SeatRecord } | { ok: false; code: RefusalCode };

export const join = async (tools: JoinTools, room: Room, coming: Coming): Promise<Joined> => {
  const { party, role, name, by } = coming;
  const seated = role === 'observer' ? watch(tools, coming) : await takeSeat(tools, room, coming, role);
  if (!seated.ok) return seated;
  const seat: SeatRecord = {
    board: room.board,
    seat: seated.seat,
    party,
    role,
    name,
    createdAt: tools.now(),
  };
  const { session, token } = tools.sessions.make(seat);
  await tools.store.letIn({ seat, session, use: by?.use ?? null });
  if (by !== null)
    await tools.audit({
      board: room.board,
      act: 'invitation-accepted',
      by: seat.seat,
      about: by.invitation.id,
    });
  await tools.audit({
    board: room.board,
    act: 'session-opened',
    by: seat.seat,
    about: session.id,
    detail: { party, role },
  });
  room.rename(seat.seat, seat.name);
  return { ok: true, token, seat };
};

type Seated = { ok: true; seat: SeatId } | { ok: false; code: RefusalCode };

/** Observers are in no log: their seats are as many as they come. */
const watch = (tools: JoinTools, { party }: Coming): Seated => {
  if (party !== null) return { ok: false, code: 'no-such-party' };
  return { ok: true, seat: `observer-${Buffer.from(tools.random(8)).toString('hex')}` };
};

/** Seat ids count up a delegation: `us-1`, `us-2`. Two who come at once are told apart by the second being refused. */
const takeSeat = async (
  tools: JoinTools,
  room: Room,
  coming: Coming,
  role: ActingRole,
  tries = 5,
): Promise<Seated> => {
  const { party, by } = coming;
  const { seat, holder } = await room.table.read((board) => nextSeat(board, party, role));
  const holderIsAbsent = holder !== null && (await isAway(tools, room, holder, by?.invitation ?? null));
  const id = `join-${Buffer.from(tools.random(12)).toString('base64url')}`;
  const authorised = tools.seats === 'open';
  const answer = await room.table.serve(id, {
    kind: 'takeSeat',
    seat,
    party,
    role,
    authorised,
    holderIsAbsent,
  });
  if (answer.ok) {
    // At once: whoever asks for the same seat in this moment must find somebody in it.
    tools.attendance.seen(room.board, seat);
    return { ok: true, seat };
  }
  if (answer.code === 'seat-exists' && tries > 0) return takeSeat(tools, room, coming, role, tries - 1);
  return { ok: false, code: asRefusalCode(answer.code) };
};

/**
 * Whether a head's or chair's seat counts as free although somebody has it. By invitation it passes on only by one that was
 * made after its holder was last there: an older one was not meant to take the place of whoever sits there now.
 */
const isAway = async (
  { store, attendance }: JoinTools,
  room: Room,
  holder: SeatId,
  invitation: InvitationRecord | null,
): Promise<boolean> => {
  const known = (await store.seatsOf(room.board)).some((seat) => seat.seat === holder);
  if (!attendance.isAbsent(room.board, holder, known)) return false;
  if (invitation === null) return true;
  const sessions = (await store.sessionsOf(room.board)).filter((session) => session.seat === holder);
  return sessions.every((session) => session.lastUsedAt < invitation.createdAt);
};

/** Whether the seat that an invitation is to is there to be taken, as far as can be told before it is asked for. */
export const isTaken = async (
  tools: JoinTools,
  room: Room,
  invitation: InvitationRecord,
): Promise<'head-taken' | 'chair-taken' | null> => {
  const { party, role } = invitation;
  if (role !== 'head' && role !== 'chair') return null;
  const { holder } = await room.table.read((board) => nextSeat(board, party, role));
  if (holder === null || (await isAway(tools, room, holder, invitation))) return null;
  return role === 'head' ? 'head-taken' : 'chair-taken';
};

const nextSeat = (
  { state }: WorkingBoard,
  party: string | null,
  role: ActingRole,
): { seat: SeatId; holder: SeatId | null } => {
  const word = party ?? 'chair';
  const numbers = [...state.seats.keys(), ...state.endedSeats]
    .filter((id) => id.startsWith(`${word}-`))
    .map((id) => Number(id.slice(word.length + 1)));
  const chair = [...state.seats.values()].find((seat) => seat.role === 'chair');
  const holder =
    role === 'head' && party !== null ? headOf(state, party)?.id : role === 'chair' ? chair?.id : undefined;
  return { seat: `${word}-${Math.max(0, ...numbers) + 1}`, holder: holder ?? null };
};
