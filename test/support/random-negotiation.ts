// A random negotiation: two delegations, the chair and two observers, with everything that goes wrong on the way, and the
// laws checked after every act. The same seed plays the same game.
import * as Y from 'yjs';
import type { ClauseId, PartyId } from '../../shared/board.ts';
import { RULES } from '../../shared/decide/decide.ts';
import { keyframeBytes, partsOf, stateJson } from '../../shared/keyframe.ts';
import { checkChain, decodeRows, encodeRows } from '../../shared/log.ts';
import type { MoveId } from '../../shared/moves.ts';
import type { SeatId } from '../../shared/seats.ts';
import { clauseOf, headOf } from '../../shared/state.ts';
import { WorkingBoard } from '../../shared/working-board.ts';
import { AUDIT, BOARD, newClause, YEARS } from './boards.ts';
import { Dice } from './gate-random.ts';
import { accepts, actAtRandom, echoes, initials, proposes } from './law-acts.ts';
import { attacksOn } from './law-attacks.ts';
import { plainPositions, positionsOf, wholeOf } from './law-checks.ts';
import { Judge, LawBroken, PARTIES } from './law-judge.ts';
import type { Reached } from './law-reached.ts';
import { Copy, Delegate } from './law-seat.ts';
import type { Hall, Sent } from './law-seat.ts';
import { LogTable } from './log-table.ts';
import type { Outcome } from './log-table.ts';

const CLAUSES = [newClause('a1', [YEARS, AUDIT]), newClause('a2', [YEARS]), newClause('a3')];

type Observer = { copy: Copy; heard: Uint8Array[] };

export class RandomNegotiation implements Hall {
  readonly dice: Dice;
  readonly reached: Reached;
  readonly clauses: readonly ClauseId[] = CLAUSES.map(({ id }) => id);
  readonly table = new LogTable();
  readonly delegates: Delegate[] = [];
  readonly #observers: Observer[] = [];
  #keyframes: Uint8Array[] = [];
  readonly #judge: Judge;
  /** Moves that were taken and changed nothing. */
  readonly #changedNothing = new Set<MoveId>();

  constructor(seed: number, reached: Reached) {
    this.dice = new Dice(seed);
    this.reached = reached;
    this.table.serve({ kind: 'openBoard', board: BOARD, rules: RULES });
    const seats: [SeatId, PartyId | null][] = [['chair-1', null]];
    for (const party of PARTIES) for (const n of [1, 2, 3]) seats.push([`${party}-${n}`, party]);
    for (const [seat, party] of seats) {
      const role = party === null ? 'chair' : seat.endsWith('-1') ? 'head' : 'member';
      this.table.serve({ kind: 'takeSeat', seat, party, role, authorised: true });
    }
    for (const clause of CLAUSES) this.table.move('chair-1', { kind: 'addClause', clause });
    this.#judge = new Judge(this.table, reached);
    for (const [i, [seat, party]] of seats.entries())
      this.delegates.push(new Delegate(this, seat, party, i % 3 !== 0));
    for (const gc of [true, false]) {
      const observer = { copy: new Copy(gc), heard: [] };
      this.#observers.push(observer);
      this.#catchUp(observer);
    }
    this.table.listen((_, update) => {
      if (update === null) return;
      for (const each of this.delegates) if (each.online) each.inbox.push(update);
      for (const each of this.#observers) each.heard.push(update);
    });
  }

  get #board(): WorkingBoard {
    return this.table.working;
  }

  // ---- what a seat has of the server

  document(): Y.Doc {
    return this.#board.doc;
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
    const outcome = this.#send(from, sent);
    this.reached.add(sent.kind === 'text' ? 'frames' : 'moves');
    if (!outcome.ok) this.#judge.refusal(from, sent, outcome.code);
    else if (outcome.row !== null) this.#judge.change(from, sent, outcome.events);
    else if (sent.kind === 'move' && this.#board.seqOfMove(from.seat, sent.id) === undefined)
      this.#changedNothing.add(sent.id);
    if (outcome.ok && this.dice.chance(0.03)) this.#again(from, sent);
    return outcome;
  }

  #send(from: Delegate, sent: Sent): Outcome {
    return sent.kind === 'text'
      ? this.table.text(sent.pen, sent.frame)
      : this.table.move(from.seat, sent.move, sent.id);
  }

  // ---- one turn

  step(): void {
    const { dice } = this;
    const d = dice.of(this.delegates);
    if (!d.online && dice.chance(0.06)) d.resume();
    else if (d.online && dice.chance(0.012)) d.cut();
    if (d.online && dice.chance(0.6)) d.hear(1 + dice.below(6));
    actAtRandom(d);
    if (d.online) d.flush();
    if (dice.chance(0.02)) this.#deal();
    if (dice.chance(0.006)) this.#attack();
    if (dice.chance(0.01)) this.#keyframes = [...this.#keyframes.slice(-5), keyframeBytes(this.#board.parts)];
    if (dice.chance(0.006)) this.#restart();
    if (dice.chance(0.05)) this.#listen(dice.of(this.#observers));
    if (dice.chance(0.02)) this.#judge.revisions();
    if (dice.chance(0.004)) this.converge();
    const old = dice.chance(0.01) ? d.acknowledged[0] : undefined;
    if (old !== undefined) this.#again(d, old);
  }

  /** Two heads come to terms on a clause, if nobody spoils it. */
  #deal(): void {
    const { dice } = this;
    const id = dice.of(this.clauses);
    const heads = PARTIES.map((party) =>
      this.delegates.find((d) => d.seat === headOf(this.#board.state, party)?.id)!,
    );
    const [first, second] = (dice.chance(0.5) ? heads : heads.toReversed()) as [Delegate, Delegate];
    const turn = (d: Delegate, act: (d: Delegate, id: ClauseId) => void): void => {
      if (!d.online) d.resume();
      d.flush();
      d.hear();
      act(d, id);
      d.flush();
    };
    const reopens = (d: Delegate): void => d.ask({ kind: 'reopen', clause: id });
    if (clauseOf(this.#board.state, id)?.phase.kind === 'locked' && dice.chance(0.8)) {
      turn(first, reopens);
      turn(second, dice.chance(0.7) ? reopens : () => undefined);
      return;
    }
    if (dice.chance(0.35)) turn(second, echoes);
    else {
      turn(first, proposes);
      if (dice.chance(0.2)) actAtRandom(first);
      turn(second, accepts);
    }
    if (dice.chance(0.2)) actAtRandom(second);
    turn(first, initials);
    if (dice.chance(0.7)) turn(second, initials);
  }

  // ---- L6: once more by mistake

  #again(from: Delegate, sent: Sent): void {
    const outcome = this.#send(from, sent);
    this.reached.add(sent.kind === 'text' ? 'framesTwice' : 'movesTwice');
    // What changed nothing the first time is in no log: it is asked anew, and should it change something, counts now.
    const asNew = sent.kind === 'move' && this.#changedNothing.has(sent.id);
    if (!outcome.ok) {
      if (asNew) return;
      const law = sent.kind === 'text' ? 'L3' : 'L6';
      throw new LawBroken(law, `${from.seat} sent again, and was refused: ${outcome.code}`);
    }
    if (outcome.row === null) return;
    if (sent.kind === 'text' || !this.#changedNothing.delete(sent.id))
      throw new LawBroken('L6', `${from.seat} ${JSON.stringify(sent)} counted twice`);
    this.#judge.change(from, sent, outcome.events);
  }

  // ---- L4

  #attack(): void {
    const { dice } = this;
    const seat = headOf(this.#board.state, dice.of(PARTIES))?.id ?? '';
    const pen = this.sit(seat);
    const attacked = { board: this.#board, dice, seat, pen, clauses: this.clauses };
    const before = Y.encodeStateAsUpdate(this.#board.doc);
    const { state, seq } = this.#board;
    for (const attack of attacksOn(attacked)) {
      const outcome =
        'pen' in attack
          ? this.table.text(attack.pen, attack.frame)
          : this.table.move(attack.seat, attack.move);
      this.reached.add(`attack: ${attack.name}`);
      this.reached.add('attacks');
      const answer = outcome.ok ? 'taken' : outcome.code;
      if (!attack.codes.includes(answer))
        throw new LawBroken('L4', `${attack.name}: ${answer}, not ${attack.codes.join()}`);
      if (this.#board.seq !== seq || this.#board.state !== state)
        throw new LawBroken('L4', `${attack.name} changed the board`);
    }
    if (Buffer.compare(before, Y.encodeStateAsUpdate(this.#board.doc)) !== 0)
      throw new LawBroken('L4', 'an attack changed the document');
  }

  // ---- L8

  #restart(): void {
    const { dice } = this;
    const keyframe = this.#keyframes.length > 0 && dice.chance(0.6) ? dice.of(this.#keyframes) : null;
    const read = decodeRows(encodeRows(this.table.rows));
    if (!read.ok || !checkChain(read.rows).ok) throw new LawBroken('L8', 'the log cannot be read back');
    const parts = keyframe === null ? null : partsOf(keyframe);
    const restored = parts === null ? new WorkingBoard() : new WorkingBoard(parts);
    for (const row of read.rows.slice(restored.seq)) restored.apply(row);
    const [then, now] = [wholeOf(this.#board), wholeOf(restored)];
    for (const [part, value] of Object.entries(then))
      if (now[part] !== value)
        throw new LawBroken(
          'L8',
          `${part} is not the same after a restart from ${keyframe === null ? 'the log' : 'a keyframe'}`,
        );
    this.reached.add(keyframe === null ? 'restartsFromLog' : 'restartsFromKeyframe');
    this.table.working = restored;
    for (const d of this.delegates)
      if (d.online) {
        d.resume();
        d.flush();
      }
  }

  // ---- L2

  #listen(observer: Observer): void {
    if (observer.heard.length === 0) return;
    this.reached.add('observed');
    if (observer.heard.length > 40 && this.dice.chance(0.3)) this.#catchUp(observer);
    else observer.copy.take(Y.mergeUpdates(observer.heard.splice(0)));
  }

  #catchUp(observer: Observer): void {
    observer.heard = [];
    observer.copy.take(Y.encodeStateAsUpdate(this.#board.doc, Y.encodeStateVector(observer.copy.doc)));
  }

  /** Everybody is connected, has sent and heard everything: all see the same. */
  converge(): void {
    this.reached.add('converged');
    for (const d of this.delegates) if (!d.online) d.resume();
    while (this.delegates.some((d) => d.outbox.length > 0))
      for (const d of this.delegates) {
        if (!d.online) d.resume();
        d.flush();
      }
    for (const d of this.delegates) {
      if (!d.online) d.resume();
      d.hear();
    }
    for (const observer of this.#observers)
      if (observer.heard.length > 0) observer.copy.take(Y.mergeUpdates(observer.heard.splice(0)));
    const copies = [
      ...this.delegates,
      ...this.#observers.map(({ copy }) => ({
        ...copy,
        seat: 'an observer',
        doc: copy.doc,
        state: copy.state,
      })),
    ];
    for (const copy of copies) this.#insistLike(copy);
    const plain = plainPositions(this.table.rows, this.#board.state, this.#board.doc);
    if (plain !== positionsOf(this.#judge.stands))
      throw new LawBroken('L2', 'the positions are not what the log’s events add up to');
  }

  #insistLike({ seat, doc, state }: Pick<Delegate, 'seat' | 'doc' | 'state'>): void {
    const { doc: table, state: truth } = this.#board;
    const same = (what: string, one: unknown, other: unknown): void => {
      if (JSON.stringify(one) !== JSON.stringify(other))
        throw new LawBroken('L2', `${seat} has another ${what}`);
    };
    for (const root of table.share.keys())
      if (root !== 'ledger') same(root, doc.getText(root).toString(), table.getText(root).toString());
    same('state vector', [...Y.encodeStateVector(doc)], [...Y.encodeStateVector(table)]);
    same('ledger', doc.getArray('ledger').toJSON(), table.getArray('ledger').toJSON());
    same('state', stateJson(state), stateJson(truth));
  }
}
