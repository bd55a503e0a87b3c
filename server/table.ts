// One live board, and its one door: admit or decide, apply to the working board, queue; commit the queue; then
// announce and acknowledge. Nothing leaves it that is not durable.
import * as Y from 'yjs';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Logger } from 'pino';
import type { BoardId } from '../shared/board.ts';
import type { Admitted } from '../shared/gate/admit.ts';
import { rowHash } from '../shared/log.ts';
import type { Row } from '../shared/log.ts';
import type { Move, MoveId, ServerMove } from '../shared/moves.ts';
import type { RefusalCode } from '../shared/refusals.ts';
import { refusalSentence } from '../shared/refusals.ts';
import { SERVER_SEAT } from '../shared/seats.ts';
import type { SeatId } from '../shared/seats.ts';
import type { SignedMove } from '../shared/signing.ts';
import type { BoardState } from '../shared/state.ts';
import type { Answer, DoneAnswer, Refused, RowMessage, SitAnswer } from '../shared/wire.ts';
import type { WorkingBoard } from '../shared/working-board.ts';
import type { Proposal, RowDraft } from '../shared/working-board.ts';
import type { Clerk, Sheaf, Writer } from './clerk.ts';
import { BoardDamaged, DAMAGE_ADVICE, isDamage } from './damage.ts';
import { followChain, loadBoard } from './load.ts';
import { KeyframeKeeper } from './keyframe-keeper.ts';
import { PieceKeeper } from './piece-keeper.ts';
import type { Store } from './store/port.ts';

export type TableTools = {
  store: Store;
  clerk: Clerk;
  log: Logger;
  now(): number;
  /** That many random bytes. */
  random(bytes: number): Uint8Array;
  /** Told of every refusal, for the metrics. */
  refused?(code: RefusalCode): void;
};

/** Where the durable log has come to. */
type Point = { seq: number; hash: Uint8Array };

/** What one request makes of the board: at most one row, and an answer once that row is durable. */
type Attempt<T> = { row: RowDraft | null; admitted?: Admitted | null; answer(point: Point): T };

/** A row and what it changes of the document. */
type Applied = { row: Row | null; update: Uint8Array | null };

/** One request in the queue. It can be asked again, on a board loaded afresh. */
type Item = Applied & {
  ask(): void;
  /** While its row is being applied: should that throw, the working board is not to be trusted any more. */
  applying: boolean;
  /** Whether it must see exactly the announcements of what came after it. */
  joins: boolean;
  settle(point: Point): void;
  fail(error: unknown): void;
  /** How often the store could not take it, or the board could not be loaded. */
  tries: number;
};

const MAX_TRIES = 5;

export const refuse = (code: RefusalCode): Refused => ({
  ok: false,
  code,
  message: refusalSentence(code, 'en'),
});

const orDamaged = async <T>(board: BoardId, load: () => Promise<T>): Promise<T> => {
  try {
    return await load();
  } catch (error) {
    throw isDamage(error) ? new BoardDamaged(board, error) : error;
  }
};

export class Table implements Writer {
  readonly board: BoardId;
  readonly #tools: TableTools;
  readonly #keeper: KeyframeKeeper;
  readonly #pieces: PieceKeeper;
  /** The keyframe that was due last. */
  #saving: Promise<boolean> = Promise.resolve(false);
  readonly #listeners = new Set<(message: RowMessage) => void>();
  #epoch: string;
  #working: WorkingBoard;
  readonly #loaded: Point;
  /** The last durable row. */
  #durable: Point;
  /** Asked of the working board, and not yet settled; the first ones may be with the clerk. */
  #queue: Item[] = [];
  #reloading: Promise<void> | null = null;
  /** What the clerk has in hand; null while that is nothing. */
  #inHand: Promise<void> | null = null;
  /** Once its log turned out not to add up: nothing is answered any more. */
  #damaged: BoardDamaged | null = null;
  readonly #end = Promise.withResolvers<BoardDamaged>();

  /** @throws BoardDamaged where the log does not add up; errors of the store as they come */
  static async load(tools: TableTools, board: BoardId): Promise<Table | null> {
    const table = await Table.glimpse(tools, board);
    await table?.followChain();
    return table;
  }

  /** The same without a look at the rows before the newest keyframe: `followChain` is yet to be waited for. */
  static async glimpse(tools: TableTools, board: BoardId): Promise<Table | null> {
    const head = await tools.store.head(board);
    if (head === null) return null;
    return orDamaged(board, async () => new Table(tools, board, head.epoch, await loadBoard(tools, board)));
  }

  /** Follows the chain up to where the log had come when the board was loaded. @throws as `load` */
  async followChain(): Promise<void> {
    await orDamaged(this.board, () => followChain(this.#tools, this.board, this.#loaded));
    void this.#pieces.keepUpTo(this.#loaded.seq); // not before: nothing is made of rows that may not add up
  }

  private constructor(tools: TableTools, board: BoardId, epoch: string, working: WorkingBoard) {
    this.#tools = tools;
    this.board = board;
    this.#epoch = epoch;
    this.#working = working;
    this.loadedAt = working.at;
    this.#loaded = { seq: working.seq, hash: working.hash };
    this.#durable = this.#loaded;
    this.#pieces = new PieceKeeper(tools, board);
    this.#keeper = new KeyframeKeeper(tools, board, working.seq);
  }

  get epoch(): string {
    return this.#epoch;
  }

  /** When the newest row had been written as the board was loaded. */
  readonly loadedAt: number;

  /** Comes when the board is found to be damaged while it is open. */
  get damaged(): Promise<BoardDamaged> {
    return this.#end.promise;
  }

  /**
   * The board as it works, durable or not: to know the sooner when something is no longer to be shown. What leaves the
   * server is read by `read`.
   */
  get foreseen(): BoardState {
    return this.#working.state;
  }

  /** Bytes that are kept with the board's keyframes. */
  keepBeside(beside: () => Uint8Array | null): void {
    this.#keeper.beside = beside;
  }

  /** Called with every commit's rows, in order, before their senders are answered. */
  listen(listener: (message: RowMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A text frame on a pen. */
  text(pen: number, frame: unknown): Promise<Answer<DoneAnswer>> {
    return this.#ask((board) => this.#done(board.offerText(pen, frame)));
  }

  move(seat: SeatId, id: MoveId, move: Move, signed?: SignedMove): Promise<Answer<DoneAnswer>> {
    return this.#ask((board) => this.#done(board.offerMove(seat, id, move, signed)));
  }

  /** What the server itself does: open the board, seat people. */
  serve(id: MoveId, move: ServerMove): Promise<Answer<DoneAnswer>> {
    return this.#ask((board) => this.#done(board.offerServerMove(SERVER_SEAT, id, move)));
  }

  /**
   * Hands out a pen (or the one that is resumed) and the document up to now.
   * @param seated called with the answer in the moment in which it becomes true: send it there, so that whatever is
   * announced later follows it
   */
  sit(
    seat: SeatId,
    from: { pen?: number | undefined; stateVector?: Uint8Array | undefined },
    seated: (answer: SitAnswer) => void,
  ): Promise<Answer<SitAnswer>> {
    return this.#ask((board): Attempt<Answer<SitAnswer>> => {
      const resumed = from.pen !== undefined && board.holds(from.pen, seat) && board.state.seats.has(seat);
      const taken = resumed ? { ok: true as const, pen: from.pen ?? 0, row: null } : board.takePen(seat);
      if (!taken.ok) return { row: null, answer: () => this.#refuse(taken.code) };
      const state = encodeState(board.doc, resumed ? from.stateVector : undefined);
      return {
        row: taken.row,
        answer: ({ seq, hash }) => {
          const { pen } = taken;
          const answer = { pen, resumed, seq, hash: bytesToHex(hash), epoch: this.#epoch, state };
          seated(answer);
          return { ok: true, ...answer };
        },
      };
    }, true);
  }

  /** Reads the board; the answer leaves once everything that it could have seen is durable. */
  read<T>(view: (board: WorkingBoard) => T): Promise<T> {
    return this.#ask((board) => {
      const value = view(board);
      return { row: null, answer: () => value };
    });
  }

  /** As `read`; `joined` is called with the answer in the moment in which it becomes true, before what comes later. */
  join<T>(view: (board: WorkingBoard) => T, joined: (value: T) => void): Promise<T> {
    return this.#ask((board) => {
      const value = view(board);
      return {
        row: null,
        answer: () => {
          joined(value);
          return value;
        },
      };
    }, true);
  }

  /** Saves a keyframe of what is durable, so that the board loads quickly next time. */
  async rest(): Promise<void> {
    await this.read(() => null);
    if (this.#queue.length === 0 && this.#reloading === null) await this.#keeper.save(this.#working);
    await this.#saving;
    await this.#pieces.stop();
  }

  // ---- the door

  #ask<T>(attempt: (board: WorkingBoard) => Attempt<T>, joins = false): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let outcome: Attempt<T> | null = null;
      const item: Item = {
        row: null,
        update: null,
        applying: false,
        joins,
        tries: 0,
        ask: () => {
          [item.row, item.update] = [null, null];
          outcome = attempt(this.#working);
          if (outcome.row === null) return;
          // Reading goes on from what is durable; what could not be written is not even applied.
          if (this.#tools.clerk.halted) throw new StoreUnavailable();
          const row = this.#rowOf(outcome.row);
          item.applying = true;
          item.update = this.#working.apply(row, outcome.admitted ?? null);
          item.applying = false;
          item.row = row;
        },
        settle: (point) => {
          try {
            if (outcome === null) throw new Error('never asked');
            resolve(outcome.answer(point));
          } catch (error) {
            reject(error); // of this request alone: the others of its commit are answered all the same
          }
        },
        fail: reject,
      };
      if (this.#damaged !== null) return reject(this.#damaged);
      this.#queue.push(item);
      if (this.#reloading === null && this.#asked(item)) this.#next(item);
    });
  }

  #next(item: Item): void {
    if (item.row === null && this.#queue.length === 1) {
      this.#queue = [];
      item.settle(this.#durable);
    } else this.#tools.clerk.call(this);
  }

  /**
   * Whether it could be asked. One that throws fails by itself; if that was while its row was applied, the working
   * board is loaded again, and everything else in the queue asked anew.
   */
  #asked(item: Item): boolean {
    try {
      item.ask();
      return true;
    } catch (error) {
      if (!(error instanceof StoreUnavailable))
        this.#tools.log.error({ err: error, board: this.board }, 'a request broke at the table');
      this.#queue = this.#queue.filter((each) => each !== item);
      item.fail(error);
      if (item.applying) this.#reload();
      return false;
    }
  }

  #rowOf(draft: RowDraft): Row {
    // A clock may be set back; the log's time is not.
    const at = Math.max(this.#tools.now(), this.#working.at);
    const header = { seq: this.#working.seq + 1, at, kind: draft.kind, seat: draft.seat };
    const content = { salt: this.#tools.random(16), body: draft.body };
    return { ...header, ...content, hash: rowHash(this.#working.hash, header, content) };
  }

  #done(proposal: Proposal): Attempt<Answer<DoneAnswer>> {
    // A refusal may rest on what the store did not take: a frame on the one before it, a move on the words it speaks of.
    if (!proposal.ok && this.#tools.clerk.halted) throw new StoreUnavailable();
    if (!proposal.ok) return { row: null, answer: () => this.#refuse(proposal.code) };
    const answer = ({ seq, hash }: Point): Answer<DoneAnswer> => ({ ok: true, seq, hash: bytesToHex(hash) });
    return { row: proposal.row, admitted: proposal.row === null ? null : proposal.admitted, answer };
  }

  #refuse(code: RefusalCode): Refused {
    this.#tools.refused?.(code);
    return refuse(code);
  }

  // ---- the clerk's side

  sheaf(): Sheaf | null {
    if (this.#reloading !== null || this.#queue.length === 0) return null;
    const items = [...this.#queue];
    const { promise, resolve } = Promise.withResolvers<void>();
    const end = (): void => {
      this.#inHand = null;
      resolve();
    };
    this.#inHand = promise;
    return {
      board: this.board,
      expectedSeq: this.#durable.seq,
      rows: items.flatMap((item) => item.row ?? []),
      written: () => {
        end();
        this.#written(items);
      },
      failed: (tried) => {
        end();
        if (tried) this.#countTry(items);
        this.#reload();
      },
    };
  }

  /** In the order in which they were asked: announce what became durable, then answer. */
  #written(items: readonly Item[]): void {
    if (this.#reloading !== null) return; // the board broke meanwhile; what was written is loaded with it
    this.#queue = this.#queue.slice(items.length);
    let unannounced: Applied[] = [];
    let answers: (() => void)[] = [];
    const flush = (): void => {
      this.#announce(unannounced);
      for (const answer of answers) answer();
      unannounced = [];
      answers = [];
    };
    for (const item of items) {
      if (item.row !== null) unannounced.push(item);
      const point = item.row ?? unannounced.at(-1)?.row ?? this.#durable;
      answers.push(() => item.settle(point));
      if (item.joins) flush();
    }
    flush();
    this.#keeper.wrote(items.flatMap((item) => item.row ?? []));
    if (this.#queue.length > 0) this.#tools.clerk.call(this);
    else if (this.#reloading === null) void this.#keep();
  }

  /** What the next one who loads or replays the board will be glad of. */
  async #keep(): Promise<void> {
    const { seq } = this.#durable;
    this.#saving = this.#keeper.saveIfDue(this.#working);
    if (await this.#saving) await this.#pieces.keepUpTo(seq);
  }

  #announce(items: readonly Applied[]): void {
    const first = items[0]?.row;
    const last = items.at(-1)?.row;
    if (first === null || first === undefined || last === null || last === undefined) return;
    this.#durable = { seq: last.seq, hash: last.hash };
    const updates = items.flatMap((item) => item.update ?? []);
    const update =
      updates.length === 0 ? null : updates.length === 1 ? (updates[0] ?? null) : Y.mergeUpdates(updates);
    const message: RowMessage = { seq: last.seq, hash: bytesToHex(last.hash), update };
    if (first.seq !== last.seq) message.from = first.seq;
    this.#tell(message);
  }

  /** A listener that throws keeps nobody else from hearing and from being answered. */
  #tell(message: RowMessage): void {
    for (const listener of this.#listeners)
      try {
        listener(message);
      } catch (error) {
        this.#tools.log.error({ err: error, board: this.board, seq: message.seq }, 'a listener broke');
      }
  }

  /** Drops the working board, loads it from the log, and asks what is queued again, in order. */
  #reload(): void {
    this.#reloading ??= this.#loadAgain().finally(() => {
      this.#reloading = null;
      this.#askAgain();
    });
  }

  async #loadAgain(): Promise<void> {
    // What is being written may or may not be in the log yet: only afterwards can it be read.
    await this.#inHand;
    for (let wait = 50; ; wait = Math.min(2 * wait, 2000)) {
      try {
        await this.#loadOnce();
        // A fault of a moment is over then, and nobody need be refused for it.
        await this.#tools.clerk.probed();
        return;
      } catch (error) {
        if (isDamage(error)) return this.#giveUp(new BoardDamaged(this.board, error));
        this.#tools.log.error({ err: error, board: this.board }, 'the board cannot be loaded; trying again');
        this.#countTry(this.#queue);
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  /** Its log does not add up: whoever waits is told, and whoever asks from now on. */
  #giveUp(damaged: BoardDamaged): void {
    this.#tools.log.fatal({ err: damaged, board: this.board }, DAMAGE_ADVICE);
    this.#damaged = damaged;
    const waiting = this.#queue;
    this.#queue = [];
    for (const item of waiting) item.fail(damaged);
    this.#end.resolve(damaged);
  }

  async #loadOnce(): Promise<void> {
    const head = await this.#tools.store.head(this.board);
    const missed = new Map<number, Applied>();
    const working = await loadBoard(this.#tools, this.board, {
      seq: this.#durable.seq,
      row: (row, update) => missed.set(row.seq, { row, update }),
    });
    await followChain(this.#tools, this.board, working);
    this.#working = working;
    const replaced = head !== null && head.epoch !== this.#epoch;
    this.#epoch = head?.epoch ?? this.#epoch;
    if (replaced || working.seq < this.#durable.seq) this.#announceReplaced(working);
    // Rows that turned out to be written, though nobody was told.
    else this.#announce([...missed.values()]);
  }

  /** Another log than before: told as a gap that nobody's seq bridges, so that everybody sits again. */
  #announceReplaced({ seq, hash }: WorkingBoard): void {
    const beyond = Math.max(seq, this.#durable.seq) + 2;
    this.#durable = { seq, hash };
    this.#pieces.beginAnew();
    this.#tell({ seq: beyond, from: beyond, hash: bytesToHex(hash), update: null });
  }

  /** The store could not take these: the ones that it could not take too often are given up. */
  #countTry(items: readonly Item[]): void {
    for (const item of items) item.tries += 1;
    const hopeless = this.#queue.filter((item) => item.tries > MAX_TRIES);
    this.#queue = this.#queue.filter((item) => item.tries <= MAX_TRIES);
    for (const item of hopeless) item.fail(new StoreUnavailable());
  }

  #askAgain(): void {
    for (const item of this.#queue) {
      this.#asked(item);
      if (this.#reloading !== null) return;
    }
    if (this.#queue.length > 0) this.#tools.clerk.call(this);
  }
}

/** The store did not take it, however often it was asked. */
export class StoreUnavailable extends Error {
  constructor() {
    super('the store could not be written');
    this.name = 'StoreUnavailable';
  }
}

const MAX_STATE_VECTOR = 64 * 1024;

/** The document, or what of it a client with this state vector lacks; a vector that cannot be read counts as none. */
export const encodeState = (doc: Y.Doc, stateVector: Uint8Array | undefined): Uint8Array => {
  if (stateVector === undefined || stateVector.length === 0 || stateVector.length > MAX_STATE_VECTOR)
    return Y.encodeStateAsUpdate(doc);
  try {
    return Y.encodeStateAsUpdate(doc, stateVector);
  } catch {
    return Y.encodeStateAsUpdate(doc);
  }
};
