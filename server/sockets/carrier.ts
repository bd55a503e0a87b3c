// The connection under an acting seat, as far as Engine.IO lets us see it: how much waits in it, reading paused and taken up
// again, and how to end it at once.
import type { Server as Engine } from 'engine.io';

/** Engine.IO's own connection, as Socket.IO has it under a socket. */
export type EngineSocket = InstanceType<typeof Engine>['clients'][string];

/** The part of a `ws` socket that is used. */
type WebSocketLike = { bufferedAmount: number; pause(): void; resume(): void; terminate(): void };

const isWebSocket = (value: unknown): value is WebSocketLike =>
  typeof value === 'object' &&
  value !== null &&
  'bufferedAmount' in value &&
  'terminate' in value &&
  'pause' in value;

/** Null while it polls: then there is no one socket. */
const webSocketOf = (connection: EngineSocket): WebSocketLike | null => {
  const transport: unknown = connection.transport;
  if (typeof transport !== 'object' || transport === null || !('socket' in transport)) return null;
  return isWebSocket(transport.socket) ? transport.socket : null;
};

const sizeOf = (data: unknown): number => {
  if (typeof data === 'string') return data.length;
  return data instanceof Uint8Array || data instanceof ArrayBuffer ? data.byteLength : 0;
};

export class Carrier {
  readonly #connection: EngineSocket;
  /** Bytes that Engine.IO keeps until its transport has sent what went before. */
  #kept = 0;
  #paused = false;

  constructor(connection: EngineSocket) {
    this.#connection = connection;
    connection.on('packetCreate', ({ data }: { data?: unknown }) => (this.#kept += sizeOf(data)));
    connection.on('flush', () => (this.#kept = 0));
    // Another transport takes over unpaused.
    connection.on('upgrade', () => this.#paused && webSocketOf(connection)?.pause());
  }

  buffered(): number {
    return this.#kept + (webSocketOf(this.#connection)?.bufferedAmount ?? 0);
  }

  /** Whether reading can be paused at all. */
  get pauses(): boolean {
    return webSocketOf(this.#connection) !== null;
  }

  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    webSocketOf(this.#connection)?.pause();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    webSocketOf(this.#connection)?.resume();
  }

  /** At once: an orderly end would wait until everything has been read. */
  terminate(): void {
    const socket = webSocketOf(this.#connection);
    if (socket === null) this.#connection.close(true);
    else socket.terminate();
  }
}
