// The routes of the API, each with what the table of permissions calls the thing that it is for. Reading a board needs a
// seat at it; while seats are open, the lobby's list does not.
import { Router } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { ClauseId } from '../../shared/board.ts';
import type { BoardId } from '../../shared/board.ts';
import { ledgerEntries } from '../../shared/ledger.ts';
import { may } from '../../shared/seats.ts';
import type { Action } from '../../shared/seats.ts';
import { clauseOf } from '../../shared/state.ts';
import { BoardDamaged } from '../damage.ts';
import { lobbyDesk } from '../desk.ts';
import type { Hall } from '../hall.ts';
import { seesName } from '../presence.ts';
import type { Room } from '../room.ts';
import type { Store } from '../store/port.ts';
import { auditRoute } from './audit-route.ts';
import { boardAnswer } from './board-answer.ts';
import { clauseAnswer } from './clause-answer.ts';
import { accept, invitations, invite, look, revokeInvitation, takeSeat } from './invitation-routes.ts';
import type { InvitationRouteTools } from './invitation-routes.ts';
import { ledgerCsv } from './ledger-csv.ts';
import { newBoard } from './new-board.ts';
import type { NewBoardTools } from './new-board.ts';
import { endSession, leaveSeat, people, removeObserver, rename, rotateSession } from './people.ts';
import type { PeopleTools } from './people.ts';
import { problem } from './problem.ts';
import { recordOf } from './export-words.ts';
import { exportFile } from './exports.ts';
import { exportBundle, logHead } from './bundle.ts';
import { jsonBody } from './json-body.ts';
import { logPiece } from './log-piece.ts';
import { ReplayPieces } from './replay-piece.ts';
import { mayMakeBoards, sessionRoute } from './session-route.ts';
import type { SessionRouteTools } from './session-route.ts';
import { movements } from './movements.ts';
import { atBoard, credentialsOf, seatedAt } from './visit.ts';
import type { ReadVisit, Visit } from './visit.ts';

export type ApiTools = InvitationRouteTools &
  SessionRouteTools &
  PeopleTools &
  NewBoardTools & {
    hall: Hall;
    store: Store;
    /** Whether the site is reached over https, so that cookies are for it alone. */
    secure: boolean;
  };

type Method = 'get' | 'post' | 'patch' | 'delete';
/** One route: what it is for decides who may. */
export type ApiRoute = { method: Method; path: string; action: Action };

export const createApi = (tools: ApiTools): { router: Router; routes: readonly ApiRoute[] } => {
  const router = Router();
  const routes: ApiRoute[] = [];
  const on = (method: Method, path: string, action: Action, ...handlers: RequestHandler[]): void => {
    routes.push({ method, path, action });
    router[method](path, ...handlers);
  };
  const seated = (
    path: string,
    handle: (visit: Visit) => Promise<void>,
    [method, action]: [Method, Action] = ['get', 'readBoard'],
    isGlimpse?: (request: Request) => boolean,
  ): void => on(method, `/boards/:board/${path}`, action, seatedAt(tools, action, handle, isGlimpse));

  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  // A text to lay a table with is longer than anything else that is asked: it is read only from whoever may lay one.
  on('post', '/boards', 'makeBoard', makers(tools), jsonBody('4mb'), newBoard(tools));
  router.use(jsonBody('32kb'));

  on('get', '/session', 'seeEntry', sessionRoute(tools));
  on('post', '/invitations/look', 'acceptInvitation', look(tools));
  on('post', '/invitations/accept', 'acceptInvitation', accept(tools));
  on('get', '/boards', 'seeBoards', listBoards(tools));
  on('get', '/boards/:board', 'seeBoards', oneBoard(tools));
  on('post', '/boards/:board/join', 'acceptInvitation', takeSeat(tools));

  seated('people', (visit) => people(tools, visit), ['get', 'seePeople']);
  seated('people/:seat', (visit) => rename(tools, visit), ['patch', 'rename']);
  seated('people/:seat', (visit) => removeObserver(tools, visit), ['delete', 'removeObserver']);
  seated('sessions/:session', (visit) => endSession(tools, visit), ['delete', 'endSession']);
  seated('seat', (visit) => leaveSeat(tools, visit), ['delete', 'leaveSeat']);
  seated('seat/rotate', (visit) => rotateSession(tools, visit), ['post', 'rotateSession']);
  seated('invitations', (visit) => invitations(tools, visit), ['get', 'seeInvitations']);
  seated('invitations', (visit) => invite(tools, visit), ['post', 'invite']);
  seated('invitations/:invitation', (visit) => revokeInvitation(tools, visit), [
    'delete',
    'revokeInvitation',
  ]);
  seated('audit', (visit) => auditRoute(tools.store, visit), ['get', 'seeAudit']);

  const pieces = new ReplayPieces();
  /** Reads the board: from the seat's desk and nowhere else. */
  const reading = (
    path: string,
    handle: (visit: ReadVisit) => Promise<void>,
    isGlimpse?: (request: Request) => boolean,
  ): void => seated(path, handle, undefined, isGlimpse);
  reading('seat', ownSeat, () => true);
  reading('clauses', allClauses);
  reading('clauses/:clause', oneClause);
  reading('characters/:client/:clock', character);
  reading('ledger.json', ledgerJson);
  reading('ledger.csv', async ({ response, desk }) => {
    const csv = await desk.read((board) =>
      ledgerCsv(ledgerEntries(board.doc), { seq: board.seq, particulars: recordOf(board) }),
    );
    response.type('text/csv').send(csv);
  });
  const isReplay = ({ query }: Request): boolean => query.form === 'replay';
  reading('log', (visit) => (isReplay(visit.request) ? pieces.answer(visit) : logPiece(visit)), isReplay);
  reading('movements', movements);
  reading('head', logHead);
  reading('export/bundle.paraph', exportBundle);
  reading('export/:file', exportFile);
  if (tools.signIn !== null) router.use('/auth', tools.signIn.router);
  router.use(lost(tools));
  return { router, routes };
};

/** By invitation, a stranger is not told which addresses there are. */
const lost =
  (tools: ApiTools): RequestHandler =>
  async (request, response) => {
    const shown = await tools.sessions.findAll(credentialsOf(request));
    const known = shown.length > 0 || may(null, 'seeBoards', {}, tools.seats);
    problem(response, known ? 'not-found' : 'no-token');
  };

const makers =
  (tools: ApiTools): RequestHandler =>
  async (request, response, next) => {
    if (await mayMakeBoards(tools, request)) {
      next();
      return;
    }
    const shown = await tools.sessions.findAll(credentialsOf(request));
    problem(response, shown.length === 0 ? 'no-token' : 'not-allowed');
  };

/** All of them while seats are open; else those at which the browser has a seat. */
const listBoards =
  (tools: ApiTools): RequestHandler =>
  async (request, response) => {
    const all = may(null, 'seeBoards', {}, tools.seats);
    const shown = all ? [] : await tools.sessions.findAll(credentialsOf(request));
    if (!all && shown.length === 0) return problem(response, 'no-token');
    const seen = new Set(shown.map(({ seat }) => seat.board));
    const boards = [];
    for (const board of await tools.store.boards()) {
      if (tools.laying.has(board) || (!all && !seen.has(board))) continue;
      const answer = await inLobby(tools, board);
      if (answer !== null) boards.push(answer);
    }
    response.json({ boards });
  };

const oneBoard = (tools: ApiTools): RequestHandler => {
  const answered = async (room: Room, response: Response): Promise<void> => {
    const answer = await lobbyAnswer(tools, room);
    if (answer === null) problem(response, 'no-board');
    else response.json(answer);
  };
  return may(null, 'seeBoards', {}, tools.seats)
    ? atBoard(tools, (room, _request, response) => answered(room, response))
    : seatedAt(tools, 'seeBoards', ({ room, response }) => answered(room, response));
};

const lobbyAnswer = async (tools: ApiTools, room: Room): Promise<ReturnType<typeof boardAnswer>> => {
  // Its first sitting is opened last of all: a board whose laying the server did not live to end is none.
  if (await room.table.read(({ state }) => state.sittings.length === 0)) return null;
  const sessions = new Set((await tools.store.seatsOf(room.board)).map((seat) => seat.seat));
  return lobbyDesk(tools.store, room).read((board) =>
    boardAnswer(board, room, tools.attendance, (seat) => sessions.has(seat)),
  );
};

/** A damaged board keeps no other from being listed. */
const inLobby = async (tools: ApiTools, board: BoardId): Promise<ReturnType<typeof boardAnswer>> => {
  try {
    return await tools.hall.visit(board, (room) => lobbyAnswer(tools, room));
  } catch (error) {
    if (error instanceof BoardDamaged) return null;
    throw error;
  }
};

const ownSeat = async ({ response, desk }: ReadVisit): Promise<void> => {
  response.json({ seat: desk.seat });
};

const allClauses = async ({ response, desk }: ReadVisit): Promise<void> => {
  response.json({
    clauses: await desk.read((board) => board.state.clauses.map((clause) => clauseAnswer(board, clause))),
  });
};

const oneClause = async ({ request, response, desk }: ReadVisit): Promise<void> => {
  const id = ClauseId.safeParse(request.params.clause);
  const answer = await desk.read((board) => {
    const clause = id.success ? clauseOf(board.state, id.data) : undefined;
    return clause === undefined ? null : clauseAnswer(board, clause);
  });
  if (answer === null) problem(response, 'no-clause');
  else response.json(answer);
};

const CharacterId = z.object({
  client: z.coerce.number().int().min(17).max(0xffffffff),
  clock: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31),
});

/** When a character came to the table and from whom; the seat and its name only for its own delegation. */
const character = async ({ request, response, desk }: ReadVisit): Promise<void> => {
  const id = CharacterId.safeParse(request.params);
  if (!id.success) return problem(response, 'not-found');
  const found = await desk.character(id.data.client, id.data.clock);
  if (found === null) return problem(response, 'not-found');
  const { seq, at, party, holder } = found;
  const audience = desk.seat.role === 'observer' ? 'observers' : (desk.seat.party ?? 'chair');
  const known = seesName(audience, party) && holder !== null;
  response.json({
    seq,
    at,
    party,
    seat: known ? holder : null,
    name: known && holder !== null ? desk.nameOf(holder) : null,
  });
};

const ledgerJson = async ({ response, desk }: ReadVisit): Promise<void> => {
  const answer = await desk.read((board) => ({
    board: desk.board,
    epoch: desk.epoch,
    seq: board.seq,
    ...recordOf(board),
    notice: board.state.board?.notice ?? null,
    entries: ledgerEntries(board.doc),
  }));
  response.json(answer);
};
