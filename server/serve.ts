// Puts the server together: store, clerk, hall, the API, both kinds of socket on one port; and takes it apart again.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server as HttpServer } from 'node:http';
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
import { BoardDamaged, DAMAGE_ADVICE } from './damage.ts';
import { firstLinks } from './first-link.ts';
import type { FirstLink } from './first-link.ts';
import { Hall } from './hall.ts';
import type { TrustProxy } from './edges/address.ts';
import { createEdges } from './edges/edges.ts';
import type { Edges } from './edges/edges.ts';
import { mayCall, turnAwayRequest, turnAwayUpgrade } from './edges/gatehouse.ts';
import type { Turned } from './edges/gatehouse.ts';
import type { EdgeLimits } from './edges/limits.ts';
import { fromOwnPage } from './edges/origin.ts';
import { createApp, createWatchPost } from './http/app.ts';
import type { Page } from './http/page.ts';
import { ensureBoard } from './lay/lay.ts';
import { isLoopback } from './config.ts';
import { createMetrics } from './metrics.ts';
import { INVITED, OPEN, Sessions } from './sessions.ts';
import type { Metrics } from './metrics.ts';
import { createSignIn } from './sign-in/sign-in.ts';
import type { SignInSettings } from './sign-in/sign-in.ts';
import { MAX_MESSAGE_BYTES, seatActors } from './sockets/acting.ts';
import { BriefFarewellServer } from './sockets/brief-farewell.ts';
import type { EngineSocket } from './sockets/carrier.ts';
import { SYNC_PATH, WatchingSeats } from './sockets/watching.ts';
import type { Store } from './store/port.ts';
import type { TableTools } from './table.ts';
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
  /** Who is believed about where a request comes from; nobody where it is left out. */
  trustProxy?: TrustProxy;
  /** Where health and metrics are asked for, if not where the page is. */
  watchPost?: { host: string; port: number } | null;
  /** Where people can show who they are; nowhere where it is left out. */
  signIn?: SignInSettings | null;
  limits?: EdgeLimits;
  now?: () => number;
  lingerMs?: number;
  /** How often those who act are asked whether they are there, and how long they have to answer. */
  heartbeatMs?: number;
  /** How often those who watch are, and told something. */
  aliveAfterMs?: number;
};

export type Serving = {
  origin: string;
  /** For whoever is to chair a board that nobody chairs yet. */
  firstLinks: readonly FirstLink[];
  /** Where health and metrics are asked for. */
  watchPost: string;
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
  // How long somebody has been away is no matter of the time of day, which may be set.
  const attendance = new Attendance(tools.now ?? (() => performance.now()));
  const metrics = createMetrics({
    boards: () => hall.boards.length,
    seats: () => ({ acting: io.of('/').sockets.size, watching: watching.count }),
    buffered: () => edges.outflow.waiting,
    connections: () => edges.connections.inAll,
  });
  const { refused, droppedReader } = metrics;
  const clerk = new Clerk(counted(store, metrics), log);
  const edges = createEdges({
    site: { publicUrl: tools.publicUrl, loopback: isLoopback(tools.host) },
    trustProxy: tools.trustProxy,
    limits: tools.limits,
    now,
    droppedReader,
  });
  const { timeouts } = edges.limits;
  const tableTools = { store, clerk, log, now, random, refused };
  for (const board of tools.boards) await layOrPass(tableTools, board);

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
  const origin = (): string => tools.publicUrl ?? originOf(http, tools.host);
  const settings = tools.signIn ?? null;
  const signIn = settings === null ? null : createSignIn({ settings, origin, secure, log, now, random });
  const watchPost = { store, metrics, log, now, edges };
  const app = createApp({
    ...people,
    ...watchPost,
    secure,
    page: tools.page,
    laying: new Set(),
    tries: new Tries(now),
    signIn,
    watchedElsewhere: (tools.watchPost ?? null) !== null,
  });
  const engine = new Engine({
    wsEngine: BriefFarewellServer,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    pingInterval: tools.heartbeatMs ?? timeouts.pingMs,
    pingTimeout: tools.heartbeatMs ?? timeouts.pongMs,
    upgradeTimeout: timeouts.headersMs,
  });
  const io = new SocketServer({ serveClient: false, connectTimeout: timeouts.headersMs });
  io.bind(engine);
  engine.on('connection', (connection: EngineSocket) => countPolling(edges, connection, refused));
  const { answered } = metrics;
  const acting = seatActors(io, { hall, store, sessions, audit, seats, log, edges, refused, answered });
  const watching = new WatchingSeats({
    hall,
    store,
    sessions,
    seats,
    log,
    edges,
    refused,
    aliveAfterMs: tools.aliveAfterMs,
  });

  const turned = ({ code }: Turned, request: IncomingMessage): void => {
    refused(code);
    log.debug({ code, url: request.url }, 'a caller was turned away');
  };
  const http = httpServer(edges, (request, response) => {
    if (request.url?.startsWith(SOCKET_PATH) !== true) return void app(request, response);
    pollingMayCall(edges, request).then(
      (away) => {
        if (away === null) return engine.handleRequest(asEngineRequest(request), response);
        turned(away, request);
        turnAwayRequest(response, away);
      },
      (error: unknown) => failedCall(error, () => response.destroy()),
    );
  });
  const failedCall = (error: unknown, end: () => void): void => {
    log.error({ err: error }, 'a caller could not be looked at');
    end();
  };
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    upgradeMayCall(edges, request, socket).then(
      (away) => {
        if (away !== null) {
          turned(away, request);
          turnAwayUpgrade(socket, away);
        } else if (socket.destroyed) return;
        else if (request.url?.startsWith(SOCKET_PATH) === true)
          engine.handleUpgrade(asEngineRequest(request), socket, head);
        else watching.upgrade(request, socket, head);
      },
      (error: unknown) => failedCall(error, () => socket.destroy()),
    );
  });
  const post = tools.watchPost ?? null;
  const postServer = post === null ? null : httpServer(edges, createWatchPost(watchPost));
  await listen(http, tools);
  if (postServer !== null && post !== null)
    await listen(postServer, post).catch((error: unknown) => {
      http.close();
      throw error;
    });
  return {
    firstLinks: links,
    origin: origin(),
    watchPost: postServer === null || post === null ? origin() : originOf(postServer, post.host),
    close: async () => {
      acting.stop();
      sessions.stop();
      http.close();
      postServer?.close();
      await clerk.finish();
      engine.close();
      watching.close();
      await new Promise((resolve) => setTimeout(resolve, FAREWELL_MS));
      watching.terminate();
      http.closeAllConnections();
      postServer?.closeAllConnections();
      edges.outflow.close();
      await hall.close();
      await clerk.finish();
      await store.close();
    },
  };
};

/** One board whose record is damaged keeps no other from being served. */
const layOrPass = async (tools: TableTools, board: BoardSource): Promise<void> => {
  try {
    await (await ensureBoard(tools, board)).rest();
  } catch (error) {
    if (!(error instanceof BoardDamaged)) throw error;
    tools.log.fatal({ err: error, board: error.board }, DAMAGE_ADVICE);
  }
};

/** The clerk's side of the store, its rows counted once they are written. */
const counted = (store: Store, metrics: Metrics): Pick<Store, 'append' | 'probe'> => ({
  probe: () => store.probe(),
  append: async (batches) => {
    const outcome = await store.append(batches);
    if (outcome.ok) for (const { rows } of batches) metrics.wrote(rows);
    return outcome;
  },
});

/** Nobody may take for ever over a request, or over reading its answer. */
const httpServer = ({ limits }: Edges, listener: RequestListener): HttpServer => {
  const { headersMs, requestMs, checkMs, responseMs } = limits.timeouts;
  const http = createServer(
    { headersTimeout: headersMs, requestTimeout: requestMs, connectionsCheckingInterval: checkMs },
    listener,
  );
  // Pages are fetched, too, and whoever is one too many shall be told so by name.
  http.maxConnections = Math.ceil(1.25 * limits.connections.inAll);
  http.setTimeout(responseMs);
  return http;
};

/** The one place that decides who gets an upgraded connection; nobody's is ended. Whoever gets it is counted. */
const upgradeMayCall = async (
  edges: Edges,
  request: IncomingMessage,
  socket: Duplex,
): Promise<Turned | null> => {
  const { url = '' } = request;
  if (!url.startsWith(SOCKET_PATH) && !url.startsWith(SYNC_PATH)) return { code: 'not-found' };
  const away = await mayCall(edges, request);
  if (away !== null) return away;
  const entry = edges.connections.fromAddress(edges.addressOf(request));
  if (!entry.ok) return { code: entry.code };
  if (socket.destroyed) entry.leave();
  else socket.once('close', () => entry.leave());
  return null;
};

/** A session that polls is let in once; what it asks afterwards must come from our own page all the same. */
const pollingMayCall = async (edges: Edges, request: IncomingMessage): Promise<Turned | null> => {
  if (!fromOwnPage(request.headers, edges.site)) return { code: 'cross-site' };
  return /[?&]sid=/.test(request.url ?? '') ? null : mayCall(edges, request);
};

/** Its requests come and go; the session is what there may not be too many of. */
const countPolling = (edges: Edges, connection: EngineSocket, refused: Metrics['refused']): void => {
  if (connection.transport.name !== 'polling') return;
  const entry = edges.connections.fromAddress(edges.addressOf(connection.request));
  if (entry.ok) connection.once('close', () => entry.leave());
  else {
    refused(entry.code);
    connection.close(true);
  }
};

/** Engine.IO hangs its own fields on the request; a plain one is what it takes them from. */
const asEngineRequest = (request: IncomingMessage): Parameters<Engine['handleUpgrade']>[0] =>
  request as Parameters<Engine['handleUpgrade']>[0];

const listen = (http: HttpServer, { host, port }: { host: string; port: number }): Promise<void> =>
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
