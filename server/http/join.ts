// Taking a seat: put on the board's record for those who act, in the store alone for those who watch.
import { z } from 'zod';
import { PartyId } from '../../shared/board.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { Role } from '../../shared/seats.ts';
import type { ActingRole, SeatId } from '../../shared/seats.ts';
import { headOf } from '../../shared/state.ts';
import type { WorkingBoard } from '../../shared/working-board.ts';
import { asRefusalCode } from '../../shared/refusals.ts';
import type { Attendance } from '../attendance.ts';
import type { Room } from '../room.ts';
import type { SeatRecord, Store } from '../store/port.ts';
import { newToken, tokenHash } from '../tokens.ts';

export const JoinRequest = z.object({
  name: z
    .string()
    .transform((name) => name.normalize('NFC').replace(/\s+/gu, ' ').trim())
    .pipe(z.string().min(1).max(80)),
  party: PartyId.nullable(),
  role: Role,
  invite: z.string().max(200).optional(),
});
export type JoinRequest = z.infer<typeof JoinRequest>;

export type JoinTools = {
  store: Store;
  attendance: Attendance;
  now(): number;
  random(bytes: number): Uint8Array;
};

type Joined = { ok: true; token: string; seat: SeatRecord } | { ok: false; code: RefusalCode };

export const join = async (tools: JoinTools, room: Room, request: JoinRequest): Promise<Joined> => {
  const seated =
    request.role === 'observer' ? watch(tools, request) : await takeSeat(tools, room, request, request.role);
  if (!seated.ok) return seated;
  const token = newToken(tools.random);
  const seat: SeatRecord = {
    board: room.board,
    seat: seated.seat,
    party: request.party,
    role: request.role,
    name: request.name,
    tokenHash: tokenHash(token),
    createdAt: tools.now(),
  };
  await tools.store.putSeat(seat);
  room.rename(seat.seat, seat.name);
  return { ok: true, token, seat };
};

type Seated = { ok: true; seat: SeatId } | { ok: false; code: RefusalCode };

/** Observers are in no log: their seats are as many as they come. */
const watch = (tools: JoinTools, request: JoinRequest): Seated => {
  if (request.party !== null) return { ok: false, code: 'no-such-party' };
  return { ok: true, seat: `observer-${Buffer.from(tools.random(8)).toString('hex')}` };
};

/** Seat ids count up a delegation: `us-1`, `us-2`. Two who come at once are told apart by the second being refused. */
const takeSeat = async (
  tools: JoinTools,
  room: Room,
  { party }: JoinRequest,
  role: ActingRole,
  tries = 5,
): Promise<Seated> => {
  const sessions = new Set((await tools.store.seatsOf(room.board)).map((seat) => seat.seat));
  const { seat, holder } = await room.table.read((board) => nextSeat(board, party, role));
  const holderIsAbsent =
    holder !== null && tools.attendance.isAbsent(room.board, holder, sessions.has(holder));
  const id = `join-${Buffer.from(tools.random(12)).toString('base64url')}`;
  const answer = await room.table.serve(id, {
    kind: 'takeSeat',
    seat,
    party,
    role,
    authorised: true,
    holderIsAbsent,
  });
  if (answer.ok) {
    // At once: whoever asks for the same seat in this moment must find somebody in it.
    tools.attendance.seen(room.board, seat);
    return { ok: true, seat };
  }
  if (answer.code === 'seat-exists' && tries > 0)
    return takeSeat(tools, room, { name: '', party, role }, role, tries - 1);
  return { ok: false, code: asRefusalCode(answer.code) };
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
