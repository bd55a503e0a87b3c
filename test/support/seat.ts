// A seat that acts, as a program would take one: joins over HTTP, sits down over the real Socket.IO client, types into a
// Yjs document of its own. It keeps what it was told, so that a test can hold the server to it.
import { io } from 'socket.io-client';
import type { ManagerOptions, Socket, SocketOptions } from 'socket.io-client';
import * as Y from 'yjs';
import { LANGUAGES, rootOf } from '../../shared/board.ts';
import type { ClauseId, Language } from '../../shared/board.ts';
import { emptyState } from '../../shared/state.ts';
import type { BoardState } from '../../shared/state.ts';
import { evolveEntry } from '../../shared/evolve.ts';
import { LEDGER_ROOT, ledgerEntries, ledgerLength } from '../../shared/ledger.ts';
import { runsOf } from '../../shared/text/characters.ts';
import type { Answer, DoneAnswer, Presence, RosterMessage, SitAnswer } from '../../shared/wire.ts';

export const BOARD = 'drc-us';
const TYPED = 'typed';
const HEARD = 'heard';

export type Joined = {
  token: string;
  seat: { id: string; name: string; party: string | null; role: string };
};
export type Wanted = { name?: string; party?: 'drc' | 'us' | null; role?: string };

export const post = (
  origin: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(`${origin}/api/boards/${BOARD}/join`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

export const join = async (origin: string, wanted: Wanted = {}): Promise<Joined> => {
  const response = await post(origin, { name: 'Somebody', party: 'drc', role: 'member', ...wanted });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Joined;
};

export const get = (origin: string, path: string, token?: string): Promise<Response> =>
  fetch(`${origin}/api/boards/${BOARD}${path}`, {
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
  });

/** Waits until it holds; says what it was waiting for where it never does. */
export const until = async (
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = 25_000,
): Promise<void> => {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it never came about: ${what}`);
    await pause(15);
  }
};

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export type HeardRow = { seq: number; from?: number; hash: string; update: Uint8Array | null };
/** Something that was sent and has not been acknowledged. */
type Unanswered = {
  event: 'text' | 'move';
  payload: unknown;
  answered: (answer: Answer<DoneAnswer>) => void;
};
export type Acknowledged = { event: 'text' | 'move'; payload: unknown; seq: number; hash: string };

export type SeatOptions = Partial<ManagerOptions & SocketOptions> & {
  /** False: the test says itself when to sit. */
  sits?: boolean;
};

export class Seat {
  readonly origin: string;
  readonly id: string;
  readonly token: string;
  readonly socket: Socket;
  doc: Y.Doc = new Y.Doc();
  pen: number | null = null;
  seq = 0;
  hash = '';
  epoch = '';
  state: BoardState = emptyState;
  live = false;
  /** The table cannot be written: what is done stays here until it can. */
  readOnly = false;
  /** How often it sat down, and on which of these its pen was resumed. */
  readonly sittings: { pen: number; resumed: boolean }[] = [];
  readonly rows: HeardRow[] = [];
  readonly acknowledged: Acknowledged[] = [];
  /** Rows that came out of turn. */
  readonly gaps: string[] = [];
  readonly refusals: string[] = [];
  readonly notices: string[] = [];
  roster: RosterMessage = { seats: [], observers: 0 };
  readonly cursors = new Map<number, Presence | null>();
  #unanswered: Unanswered[] = [];
  #entries = 0;

  static async join(origin: string, wanted: Wanted = {}, options: SeatOptions = {}): Promise<Seat> {
    const joined = await join(origin, wanted);
    const seat = new Seat(origin, joined.seat.id, joined.token, options);
    if (options.sits !== false) await seat.seated();
    return seat;
  }

  constructor(origin: string, id: string, token: string, options: SeatOptions = {}) {
    const { sits = true, ...client } = options;
    this.origin = origin;
    this.id = id;
    this.token = token;
    this.#newDocument();
    this.socket = io(origin, {
      auth: { board: BOARD, token },
      forceNew: true,
      transports: ['websocket'],
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
      ...client,
    });
    this.socket.on('connect', () => void (sits && this.sit()));
    this.socket.on('disconnect', () => {
      this.live = false;
      this.readOnly = false;
    });
    this.socket.on('row', (row: HeardRow) => this.#hear(row));
    this.socket.on('roster', (roster: RosterMessage) => (this.roster = roster));
    this.socket.on('notice', ({ code }: { code: string }) => this.#noticed(code));
    this.socket.on('cursors', (entries: { pen: number; presence: Presence | null }[]) => {
      for (const { pen, presence } of entries) this.cursors.set(pen, presence);
    });
  }

  seated(): Promise<void> {
    return until(`${this.id} sits`, () => this.live);
  }

  /** Everything that was sent has been answered. */
  settled(): Promise<void> {
    return until(`${this.id} has its answers`, () => this.live && this.#unanswered.length === 0);
  }

  get unanswered(): number {
    return this.#unanswered.length;
  }

  /** Any request, as any program could send it. */
  ask<T = object>(event: string, ...payload: unknown[]): Promise<Answer<T>> {
    return new Promise((resolve) => this.socket.emit(event, ...payload, resolve));
  }

  async sit(): Promise<void> {
    const from =
      this.pen === null
        ? {}
        : { pen: this.pen, stateVector: Y.encodeStateVector(this.doc), seq: this.seq, epoch: this.epoch };
    // What the answer says holds from the moment in which it arrives, before any row behind it: no promise in between.
    this.socket.emit('sit', { protocol: 1, ...from }, (answer: Answer<SitAnswer>) => {
      if (answer.ok) this.#seated(answer);
      else this.refusals.push(answer.code);
    });
  }

  /** Types words at a place in a clause's text, in one frame. */
  type(clause: ClauseId, lang: Language, index: number, words: string): void {
    const text = this.doc.getText(rootOf(clause, lang));
    this.doc.transact(() => text.insert(Math.min(index, text.length), words), TYPED);
  }

  delete(clause: ClauseId, lang: Language, index: number, length: number): void {
    this.doc.transact(() => this.doc.getText(rootOf(clause, lang)).delete(index, length), TYPED);
  }

  move(move: { kind: string; [field: string]: unknown }): Promise<Answer<DoneAnswer>> {
    const id = `move-${crypto.randomUUID().slice(0, 20)}`;
    return new Promise((answered) => this.#send({ event: 'move', payload: { id, ...move }, answered }));
  }

  text(clause: ClauseId, lang: Language): string {
    return this.doc.getText(rootOf(clause, lang)).toString();
  }

  /** A fresh document and a fresh pen; what had not been answered is given up. */
  startOver(): void {
    this.live = false;
    this.pen = null;
    this.#unanswered = [];
    this.#newDocument();
    if (this.socket.connected) void this.sit();
  }

  leave(): void {
    this.socket.disconnect();
    this.doc.destroy();
  }

  #newDocument(): void {
    this.doc.destroy();
    const doc = new Y.Doc();
    this.doc = doc;
    this.state = emptyState;
    this.#entries = 0;
    doc.getArray(LEDGER_ROOT);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === TYPED) this.#send({ event: 'text', payload: update, answered: () => undefined });
    });
  }

  #seated(answer: SitAnswer): void {
    if (this.pen !== null && !answer.resumed) return this.startOver();
    Y.applyUpdate(this.doc, new Uint8Array(answer.state), HEARD);
    this.doc.clientID = answer.pen;
    this.pen = answer.pen;
    this.seq = answer.seq;
    this.hash = answer.hash;
    this.epoch = answer.epoch;
    this.sittings.push({ pen: answer.pen, resumed: answer.resumed });
    this.#fold();
    this.live = true;
    if (!this.readOnly) for (const item of this.#unanswered) this.#emit(item);
  }

  #hear(row: HeardRow): void {
    this.rows.push(row);
    if (!this.live || row.seq <= this.seq) return;
    const from = row.from ?? row.seq;
    if (from !== this.seq + 1) this.gaps.push(`${from} after ${this.seq}`);
    if (row.update !== null) Y.applyUpdate(this.doc, new Uint8Array(row.update), HEARD);
    this.seq = row.seq;
    this.hash = row.hash;
    this.#fold();
  }

  #fold(): void {
    if (ledgerLength(this.doc) === this.#entries) return;
    const entries = ledgerEntries(this.doc, this.#entries);
    this.#entries += entries.length;
    for (const entry of entries) this.state = evolveEntry(this.state, entry);
  }

  #send(item: Unanswered): void {
    this.#unanswered.push(item);
    if (this.live && !this.readOnly) this.#emit(item);
  }

  #noticed(code: string): void {
    this.notices.push(code);
    if (code === 'read-only') this.readOnly = true;
    if (code !== 'writing-again') return;
    this.readOnly = false;
    this.live = false; // nothing goes before what was kept
    void this.sit();
  }

  #emit(item: Unanswered): void {
    this.socket.emit(item.event, item.payload, (answer: Answer<DoneAnswer>) => {
      if (!this.#unanswered.includes(item)) return; // given up, or answered when it was sent before
      if (!answer.ok && ['shutting-down', 'store-unavailable', 'not-seated'].includes(answer.code)) return;
      this.#unanswered = this.#unanswered.filter((each) => each !== item);
      if (answer.ok) this.acknowledged.push({ ...item, seq: answer.seq, hash: answer.hash });
      else {
        this.refusals.push(answer.code);
        if (item.event === 'text') this.startOver();
      }
      item.answered(answer);
    });
  }
}

/** All that a document says: who typed which live character, in order, and the ledger. Equal for all who follow. */
export const contentOf = (doc: Y.Doc, clauses: readonly ClauseId[]): object => ({
  texts: Object.fromEntries(
    clauses.flatMap((clause) =>
      LANGUAGES.map((lang) => [rootOf(clause, lang), runsOf(doc.getText(rootOf(clause, lang)))]),
    ),
  ),
  ledger: ledgerEntries(doc),
});
