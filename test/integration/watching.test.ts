// Those who watch, with the stock provider of y-websocket: whatever they send changes nothing, and nobody is kept who
// should not be there.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as awareness from 'y-protocols/awareness';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';
import { ROSTER_CLIENT, RosterMessage } from '../../shared/wire.ts';
import { BOARD, Seat, get, join, pause, until } from '../support/seat.ts';
import type { Joined } from '../support/seat.ts';
import { startServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';
import { Watcher } from '../support/watcher.ts';

// Real sockets, disks and processes: on a machine that has much else to do they take their time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let server: TestServer;
let origin: string;
let head: Seat;

beforeAll(async () => {
  server = await startServer({ articles: 2 });
  ({ origin } = server);
  head = await Seat.join(origin, { party: 'drc', role: 'head' });
});
afterAll(async () => {
  head.leave();
  await server.close();
  expect(server.complaints).toEqual([]);
});

const observer = (): Promise<Joined> => join(origin, { party: null, role: 'observer' });

const seqNow = async (token: string): Promise<number> =>
  ((await (await get(origin, '/ledger.json', token)).json()) as { seq: number }).seq;

const frame = (type: number, write: (to: encoding.Encoder) => void): Uint8Array => {
  const to = encoding.createEncoder();
  encoding.writeVarUint(to, type);
  write(to);
  return encoding.toUint8Array(to);
};

const rawSocket = async (token: string): Promise<WebSocket> => {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/sync/${BOARD}?token=${token}`);
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return socket;
};

const closeCode = (path: string, headers: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}${path}`, { headers });
    socket.once('close', resolve);
    socket.once('error', reject);
  });

describe('watching', () => {
  it('follows text and ledger, and counts on the roster without a name', async () => {
    const before = head.roster.observers;
    const watcher = await Watcher.join(origin);
    const clause = head.state.clauses[0]!.id;
    head.type(clause, 'fr', 0, 'Bonjour ');
    await head.move({ kind: 'propose', clause });
    await until('the text has come', () =>
      watcher.doc.getText(`text:${clause}:fr`).toString().startsWith('Bonjour '),
    );
    await until(
      'the ledger has come',
      () => watcher.doc.getArray('ledger').length === head.doc.getArray('ledger').length,
    );
    await until('it counts', () => head.roster.observers === before + 1);
    watcher.leave();
    await until('it is gone', () => head.roster.observers === before);
  });

  it('is told who is here, by delegation and role and never by name', async () => {
    const watcher = await Watcher.join(origin);
    const told = (): RosterMessage | null => {
      const state: unknown = watcher.provider.awareness.getStates().get(ROSTER_CLIENT);
      return RosterMessage.safeParse((state as { roster?: unknown } | undefined)?.roster).data ?? null;
    };
    await until('the roster has come', () => (told()?.observers ?? 0) > 0);
    expect(told()?.seats.filter((seat) => seat.present > 0)).toContainEqual(
      expect.objectContaining({ id: head.id, role: 'head' }),
    );
    expect(told()?.seats.every((seat) => seat.name === null)).toBe(true);
    watcher.leave();
  });

  it('lets anybody with a seat watch: by token, by bearer or by cookie', async () => {
    const response = await fetch(`${origin}/api/boards/${BOARD}/join`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'W', party: null, role: 'observer' }),
    });
    const { token } = (await response.json()) as Joined;
    const Cookie = (response.headers.get('set-cookie') ?? '').split(';')[0]!;
    for (const [query, headers] of [
      [`?token=${token}`, {}],
      [`?token=${head.token}`, {}],
      ['', { Cookie }],
      ['', { Authorization: `Bearer ${token}` }],
    ] as const) {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/sync/${BOARD}${query}`, { headers });
      const answer = new Promise<Buffer>((resolve, reject) => {
        socket.once('message', resolve);
        socket.once('close', reject);
      });
      // At once, as the provider does, before the server can have looked the seat up.
      socket.once('open', () => socket.send(frame(0, (to) => sync.writeSyncStep1(to, new Y.Doc()))));
      expect([...(await answer).subarray(0, 2)]).toEqual([0, 1]);
      socket.terminate();
    }
  });

  it('changes nothing, whatever it sends', async () => {
    const { token } = await observer();
    const [witness, socket] = [await Watcher.join(origin), await rawSocket(token)];
    const received: Buffer[] = [];
    socket.on('message', (data: Buffer) => received.push(data));
    const clause = head.state.clauses[0]!.id;
    const root = `text:${clause}:en`;
    await head.settled();
    const [before, textBefore] = [await seqNow(token), head.text(clause, 'en')];

    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(head.doc));
    const known = Y.encodeStateVector(forged);
    forged.clientID = head.pen!;
    forged.getText(root).insert(0, 'forged ');
    forged.getText(root).delete(10, 20);
    forged.getArray('ledger').push([new Uint8Array([123, 125])]);
    forged.getMap('more').set('x', 1);
    const update = Y.encodeStateAsUpdate(forged, known);
    const shown = new awareness.Awareness(forged);
    shown.setLocalState({ seat: head.id, name: 'Qxforged', clause, typing: true });
    const presence = awareness.encodeAwarenessUpdate(shown, [head.pen!]);
    shown.destroy();

    for (const bytes of [
      frame(0, (to) => sync.writeUpdate(to, update)),
      frame(0, (to) => {
        encoding.writeVarUint(to, 1);
        encoding.writeVarUint8Array(to, update);
      }),
      frame(1, (to) => encoding.writeVarUint8Array(to, presence)),
      frame(2, (to) => encoding.writeVarString(to, 'permission')),
      frame(0, (to) => encoding.writeVarUint(to, 77)),
      frame(0, (to) => {
        encoding.writeVarUint(to, 0);
        encoding.writeVarUint8Array(to, new Uint8Array([255, 255, 255, 255, 255]));
      }),
      frame(99, () => undefined),
      new Uint8Array(0),
      new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255, 255, 255]),
      crypto.getRandomValues(new Uint8Array(60_000)),
    ])
      socket.send(bytes);
    socket.send('text, not bytes');
    // The stock provider of somebody whose page types all the same.
    const typist = await Watcher.join(origin);
    typist.doc.getText(root).insert(0, 'typed by an observer ');
    typist.provider.awareness.setLocalState({ user: { name: 'Qxtypist' } });
    await pause(200);

    head.type(clause, 'en', 0, 'after ');
    await head.settled();
    await until('the witness has it', () => witness.doc.getText(root).toString() === `after ${textBefore}`);
    expect(head.text(clause, 'en')).toBe(`after ${textBefore}`);
    expect(await seqNow(token)).toBe(before + 1);
    const others = [...witness.provider.awareness.getStates().keys()].filter(
      (client) => client !== witness.doc.clientID && client !== ROSTER_CLIENT,
    );
    expect(others).toEqual([]);
    expect(JSON.stringify([...witness.provider.awareness.getStates(), ...head.cursors])).not.toContain('Qx');
    expect(socket.readyState).toBe(socket.OPEN);
    expect(received.length).toBeGreaterThan(0); // it asked for the state, with nonsense, and had it
    socket.terminate();
    witness.leave();
    typist.leave();
  });

  it('cuts off what is larger than any question, and the table lives on', async () => {
    const socket = await rawSocket((await observer()).token);
    const ended = new Promise<number>((resolve) => socket.once('close', resolve));
    socket.send(new Uint8Array(100_000));
    expect(await ended).toBe(1009);
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  });

  it('takes presence over from the seats that act, and takes it away again', async () => {
    const seat = await Seat.join(origin, { party: 'us' });
    const watcher = await Watcher.join(origin);
    const shown = new awareness.Awareness(seat.doc);
    shown.setLocalState({ clause: seat.state.clauses[0]!.id, lang: 'en', typing: true });
    await seat.ask('cursor', awareness.encodeAwarenessUpdate(shown, [seat.pen!]));
    const states = watcher.provider.awareness.getStates();
    await until('it is seen', () => states.get(seat.pen!)?.['typing'] === true);
    const late = await Watcher.join(origin);
    await until('who comes later sees it', () => late.provider.awareness.getStates().has(seat.pen!));
    seat.leave();
    await until('it is gone', () => !states.has(seat.pen!));
    shown.destroy();
    watcher.leave();
    late.leave();
  });
});

describe('being turned away', () => {
  it('is told with a code for which the provider does not come back', async () => {
    const { token } = await observer();
    for (const [board, credential, code] of [
      [BOARD, 'x'.repeat(43), 4401],
      [BOARD, '', 4401],
      ['nowhere', token, 4404],
    ] as const) {
      const turned = new Watcher(origin, credential, board);
      await until('it gives up', () => turned.gaveUp !== null);
      expect(turned.gaveUp).toBe(code);
      await pause(700); // longer than its longest wait between two attempts
      expect(turned.connections).toBe(1);
      expect(turned.provider.shouldConnect).toBe(false);
      turned.leave();
    }
  });

  it('has a code for every address', async () => {
    const { token } = await observer();
    expect(await closeCode(`/sync/${BOARD}`)).toBe(4401);
    expect(await closeCode(`/sync/${BOARD}`, { Authorization: 'Bearer nobody' })).toBe(4401);
    for (const path of ['/sync/', '/sync/nowhere', '/sync/%E0%A4%A', '/sync/..%2f', `/sync/${BOARD}/more`])
      expect(await closeCode(`${path}?token=${token}`), path).toBe(4404);
  });
});
