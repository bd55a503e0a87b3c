// The seats that watch: y-websocket, read-only. This endpoint only ever sends; whatever arrives but the sync request
// and a query for who is here is dropped, so that nobody who watches can touch the table.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import { BoardId } from '../../shared/board.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { CLOSE } from '../../shared/wire.ts';
import type { Edges } from '../edges/edges.ts';
import type { PaceLimit } from '../edges/limits.ts';
import type { Reader } from '../edges/outflow.ts';
import { Bucket } from '../edges/pace.ts';
import { BriefFarewellServer } from './brief-farewell.ts';
import type { Hall } from '../hall.ts';
import type { Room, Watcher } from '../room.ts';
import type { Store } from '../store/port.ts';
import { encodeState } from '../table.ts';
import { bearerOf, seatOf } from '../tokens.ts';

export const SYNC_PATH = '/sync/';

// y-protocols' message types, as y-websocket has them
const SYNC = 0;
const AWARENESS = 1;
const QUERY_AWARENESS = 3;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

/** The provider gives up on 30 s of silence; jittered, so that not all watchers are told in the same moment. */
const aliveAfterMs = (): number => 12_000 + Math.floor(Math.random() * 6_000);
/** A sync request is a state vector; nothing else that is sent here is worth reading. */
const MAX_PAYLOAD = 64 * 1024;

/** What a watcher says is dropped unread for the most part; more than a page ever says is read slowly. */
const HEARD: PaceLimit = { burst: 500, perSecond: 100 };

export type WatchingTools = {
  hall: Hall;
  store: Store;
  log: Logger;
  edges: Edges;
  refused(code: RefusalCode): void;
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
    if (!board.success || (await this.#tools.store.head(board.data)) === null)
      return connection.close(CLOSE.noBoard);
    const credentials = {
      token: url.searchParams.get('token') ?? bearerOf(request.headers.authorization),
      seat: url.searchParams.get('seat') ?? undefined,
      cookie: request.headers.cookie,
    };
    const seat = await seatOf(this.#tools.store, board.data, credentials);
    if (seat === null) return connection.close(CLOSE.noSeat);
    const { edges } = this.#tools;
    const entry = edges.connections.ofSeat(board.data, seat.seat);
    if (!entry.ok) {
      this.#tools.refused(entry.code);
      return connection.close(CLOSE.tryLater, entry.code);
    }
    connection.once('close', () => entry.leave());
    const visit = await this.#tools.hall.enter(board.data);
    if (visit === null) return connection.close(CLOSE.noBoard);
    if (connection.readyState !== connection.OPEN) {
      entry.leave();
      return visit.leave();
    }
    const watcher = new WatchingSeat(connection, visit.room, this.#prepared, edges);
    connection.on('close', () => {
      watcher.end();
      visit.leave();
    });
    connection.off('message', keep);
    connection.on('message', (data) => watcher.asked(readAsked(data)));
    for (const data of early) watcher.asked(readAsked(data));
  }
}

class WatchingSeat implements Watcher, Reader {
  readonly #connection: WebSocket;
  readonly #room: Room;
  /** One frame an update, however many watch: messages are shared by the update they carry. */
  readonly #prepared: WeakMap<Uint8Array, Uint8Array>;
  readonly #edges: Edges;
  readonly #heard: Bucket;
  readonly #asks: Bucket;
  readonly #leaveOutflow: () => void;
  #alive: NodeJS.Timeout;
  readonly #syncTimer: NodeJS.Timeout;
  /** What it asked for too often: the newest of it is answered when it may be. */
  #later: { asked: Asked; timer: NodeJS.Timeout } | null = null;
  /** Whether it has shown that it is there since it was last asked. */
  #heartbeat = true;
  #joining = false;
  #joined = false;

  constructor(connection: WebSocket, room: Room, prepared: WeakMap<Uint8Array, Uint8Array>, edges: Edges) {
    this.#connection = connection;
    this.#room = room;
    this.#prepared = prepared;
    this.#edges = edges;
    this.#heard = new Bucket(HEARD, edges.now());
    this.#asks = new Bucket(edges.limits.watcher.asks, edges.now());
    this.#leaveOutflow = edges.outflow.join(this);
    this.#syncTimer = setTimeout(() => this.#neverAsked(), edges.limits.timeouts.sitMs).unref();
    this.#alive = this.#keepAlive();
    connection.on('pong', () => (this.#heartbeat = true));
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
    if (asked.kind === 'presence') this.awareness(this.#room.awareness());
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

  end(): void {
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
      await this.#room.table.join(
        (board) => encodeState(board.doc, since),
        (state) => this.#tell(state),
      );
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
    this.awareness(this.#room.awareness());
    if (!this.#joined && this.#connection.readyState === this.#connection.OPEN) this.#room.watch(this);
    this.#joined = true;
  }

  #keepAlive(): NodeJS.Timeout {
    return setTimeout(() => {
      // A line that is dead at its other end takes what is sent, and never says so.
      if (!this.#heartbeat) return this.#connection.terminate();
      this.#heartbeat = false;
      this.#connection.ping();
      this.awareness(this.#room.awareness());
      this.#alive = this.#keepAlive();
    }, aliveAfterMs());
  }

  #send(frame: Uint8Array): void {
    if (this.#connection.readyState !== this.#connection.OPEN) return;
    if (this.#edges.outflow.mayHave(this)) this.#connection.send(frame);
  }
}
