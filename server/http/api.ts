// The routes of the API. Reading a board needs a seat at it; the lobby's list does not, while seats are open.
import express, { Router } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { bytesToHex } from '@noble/hashes/utils.js';
import { getState } from 'yjs';
import { z } from 'zod';
import { BoardId, ClauseId } from '../../shared/board.ts';
import { ledgerEntries } from '../../shared/ledger.ts';
import { partyIndexOf } from '../../shared/pens.ts';
import { clauseOf, partyOfIndex } from '../../shared/state.ts';
import type { Hall } from '../hall.ts';
import { seesName } from '../presence.ts';
import type { Room } from '../room.ts';
import type { SeatRecord, Store } from '../store/port.ts';
import { bearerOf, cookieWith, seatOf } from '../tokens.ts';
import { boardAnswer } from './board-answer.ts';
import { clauseAnswer } from './clause-answer.ts';
import { JoinRequest, join } from './join.ts';
import type { JoinTools } from './join.ts';
import { ledgerCsv } from './ledger-csv.ts';
import { newBoard } from './new-board.ts';
import type { NewBoardTools } from './new-board.ts';
import { problem } from './problem.ts';
import { exportFile } from './exports.ts';
import { exportBundle, logHead } from './bundle.ts';
import { logPiece } from './log-piece.ts';
import { ReplayPieces } from './replay-piece.ts';
import { movements } from './movements.ts';

export type ApiTools = JoinTools &
  NewBoardTools & {
    hall: Hall;
    store: Store;
    /** Whether the site is reached over https, so that cookies are for it alone. */
    secure: boolean;
  };

/** What a handler is given when it is at a board, with a seat there. */
type Visit = { request: Request; response: Response; room: Room; seat: SeatRecord };

export const createApi = (tools: ApiTools): Router => {
  const api = Router();
  // A text to lay a table with is longer than anything else that is asked.
  api.post('/boards', express.json({ limit: '4mb' }), newBoard(tools));
  api.use(express.json({ limit: '32kb' }));
  api.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });

  api.get('/boards', async (_request, response) => {
    const boards = [];
    for (const board of await tools.store.boards()) {
      if (tools.laying.has(board)) continue;
      const answer = await tools.hall.visit(board, (room) => lobbyAnswer(tools, room));
      if (answer !== null) boards.push(answer);
    }
    response.json({ boards });
  });
  api.get(
    '/boards/:board',
    atBoard(tools, async (room, _request, response) => {
      const answer = await lobbyAnswer(tools, room);
      if (answer === null) problem(response, 'no-board');
      else response.json(answer);
    }),
  );
  api.post(
    '/boards/:board/join',
    atBoard(tools, (room, request, response) => takeSeat(tools, room, request, response)),
  );

  const pieces = new ReplayPieces(tools.store);

  const seated = (path: string, handle: (visit: Visit) => Promise<void>): unknown =>
    api.get(
      `/boards/:board/${path}`,
      atBoard(tools, async (room, request, response) => {
        const seat = await seatOf(tools.store, room.board, credentialsOf(request));
        if (seat === null) problem(response, 'no-token');
        else await handle({ request, response, room, seat });
      }),
    );
  // Neither an observer's seat nor the past needs the board itself, which takes a while to load where nobody is at it.
  api.get('/boards/:board/seat', storedSeat(tools.store, observersSeat));
  api.get(
    '/boards/:board/log',
    storedSeat(tools.store, async (request, response, seat) => {
      if (request.query.form !== 'replay') return false;
      await pieces.answer({ request, response, board: seat.board });
      return true;
    }),
  );
  seated('seat', ownSeat);
  seated('clauses', allClauses);
  seated('clauses/:clause', oneClause);
  seated('characters/:client/:clock', (visit) => character(tools, visit));
  seated('ledger.json', ledgerJson);
  seated('ledger.csv', async ({ response, room }) => {
    response.type('text/csv').send(ledgerCsv(await room.table.read((board) => ledgerEntries(board.doc))));
  });
  seated('log', (visit) => logPiece(tools.store, visit));
  seated('movements', (visit) => movements(tools.store, visit));
  seated('head', logHead);
  seated('export/bundle.paraph', (visit) => exportBundle(tools.store, visit));
  seated('export/:file', (visit) => exportFile(tools.store, visit));
  return api;
};

/** Comes into the board that the address names, for as long as the request takes. */
const atBoard =
  (
    tools: ApiTools,
    handle: (room: Room, request: Request, response: Response) => Promise<void>,
  ): RequestHandler =>
  async (request, response) => {
    const board = BoardId.safeParse(request.params.board);
    const found = board.success
      ? await tools.hall.visit(board.data, async (room) => {
          await handle(room, request, response);
          return true;
        })
      : null;
    if (found === null) problem(response, 'no-board');
  };

/** Has a seat's request answered from the store alone, where `handle` can do that and says so; else it goes its way. */
const storedSeat =
  (
    store: Store,
    handle: (request: Request, response: Response, seat: SeatRecord) => Promise<boolean>,
  ): RequestHandler =>
  async (request, response, next) => {
    const board = BoardId.safeParse(request.params.board);
    const seat = board.success ? await seatOf(store, board.data, credentialsOf(request)) : null;
    if (seat === null || !(await handle(request, response, seat))) next();
  };

/** An observer stays one. */
const observersSeat = async (_request: Request, response: Response, seat: SeatRecord): Promise<boolean> => {
  if (seat.role !== 'observer') return false;
  response.json({ seat: { id: seat.seat, name: seat.name, party: seat.party, role: seat.role } });
  return true;
};

const credentialsOf = (
  request: Request,
): { token: string | undefined; cookie: string | undefined; seat: string | undefined } => ({
  token: bearerOf(request.headers.authorization),
  cookie: request.headers.cookie,
  seat: typeof request.query.seat === 'string' ? request.query.seat : undefined,
});

const lobbyAnswer = async (tools: ApiTools, room: Room): Promise<ReturnType<typeof boardAnswer>> => {
  const sessions = new Set((await tools.store.seatsOf(room.board)).map((seat) => seat.seat));
  return room.table.read((board) => boardAnswer(board, room, tools.attendance, (seat) => sessions.has(seat)));
};

const takeSeat = async (tools: ApiTools, room: Room, request: Request, response: Response): Promise<void> => {
  const wanted = JoinRequest.safeParse(request.body);
  if (!wanted.success) return problem(response, 'bad-request', z.prettifyError(wanted.error));
  const joined = await join(tools, room, wanted.data);
  if (!joined.ok) return problem(response, joined.code);
  const { seat, name, party, role } = joined.seat;
  response.set(
    'Set-Cookie',
    cookieWith(request.headers.cookie, room.board, joined.token, { secure: tools.secure }),
  );
  response.status(201).json({ token: joined.token, seat: { id: seat, name, party, role } });
};

/** The role comes from the record: a head may have handed over since the seat was taken. */
const ownSeat = async ({ response, room, seat }: Visit): Promise<void> => {
  const sitting = await room.table.read((board) => board.state.seats.get(seat.seat));
  if (seat.role !== 'observer' && sitting === undefined) return problem(response, 'no-seat');
  response.json({
    seat: { id: seat.seat, name: seat.name, party: seat.party, role: sitting?.role ?? seat.role },
  });
};

const allClauses = async ({ response, room }: Visit): Promise<void> => {
  response.json({
    clauses: await room.table.read((board) =>
      board.state.clauses.map((clause) => clauseAnswer(board, clause)),
    ),
  });
};

const oneClause = async ({ request, response, room }: Visit): Promise<void> => {
  const id = ClauseId.safeParse(request.params.clause);
  const answer = await room.table.read((board) => {
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
const character = async (tools: ApiTools, { request, response, room, seat }: Visit): Promise<void> => {
  const id = CharacterId.safeParse(request.params);
  if (!id.success) return problem(response, 'not-found');
  const { client, clock } = id.data;
  const found = await room.table.read((board) => {
    // The gate's bookkeeping answers for characters to come as well; only the document knows which there are.
    const seq = clock < getState(board.doc.store, client) ? board.parts.hands.seqOf(client, clock) : 0;
    return seq === 0
      ? null
      : {
          seq,
          holder: board.parts.pens.get(client) ?? null,
          party: partyOfIndex(board.state, partyIndexOf(client)),
        };
  });
  const row = found === null ? null : await tools.store.rowAt(room.board, found.seq);
  if (found === null || row === null) return problem(response, 'not-found');
  const audience = seat.role === 'observer' ? 'observers' : (seat.party ?? 'chair');
  const known = seesName(audience, found.party) && found.holder !== null;
  response.json({
    seq: found.seq,
    at: row.at,
    party: found.party,
    seat: known ? found.holder : null,
    name: known && found.holder !== null ? room.nameOf(found.holder) : null,
  });
};

const ledgerJson = async ({ response, room }: Visit): Promise<void> => {
  const answer = await room.table.read((board) => ({
    board: room.board,
    epoch: room.table.epoch,
    seq: board.seq,
    hash: bytesToHex(board.hash),
    notice: board.state.board?.notice ?? null,
    entries: ledgerEntries(board.doc),
  }));
  response.json(answer);
};
