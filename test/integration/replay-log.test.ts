// The log for a replay, over HTTP: pieces that hold every row, may be kept for ever, and are small.
import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeReplay } from '../../shared/replay/wire.ts';
import { startServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

let server: TestServer;
let token = '';

const ask = (query: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.origin}/api/boards/drc-us/log?form=replay${query}`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
  });

type Wired = { status: number | undefined; bytes: number; encoding: string | undefined };

/** Not by `fetch`, which unpacks what comes and adds headers of its own. */
const onTheWire = (path: string, asked: Record<string, string>): Promise<Wired> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, ...asked };
    get(`${server.origin}${path}`, { headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () =>
        resolve({ status: response.statusCode, bytes, encoding: response.headers['content-encoding'] }),
      );
    }).on('error', reject);
  });

beforeAll(async () => {
  server = await startServer({ articles: 3 });
  const joined = await fetch(`${server.origin}/api/boards/drc-us/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Press', party: null, role: 'observer' }),
  });
  ({ token } = (await joined.json()) as { token: string });
});
afterAll(() => server.close());

describe('the log for a replay', () => {
  it('says how far it has come, then gives every row of it', async () => {
    const head = (await (await ask('')).json()) as { epoch: string; head: number; pieceRows: number };
    expect(head.head).toBeGreaterThan(20);
    const answer = await ask(`&epoch=${head.epoch}&piece=0`);
    expect(answer.status).toBe(200);
    const read = decodeReplay(new Uint8Array(await answer.arrayBuffer()));
    if (!read.ok) throw new Error(read.reason);
    const stored = await server.store.rows('drc-us', 1, 10_000);
    expect(read.rows).toEqual(stored.map(({ seq, at, kind, seat, body }) => ({ seq, at, kind, seat, body })));
  });

  it('is to be asked again for a piece that still grows, and is not sent twice unchanged', async () => {
    const { epoch } = (await (await ask('')).json()) as { epoch: string };
    const first = await ask(`&epoch=${epoch}&piece=0`);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const etag = first.headers.get('etag') ?? '';
    const path = `/api/boards/drc-us/log?form=replay&epoch=${epoch}&piece=0`;
    expect((await onTheWire(path, { 'if-none-match': etag })).status).toBe(304);
  });

  it('comes compressed as the reader can take it', async () => {
    const { epoch } = (await (await ask('')).json()) as { epoch: string };
    const path = `/api/boards/drc-us/log?form=replay&epoch=${epoch}&piece=0`;
    const [plainly, gzip, brotli] = await Promise.all([
      onTheWire(path, { 'accept-encoding': 'identity' }),
      onTheWire(path, { 'accept-encoding': 'gzip' }),
      onTheWire(path, { 'accept-encoding': 'gzip, br' }),
    ]);
    expect([plainly.encoding, gzip.encoding, brotli.encoding]).toEqual([undefined, 'gzip', 'br']);
    expect(gzip.bytes).toBeLessThan(plainly.bytes / 2);
    expect(brotli.bytes).toBeLessThan(plainly.bytes / 2);
  });

  it('refuses another epoch, a piece that is not there, nonsense, and who has no seat', async () => {
    const { epoch } = (await (await ask('')).json()) as { epoch: string };
    expect((await ask('&epoch=other&piece=0')).status).toBe(404);
    expect((await ask(`&epoch=${epoch}&piece=7`)).status).toBe(404);
    expect((await ask(`&epoch=${epoch}&piece=-1`)).status).toBe(400);
    expect((await ask('', { authorization: 'Bearer none' })).status).toBe(401);
  });
});
