// The clerk writes: what arrived at all boards within a few milliseconds becomes one commit, and the next commit
// starts when the last has ended. When the store fails, the clerk halts: nothing is written for anybody until a probe
// has gone through, and whoever wants to know is told.
import type { Row } from '../shared/log.ts';
import type { BoardId } from '../shared/board.ts';
import type { Logger } from 'pino';
import { StoreFault, adviceOn, faultKindOf } from './store/fault.ts';
import type { Store } from './store/port.ts';

/** What a table hands to the clerk: its next rows, and what to do once they are written or could not be. */
export type Sheaf = {
  board: BoardId;
  expectedSeq: number;
  rows: readonly Row[];
  written(): void;
  /** `tried` is false where the clerk did not even ask the store, since it has halted. */
  failed(tried: boolean): void;
};

/** A table that has something to write asks for the clerk; when its turn comes it hands out its sheaf. */
export interface Writer {
  sheaf(): Sheaf | null;
}

/** How long the clerk waits for more before it writes, in milliseconds. */
export const GATHER_MS = 5;

/** The first probe comes at once; from then on each waits twice as long as the one before, at most so long. */
const PROBES = { firstMs: 50, mostMs: 5000 };
/** After so long without a fault the next one is met as if it were the first. */
const SOUND_AFTER_MS = 30_000;

type Wanted = Pick<Store, 'append' | 'probe'>;

export class Clerk {
  readonly #store: Wanted;
  readonly #log: Logger;
  readonly #waiting = new Set<Writer>();
  readonly #listeners = new Set<(halted: boolean) => void>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> | null = null;
  /** While halted: settled once the first probe has told whether it was for a moment only. */
  #halt: { firstProbe: Promise<void> } | null = null;
  readonly #probes: typeof PROBES;
  #probeAfter: number;
  #sound: NodeJS.Timeout | null = null;

  constructor(store: Wanted, log: Logger, probes = PROBES) {
    this.#store = store;
    this.#log = log;
    this.#probes = probes;
    this.#probeAfter = probes.firstMs;
  }

  call(writer: Writer): void {
    this.#waiting.add(writer);
    if (this.#writing === null) this.#timer ??= setTimeout(() => this.#write(), GATHER_MS);
  }

  /** Whether the store cannot be written. */
  get halted(): boolean {
    return this.#halt !== null;
  }

  /** Told when writing stops, and when it goes on. */
  watch(listener: (halted: boolean) => void): void {
    this.#listeners.add(listener);
  }

  /** Comes when it is known whether a failure was for a moment only; at once where nothing has failed. */
  async probed(): Promise<void> {
    await this.#halt?.firstProbe;
  }

  /** Writes all that is in hand, and waits for it. */
  async finish(): Promise<void> {
    while (this.#writing !== null || this.#waiting.size > 0) {
      if (this.#writing === null) this.#write();
      await this.#writing;
    }
  }

  #write(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const sheaves = [...this.#waiting].flatMap((writer) => writer.sheaf() ?? []);
    this.#waiting.clear();
    this.#writing = this.#append(sheaves).finally(() => {
      this.#writing = null;
      if (this.#waiting.size > 0) this.#timer ??= setTimeout(() => this.#write(), 0);
    });
  }

  async #append(sheaves: readonly Sheaf[]): Promise<void> {
    const withRows = sheaves.filter((sheaf) => sheaf.rows.length > 0);
    const tried = !this.halted;
    const ok = withRows.length === 0 || (tried && (await this.#appended(withRows)));
    // What has nothing to write rests on what is durable alone.
    for (const sheaf of sheaves) this.#tell(sheaf, ok || sheaf.rows.length === 0, tried);
  }

  /** One board that breaks over the news keeps no other from hearing it. */
  #tell(sheaf: Sheaf, ok: boolean, tried: boolean): void {
    try {
      if (ok) sheaf.written();
      else sheaf.failed(tried);
    } catch (error) {
      this.#log.error({ err: error, board: sheaf.board }, 'a board broke over its commit');
    }
  }

  async #appended(sheaves: readonly Sheaf[]): Promise<boolean> {
    try {
      const outcome = await this.#store.append(
        sheaves.map(({ board, expectedSeq, rows }) => ({ board, expectedSeq, rows })),
      );
      if (!outcome.ok) this.#log.warn({ board: outcome.conflict }, 'a commit conflicted');
      return outcome.ok;
    } catch (error) {
      const fault = error instanceof StoreFault ? error.kind : faultKindOf(error);
      this.#log.error({ err: error, fault }, `a commit failed. ${adviceOn(fault)}`);
      this.#stop();
      return false;
    }
  }

  // ---- while the store fails

  #stop(): void {
    if (this.#sound !== null) clearTimeout(this.#sound);
    this.#sound = null;
    this.#halt = { firstProbe: this.#probe() };
    this.#announce(true);
  }

  async #probe(): Promise<void> {
    const wait = this.#probeAfter;
    this.#probeAfter = Math.min(2 * wait, this.#probes.mostMs);
    await new Promise((resolve) => setTimeout(resolve, wait).unref());
    try {
      await this.#store.probe();
    } catch (error) {
      this.#log.debug({ err: error }, 'the store cannot be written yet');
      void this.#probe();
      return;
    }
    this.#goOn();
  }

  #goOn(): void {
    this.#halt = null;
    this.#log.warn('the store can be written again; the boards go on');
    this.#sound = setTimeout(() => (this.#probeAfter = this.#probes.firstMs), SOUND_AFTER_MS).unref();
    this.#announce(false);
  }

  #announce(halted: boolean): void {
    for (const listener of this.#listeners)
      try {
        listener(halted);
      } catch (error) {
        this.#log.error({ err: error }, 'a listener broke over the store’s state');
      }
  }
}
