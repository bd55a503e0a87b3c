// What goes up to the table: frames, strikes and adoptions of keystrokes, moves; sent in the order in which they were done,
// without waiting for one another's acknowledgement, and kept until each has its own.
import type { ClauseId, Language } from '../../shared/board.ts';
import type { Range } from '../../shared/ids.ts';
import type { Move, MoveId } from '../../shared/moves.ts';
import { asRefusalCode, refusalSentence } from '../../shared/refusals.ts';
import type { BoardState } from '../../shared/state.ts';
import { UP } from '../../shared/wire.ts';
import type { Clock } from './clock.ts';
import { asksForPatience } from './line.ts';
import type { Line } from './line.ts';
import { Outbox } from './outbox.ts';
import type { OutboxItem, TextItem } from './outbox.ts';
import { Pending } from './pending.ts';
import type { WordsKind, WordsMove } from './pending.ts';
import type { Signing } from './signing.ts';
import { readDone } from './socket.ts';
import type { Done, Refused } from './socket.ts';
import type { Outcome, OwnSeat } from './view.ts';

/** What the post asks of the session, and tells it. */
export interface PostOffice {
  readonly clock: Clock;
  newId(): MoveId;
  line(): Line;
  signing(): Signing;
  /** The table takes nothing just now: everything stays in the outbox. */
  readOnly(): boolean;
  /** What the ledger adds up to. */
  recorded(): BoardState;
  /** The table refused a frame: the document that it came from is at an end. */
  frameRefused(code: string): void;
  /** Strikes and adoptions were refused: nobody waits for the answer, so the delegate is told. */
  wordsRefused(code: string): void;
  /** What is pending in these clauses changed. */
  touched(clauses: readonly ClauseId[]): void;
  changed(): void;
}

const FLUSH_MS = 400;
/** A larger frame would cost the connection itself. */
const MOST_BYTES = 900_000;

export const refusal = (code: string): Outcome => ({
  ok: false,
  code,
  message: refusalSentence(asRefusalCode(code), 'en'),
});

const requestOf = ({ move, id, signed }: Exclude<OutboxItem, TextItem>): object =>
  signed === undefined || signed === null ? { ...move, id } : { ...move, id, signed };

export class Post {
  readonly #office: PostOffice;
  readonly #outbox = new Outbox();
  readonly #words: Pending;
  /** The pen's clock up to which the table has answered. */
  #acked = 0;
  /** Closed while a fresh document is on its way. */
  #open = true;
  #cancelFlush: (() => void) | null = null;

  constructor(seat: OwnSeat, office: PostOffice) {
    this.#office = office;
    this.#words = new Pending(seat.id, seat.party);
  }

  /** How much is not yet known to be durable. */
  get unsafe(): number {
    return this.#outbox.size + (this.#words.buffered ? 1 : 0);
  }

  get oldest(): number | null {
    return this.#outbox.oldest;
  }

  get hasText(): boolean {
    return this.#outbox.hasText;
  }

  /** A proposal of this clause is on its way: its characters will be held. */
  proposes(clause: ClauseId): boolean {
    return this.#outbox.items.some(
      (item) => item.kind === 'move' && item.move.kind === 'propose' && item.move.clause === clause,
    );
  }

  get acked(): number {
    return this.#acked;
  }

  /** The state with everything pending counted in. */
  over(state: BoardState): BoardState {
    return this.#words.over(state);
  }

  /** One transaction. What was struck before words go in goes first, as does what was adopted before anything goes out. */
  text(bytes: Uint8Array, end: number, inserts: boolean): void {
    if (inserts || this.#words.adopts) this.flush();
    const at = this.#office.clock.now();
    this.#outbox.add({ kind: 'text', bytes, end, at, sent: false, retried: false });
    if (bytes.length > MOST_BYTES) this.#office.frameRefused('too-big');
    this.pump();
    this.#office.changed();
  }

  words(kind: WordsKind, clause: ClauseId, lang: Language, ranges: readonly Range[]): void {
    if (ranges.length === 0) return;
    this.#words.add(kind, clause, lang, ranges);
    this.#cancelFlush ??= this.#office.clock.later(FLUSH_MS, () => {
      this.flush();
      this.pump();
    });
    this.#office.touched([clause]);
  }

  move(move: Move): Promise<Outcome> {
    this.flush();
    const at = this.#office.clock.now();
    return new Promise((settle) => {
      this.#outbox.add({ kind: 'move', id: this.#office.newId(), move, at, sent: false, settle });
      this.pump();
      this.#office.changed();
    });
  }

  /** Puts what was struck and adopted into the outbox. */
  flush(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = null;
    if (!this.#words.buffered) return;
    const at = this.#office.clock.now();
    for (const { id, move } of this.#words.flush(this.#office.recorded(), this.#office.newId))
      this.#outbox.add({ kind: 'words', id, move, at, sent: false, quiet: false });
    this.#office.changed();
  }

  /** Sends what may go. */
  pump(): void {
    const line = this.#office.line();
    if (!line.isLive || !this.#open || this.#office.readOnly()) return;
    const turn = line.turn;
    this.#outbox.pump(
      (item) => {
        const answered = (answer: unknown): void => this.#answered(item, readDone(answer), turn);
        if (item.kind === 'text') line.send(UP.text, item.bytes, answered);
        else line.send(UP.move, requestOf(item), answered);
      },
      (item, before) => item.kind === 'text' || this.#office.signing().isReady(item, before),
    );
  }

  /** One sits again. `newLine`: nobody knows what arrived over the one before. */
  resume(newLine: boolean): void {
    this.#open = true;
    this.showKey();
    if (newLine) this.#outbox.unsendAll();
    else this.#outbox.unsendText();
    this.flush();
    this.pump();
  }

  /** Puts the seat's key on record, if there is one and none is; until then nothing is signed. */
  showKey(): void {
    const key = this.#open && this.#office.line().isLive ? this.#office.signing().keyToShow() : null;
    if (key === null) return;
    void this.move({ kind: 'showKey', key }).then((outcome) => {
      if (!outcome.ok && outcome.code !== 'bad-move') this.#office.signing().notShown();
    });
  }

  /** Nothing goes out until `resume`. */
  pause(): void {
    this.#open = false;
  }

  /** These moves are in the ledger. */
  recorded(moves: ReadonlySet<MoveId>): void {
    this.#words.drop(moves);
  }

  /** The document has come to `seq`. */
  reached(seq: number): void {
    const clauses = this.#words.reached(seq);
    if (clauses.length > 0) this.#office.touched(clauses);
  }

  /** Strikes and adoptions that the ledger may not have, oldest first. */
  unsettled(): readonly WordsMove[] {
    return this.#words.unsettled();
  }

  newPen(): void {
    this.#acked = 0;
  }

  /**
   * The document is given up, its frames are void. Moves stay where the table may have them, unless they are stale.
   * @param recorded moves of the ledger
   * @param code why moves that had not yet been sent are refused
   */
  voidFrames(recorded: ReadonlySet<MoveId>, stale: boolean, code: string): void {
    if (stale) this.#words.clear();
    else this.flush();
    const stays = (item: OutboxItem): boolean => {
      if (item.kind === 'text' || stale) return false;
      return !recorded.has(item.id) && (item.kind === 'words' || item.sent);
    };
    for (const item of this.#outbox.items) {
      if (item.kind !== 'move' || stays(item)) continue;
      item.settle(recorded.has(item.id) ? { ok: true } : refusal(code));
    }
    this.#outbox.keep(stays);
    for (const item of this.#outbox.items) if (item.kind === 'words') item.quiet = true;
    this.#acked = 0;
  }

  /** It is over: whoever waits is told. */
  shut(code: string): void {
    this.#open = false;
    this.#cancelFlush?.();
    this.#cancelFlush = null;
    for (const item of this.#outbox.items) if (item.kind === 'move') item.settle(refusal(code));
    this.#outbox.keep((item) => item.kind !== 'move');
  }

  #answered(item: OutboxItem, answer: Done | Refused, turn: number): void {
    if (!this.#outbox.has(item)) return;
    if (answer.ok) this.#taken(item, answer.seq);
    else if (asksForPatience(answer.code)) {
      item.sent = false;
      // Read-only: the table says when it writes again, and one sits down anew then.
      if (!this.#office.readOnly()) this.#office.line().sitLater(answer.retryAfterMs);
    } else if (item.kind === 'text') this.#frameRefused(item, answer.code, turn);
    else this.#moveRefused(item, answer);
    this.pump();
    this.#office.changed();
  }

  #taken(item: OutboxItem, seq: number): void {
    this.#outbox.remove(item);
    if (item.kind === 'text') this.#acked = Math.max(this.#acked, item.end);
    else if (item.kind === 'move') item.settle({ ok: true });
    else {
      this.#words.acknowledged(item.id, seq);
      this.reached(this.#office.line().seq);
    }
  }

  #moveRefused(item: Exclude<OutboxItem, TextItem>, answer: Refused): void {
    this.#outbox.remove(item);
    if (item.kind === 'move') {
      item.settle(answer);
      return;
    }
    this.#office.touched(this.#words.drop(new Set([item.id])));
    if (!item.quiet && this.#open) this.#office.wordsRefused(answer.code);
  }

  #frameRefused(item: TextItem, code: string, turn: number): void {
    const line = this.#office.line();
    // Frames behind a refused one are refused as well, and one that goes again will be answered again.
    if (!this.#open || turn !== line.turn) return;
    if (code === 'clock-gap' && !item.retried) {
      item.retried = true;
      line.sit();
    } else this.#office.frameRefused(code);
  }
}
