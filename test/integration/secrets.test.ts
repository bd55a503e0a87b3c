// Every kind of error, provoked with secrets planted wherever a caller can put one; then every line of the log, at its most
// talkative, and every answer is searched for them.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createLogger } from '../../server/logging.ts';
import { ask, askUpgrade } from '../support/ask.ts';
import type { Told } from '../support/ask.ts';
import { BOARD, Seat, join, until } from '../support/seat.ts';
import type { Joined } from '../support/seat.ts';
import { startServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const JSON_TYPE = { 'Content-Type': 'application/json' };
/** As a token looks, and a word that nobody would write otherwise. */
const TOKEN = `PLANTED${'aB3_'.repeat(9)}`.slice(0, 43);
const WORD = 'zwetschgenmus';

let server: TestServer;
let origin: string;
let observer: Joined;
const lines: string[] = [];
const answers: Told[] = [];

beforeAll(async () => {
  const log = createLogger('trace', { write: (line: string) => void lines.push(line) });
  server = await startServer({ articles: 1, log });
  ({ origin } = server);
  observer = await join(origin, { party: null, role: 'observer', name: WORD });
});
afterAll(() => server.close());

const provoke = async (path: string, options: Parameters<typeof ask>[2] = {}): Promise<void> => {
  answers.push(await ask(origin, path, options));
};

it('no secret, token or private word is in any line or error', async () => {
  const bearer = { Authorization: `Bearer ${TOKEN}` };
  const cookie = { Cookie: `paraph_${BOARD}=${TOKEN}; other=${WORD}` };
  const join_ = `/api/boards/${BOARD}/join`;
  const post = (body: unknown, headers: Record<string, string> = {}) => ({
    method: 'POST',
    headers: { ...JSON_TYPE, ...headers },
    body,
  });
  for (const headers of [bearer, cookie])
    for (const path of ['/seat', '/clauses', `/clauses/${WORD}`, '/log?from=x', '/export/nothing'])
      await provoke(`/api/boards/${BOARD}${path}`, { headers });
  await provoke(`/api/boards/${BOARD}/clauses/${WORD}`, {
    headers: { Authorization: `Bearer ${observer.token}` },
  });
  await provoke(`/api/boards/${BOARD}/seat?token=${TOKEN}&invite=${TOKEN}&seat=${WORD}`);
  await provoke(`/api/boards/${TOKEN}/seat`);
  await provoke(`/api/boards/${WORD}!/seat`);
  await provoke(`/invitation/${TOKEN}?secret=${TOKEN}`, { headers: { Accept: 'application/json' } });
  await provoke(`/%E0%A4%A?token=${TOKEN}`);
  await provoke(join_, post(`{"invite": "${TOKEN}", "name": "${WORD}`));
  await provoke(join_, post({ name: WORD, party: 'drc', role: WORD, invite: TOKEN }));
  await provoke(join_, post({ name: WORD, party: WORD, role: 'head', invite: `${TOKEN}${'x'.repeat(300)}` }));
  await provoke(join_, post({ [TOKEN]: TOKEN, [WORD]: WORD, name: 7 }));
  await provoke(join_, post({ name: 'x'.repeat(40_000), invite: TOKEN }));
  await provoke(join_, post(`${WORD} ${TOKEN}`, { 'Content-Type': 'text/plain' }));
  await provoke(join_, post({ invite: TOKEN }, { 'Content-Encoding': WORD }));
  await provoke(join_, post({ invite: TOKEN }, { Origin: `https://${WORD}.example` }));
  await provoke('/api/boards', post({ title: { en: WORD, fr: 7 }, text: { en: TOKEN } }));
  for (const path of [`/sync/${BOARD}?token=${TOKEN}`, `/elsewhere?token=${TOKEN}`])
    for (const headers of [cookie, { ...cookie, Origin: `https://${WORD}.example` }])
      answers.push(await askUpgrade(origin, path, headers));
  await provoke(`/socket.io/?EIO=4&transport=${WORD}&token=${TOKEN}`, { headers: cookie });
  await provoke(`/socket.io/?EIO=4&transport=polling&sid=${TOKEN}`, { headers: bearer });

  // The store breaks, and says so with whatever it has at hand.
  const broken = vi
    .spyOn(server.store, 'sessionByToken')
    .mockRejectedValue(
      Object.assign(new Error(`no row for ${observer.token}`), { body: WORD, token: TOKEN }),
    );
  await provoke(`/api/boards/${BOARD}/seat`, { headers: { Authorization: `Bearer ${observer.token}` } });
  broken.mockRestore();

  const said: string[] = [];
  const turned = new Seat(origin, 'nobody', TOKEN, { reconnection: false });
  await new Promise<void>((resolve) =>
    turned.socket.on('connect_error', (error) => {
      said.push(JSON.stringify([error.message, 'data' in error ? error.data : null]));
      resolve();
    }),
  );
  turned.leave();

  const member = await Seat.join(origin, { party: 'drc', role: 'member', name: WORD });
  for (const [event, payload] of [
    ['text', Buffer.from(`${WORD} ${TOKEN}`)],
    ['text', `${WORD} ${TOKEN}`],
    ['move', { id: 'move-with-note', kind: 'propose', clause: '1', note: `${WORD} ${TOKEN}` }],
    ['move', { id: 'move-with-long', kind: 'propose', clause: '1', note: `${WORD} `.repeat(100) }],
    ['move', { id: TOKEN.slice(0, 40), kind: WORD, note: TOKEN }],
    ['cursor', Buffer.from(WORD)],
    ['sit', { protocol: 9, epoch: TOKEN }],
  ] as const)
    said.push(JSON.stringify(await member.ask(event, payload)));
  expect(said.filter((each) => each.includes('note-too-long'))).toHaveLength(1);
  member.type('1', 'en', 0, WORD);
  await until('it is answered', () => member.unanswered === 0);
  member.leave();

  // The errors were provoked, and the log did talk.
  const codes = new Set(answers.map(({ code }) => code));
  for (const code of [
    'no-token',
    'no-board',
    'no-clause',
    'bad-request',
    'not-json',
    'too-large',
    'cross-site',
  ])
    expect(codes, code).toContain(code);
  expect(codes).toContain('internal-error');
  expect(lines.length).toBeGreaterThan(20);
  expect(lines.join('')).toContain('"msg":"request"');

  for (const secret of [TOKEN, observer.token, WORD]) {
    // A path of the caller's own making is his to say; a board's name is no private word.
    const found = lines.filter((line) => line.includes(secret));
    expect(
      secret === WORD ? found.filter((line) => !/"path":"[^"]*zwetschgenmus/.test(line)) : found,
      secret,
    ).toEqual([]);
    expect(
      answers.filter(({ body }) => body.includes(secret)).map(({ body }) => body),
      secret,
    ).toEqual([]);
    expect(
      said.filter((each) => each.includes(secret)),
      secret,
    ).toEqual([]);
  }
  for (const { body } of answers) expect(body).not.toMatch(/\bat \S+ \(|node_modules|\.ts:\d/);
  for (const { status, headers, body } of answers)
    if (status >= 400 && !body.startsWith('{"code":'))
      expect(headers['content-type'], body).toMatch(/^application\/problem\+json/);
});
