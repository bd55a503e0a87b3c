// Random honest editors: several delegates a party, who type, paste, delete, undo, go offline, resend and reload.
import * as Y from 'yjs';
import type { Admitted } from '../../shared/gate/admit.ts';
import { type Limits, LIVE_LIMITS, RESEND_LIMITS } from '../../shared/gate/limits.ts';
import { splitsPair, startsWithMark } from '../../shared/gate/text-rules.ts';
import { partyIndexOf } from '../../shared/pens.ts';
import { copyOf, GateBoard, type LiveRun, liveRuns, newDoc, REMOTE, ROOTS } from './gate-board.ts';
import { Dice } from './gate-random.ts';

const WORDS = [
  'shall ',
  'the Buyer ',
  'not ',
  'warrant',
  '\n',
  'x',
  'é',
  'q\u0323',
  '😀',
  '日本',
  ' ',
  'no later than ',
].concat(['§ 4.2 ', '👩‍👩‍👧']);
const UI = 'ui';

/** How often what was done. */
export const nothingReached = () => ({
  frames: 0,
  changes: 0,
  nothings: 0,
  undo: 0,
  redo: 0,
  offline: 0,
  merged: 0,
  states: 0,
  doubled: 0,
  reloads: 0,
  runs: 0,
  removed: 0,
  unspoken: 0,
  known: 0,
  matesDeleted: 0,
  agreements: 0,
  gaps: 0,
});

export type Reached = ReturnType<typeof nothingReached>;

/** Whether an editor's caret could stand there: not within a character, nor within what is read as one. */
const isCaret = (text: string, at: number): boolean =>
  !splitsPair(text, at) && !startsWithMark(text.slice(at, at + 2)) && text[at - 1] !== '\u200d';

export class Editor {
  readonly #table: HonestTable;
  readonly #dice: Dice;
  readonly party: number;
  readonly gc: boolean;
  pen = 0;
  doc = new Y.Doc();
  online = true;
  inbox: Uint8Array[] = [];
  outbox: Uint8Array[] = [];
  sent: Uint8Array[] = [];
  undo: Y.UndoManager | null = null;

  constructor(table: HonestTable, party: number, gc: boolean) {
    this.#table = table;
    this.#dice = table.dice;
    this.party = party;
    this.gc = gc;
    this.sit();
  }

  /** A fresh document and a fresh pen. */
  sit(): void {
    const { board } = this.#table;
    this.undo?.destroy();
    this.pen = this.#table.freshPen(this.party);
    board.open(this.pen);
    this.doc = copyOf(board.doc, this.pen, this.gc);
    this.inbox = [];
    this.outbox = [];
    this.sent = [];
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE) this.outbox.push(update);
    });
    this.undo = new Y.UndoManager(
      ROOTS.map((root) => this.doc.getText(root)),
      {
        captureTimeout: 0,
        trackedOrigins: new Set([UI]),
        deleteFilter: ({ id, length }) => this.#may(id.client, id.clock, length),
      },
    );
  }

  #may(client: number, clock: number, length: number): boolean {
    return partyIndexOf(client) === this.party && !this.#table.board.agreed.intersects(client, clock, length);
  }

  #caret(text: string): number {
    let at = this.#dice.below(text.length + 1);
    while (!isCaret(text, at)) at = this.#dice.below(text.length + 1);
    return at;
  }

  #insert(text: Y.Text): void {
    text.insert(this.#caret(text.toString()), this.#dice.of(WORDS));
  }

  #type(text: Y.Text): void {
    let at = this.#caret(text.toString());
    for (const letter of 'lorem ipsum'.slice(0, 1 + this.#dice.below(10))) {
      text.insert(at, letter);
      at += 1;
    }
  }

  #delete(text: Y.Text, root: string): void {
    const mine = liveRuns(this.doc, root).filter(({ client, clock, length }) =>
      this.#may(client, clock, length),
    );
    if (mine.length === 0) return;
    const run: LiveRun = this.#dice.of(mine);
    let from = this.#dice.below(run.length);
    let to = from + 1 + this.#dice.below(run.length - from);
    while (!isCaret(run.text, from)) from -= 1;
    while (to < run.length && !isCaret(run.text, to)) to += 1;
    if (run.client !== this.pen) this.#table.reached.matesDeleted += 1;
    text.delete(run.index + from, to - from);
    if (this.#dice.chance(0.7)) text.insert(run.index + from, this.#dice.of(WORDS));
  }

  /** Words that go in the transaction that brings them, wholly or but for their ends. */
  #typeAndDelete(text: Y.Text): void {
    const at = this.#caret(text.toString());
    const word = this.#dice.of(WORDS);
    const around = this.#dice.chance(0.5);
    text.insert(at, around ? `<${word}>` : word);
    text.delete(at + (around ? 1 : 0), word.length);
    if (this.#dice.chance(0.3)) text.insert(at + (around ? 1 : 0), this.#dice.of(WORDS));
  }

  act(): void {
    const root = this.#dice.of(ROOTS);
    const text = this.doc.getText(root);
    const { reached } = this.#table;
    const what = this.#dice.next();
    const once = (act: () => void): void => this.doc.transact(act, UI);
    if (what < 0.12) reached.undo += this.undo?.undo() ? 1 : 0;
    if (what < 0.04 || (what >= 0.12 && what < 0.15)) reached.redo += this.undo?.redo() ? 1 : 0;
    else if (what < 0.12) return;
    else if (what < 0.22)
      once(() => {
        for (let i = 0; i < 4; i += 1) {
          const other = this.#dice.of(ROOTS);
          if (this.#dice.chance(0.6)) this.#insert(this.doc.getText(other));
          else this.#delete(this.doc.getText(other), other);
        }
      });
    else if (what < 0.28) once(() => this.#typeAndDelete(text));
    else if (what < 0.6) once(() => this.#type(text));
    else if (what < 0.8) once(() => this.#insert(text));
    else once(() => this.#delete(text, root));
  }

  hear(atMost = Infinity): void {
    for (let i = 0; i < atMost && this.inbox.length > 0; i += 1)
      Y.applyUpdate(this.doc, this.inbox.shift()!, REMOTE);
  }

  flush(): void {
    for (const frame of this.outbox.splice(0)) {
      this.sent.push(frame);
      this.#table.submit(this, frame, LIVE_LIMITS);
      if (!this.#dice.chance(0.03)) continue;
      this.#table.reached.doubled += 1;
      this.#table.submit(this, frame, LIVE_LIMITS);
    }
  }

  #resend(frames: readonly Uint8Array[]): void {
    if (frames.length === 0) return;
    this.#table.reached.merged += 1;
    this.#table.submit(this, Y.mergeUpdates([...frames]), RESEND_LIMITS);
  }

  /** Comes back: with a state, with everything unsent in one, or with some of what was sent already as well. */
  reconnect(): void {
    this.online = true;
    const how = this.#dice.next();
    const unsent = this.outbox.splice(0);
    if (how < 0.4) {
      const known = Y.encodeStateVector(this.#table.board.doc);
      this.hear();
      this.#table.reached.states += 1;
      const state = Y.encodeStateAsUpdate(this.doc, known);
      this.sent = [state];
      this.#table.submit(this, state, RESEND_LIMITS);
      return;
    }
    const again = how < 0.8 ? [] : this.sent.slice(-1 - this.#dice.below(5));
    this.sent.push(...unsent);
    this.#resend([...again, ...unsent]);
    this.hear();
  }
}

/** A table that only honest editors sit at, and a plain document that takes their bytes as they come. */
export class HonestTable {
  readonly dice: Dice;
  readonly board: GateBoard;
  readonly raw: Y.Doc;
  readonly reached: Reached;
  readonly editors: Editor[];
  readonly #seed: number;
  readonly #pens = new Set<number>();

  constructor(seed: number, reached: Reached) {
    this.#seed = seed;
    this.reached = reached;
    this.dice = new Dice(seed);
    this.board = new GateBoard(seed % 2 === 0);
    this.raw = newDoc(8, seed % 2 === 0);
    this.editors = [1, 1, 2, 2].map((party) => new Editor(this, party, seed % 3 !== 0));
  }

  /** Pens in no order, so that neither party always wins where both type at once. */
  freshPen(party: number): number {
    for (;;) {
      const pen = (2 + this.dice.below(0xffffff)) * 16 + party;
      if (this.#pens.has(pen)) continue;
      this.#pens.add(pen);
      return pen;
    }
  }

  submit(from: Editor, frame: Uint8Array, limits: Limits): void {
    this.reached.frames += 1;
    const admission = this.board.judge(from.pen, frame, limits);
    if (!admission.ok)
      throw new Error(
        `seed ${this.#seed}: an honest frame was refused: ${admission.code} ${admission.detail}`,
      );
    Y.applyUpdate(this.raw, frame);
    this.#count(admission);
    const update = this.board.take(admission);
    if (update === null) return;
    // Half of the seats hear the canonical bytes, half what Yjs made of them: it must be the same.
    for (const [i, editor] of this.editors.entries())
      if (editor !== from) editor.inbox.push(i % 2 === 0 ? update : admission.bytes);
  }

  #count({ kind, written, deleted, unspoken, known, walked, removed }: Admitted): void {
    const { reached } = this;
    reached.known += known;
    if (kind === 'nothing') {
      reached.nothings += 1;
      return;
    }
    reached.changes += 1;
    reached.runs += written.length;
    reached.removed += deleted;
    reached.unspoken += unspoken.length;
    reached.gaps += walked > removed.length + 10 ? 1 : 0;
  }

  settle(): void {
    for (const editor of this.editors) {
      editor.reconnect();
      editor.flush();
    }
    for (const editor of this.editors) editor.hear();
  }

  /** Makes some of what everybody knows common. */
  agree(): void {
    this.settle();
    this.reached.agreements += 1;
    const some = liveRuns(this.board.doc, ROOTS[0]).filter(() => this.dice.chance(0.3));
    this.board.agreed = this.board.agreed.with(
      some.map(({ client, clock, length }) => [client, clock, length] as const),
    );
  }

  step(): void {
    const editor = this.dice.of(this.editors);
    if (this.dice.chance(0.01)) {
      editor.online = false;
      this.reached.offline += 1;
    }
    if (!editor.online && this.dice.chance(0.05)) editor.reconnect();
    editor.act();
    if (editor.online) {
      if (this.dice.chance(0.5)) editor.hear(1 + this.dice.below(5));
      editor.flush();
      if (this.dice.chance(0.002)) {
        editor.sit();
        this.reached.reloads += 1;
      }
    }
    if (this.dice.chance(0.002)) this.agree();
  }
}
