// The routes about invitations: looking at one and accepting it, for whoever has its secret; making, listing and revoking
// them, for the chair and the heads.
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { AcceptRequest, InvitationId, InvitationRequest, LookRequest } from '../../shared/invitations.ts';
import type { InvitationLook } from '../../shared/invitations.ts';
import { may } from '../../shared/seats.ts';
import { acceptInvitation, impossible, invitationAnswer, lookUp, makeInvitation } from '../invitations.ts';
import type { InvitationTools } from '../invitations.ts';
import type { Room } from '../room.ts';
import type { InvitationRecord } from '../store/people.ts';
import type { Tries } from '../tries.ts';
import { cookieWith } from '../tokens.ts';
import { JoinRequest, join } from './join.ts';
import type { Joined } from './join.ts';
import { problem } from './problem.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import type { Visit } from './visit.ts';

export type InvitationRouteTools = InvitationTools & { secure: boolean; tries: Tries; signIn: SignIn | null };

/** `POST /invitations/look` */
export const look =
  (tools: InvitationRouteTools): RequestHandler =>
  async (request, response) => {
    const asked = LookRequest.safeParse(request.body);
    if (!asked.success) return problem(response, 'bad-request', z.prettifyError(asked.error));
    const invitation = await opened(tools, request, response, asked.data.secret);
    if (invitation === null) return;
    const answer = await tools.hall.visit(invitation.board, (room) => lookAnswer(room, invitation));
    if (answer === null) problem(response, 'no-invitation');
    else response.json(answer);
  };

const lookAnswer = (
  { table }: Room,
  { board, party, role, expiresAt, email }: InvitationRecord,
): Promise<InvitationLook | null> =>
  table.read(({ state }) => {
    if (state.board === null) return null;
    const label = state.board.parties.find(({ id }) => id === party)?.label ?? null;
    return { board, title: state.board.title, party, partyLabel: label, role, expiresAt, email };
  });

/** `POST /invitations/accept` */
export const accept =
  (tools: InvitationRouteTools): RequestHandler =>
  async (request, response) => {
    const asked = AcceptRequest.safeParse(request.body);
    if (!asked.success) return problem(response, 'bad-request', z.prettifyError(asked.error));
    await letIn(tools, request, response, asked.data);
  };

/** `POST /boards/:board/join`: with an invitation's secret the same; without, where a seat is free for whoever comes. */
export const takeSeat =
  (tools: InvitationRouteTools): RequestHandler =>
  async (request, response) => {
    const asked = JoinRequest.safeParse(request.body);
    if (!asked.success) return problem(response, 'bad-request', z.prettifyError(asked.error));
    const { invite, name, party, role } = asked.data;
    if (invite !== undefined)
      return letIn(tools, request, response, { secret: invite, name }, request.params.board);
    if (!may(null, 'takeFreeSeat', {}, tools.seats)) return problem(response, 'needs-invitation');
    const joined = await tools.hall.visit(String(request.params.board), (room) =>
      join(tools, room, { name, party, role, by: null }),
    );
    if (joined === null) problem(response, 'no-board');
    else answerJoined(tools, request, response, joined);
  };

/** @param board where the address names one, the invitation must be to it */
const letIn = async (
  tools: InvitationRouteTools,
  request: Request,
  response: Response,
  { secret, name }: { secret: string; name: string },
  board?: unknown,
): Promise<void> => {
  const invitation = await opened(tools, request, response, secret);
  if (invitation === null) return;
  if (board !== undefined && board !== invitation.board) return problem(response, 'no-invitation');
  if (invitation.email !== null) {
    const who = tools.signIn?.who(request.headers.cookie) ?? null;
    if (who === null) return problem(response, 'sign-in-first');
    if (who.email.toLowerCase() !== invitation.email) {
      await refusedTry(tools, invitation, 'not-your-invitation');
      return problem(response, 'not-your-invitation');
    }
  }
  const joined = await tools.hall.visit(invitation.board, (room) =>
    acceptInvitation(tools, room, invitation, name),
  );
  if (joined === null) return problem(response, 'no-invitation');
  if (!joined.ok) await refusedTry(tools, invitation, joined.code);
  answerJoined(tools, request, response, joined);
};

const answerJoined = (
  { sessions, secure }: InvitationRouteTools,
  request: Request,
  response: Response,
  joined: Joined,
): void => {
  if (!joined.ok) return problem(response, joined.code);
  const { board, seat, name, party, role } = joined.seat;
  sessions.settle(board, request.headers.cookie);
  response.append(
    'Set-Cookie',
    cookieWith(request.headers.cookie, board, joined.token, {
      secure: secure || request.secure,
    }),
  );
  response.status(201).json({ token: joined.token, seat: { id: seat, name, party, role }, board });
};

/** The invitation that the secret opens; null where it opens none, which is then answered. */
const opened = async (
  tools: InvitationRouteTools,
  request: Request,
  response: Response,
  secret: string,
): Promise<InvitationRecord | null> => {
  const address = request.ip ?? '';
  if (tools.tries.isTired(address)) {
    problem(response.set('Retry-After', '60'), 'too-many-tries');
    return null;
  }
  const found = await lookUp(tools, secret);
  if (found.ok) return found.invitation;
  tools.tries.wrong(address);
  await refusedTry(tools, found.known, found.code);
  problem(response, found.code);
  return null;
};

const refusedTry = (
  { audit }: InvitationRouteTools,
  invitation: InvitationRecord | null,
  code: string,
): Promise<void> =>
  audit({
    board: invitation?.board ?? null,
    act: 'invitation-refused',
    about: invitation?.id ?? null,
    detail: { code },
  });

/** `GET …/invitations` */
export const invitations = async (
  tools: InvitationRouteTools,
  { asker, room, response }: Visit,
): Promise<void> => {
  const all = await tools.store.invitationsOf(room.board);
  const seen = all.filter(({ party, role }) => may(asker, 'seeInvitations', { party, role }));
  response.json({ invitations: seen.map(invitationAnswer) });
};

/** `POST …/invitations` */
export const invite = async (tools: InvitationRouteTools, visit: Visit): Promise<void> => {
  const { asker, request, response, room } = visit;
  const asked = InvitationRequest.safeParse(request.body);
  if (!asked.success) return problem(response, 'bad-request', z.prettifyError(asked.error));
  const { party, role, email } = asked.data;
  if (!may(asker, 'invite', { party, role })) return problem(response, 'not-allowed');
  const code = await impossible(room, asked.data);
  if (code !== null) return problem(response, code);
  if (email !== undefined && tools.signIn === null) return problem(response, 'sign-in-off');
  // Who can be asked who he is, is: a link that went astray then opens nothing.
  if (email === undefined && tools.signIn !== null && role !== 'observer')
    return problem(response, 'needs-address');
  const { invitation, secret } = await makeInvitation(tools, room.board, asker.id, asked.data);
  response.status(201).json({ invitation: invitationAnswer(invitation), secret });
};

/** `DELETE …/invitations/:id`; whoever has come by it stays. */
export const revokeInvitation = async (tools: InvitationRouteTools, visit: Visit): Promise<void> => {
  const { asker, request, response, room } = visit;
  const id = InvitationId.safeParse(request.params.invitation);
  const all = id.success ? await tools.store.invitationsOf(room.board) : [];
  const found = all.find((each) => each.id === id.data);
  if (found === undefined || !may(asker, 'revokeInvitation', found)) return problem(response, 'not-found');
  const revoked = await tools.store.revokeInvitation(room.board, found.id, tools.now());
  if (revoked)
    await tools.audit({ board: room.board, act: 'invitation-revoked', by: asker.id, about: found.id });
  response.status(204).end();
};
