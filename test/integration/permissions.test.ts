// Every permission at the edges: each kind of seat, each route and event, about each other seat. What is expected comes from
// the table (which `test/shared/seats.test.ts` compares with a copy written by hand).
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { io } from 'socket.io-client';
import { createApi } from '../../server/http/api.ts';
import type { ApiRoute, ApiTools } from '../../server/http/api.ts';
import { ACTIONS, may, reachOf } from '../../shared/seats.ts';
import type { Action, Role } from '../../shared/seats.ts';
import { InvitedServer } from '../support/invited.ts';
import type { Held } from '../support/invited.ts';
import { BOARD, Seat, until } from '../support/seat.ts';
import { Watcher } from '../support/watcher.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const NOBODY: Held = { token: 'n'.repeat(43), id: 'nobody-1', party: null, role: 'stranger', board: BOARD };
const KINDS = ['observer', 'chair', 'drc head', 'drc member', 'us head', 'us member'] as const;
type Kind = (typeof KINDS)[number];

let here: InvitedServer;
let time = Date.now();
let seats: Record<Kind, Held>;
/** Those who have no seat, or none any more. */
let without: Record<'stranger' | 'removed' | 'revoked' | 'expired', Held>;

const { routes } = createApi({ seats: 'invite', signIn: null } as ApiTools);

beforeAll(async () => {
  here = await InvitedServer.start({ now: () => time });
  const expired = await here.seat('us', 'member');
  time += 12 * 3_600_000 + 1;
  const chair = await here.again(here.chair);
  here.chair = chair;
  seats = {
    observer: await here.seat(null, 'observer'),
    chair,
    'drc head': await here.seat('drc', 'head'),
    'drc member': await here.seat('drc', 'member'),
    'us head': await here.seat('us', 'head'),
    'us member': await here.seat('us', 'member'),
  };
  const removed = await here.seat('us', 'member');
  const boss = await sat(seats['us head']);
  expect(await boss.move({ kind: 'removeMember', seat: removed.id })).toMatchObject({ ok: true });
  boss.leave();
  const revoked = await here.again(seats['us member']);
  await here.at(chair, 'DELETE', `/sessions/${revoked.session}`);
  without = { stranger: NOBODY, removed, revoked, expired };
});
afterAll(async () => {
  await here.close();
  expect(here.server.complaints).toEqual([]);
});

const sat = async (held: Held): Promise<Seat> => {
  const seat = new Seat(here.origin, held.id, held.token);
  await seat.seated();
  return seat;
};
const askerOf = ({ id, party, role }: Held) => ({ id, party, role: role as Role });
const aboutOf = ({ id, party, role }: Held) => ({ seat: id, party, role: role as Role });
const everybody = (): [Kind, Held][] => KINDS.map((kind) => [kind, seats[kind]]);

/** Each route with addresses that are there, so that only who asks decides. */
const BODIES: Partial<Record<string, object>> = {
  'post /boards/:board/invitations': { party: null, role: 'observer', uses: 1, hours: 1 },
  'patch /boards/:board/people/:seat': { name: 'Name' },
};
const FILLED: Record<string, string> = {
  ':seat': 'nobody-9',
  ':session': '0123456789abcdef',
  ':invitation': '0123456789abcdef',
  ':clause': 'purpose',
  ':client': '33',
  ':clock': '0',
  ':file': 'text-en.txt',
};
const addressOf = (path: string): string =>
  Object.entries(FILLED).reduce(
    (address, [name, value]) => address.replace(name, value),
    path.replace('/boards/:board', ''),
  );
const seatedRoutes = (): ApiRoute[] =>
  routes.filter(({ path, action }) => path.startsWith('/boards/:board') && action !== 'acceptInvitation');
const ENDS: readonly Action[] = ['leaveSeat', 'rotateSession'];

describe('over HTTP', () => {
  it('each route lets in exactly the kinds of seat that the table lets in', async () => {
    let asked = 0;
    for (const [kind, held] of everybody())
      for (const { method, path, action } of seatedRoutes()) {
        const by = ENDS.includes(action) ? await here.again(held) : held;
        const body = BODIES[`${method} ${path}`];
        const { status, code } = await here.at(by, method.toUpperCase(), addressOf(path), body);
        const what = `${kind}: ${method} ${path} → ${status} ${code}`;
        if (reachOf(held.role as Role, action) === null)
          expect([status, code], what).toEqual([403, 'not-allowed']);
        else expect([401, 500], what).not.toContain(status);
        if (reachOf(held.role as Role, action) === 'any' && action !== 'invite')
          expect(code, what).not.toBe('not-allowed');
        asked += 1;
      }
    expect(asked).toBe(KINDS.length * seatedRoutes().length);
    expect(seatedRoutes().length).toBeGreaterThan(20);
  });

  it('nobody without a seat is let in, nor with one that has ended', async () => {
    for (const [kind, held] of Object.entries(without))
      for (const { method, path } of seatedRoutes()) {
        const { code } = await here.at(held, method.toUpperCase(), addressOf(path));
        expect(code, `${kind}: ${method} ${path}`).toBe(kind === 'removed' ? 'no-seat' : 'no-session');
      }
  });

  it('names are changed by exactly those who may: each seat about each seat', async () => {
    for (const [kind, held] of everybody())
      for (const [of, other] of everybody()) {
        const allowed = may(askerOf(held), 'rename', aboutOf(other));
        const { status } = await here.at(held, 'PATCH', `/people/${other.id}`, { name: 'Somebody Else' });
        expect(status, `${kind} renames ${of}`).toBe(allowed ? 200 : 403);
      }
  });

  it('sessions are ended by exactly those who may', async () => {
    for (const [kind, held] of everybody())
      for (const [of, other] of everybody()) {
        const { session } = await here.again(other);
        const allowed = may(askerOf(held), 'endSession', aboutOf(other));
        const { status } = await here.at(held, 'DELETE', `/sessions/${session}`);
        expect(status, `${kind} ends a session of ${of}`).toBe(allowed ? 204 : 403);
        const left = await here.server.store.sessionsOf(BOARD);
        expect(
          left.some(({ id }) => id === session),
          `${kind} and ${of}`,
        ).toBe(!allowed);
      }
  });

  it('observers are removed by the chair, and nobody else by anybody this way', async () => {
    for (const [kind, held] of everybody())
      for (const [of, other] of everybody()) {
        const target = of === 'observer' ? await here.seat(null, 'observer') : other;
        const allowed = may(askerOf(held), 'removeObserver', aboutOf(target));
        const { status } = await here.at(held, 'DELETE', `/people/${target.id}`);
        expect(status, `${kind} removes ${of}`).toBe(allowed ? 204 : 403);
        expect(allowed).toBe(kind === 'chair' && of === 'observer');
      }
  });

  it('invitations are made, seen and revoked by exactly those who may', async () => {
    const wanted = [
      ...['drc', 'us'].flatMap((party) => ['head', 'member'].map((role) => ({ party, role }))),
      { party: null, role: 'observer' },
      { party: null, role: 'chair' },
    ] as { party: 'drc' | 'us' | null; role: Role }[];
    for (const [kind, held] of everybody())
      for (const { party, role } of wanted) {
        const what = `${kind}: ${party} ${role}`;
        const made = await here.at(held, 'POST', '/invitations', { party, role, uses: 1, hours: 1 });
        expect(made.status, what).toBe(may(askerOf(held), 'invite', { party, role }) ? 201 : 403);
        const { invitation } = await here.invite(here.chair, { party, role });
        const listed = await here.at(held, 'GET', '/invitations');
        const { invitations = [] } = listed.body as { invitations?: { id: string }[] };
        const seen = may(askerOf(held), 'seeInvitations', { party, role });
        expect(
          invitations.some(({ id }) => id === invitation.id),
          what,
        ).toBe(seen);
        const gone = await here.at(held, 'DELETE', `/invitations/${invitation.id}`);
        expect(gone.status === 204, what).toBe(may(askerOf(held), 'revokeInvitation', { party, role }));
      }
  });

  it('names and sessions are seen by the own delegation and the chair, observers by the chair alone', async () => {
    for (const [kind, held] of everybody()) {
      const { people } = (await here.at(held, 'GET', '/people')).body as {
        people: { seat: string; role: Role; party: string | null; name: string | null; sessions: object[] }[];
      };
      if (kind !== 'observer') expect(people.length, kind).toBeGreaterThanOrEqual(5);
      for (const person of people) {
        const own = person.seat === held.id;
        const known = own || kind === 'chair' || (person.party !== null && person.party === held.party);
        if (!known) expect(person, `${kind} sees ${person.seat}`).toMatchObject({ name: null, sessions: [] });
        if (person.role === 'observer')
          expect(own || kind === 'chair', `${kind} sees ${person.seat}`).toBe(true);
      }
      if (kind === 'observer') expect(people.map(({ seat }) => seat)).toEqual([held.id]);
    }
  });

  it('boards are made by chairs', async () => {
    const body = { title: { en: 'B', fr: '' }, languages: ['en'], articles: [] };
    for (const [kind, held] of everybody()) {
      const { status } = await here.ask('POST', '/boards', { token: held.token, body });
      expect(status, kind).toBe(may(askerOf(held), 'makeBoard') ? 201 : 403);
    }
  });
});

describe('over Socket.IO', () => {
  const codeFor = (token: string): Promise<string> => {
    const socket = io(here.origin, {
      auth: { board: BOARD, token },
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    return new Promise<string>((resolve) => {
      socket.on('connect_error', (error) => resolve((error as Error & { data: { code: string } }).data.code));
      socket.on('connect', () => resolve('in'));
    }).finally(() => socket.disconnect());
  };

  it('exactly those who act sit down', async () => {
    for (const [kind, held] of everybody())
      expect(await codeFor(held.token), kind).toBe(may(askerOf(held), 'sit') ? 'in' : 'observers-watch');
    for (const [kind, held] of Object.entries(without))
      expect(await codeFor(held.token), kind).toBe(kind === 'removed' ? 'no-seat' : 'no-session');
  });

  it('each move is refused to exactly the seats to which the table refuses it', async () => {
    const BARRED = [
      'heads-only',
      'parties-only',
      'chair-or-heads',
      'not-authorised',
      'not-your-delegation',
      'not-a-member',
    ];
    const clause = 'no-such-article';
    for (const [kind, held] of everybody()) {
      if (kind === 'observer') continue;
      const seat = await sat(held);
      // Moves that change nothing here, whoever makes them: it is only asked who may.
      const moves = [
        ...['propose', 'decline', 'withdrawInitials', 'reopen', 'liftReserve'].map((each) => ({
          kind: each,
          clause,
        })),
        ...['initial', 'confirm'].map((each) => ({ kind: each, clause, hash: '0'.repeat(64) })),
        { kind: 'withdraw', clause, revision: 1 },
        { kind: 'accept', clause, revision: 1, hash: '0'.repeat(64) },
        { kind: 'reserve', clause, reason: 'r' },
        { kind: 'retitle', clause, title: { en: 'T', fr: 'T' } },
        { kind: 'moveClause', clause, index: 0 },
        { kind: 'dropClause', clause },
        { kind: 'openSitting' },
        { kind: 'authorise', seat: seats['us member'].id, clauses: ['purpose'], allowed: false },
        { kind: 'authorise', seat: seats['drc head'].id, clauses: ['purpose'], allowed: false },
        { kind: 'handOver', seat: seats['us head'].id },
        { kind: 'removeMember', seat: seats['drc head'].id },
      ];
      for (const move of moves) {
        const answer = await seat.move(move);
        const of = 'seat' in move ? everybody().find(([, { id }]) => id === move.seat)![1] : undefined;
        const about = of === undefined ? {} : aboutOf(of);
        const allowed = may(askerOf(held), move.kind as Action, about);
        const code = answer.ok ? 'done' : answer.code;
        expect(BARRED.includes(code), `${kind}: ${JSON.stringify(move)} → ${code}`).toBe(!allowed);
      }
      seat.leave();
    }
  });

  it('text is taken from whoever may type', async () => {
    for (const [kind, held] of everybody()) {
      if (kind === 'observer') continue;
      const seat = await sat(held);
      const { id: clause } = seat.state.clauses[0]!;
      const { authority } = seat.state.seats.get(held.id)!;
      const allowed = may({ ...askerOf(held), authority }, 'type', { clause });
      seat.type(clause, 'en', 0, 'x');
      await until('the frame is answered', () => seat.acknowledged.length + seat.refusals.length > 0);
      expect(seat.refusals, kind).toEqual(allowed ? [] : ['not-authorised']);
      expect(allowed, kind).toBe(!kind.endsWith('member'));
      seat.leave();
    }
  });
});

describe('over y-websocket', () => {
  it('whoever has a seat watches, and nobody else', async () => {
    for (const [kind, held] of everybody()) {
      expect(may(askerOf(held), 'watch'), kind).toBe(true);
      const watcher = new Watcher(here.origin, held.token);
      await watcher.synced();
      watcher.leave();
    }
    for (const [kind, held] of Object.entries(without)) {
      const watcher = new Watcher(here.origin, held.token);
      await until(`${kind} is sent away for good`, () => watcher.gaveUp === 4401);
      expect(watcher.provider.synced, kind).toBe(false);
      watcher.leave();
    }
  });
});

it('everything in the table is tried somewhere here, or is a move or a way of reading that the rules decide', () => {
  const tried = new Set<Action>([
    ...routes.map(({ action }) => action),
    'sit',
    'watch',
    'type',
    'point',
    'takeFreeSeat',
  ]);
  const elsewhere = ACTIONS.filter((action) => !tried.has(action));
  // The moves are tried one by one in test/shared/seats.test.ts; the two of reading through what the routes answer.
  expect(elsewhere.filter((action) => action === 'seeName' || action === 'seeAnalysis')).toHaveLength(2);
  expect(elsewhere.length).toBe(2 + 28);
});
