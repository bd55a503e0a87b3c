// The seats that watch: y-websocket, read-only. This endpoint only ever sends; whatever arrives but the sync request
// and a query for who is here is dropped, so that nobody who watches can touch the table.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import { BoardId } from '../../shared/board.ts';
import { may } from '../../shared/seats.ts';
import type { SeatId, SeatsRule } from '../../shared/seats.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { CLOSE } from '../../shared/wire.ts';
import { BoardDamaged } from '../damage.ts';
import type { Edges } from '../edges/edges.ts';
import type { PaceLimit } from '../edges/limits.ts';
import type { Reader } from '../edges/outflow.ts';
import { Bucket } from '../edges/pace.ts';
import { BriefFarewellServer } from './brief-farewell.ts';
import type { Hall } from '../hall.ts';
import type { Reading } from '../reading.ts';
import type { Room, Watcher } from '../room.ts';
import type { Store } from '../store/port.ts';
import { encodeState } from '../table.ts';
import type { Sessions } from '../sessions.ts';
import { standingOf } from '../standing.ts';
import { bearerOf } from '../tokens.ts';

export const SYNC_PATH = '/sync/';

// y-protocols' message types, as y-websocket has them
const SYNC = 0;
const AWARENESS = 1;
const QUERY_AWARENESS = 3;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

/** The provider gives up on 30 s of silence; jittered, so that not all watchers are told in the same moment. */
const ALIVE_AFTER_MS = 12_000;
const jittered = (ms: number): number => ms * (1 + Math.random() / 2);
/** How long somebody who is sent away has to close the connection. */
const FAREWELL_MS = 500;
/** A sync request is a state vector; nothing else that is sent here is worth reading. */
const MAX_PAYLOAD = 64 * 1024;

/** What a watcher says is dropped unread for the most part; more than a page ever says is read slowly. */
const HEARD: PaceLimit = { burst: 500, perSecond: 100 };

export type WatchingTools = {
  hall: Hall;
  store: Store;
  sessions: Sessions;
  seats: SeatsRule;
  log: Logger;
  edges: Edges;
  refused(code: RefusalCode): void;
  aliveAfterMs: number | undefined;
};

const message = (type: number, ...parts: (number | Uint8Array)[]): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part);
    else encoding.writeVarUint8Array(encoder, part);
  }
  return encoding.toUint8Array(encoder);
};

/** What a watcher asks: the state since a state vector, who is here, or nothing that it could be given. */
type Asked = { kind: 'state'; since: Uint8Array } | { kind: 'presence' } | { kind: 'nothing' };

const readAsked = (data: RawData): Asked => {
  try {
    const bytes = Buffer.isBuffer(data)
      ? data
      : Array.isArray(data)
        ? Buffer.concat(data)
        : Buffer.from(data);
    const decoder = decoding.createDecoder(new Uint8Array(bytes));
    const type = decoding.readVarUint(decoder);
    if (type === QUERY_AWARENESS) return { kind: 'presence' };
    if (type !== SYNC || decoding.readVarUint(decoder) !== STEP_1) return { kind: 'nothing' };
    return { kind: 'state', since: decoding.readVarUint8Array(decoder).slice() };
  } catch {
    return { kind: 'nothing' }; // whatever it was, it asks for nothing
  }
};

/** The seat, if it acts at the board; null for one that may only watch. */
const actingSeat = (room: Room, seat: SeatId): Promise<SeatId | null> =>
  room.table.read(({ state }) => (state.seats.has(seat) ? seat : null));

export class WatchingSeats {
  readonly #tools: WatchingTools;
  readonly #server = new BriefFarewellServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD,
    perMessageDeflate: false,
  });
  readonly #prepared = new WeakMap<Uint8Array, Uint8Array>();

  constructor(tools: WatchingTools) {
    this.#tools = tools;
  }

  /** Takes over an HTTP upgrade to `/sync/<board>`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (connection) => {
      connection.on('error', (error) => this.#tools.log.debug({ err: error }, 'a watching socket failed'));
      this.#welcome(connection, request).catch((error: unknown) => {
        if (error instanceof BoardDamaged) return connection.close(CLOSE.damaged);
        this.#tools.log.error({ err: error }, 'a watching seat could not be let in');
        connection.close(1011);
      });
    });
  }

  get count(): number {
    return this.#server.clients.size;
  }

  close(): void {
    for (const connection of this.#server.clients) connection.close(CLOSE.goingAway);
    this.#server.close();
  }

  /** Ends what did not close by itself. */
  terminate(): void {
    for (const connection of this.#server.clients) connection.terminate();
  }

  async #welcome(connection: WebSocket, request: IncomingMessage): Promise<void> {
    const early: RawData[] = [];
    const keep = (data: RawData): unknown => early.length < 8 && early.push(data);
    connection.on('message', keep);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const board = BoardId.safeParse(url.pathname.slice(SYNC_PATH.length));
    const { hall, store, sessions, seats, edges, refused } = this.#tools;
    if (!board.success) return connection.close(seats === 'open' ? CLOSE.noBoard : CLOSE.noSeat);
    // By invitation, nobody without a session hears even whether there is such a board.
    if (seats === 'open' && (await store.head(board.data)) === null) return connection.close(CLOSE.noBoard);
    const credentials = {
      token: url.searchParams.get('token') ?? bearerOf(request.headers.authorization),
      seat: url.searchParams.get('seat') ?? undefined,
      cookie: request.headers.cookie,
    };
    const shown = await sessions.find(board.data, credentials);
    if (!shown.ok || !may(shown.seat, 'watch')) return connection.close(CLOSE.noSeat);
    const entry = edges.connections.ofSeat(board.data, shown.seat.seat);
    if (!entry.ok) {
      refused(entry.code);
      return connection.close(CLOSE.tryLater, entry.code);
    }
    connection.once('close', () => entry.leave());
    const visit = await hall.enter(board.data);
    if (visit === null) return connection.close(CLOSE.noBoard);
    const asPublic = url.searchParams.get('public') === '1';
    const seat = await (asPublic ? Promise.resolve(null) : actingSeat(visit.room, shown.seat.seat)).catch(
      (error: unknown) => {
        visit.leave();
        throw error;
      },
    );
    if (connection.readyState !== connection.OPEN) {
      entry.leave();
      return visit.leave();
    }
    const letGo = sessions.hold(shown.session, { dismiss: () => dismiss(connection) });
    if (letGo === null || (await standingOf(visit.room, shown.seat)) === null) {
      letGo?.();
      connection.close(CLOSE.noSeat);
      return visit.leave();
    }
    const watcher = new WatchingSeat(connection, visit.room, seat, {
      ...this.#tools,
      prepared: this.#prepared,
    });
    const end = (): void => {
      letGo();
      watcher.gone();
      visit.leave();
    };
    // It may have gone, or been sent away, while its seat was looked for.
    if (connection.readyState !== connection.OPEN) return end();
    connection.on('close', end);
    connection.off('message', keep);
    connection.on('message', (data) => watcher.asked(readAsked(data)));
    for (const data of early) watcher.asked(readAsked(data));
  }
}

/** Nothing more is sent from here on; a connection that does not close by itself is ended. */
const dismiss = (connection: WebSocket): void => {
  connection.close(CLOSE.noSeat);
  setTimeout(() => connection.terminate(), FAREWELL_MS).unref();
};

type WatcherTools = Pick<WatchingTools, 'edges' | 'aliveAfterMs'> & {
  prepared: WeakMap<Uint8Array, Uint8Array>;
};

class WatchingSeat implements Watcher, Reader {
  readonly seat: SeatId | null;
  readonly #connection: WebSocket;
  readonly #room: Room;
  /** One frame an update, however many watch: messages are shared by the update they carry. */
  readonly #prepared: WeakMap<Uint8Array, Uint8Array>;
  readonly #aliveAfterMs: number;
  readonly #edges: Edges;
  readonly #heard: Bucket;
  readonly #asks: Bucket;
  readonly #leaveOutflow: () => void;
  #alive: NodeJS.Timeout;
  readonly #syncTimer: NodeJS.Timeout;
  /** What it asked for too often: the newest of it is answered when it may be. */
  #later: { asked: Asked; timer: NodeJS.Timeout } | null = null;
  /** Whether a pong has come since the last ping. */
  #answers = true;
  #joining = false;
  #joined = false;

  constructor(
    connection: WebSocket,
    room: Room,
    seat: SeatId | null,
    { prepared, edges, aliveAfterMs }: WatcherTools,
  ) {
    this.#aliveAfterMs = aliveAfterMs ?? ALIVE_AFTER_MS;
    this.#connection = connection;
    this.#room = room;
    this.seat = seat;
    this.#prepared = prepared;
    this.#edges = edges;
    this.#heard = new Bucket(HEARD, edges.now());
    this.#asks = new Bucket(edges.limits.watcher.asks, edges.now());
    this.#leaveOutflow = edges.outflow.join(this);
    this.#syncTimer = setTimeout(() => this.#neverAsked(), edges.limits.timeouts.sitMs).unref();
    this.#alive = this.#keepAlive();
    connection.on('pong', () => (this.#answers = true));
  }

  asked(asked: Asked): void {
    this.#slowDown();
    if (asked.kind === 'nothing') return;
    this.#asks.take(1, this.#edges.now());
    const waitMs = this.#asks.waitMs(this.#edges.now());
    if (waitMs === 0) this.#answer(asked);
    else this.#answerLater(asked, waitMs);
  }

  #answer(asked: Asked): void {
    if (asked.kind === 'state') void this.#sync(asked.since);
    if (asked.kind === 'presence') this.awareness(this.#room.awareness(this));
  }

  #answerLater(asked: Asked, waitMs: number): void {
    if (this.#later !== null) {
      if (asked.kind === 'state') this.#later.asked = asked;
      return;
    }
    const timer = setTimeout(() => {
      const later = this.#later;
      this.#later = null;
      if (later !== null) this.#answer(later.asked);
    }, waitMs).unref();
    this.#later = { asked, timer };
  }

  #slowDown(): void {
    this.#heard.take(1, this.#edges.now());
    const waitMs = this.#heard.waitMs(this.#edges.now());
    if (waitMs === 0 || this.#connection.isPaused) return;
    this.#connection.pause();
    setTimeout(() => this.#connection.resume(), waitMs).unref();
  }

  /** It is open and asks for nothing: nobody watches there. */
  #neverAsked(): void {
    if (!this.#joined) this.#connection.close(CLOSE.sitTimeout, 'sit-timeout');
  }

  // ---- what waits for it (a `Reader`)

  buffered(): number {
    return this.#connection.bufferedAmount;
  }

  /** At once, with all that waits: it comes back by itself, and asks for the state. */
  drop(): void {
    this.#connection.terminate();
  }

  update(update: Uint8Array): void {
    let frame = this.#prepared.get(update);
    if (frame === undefined) this.#prepared.set(update, (frame = message(SYNC, UPDATE, update)));
    this.#send(frame);
  }

  awareness(update: Uint8Array): void {
    let frame = this.#prepared.get(update);
    if (frame === undefined) this.#prepared.set(update, (frame = message(AWARENESS, update)));
    this.#send(frame);
  }

  dismiss(): void {
    this.#connection.close(CLOSE.damaged);
  }

  end(): void {
    this.#connection.close(CLOSE.noSeat);
  }

  gone(): void {
    clearTimeout(this.#alive);
    clearTimeout(this.#syncTimer);
    if (this.#later !== null) clearTimeout(this.#later.timer);
    this.#leaveOutflow();
    this.#room.unwatch(this);
  }

  async #sync(since: Uint8Array): Promise<void> {
    if (this.#joining) return; // one answer at a time; the provider asks again if it must
    this.#joining = true;
    try {
      const view = ({ doc }: Pick<Reading, 'doc'>): Uint8Array => encodeState(doc, since);
      if (this.seat === null) await this.#room.joinPublic(view, (state) => this.#tell(state));
      else await this.#room.table.join(view, (state) => this.#tell(state));
    } catch {
      this.#connection.close(CLOSE.tryLater, 'store-unavailable'); // the store cannot be read just now: come back later
    } finally {
      this.#joining = false;
    }
  }

  #tell(state: Uint8Array): void {
    if (!this.#edges.outflow.mayHave(this)) return;
    this.#edges.outflow.owes(this, state.length);
    this.#send(message(SYNC, STEP_2, state));
    this.awareness(this.#room.awareness(this));
    if (!this.#joined && this.#connection.readyState === this.#connection.OPEN) this.#room.watch(this);
    this.#joined = true;
  }

  /** Says something, and ends a line at whose other end nobody has answered since the last time. */
  #keepAlive(): NodeJS.Timeout {
    return setTimeout(() => {
      if (!this.#answers) return this.#connection.terminate();
      this.#answers = false;
      this.#connection.ping();
      this.awareness(this.#room.awareness(this));
      this.#alive = this.#keepAlive();
    }, jittered(this.#aliveAfterMs));
  }

  #send(frame: Uint8Array): void {
    if (this.#connection.readyState !== this.#connection.OPEN) return;
    if (this.#edges.outflow.mayHave(this)) this.#connection.send(frame);
  }
}
