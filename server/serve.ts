// Puts the server together: store, clerk, hall, the API, both kinds of socket on one port; and takes it apart again.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { Server as Engine } from 'engine.io';
import type { Logger } from 'pino';
import { Server as SocketServer } from 'socket.io';
import type { BoardId } from '../shared/board.ts';
import type { SeatId, SeatsRule } from '../shared/seats.ts';
import { Attendance } from './attendance.ts';
import { createAudit } from './audit.ts';
import type { BoardSource } from './boards/article.ts';
import { Clerk } from './clerk.ts';
import { firstLinks } from './first-link.ts';
import type { FirstLink } from './first-link.ts';
import { Hall } from './hall.ts';
import { createApp } from './http/app.ts';
import type { Page } from './http/page.ts';
import { ensureBoard } from './lay/lay.ts';
import { createMetrics } from './metrics.ts';
import { INVITED, OPEN, Sessions } from './sessions.ts';
import { MAX_MESSAGE_BYTES, seatActors } from './sockets/acting.ts';
import { SYNC_PATH, WatchingSeats } from './sockets/watching.ts';
import type { Store } from './store/port.ts';
import { Tries } from './tries.ts';

export type ServeTools = {
  store: Store;
  log: Logger;
  page: Page;
  host: string;
  port: number;
  /** Where people reach the page, if that is not where the server listens. */
  publicUrl: string | null;
  /** Laid at the first start. */
  boards: readonly BoardSource[];
  /** How people come to their seats. */
  seats: SeatsRule;
  now?: () => number;
  lingerMs?: number;
};

export type Serving = {
  origin: string;
  /** For whoever is to chair a board that nobody chairs yet. */
  firstLinks: readonly FirstLink[];
  close(): Promise<void>;
};

const SOCKET_PATH = '/socket.io/';
const LINGER_MS = 30_000;
/** How long those who act and watch have to go by themselves when the server closes. */
const FAREWELL_MS = 500;

export const serve = async (tools: ServeTools): Promise<Serving> => {
  const { store, log } = tools;
  const now = tools.now ?? Date.now;
  const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes));
  const clerk = new Clerk(store, log);
  const attendance = new Attendance(now);
  const metrics = createMetrics({ boards: () => hall.boards.length });
  const { refused } = metrics;
  const tableTools = { store, clerk, log, now, random, refused };
  for (const board of tools.boards) await (await ensureBoard(tableTools, board)).rest();

  const { seats } = tools;
  const audit = createAudit(store, log, now);
  const rules = seats === 'open' ? OPEN : INVITED;
  const sessions = new Sessions({ store, log, audit, rules, now, random });
  const seatEnded = (board: BoardId, seat: SeatId): void => {
    sessions
      .end({ by: 'seat', board, seat }, 'session-revoked', null)
      .catch((error: unknown) =>
        log.error({ err: error, board, seat }, 'a seat’s sessions could not be ended'),
      );
  };
  const hall = new Hall({ ...tableTools, attendance, seatEnded, lingerMs: tools.lingerMs ?? LINGER_MS });
  const secure = tools.publicUrl?.startsWith('https:') ?? false;
  const people = { hall, store, attendance, sessions, audit, seats, now, random };
  const links = seats === 'open' ? [] : await firstLinks(people);
  const app = createApp({
    ...people,
    secure,
    log,
    metrics,
    page: tools.page,
    laying: new Set(),
    tries: new Tries(now),
    signIn: null,
  });
  const engine = new Engine({
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    pingInterval: 15_000,
    pingTimeout: 15_000,
  });
  const io = new SocketServer({ serveClient: false });
  io.bind(engine);
  const acting = seatActors(io, { hall, store, sessions, audit, seats, log, refused });
  const watching = new WatchingSeats({ hall, store, sessions, seats, log });

  const http = createServer((request, response) => {
    if (request.url?.startsWith(SOCKET_PATH) === true)
      engine.handleRequest(asEngineRequest(request), response);
    else void app(request, response);
  });
  http.on('upgrade', (request, socket, head) => {
    if (!fromOwnPage(request, tools.publicUrl)) return turnAway(socket, '403 Forbidden');
    dispatch(request, socket, {
      [SOCKET_PATH]: () => engine.handleUpgrade(asEngineRequest(request), socket, head),
      [SYNC_PATH]: () => watching.upgrade(request, socket, head),
    });
  });
  await listen(http, tools);
  return {
    origin: tools.publicUrl ?? originOf(http, tools.host),
    firstLinks: links,
    close: async () => {
      acting.stop();
      sessions.stop();
      http.close();
      await clerk.finish();
      engine.close();
      watching.close();
      await new Promise((resolve) => setTimeout(resolve, FAREWELL_MS));
      watching.terminate();
      http.closeAllConnections();
      await hall.close();
      await clerk.finish();
      await store.close();
    },
  };
};

/** The one place that decides who gets an upgraded connection; nobody's is ended. */
const dispatch = (request: IncomingMessage, socket: Duplex, takers: Record<string, () => void>): void => {
  socket.on('error', () => socket.destroy());
  const taker = Object.entries(takers).find(([path]) => request.url?.startsWith(path));
  if (taker !== undefined) taker[1]();
  else turnAway(socket, '404 Not Found');
};

const turnAway = (socket: Duplex, status: string): void => {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`, () => socket.destroy());
};

/**
 * Browsers send cookies with an upgrade that another site's page asks for, and name that site. Whoever is no browser
 * names none.
 */
const fromOwnPage = ({ headers }: IncomingMessage, publicUrl: string | null): boolean => {
  const { origin, host } = headers;
  return origin === undefined || origin === publicUrl || URL.parse(origin)?.host === host;
};

/** Engine.IO hangs its own fields on the request; a plain one is what it takes them from. */
const asEngineRequest = (request: IncomingMessage): Parameters<Engine['handleUpgrade']>[0] =>
  request as Parameters<Engine['handleUpgrade']>[0];

const listen = (http: HttpServer, { host, port }: ServeTools): Promise<void> =>
  new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      resolve();
    });
  });

const originOf = (http: HttpServer, host: string): string => {
  const { port } = http.address() as AddressInfo; // a TCP server that listens has no other kind
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
};
