// Seats of a table in one process, by the real rules (gate, decide, ledger), as the screens see them. What a seat does
// stays with it until `settle`, as on a line; so a test can hold two hands apart for a moment.
import * as Y from 'yjs';
import { RingingView } from '../../client/session/bell.ts';
import { Pending } from '../../client/session/pending.ts';
import type { Acts, OwnSeat, Snapshot, TableView } from '../../client/session/view.ts';
import type { ClauseId, Language } from '../../shared/board.ts';
import { rootOf } from '../../shared/board.ts';
import { RULES } from '../../shared/decide/decide.ts';
import type { LedgerEntry } from '../../shared/events.ts';
import type { NewClause } from '../../shared/moves.ts';
import { partyIndexOf } from '../../shared/pens.ts';
import type { BoardState } from '../../shared/state.ts';
import { clauseOf, indexOfParty, partiesOf } from '../../shared/state.ts';
import { viewOf } from '../../shared/text/characters.ts';
import { positionText, stretchesIn } from '../../shared/text/position.ts';
import type { Presence } from '../../shared/wire.ts';
import { BOARD } from './boards.ts';
import { LogTable } from './log-table.ts';

const REMOTE = { from: 'the table' };

export class FakeTable {
  readonly log = new LogTable();
  readonly views: FakeView[] = [];
  /** Codes with which the table refused something; a test that expects none checks that it is empty. */
  readonly refusals: string[] = [];

  constructor(clauses: readonly NewClause[]) {
    this.log.serve({ kind: 'openBoard', board: BOARD, rules: RULES });
    for (const party of ['drc', 'us'])
      for (const [seat, role] of [
        [`${party}-1`, 'head'],
        [`${party}-2`, 'member'],
      ] as const)
        this.log.serve({ kind: 'takeSeat', seat, party, role, authorised: true });
    this.log.serve({ kind: 'takeSeat', seat: 'chair-1', party: null, role: 'chair', authorised: true });
    for (const clause of clauses) {
      const added = this.log.move('chair-1', { kind: 'addClause', clause });
      if (!added.ok) throw new Error(`clause refused: ${added.code}`);
    }
  }

  get state(): BoardState {
    return this.log.working.state;
  }

  seat(id: string): FakeView {
    const view = new FakeView(this, id);
    this.views.push(view);
    return view;
  }

  /** Carries everything that is on its way, until nothing is. */
  settle(): void {
    while (this.views.some((view) => view.send()));
  }

  /** A party's position as the table has it. */
  position(clause: ClauseId, lang: Language, party: string): string {
    const found = clauseOf(this.state, clause);
    const { text } = this.log.working;
    return found === undefined ? '' : positionText(stretchesIn(this.state, text, found, lang), party);
  }

  words(clause: ClauseId, lang: Language): string {
    return this.log.working.text
      .runs(clause, lang)
      .map((run) => run.text)
      .join('');
  }
}

export class FakeView extends RingingView implements TableView {
  readonly board = BOARD.id;
  readonly acts: Acts;
  readonly points: Parameters<Acts['point']>[0][] = [];
  readonly #table: FakeTable;
  readonly #seat: OwnSeat;
  readonly #doc = this.document();
  readonly #pending: Pending;
  readonly #frames: Uint8Array[] = [];
  #presences: ReadonlyMap<number, Presence> = new Map();
  #pen: number;
  #acts = 0;
  #snapshot: Snapshot | null = null;
  /** Called when something waits to be sent. */
  onWaiting: () => void = () => {};

  constructor(table: FakeTable, id: string) {
    super(new Y.Doc());
    const seat = table.state.seats.get(id);
    const sat = table.log.sit(id);
    if (seat === undefined || !sat.ok) throw new Error(`nobody sits at ${id}`);
    this.#table = table;
    this.#seat = { id, name: id, party: seat.party, role: seat.role };
    this.#pending = new Pending(id, seat.party);
    Y.applyUpdate(this.#doc, Y.encodeStateAsUpdate(table.log.working.doc), REMOTE);
    this.#pen = sat.pen;
    this.#doc.clientID = sat.pen;
    this.#doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (origin === REMOTE) return;
      this.#frames.push(bytes);
      this.onWaiting();
    });
    this.#doc.on('afterTransaction', (transaction: Y.Transaction) => this.bell.textsTouched(transaction));
    table.log.listen((row, update) => {
      if (update !== null) Y.applyUpdate(this.#doc, update, REMOTE);
      if (row.kind === 'move') this.#changed();
    });
    this.acts = this.#makeActs();
  }

  get pen(): number {
    return this.#pen;
  }

  /** Sends what is on its way: strikes first, as a seat's outbox does. Returns whether there was anything. */
  send(): boolean {
    const { log, refusals, state } = this.#table;
    const moves = this.#pending.flush(state, () => log.newId());
    for (const { id, move } of moves) {
      const outcome = log.move(this.#seat.id, move, id);
      if (!outcome.ok) refusals.push(`${this.#seat.id} ${move.kind} ${outcome.code}`);
    }
    this.#pending.drop(new Set(moves.map(({ id }) => id)));
    if (moves.length > 0) this.#changed();
    const frames = this.#frames.splice(0);
    for (const bytes of frames) {
      const outcome = log.text(this.#pen, bytes);
      if (!outcome.ok) refusals.push(`${this.#seat.id} text ${outcome.code}`);
    }
    return moves.length + frames.length > 0;
  }

  snapshot(): Snapshot {
    this.#snapshot ??= {
      connection: { kind: 'live' },
      seat: this.#seat,
      state: this.#pending.over(this.#table.state),
      history: [] as LedgerEntry[],
      seq: this.#table.log.working.seq,
      roster: [],
      observers: 0,
      presences: this.#presences,
      unsafe: this.#frames.length,
      notices: [],
    };
    return this.#snapshot;
  }

  /** Puts carets of others on this seat's screen. */
  show(presences: ReadonlyMap<number, Presence>): void {
    this.#presences = presences;
    this.#snapshot = null;
    this.bell.ring();
  }

  text(clause: ClauseId, lang: Language): Y.Text {
    return this.#doc.getText(rootOf(clause, lang));
  }

  /** The own party's position as this seat sees it. */
  position(clause: ClauseId, lang: Language, party: string): string {
    const { state } = this.snapshot();
    const found = clauseOf(state, clause);
    return found === undefined ? '' : positionText(stretchesIn(state, viewOf(this.#doc), found, lang), party);
  }

  close(): void {}

  #changed(): void {
    this.#snapshot = null;
    this.bell.clausesTouched('all');
  }

  #makeActs(): Acts {
    const words =
      (kind: 'adopt' | 'strike'): Acts['strike'] =>
      (clause, lang, ranges) => {
        this.#pending.add(kind, clause, lang, ranges);
        this.#acts += 1;
        this.#changed();
        this.onWaiting();
      };
    return {
      origin: { by: 'a test' },
      move: (move) => {
        const outcome = this.#table.log.move(this.#seat.id, move);
        return Promise.resolve(
          outcome.ok ? { ok: true } : { ok: false, code: outcome.code, message: outcome.code },
        );
      },
      strike: words('strike'),
      adopt: words('adopt'),
      point: (at) => void this.points.push(at),
      mayDelete: (id, client, clock) => this.#mayDelete(id, client, clock),
      dismiss: () => {},
    };
  }

  /** How often this seat struck or adopted. */
  get actsDone(): number {
    return this.#acts;
  }

  #mayDelete(id: ClauseId, client: number, clock: number): boolean {
    const { state } = this.snapshot();
    const clause = clauseOf(state, id);
    if (clause?.phase.kind !== 'open') return false;
    if (partyIndexOf(client) !== indexOfParty(state, this.#seat.party)) return false;
    const others = partiesOf(state).filter((party) => party !== this.#seat.party);
    return (
      !clause.held.has(client, clock) &&
      !others.some((party) => clause.adopted[party]?.has(client, clock) ?? false)
    );
  }
}
