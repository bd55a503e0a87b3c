// A request as any program could put it together: every header is the test's own.
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

export type Told = { status: number; headers: IncomingHttpHeaders; body: string; code: string | null };

const codeIn = (body: string): string | null => {
  try {
    const parsed: unknown = JSON.parse(body);
    const code = typeof parsed === 'object' && parsed !== null && 'code' in parsed ? parsed.code : null;
    return typeof code === 'string' ? code : null;
  } catch {
    return null; // no problem, then
  }
};

export const ask = (
  origin: string,
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: unknown } = {},
): Promise<Told> =>
  new Promise((resolve, reject) => {
    const sent = request(`${origin}${path}`, { method, headers, agent: false });
    const read = (response: Parameters<Parameters<typeof sent.on>[1]>[0]): void => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: text,
          code: codeIn(text),
        }),
      );
    };
    sent.on('response', read);
    sent.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '', code: null });
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  });

/** Asks for a socket; status 101 where it is given. */
export const askUpgrade = (
  origin: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<Told> =>
  ask(origin, path, {
    headers: {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    },
  });
