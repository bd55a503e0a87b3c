// Everything that is said over HTTP, as another program would ask it.
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pino } from 'pino';
import { Clerk } from '../../server/clerk.ts';
import { Table } from '../../server/table.ts';
import { RULES } from '../../shared/decide/decide.ts';
import { decodeRows } from '../../shared/log.ts';
import { shortFingerprint } from '../../shared/text/hash.ts';
import { BOARD as OPENED } from '../support/boards.ts';
import { BOARD, Seat, get, join, post } from '../support/seat.ts';
import type { Joined } from '../support/seat.ts';
import { freePort, startServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';
import { boardOf, readLog } from '../support/watcher.ts';

// Real sockets, disks and processes: on a machine that has much else to do they take their time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

type Clause = { id: string; terms: Record<string, { unit: string | null }> };
type Ledger = { seq: number; hash: string; entries: { events: object[] }[] };

let server: TestServer;
let origin: string;
let observer: Joined;

beforeAll(async () => {
  server = await startServer();
  ({ origin } = server);
  observer = await join(origin, { party: null, role: 'observer', name: 'Watching' });
});
afterAll(async () => {
  await server.close();
  expect(server.complaints).toEqual([]);
});

const expectProblem = async (response: Response, status: number, code: string): Promise<unknown> => {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const body: unknown = await response.json();
  expect(body).toMatchObject({ type: 'about:blank', status, code, title: expect.stringMatching(/\.$/) });
  expect(response.status).toBe(status);
  return body;
};

/** Asked as a browser's cache asks; `fetch` would say that it wants nothing cached. */
const statusOf = (path: string, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const address = `${origin}/api/boards/${BOARD}${path}`;
    const asked = httpRequest(address, {
      headers: { Authorization: `Bearer ${observer.token}`, ...headers },
    });
    asked.on('response', (response) => resolve(response.resume().statusCode));
    asked.on('error', reject);
    asked.end();
  });

describe('taking a seat', () => {
  it('answers 201 with a token, the seat and an HttpOnly cookie', async () => {
    const response = await post(origin, { name: '  Ada   Lovelace ', party: 'us', role: 'member' });
    expect(response.status).toBe(201);
    const { token, seat } = (await response.json()) as Joined;
    expect(seat).toEqual({
      id: expect.stringMatching(/^us-\d+$/),
      name: 'Ada Lovelace',
      party: 'us',
      role: 'member',
    });
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toContain(token);
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).toMatch(/; Path=\//i);
    expect(cookie).not.toMatch(/; Secure/i); // this server is reached over http
  });

  it('lets the cookie alone in, and the bearer token alone, and nobody without either', async () => {
    const response = await post(origin, { name: 'Bo', party: 'drc', role: 'member' });
    const { token, seat } = (await response.json()) as Joined;
    const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0]!;
    const address = `${origin}/api/boards/${BOARD}/seat`;
    expect(await (await fetch(address, { headers: { Cookie: cookie } })).json()).toEqual({ seat });
    expect(await (await fetch(address, { headers: { Authorization: `Bearer ${token}` } })).json()).toEqual({
      seat,
    });
    for (const headers of [{}, { Cookie: `paraph_${BOARD}=x.y` }, { Authorization: 'Bearer nobody' }])
      await expectProblem(await fetch(address, { headers }), 401, 'no-token');
  });

  it('keeps several seats in one cookie, the newest first', async () => {
    const first = await post(origin, { name: 'A', party: 'drc', role: 'member' });
    const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0]!;
    const second = await post(origin, { name: 'B', party: 'us', role: 'member' }, { Cookie: cookie });
    const [a, b] = [(await first.json()) as Joined, (await second.json()) as Joined];
    const both = (second.headers.get('set-cookie') ?? '').split(';')[0]!;
    const seat = async (query: string): Promise<unknown> =>
      (await fetch(`${origin}/api/boards/${BOARD}/seat${query}`, { headers: { Cookie: both } })).json();
    expect(await seat('')).toEqual({ seat: b.seat });
    expect(await seat(`?seat=${a.seat.id}`)).toEqual({ seat: a.seat });
  });

  it('refuses a second head and a second chair by name', async () => {
    await join(origin, { party: 'drc', role: 'head' });
    await join(origin, { party: null, role: 'chair' });
    await expectProblem(await post(origin, { name: 'X', party: 'drc', role: 'head' }), 409, 'head-taken');
    await expectProblem(await post(origin, { name: 'X', party: null, role: 'chair' }), 409, 'chair-taken');
  });

  it('seats one head where several ask in the same moment', async () => {
    const asked = Array.from({ length: 6 }, () => post(origin, { name: 'X', party: 'us', role: 'head' }));
    const answers = await Promise.all(asked);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    for (const answer of answers) if (answer.status === 409) await expectProblem(answer, 409, 'head-taken');
  });

  it('refuses requests that make no sense, and says what is wrong', async () => {
    for (const body of [
      '{"name": "X", ',
      '[]',
      'null',
      {},
      { name: '', party: 'drc', role: 'member' },
      { name: ' \n\t ', party: 'drc', role: 'member' },
      { name: 'x'.repeat(81), party: 'drc', role: 'member' },
      { name: 'X', party: 'drc', role: 'king' },
      { name: 'X', party: '../..', role: 'member' },
      { name: { toString: 'X' }, party: 'drc', role: 'member' },
    ])
      await expectProblem(await post(origin, body), 400, 'bad-request');
    await expectProblem(await post(origin, { name: 'X', party: 'fr', role: 'head' }), 409, 'no-such-party');
    await expectProblem(await post(origin, { name: 'X', party: null, role: 'member' }), 409, 'no-such-party');
    await expectProblem(await post(origin, { name: 'X', party: 'us', role: 'chair' }), 409, 'no-such-party');
    await expectProblem(await post(origin, { name: 'x'.repeat(40_000) }), 413, 'too-large');
    const odd = { 'Content-Type': 'application/json; charset=klingon' };
    await expectProblem(await post(origin, { name: 'X' }, odd), 400, 'bad-request');
    await expectProblem(await post(origin, {}, { 'Content-Encoding': 'rot13' }), 400, 'bad-request');
    await expectProblem(await post(origin, 'name=X', { 'Content-Type': 'text/plain' }), 415, 'not-json');
  });
});

describe('reading a board', () => {
  it('lists the boards and shows one', async () => {
    const list = (await (await fetch(`${origin}/api/boards`)).json()) as { boards: object[] };
    expect(list.boards).toHaveLength(1);
    expect(list.boards[0]).toMatchObject({
      id: BOARD,
      title: { en: expect.any(String), fr: expect.any(String) },
      notice: { en: expect.stringContaining('Illustration'), fr: expect.stringContaining('Illustration') },
      progress: { articles: 3, locked: 0 },
      sitting: 1,
      seats: { drc: { headFree: expect.any(Boolean) }, us: { headFree: expect.any(Boolean) } },
    });
    const one = await get(origin, '');
    expect(one.headers.get('cache-control')).toBe('no-store');
    expect(await one.json()).toMatchObject({ id: BOARD, epoch: expect.stringMatching(/^[0-9a-f]{24}$/) });
  });

  it('knows no board whose laying was cut off before its first sitting', async () => {
    const own = await startServer({ articles: 1 });
    const { store } = own;
    const id = 'half-laid';
    await store.createBoard(id, 'an-epoch');
    const log = pino({ level: 'silent' });
    const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
    const tools = { store, clerk: new Clerk(store, log), log, now: Date.now, random };
    const table = (await Table.load(tools, id))!;
    const opened = { kind: 'openBoard', board: { ...OPENED, id }, rules: RULES } as const;
    expect(await table.serve('lay-open-board', opened)).toMatchObject({ ok: true });
    const { boards } = (await (await fetch(`${own.origin}/api/boards`)).json()) as {
      boards: { id: string }[];
    };
    expect(boards.map((board) => board.id)).toEqual([BOARD]);
    await expectProblem(await fetch(`${own.origin}/api/boards/${id}`), 404, 'no-board');
    await own.close();
  });

  it('tells of a clause exactly what was promised', async () => {
    const { clauses } = (await (await get(origin, '/clauses', observer.token)).json()) as {
      clauses: Clause[];
    };
    expect(clauses).toHaveLength(3);
    const first = clauses[0]!;
    expect(await (await get(origin, `/clauses/${first.id}`, observer.token)).json()).toEqual(first);
    const language = (lang: string): object => ({
      root: `text:${first.id}:${lang}`,
      positions: { drc: expect.stringMatching(/\w/), us: expect.stringMatching(/\w/) },
      compilation: expect.stringContaining('['),
      changedAt: expect.any(Number),
    });
    expect(first).toEqual({
      id: expect.any(String),
      number: 1,
      title: { en: expect.any(String), fr: expect.any(String) },
      status: expect.stringMatching(/^(proposed|countered)$/),
      text: { en: language('en'), fr: language('fr') },
      terms: expect.any(Object),
      gap: { brackets: expect.any(Number), figures: expect.any(Number), words: expect.any(Number) },
      clean: false,
      hash: null,
      revisions: expect.arrayContaining([
        {
          revision: 1,
          party: 'drc',
          hash: expect.stringMatching(/^[0-9a-f]{64}$/),
          at: expect.any(Number),
          note: expect.stringContaining('Resources and security'),
          stands: true,
        },
      ]),
      initials: [],
      locked: false,
    });
    for (const clause of clauses)
      for (const term of Object.values(clause.terms))
        expect(Object.keys(term)).toEqual(['unit', 'drc', 'us']);
    const years = clauses.flatMap((clause) => Object.values(clause.terms)).map((term) => term.unit);
    expect(years).toContain('years');
  });

  it('gives the ledger as JSON and as a table', async () => {
    const ledger = (await (await get(origin, '/ledger.json', observer.token)).json()) as Ledger;
    expect(ledger).toMatchObject({
      board: BOARD,
      seq: expect.any(Number),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      fingerprint: shortFingerprint(ledger.hash),
      initials: { en: 'Initials authenticate wording; they are not signature and bind no State.' },
    });
    expect(ledger.entries[0]).toMatchObject({ seq: 1, seat: 'server', events: [{ type: 'boardOpened' }] });
    const csv = await get(origin, '/ledger.csv', observer.token);
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
    const lines = (await csv.text()).split('\r\n');
    expect(lines[0]).toBe('seq,at,seat,event,clause,party,particulars');
    const events = ledger.entries.reduce((sum, entry) => sum + entry.events.length, 0);
    // Behind the heading and the events stands which record it is; behind that line nothing.
    const [record = '', end] = lines.slice(-2);
    expect(end).toBe('');
    expect(record.startsWith(`${ledger.seq},,,record,,,`)).toBe(true);
    for (const said of [ledger.hash, shortFingerprint(ledger.hash), 'Initials authenticate wording'])
      expect(record).toContain(said);
    expect(lines.length).toBeGreaterThanOrEqual(events + 3);
  });

  it('gives the log, whose chain holds and which adds up to the ledger', async () => {
    const rows = await readLog(origin, observer.token);
    const ledger = (await (await get(origin, '/ledger.json', observer.token)).json()) as Ledger;
    const board = boardOf(rows);
    expect(board.seq).toBe(ledger.seq);
    expect(Buffer.from(board.hash).toString('hex')).toBe(ledger.hash);
    expect(board.parts.entries).toBe(ledger.entries.length);
    const piece = await get(origin, '/log?from=5', observer.token);
    const decoded = decodeRows(new Uint8Array(await piece.arrayBuffer()));
    expect(decoded.ok && decoded.rows[0]?.seq).toBe(5);
    const etag = piece.headers.get('etag') ?? '';
    expect(await statusOf('/log?from=5', { 'If-None-Match': etag })).toBe(304);
    expect(await statusOf('/log?from=6', { 'If-None-Match': etag })).toBe(200);
    for (const from of ['0', '-1', 'x', '1.5'])
      await expectProblem(await get(origin, `/log?from=${from}`, observer.token), 400, 'bad-request');
    const beyond = decodeRows(
      new Uint8Array(await (await get(origin, '/log?from=999999', observer.token)).arrayBuffer()),
    );
    expect(beyond).toEqual({ ok: true, rows: [] });
  });

  it('exports the text in both languages, with its notice and what initials are not', async () => {
    const en = await (await get(origin, '/export/text-en.txt', observer.token)).text();
    const fr = await (await get(origin, '/export/text-fr.txt', observer.token)).text();
    expect(en).toMatch(/Illustration\./);
    expect(en).toContain('Initials authenticate wording; they are not signature and bind no State.');
    expect(en).toContain('Article 3.');
    expect(en).toContain('[DRC:');
    expect(fr).toMatch(/\[RDC\s: /);
    expect(fr).toContain('Le paraphe authentifie le libellé');
    await expectProblem(await get(origin, '/export/secrets.txt', observer.token), 404, 'not-found');
  });

  it('tells whose a character is, and by name only to their own side', async () => {
    const author = await Seat.join(origin, { party: 'drc', name: 'Named Author' });
    const [colleague, other] = await Promise.all([
      join(origin, { party: 'drc' }),
      join(origin, { party: 'us' }),
    ]);
    const clause = [...author.state.clauses][0]!.id;
    author.type(clause, 'en', 0, 'abc');
    await author.settled();
    const address = `/characters/${author.pen}/1`;
    const told = async (token: string): Promise<object> =>
      (await get(origin, address, token)).json() as Promise<object>;
    const base = { seq: author.acknowledged[0]!.seq, at: expect.any(Number), party: 'drc' };
    expect(await told(colleague.token)).toEqual({ ...base, seat: author.id, name: 'Named Author' });
    expect(await told(other.token)).toEqual({ ...base, seat: null, name: null });
    expect(await told(observer.token)).toEqual({ ...base, seat: null, name: null });
    await expectProblem(await get(origin, `/characters/${author.pen}/999`, observer.token), 404, 'not-found');
    author.leave();
  });

  it('says no as a problem: unknown boards, clauses and addresses, in the reader’s language', async () => {
    const api = `${origin}/api`;
    await expectProblem(await fetch(`${api}/boards/nowhere`), 404, 'no-board');
    await expectProblem(await fetch(`${api}/boards/nowhere/clauses`), 404, 'no-board');
    await expectProblem(await fetch(`${api}/boards/%2e%2e%2f/clauses`), 404, 'no-board');
    await expectProblem(await fetch(`${api}/boards/%E0%A4%A`), 404, 'not-found');
    await expectProblem(await fetch(`${api}/nothing`), 404, 'not-found');
    await expectProblem(await fetch(`${api}/boards/${BOARD}/join`), 404, 'not-found');
    await expectProblem(await get(origin, '/clauses/nothing', observer.token), 404, 'no-clause');
    for (const path of [
      '/clauses',
      '/clauses/purpose',
      '/ledger.json',
      '/ledger.csv',
      '/log',
      '/export/text-en.txt',
    ])
      await expectProblem(await get(origin, path), 401, 'no-token');
    const french = await fetch(`${api}/boards/nowhere`, {
      headers: { 'Accept-Language': 'fr-CD, en;q=0.5' },
    });
    expect(await expectProblem(french, 404, 'no-board')).toMatchObject({
      title: 'Aucune table ne porte ce nom. Choisissez-en une à l’accueil.',
    });
  });
});

describe('around the API', () => {
  it('tells how it does', async () => {
    expect(await (await fetch(`${origin}/healthz`)).json()).toEqual({ ok: true });
    const metrics = await (await fetch(`${origin}/metrics`)).text();
    expect(metrics).toMatch(/^paraph_boards_loaded 1$/m);
    expect(metrics).toContain('process_cpu_seconds_total');
  });

  it('serves the page under a policy that allows nothing inline but what carries this page’s number', async () => {
    const nonces = new Set<string>();
    for (const path of ['/', `/b/${BOARD}`, '/b/anything/at/all']) {
      const response = await fetch(`${origin}${path}`);
      expect(response.status).toBe(200);
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/default-src 'none'/);
      expect(policy).not.toMatch(/unsafe-/);
      expect(policy).toMatch(/frame-ancestors 'none'/);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
      expect(response.headers.get('x-powered-by')).toBeNull();
      expect(response.headers.get('strict-transport-security')).toBeNull();
      const nonce = /nonce="([^"]+)"/.exec(await response.text())?.[1] ?? '';
      expect(policy.match(/'nonce-[^']+'/g)).toEqual([`'nonce-${nonce}'`, `'nonce-${nonce}'`]);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
    await expectProblem(await fetch(`${origin}/elsewhere`), 404, 'not-found');
  });

  it('marks cookies Secure where people come over https', async () => {
    const port = await freePort();
    const behind = await startServer({ articles: 1, port, publicUrl: 'https://paraph.example.org' });
    try {
      expect(behind.origin).toBe('https://paraph.example.org');
      const inside = `http://127.0.0.1:${port}`;
      const joined = await post(inside, { name: 'X', party: 'us', role: 'member' });
      expect(joined.headers.get('set-cookie')).toMatch(/; Secure/i);
      expect((await fetch(inside)).headers.get('strict-transport-security')).toMatch(/max-age=\d+/);
    } finally {
      await behind.close();
    }
  });

  it('compresses what is worth it', async () => {
    const { headers } = await fetch(`${origin}/long.txt`, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(headers.get('content-encoding')).toBe('gzip');
    const clauses = await fetch(`${origin}/api/boards/${BOARD}/clauses`, {
      headers: { 'Accept-Encoding': 'gzip', Authorization: `Bearer ${observer.token}` },
    });
    expect(clauses.headers.get('content-encoding')).toBe('gzip');
  });

  it('ends an upgrade to an address that nobody is at, and one that another site’s page asks for', async () => {
    const [evil, own] = [{ Origin: 'https://evil.example' }, { Origin: origin }];
    expect(await upgrade('/elsewhere', own)).toBe(404);
    for (const path of ['/socket.io/?EIO=4&transport=websocket', `/sync/${BOARD}?token=${observer.token}`]) {
      expect(await upgrade(path, evil)).toBe(403);
      expect(await upgrade(path, { Origin: 'null' })).toBe(403);
      expect(await upgrade(path, own)).toBe(101);
      expect(await upgrade(path, {})).toBe(101);
    }
  });
});

/** The status with which an upgrade to a WebSocket is answered. */
const upgrade = (path: string, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const asked = httpRequest(`${origin}${path}`, {
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        ...headers,
        'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'Sec-WebSocket-Version': '13',
      },
    });
    asked.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response.statusCode);
    });
    asked.on('response', (response) => {
      // It must end, and not only be answered.
      response.resume().on('close', () => resolve(response.statusCode));
    });
    asked.on('error', reject);
    asked.end();
  });
