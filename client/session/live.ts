// A seat that acts, in the browser: one document, one pen, one outbox. What is typed shows at once and goes to the table in
// the order in which it was done; what the table does not take, or takes too late, comes back as a draft.
import * as Y from 'yjs';
import type { BoardId } from '../../shared/board.ts';
import type { DraftStore } from '../drafts/store.ts';
import { LEDGER_ROOT } from '../../shared/ledger.ts';
import type { MoveId } from '../../shared/moves.ts';
import type { BoardState } from '../../shared/state.ts';
import { PROTOCOL, UP } from '../../shared/wire.ts';
import type { SitRequest } from '../../shared/wire.ts';
import { RingingView } from './bell.ts';
import type { Clock } from './clock.ts';
import { Company } from './company.ts';
import { clausesOf, Folding } from './folding.ts';
import { Line } from './line.ts';
import { mayDelete } from './may-delete.ts';
import { awarenessOf, Pointer } from './pointer.ts';
import type { Place } from './pointer.ts';
import { Post, refusal } from './post.ts';
import { lossesOf } from './recovery.ts';
import type { Losses } from './recovery.ts';
import { Rescue } from './rescue.ts';
import type { Signer } from './signer.ts';
import { Signing } from './signing.ts';
import type { OpenSocket, Row, Seated } from './socket.ts';
import type { Acts, Connection, OwnSeat, Snapshot, TableView } from './view.ts';

export type LiveTableOptions = {
  board: BoardId;
  seat: OwnSeat;
  /** Where it is not the browser's cookie that says who sits here. */
  token?: string;
  open: OpenSocket;
  clock: Clock;
  drafts: DraftStore;
  /** Never the same twice. */
  newId: () => MoveId;
  /** The seat's key in this browser; left out, nothing is signed. */
  signer?: Promise<Signer | null>;
};

/** Why the next sitting starts on a fresh document: a frame was refused, the break was too long, the pen or the log is another. */
type Renewal = { why: 'refused'; code: string } | { why: 'offline' } | { why: 'pen' } | { why: 'log' };

const REMOTE = { from: 'the table' };
/** What was done before a break longer than this is not tabled unasked. */
const STALE_MS = 30_000;
/** By how much a clock may be corrected without anything following from it. */
const SLACK_MS = 2000;

export class LiveTable extends RingingView implements TableView {
  readonly board: BoardId;
  readonly acts: Acts;
  readonly #options: LiveTableOptions;
  readonly #line: Line;
  readonly #pointer: Pointer;
  readonly #post: Post;
  readonly #signing: Signing;
  readonly #company: Company;
  readonly #rescue: Rescue;
  #seat: OwnSeat;
  #folding = new Folding();
  #doc: Y.Doc;
  #detach: () => void;
  #pen: number | null = null;
  #epoch: string | null = null;
  #renewal: Renewal | null = null;
  #connection: Connection = { kind: 'connecting' };
  /** As the table last told over this connection. */
  #readOnly = false;
  #awarenessClock = 0;
  /** The pen whose caret was told of last. */
  #pointed: number | null = null;
  #state: BoardState | null = null;
  #snapshot: Snapshot | null = null;

  constructor(options: LiveTableOptions) {
    super(new Y.Doc());
    this.#doc = this.document();
    this.#options = options;
    this.board = options.board;
    this.#seat = options.seat;
    this.#company = new Company(() => this.#changed());
    this.#rescue = new Rescue(options.drafts, options.seat);
    this.#signing = this.#makeSigning();
    this.#post = this.#makePost();
    this.#detach = this.#attach(this.#doc);
    this.#pointer = new Pointer(options.clock, (place) => this.#point(place));
    this.acts = this.#makeActs();
    this.#line = this.#makeLine();
  }

  snapshot(): Snapshot {
    const { key } = this.#signing;
    this.#snapshot ??= {
      ...(key === undefined ? {} : { key }),
      connection: this.#connection,
      seat: this.#seatNow(),
      state: this.#stateNow(),
      history: this.#folding.history,
      seq: this.#line.seq,
      hash: this.#line.hash,
      roster: this.#company.seats,
      observers: this.#company.observers,
      presences: this.#company.presences,
      readOnly: this.#readOnly,
      unsafe: this.#post.unsafe,
      notices: this.#company.notices,
    };
    return this.#snapshot;
  }

  close(): void {
    this.#line.close();
    this.#shut('left');
  }

  /** Keeps what is not yet through in this browser, as when the page is hidden and might never come back. */
  keepUnsafe(): void {
    if (this.#pen === null || this.#post.unsafe === 0) return;
    this.#rescue.keep(this.#doc, this.#stateNow(), this.#pen, this.#post.acked);
  }

  // ---- the document

  #attach(doc: Y.Doc): () => void {
    const updated = (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction): void => {
      if (origin !== REMOTE) this.#typed(update, transaction);
    };
    const ledger = doc.getArray<unknown>(LEDGER_ROOT);
    const after = (transaction: Y.Transaction): void => {
      if (transaction.changed.has(ledger)) this.#fold();
      this.bell.textsTouched(transaction);
    };
    doc.on('update', updated);
    doc.on('afterTransaction', after);
    return () => {
      doc.off('update', updated);
      doc.off('afterTransaction', after);
    };
  }

  #apply(doc: Y.Doc, update: Uint8Array): void {
    Y.applyUpdate(doc, update, REMOTE);
    if (this.#pen === null || doc.clientID === this.#pen) return;
    // Yjs takes another number where somebody else wrote with ours.
    this.#renew({ why: 'pen' });
  }

  #fold(): void {
    const entries = this.#folding.take(this.#doc);
    if (entries.length === 0) return;
    this.#post.recorded(new Set(entries.map((entry) => entry.move)));
    this.#restated();
    const { drafts, seat } = this.#options;
    const role = this.#folding.state.seats.get(seat.id)?.role;
    if (role !== undefined) drafts.become(role);
    this.bell.clausesTouched(clausesOf(entries));
  }

  /** One transaction of an editor, or of an undo. */
  #typed(bytes: Uint8Array, { beforeState, afterState }: Y.Transaction): void {
    const pen = this.#pen;
    if (pen === null) throw new Error('typed before the table had given a pen');
    const end = afterState.get(pen) ?? 0;
    this.#post.text(bytes, end, end > (beforeState.get(pen) ?? 0));
  }

  // ---- sitting down

  #request(): SitRequest {
    if (this.#pen === null) return { protocol: PROTOCOL };
    if (this.#renewal === null && this.#isStale()) this.#renewal = { why: 'offline' };
    if (this.#renewal !== null) return { protocol: PROTOCOL };
    const request = { protocol: PROTOCOL, pen: this.#pen, seq: this.#line.seq } as const;
    const stateVector = Uint8Array.from(Y.encodeStateVector(this.#doc));
    return { ...request, stateVector, ...(this.#epoch === null ? {} : { epoch: this.#epoch }) };
  }

  #isStale(): boolean {
    if (this.#post.unsafe === 0) return false;
    const now = this.#options.clock.now();
    const since = [
      this.#connection.kind === 'offline' ? this.#connection.since : now,
      this.#post.oldest ?? now,
    ];
    // A clock that was set back does not tell how long it was; then it counts as long.
    return since.some((at) => now - at > STALE_MS || at - now > SLACK_MS);
  }

  #seated(answer: Seated): 'done' | 'again' {
    const anotherLog = this.#epoch !== null && (answer.epoch !== this.#epoch || answer.seq < this.#line.seq);
    if (this.#pen !== null) {
      if (anotherLog) {
        const resumes = this.#renewal === null && answer.resumed;
        this.#renewal = { why: 'log' };
        if (resumes) return 'again'; // that answer only tells what is new
      } else if (this.#renewal === null && !answer.resumed && this.#post.hasText) {
        this.#renewal = { why: 'pen' };
      }
    }
    this.#epoch = answer.epoch;
    if (this.#renewal !== null) this.#startAfresh(answer, this.#renewal);
    else this.#takeSeat(answer);
    this.#post.reached(answer.seq);
    return 'done';
  }

  /** The document goes on. A new pen on it is a first one, or takes the place of one with which nothing is on its way. */
  #takeSeat(answer: Seated): void {
    const first = this.#pen === null;
    const changes = answer.pen !== this.#pen;
    if (changes) this.#pen = null;
    this.#apply(this.#doc, answer.state);
    if (changes) {
      this.#pen = answer.pen;
      this.#doc.clientID = answer.pen;
      this.#post.newPen();
    }
    if (!first) return;
    const count = this.#rescue.offer(this.#doc, this.#folding.state);
    if (count > 0) this.#company.notify({ code: 'recovered-draft', count });
  }

  #live(newLine: boolean): void {
    this.#connection = { kind: 'live' };
    this.#post.resume(newLine);
    if (newLine || this.#pen !== this.#pointed) this.#pointer.repeat();
    this.#pointed = this.#pen;
    this.#changed();
  }

  #renew(renewal: Renewal): void {
    if (this.#renewal !== null) return;
    this.#renewal = renewal;
    this.#post.pause();
    this.#point(null); // that pen's caret will not move again
    this.#line.sit();
  }

  #point(place: Place): void {
    if (!this.#line.isLive || this.#pen === null) return;
    this.#awarenessClock += 1;
    this.#line.send(UP.cursor, awarenessOf(this.#pen, this.#awarenessClock, place));
  }

  /** A fresh document with a fresh pen; what the old one had and this has not comes back as drafts and strikes. */
  #startAfresh(answer: Seated, renewal: Renewal): void {
    const { old, pen, before } = { old: this.#doc, pen: this.#pen ?? 0, before: this.#folding.state };
    const fresh = new Y.Doc();
    Y.applyUpdate(fresh, answer.state, REMOTE);
    fresh.clientID = answer.pen;
    this.#folding = new Folding();
    this.#folding.take(fresh);
    const recorded = new Set(this.#folding.history.map((entry) => entry.move));
    this.#post.recorded(recorded);
    this.#post.reached(answer.seq);
    const stale = renewal.why === 'offline' || renewal.why === 'log';
    const losses = lossesOf({
      old,
      fresh,
      state: this.#folding.state,
      party: this.#options.seat.party,
      pen,
      pens: this.#ownPens(pen),
      before,
      clauses: before.clauses.map((clause) => clause.id),
      moves: this.#post.unsettled(),
      asDraft: stale,
      anotherLog: renewal.why === 'log',
    });
    this.#post.voidFrames(recorded, stale, renewal.why === 'refused' ? renewal.code : 'cut-off');
    this.#detach();
    this.#doc = fresh;
    this.#detach = this.#attach(fresh);
    this.#pen = answer.pen;
    this.#renewal = null;
    this.#rescue.forget();
    this.#keepLosses(losses, renewal, stale);
    this.#restated();
    this.bell.replace(fresh);
  }

  /** This page's, and those of this seat's earlier pages. */
  #ownPens(pen: number): number[] {
    const sitting = this.#company.seats.find(({ id }) => id === this.#seat.id);
    return [...new Set([pen, ...(sitting?.pens ?? [])])];
  }

  #keepLosses({ drafts, strikes }: Losses, renewal: Renewal, stale: boolean): void {
    for (const draft of drafts) this.#options.drafts.offer(draft, draft.text, draft.base);
    for (const { clause, lang, ranges } of strikes) this.#post.words('strike', clause, lang, ranges);
    const count = drafts.length;
    const why = renewal.why === 'refused' ? { why: renewal.code } : {};
    if (renewal.why === 'log')
      this.#company.notify({ code: count > 0 ? 'recovered-log' : 'another-log', count });
    else if (stale && count > 0) this.#company.notify({ code: 'recovered-offline', count, ...why });
    else if (count > 0) this.#company.notify({ code: 'recovered-draft', count, ...why });
    else if (strikes.length > 0) this.#company.notify({ code: 'recovered-strikes', ...why });
    else if (renewal.why === 'refused') this.#company.notify({ code: renewal.code });
  }

  // ---- the parts

  #makeLine(): Line {
    const { open, token, seat, board, clock } = this.#options;
    const socket = open({ board, seat: seat.id, ...(token === undefined ? {} : { token }) });
    return new Line(socket, clock, {
      request: () => this.#request(),
      seated: (answer) => this.#seated(answer),
      live: (newLine) => this.#live(newLine),
      row: (row) => this.#row(row),
      cut: () => this.#cut(),
      closed: (code) => this.#shut(code),
      cursors: (cursors) => this.#company.seeCursors(cursors, this.#pen),
      roster: (roster) => this.#company.seeRoster(roster),
      notice: (code) => this.#told(code),
    });
  }

  #makeSigning(): Signing {
    const { board, seat, signer = null } = this.#options;
    const tools = {
      board,
      seat: seat.id,
      recorded: () => this.#folding.state,
      head: () => ({ seq: this.#line.seq, hash: this.#line.hash }),
      ready: () => {
        this.#post.showKey();
        this.#post.pump();
        this.#changed();
      },
    };
    return new Signing(tools, signer);
  }

  #makePost(): Post {
    const { seat, clock, newId } = this.#options;
    return new Post(seat, {
      clock,
      newId,
      line: () => this.#line,
      signing: () => this.#signing,
      readOnly: () => this.#readOnly,
      recorded: () => this.#folding.state,
      frameRefused: (code) => this.#renew({ why: 'refused', code }),
      wordsRefused: (code) => this.#company.notify({ code }),
      touched: (clauses) => {
        this.#restated();
        this.bell.clausesTouched(clauses);
      },
      changed: () => {
        if (this.#post.unsafe === 0) this.#rescue.forget();
        this.#changed();
      },
    });
  }

  #makeActs(): Acts {
    const refused = (): string | null => (this.#connection.kind === 'closed' ? this.#connection.code : null);
    return {
      origin: { by: 'this page' },
      move: (move) => {
        const code = refused();
        return code === null ? this.#post.move(move) : Promise.resolve(refusal(code));
      },
      strike: (clause, lang, ranges) => {
        if (refused() === null) this.#post.words('strike', clause, lang, ranges);
      },
      adopt: (clause, lang, ranges) => {
        if (refused() === null) this.#post.words('adopt', clause, lang, ranges);
      },
      point: (at) => this.#pointer.point(at),
      mayDelete: (clause, client, clock) =>
        !this.#post.proposes(clause) &&
        mayDelete(this.#stateNow(), this.#options.seat.id, clause, client, clock),
      dismiss: (key) => this.#company.dismiss(key),
    };
  }

  /** The own seat in the role that the ledger gives it: a head may have handed over since. */
  #seatNow(): OwnSeat {
    const role = this.#stateNow().seats.get(this.#seat.id)?.role ?? this.#seat.role;
    if (role !== this.#seat.role) this.#seat = { ...this.#seat, role };
    return this.#seat;
  }

  #stateNow(): BoardState {
    this.#state ??= this.#post.over(this.#folding.state);
    return this.#state;
  }

  #restated(): void {
    this.#state = null;
    this.#changed();
  }

  #changed(): void {
    this.#snapshot = null;
    this.bell.ring();
  }

  #told(code: string): void {
    switch (code) {
      case 'read-only':
        this.#readOnly = true;
        this.#changed();
        return;
      case 'writing-again':
        this.#readOnly = false;
        this.#company.notify({ code });
        this.#line.sit(); // and what was kept goes, or becomes a draft if it was kept too long
        return;
      default:
        this.#company.notify({ code });
    }
  }

  #row({ update, seq }: Row): void {
    if (update !== null) this.#apply(this.#doc, update);
    this.#post.reached(seq);
    this.#changed();
  }

  #cut(): void {
    const since = this.#options.clock.now();
    this.#readOnly = false; // the next connection tells
    this.#connection = this.#pen === null ? { kind: 'connecting' } : { kind: 'offline', since };
    this.#company.loseSight();
  }

  #shut(code: string): void {
    if (this.#connection.kind === 'closed') return;
    this.keepUnsafe();
    this.#connection = { kind: 'closed', code };
    this.#pointer.stop();
    this.#post.shut(code);
    this.#company.loseSight();
  }
}
