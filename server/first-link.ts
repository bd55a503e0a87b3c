// The way in for whoever runs the server: at the start, a link to the chair's seat of every board that nobody chairs. The
// operator passes it on; a link that was printed before and not used opens nothing any more.
import type { BoardId, Localised } from '../shared/board.ts';
import { SERVER_SEAT } from '../shared/seats.ts';
import { makeInvitation } from './invitations.ts';
import type { InvitationTools } from './invitations.ts';
import type { SessionRecord } from './store/people.ts';

export type FirstLink = { board: BoardId; title: Localised; secret: string };

const HOURS = 72;

export const firstLinks = async (tools: InvitationTools): Promise<FirstLink[]> => {
  const links: FirstLink[] = [];
  for (const board of await tools.store.boards()) {
    const title = await tools.hall.visit(board, ({ table }) =>
      table.read(({ state }) => state.board?.title ?? null),
    );
    if (title === null || (await isChaired(tools, board))) continue;
    await revokeOlder(tools, board);
    const request = { party: null, role: 'chair', uses: 1, hours: HOURS } as const;
    const { secret, invitation } = await makeInvitation(tools, board, SERVER_SEAT, request);
    await tools.audit({ board, act: 'first-link', by: SERVER_SEAT, about: invitation.id });
    links.push({ board, title, secret });
  }
  return links;
};

/** Whether somebody is still let into the chair's seat. */
const isChaired = async ({ store, hall }: InvitationTools, board: BoardId): Promise<boolean> => {
  const chairs = await hall.visit(board, ({ table }) =>
    table.read(({ state }) => [...state.seats.values()].filter(({ role }) => role === 'chair')),
  );
  const sessions: SessionRecord[] = await store.sessionsOf(board);
  return chairs?.some(({ id }) => sessions.some(({ seat }) => seat === id)) ?? false;
};

const revokeOlder = async ({ store, now }: InvitationTools, board: BoardId): Promise<void> => {
  for (const { id, role, createdBy } of await store.invitationsOf(board))
    if (createdBy === SERVER_SEAT && role === 'chair') await store.revokeInvitation(board, id, now());
};
