// A table in memory, by the real rules (gate, decide, ledger), on a line that a test holds in its hands: nothing travels
// until it is let through, and the line can be cut with messages on it.
import * as Y from 'yjs';
import { RULES } from '../../shared/decide/decide.ts';
import type { BoardDefinition } from '../../shared/board.ts';
import type { Move, ServerMove } from '../../shared/moves.ts';
import type { SeatId } from '../../shared/seats.ts';
import { viewOf } from '../../shared/text/characters.ts';
import { stretchesIn } from '../../shared/text/position.ts';
import { readMoveRequest, SitRequest } from '../../shared/wire.ts';
import { WorkingBoard } from '../../shared/working-board.ts';
import type { Proposal, RowDraft } from '../../shared/working-board.ts';
import { DraftStore } from '../../client/drafts/store.ts';
import type { DraftStorage } from '../../client/drafts/store.ts';
import type { Clock } from '../../client/session/clock.ts';
import { LiveTable } from '../../client/session/live.ts';
import type { TableSocket } from '../../client/session/socket.ts';
import type { OwnSeat, TableView } from '../../client/session/view.ts';

const both = (text: string): { en: string; fr: string } => ({ en: text, fr: text });
export const BOARD: BoardDefinition = {
  id: 'trial',
  title: both('Trial'),
  notice: null,
  parties: [
    { id: 'drc', index: 1, name: both('DRC'), label: both('DRC') },
    { id: 'us', index: 2, name: both('US'), label: both('US') },
  ],
  languages: ['en', 'fr'],
  file: [],
};
export const CLAUSE = 'a1';
export const ROOT = 'text:a1:en';

export const SEATS = {
  drc: { id: 'drc-1', name: 'Ada', party: 'drc', role: 'head' },
  us: { id: 'us-1', name: 'Ben', party: 'us', role: 'head' },
  member: { id: 'drc-2', name: 'Cléo', party: 'drc', role: 'member' },
} satisfies Record<string, OwnSeat>;

export class FakeClock implements Clock {
  #now = 1_000_000;
  #timers: { at: number; callback: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  later(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#timers.filter((each) => each.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
    }
    this.#now = end;
  }
}

export class FakeStorage implements DraftStorage {
  readonly kept = new Map<string, string>();
  get length(): number {
    return this.kept.size;
  }
  key(index: number): string | null {
    return [...this.kept.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }
  removeItem(key: string): void {
    this.kept.delete(key);
  }
}

/** What arrived at the table, in order, in words. */
export type Arrival = { seat: SeatId; what: string; answer: string };

export class FakeTable {
  board = new WorkingBoard();
  epoch = 'epoch-1';
  readonly lines = new Set<FakeLine>();
  readonly arrivals: Arrival[] = [];
  /** Codes with which the next frames or moves are refused, whatever they are. */
  refusals: { event: string; code: string }[] = [];
  /** Forgets whose pens they are, as after a log was lost. */
  resumes = true;
  #ids = 0;

  constructor() {
    this.serve({ kind: 'openBoard', board: BOARD, rules: RULES });
    this.serve({ kind: 'takeSeat', seat: 'chair-1', party: null, role: 'chair', authorised: true });
    for (const { id, party, role } of Object.values(SEATS))
      this.serve({ kind: 'takeSeat', seat: id, party, role, authorised: true });
    this.move('chair-1', {
      kind: 'addClause',
      clause: { id: CLAUSE, title: both('Purpose'), terms: [] },
    });
  }

  serve(move: ServerMove): void {
    this.#must(this.board.offerServerMove('server', this.#id(), move));
  }

  /** A move of a seat that is not on any line. */
  move(seat: SeatId, move: Move): void {
    this.#must(this.board.offerMove(seat, this.#id(), move));
  }

  /** The text as each party has it, and as it stands: `{ drc, us, all }`. */
  read(doc: Y.Doc = this.board.doc, state = this.board.state): { drc: string; us: string; all: string } {
    const clause = state.clauses.find((each) => each.id === CLAUSE)!;
    const stretches = stretchesIn(state, viewOf(doc), clause, 'en');
    const of = (party: string): string =>
      stretches.flatMap((each) => (each.by.includes(party) ? [each.text] : [])).join('');
    return { drc: of('drc'), us: of('us'), all: stretches.map((each) => each.text).join('') };
  }

  write(draft: RowDraft, admitted: Parameters<WorkingBoard['apply']>[1]): void {
    const at = 5_000_000 + this.board.seq;
    const header = { seq: this.board.seq + 1, at, hash: new Uint8Array(32), salt: new Uint8Array(16) };
    const update = this.board.apply({ ...draft, ...header }, admitted);
    for (const line of this.lines) line.down('row', { seq: this.board.seq, hash: '', update });
  }

  /** The answer to a request that came over a line. */
  answer(line: FakeLine, event: string, payload: unknown): unknown {
    const scripted = this.refusals[0];
    if (scripted?.event === event) {
      this.refusals.shift();
      return this.#note(line, event, payload, { ok: false, code: scripted.code, message: '' });
    }
    if (event === 'sit') return this.#note(line, event, payload, this.#sit(line, SitRequest.parse(payload)));
    if (event === 'text')
      return this.#note(line, event, payload, this.#settle(this.board.offerText(line.pen ?? 0, payload)));
    if (event === 'move') {
      const read = readMoveRequest(payload);
      if (!read.ok) throw new Error(read.detail);
      const proposal = this.board.offerMove(line.seat, read.id, read.move);
      return this.#note(line, event, payload, this.#settle(proposal));
    }
    return { ok: true };
  }

  #sit(line: FakeLine, { pen, stateVector, epoch, seq }: SitRequest): object {
    const same = (epoch === undefined || epoch === this.epoch) && (seq ?? 0) <= this.board.seq;
    const resumed = pen !== undefined && same && this.resumes && this.board.holds(pen, line.seat);
    if (resumed) line.pen = pen;
    else {
      const taken = this.board.takePen(line.seat);
      if (!taken.ok) return taken;
      this.write(taken.row, null);
      line.pen = taken.pen;
    }
    this.lines.add(line);
    const state = Y.encodeStateAsUpdate(this.board.doc, resumed ? stateVector : undefined);
    return { ok: true, pen: line.pen, resumed, seq: this.board.seq, hash: '', epoch: this.epoch, state };
  }

  #settle(proposal: Proposal): object {
    if (!proposal.ok) return { ok: false, code: proposal.code, message: proposal.code };
    if (proposal.row !== null) this.write(proposal.row, proposal.admitted);
    return { ok: true, seq: this.board.seq, hash: '' };
  }

  #note(line: FakeLine, event: string, payload: unknown, answer: object): object {
    const kind = event === 'move' && isRecord(payload) ? `${event} ${String(payload['kind'])}` : event;
    const code = 'code' in answer ? String(answer.code) : 'ok';
    this.arrivals.push({ seat: line.seat, what: kind, answer: code });
    return answer;
  }

  #must(proposal: Proposal): void {
    if (!proposal.ok) throw new Error(`the trial table refuses: ${proposal.code}`);
    if (proposal.row !== null) this.write(proposal.row, proposal.admitted);
  }

  #id(): string {
    this.#ids += 1;
    return `trial-move-${this.#ids}`;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

type Handler = (...args: unknown[]) => void;

/** One page's line. Messages wait in `goingUp` and `goingDown` until `flow`. */
export class FakeLine implements TableSocket {
  connected = false;
  active = true;
  pen: number | null = null;
  readonly seat: SeatId;
  readonly goingUp: { event: string; payload: unknown; ack: Handler }[] = [];
  readonly goingDown: (() => void)[] = [];
  readonly #table: FakeTable;
  readonly #handlers = new Map<string, Handler[]>();

  constructor(table: FakeTable, seat: SeatId) {
    this.#table = table;
    this.seat = seat;
  }

  on(event: string, handler: Handler): void {
    this.#handlers.set(event, [...(this.#handlers.get(event) ?? []), handler]);
  }

  emit(event: string, payload: unknown, ack: Handler = () => undefined): void {
    if (!this.connected) throw new Error('sent without a connection');
    const bytes = payload instanceof Uint8Array ? Uint8Array.from(payload) : payload;
    this.goingUp.push({ event, payload: bytes, ack });
  }

  connect(): void {
    this.connected = true;
    this.#fire('connect');
  }

  /** The page's own doing. */
  disconnect(): void {
    this.#drop();
    this.#table.lines.delete(this);
  }

  /** The network's doing: what is on the line is lost, unless it had reached the table. */
  cut(reason = 'transport close'): void {
    this.#drop();
    this.#table.lines.delete(this);
    this.#fire('disconnect', reason);
  }

  refuseConnection(code: string): void {
    this.active = false;
    this.#fire('connect_error', Object.assign(new Error(code), { data: { code, message: code } }));
  }

  down(event: string, message: unknown): void {
    this.goingDown.push(() => this.#fire(event, message));
  }

  /** Lets everything through, both ways, until nothing is on the line. */
  flow(): void {
    while (this.goingUp.length > 0 || this.goingDown.length > 0) {
      this.flowUp();
      this.flowDown();
    }
  }

  /** Lets up to so many messages reach the table; their answers wait. */
  flowUp(most = Infinity): void {
    for (let i = 0; i < most; i += 1) {
      const sent = this.goingUp.shift();
      if (sent === undefined) return;
      const answer = this.#table.answer(this, sent.event, sent.payload);
      this.goingDown.push(() => sent.ack(answer));
    }
  }

  flowDown(most = Infinity): void {
    for (let i = 0; i < most; i += 1) {
      const next = this.goingDown.shift();
      if (next === undefined) return;
      next();
    }
  }

  #drop(): void {
    this.connected = false;
    this.goingUp.length = 0;
    this.goingDown.length = 0;
  }

  #fire(event: string, ...args: unknown[]): void {
    for (const handler of this.#handlers.get(event) ?? []) handler(...args);
  }
}

/** A delegate at the trial table. */
export type Delegate = {
  table: LiveTable;
  line: FakeLine;
  clock: FakeClock;
  drafts: DraftStore;
  storage: FakeStorage;
  /** Types into the English text of the clause, as an editor would. */
  type(at: number, text: string): void;
  /** Deletes own words, as an editor would. */
  erase(at: number, length: number): void;
  /** What this page shows. */
  sees(): { drc: string; us: string; all: string };
};

let lastId = 0;

export const delegate = (
  table: FakeTable,
  seat: OwnSeat,
  { storage = new FakeStorage(), clock = new FakeClock() } = {},
): Delegate => {
  const line = new FakeLine(table, seat.id);
  const drafts = new DraftStore({
    storage,
    board: 'trial',
    seat: seat.id,
    role: seat.role,
    now: () => clock.now(),
  });
  const live = new LiveTable({
    board: 'trial',
    seat,
    open: () => line,
    clock,
    drafts,
    newId: () => {
      lastId += 1;
      return `page-move-${lastId}`;
    },
  });
  const text = (view: TableView): Y.Text => view.document().getText(ROOT);
  const act = (what: () => void): void => live.document().transact(what, live.acts.origin);
  return {
    table: live,
    line,
    clock,
    drafts,
    storage,
    type: (at, words) => act(() => text(live).insert(at, words)),
    erase: (at, length) => act(() => text(live).delete(at, length)),
    sees: () => table.read(live.document(), live.snapshot().state),
  };
};

/** A delegate who sits already. */
export const seated = (
  table: FakeTable,
  seat: OwnSeat,
  given: Parameters<typeof delegate>[2] = {},
): Delegate => {
  const one = delegate(table, seat, given);
  one.line.connect();
  one.line.flow();
  return one;
};
