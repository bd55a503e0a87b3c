// A table with its edges, as `serve` puts them together, but with the room in the test's hands: those who act do so here in
// the process, those who watch over real sockets and HTTP.
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { Attendance } from '../../server/attendance.ts';
import { createAudit } from '../../server/audit.ts';
import { Clerk } from '../../server/clerk.ts';
import { createEdges } from '../../server/edges/edges.ts';
import { Hall } from '../../server/hall.ts';
import { createApp } from '../../server/http/app.ts';
import { createMetrics } from '../../server/metrics.ts';
import type { JoinTools } from '../../server/http/join.ts';
import type { Room } from '../../server/room.ts';
import { OPEN, Sessions } from '../../server/sessions.ts';
import { WatchingSeats } from '../../server/sockets/watching.ts';
import { MemoryStore } from '../../server/store/memory.ts';
import type { Store } from '../../server/store/port.ts';
import { Tries } from '../../server/tries.ts';
import { BOARD } from './boards.ts';

export class DoorsHouse {
  readonly store: Store = new MemoryStore();
  readonly complaints: string[] = [];
  now = Date.UTC(2026, 2, 3, 9);
  origin = '';
  #hall: Hall | null = null;
  #room: Room | null = null;
  #leave: () => void = () => undefined;
  #http: Server | null = null;
  #watching: WatchingSeats | null = null;
  #people: JoinTools | null = null;

  get room(): Room {
    return this.#room!;
  }

  /** What seating somebody takes. */
  get people(): JoinTools {
    return this.#people!;
  }

  static async open(): Promise<DoorsHouse> {
    const house = new DoorsHouse();
    await house.store.createBoard(BOARD.id, 'an-epoch');
    await house.start();
    return house;
  }

  async start(): Promise<void> {
    const { store } = this;
    const log = pino({ level: 'warn' }, { write: (line: string) => void this.complaints.push(line) });
    const now = (): number => this.now;
    const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
    const clerk = new Clerk(store, log);
    const attendance = new Attendance(now);
    const metrics = createMetrics({
      boards: () => 1,
      seats: () => ({ acting: 0, watching: 0 }),
      buffered: () => ({ sum: 0, max: 0 }),
      connections: () => 0,
    });
    const tableTools = { store, clerk, log, now, random };
    const hall = new Hall({ ...tableTools, attendance, lingerMs: 1_000_000 });
    const page = {
      assets: (_request: unknown, _response: unknown, next: () => void) => next(),
      document: (_request: unknown, response: { send(html: string): void }) => response.send(''),
      connects: [],
      trustedTypes: [],
    };
    const site = { publicUrl: null, loopback: true };
    const edges = createEdges({ site, now, droppedReader: () => undefined });
    const audit = createAudit(store, log, now);
    const sessions = new Sessions({ store, log, audit, rules: OPEN, now, random });
    const people = { store, attendance, sessions, audit, seats: 'open', now, random } as const;
    this.#people = people;
    const app = createApp({
      ...people,
      hall,
      secure: false,
      log,
      metrics,
      page,
      laying: new Set(),
      tries: new Tries(now),
      signIn: null,
      edges,
      watchedElsewhere: false,
    });
    const watching = new WatchingSeats({
      hall,
      store,
      sessions,
      seats: 'open',
      log,
      edges,
      refused: () => undefined,
      aliveAfterMs: undefined,
    });
    const http = createServer((request, response) => void app(request, response));
    http.on('upgrade', (request, socket, head) => watching.upgrade(request, socket, head));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const { port } = http.address() as AddressInfo;
    const visit = await hall.enter(BOARD.id);
    this.origin = `http://127.0.0.1:${port}`;
    [this.#hall, this.#room, this.#leave, this.#http, this.#watching] = [
      hall,
      visit!.room,
      visit!.leave,
      http,
      watching,
    ];
  }

  /** @param forgets whether keyframes are lost with it */
  async restart(forgets: boolean): Promise<void> {
    await this.close();
    if (forgets) await this.store.dropKeyframes(BOARD.id);
    await this.start();
  }

  async close(): Promise<void> {
    this.#leave();
    this.#watching?.close();
    this.#watching?.terminate();
    this.#http?.closeAllConnections();
    await new Promise((resolve) => this.#http?.close(resolve));
    await this.#hall?.close();
  }
}
