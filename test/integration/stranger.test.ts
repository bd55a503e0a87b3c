// A stranger with the address and no invitation gets nothing: not the boards' names, not the roster, not one byte of the
// text. Marked words are planted wherever a board can hold any, every route is walked, and all that ever came back is searched.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { createApi } from '../../server/http/api.ts';
import type { ApiRoute, ApiTools } from '../../server/http/api.ts';
import { InvitedServer } from '../support/invited.ts';
import type { Held } from '../support/invited.ts';
import { Seat, until } from '../support/seat.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

// Each is a word of its own, so that no ordinary sentence holds one.
const MARKS = ['Zalambo', 'Qumbraxis', 'Vexolite', 'Druwendel', 'Ostrivane', 'Yarrowmeck', 'Kelzunder'];
const [TITLE, TEXT, NAME, PARTY, ARTICLE, TYPED, FIGURE] = MARKS as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

let here: InvitedServer;
let board: string;
let inside: Held;
let gone: { revoked: string; removed: string; elsewhere: string };
let presence: Seat;
/** Everything that a stranger was ever sent. */
const received: string[] = [];

const { router, routes } = createApi({ seats: 'invite', signIn: null } as ApiTools);

beforeAll(async () => {
  here = await InvitedServer.start();
  const both = (text: string): { en: string; fr: string } => ({ en: text, fr: text });
  const made = await here.ask('POST', '/boards', {
    token: here.chair.token,
    body: {
      title: both(TITLE),
      parties: [
        { id: 'drc', name: both(PARTY), label: both('DRC'), colour: 'blue' },
        { id: 'us', name: both('US'), label: both('US'), colour: 'teal' },
      ],
      languages: ['en', 'fr'],
      text: { en: `# Article 1. ${ARTICLE}\n\nThe ${TEXT} is [DRC: here][US: there].`, fr: '' },
      articles: [{ title: both('Empty'), terms: [{ id: 'audit', kind: 'yesno', label: both(FIGURE) }] }],
    },
  });
  const told = (await made.json()) as { board: string; token: string; seat: Held };
  board = told.board;
  const chair: Held = { ...told.seat, token: told.token, board };
  inside = await here.accept((await here.invite(chair, { party: 'drc', role: 'head' })).secret, NAME);
  presence = new Seat(here.origin, inside.id, inside.token, { auth: { board, token: inside.token } });
  await presence.seated();
  presence.type('1', 'en', 0, TYPED);
  await presence.settled();

  const revoked = await here.again(inside);
  await here.at(chair, 'DELETE', `/sessions/${revoked.session}`);
  const observer = await here.accept((await here.invite(chair, { role: 'observer' })).secret);
  await here.at(chair, 'DELETE', `/people/${observer.id}`);
  const elsewhere = await here.seat(null, 'observer');
  gone = { revoked: revoked.token, removed: observer.token, elsewhere: elsewhere.token };
  // What is searched for is really there for whoever belongs in.
  const seen = await Promise.all(
    ['/clauses', '/people', '/ledger.json', ''].map(async (path) =>
      JSON.stringify((await here.at(chair, 'GET', path)).body),
    ),
  );
  for (const mark of MARKS) expect(seen.join(' '), mark).toContain(mark);
});
afterAll(async () => {
  presence.leave();
  await here.close();
});

const ADDRESSES: Record<string, () => string> = {
  ':board': () => board,
  ':seat': () => inside.id,
  ':session': () => '0123456789abcdef',
  ':invitation': () => '0123456789abcdef',
  ':clause': () => '1',
  ':client': () => String(presence.pen),
  ':clock': () => '0',
  ':file': () => 'text-en.txt',
};
const addressOf = (path: string): string =>
  Object.entries(ADDRESSES).reduce((address, [name, value]) => address.replace(name, value()), path);

type Disguise = { name: string; token?: string; cookie?: string };
const disguises = (): Disguise[] => [
  { name: 'nothing' },
  { name: 'no token', token: 'x' },
  { name: 'an unknown token', token: 'x'.repeat(43) },
  { name: 'an unknown cookie', cookie: `paraph_${board}=${'y'.repeat(43)}` },
  { name: 'a cookie that is none', cookie: `paraph_${board}=..; paraph_%00=1; paraph_` },
  { name: 'the token of a session that was revoked', token: gone.revoked },
  { name: 'the cookie of one', cookie: `paraph_${board}=${gone.revoked}` },
  { name: 'the token of somebody who was removed', token: gone.removed },
];

const ask = async (
  method: string,
  address: string,
  { token, cookie }: Disguise,
  body?: unknown,
): Promise<Response> => {
  const sends = body !== undefined && method !== 'GET' && method !== 'HEAD';
  const response = await fetch(`${here.origin}${address}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(cookie === undefined ? {} : { Cookie: cookie }),
      ...(sends ? { 'Content-Type': 'application/json' } : {}),
    },
    ...(sends ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
  });
  received.push(JSON.stringify([...response.headers]), await response.clone().text());
  return response;
};

const codeOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { code: string }).code;

/** The few things that a stranger may ask. */
const isOpen = ({ action }: ApiRoute): boolean => action === 'seeEntry' || action === 'acceptInvitation';

describe('over HTTP', () => {
  it('every route is one of those that say what they are for', () => {
    const mounted = router.stack.flatMap(({ route }) =>
      route === undefined ? [] : route.stack.map(({ method }) => `${method} ${route.path}`),
    );
    expect(routes.length).toBeGreaterThan(20);
    expect([...new Set(mounted)].sort()).toEqual(
      routes.map(({ method, path }) => `${method} ${path}`).sort(),
    );
  });

  it('no route tells anything, whoever one pretends to be', async () => {
    const closed = routes.filter((route) => !isOpen(route));
    expect(closed.length).toBe(routes.length - 4);
    for (const disguise of disguises())
      for (const { method, path } of closed) {
        const response = await ask(method.toUpperCase(), `/api${addressOf(path)}`, disguise, {});
        const what = `${disguise.name}: ${method} ${path}`;
        const code = await codeOf(response);
        // Who was removed a moment ago is told so.
        expect(['no-token', 'no-session', 'no-seat'], what).toContain(code);
        expect(response.status, what).toBe(code === 'no-seat' ? 403 : 401);
      }
  });

  it('a board that is there answers like one that is not', async () => {
    const closed = routes.filter((route) => !isOpen(route) && route.path.includes(':board'));
    for (const disguise of disguises().filter(({ name }) => name !== 'the token of somebody who was removed'))
      for (const { method, path } of closed) {
        const told = async (id: string): Promise<unknown> => {
          const cookie = disguise.cookie?.replace(`paraph_${board}=`, `paraph_${id}=`);
          const shown = cookie === undefined ? disguise : { ...disguise, cookie };
          const address = `/api${addressOf(path.replace(':board', id))}`;
          const response = await ask(method.toUpperCase(), address, shown, {});
          return [response.status, await response.text()];
        };
        expect(await told(board), `${disguise.name}: ${method} ${path}`).toEqual(await told('nowhere'));
      }
  });

  it('methods and addresses that no route has tell nothing either', async () => {
    const nobody = { name: 'nothing' };
    for (const path of [
      '/nothing',
      `/boards/${board}/nothing`,
      '/boards/',
      `/boards/${board}/export/`,
      '/%E0%A4%A',
    ])
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']) {
        const response = await ask(method, `/api${path}`, nobody, {});
        expect([400, 401, 404], `${method} ${path}`).toContain(response.status);
        if (path !== '/%E0%A4%A' && method !== 'HEAD' && method !== 'OPTIONS')
          expect(await codeOf(response), `${method} ${path}`).toBe('no-token');
      }
    const broken = await ask('POST', `/api/boards/${board}/invitations`, nobody, '{"party": ');
    expect(broken.status).toBe(400);
  });

  it('an invitation is not to be had by guessing, and joining takes one', async () => {
    const nobody = { name: 'nothing' };
    const guess = { secret: 'z'.repeat(43), name: 'Me' };
    for (const path of ['/invitations/look', '/invitations/accept'])
      expect(await codeOf(await ask('POST', `/api${path}`, nobody, guess))).toBe('no-invitation');
    const wanted = { name: 'Me', party: 'drc', role: 'member' };
    for (const id of [board, 'nowhere']) {
      expect(await codeOf(await ask('POST', `/api/boards/${id}/join`, nobody, wanted))).toBe(
        'needs-invitation',
      );
      const guessed = await ask('POST', `/api/boards/${id}/join`, nobody, {
        ...wanted,
        invite: guess.secret,
      });
      expect(await codeOf(guessed)).toBe('no-invitation');
    }
    // One that is real, but to another board.
    const { secret } = await here.invite(here.chair, { role: 'observer' });
    const other = await ask('POST', `/api/boards/${board}/join`, nobody, { ...wanted, invite: secret });
    expect(await codeOf(other)).toBe('no-invitation');
  });

  it('the entry says how seats are given, and no more', async () => {
    const entry = await ask('GET', '/api/session', { name: 'nothing' });
    expect(await entry.json()).toEqual({ seats: 'invite', signIn: null, who: null, mayMakeBoards: false });
  });

  it('somebody with a seat at another board is a stranger to this one', async () => {
    const closed = routes.filter((route) => !isOpen(route) && route.path.includes(':board'));
    for (const { method, path } of closed) {
      const response = await ask(
        method.toUpperCase(),
        `/api${addressOf(path)}`,
        { name: '', token: gone.elsewhere },
        {},
      );
      expect(await codeOf(response), `${method} ${path}`).toBe('no-session');
    }
    const boards = (await (await ask('GET', '/api/boards', { name: '', token: gone.elsewhere })).json()) as {
      boards: { id: string }[];
    };
    expect(boards.boards.map(({ id }) => id)).toEqual(['drc-us']);
  });

  it('the page and what lies around it hold nothing of any board', async () => {
    for (const path of [
      '/',
      '/new',
      '/invite',
      `/b/${board}`,
      `/b/${board}/history`,
      '/healthz',
      '/metrics',
      '/elsewhere',
      '/assets/../x',
    ])
      await ask('GET', path, { name: 'nothing' });
  });
});

describe('over sockets', () => {
  it('Socket.IO lets nobody in, and answers alike for a board that is not there', async () => {
    for (const { token, cookie } of disguises())
      for (const id of [board, 'nowhere'])
        for (const transports of [['websocket'], ['polling']]) {
          const socket = io(here.origin, {
            auth: { board: id, ...(token === undefined ? {} : { token }) },
            ...(cookie === undefined ? {} : { extraHeaders: { Cookie: cookie } }),
            transports,
            forceNew: true,
            reconnection: false,
          });
          const packets: string[] = [];
          socket.io.on('packet', (packet) => void packets.push(JSON.stringify(packet)));
          const code = await new Promise<string>((resolve) => {
            socket.on('connect_error', (error) =>
              resolve((error as Error & { data?: { code: string } }).data?.code ?? error.message),
            );
            socket.on('connect', () => resolve('connected'));
          });
          received.push(...packets);
          expect(['no-token', 'no-session', 'no-seat']).toContain(code);
          expect(
            packets.every((packet) => packet.includes('"type":4')),
            packets.join(),
          ).toBe(true);
          socket.disconnect();
        }
  });

  it('y-websocket closes before it has sent a byte', async () => {
    for (const { token, cookie } of disguises())
      for (const id of [board, 'nowhere', '..']) {
        const query = token === undefined ? '' : `?token=${token}`;
        const socket = new WebSocket(`${here.origin.replace('http', 'ws')}/sync/${id}${query}`, {
          headers: cookie === undefined ? {} : { Cookie: cookie },
        });
        const messages: unknown[] = [];
        socket.on('message', (data) => void messages.push(data));
        // A sync request and a query for who is here, as the provider sends them.
        socket.on('open', () =>
          [Uint8Array.of(0, 0, 1, 0), Uint8Array.of(3)].forEach((ask_) => socket.send(ask_)),
        );
        const code = await new Promise<number>((resolve) => {
          socket.on('close', resolve);
          socket.on('error', () => resolve(-1));
        });
        expect(messages).toEqual([]);
        expect(id === '..' ? [4401, -1] : [4401]).toContain(code);
      }
    await until('nobody is counted as watching', () => presence.roster.observers === 0);
  });
});

it('nothing of all that was ever sent holds a marked word, a seat or the board’s name', () => {
  const all = received.join('\n');
  expect(received.length).toBeGreaterThan(500);
  for (const mark of [...MARKS, board, inside.id])
    expect(all.toLowerCase()).not.toContain(mark.toLowerCase());
});
