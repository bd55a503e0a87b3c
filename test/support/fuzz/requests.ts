// Requests over HTTP that nobody's page would make: every route, with addresses, queries, bodies, headers and credentials of
// every kind. The one thing that none of them may get is an answer that says the server broke.
import type { Dice } from '../gate-random.ts';
import type { Reached } from '../law-reached.ts';
import { oddValue, oddlyOf } from './odd.ts';

const ODD_PARTS = [
  '',
  '.',
  '..',
  '%2e%2e',
  '%00',
  '%',
  '%zz',
  '__proto__',
  'constructor',
  'x'.repeat(300),
  'é',
  '%F0%9F%98%80',
  '-1',
  '1e9',
  '1.5',
  '%2Fetc%2Fpasswd',
  'clean-en.docx',
  'a b',
];
const FILES = [
  'clean-en.docx',
  'compilation-fr.docx',
  'compilation-both.docx',
  'text-en.txt',
  'bundle.paraph',
  'record-1-en.docx',
  'record-1.json',
  'record-99-fr.docx',
  'nothing.docx',
];
const READS = [
  '',
  '/seat',
  '/clauses',
  '/clauses/1',
  '/clauses/nowhere',
  '/ledger.json',
  '/ledger.csv',
  '/log',
  '/movements',
  '/head',
  '/characters/33/0',
  '/characters/17/99999999',
];
const QUERIES = [
  '',
  '?from=1',
  '?from=0',
  '?from=-1',
  '?from=1e99',
  '?from=2&from=3',
  '?from[]=1',
  '?from[a]=1',
  '?form=replay',
  '?form=replay&from=3',
  '?seat=us-1',
  '?seat[]=x',
  '?__proto__[x]=1',
  '?lang=xx',
  '?before=999',
  `?${'a=1&'.repeat(1500)}`,
  '?%',
];
const BODIES = [
  '',
  '{',
  '[]',
  'null',
  '1',
  '"x"',
  '{"name":',
  '{"__proto__":{"role":"head"}}',
  '{"name":"x","name":"y"}',
  `${'['.repeat(10_000)}`,
  '\0',
  '{"name":"\\ud800","party":null,"role":"observer"}',
  `{"name":"${'x'.repeat(40_000)}"}`,
];
const TEXTS = [
  '',
  'Article 1\n\nWords.',
  'Article 1\n\n[DRC: a][US: b] {years}',
  '[[[[[[',
  ']',
  '[DRC: ',
  `${'['.repeat(5000)}`,
  'Article 1\n\n' + 'a [DRC: b][US: c] '.repeat(400),
  '\u202e\0',
  '{}{}{}',
];
const METHODS = ['GET', 'GET', 'GET', 'POST', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];

const pathOf = (boards: readonly string[], dice: Dice): string => {
  const board = dice.chance(0.85) ? dice.of(boards) : dice.of(ODD_PARTS);
  const how = dice.next();
  if (how < 0.1)
    return dice.of([
      '/',
      '/healthz',
      '/metrics',
      '/api',
      '/api/',
      '/api/boards',
      '/b/x',
      '/new',
      '/favicon.ico',
      '//',
      '/api/session',
      '/api/invitations/look',
    ]);
  if (how < 0.2)
    return `/api/boards/${board}/export/${dice.chance(0.7) ? dice.of(FILES) : dice.of(ODD_PARTS)}`;
  if (how < 0.3) return `/api/boards/${board}/characters/${dice.of(ODD_PARTS)}/${dice.of(ODD_PARTS)}`;
  if (how < 0.4) return `/api/boards/${board}/clauses/${dice.of(ODD_PARTS)}`;
  if (how < 0.5)
    return `/socket.io/?EIO=${dice.of(['4', '3', 'x'])}&transport=${dice.of(['polling', 'websocket', 'x'])}${dice.of(['', '&sid=x', '&sid=__proto__', '&t=1', '&j=1'])}`;
  if (how < 0.6)
    return `/${dice.of(['api', 'sync', 'b', 'assets', ''])}/${dice.of(ODD_PARTS)}/${dice.of(ODD_PARTS)}`;
  return `/api/boards/${board}${dice.of(READS)}`;
};

const headersOf = (tokens: readonly string[], dice: Dice): Record<string, string> => ({
  ...(dice.chance(0.6) ? { Authorization: `Bearer ${dice.of(tokens)}` } : {}),
  ...(dice.chance(0.1)
    ? {
        Authorization: dice.of([
          'Bearer',
          'Bearer  ',
          'Basic x',
          'Bearer x.y.z',
          `Bearer ${'x'.repeat(3000)}`,
        ]),
      }
    : {}),
  ...(dice.chance(0.1)
    ? {
        Cookie: dice.of([
          'paraph_drc-us=x',
          'paraph_drc-us=..;;=',
          '__proto__=1',
          `paraph_drc-us=${'x.'.repeat(2000)}`,
          '%=%',
        ]),
      }
    : {}),
  ...(dice.chance(0.1) ? { 'Accept-Encoding': dice.of(['gzip', 'br', 'x', '*;q=0']) } : {}),
  ...(dice.chance(0.05) ? { 'If-None-Match': '*', Range: 'bytes=0-99999999' } : {}),
  'Content-Type': dice.chance(0.8)
    ? 'application/json'
    : dice.of([
        'text/plain',
        'application/json; charset=utf-99',
        'multipart/form-data',
        'application/x-www-form-urlencoded',
        '/',
      ]),
});

/** What would take a seat, bent; and now and then what would lay a board, mostly bent. */
const bodyOf = (dice: Dice): string => {
  if (dice.chance(0.4)) return dice.of(BODIES);
  const join = {
    name: 'Nobody',
    party: dice.of(['drc', 'us', null, 'x']),
    role: dice.of(['observer', 'observer', 'member', 'king']),
  };
  if (dice.chance(0.6)) return stringOf(oddlyOf(join, dice));
  const board = {
    title: { en: dice.of(['', 'A board']), fr: '' },
    text: { en: dice.of(TEXTS), fr: dice.of(TEXTS) },
  };
  return stringOf(dice.chance(0.97) ? oddlyOf(board, dice) : board);
};

const stringOf = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '{'; // too deep to be said
  }
};

/** An answer that says the server broke, with what was asked. */
export type Broken = { asked: string; status: number; body: string };

export const oddRequest = async (
  origin: string,
  { tokens, boards, reached }: { tokens: readonly string[]; boards: readonly string[]; reached: Reached },
  dice: Dice,
): Promise<Broken | null> => {
  const method = dice.of(METHODS);
  const path =
    method === 'POST' && dice.chance(0.6)
      ? dice.of([`/api/boards/${dice.of(boards)}/join`, '/api/boards'])
      : pathOf(boards, dice) + dice.of(QUERIES);
  const headers = headersOf(tokens, dice);
  const body =
    method === 'GET' || method === 'HEAD'
      ? undefined
      : dice.chance(0.9)
        ? bodyOf(dice)
        : stringOf(oddValue(dice));
  const asked = `${method} ${path.slice(0, 200)} ${(body ?? '').slice(0, 200)}`;
  try {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
    });
    const said = await response.text();
    reached.add(`http ${response.status}`);
    // 507: as many boards as there may be. 503: busy, and it says so.
    return response.status >= 500 && ![503, 507].includes(response.status)
      ? { asked, status: response.status, body: said.slice(0, 500) }
      : null;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError')
      return { asked, status: 0, body: 'no answer within 20 s' };
    reached.add('http not sent'); // not a request that fetch would make, or a line that the server cut
    return null;
  }
};
