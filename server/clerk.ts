// The clerk writes: what arrived at all boards within a few milliseconds becomes one commit, and the next commit
// starts when the last has ended.
import type { Row } from '../shared/log.ts';
import type { BoardId } from '../shared/board.ts';
import type { Logger } from 'pino';
import type { Store } from './store/port.ts';

/** What a table hands to the clerk: its next rows, and what to do once they are written or could not be. */
export type Sheaf = {
  board: BoardId;
  expectedSeq: number;
  rows: readonly Row[];
  written(): void;
  failed(): void;
};

/** A table that has something to write asks for the clerk; when its turn comes it hands out its sheaf. */
export interface Writer {
  sheaf(): Sheaf | null;
}

/** How long the clerk waits for more before it writes, in milliseconds. */
export const GATHER_MS = 5;

export class Clerk {
  readonly #store: Pick<Store, 'append'>;
  readonly #log: Logger;
  readonly #waiting = new Set<Writer>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> | null = null;

  constructor(store: Pick<Store, 'append'>, log: Logger) {
    this.#store = store;
    this.#log = log;
  }

  call(writer: Writer): void {
    this.#waiting.add(writer);
    if (this.#writing === null) this.#timer ??= setTimeout(() => this.#write(), GATHER_MS);
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
    const ok = withRows.length === 0 || (await this.#appended(withRows));
    for (const sheaf of sheaves) this.#tell(sheaf, ok);
  }

  /** One board that breaks over the news keeps no other from hearing it. */
  #tell(sheaf: Sheaf, ok: boolean): void {
    try {
      if (ok) sheaf.written();
      else sheaf.failed();
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
      this.#log.error({ err: error }, 'a commit failed');
      return false;
    }
  }
}
