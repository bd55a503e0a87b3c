// The line to the table: one Socket.IO connection, on which this page sits down, is told the rows of the log in order, and
// sits down again after a break, a gap, or when the table asks for patience.
import { DOWN, UP } from '../../shared/wire.ts';
import type { Presence, RosterMessage, SitRequest } from '../../shared/wire.ts';
import type { Clock } from './clock.ts';
import { readCursors, readNotice, readRoster, readRow, readSeated, turnedAway } from './socket.ts';
import type { Row, Seated, TableSocket } from './socket.ts';

/** What the line tells the session, and asks it. */
export interface LineEnd {
  /** How to sit down now. */
  request(): SitRequest;
  /** Takes the table's answer in. `again`: this will not do, ask anew. */
  seated(answer: Seated): 'done' | 'again';
  /** Everything up to the answer and what came after it is taken in: sending may begin. `newLine`: nobody knows what arrived before. */
  live(newLine: boolean): void;
  /** The next row of the log. */
  row(row: Row): void;
  cut(): void;
  /** The table will not have this seat; there is no coming back. */
  closed(code: string): void;
  cursors(cursors: readonly { pen: number; presence: Presence | null }[]): void;
  roster(roster: RosterMessage): void;
  notice(code: string): void;
}

/** Refusals that say: not now. Nothing was taken, and the same may be asked again. */
const PATIENCE: ReadonlySet<string> = new Set([
  'store-unavailable',
  'shutting-down',
  'internal-error',
  'server-pending',
  'not-seated',
  'too-fast',
  'too-slow',
  'too-many-connections',
]);
export const asksForPatience = (code: string): boolean => PATIENCE.has(code);

const RETRY_MS = 1000;

type Phase = 'cut' | 'sitting' | 'live' | 'closed';

export class Line {
  readonly #socket: TableSocket;
  readonly #clock: Clock;
  readonly #end: LineEnd;
  #phase: Phase = 'cut';
  #turn = 0;
  #seq = 0;
  #hash = '';
  #newLine = true;
  /** Rows that came while the answer was awaited. */
  #held: Row[] = [];
  #cancelRetry: (() => void) | null = null;

  constructor(socket: TableSocket, clock: Clock, end: LineEnd) {
    this.#socket = socket;
    this.#clock = clock;
    this.#end = end;
    socket.on('connect', () => this.#connected());
    socket.on('disconnect', (reason) => this.#cut(reason));
    socket.on('connect_error', (error) => this.#failed(error));
    socket.on(DOWN.row, (message) => this.#heard(message));
    socket.on(DOWN.cursors, (message) => this.#end.cursors(readCursors(message) ?? []));
    socket.on(DOWN.roster, (message) => {
      const roster = readRoster(message);
      if (roster !== null) this.#end.roster(roster);
    });
    socket.on(DOWN.notice, (message) => {
      const told = readNotice(message);
      if (told !== null) this.#end.notice(told.code);
    });
    if (socket.connected) this.#connected();
  }

  get isLive(): boolean {
    return this.#phase === 'live' && this.#socket.connected;
  }

  /** The last row that was taken in. */
  get seq(): number {
    return this.#seq;
  }

  /** The log's hash at that row, hex. */
  get hash(): string {
    return this.#hash;
  }

  /** Which sitting this is: an answer to something sent in an earlier one says nothing about this one. */
  get turn(): number {
    return this.#turn;
  }

  /** Only while live. */
  send(event: string, payload: unknown, answered?: (answer: unknown) => void): void {
    if (answered === undefined) this.#socket.emit(event, payload);
    else this.#socket.emit(event, payload, answered);
  }

  /** Sits down, again if need be, as soon as there is a connection. */
  sit(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    if (this.#phase === 'closed' || !this.#socket.connected) return;
    this.#phase = 'sitting';
    this.#held = [];
    this.#turn += 1;
    const turn = this.#turn;
    this.#socket.emit(UP.sit, this.#end.request(), (answer: unknown) => {
      if (turn === this.#turn) this.#answered(answer);
    });
  }

  /** Sits down again in a moment, or when the table says; nothing is sent until then. */
  sitLater(afterMs = RETRY_MS): void {
    if (this.#phase === 'closed' || this.#cancelRetry !== null) return;
    if (this.#phase === 'live') this.#phase = 'sitting';
    this.#cancelRetry = this.#clock.later(Math.max(RETRY_MS, afterMs), () => this.sit());
  }

  close(): void {
    this.#phase = 'closed';
    this.#turn += 1;
    this.#cancelRetry?.();
    this.#socket.disconnect();
  }

  #connected(): void {
    if (this.#phase === 'closed') return;
    this.#newLine = true;
    this.sit();
  }

  #answered(message: unknown): void {
    const answer = readSeated(message);
    if (!answer.ok) {
      if (asksForPatience(answer.code)) this.sitLater(answer.retryAfterMs);
      else this.#shut(answer.code);
      return;
    }
    if (this.#end.seated(answer) === 'again') {
      this.sit();
      return;
    }
    this.#seq = answer.seq;
    this.#hash = answer.hash;
    this.#phase = 'live';
    const held = this.#held;
    this.#held = [];
    for (const row of held) this.#take(row);
    if (!this.isLive) return;
    const newLine = this.#newLine;
    this.#newLine = false;
    this.#end.live(newLine);
  }

  #heard(message: unknown): void {
    const row = readRow(message);
    if (row === null) return;
    if (this.#phase === 'sitting') this.#held.push(row);
    else if (this.#phase === 'live') this.#take(row);
  }

  #take(row: Row): void {
    if (this.#phase !== 'live' || row.seq <= this.#seq) return;
    if ((row.from ?? row.seq) > this.#seq + 1) {
      this.sit();
      return;
    }
    this.#seq = row.seq;
    this.#hash = row.hash;
    this.#end.row(row);
  }

  #cut(reason: unknown): void {
    if (this.#phase === 'closed') return;
    this.#phase = 'cut';
    this.#turn += 1;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#end.cut();
    // Then socket.io does not come back by itself.
    if (reason === 'io server disconnect') this.#reconnectLater();
  }

  #failed(error: unknown): void {
    if (this.#phase === 'closed') return;
    const code = turnedAway(error);
    if (code !== null && !asksForPatience(code)) this.#shut(code);
    else if (!this.#socket.active) this.#reconnectLater();
  }

  #reconnectLater(): void {
    this.#cancelRetry ??= this.#clock.later(RETRY_MS, () => {
      this.#cancelRetry = null;
      this.#socket.connect();
    });
  }

  #shut(code: string): void {
    this.close();
    this.#end.closed(code);
  }
}
