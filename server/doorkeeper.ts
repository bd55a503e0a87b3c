// Opens the doors when their asking has stood for a minute and no head has objected: the table's own move, on record.
import type { Logger } from 'pino';
import { OBJECTION_MS } from '../shared/decide/doors.ts';
import type { BoardState } from '../shared/state.ts';
import type { Table } from './table.ts';

const AGAIN_AFTER_MS = 1000;

export class Doorkeeper {
  readonly #table: Table;
  readonly #tools: { log: Logger; now(): number };
  #asked: number | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(table: Table, tools: { log: Logger; now(): number }) {
    this.#table = table;
    this.#tools = tools;
  }

  /** Looks at the board as it now is. */
  look({ doors }: BoardState): void {
    const asking = doors.kind === 'closed' ? doors.asking : null;
    if (asking?.seq === this.#asked) return;
    this.close();
    if (asking === null) return;
    this.#asked = asking.seq;
    this.#wait(asking.seq, asking.at + OBJECTION_MS);
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#asked = null;
  }

  #wait(asked: number, until: number): void {
    const wait = Math.min(Math.max(0, until - this.#tools.now()), OBJECTION_MS) + 5;
    this.#timer = setTimeout(() => void this.#open(asked), wait).unref();
  }

  async #open(asked: number): Promise<void> {
    const id = `unopposed-${String(asked).padStart(6, '0')}`;
    try {
      const at = this.#tools.now();
      const answer = await this.#table.serve(id, { kind: 'openUnopposed', asked, at });
      // The clock was set back: there is still time to object.
      if (!answer.ok && answer.code === 'too-early') this.#wait(asked, this.#tools.now() + AGAIN_AFTER_MS);
    } catch (error) {
      this.#tools.log.error({ err: error, board: this.#table.board }, 'the doors could not be opened');
      this.#wait(asked, this.#tools.now() + AGAIN_AFTER_MS);
    }
  }
}
