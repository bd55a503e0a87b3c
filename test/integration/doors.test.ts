// The doors on a real server: who is here and where is nobody's business behind them, the minute is kept by the server, a
// negotiator's other screen sees everything, and no route is forgotten.
import { afterEach, expect, it, vi } from 'vitest';
import * as awareness from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { ApiTools } from '../../server/http/api.ts';
import { createApi } from '../../server/http/api.ts';
import { reachOf } from '../../shared/seats.ts';
import { checkChain, decodeSeenRows } from '../../shared/log.ts';
import { ledgerEntries } from '../../shared/ledger.ts';
import { ROSTER_CLIENT } from '../../shared/wire.ts';
import { BOARD, Seat, get, until } from '../support/seat.ts';
import { routesOf } from '../support/public-eyes.ts';
import { dataFolder, removeFolder, startServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';
import { Watcher } from '../support/watcher.ts';

vi.setConfig({ testTimeout: 40_000, hookTimeout: 60_000 });

let server: TestServer;
const leaving: { leave(): void }[] = [];
const here = <T extends { leave(): void }>(someone: T): T => {
  leaving.push(someone);
  return someone;
};
afterEach(async () => {
  for (const someone of leaving.splice(0)) someone.leave();
  await server?.close();
  expect(server?.complaints ?? []).toEqual([]);
});

const sitDown = async () => {
  server = await startServer({ articles: ['17'] });
  const { origin } = server;
  const drc = here(await Seat.join(origin, { party: 'drc', role: 'head' }));
  const us = here(await Seat.join(origin, { party: 'us', role: 'head' }));
  const watcher = here(await Watcher.join(origin));
  return { origin, drc, us, watcher };
};

/** Shows where the seat is, and whether it types. */
const points = async (seat: Seat, typing: boolean): Promise<void> => {
  const shown = new awareness.Awareness(new Y.Doc());
  shown.clientID = seat.pen!;
  shown.setLocalState({ clause: '17', lang: 'en', typing, cursor: null });
  await seat.ask('cursor', awareness.encodeAwarenessUpdate(shown, [seat.pen!]));
  shown.destroy();
};

const states = (watcher: Watcher): Map<number, unknown> =>
  watcher.provider.awareness.getStates() as Map<number, unknown>;
const rosterOf = (watcher: Watcher) =>
  (states(watcher).get(ROSTER_CLIENT) as { roster: { seats: { present: number }[]; observers: number } })
    ?.roster;

it('tells observers nothing of who is here while the doors are closed, and again once they are open', async () => {
  const { origin, drc, us, watcher } = await sitDown();
  await until(
    'they are seen',
    () => rosterOf(watcher)?.seats.filter(({ present }) => present > 0).length === 2,
  );
  await points(us, true);
  await until('a caret is seen', () => states(watcher).has(us.pen!));
  await drc.move({ kind: 'closeDoors' });
  await until('it is gone', () => !states(watcher).has(us.pen!));
  await until('they are not', () => rosterOf(watcher)?.seats.every(({ present }) => present === 0) === true);
  expect(rosterOf(watcher)?.observers).toBe(0);
  here(await Seat.join(origin, { party: 'us' }));
  await points(us, false);
  await points(drc, true);
  await until('the other side sees it', () => us.cursors.has(drc.pen!));
  const late = here(await Watcher.join(origin));
  await until('whoever comes now has a roster', () => rosterOf(late) !== undefined);
  for (const each of [watcher, late]) {
    // Its own entry, which it shows to nobody, aside.
    const own = each.provider.awareness.clientID;
    expect([...states(each).keys()].filter((pen) => pen !== ROSTER_CLIENT && pen !== own)).toEqual([]);
    expect(rosterOf(each)?.seats.every(({ present }) => present === 0)).toBe(true);
  }
  const lobby = (await (await fetch(`${origin}/api/boards/${BOARD}`)).json()) as Record<string, unknown>;
  expect(lobby).toMatchObject({ observers: 0, seats: { drc: { members: 0 }, us: { members: 0 } } });
  await drc.move({ kind: 'openDoors' });
  await us.move({ kind: 'openDoors' });
  await until('they are seen again', () =>
    (rosterOf(watcher)?.seats ?? []).some(({ present }) => present > 0),
  );
});

it('gives a negotiator’s other screen everything, and what is public where it asks for that', async () => {
  const { origin, drc, watcher } = await sitDown();
  const screen = here(new Watcher(origin, drc.token));
  await screen.synced();
  await drc.move({ kind: 'closeDoors' });
  drc.type('17', 'en', 0, 'whispered ');
  await until('the screen has it', () => screen.doc.getText('text:17:en').toString().startsWith('whispered'));
  expect(watcher.doc.getText('text:17:en').toString()).not.toContain('whispered');
  const asked = await get(origin, '/clauses/17', drc.token);
  expect(await asked.text()).toContain('whispered');
  const asPublic = await get(origin, '/clauses/17?public=1', drc.token);
  expect(await asPublic.text()).not.toContain('whispered');
});

it('opens the doors by itself, after a restart too, when a minute has passed and nobody objected', async () => {
  const data = dataFolder();
  let ahead = 0;
  const options = { articles: ['17'], data, now: () => Date.now() + ahead };
  try {
    server = await startServer(options);
    const drc = await Seat.join(server.origin, { party: 'drc', role: 'head' });
    await drc.move({ kind: 'closeDoors' });
    await drc.move({ kind: 'openDoors' });
    expect(drc.state.doors).toMatchObject({ kind: 'closed', asking: { party: 'drc' } });
    drc.leave();
    await server.close();
    ahead = 60_000;
    server = await startServer(options);
    const us = here(await Seat.join(server.origin, { party: 'us', role: 'head' }));
    await until('the doors are open', () => us.state.doors.kind === 'open');
    const watcher = here(await Watcher.join(server.origin));
    await until('the observer knows', () =>
      ledgerEntries(watcher.doc).some(({ events }) =>
        events.some((event) => event.type === 'doorsOpened' && event.how === 'unopposed'),
      ),
    );
  } finally {
    removeFolder(data);
  }
});

it('lets an observer follow the chain over what is withheld', async () => {
  const { origin, drc, us } = await sitDown();
  const seen = here(await Watcher.join(origin));
  await drc.move({ kind: 'closeDoors' });
  drc.type('17', 'en', 0, 'whispered ');
  drc.delete('17', 'en', 0, 10);
  await drc.settled();
  await drc.move({ kind: 'openDoors' });
  await us.move({ kind: 'openDoors' });
  const { token } = (await (
    await fetch(`${origin}/api/boards/${BOARD}/join`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'Press', party: null, role: 'observer' }),
    })
  ).json()) as { token: string };
  await until(
    'it is public',
    async () => ((await (await get(origin, '/head', token)).json()) as { seq: number }).seq === us.seq,
  );
  const read = decodeSeenRows(new Uint8Array(await (await get(origin, '/log', token)).arrayBuffer()));
  expect(read.ok && read.rows.some((row) => 'digest' in row)).toBe(true);
  expect(read.ok && checkChain(read.rows)).toMatchObject({ ok: true, head: { seq: us.seq } });
  expect(seen.doc.getText('text:17:en').toString()).not.toContain('whispered');
});

it('knows every route: a new one joins the list by which the law is proved, or is no reader’s', () => {
  const { routes } = createApi({ seats: 'invite', signIn: null } as unknown as ApiTools);
  const paths = routes
    .filter(({ method, action }) => method === 'get' && reachOf('observer', action) !== null)
    .map(({ path }) => path);
  const proved = routesOf('b', ['c'], [[17, 0]]).map((path) => new URL(path, 'http://x').pathname);
  const isProved = (path: string): boolean => {
    const pattern = new RegExp(`^/api${path.replaceAll(/:[a-z]+/g, '[^/]+')}$`);
    return proved.some((each) => pattern.test(each));
  };
  // What the page asks before anything else, and an observer's own seat.
  expect(paths.filter((each) => !isProved(each)).sort()).toEqual(['/boards/:board/people', '/session']);
  expect(paths.length).toBeGreaterThan(8);
});
