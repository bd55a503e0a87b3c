// `GET /session`: what the page has to know before anything else. It says nothing that a stranger may not know.
import type { RequestHandler } from 'express';
import type { SessionAnswer } from '../../shared/invitations.ts';
import { may } from '../../shared/seats.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import { standingOf } from '../standing.ts';
import { credentialsOf } from './visit.ts';
import type { VisitTools } from './visit.ts';

export type SessionRouteTools = VisitTools & { signIn: SignIn | null };

export const sessionRoute =
  (tools: SessionRouteTools): RequestHandler =>
  async (request, response) => {
    const { seats, signIn } = tools;
    const answer: SessionAnswer = {
      seats,
      signIn: signIn === null ? null : { issuerName: signIn.name },
      who: signIn?.who(request.headers.cookie) ?? null,
      mayMakeBoards: await mayMakeBoards(tools, request),
    };
    response.json(answer);
  };

/** Whether one of the seats that the request shows, at whatever board, lets somebody make another board. */
export const mayMakeBoards = async (
  { hall, sessions, seats }: VisitTools,
  request: Parameters<typeof credentialsOf>[0],
): Promise<boolean> => {
  if (may(null, 'makeBoard', {}, seats)) return true;
  for (const { seat } of await sessions.findAll(credentialsOf(request))) {
    if (seat.role === 'observer') continue;
    const standing = await hall.visit(seat.board, (room) => standingOf(room, seat));
    if (may(standing, 'makeBoard', {}, seats)) return true;
  }
  return false;
};
