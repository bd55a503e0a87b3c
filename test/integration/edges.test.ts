// What the server's edges turn away, by name: pages of other sites, too much, too often, too many, too slow a caller.
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { EDGE_LIMITS } from '../../server/edges/limits.ts';
import type { EdgeLimits } from '../../server/edges/limits.ts';
import { ask, askUpgrade } from '../support/ask.ts';
import { BOARD, Seat, join, until } from '../support/seat.ts';
import { startServer } from '../support/server.ts';
import type { ServerOptions, TestServer } from '../support/server.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const running: TestServer[] = [];
const start = async (options: ServerOptions = {}): Promise<TestServer> => {
  const server = await startServer({ articles: 1, ...options });
  running.push(server);
  return server;
};
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

const withLimits = (change: (limits: EdgeLimits) => Partial<EdgeLimits>): { limits: EdgeLimits } => ({
  limits: { ...EDGE_LIMITS, ...change(EDGE_LIMITS) },
});

const JOIN = `/api/boards/${BOARD}/join`;
const JSON_TYPE = { 'Content-Type': 'application/json' };
const somebody = { name: 'Somebody', party: 'drc', role: 'member' };
const POLLING = '/socket.io/?EIO=4&transport=polling';
const SOCKET = '/socket.io/?EIO=4&transport=websocket';

describe('another site’s page', () => {
  let server: TestServer;
  let origin: string;
  beforeAll(async () => {
    server = await startServer({ articles: 1 });
    ({ origin } = server);
  });
  afterAll(() => server.close());

  it.each([
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
  ])('changes nothing over HTTP: %o', async (headers: Record<string, string>) => {
    const told = await ask(origin, JOIN, {
      method: 'POST',
      headers: { ...JSON_TYPE, ...headers },
      body: somebody,
    });
    expect([told.status, told.code]).toEqual([403, 'cross-site']);
    expect(told.headers['set-cookie']).toBeUndefined();
  });

  it('is not our own, nor is it a program with a token of its own', async () => {
    const own = { ...JSON_TYPE, Origin: origin, 'Sec-Fetch-Site': 'same-origin' };
    expect((await ask(origin, JOIN, { method: 'POST', headers: own, body: somebody })).status).toBe(201);
    expect((await ask(origin, JOIN, { method: 'POST', headers: JSON_TYPE, body: somebody })).status).toBe(
      201,
    );
    const bearer = { ...JSON_TYPE, Origin: 'https://other.example', Authorization: 'Bearer abc' };
    expect((await ask(origin, JOIN, { method: 'POST', headers: bearer, body: somebody })).status).toBe(201);
  });

  it('sends no form, and nothing without proof along with a cookie', async () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const sent = await ask(origin, JOIN, { method: 'POST', headers: form, body: 'name=x' });
    expect([sent.status, sent.code]).toEqual([415, 'not-json']);
    const bare = await ask(origin, JOIN, { method: 'POST', headers: { Cookie: 'paraph_drc-us=x' } });
    expect([bare.status, bare.code]).toEqual([403, 'cross-site']);
  });

  it('gets no socket, and no polling in its place', async () => {
    for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }]) {
      for (const path of [SOCKET, `/sync/${BOARD}`]) {
        const told = await askUpgrade(origin, path, headers);
        expect([path, told.status, told.code]).toEqual([path, 403, 'cross-site']);
      }
      const told = await ask(origin, POLLING, { headers });
      expect([told.status, told.code]).toEqual([403, 'cross-site']);
      // Also within a session that came about otherwise.
      const sid = (JSON.parse((await ask(origin, POLLING)).body.slice(1)) as { sid: string }).sid;
      expect((await ask(origin, `${POLLING}&sid=${sid}`, { headers })).code).toBe('cross-site');
    }
    expect((await askUpgrade(origin, SOCKET, { Origin: origin })).status).toBe(101);
    expect((await askUpgrade(origin, `/sync/${BOARD}`)).status).toBe(101);
    expect((await ask(origin, POLLING, { headers: { Origin: origin } })).status).toBe(200);
    expect((await askUpgrade(origin, '/elsewhere')).code).toBe('not-found');
  });
});

describe('a body', () => {
  it('that is no JSON, too deep or too large is refused, and says so without its words', async () => {
    const { origin } = await start();
    const send = (body: string) => ask(origin, JOIN, { method: 'POST', headers: JSON_TYPE, body });
    const broken = await send('{"name": "S3CRET');
    expect(broken).toMatchObject({ status: 400, code: 'bad-request' });
    expect(broken.body).toContain('not valid JSON');
    const deep = await send(`{"name": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`);
    expect(deep).toMatchObject({ status: 400, code: 'bad-request' });
    expect(deep.body).toContain('nested too deeply');
    expect(await send(`{"name": "${'['.repeat(200)}", "party": "drc", "role": "member"}`)).toMatchObject({
      code: 'bad-request', // brackets in a string are none
    });
    expect(await send(`{"name": "${'x'.repeat(40_000)}"}`)).toMatchObject({ status: 413, code: 'too-large' });
    expect(broken.body).not.toContain('S3CRET');
  });
});

describe('behind a proxy', () => {
  it('addresses are counted as the trusted proxy tells them, over HTTP and sockets', async () => {
    const { origin } = await start({
      trustProxy: 1,
      ...withLimits(({ address }) => ({
        address: {
          ...address,
          joins: { points: 2, seconds: 60 },
          handshakes: { points: 1, seconds: 60 },
        },
      })),
    });
    const joinFrom = (address: string) =>
      ask(origin, JOIN, {
        method: 'POST',
        headers: { ...JSON_TYPE, 'X-Forwarded-For': address },
        body: somebody,
      });
    expect((await joinFrom('203.0.113.1')).status).toBe(201);
    expect((await joinFrom('1.1.1.1, 203.0.113.1')).status).toBe(201);
    const third = await joinFrom('203.0.113.1');
    expect([third.status, third.code]).toEqual([429, 'too-fast']);
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(30);
    expect((await joinFrom('203.0.113.2')).status).toBe(201);

    const from = { 'X-Forwarded-For': '203.0.113.3' };
    expect((await askUpgrade(origin, SOCKET, from)).status).toBe(101);
    const again = await askUpgrade(origin, SOCKET, from);
    expect([again.status, again.code]).toEqual([429, 'too-fast']);
    expect((await askUpgrade(origin, SOCKET)).status).toBe(101); // this machine's own
  });

  it('that is not trusted nobody is believed', async () => {
    const { origin } = await start({
      publicUrl: null,
      ...withLimits(({ address }) => ({ address: { ...address, joins: { points: 1, seconds: 60 } } })),
    });
    for (let i = 0; i < 3; i += 1) {
      const headers = { ...JSON_TYPE, 'X-Forwarded-For': '203.0.113.1', 'X-Forwarded-Proto': 'https' };
      const told = await ask(origin, JOIN, { method: 'POST', headers, body: somebody });
      expect(told.status).toBe(201);
      expect(told.headers['set-cookie']?.[0]).not.toContain('Secure');
      expect(told.headers['strict-transport-security']).toBeUndefined();
    }
  });

  it('that ends TLS cookies are secure, and browsers are told to come by https', async () => {
    const { origin } = await start({ trustProxy: ['loopback'] });
    const headers = { ...JSON_TYPE, 'X-Forwarded-For': '203.0.113.1', 'X-Forwarded-Proto': 'https' };
    const told = await ask(origin, JOIN, { method: 'POST', headers, body: somebody });
    expect(told.headers['set-cookie']?.[0]).toMatch(/; HttpOnly;.*Secure|; Secure/);
    expect(told.headers['strict-transport-security']).toMatch(/max-age=\d{7,}/);
    expect(told.headers['content-security-policy']).toContain('upgrade-insecure-requests');
    const plain = await ask(origin, '/');
    expect(plain.headers['strict-transport-security']).toBeUndefined();
    expect(plain.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect(plain.headers['permissions-policy']).toContain('camera=()');
    expect(plain.headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(plain.headers['cross-origin-resource-policy']).toBe('same-origin');
  });
});

describe('connections', () => {
  it('are bounded by address and in all, and each that ends makes room', async () => {
    const { origin } = await start({
      trustProxy: 1,
      ...withLimits(() => ({ connections: { inAll: 3, perAddress: 2, perSeat: 9 } })),
    });
    const open = (address: string): Promise<{ socket: ReturnType<typeof connect>; status: string }> =>
      new Promise((resolve, reject) => {
        const { hostname, port } = new URL(origin);
        const socket = connect(Number(port), hostname);
        socket.on('error', reject);
        socket.write(
          `GET ${SOCKET} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
            `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nX-Forwarded-For: ${address}\r\n\r\n`,
        );
        socket.once('data', (data) => resolve({ socket, status: data.toString('utf8') }));
      });
    const first = await open('203.0.113.1');
    const second = await open('203.0.113.1');
    for (const each of [first, second]) expect(each.status).toContain(' 101 ');
    const third = await open('203.0.113.1');
    expect(third.status).toContain(' 429 ');
    expect(third.status).toContain('"code":"too-many-connections"');
    const other = await open('203.0.113.2');
    expect(other.status).toContain(' 101 ');
    expect((await open('203.0.113.3')).status).toMatch(/ 503 [^]*"code":"server-full"/);
    first.socket.destroy();
    await until('there is room', async () => (await open('203.0.113.1')).status.includes(' 101 '));
    for (const { socket } of [second, third, other]) socket.destroy();
  });

  it('of one seat are bounded by name, acting and watching', async () => {
    const { origin } = await start(
      withLimits(({ connections }) => ({ connections: { ...connections, perSeat: 1 } })),
    );
    const seat = await Seat.join(origin);
    const second = new Seat(origin, seat.id, seat.token, { reconnection: false });
    const error = await new Promise<Error & { data?: { code: string } }>((resolve) =>
      second.socket.once('connect_error', resolve),
    );
    expect(error.data?.code).toBe('too-many-connections');
    seat.leave();
    await until('there is room', async () => {
      const next = new Seat(origin, seat.id, seat.token, { reconnection: false, sits: false });
      const came = await new Promise<boolean>((resolve) => {
        next.socket.once('connect', () => resolve(true));
        next.socket.once('connect_error', () => resolve(false));
      });
      next.leave();
      return came;
    });
    second.leave();
    const { token } = await join(origin, { party: null, role: 'observer' });
    const watch = () => new WebSocket(`${origin.replace('http', 'ws')}/sync/${BOARD}?token=${token}`);
    const watching = watch();
    await new Promise((resolve) => watching.addEventListener('message', resolve, { once: true }));
    const refusedWatcher = watch();
    const closed = await new Promise<CloseEvent>((resolve) =>
      refusedWatcher.addEventListener('close', resolve),
    );
    expect([closed.code, closed.reason]).toEqual([1013, 'too-many-connections']);
    watching.close();
  });
});

describe('somebody who waits', () => {
  const impatient = withLimits(({ timeouts }) => ({
    timeouts: { ...timeouts, sitMs: 300, headersMs: 300, requestMs: 600, checkMs: 100 },
  }));

  it('without sitting down is sent away, and may come back', async () => {
    const { origin } = await start(impatient);
    const seat = await Seat.join(origin, {}, { sits: false, reconnection: false });
    await until('it is told', () => seat.notices.includes('sit-timeout'));
    await until('it is sent away', () => !seat.socket.connected);
    seat.leave();
    const { token } = await join(origin, { party: null, role: 'observer' });
    const watcher = new WebSocket(`${origin.replace('http', 'ws')}/sync/${BOARD}?token=${token}`);
    const closed = await new Promise<CloseEvent>((resolve) => watcher.addEventListener('close', resolve));
    expect([closed.code, closed.reason]).toEqual([4408, 'sit-timeout']);
  });

  it.each([
    ['a head that never ends', 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ', ' 408 '],
    [
      'a body that never comes',
      `POST ${JOIN} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
      ' 408 ',
    ],
    [
      'a socket that names no board',
      `GET ${SOCKET} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
      ' 101 ',
    ],
  ])('over %s is cut off', async (_what, sent, status) => {
    const { origin } = await start(impatient);
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname);
    let told = '';
    socket.on('data', (data) => (told += data.toString('latin1')));
    socket.on('error', () => undefined);
    socket.write(sent);
    await new Promise((resolve) => socket.once('close', resolve));
    expect(told).toContain(status);
  });
});

describe('those who run the server', () => {
  it('can have health and metrics at another address, and nobody has them at the page’s', async () => {
    const { origin, watchPost } = await start({ watchPost: { host: '127.0.0.1', port: 0 } });
    expect(watchPost).not.toBe(origin);
    expect(await ask(watchPost, '/healthz')).toMatchObject({ status: 200, body: '{"ok":true}' });
    expect((await ask(watchPost, '/metrics')).body).toContain('paraph_boards_loaded');
    for (const path of ['/healthz', '/metrics'])
      expect(await ask(origin, path)).toMatchObject({ status: 404, code: 'not-found' });
    expect(await ask(watchPost, `/api/boards`)).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('are told what happens, in labels of our own', async () => {
    const { origin } = await start();
    const seat = await Seat.join(origin);
    seat.type('1', 'en', 0, 'x');
    await seat.settled();
    await ask(origin, JOIN, { method: 'POST', headers: JSON_TYPE, body: '{' });
    await ask(origin, POLLING, { headers: { Origin: 'https://evil.example' } });
    const metrics = (await ask(origin, '/metrics')).body;
    expect(metrics).toMatch(/^paraph_seats_connected\{kind="acting"\} 1$/m);
    expect(metrics).toMatch(/^paraph_seats_connected\{kind="watching"\} 0$/m);
    expect(metrics).toMatch(/^paraph_rows_total\{kind="text"\} \d+$/m);
    expect(metrics).toMatch(/^paraph_refusals_total\{code="bad-request"\} 1$/m);
    expect(metrics).toMatch(/^paraph_refusals_total\{code="cross-site"\} 1$/m);
    expect(metrics).toMatch(/^paraph_door_seconds_count\{kind="text"\} 1$/m);
    expect(metrics).toMatch(/^paraph_buffered_bytes(_max)? 0$/m);
    expect(metrics).toMatch(/^paraph_connections 1$/m);
    seat.leave();
  });

  it('hear that the store cannot be written, at most so often that the disk does not notice', async () => {
    const server = await start();
    const probe = vi.spyOn(server.store, 'probe');
    for (let i = 0; i < 50; i += 1) await ask(server.origin, '/healthz');
    expect(probe.mock.calls.length).toBeLessThan(20);
    probe.mockRejectedValue(new Error('disk full'));
    await until('it is told', async () => (await ask(server.origin, '/healthz')).status === 503);
    expect(await ask(server.origin, '/healthz')).toMatchObject({ status: 503, code: 'store-unavailable' });
    server.complaints.length = 0;
  });
});
