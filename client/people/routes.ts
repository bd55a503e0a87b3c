// The routes that give and take seats, typed.
import type { BoardId } from '../../shared/board.ts';
import type { InvitationRequest } from '../../shared/invitations.ts';
import type { SeatId } from '../../shared/seats.ts';
import { askDone, askJson, sending } from '../api.ts';
import type { Answered } from '../api.ts';
import {
  Accepted,
  AuditAnswer,
  InvitationLook,
  InvitationMade,
  InvitationsAnswer,
  PeopleAnswer,
  SessionAnswer,
} from '../../shared/invitations.ts';

/** What the page needs to know before anything else: how seats are given here. */
export const askSession = (signal?: AbortSignal): Promise<Answered<SessionAnswer>> =>
  askJson({}, '/api/session', SessionAnswer, signal === undefined ? {} : { signal });

/** What the invitation is to. The secret travels in the body alone: addresses are logged. */
export const lookAt = (secret: string, signal?: AbortSignal): Promise<Answered<InvitationLook>> =>
  askJson({}, '/api/invitations/look', InvitationLook, {
    ...sending('POST', { secret }),
    ...(signal === undefined ? {} : { signal }),
  });

export const accept = (secret: string, name: string): Promise<Answered<Accepted>> =>
  askJson({}, '/api/invitations/accept', Accepted, sending('POST', { secret, name }));

export type PeopleRoutes = ReturnType<typeof peopleRoutes>;

/** The routes of one board, asked as one of the browser's seats there. */
export const peopleRoutes = (board: BoardId, seat: SeatId) => {
  const options = { seat };
  const at = (path: string): string => `/api/boards/${encodeURIComponent(board)}${path}`;
  const take = async <T, Key extends string>(
    answer: Promise<Answered<Record<Key, T>>>,
    key: Key,
  ): Promise<Answered<T>> => {
    const answered = await answer;
    return answered.ok ? { ok: true, value: answered.value[key] } : answered;
  };
  return {
    people: (signal: AbortSignal) =>
      take(askJson(options, at('/people'), PeopleAnswer, { signal }), 'people'),
    invitations: (signal: AbortSignal) =>
      take(askJson(options, at('/invitations'), InvitationsAnswer, { signal }), 'invitations'),
    invite: (asked: InvitationRequest) =>
      askJson(options, at('/invitations'), InvitationMade, sending('POST', asked)),
    revokeInvitation: (id: string) => askDone(options, at(`/invitations/${id}`), { method: 'DELETE' }),
    /** An empty name erases it. */
    rename: (of: SeatId, name: string) => askDone(options, at(`/people/${of}`), sending('PATCH', { name })),
    removeObserver: (of: SeatId) => askDone(options, at(`/people/${of}`), { method: 'DELETE' }),
    revokeSession: (id: string) => askDone(options, at(`/sessions/${id}`), { method: 'DELETE' }),
    leave: () => askDone(options, at('/seat'), { method: 'DELETE' }),
    audit: (before: number | null, signal: AbortSignal) =>
      take(
        askJson(options, at(before === null ? '/audit' : `/audit?before=${before}`), AuditAnswer, { signal }),
        'entries',
      ),
  };
};
