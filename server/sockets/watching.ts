// The seats that watch: y-websocket, read-only. This endpoint only ever sends; whatever arrives but the sync request
// and a query for who is here is dropped, so that nobody who watches can touch the table.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';
import { BoardId } from '../../shared/board.ts';
import { may } from '../../shared/seats.ts';
import type { SeatsRule } from '../../shared/seats.ts';
import { CLOSE } from '../../shared/wire.ts';
import type { Hall } from '../hall.ts';
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
const aliveAfterMs = (): number => 12_000 + Math.floor(Math.random() * 6_000);
/** A reader this far behind is let go: it can come back and ask for the state, and slows nobody down. */
const MAX_BUFFERED = 8 * 1024 * 1024;
/** How long somebody who is sent away has to close the connection. */
const FAREWELL_MS = 500;
/** A sync request is a state vector; nothing else that is sent here is worth reading. */
const MAX_PAYLOAD = 64 * 1024;

export type WatchingTools = {
  hall: Hall;
  store: Store;
  sessions: Sessions;
  seats: SeatsRule;
  log: Logger;
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
  readonly #server = new WebSocketServer({
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
    const { hall, store, sessions, seats } = this.#tools;
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
    const visit = await hall.enter(board.data);
    if (visit === null) return connection.close(CLOSE.noBoard);
    if (connection.readyState !== connection.OPEN) return visit.leave();
    const letGo = sessions.hold(shown.session, { dismiss: () => dismiss(connection) });
    if (letGo === null || (await standingOf(visit.room, shown.seat)) === null) {
      letGo?.();
      connection.close(CLOSE.noSeat);
      return visit.leave();
    }
    const watcher = new WatchingSeat(connection, visit.room, this.#prepared);
    const end = (): void => {
      letGo();
      watcher.end();
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

class WatchingSeat implements Watcher {
  readonly #connection: WebSocket;
  readonly #room: Room;
  /** One frame an update, however many watch: messages are shared by the update they carry. */
  readonly #prepared: WeakMap<Uint8Array, Uint8Array>;
  #alive: NodeJS.Timeout;
  #joining = false;
  #joined = false;

  constructor(connection: WebSocket, room: Room, prepared: WeakMap<Uint8Array, Uint8Array>) {
    this.#connection = connection;
    this.#room = room;
    this.#prepared = prepared;
    this.#alive = this.#keepAlive();
  }

  asked(asked: Asked): void {
    switch (asked.kind) {
      case 'state':
        void this.#sync(asked.since);
        return;
      case 'presence':
        this.awareness(this.#room.awareness());
        return;
      case 'nothing':
        return;
    }
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
      this.#connection.close(CLOSE.tooSlow); // the store cannot be read just now: come back later
    } finally {
      this.#joining = false;
    }
  }

  #tell(state: Uint8Array): void {
    this.#send(message(SYNC, STEP_2, state));
    this.awareness(this.#room.awareness());
    if (!this.#joined && this.#connection.readyState === this.#connection.OPEN) this.#room.watch(this);
    this.#joined = true;
  }

  #keepAlive(): NodeJS.Timeout {
    return setTimeout(() => {
      this.awareness(this.#room.awareness());
      this.#alive = this.#keepAlive();
    }, aliveAfterMs());
  }

  #send(frame: Uint8Array): void {
    if (this.#connection.readyState !== this.#connection.OPEN) return;
    if (this.#connection.bufferedAmount > MAX_BUFFERED) this.#connection.close(CLOSE.tooSlow);
    else this.#connection.send(frame);
  }
}
