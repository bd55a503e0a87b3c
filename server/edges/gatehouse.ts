// The first look at whoever asks for a socket: our own page or none, not too often, not too many. It is taken before
// anything is kept for them, and the answer names the refusal.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { refusalSentence } from '../../shared/refusals.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import type { Edges } from './edges.ts';
import { fromOwnPage } from './origin.ts';

export type Turned = { code: RefusalCode; retryAfterMs?: number };

const STATUS: Partial<Record<RefusalCode, string>> = {
  'cross-site': '403 Forbidden',
  'not-found': '404 Not Found',
  'too-fast': '429 Too Many Requests',
  'too-many-connections': '429 Too Many Requests',
  'server-full': '503 Service Unavailable',
};

const bodyOf = ({ code, ...more }: Turned): string => {
  const status = Number.parseInt(STATUS[code] ?? '400', 10);
  return JSON.stringify({ type: 'about:blank', title: refusalSentence(code, 'en'), status, code, ...more });
};

const headersOf = ({ retryAfterMs }: Turned): Record<string, string> => ({
  'Content-Type': 'application/problem+json',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  Connection: 'close',
  ...(retryAfterMs === undefined ? {} : { 'Retry-After': String(Math.ceil(retryAfterMs / 1000)) }),
});

/** Ends an upgrade with a problem, as HTTP. */
export const turnAwayUpgrade = (socket: Duplex, turned: Turned): void => {
  const body = bodyOf(turned);
  const headers = { ...headersOf(turned), 'Content-Length': String(Buffer.byteLength(body)) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const status = STATUS[turned.code] ?? '400 Bad Request';
  socket.end(`HTTP/1.1 ${[status, ...lines].join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
};

export const turnAwayRequest = (response: ServerResponse, turned: Turned): void => {
  response.writeHead(Number.parseInt(STATUS[turned.code] ?? '400', 10), headersOf(turned));
  response.end(bodyOf(turned));
};

/** Null where a socket may come about. */
export const mayCall = async (edges: Edges, request: IncomingMessage): Promise<Turned | null> => {
  if (!fromOwnPage(request.headers, edges.site)) return { code: 'cross-site' };
  const passage = await edges.tolls.byAddress('handshakes', edges.addressOf(request));
  return passage === null ? null : { code: 'too-fast', ...passage };
};
