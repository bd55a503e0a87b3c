// Too fast for the table, and too slow for it: an honest page waits and loses no word, nobody else is slowed down, and a
// reader that reads nothing costs no more than its bound.
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { io } from 'socket.io-client';
import { DraftStore } from '../../client/drafts/store.ts';
import { systemClock } from '../../client/session/clock.ts';
import { LiveTable } from '../../client/session/live.ts';
import { EDGE_LIMITS } from '../../server/edges/limits.ts';
import type { EdgeLimits } from '../../server/edges/limits.ts';
import type { Answer } from '../../shared/wire.ts';
import { ask } from '../support/ask.ts';
import { BOARD, Seat, join, pause, until } from '../support/seat.ts';
import type { Wanted } from '../support/seat.ts';
import { startServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const CLAUSE = '1';
const ROOT = `text:${CLAUSE}:en`;

let ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  ends = [];
});

const start = async (limits: Partial<EdgeLimits> = {}): Promise<TestServer> => {
  const server = await startServer({ articles: 1, limits: { ...EDGE_LIMITS, ...limits } });
  ends.push(() => server.close());
  return server;
};

const seat = async (origin: string, wanted: Wanted = {}): Promise<Seat> => {
  const taken = await Seat.join(origin, wanted);
  ends.push(() => taken.leave());
  return taken;
};

/** A page as a browser has it. */
const page = async (origin: string): Promise<{ table: LiveTable; drafts: DraftStore }> => {
  const joined = await join(origin, { party: 'drc', role: 'head' });
  const own = { id: joined.seat.id, name: 'A', party: 'drc', role: 'head' as const };
  const drafts = new DraftStore({ storage: null, board: BOARD, seat: own.id, role: 'head', now: Date.now });
  const table = new LiveTable({
    board: BOARD,
    seat: own,
    token: joined.token,
    open: (auth) => io(origin, { auth, transports: ['websocket'], forceNew: true, reconnectionDelay: 50 }),
    clock: systemClock,
    drafts,
    newId: () => crypto.randomUUID(),
  });
  ends.push(() => table.close());
  await until('the page sits', () => table.snapshot().connection.kind === 'live');
  return { table, drafts };
};

const metric = async (origin: string, name: string): Promise<number> => {
  const { body } = await ask(origin, '/metrics');
  const line = body.split('\n').find((each) => each.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1) ?? 0);
};

describe('over the rate of a seat', () => {
  const rates = {
    seat: { ...EDGE_LIMITS.seat, frames: { points: 25, seconds: 1 }, moves: { points: 3, seconds: 1 } },
  };

  it('a page waits, sends again in order, and loses no word', async () => {
    const { origin } = await start(rates);
    const { table, drafts } = await page(origin);
    const other = await seat(origin, { party: 'us', role: 'head' });
    const pen = table.document().clientID;
    const before = table.document().getText(ROOT).toString();
    const words = 'nothing that was typed is lost, however fast. '.repeat(2);
    for (const [at, letter] of [...words].entries())
      table.document().transact(() => table.document().getText(ROOT).insert(at, letter), table.acts.origin);
    const proposed = table.acts.move({ kind: 'propose', clause: CLAUSE, note: 'ours' });
    await until('everything got through', () => table.snapshot().unsafe === 0, 40_000);
    expect(await proposed).toEqual({ ok: true });
    await until('the other reads it', () => other.text(CLAUSE, 'en').startsWith(words));
    expect(other.text(CLAUSE, 'en')).toBe(words + before);
    expect(await metric(origin, 'paraph_refusals_total{code="too-fast"}')).toBeGreaterThan(10);
    // No recovery: the same pen, no draft, no notice.
    expect(table.document().clientID).toBe(pen);
    expect(table.snapshot().notices).toEqual([]);
    expect(drafts.all()).toEqual([]);
    expect(await metric(origin, 'paraph_refusals_total{code="clock-gap"}')).toBe(0);
  });

  it('a program is told when to try again, and nothing overtakes what was refused', async () => {
    const { origin } = await start(rates);
    const one = await seat(origin);
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => one.ask<{ seq: number }>('text', new Uint8Array([0, 0]))),
    );
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.code));
    expect(codes.indexOf('too-fast')).toBe(25);
    expect(codes.slice(25).every((code) => code === 'too-fast')).toBe(true);
    const refused = answers[25]! as Answer<object> & { retryAfterMs?: number };
    expect(refused.retryAfterMs).toBeGreaterThan(0);
    await pause(1100);
    const move = { id: 'move-held-back', kind: 'openSitting' };
    expect(await one.ask('move', move)).toMatchObject({ code: 'too-fast', retryAfterMs: expect.any(Number) });
    await one.sit();
    await pause(100);
    expect(await one.ask('text', new Uint8Array([0, 0]))).toMatchObject({ ok: true });
  });
});

describe('over the pace of a connection', () => {
  it('reading pauses: all of it is taken, later, and others are answered meanwhile', async () => {
    const { origin } = await start({
      pace: { ...EDGE_LIMITS.pace, messages: { burst: 100, perSecond: 100 } },
    });
    const hasty = await seat(origin);
    const calm = await seat(origin, { party: 'us' });
    // What has come in one piece is read in one: of these, a few score make a piece.
    const words = 'x'.repeat(500);
    for (let i = 0; i < 300; i += 1) hasty.type(CLAUSE, 'en', i * words.length, words);
    for (let i = 0; i < 5; i += 1) {
      calm.type(CLAUSE, 'en', 0, 'y');
      await calm.settled();
    }
    expect(hasty.unanswered).toBeGreaterThan(0);
    await hasty.settled();
    expect(hasty.refusals).toEqual([]);
    expect(hasty.acknowledged).toHaveLength(300);
    expect(hasty.sittings).toHaveLength(1);
  });

  it('what polls cannot be paused, and is refused far beyond it', async () => {
    const { origin } = await start({
      pace: { ...EDGE_LIMITS.pace, messages: { burst: 10, perSecond: 1 }, overdraft: 10 },
    });
    const joined = await join(origin);
    const polling = new Seat(origin, joined.seat.id, joined.token, {
      transports: ['polling'],
      upgrade: false,
    });
    ends.push(() => polling.leave());
    await polling.seated();
    expect(await polling.ask('text', new Uint8Array([0, 0]))).toMatchObject({ ok: true });
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => polling.ask('text', new Uint8Array([0, 0]))),
    );
    expect(answers.at(-1)).toMatchObject({ code: 'too-fast' });
  });
});

/** A seat that acts over a socket of its own making, which reads when it is told to. */
const rawSeat = async (origin: string, token: string): Promise<Socket> => {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  const masked = (text: string): Buffer => {
    const payload = Buffer.from(text);
    const head =
      payload.length < 126
        ? Buffer.from([0x81, 0x80 | payload.length])
        : Buffer.from([0x81, 0xfe, payload.length >> 8, payload.length & 255]);
    return Buffer.concat([head, Buffer.alloc(4), payload]); // masked with zeros
  };
  const heard = (what: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (data: Buffer): void => {
        if (!data.toString('latin1').includes(what)) return;
        socket.off('data', look);
        resolve();
      };
      socket.on('data', look);
    });
  const opened = heard('"sid"');
  socket.write(
    `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\n` +
      'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  await opened;
  const connected = heard('40{"sid"');
  socket.write(masked(`40${JSON.stringify({ board: BOARD, token })}`));
  await connected;
  const seated = heard('430'); // the answer's, or a binary one's, header
  socket.write(masked('420["sit",{"protocol":1}]'));
  await Promise.race([seated, pause(1000)]);
  return socket;
};

describe('a reader that does not read', () => {
  const bound = 256 * 1024;

  it('is let go at its bound, while the others are answered; and it is told when it comes back', async () => {
    const server = await start({
      buffered: { perConnection: bound, inAll: 1024 * bound },
      seat: { ...EDGE_LIMITS.seat, frames: { points: 1_000_000, seconds: 10 } },
      pace: {
        ...EDGE_LIMITS.pace,
        messages: { burst: 1_000_000, perSecond: 100_000 },
        bytes: { burst: 2 ** 30, perSecond: 2 ** 30 },
      },
    });
    const { origin } = server;
    const idle = await join(origin, { party: 'us', name: 'Idle' });
    const raw = await rawSeat(origin, idle.token);
    raw.pause();
    const watchToken = (await join(origin, { party: null, role: 'observer' })).token;
    const watching = connect(Number(new URL(origin).port), '127.0.0.1');
    watching.on('error', () => undefined);
    watching.write(
      `GET /sync/${BOARD}?token=${watchToken} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await new Promise((resolve) => watching.once('data', resolve));
    watching.write(Buffer.from([0x82, 0x84, 0, 0, 0, 0, 0, 0, 1, 0])); // asks for the state
    await pause(300);
    watching.pause();

    const typing = await seat(origin, { party: 'drc' });
    let most = 0;
    let frames = 0;
    const long = 'x'.repeat(8000);
    while ((await metric(origin, 'paraph_readers_dropped_total')) < 2 && frames < 6000) {
      for (let i = 0; i < 20; i += 1) {
        typing.type(CLAUSE, 'en', 0, long);
        typing.delete(CLAUSE, 'en', 0, long.length);
        frames += 2;
      }
      await typing.settled();
      most = Math.max(most, await metric(origin, 'paraph_buffered_bytes_max'));
    }
    expect(await metric(origin, 'paraph_readers_dropped_total')).toBe(2);
    // What one announcement holds may come on top of the bound.
    expect(most).toBeLessThan(bound + 1024 * 1024);
    expect(typing.refusals).toEqual([]);
    expect(typing.sittings).toHaveLength(1);
    await until('nothing waits', async () => (await metric(origin, 'paraph_buffered_bytes')) === 0);
    raw.destroy();
    watching.destroy();

    const back = new Seat(origin, idle.seat.id, idle.token);
    ends.push(() => back.leave());
    await back.seated();
    await until('it is told', () => back.notices.includes('too-slow'));
    await until('it has everything', () => back.seq >= typing.seq);
    expect(back.text(CLAUSE, 'en')).toBe(typing.text(CLAUSE, 'en'));
  });
});
