// The routes about people: who is in, their names and their sessions; removing an observer, leaving one's own seat.
import { z } from 'zod';
import type { BoardId } from '../../shared/board.ts';
import { RenameRequest, SessionId } from '../../shared/invitations.ts';
import type { Person, SeatSession } from '../../shared/invitations.ts';
import { SeatId, may } from '../../shared/seats.ts';
import type { SeatState } from '../../shared/seats.ts';
import type { Attendance } from '../attendance.ts';
import type { Audit } from '../audit.ts';
import type { Sessions } from '../sessions.ts';
import type { Standing } from '../standing.ts';
import type { SessionRecord } from '../store/people.ts';
import type { SeatRecord, Store } from '../store/port.ts';
import { cookieInstead } from '../tokens.ts';
import { problem } from './problem.ts';
import type { Visit } from './visit.ts';

export type PeopleTools = {
  store: Store;
  attendance: Attendance;
  sessions: Sessions;
  audit: Audit;
  secure: boolean;
};

/** Somebody who has a seat, and whether anybody is connected in it. */
type Sitting = Standing & { authority: SeatState['authority'] | null; present: boolean };

/** Those who act, in the order of the record, then those who watch. */
const sittingsAt = async (
  tools: PeopleTools,
  { room }: Visit,
  records: readonly SeatRecord[],
): Promise<Sitting[]> => {
  const acting = await room.table.read((board) => [...board.state.seats.values()]);
  const sessions = await tools.store.sessionsOf(room.board);
  const isHere = (seat: string): boolean =>
    sessions.some((session) => session.seat === seat && tools.sessions.isHeld(session.id));
  return [
    ...acting.map(({ id, role, party, authority }) => ({
      id,
      role,
      party,
      authority: role === 'member' ? authority : null,
      present: tools.attendance.connections(room.board, id) > 0,
    })),
    ...records
      .filter(({ role }) => role === 'observer')
      .map(({ seat }) => {
        return { id: seat, role: 'observer' as const, party: null, authority: null, present: isHere(seat) };
      }),
  ];
};

const about = ({
  id,
  role,
  party,
}: Standing): { seat: string; role: Standing['role']; party: string | null } => ({
  seat: id,
  role,
  party,
});

/** `GET …/people` */
export const people = async (tools: PeopleTools, visit: Visit): Promise<void> => {
  const { asker, room, response } = visit;
  const records = await tools.store.seatsOf(room.board);
  const sessions = await tools.store.sessionsOf(room.board);
  const seen = (await sittingsAt(tools, visit, records)).filter((sitting) => {
    if (!may(asker, 'seePeople', about(sitting))) return false;
    // Who observes is for the chair to know.
    return sitting.role !== 'observer' || may(asker, 'seeName', about(sitting));
  });
  const answer = seen.map((sitting): Person => {
    const known = sitting.id === asker.id || may(asker, 'seeName', about(sitting));
    const name = records.find(({ seat }) => seat === sitting.id)?.name ?? '';
    return {
      seat: sitting.id,
      party: sitting.party,
      role: sitting.role,
      name: known && name !== '' ? name : null,
      present: sitting.present,
      authority: sitting.authority,
      sessions: known ? sessions.filter(({ seat }) => seat === sitting.id).map(sessionAnswer) : [],
    };
  });
  response.json({ people: answer });
};

const sessionAnswer = ({ id, createdAt, lastUsedAt }: SessionRecord): SeatSession => ({
  id,
  createdAt,
  lastUsedAt,
});

/** Whom the address names, also where the seat has ended: a name can be erased for as long as it is kept. */
const named = async (tools: PeopleTools, { request, room }: Visit): Promise<Standing | null> => {
  const id = SeatId.safeParse(request.params.seat);
  if (!id.success) return null;
  const record = (await tools.store.seatsOf(room.board)).find(({ seat }) => seat === id.data);
  if (record === undefined) return null;
  const sitting = await room.table.read((board) => board.state.seats.get(id.data));
  return { id: record.seat, role: sitting?.role ?? record.role, party: sitting?.party ?? record.party };
};

/** `PATCH …/people/:seat` */
export const rename = async (tools: PeopleTools, visit: Visit): Promise<void> => {
  const { asker, request, response, room } = visit;
  const wanted = RenameRequest.safeParse(request.body);
  if (!wanted.success) return problem(response, 'bad-request', z.prettifyError(wanted.error));
  const person = await named(tools, visit);
  // Who may not rename anybody else is not told who else there is.
  const mine = person !== null && may(asker, 'rename', about(person));
  if (!mine) return problem(response, asker.role === 'chair' ? 'no-such-seat' : 'not-allowed');
  const { name } = wanted.data;
  await tools.store.renameSeat(room.board, person.id, name);
  room.rename(person.id, name);
  const act = name === '' ? 'name-erased' : 'name-corrected';
  await tools.audit({ board: room.board, act, by: asker.id, about: person.id });
  response.json({ seat: { id: person.id, name, party: person.party, role: person.role } });
};

/** `DELETE …/people/:seat`: an observer, whose name goes too. Members are removed by their head, on record. */
export const removeObserver = async (tools: PeopleTools, visit: Visit): Promise<void> => {
  const { asker, response, room } = visit;
  const person = await named(tools, visit);
  if (person === null) return problem(response, 'no-such-seat');
  if (!may(asker, 'removeObserver', about(person))) return problem(response, 'not-allowed');
  const { board } = room;
  await tools.sessions.end({ by: 'seat', board, seat: person.id }, 'session-revoked', asker.id);
  await tools.store.removeSeat(board, person.id);
  room.rename(person.id, '');
  await tools.audit({ board, act: 'observer-removed', by: asker.id, about: person.id });
  response.status(204).end();
};

/** `DELETE …/sessions/:id` */
export const endSession = async (tools: PeopleTools, visit: Visit): Promise<void> => {
  const { asker, request, response, room } = visit;
  const id = SessionId.safeParse(request.params.session);
  const session = id.success ? await sessionAt(tools.store, room.board, id.data) : null;
  const holder = session === null ? null : await holderOf(tools, visit, session);
  if (session === null || holder === null || !may(asker, 'endSession', about(holder)))
    return problem(response, asker.role === 'chair' ? 'not-found' : 'not-allowed');
  const which = { by: 'id', board: room.board, id: session.id } as const;
  await tools.sessions.end(which, 'session-revoked', asker.id);
  response.status(204).end();
};

const sessionAt = async (store: Store, board: BoardId, id: string): Promise<SessionRecord | null> =>
  (await store.sessionsOf(board)).find((session) => session.id === id) ?? null;

const holderOf = async (
  tools: PeopleTools,
  { room }: Visit,
  { seat }: SessionRecord,
): Promise<Standing | null> => {
  const record = (await tools.store.seatsOf(room.board)).find((each) => each.seat === seat);
  const sitting = await room.table.read((board) => board.state.seats.get(seat));
  return record === undefined
    ? null
    : { id: seat, role: sitting?.role ?? record.role, party: sitting?.party ?? record.party };
};

/** `DELETE …/seat`: signs this browser out. */
export const leaveSeat = async (tools: PeopleTools, { request, response, shown }: Visit): Promise<void> => {
  const { seat, session, token } = shown;
  await tools.sessions.end({ by: 'id', board: seat.board, id: session.id }, 'session-left', seat.seat);
  const gone = cookieInstead(request.headers.cookie, seat.board, { from: token, to: null }, tools);
  response.append('Set-Cookie', gone);
  response.status(204).end();
};

/** `POST …/seat/rotate`: a program exchanges its token whenever it wants to; a browser's cookie follows. */
export const rotateSession = async (
  tools: PeopleTools,
  { request, response, shown }: Visit,
): Promise<void> => {
  const next = await tools.sessions.rotate(shown);
  if (next === null) return problem(response, 'no-session');
  if (shown.byCookie) {
    const change = { from: shown.token, to: next };
    response.append('Set-Cookie', cookieInstead(request.headers.cookie, shown.seat.board, change, tools));
  }
  response.json({ token: next });
};
