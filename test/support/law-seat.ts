// An honest browser of a random negotiation: a Yjs document on a pen, a state folded from its ledger, an outbox trimmed
// only by acknowledgements, spells without connection, and undo.
import * as Y from 'yjs';
import type { ClauseId, Language, PartyId } from '../../shared/board.ts';
import { LANGUAGES, rootOf } from '../../shared/board.ts';
import { evolveEntry } from '../../shared/evolve.ts';
import { lostDeletions } from '../../shared/gate/recover.ts';
import type { Range } from '../../shared/ids.ts';
import { ledgerEntries } from '../../shared/ledger.ts';
import type { Move, MoveId } from '../../shared/moves.ts';
import { partyIndexOf } from '../../shared/pens.ts';
import type { SeatId } from '../../shared/seats.ts';
import { mayWrite } from '../../shared/seats.ts';
import type { BoardState, ClauseState } from '../../shared/state.ts';
import { clauseOf, emptyState, indexOfParty } from '../../shared/state.ts';
import type { TextView } from '../../shared/text/characters.ts';
import { viewOf } from '../../shared/text/characters.ts';
import type { Dice } from './gate-random.ts';
import type { Reached } from './law-reached.ts';
import type { Outcome } from './log-table.ts';

export const REMOTE = 'remote';
const UI = 'ui';

/** `root` and `pen` as they were when it was made; the clause was then open, as far as its sender knew. */
export type Sent =
  { kind: 'text'; pen: number; frame: Uint8Array } | { kind: 'move'; id: MoveId; move: Move };

/** What a seat has of the server. */
export type Hall = {
  dice: Dice;
  reached: Reached;
  clauses: readonly ClauseId[];
  sit(seat: SeatId): number;
  document(): Y.Doc;
  submit(from: Delegate, sent: Sent): Outcome;
  newId(): MoveId;
};

/** What a page does with its own copy of the table: follows the ledger in the document. */
export class Copy {
  doc: Y.Doc;
  state: BoardState = emptyState;
  #folded = 0;

  constructor(gc: boolean) {
    this.doc = new Y.Doc({ gc });
  }

  take(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, REMOTE);
    for (const entry of ledgerEntries(this.doc, this.#folded)) {
      this.state = evolveEntry(this.state, entry);
      this.#folded += 1;
    }
  }
}

export class Delegate {
  readonly seat: SeatId;
  readonly party: PartyId | null;
  readonly hall: Hall;
  readonly #gc: boolean;
  copy: Copy;
  pen = 0;
  online = true;
  inbox: Uint8Array[] = [];
  outbox: Sent[] = [];
  /** The last that were acknowledged, to be sent once more by mistake. */
  acknowledged: Sent[] = [];
  readonly #undo = new Map<string, Y.UndoManager>();

  constructor(hall: Hall, seat: SeatId, party: PartyId | null, gc: boolean) {
    this.hall = hall;
    this.seat = seat;
    this.party = party;
    this.#gc = gc;
    this.copy = this.#freshCopy();
  }

  get doc(): Y.Doc {
    return this.copy.doc;
  }

  get state(): BoardState {
    return this.copy.state;
  }

  get text(): TextView {
    return viewOf(this.doc);
  }

  get isHead(): boolean {
    return this.state.seats.get(this.seat)?.role === 'head';
  }

  clause(id: ClauseId): ClauseState {
    return clauseOf(this.state, id)!;
  }

  /** Whether this seat may write there, as far as its page knows. */
  mayWriteIn(id: ClauseId): boolean {
    const seat = this.state.seats.get(this.seat);
    return seat !== undefined && mayWrite(seat, id) && this.clause(id).phase.kind === 'open';
  }

  /** Whether the characters are this party's alone, as far as its page knows. */
  ownsAlone([client, clock, length]: Range): boolean {
    if (partyIndexOf(client) !== indexOfParty(this.state, this.party)) return false;
    const kept = (at: number): boolean =>
      this.state.clauses.some(
        ({ held, adopted }) =>
          held.has(client, at) ||
          Object.entries(adopted).some(([party, set]) => party !== this.party && set.has(client, at)),
      );
    return Array.from({ length }, (_, i) => clock + i).every((at) => !kept(at));
  }

  // ---- acting

  /** One transaction of an editor: one frame. */
  edit(id: ClauseId, lang: Language, act: (text: Y.Text) => void): void {
    if (this.mayWriteIn(id)) this.doc.transact(() => act(this.doc.getText(rootOf(id, lang))), UI);
  }

  ask(move: Move): void {
    this.outbox.push({ kind: 'move', id: this.hall.newId(), move });
  }

  undo(id: ClauseId, lang: Language, way: 'undo' | 'redo'): void {
    const stack = this.#undo.get(rootOf(id, lang));
    if (!this.mayWriteIn(id)) stack?.clear();
    else if (stack?.[way]()) this.hall.reached.add(way);
  }

  // ---- the line

  hear(atMost = Infinity): void {
    for (let i = 0; i < atMost && this.inbox.length > 0; i += 1) this.copy.take(this.inbox.shift()!);
  }

  cut(): void {
    this.online = false;
    this.inbox = [];
    this.hall.reached.add('offline');
  }

  /** Sits down again on the same pen, with what this document lacks. */
  resume(): void {
    this.online = true;
    this.inbox = [];
    this.copy.take(Y.encodeStateAsUpdate(this.hall.document(), Y.encodeStateVector(this.doc)));
    if (this.outbox.length > 0) this.hall.reached.add('resent', this.outbox.length);
  }

  flush(): void {
    while (this.online && this.outbox.length > 0) {
      const [sent] = this.outbox as [Sent];
      const outcome = this.hall.submit(this, sent);
      if (!outcome.ok && sent.kind === 'text') {
        this.#recover();
        return;
      }
      if (outcome.ok && this.hall.dice.chance(0.01)) {
        this.hall.reached.add('lostAck');
        this.cut();
        return;
      }
      this.outbox.shift();
      if (outcome.ok) this.acknowledged = [...this.acknowledged.slice(-20), sent];
    }
  }

  /** A fresh document and a fresh pen; what was deleted in the old one is asked for as strikes. */
  #recover(): void {
    const old = this.doc;
    this.hall.reached.add('recovered');
    this.copy = this.#freshCopy();
    for (const id of this.hall.clauses)
      for (const lang of LANGUAGES) {
        const root = rootOf(id, lang);
        const lost = lostDeletions(old, this.doc, [root]).map(({ range }) => range);
        if (lost.length > 0 && this.party !== null && this.mayWriteIn(id))
          this.ask({ kind: 'strike', clause: id, lang, ranges: lost });
      }
  }

  #freshCopy(): Copy {
    this.inbox = [];
    this.outbox = [];
    this.pen = this.hall.sit(this.seat);
    const copy = new Copy(this.#gc);
    copy.take(Y.encodeStateAsUpdate(this.hall.document()));
    copy.doc.clientID = this.pen;
    const { pen } = this;
    copy.doc.on('update', (frame: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE) this.outbox.push({ kind: 'text', pen, frame });
    });
    for (const stack of this.#undo.values()) stack.destroy();
    this.#undo.clear();
    for (const id of this.hall.clauses) for (const lang of LANGUAGES) this.#watch(copy.doc, rootOf(id, lang));
    return copy;
  }

  #watch(doc: Y.Doc, root: string): void {
    const stack = new Y.UndoManager(doc.getText(root), {
      captureTimeout: 0,
      trackedOrigins: new Set([UI]),
      deleteFilter: ({ id, length }) => this.ownsAlone([id.client, id.clock, length]),
    });
    this.#undo.set(root, stack);
  }
}
