// The seats that act: one Socket.IO connection a seat carries text, moves and presence, in order, each acknowledged
// once it is durable, or refused.
import type { Server, Socket } from 'socket.io';
import type { Logger } from 'pino';
import { RESEND_LIMITS } from '../../shared/gate/limits.ts';
import { asRefusalCode } from '../../shared/refusals.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { may } from '../../shared/seats.ts';
import type { SeatState, SeatsRule } from '../../shared/seats.ts';
import { DOWN, SitRequest, SocketAuth, UP, readMoveRequest } from '../../shared/wire.ts';
import type { Answer, DoneAnswer, Presence, Refused, RosterMessage, RowMessage } from '../../shared/wire.ts';
import type { Audit } from '../audit.ts';
import type { Hall } from '../hall.ts';
import type { Audience } from '../presence.ts';
import type { Actor, Room } from '../room.ts';
import type { SessionRecord } from '../store/people.ts';
import type { SeatRecord, Store } from '../store/port.ts';
import { StoreUnavailable, refuse } from '../table.ts';
import type { Sessions } from '../sessions.ts';

export type ActingTools = {
  hall: Hall;
  store: Store;
  sessions: Sessions;
  audit: Audit;
  seats: SeatsRule;
  log: Logger;
  refused(code: RefusalCode): void;
  closing(): boolean;
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
export const seatActors = (io: Server, given: Omit<ActingTools, 'closing'>): { stop(): void } => {
  let closing = false;
  const tools: ActingTools = { ...given, closing: () => closing };
  io.use((socket, next) => {
    admitSocket(socket, tools).then(
      (refused) => next(refused === null ? undefined : connectError(refused)),
      (error: unknown) => {
        tools.log.error({ err: error }, 'a socket could not be let in');
        next(connectError(refuse('internal-error')));
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

const connectError = ({ code, message }: Refused): Error =>
  Object.assign(new Error(message), { data: { code, message } });

const admitSocket = async (socket: Socket, tools: ActingTools): Promise<Refused | null> => {
  const auth = SocketAuth.safeParse(socket.handshake.auth);
  if (!auth.success || auth.data.room === 'caucus') return refuse('bad-request');
  const { board, token, seat } = auth.data;
  // By invitation, nobody without a session hears even whether there is such a board.
  if (tools.seats === 'open' && (await tools.store.head(board)) === null) return refuse('no-board');
  const shown = await tools.sessions.find(board, { token, seat, cookie: socket.handshake.headers.cookie });
  if (!shown.ok) return refuse(shown.code);
  const record = shown.seat;
  if (!may(record, 'sit')) return refuse('observers-watch');
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
  if (guest.rest(shown.session)) return null;
  visit.leave();
  return refuse('no-session');
};

class ActingSeat implements Actor {
  readonly seat: string;
  readonly audience: Audience;
  pen: number | null = null;
  readonly #socket: Socket;
  readonly #room: Room;
  readonly #leave: () => void;
  readonly #tools: ActingTools;
  #letGo: () => void = () => undefined;

  constructor(socket: Socket, room: Room, leave: () => void, record: SeatRecord, tools: ActingTools) {
    this.#socket = socket;
    this.#room = room;
    this.#leave = leave;
    this.#tools = tools;
    this.seat = record.seat;
    this.audience = record.party ?? 'chair';
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
    this.#room.enter(this);
    socket.on(UP.sit, (...given: unknown[]) => this.#sit(given[0], ackOf(given)));
    socket.on(UP.text, (...given: unknown[]) => this.#answer(ackOf(given), () => this.#text(given[0])));
    socket.on(UP.move, (...given: unknown[]) => this.#answer(ackOf(given), () => this.#move(given[0])));
    socket.on(UP.cursor, (...given: unknown[]) => this.#answer(ackOf(given), () => this.#cursor(given[0])));
    socket.on('disconnect', () => this.#gone());
    if (!socket.connected) this.#gone();
  }

  #gone(): void {
    this.#letGo();
    this.#room.leave(this);
    this.#leave();
  }

  // ---- up

  #answer(reply: Ack, work: () => Promise<Answer<object>>): void {
    if (this.#tools.closing()) return reply(refuse('shutting-down'));
    work().then(reply, (error: unknown) => reply(this.#failed(error)));
  }

  #failed(error: unknown): Refused {
    this.#tools.log.error({ err: error, board: this.#room.board, seat: this.seat }, 'a request failed');
    return this.#refuse(error instanceof StoreUnavailable ? 'store-unavailable' : 'internal-error');
  }

  #refuse(code: RefusalCode): Refused {
    this.#tools.refused(code);
    return refuse(code);
  }

  #sit(request: unknown, reply: Ack): void {
    if (this.#tools.closing()) return reply(refuse('shutting-down'));
    this.#sitDown(request, reply).then(
      (refused) => refused !== null && reply(refused),
      (error: unknown) => reply(this.#failed(error)),
    );
  }

  /** Answers by itself where it succeeds: in the moment in which the answer is true, before any later row. */
  async #sitDown(request: unknown, reply: Ack): Promise<Refused | null> {
    const parsed = SitRequest.safeParse(request);
    if (!parsed.success) return this.#refuse('bad-protocol');
    const { pen, stateVector, seq, epoch } = parsed.data;
    const table = this.#room.table;
    const ahead = await table.read((board) => (seq ?? 0) > board.seq);
    const sameLog = !ahead && (epoch === undefined || epoch === table.epoch);
    const from = sameLog && pen !== undefined ? { pen, stateVector } : {};
    const outcome = await table.sit(this.seat, from, (answer) => {
      const before = this.pen;
      this.pen = answer.pen;
      reply({ ok: true, ...answer });
      this.#room.handPen(answer.pen, this, before);
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
    if (!read.ok) return this.#refuse('bad-move');
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
    this.#socket.emit(DOWN.row, message);
  }

  cursors(entries: { pen: number; presence: Presence | null }[]): void {
    this.#socket.emit(DOWN.cursors, entries);
  }

  roster(message: RosterMessage): void {
    this.#socket.emit(DOWN.roster, message);
  }

  dismiss(code: string): void {
    this.pen = null;
    this.#socket.emit(DOWN.notice, { code });
    this.#socket.disconnect(true);
  }
}
