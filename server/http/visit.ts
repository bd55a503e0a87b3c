// Coming to a board over HTTP: which board, who asks, and whether the table of permissions lets that seat do what the
// route is for. By invitation nobody without a session hears even whether there is such a board.
import type { Request, RequestHandler, Response } from 'express';
import { BoardId } from '../../shared/board.ts';
import { reachOf } from '../../shared/seats.ts';
import type { Action, SeatsRule } from '../../shared/seats.ts';
import { deskFor } from '../desk.ts';
import type { Desk } from '../desk.ts';
import type { Hall } from '../hall.ts';
import type { Room } from '../room.ts';
import type { Sessions, Shown } from '../sessions.ts';
import { standingOf } from '../standing.ts';
import type { Standing } from '../standing.ts';
import type { SeatRecord, Store } from '../store/port.ts';
import { bearerOf, cookieInstead } from '../tokens.ts';
import type { Credentials } from '../tokens.ts';
import { problem } from './problem.ts';

export type VisitTools = { hall: Hall; store: Store; sessions: Sessions; seats: SeatsRule; secure: boolean };

/** What a handler is given when it is at a board, with a seat there. */
export type Visit = {
  request: Request;
  response: Response;
  /** What of the board lies before this seat. */
  desk: Desk;
  room: Room;
  seat: SeatRecord;
  asker: Standing;
  shown: Shown;
};

/** What a handler is given that reads the board: nothing that leads past the desk. */
export type ReadVisit = Pick<Visit, 'request' | 'response' | 'desk'>;

export const credentialsOf = (request: Request): Credentials => ({
  token: bearerOf(request.headers.authorization),
  cookie: request.headers.cookie,
  seat: typeof request.query.seat === 'string' ? request.query.seat : undefined,
});

/** Comes into the board that the address names, for as long as the request takes. */
export const atBoard =
  (
    { hall }: Pick<VisitTools, 'hall'>,
    handle: (room: Room, request: Request, response: Response) => Promise<void>,
    isGlimpse: (request: Request) => boolean = () => false,
  ): RequestHandler =>
  async (request, response) => {
    const board = BoardId.safeParse(request.params.board);
    const found = board.success
      ? await hall[isGlimpse(request) ? 'glimpse' : 'visit'](board.data, async (room) => {
          await handle(room, request, response);
          return true;
        })
      : null;
    if (found === null) problem(response, 'no-board');
  };

/** The same with a seat there that may do this. What the permission is about is for the handler to ask. */
export const seatedAt =
  (
    tools: VisitTools,
    action: Action,
    handle: (visit: Visit) => Promise<void>,
    isGlimpse?: (request: Request) => boolean,
  ): RequestHandler =>
  async (request, response, next) => {
    const board = BoardId.safeParse(request.params.board);
    const shown = board.success
      ? await tools.sessions.find(board.data, credentialsOf(request))
      : ({ ok: false, code: 'no-token' } as const);
    // Where the lobby shows the boards to anybody, one may as well be told that there is none of this name.
    if (!shown.ok && tools.seats === 'open')
      return atBoard(tools, async () => problem(response, shown.code))(request, response, next);
    if (!shown.ok) return problem(response, shown.code);
    return atBoard(
      tools,
      async (room) => {
        const asker = await standingOf(room, shown.seat);
        if (asker === null) return problem(response, 'no-seat');
        if (reachOf(asker.role, action) === null) return problem(response, 'not-allowed');
        await renew(tools, request, response, shown);
        const desk = await deskFor(tools.store, room, shown.seat, request.query.public === '1');
        await handle({ request, response, desk, room, seat: shown.seat, asker, shown });
      },
      isGlimpse,
    )(request, response, next);
  };

/** A browser that reads gets a new token where it is time for one. */
const renew = async (
  { sessions, secure }: VisitTools,
  request: Request,
  response: Response,
  shown: Shown,
): Promise<void> => {
  const next = request.method === 'GET' ? await sessions.rotateIfDue(shown) : null;
  if (next === null) return;
  const change = { from: shown.token, to: next };
  response.append(
    'Set-Cookie',
    cookieInstead(request.headers.cookie, shown.seat.board, change, {
      secure: secure || request.secure,
    }),
  );
};
