// The movements over HTTP: what everybody at the table sees, and whose analysis each seat may see.
import { get } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { analysedFor } from '../../server/http/movements.ts';
import { MovementsAnswer } from '../../shared/movement/answer.ts';
import { newClause } from '../support/boards.ts';
import { Negotiation } from '../support/negotiation.ts';
import { startServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ articles: ['1', '5'] });
});
afterAll(() => server.close());

const url = (path: string): string => `${server.origin}/api/boards/drc-us/${path}`;
const sitDown = async (): Promise<string> => {
  const response = await fetch(url('join'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ann', party: null, role: 'observer' }),
  });
  const { token } = (await response.json()) as { token: string };
  return token;
};
const ask = (token: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url('movements'), { headers: { authorization: `Bearer ${token}`, ...headers } });

it('asks for a seat', async () => {
  expect((await fetch(url('movements'))).status).toBe(401);
});

it('tells the gap of each article from the first sitting on, and the openings of its figures', async () => {
  const answer = MovementsAnswer.parse(await (await ask(await sitDown())).json());
  expect(answer.sittings).toHaveLength(1);
  expect(answer.points.map(({ clause, brackets }) => [clause, brackets])).toEqual([
    ['1', 1],
    ['5', 5],
  ]);
  expect(answer.movements).toEqual([]);
  const stock = answer.dances
    .filter(({ term }) => term === 'stock')
    .map(({ party, value }) => [party, value]);
  expect(stock).toEqual([
    ['drc', 5000],
    ['us', 20000],
  ]);
  expect(answer.released).toBe(true);
  expect(Object.keys(answer.analysis)).toEqual(['drc', 'us']);
});

it('answers that nothing is new as long as nothing is', async () => {
  const token = await sitDown();
  const etag = (await ask(token)).headers.get('etag') ?? '';
  // Not by `fetch`, which says `no-cache` of its own accord where it is given a condition.
  const again = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'if-none-match': etag };
    get(url('movements'), { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
  expect([etag === '', again]).toEqual([false, 304]);
});

it('shows an analysis to its own delegation and to the chair, and to everybody once both heads release it', () => {
  const story = Negotiation.at([newClause('a1')]);
  const seen = () =>
    [
      { role: 'head', party: 'us' } as const,
      { role: 'member', party: 'drc' } as const,
      { role: 'chair', party: null } as const,
      { role: 'observer', party: null } as const,
    ].map((seat) => analysedFor(story.state, seat).join('+'));
  expect(seen()).toEqual(['us', 'drc', 'drc+us', '']);
  story.does('drc-1', { kind: 'releaseAnalysis' });
  expect(seen()).toEqual(['us', 'drc', 'drc+us', '']);
  story.does('us-1', { kind: 'releaseAnalysis' });
  expect(seen()).toEqual(['drc+us', 'drc+us', 'drc+us', 'drc+us']);
});
