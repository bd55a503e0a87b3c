// Two malicious seats of one party, head and member, with or without the chair as third, at a working board with one honest
// seat of the other party. They type, send what no editor would, move in every kind, hand the lead to and fro, show keys, tell
// the same characters twice; and after each of their acts the honest party must stand where it stood.
import * as Y from 'yjs';
import type { ClauseId } from '../../../shared/board.ts';
import { LANGUAGES, rootOf } from '../../../shared/board.ts';
import { RULES } from '../../../shared/decide/decide.ts';
import type { MoveId } from '../../../shared/moves.ts';
import { partyIndexOf } from '../../../shared/pens.ts';
import type { SeatId } from '../../../shared/seats.ts';
import { clauseOf, headOf } from '../../../shared/state.ts';
import { readMoveRequest } from '../../../shared/wire.ts';
import { AUDIT, BOARD, newClause, YEARS } from '../boards.ts';
import { Dice } from '../gate-random.ts';
import { accepts, actAtRandom, initials, proposes } from '../law-acts.ts';
import { attacksOn } from '../law-attacks.ts';
import { LawBroken } from '../law-judge.ts';
import type { Reached } from '../law-reached.ts';
import { Copy, Delegate } from '../law-seat.ts';
import type { Hall, Sent } from '../law-seat.ts';
import { LogTable } from '../log-table.ts';
import type { Outcome } from '../log-table.ts';
import { TestSigner } from '../signer.ts';
import { bentOf, deskOf, editOn, grammatical } from './frames.ts';
import { KINDS, moveOf } from './moves.ts';
import { oddlyOf } from './odd.ts';
import { changedBy, standingsOf } from './standing.ts';
import type { Standings } from './standing.ts';

const HONEST = 'us';
const OURS = 'drc';
const CLAUSES = [newClause('a1', [YEARS, AUDIT]), newClause('a2', [YEARS]), newClause('a3')];

/** A malicious seat: what it pretends to be, and the pens it has. */
type Rogue = {
  delegate: Delegate;
  /** For what its editor knows nothing of; a fresh one now and then. */
  pen: number;
  signer: TestSigner | null;
};

export class Collusion implements Hall {
  readonly dice: Dice;
  readonly reached: Reached;
  readonly table = new LogTable();
  /** What the malicious have sent. */
  acts = 0;
  readonly #honest: Delegate;
  #rogues: Rogue[];
  readonly #observers = [new Copy(true), new Copy(false)];
  #unheard: Uint8Array[] = [];
  readonly #sent: Sent[] = [];
  #standings: Standings;

  constructor(seed: number, reached: Reached, withChair: boolean) {
    this.dice = new Dice(seed);
    this.reached = reached;
    this.table.serve({ kind: 'openBoard', board: BOARD, rules: RULES });
    const seats: SeatId[] = ['chair-1', 'drc-1', 'drc-2', 'us-1'];
    for (const seat of seats) {
      const party = seat.startsWith('chair') ? null : seat.slice(0, -2);
      const role = party === null ? 'chair' : seat.endsWith('1') ? 'head' : 'member';
      this.table.serve({ kind: 'takeSeat', seat, party, role, authorised: true });
    }
    for (const clause of CLAUSES) this.table.move('chair-1', { kind: 'addClause', clause });
    this.#standings = standingsOf(this.table.working.state, this.table.working.text, HONEST);
    this.#honest = new Delegate(this, 'us-1', HONEST, true);
    this.#rogues = (withChair ? ['drc-1', 'drc-2', 'chair-1'] : ['drc-1', 'drc-2']).map((seat) =>
      this.#rogueAt(seat),
    );
    for (const observer of this.#observers) observer.take(Y.encodeStateAsUpdate(this.document()));
    this.table.listen((_, update) => {
      if (update === null) return;
      this.#observers[0]?.take(update);
      this.#unheard.push(update);
      for (const each of this.#all) if (each.online) each.inbox.push(update);
    });
  }

  get #all(): Delegate[] {
    return [this.#honest, ...this.#rogues.map(({ delegate }) => delegate)];
  }

  /** What is on the agenda now. */
  get clauses(): readonly ClauseId[] {
    return this.table.working.state.clauses.map(({ id }) => id);
  }

  get #roots(): string[] {
    return this.clauses.flatMap((id) => LANGUAGES.map((lang) => rootOf(id, lang)));
  }

  // ---- what a seat has of the table

  document(): Y.Doc {
    return this.table.working.doc;
  }

  newId(): MoveId {
    return this.table.newId();
  }

  sit(seat: SeatId): number {
    const sat = this.table.sit(seat);
    if (!sat.ok) throw new Error(`${seat} gets no pen: ${sat.code}`);
    return sat.pen;
  }

  submit(from: Delegate, sent: Sent): Outcome {
    if (from === this.#honest) return this.#honestly(sent);
    const signer = this.#rogues.find(({ delegate }) => delegate === from)?.signer ?? null;
    const outcome = this.#judged(from.seat, `${from.seat} ${sent.kind}`, () => {
      if (sent.kind === 'text') return this.table.text(sent.pen, sent.frame);
      return signer === null
        ? this.table.move(from.seat, sent.move, sent.id)
        : signer.moves(sent.move, sent.id);
    });
    this.#sent.push(sent);
    if (this.#sent.length > 60) this.#sent.shift();
    return outcome;
  }

  /** The honest party's own act: it alone changes where it stands. */
  #honestly(sent: Sent): Outcome {
    const outcome =
      sent.kind === 'text'
        ? this.table.text(sent.pen, sent.frame)
        : this.table.move('us-1', sent.move, sent.id);
    const { state, text } = this.table.working;
    const before = JSON.stringify([...this.#standings]);
    this.#standings = standingsOf(state, text, HONEST);
    this.reached.add('honest acts');
    if (JSON.stringify([...this.#standings]) !== before) this.reached.add('honest steps');
    return outcome;
  }

  /** An act of the malicious, whatever becomes of it. */
  #judged(seat: SeatId, what: string, act: () => Outcome): Outcome {
    this.acts += 1;
    const before = this.table.working.state;
    const { seq } = this.table.working;
    const outcome = act();
    const { state, text } = this.table.working;
    this.reached.add(
      outcome.ok ? (outcome.row === null ? 'changed nothing' : 'taken') : `refused ${outcome.code}`,
    );
    if (outcome.ok) for (const { type } of outcome.events) this.reached.add(type);
    if (this.table.working.seq === seq) {
      if (state !== before) throw new LawBroken('L1', `${what} changed the board without a row`);
    }
    const now = standingsOf(state, text, HONEST);
    const events = outcome.ok ? outcome.events : [];
    const wrong = changedBy(events, this.#standings, now, { state: before, party: HONEST });
    if (wrong.length > 0) throw new LawBroken('L1', `${what} of ${seat} (row ${seq}): ${wrong.join('; ')}`);
    for (const { id, party, role } of before.seats.values())
      if (party === HONEST && state.seats.get(id)?.role !== role)
        throw new LawBroken('L1', `${what} changed the seat ${id}`);
    this.#standings = now;
    return outcome;
  }

  #rogueAt(seat: SeatId): Rogue {
    const party = seat === 'chair-1' ? null : OURS;
    return { delegate: new Delegate(this, seat, party, false), pen: this.sit(seat), signer: null };
  }

  #sits({ delegate }: Rogue): boolean {
    return this.table.working.state.seats.has(delegate.seat);
  }

  /** One whom the other has removed comes again, as another member. */
  #seatAnew(): Rogue {
    const { seats, endedSeats } = this.table.working.state;
    const seat = `drc-${seats.size + endedSeats.length + 1}`;
    this.table.serve({ kind: 'takeSeat', seat, party: OURS, role: 'member', authorised: true });
    this.reached.add('members anew');
    return this.#rogueAt(seat);
  }

  // ---- one turn

  step(): void {
    const { dice } = this;
    this.#rogues = this.#rogues.map((rogue) => (this.#sits(rogue) ? rogue : this.#seatAnew()));
    const chair = this.#rogues.find(({ delegate }) => delegate.party === null);
    if (chair !== undefined && dice.chance(0.03))
      return this.#moves(chair, dice.of(['dropClause', 'retitle', 'addClause']));
    const turn = dice.next();
    if (turn < 0.12) return this.#acts(this.#honest);
    if (turn < 0.16) return this.#deals();
    const head = headOf(this.table.working.state, OURS)?.id;
    const lead = this.#rogues.find(({ delegate }) => delegate.seat === head);
    const rogue = dice.chance(0.4) && lead !== undefined ? lead : dice.of(this.#rogues);
    if (turn < 0.34) return this.#acts(rogue.delegate);
    if (turn < 0.56) return this.#sendsFrames(rogue);
    if (turn < 0.86) return this.#moves(rogue);
    if (turn < 0.9) return this.#floods(rogue);
    if (turn < 0.94) return this.#again(rogue);
    if (turn < 0.955) return this.#handsOver();
    if (turn < 0.985) return this.#equivocates(rogue);
    if (turn < 0.99) return this.#attacks(rogue);
    this.#showsKey(rogue);
  }

  /** As an editor would. */
  #acts(d: Delegate): void {
    if (!d.online) d.resume();
    if (this.dice.chance(0.7)) d.hear(1 + this.dice.below(8));
    if (!this.#knows(d)) d.hear();
    actAtRandom(d);
    d.flush();
  }

  /** Whether its page shows just the articles that there are. */
  #knows(d: Delegate): boolean {
    return this.clauses.every((id) => clauseOf(d.state, id) !== undefined);
  }

  /** The malicious head comes to terms with the honest one, so that there are texts at rest to be after. */
  #deals(): void {
    const { dice } = this;
    const head = headOf(this.table.working.state, OURS)?.id;
    const ours = this.#rogues.find(({ delegate }) => delegate.seat === head)?.delegate;
    if (ours === undefined) return;
    const id = dice.of(this.clauses);
    const [first, second] = dice.chance(0.5) ? [ours, this.#honest] : [this.#honest, ours];
    const turn = (d: Delegate, act: (d: Delegate, id: ClauseId) => void): void => {
      if (!d.online) d.resume();
      d.hear();
      act(d, id);
      d.flush();
    };
    const phase = clauseOf(this.table.working.state, id)?.phase.kind;
    if (phase === 'locked' || phase === 'frozen') {
      const reopens = (d: Delegate): void => d.ask({ kind: 'reopen', clause: id });
      turn(first, reopens);
      if (dice.chance(0.85)) turn(second, reopens);
      return;
    }
    turn(first, proposes);
    turn(second, accepts);
    if (dice.chance(0.5)) turn(first, initials);
    if (dice.chance(0.6)) turn(second, initials);
  }

  /** What no editor would send, on one of the seat's pens. */
  #sendsFrames(rogue: Rogue): void {
    const { dice } = this;
    const { delegate } = rogue;
    if (dice.chance(0.15)) rogue.pen = this.sit(delegate.seat);
    const { pen } = rogue;
    const scene = { doc: this.document(), pen, roots: this.#roots };
    const mine = (client: number): boolean => partyIndexOf(client) === partyIndexOf(pen) || dice.chance(0.2);
    const honest = dice.chance(0.5) ? editOn(deskOf(scene), scene.roots, dice, mine) : null;
    const frame =
      honest === null ? grammatical(scene, dice) : dice.chance(0.3) ? honest : bentOf(honest, scene, dice);
    this.reached.add('crafted frames');
    this.#judged(delegate.seat, 'a frame', () => this.table.text(pen, frame));
    this.#again(rogue, 0.02);
  }

  /** A move of any kind, with fields of the live board or odd ones; read as it would be off the wire. */
  #moves({ delegate, signer }: Rogue, kind = this.dice.of(KINDS)): void {
    const { dice } = this;
    const { state, text } = this.table.working;
    const fields = moveOf(kind, { state, text, seat: delegate.seat }, dice);
    const request = { id: this.newId(), ...(dice.chance(0.15) ? oddlyOf(fields, dice) : fields) };
    this.reached.add(`asked ${kind}`);
    this.#judged(delegate.seat, JSON.stringify(fields), () => {
      const read = readMoveRequest(request);
      if (!read.ok) return { ok: false, code: 'bad-move' };
      const signed = signer === null || dice.chance(0.1) ? read.signed : signer.signs(read.id, read.move);
      const outcome = this.table.move(delegate.seat, read.move, read.id, signed);
      if (outcome.ok && outcome.row !== null) this.reached.add(`granted ${kind}`);
      return outcome;
    });
  }

  #floods(rogue: Rogue): void {
    const kinds = this.dice.of([
      ['propose', 'withdraw'],
      ['reopen', 'initial'],
      ['decline', 'reserve', 'liftReserve'],
      ['accept', 'propose'],
    ] as const);
    this.reached.add('floods');
    for (let i = 0; i < 8; i += 1) this.#moves(rogue, this.dice.of(kinds));
  }

  /** What was sent before once more: by whoever, on whichever of their pens. */
  #again({ delegate, pen }: Rogue, probability = 1): void {
    const { dice } = this;
    if (this.#sent.length === 0 || !dice.chance(probability)) return;
    const sent = dice.of(this.#sent);
    this.reached.add('resends');
    this.#judged(delegate.seat, `${sent.kind} again`, () =>
      sent.kind === 'text'
        ? this.table.text(dice.chance(0.5) ? sent.pen : pen, sent.frame)
        : this.table.move(delegate.seat, sent.move, dice.chance(0.5) ? sent.id : this.newId()),
    );
  }

  #handsOver(): void {
    const head = headOf(this.table.working.state, OURS)?.id ?? '';
    const from = this.#rogues.find(({ delegate }) => delegate.seat === head)?.delegate;
    const to = this.#rogues.find(
      ({ delegate }) => delegate.party === OURS && delegate.seat !== head,
    )?.delegate;
    if (from === undefined || to === undefined) return;
    from.ask({ kind: 'handOver', seat: to.seat });
    from.flush();
  }

  /** The same clocks twice, with other words: whoever hears the second must hear the first. */
  #equivocates({ delegate }: Rogue): void {
    const { dice } = this;
    const pen = this.sit(delegate.seat);
    const scene = { doc: this.document(), pen, roots: this.#roots };
    const [one, other] = [deskOf(scene), deskOf(scene)].map((desk) =>
      editOn(desk, scene.roots, dice, () => false),
    );
    for (const frame of [one, other, one])
      this.#judged(delegate.seat, 'an equivocation', () => this.table.text(pen, frame));
    this.reached.add('equivocations');
  }

  /** What is known to break documents, by whoever knows all of this one. */
  #attacks({ delegate }: Rogue): void {
    if (delegate.party === null) return;
    const pen = this.sit(delegate.seat);
    const attacked = {
      board: this.table.working,
      dice: this.dice,
      seat: delegate.seat,
      pen,
      clauses: this.clauses,
    };
    for (const attack of attacksOn(attacked)) {
      this.reached.add('known attacks');
      this.#judged(delegate.seat, attack.name, () =>
        'pen' in attack
          ? this.table.text(attack.pen, attack.frame)
          : this.table.move(attack.seat, attack.move),
      );
    }
  }

  /** From then on what this seat asks unsigned, or signed with another's key, is nothing. */
  #showsKey(rogue: Rogue): void {
    if (rogue.signer !== null) return;
    const { seat } = rogue.delegate;
    const signer = new TestSigner(this.table, seat, 1 + this.dice.below(200));
    const outcome = this.#judged(seat, 'showing a key', () => signer.shows());
    if (outcome.ok) rogue.signer = signer;
  }

  // ---- in the end

  /** Everybody has heard everything, one by one or all at once: all of them have the same table. */
  converge(): void {
    for (const d of this.#all)
      do {
        if (!d.online) d.resume();
        d.flush();
      } while (!d.online || d.outbox.length > 0);
    for (const d of this.#all) d.hear();
    this.#observers[1]?.take(Y.mergeUpdates(this.#unheard.splice(0)));
    const truth = this.document();
    const copies = [...this.#observers.map(({ doc }) => doc), this.#honest.doc];
    for (const root of this.#roots)
      for (const copy of copies)
        if (copy.getText(root).toString() !== truth.getText(root).toString())
          throw new LawBroken('L2', `${root} reads otherwise for somebody`);
  }
}
