// The seats that act: one Socket.IO connection a seat carries text, moves and presence, in order, each acknowledged
// once it is durable, or refused.
import type { Server, Socket } from 'socket.io';
import type { Logger } from 'pino';
import { RESEND_LIMITS } from '../../shared/gate/limits.ts';
import type { Edges } from '../edges/edges.ts';
import type { Reader } from '../edges/outflow.ts';
import type { Passage } from '../edges/tolls.ts';
import { asRefusalCode } from '../../shared/refusals.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { may } from '../../shared/seats.ts';
import type { SeatState, SeatsRule } from '../../shared/seats.ts';
import { DOWN, SitRequest, SocketAuth, UP, readMoveRequest } from '../../shared/wire.ts';
import type {
  Answer,
  DoneAnswer,
  NoticeCode,
  NoticeMessage,
  Presence,
  Refused,
  RosterMessage,
  RowMessage,
} from '../../shared/wire.ts';
import type { Audit } from '../audit.ts';
import { BoardDamaged } from '../damage.ts';
import type { Hall } from '../hall.ts';
import type { DoorKind } from '../metrics.ts';
import type { Audience } from '../presence.ts';
import type { Actor, Room } from '../room.ts';
import { StoreFault } from '../store/fault.ts';
import type { SessionRecord } from '../store/people.ts';
import type { SeatRecord, Store } from '../store/port.ts';
import { StoreUnavailable, refuse } from '../table.ts';
import type { Sessions, Shown } from '../sessions.ts';
import { Carrier } from './carrier.ts';
import { Reading } from './reading.ts';

export type ActingTools = {
  hall: Hall;
  store: Store;
  sessions: Sessions;
  audit: Audit;
  seats: SeatsRule;
  log: Logger;
  edges: Edges;
  refused(code: RefusalCode): void;
  /** How long a request took from its arrival to its answer. */
  answered(kind: DoorKind, ms: number): void;
  closing(): boolean;
  /** Seats that were let go because they did not keep up, and have not come back. */
  slow: Set<string>;
};

/** The largest message taken: a frame after an offline spell, and what Socket.IO puts around it. */
export const MAX_MESSAGE_BYTES = RESEND_LIMITS.bytes + 64 * 1024;

type Ack = (answer: unknown) => void;
/** The acknowledgement comes last, also where there is no payload; what is no function gets no answer. */
const ackOf = (given: readonly unknown[]): Ack => {
  const ack = given.at(-1);
  return typeof ack === 'function' ? (answer) => void ack(answer) : () => undefined;
};

/** An own copy: socket buffers are views into a pool, and the gate keeps what it admits. */
const bytesOf = (payload: unknown): unknown =>
  payload instanceof Uint8Array ? new Uint8Array(payload) : payload;

/** Lets those who act in; `stop` has every later request refused, since the server is closing. */
export const seatActors = (io: Server, given: Omit<ActingTools, 'closing' | 'slow'>): { stop(): void } => {
  let closing = false;
  const tools: ActingTools = { ...given, closing: () => closing, slow: new Set() };
  io.use((socket, next) => {
    admitSocket(socket, tools).then(
      (refused) => next(refused === null ? undefined : connectError(refused)),
      (error: unknown) => {
        const code = codeOf(error);
        if (code === 'internal-error') tools.log.error({ err: error }, 'a socket could not be let in');
        next(connectError(refuse(code)));
      },
    );
  });
  io.on('connection', (socket) => {
    const guest: unknown = socket.data.guest;
    if (guest instanceof ActingSeat) guest.begin();
    else socket.disconnect(true);
  });
  return { stop: () => void (closing = true) };
};

/** What failed, in words for whoever asked. The store's own failures are logged where they happen. */
const codeOf = (error: unknown): RefusalCode => {
  if (error instanceof BoardDamaged) return 'board-damaged';
  const failed = error instanceof StoreUnavailable || error instanceof StoreFault;
  return failed ? 'store-unavailable' : 'internal-error';
};

const connectError = ({ code, message }: Refused): Error =>
  Object.assign(new Error(message), { data: { code, message } });

const tooFast = ({ retryAfterMs }: NonNullable<Passage>): Refused => ({
  ...refuse('too-fast'),
  retryAfterMs,
});

const admitSocket = async (socket: Socket, tools: ActingTools): Promise<Refused | null> => {
  const auth = SocketAuth.safeParse(socket.handshake.auth);
  if (!auth.success || auth.data.room === 'caucus') return refuse('bad-request');
  const { board, token, seat } = auth.data;
  // A connection may ask to be let in as often as it likes: it is counted here, not where it came about.
  const passage = await tools.edges.tolls.byAddress('handshakes', tools.edges.addressOf(socket.conn.request));
  if (passage !== null) {
    tools.refused('too-fast');
    return tooFast(passage);
  }
  // By invitation, nobody without a session hears even whether there is such a board.
  if (tools.seats === 'open' && (await tools.store.head(board)) === null) return refuse('no-board');
  const shown = await tools.sessions.find(board, { token, seat, cookie: socket.handshake.headers.cookie });
  if (!shown.ok) return refuse(shown.code);
  if (!may(shown.seat, 'sit')) return refuse('observers-watch');
  const entry = tools.edges.connections.ofSeat(board, shown.seat.seat);
  if (!entry.ok) {
    tools.refused(entry.code);
    return refuse(entry.code);
  }
  socket.conn.once('close', () => entry.leave());
  const refused = await admitSeat(socket, board, shown, tools);
  if (refused !== null || socket.conn.readyState !== 'open') entry.leave();
  return refused;
};

const admitSeat = async (
  socket: Socket,
  board: string,
  { seat: record, session }: Shown,
  tools: ActingTools,
): Promise<Refused | null> => {
  const visit = await tools.hall.enter(board);
  if (visit === null) return refuse('no-board');
  try {
    const sits = await visit.room.table.read((working) => working.state.seats.has(record.seat));
    // A client that has gone meanwhile has closed its transport, and will not be heard of again.
    if (!sits || socket.conn.readyState !== 'open') {
      visit.leave();
      return refuse('no-seat');
    }
  } catch (error) {
    visit.leave();
    throw error;
  }
  const guest = new ActingSeat(socket, visit.room, visit.leave, record, tools);
  socket.data.guest = guest;
  if (guest.rest(session)) return null;
  visit.leave();
  return refuse('no-session');
};

/** Which toll each kind of request pays. */
const TOLLS = { sit: 'sittings', text: 'frames', move: 'moves', cursor: 'cursors' } as const;
/** For what is refused only because something before it was. */
const HELD_BACK_MS = 200;

class ActingSeat implements Actor, Reader {
  readonly seat: string;
  readonly audience: Audience;
  pen: number | null = null;
  readonly #socket: Socket;
  readonly #room: Room;
  readonly #leave: () => void;
  readonly #tools: ActingTools;
  #letGo: () => void = () => undefined;
  readonly #carrier: Carrier;
  readonly #reading: Reading;
  readonly #address: string | null;
  /** Until it has sat down. */
  #sitTimer: NodeJS.Timeout | null = null;
  /** A request was refused as too fast: those behind it are, too, until it sits down again, so that none overtakes it. */
  #heldBack = false;
  #leaveOutflow = (): void => undefined;

  constructor(socket: Socket, room: Room, leave: () => void, record: SeatRecord, tools: ActingTools) {
    this.#socket = socket;
    this.#room = room;
    this.#leave = leave;
    this.#tools = tools;
    this.seat = record.seat;
    this.audience = record.party ?? 'chair';
    const { edges } = tools;
    this.#carrier = new Carrier(socket.conn);
    this.#reading = new Reading(socket.conn, this.#carrier, edges.limits.pace, edges.now);
    this.#address = edges.addressOf(socket.conn.request);
    // A connection that fails between being let in and beginning must not keep the board loaded.
    socket.conn.once('close', () => this.#gone());
  }

  /** Rests on a session: when that ends, so does this. False where it has ended already. */
  rest(session: SessionRecord): boolean {
    const letGo = this.#tools.sessions.hold(session, this);
    this.#letGo = letGo ?? this.#letGo;
    return letGo !== null;
  }

  begin(): void {
    const socket = this.#socket;
    const { edges } = this.#tools;
    this.#room.enter(this);
    this.#leaveOutflow = edges.outflow.join(this);
    this.#sitTimer = setTimeout(() => this.dismiss('sit-timeout'), edges.limits.timeouts.sitMs).unref();
    socket.on(UP.sit, (...given: unknown[]) => this.#sit(given[0], ackOf(given)));
    socket.on(UP.text, (...given: unknown[]) =>
      this.#answer('text', ackOf(given), () => this.#text(given[0])),
    );
    socket.on(UP.move, (...given: unknown[]) =>
      this.#answer('move', ackOf(given), () => this.#move(given[0])),
    );
    socket.on(UP.cursor, (...given: unknown[]) =>
      this.#answer('cursor', ackOf(given), () => this.#cursor(given[0])),
    );
    socket.on('disconnect', () => this.#gone());
    if (!socket.connected) this.#gone();
  }

  #gone(): void {
    this.#letGo();
    if (this.#sitTimer !== null) clearTimeout(this.#sitTimer);
    this.#leaveOutflow();
    this.#room.leave(this);
    this.#leave();
  }

  // ---- what waits for it (a `Reader`)

  buffered(): number {
    return this.#carrier.buffered();
  }

  /** A notice would wait behind everything that it has not read: it is told when it comes back. */
  drop(): void {
    this.#tools.slow.add(this.#key);
    this.#tools.log.info({ board: this.#room.board, seat: this.seat }, 'a seat did not keep up');
    this.#carrier.terminate();
  }

  get #key(): string {
    return `${this.#room.board}/${this.seat}`;
  }

  // ---- up

  #answer(kind: DoorKind, reply: Ack, work: () => Promise<Answer<object>>): void {
    if (this.#tools.closing()) return reply(refuse('shutting-down'));
    const arrived = performance.now();
    this.#reading.began();
    const done = (answer: unknown): void => {
      this.#reading.ended();
      this.#tools.answered(kind, performance.now() - arrived);
      reply(answer);
    };
    this.#passed(kind, work).then(done, (error: unknown) => done(this.#failed(error)));
  }

  async #passed(kind: DoorKind, work: () => Promise<Answer<object>>): Promise<Answer<object>> {
    const passage = await this.#passage(kind);
    return passage === null ? work() : this.#tooFast(passage);
  }

  /** The same steps for every request of a connection, so that none overtakes another here. */
  async #passage(kind: DoorKind): Promise<Passage> {
    const { tolls } = this.#tools.edges;
    const over = this.#reading.over();
    const toll = TOLLS[kind];
    const bySeat = await tolls.bySeat(toll, this.#key);
    const byAddress =
      toll === 'frames' || toll === 'moves' ? await tolls.byAddress(toll, this.#address) : null;
    const passage = over ?? bySeat ?? byAddress;
    if (kind === 'sit') {
      if (passage === null) this.#heldBack = false;
      return passage;
    }
    if (kind === 'cursor') return passage;
    if (passage !== null) this.#heldBack = true;
    return passage ?? (this.#heldBack ? { retryAfterMs: HELD_BACK_MS } : null);
  }

  #tooFast(passage: NonNullable<Passage>): Refused {
    this.#tools.refused('too-fast');
    return tooFast(passage);
  }

  #failed(error: unknown): Refused {
    const code = codeOf(error);
    if (code === 'internal-error')
      this.#tools.log.error({ err: error, board: this.#room.board, seat: this.seat }, 'a request failed');
    return this.#refuse(code);
  }

  #refuse(code: RefusalCode): Refused {
    this.#tools.refused(code);
    return refuse(code);
  }

  #sit(request: unknown, reply: Ack): void {
    if (this.#tools.closing()) return reply(refuse('shutting-down'));
    const arrived = performance.now();
    this.#reading.began();
    const done = (refused: Refused | null): void => {
      this.#reading.ended();
      this.#tools.answered('sit', performance.now() - arrived);
      if (refused !== null) reply(refused);
    };
    this.#sitDown(request, reply).then(done, (error: unknown) => done(this.#failed(error)));
  }

  /** Answers by itself where it succeeds: in the moment in which the answer is true, before any later row. */
  async #sitDown(request: unknown, reply: Ack): Promise<Refused | null> {
    const parsed = SitRequest.safeParse(request);
    if (!parsed.success) return this.#refuse('bad-protocol');
    const passage = await this.#passage('sit');
    if (passage !== null) return this.#tooFast(passage);
    const { outflow } = this.#tools.edges;
    if (!outflow.mayHave(this)) return this.#refuse('too-slow');
    const { pen, stateVector, seq, epoch } = parsed.data;
    const table = this.#room.table;
    const ahead = await table.read((board) => (seq ?? 0) > board.seq);
    const sameLog = !ahead && (epoch === undefined || epoch === table.epoch);
    const from = sameLog && pen !== undefined ? { pen, stateVector } : {};
    const outcome = await table.sit(this.seat, from, (answer) => {
      const before = this.pen;
      this.pen = answer.pen;
      if (this.#sitTimer !== null) clearTimeout(this.#sitTimer);
      outflow.owes(this, answer.state.length);
      reply({ ok: true, ...answer });
      this.#room.handPen(answer.pen, this, before);
      if (this.#tools.slow.delete(this.#key)) this.#socket.emit(DOWN.notice, { code: 'too-slow' });
    });
    return outcome.ok ? null : outcome;
  }

  async #text(frame: unknown): Promise<Answer<DoneAnswer>> {
    if (this.pen === null) return this.#refuse('not-seated');
    return this.#room.table.text(this.pen, bytesOf(frame));
  }

  async #move(request: unknown): Promise<Answer<DoneAnswer>> {
    if (this.pen === null) return this.#refuse('not-seated');
    const read = readMoveRequest(request);
    if (!read.ok) return this.#refuse(read.code);
    const answer = await this.#room.table.move(this.seat, read.id, read.move, read.signed);
    if (answer.ok && read.move.kind === 'removeMember')
      await this.#tools.audit({
        board: this.#room.board,
        act: 'member-removed',
        by: this.seat,
        about: read.move.seat,
      });
    return answer;
  }

  async #cursor(bytes: unknown): Promise<Answer<object>> {
    if (this.pen === null) return this.#refuse('not-seated');
    const seat = await this.#room.table.read((board): SeatState | undefined =>
      board.state.seats.get(this.seat),
    );
    if (seat === undefined) return this.#refuse('no-seat');
    const pointed = this.#room.point(this, seat, bytesOf(bytes));
    return pointed.ok ? { ok: true } : this.#refuse(asRefusalCode(pointed.code));
  }

  // ---- down

  row(message: RowMessage): void {
    this.#tell(DOWN.row, message);
  }

  cursors(entries: { pen: number; presence: Presence | null }[]): void {
    this.#tell(DOWN.cursors, entries);
  }

  roster(message: RosterMessage): void {
    this.#tell(DOWN.roster, message);
  }

  #tell(what: string, message: unknown): void {
    if (this.#tools.edges.outflow.mayHave(this)) this.#socket.emit(what, message);
  }

  notice(code: NoticeCode): void {
    this.#socket.emit(DOWN.notice, { code } satisfies NoticeMessage);
  }

  dismiss(code: string): void {
    this.pen = null;
    this.#socket.emit(DOWN.notice, { code });
    this.#socket.disconnect(true);
  }
}
