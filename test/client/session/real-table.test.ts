// The browser's session against the real server: two heads on Socket.IO, one observer on y-websocket, the HTTP routes beside.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { io } from 'socket.io-client';
import { createApi } from '../../../client/api.ts';
import { DraftStore } from '../../../client/drafts/store.ts';
import { systemClock } from '../../../client/session/clock.ts';
import { LiveTable } from '../../../client/session/live.ts';
import type { TableView } from '../../../client/session/view.ts';
import { WatchTable } from '../../../client/session/watch.ts';
import { drcUsBoard } from '../../../server/boards/drc-us/board.ts';
import { createLogger } from '../../../server/logging.ts';
import { serve } from '../../../server/serve.ts';
import type { Serving } from '../../../server/serve.ts';
import { MemoryStore } from '../../../server/store/memory.ts';
import { decodeRows } from '../../../shared/log.ts';
import { viewOf } from '../../../shared/text/characters.ts';
import { positionText, stretchesIn } from '../../../shared/text/position.ts';

const BOARD = 'drc-us';
let server: Serving;
const open: { close(): void }[] = [];

beforeAll(async () => {
  server = await serve({
    store: new MemoryStore(),
    log: createLogger('silent'),
    page: { assets: (_a, _b, next) => next(), document: (_a, b) => void b.end(), connects: [] },
    host: '127.0.0.1',
    port: 0,
    publicUrl: null,
    seats: 'open',
    boards: [drcUsBoard],
  });
}, 60_000);
afterAll(async () => {
  for (const each of open) each.close();
  await server.close();
});

const until = async (what: string, holds: () => boolean): Promise<void> => {
  for (const end = Date.now() + 8000; !holds();) {
    if (Date.now() > end) throw new Error(`not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

const sit = async (party: 'drc' | 'us'): Promise<LiveTable> => {
  const joined = await createApi({ origin: server.origin }).join(BOARD, { name: 'A', party, role: 'head' });
  if (!joined.ok) throw new Error(joined.code);
  const { seat, token } = joined.value;
  const now = Date.now;
  const table = new LiveTable({
    board: BOARD,
    seat,
    token,
    open: (auth) =>
      io(server.origin, { auth, transports: ['websocket'], forceNew: true, reconnectionDelay: 50 }),
    clock: systemClock,
    drafts: new DraftStore({ storage: null, board: BOARD, seat: seat.id, role: seat.role, now }),
    newId: () => crypto.randomUUID(),
  });
  open.push(table);
  await until('seated', () => table.snapshot().connection.kind === 'live');
  return table;
};

const watch = async (): Promise<WatchTable> => {
  const joined = await createApi({ origin: server.origin }).join(BOARD, {
    name: 'O',
    party: null,
    role: 'observer',
  });
  if (!joined.ok) throw new Error(joined.code);
  const { seat, token } = joined.value;
  const origin = server.origin.replace('http', 'ws');
  const table = new WatchTable({ board: BOARD, seat, token, origin, now: Date.now });
  open.push(table);
  await until('watching', () => table.snapshot().connection.kind === 'live');
  return table;
};

const clause = '01';
const idOf = (view: TableView): string => view.snapshot().state.clauses[0]?.id ?? clause;
const position = (view: TableView, party: string): string => {
  const { state } = view.snapshot();
  const first = state.clauses[0]!;
  return positionText(stretchesIn(state, viewOf(view.document()), first, 'en'), party);
};

test('two heads type, strike and propose; the observer follows; a cut line comes back', async () => {
  const [drc, us] = [await sit('drc'), await sit('us')];
  const observer = await watch();
  expect(drc.snapshot().state.clauses).toHaveLength(18);
  expect(observer.snapshot().state.clauses).toHaveLength(18);
  const [drcBefore, usBefore] = [position(drc, 'drc'), position(us, 'us')];

  const root = `text:${idOf(drc)}:en`;
  for (const letter of 'Furthermore. ') {
    const text = drc.document().getText(root);
    drc.document().transact(() => text.insert(0, letter), drc.acts.origin);
  }
  const reversed = [...'Furthermore. '].reverse().join('');
  await until('typed', () => drc.snapshot().unsafe === 0);
  await until('read', () => position(us, 'drc') === reversed + drcBefore);
  await until('watched', () => position(observer, 'drc') === reversed + drcBefore);
  expect(position(us, 'us')).toBe(usBefore);

  drc.acts.point({ clause: idOf(drc), lang: 'en', cursor: null, typing: true });
  await until('caret', () => us.snapshot().presences.size === 1);
  await until('caret watched', () => observer.snapshot().presences.size === 1);
  expect([...us.snapshot().presences.values()][0]).toMatchObject({ party: 'drc', name: null, typing: true });
  await until('roster', () => us.snapshot().roster.filter((seat) => seat.present > 0).length === 2);
  expect(us.snapshot().observers).toBe(1);

  const run = viewOf(us.document()).runs(idOf(us), 'en')[0]!;
  us.acts.adopt(idOf(us), 'en', [[run.client, run.clock, 1]]);
  expect(position(us, 'us')).toBe(run.text.slice(0, 1) + usBefore);
  const proposed = await us.acts.move({ kind: 'propose', clause: idOf(us), note: 'ours' });
  expect(proposed).toEqual({ ok: true });
  await until(
    'moves',
    () =>
      drc
        .snapshot()
        .history.at(-1)
        ?.events.some((e) => e.type === 'proposed') ?? false,
  );
  expect(position(drc, 'us')).toBe(run.text.slice(0, 1) + usBefore);
  expect(await us.acts.move({ kind: 'propose', clause: idOf(us) })).toMatchObject({ ok: false });
  expect(us.snapshot().notices).toEqual([]);
});

test('the routes answer in their shapes, and problems by their codes', async () => {
  const api = createApi({ origin: server.origin });
  const boards = await api.boards();
  expect(boards).toMatchObject({ ok: true, value: [{ id: BOARD }] });
  expect(await api.board('nowhere')).toMatchObject({ ok: false, code: 'no-board', status: 404 });
  expect(await api.clauses(BOARD)).toMatchObject({ ok: false, code: 'no-token', status: 401 });
  const joined = await api.join(BOARD, { name: 'B', party: 'drc', role: 'member' });
  if (!joined.ok) throw new Error(joined.code);
  const mine = createApi({ origin: server.origin, token: joined.value.token });
  expect(await mine.seat(BOARD)).toMatchObject({ ok: true, value: joined.value.seat });
  const clauses = await mine.clauses(BOARD);
  if (!clauses.ok) throw new Error(clauses.code);
  expect(clauses.value).toHaveLength(18);
  expect(await mine.clause(BOARD, clauses.value[0]!.id)).toMatchObject({ ok: true, value: { number: 1 } });
  expect(await mine.ledger(BOARD)).toMatchObject({ ok: true });
  const piece = await mine.log(BOARD, 1);
  if (!piece.ok) throw new Error(piece.code);
  const rows = decodeRows(piece.value.bytes);
  expect(rows.ok && rows.rows.at(-1)?.seq).toBe(piece.value.last);
  expect(await createApi({ origin: 'http://127.0.0.1:1' }).boards()).toMatchObject({
    ok: false,
    code: 'offline',
  });
});

test('the server’s end: pages keep what is typed and wait', async () => {
  const seats = open.filter((each): each is LiveTable => each instanceof LiveTable);
  const drc = seats[0]!;
  await server.close();
  await until('offline', () => drc.snapshot().connection.kind === 'offline');
  const text = drc.document().getText(`text:${idOf(drc)}:en`);
  drc.document().transact(() => text.insert(0, 'Kept. '), drc.acts.origin);
  expect(drc.snapshot().unsafe).toBe(1);
  expect(position(drc, 'drc').startsWith('Kept. ')).toBe(true);
});
