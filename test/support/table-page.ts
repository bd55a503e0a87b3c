// A live table with its store, and pages that sit at it: each with a document, a pen, and what it was told.
import * as Y from 'yjs';
import { pino } from 'pino';
import type { ClauseId } from '../../shared/board.ts';
import { rootOf } from '../../shared/board.ts';
import { RULES } from '../../shared/decide/decide.ts';
import type { Answer, DoneAnswer, RowMessage, SitAnswer } from '../../shared/wire.ts';
import { Clerk } from '../../server/clerk.ts';
import { MemoryStore } from '../../server/store/memory.ts';
import { Table } from '../../server/table.ts';
import type { TableTools } from '../../server/table.ts';
import { BOARD, newClause } from './boards.ts';
import { faultyStore } from './faulty-store.ts';
import type { FaultyStore } from './faulty-store.ts';

const REMOTE = 'remote';
let clock = 1_760_000_000_000;

export const toolsOn = (store: FaultyStore): TableTools => {
  const log = pino({ level: 'silent' });
  return {
    store,
    clerk: new Clerk(store, log, { firstMs: 1, mostMs: 4 }),
    log,
    now: () => (clock += 10),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  };
};

/** A table with heads `drc-1` and `us-1`, and a clause `a1`; and its store, which fails when it is told to. */
export const openTable = async (): Promise<{ table: Table; store: FaultyStore; tools: TableTools }> => {
  const store = faultyStore(new MemoryStore());
  const tools = toolsOn(store);
  await store.createBoard(BOARD.id, 'first-epoch');
  const table = (await Table.load(tools, BOARD.id))!;
  const taken = await Promise.all([
    table.serve('open-the-board', { kind: 'openBoard', board: BOARD, rules: RULES }),
    ...(['drc', 'us'] as const).map((party) =>
      table.serve(`seat-${party}-1`, {
        kind: 'takeSeat',
        seat: `${party}-1`,
        party,
        role: 'head',
        authorised: true,
      }),
    ),
    table.serve('seat-chair-1', {
      kind: 'takeSeat',
      seat: 'chair-1',
      party: null,
      role: 'chair',
      authorised: true,
    }),
    table.move('chair-1', 'add-clause-a1', { kind: 'addClause', clause: newClause('a1') }),
  ]);
  if (!taken.every(({ ok }) => ok)) throw new Error('the table cannot be laid');
  return { table, store, tools };
};

export class Page {
  readonly doc = new Y.Doc();
  readonly told: RowMessage[] = [];
  /** Everything that happened to it, in order: `row 7`, `row 7-9`, `sat 6`, `taken 8`. */
  readonly story: string[] = [];
  readonly #table: Table;
  #seq: number | null = null;
  /** Whether it was told of a row that it could not follow, or of one that it had. */
  gaps = 0;

  constructor(table: Table) {
    this.#table = table;
    table.listen((message) => this.#hear(message));
  }

  /** Hears only what is announced after its `sit` came true. */
  sit(seat: string, pen?: number): Promise<Answer<SitAnswer>> {
    return this.#table.sit(seat, { pen }, (answer) => {
      this.story.push(`sat ${answer.seq}`);
      Y.applyUpdate(this.doc, answer.state, REMOTE);
      this.doc.clientID = answer.pen;
      this.#seq = answer.seq;
    });
  }

  /** Types at the text's start or end, one frame. */
  types(words: string, where: 'start' | 'end' = 'end', clause: ClauseId = 'a1'): Promise<Answer<DoneAnswer>> {
    return this.send(this.frame(words, where, clause));
  }

  /** As `types`, but for sending it. */
  frame(words: string, where: 'start' | 'end' = 'end', clause: ClauseId = 'a1'): Uint8Array {
    const frames: Uint8Array[] = [];
    const note = (frame: Uint8Array): void => void frames.push(frame);
    this.doc.on('update', note);
    const text = this.doc.getText(rootOf(clause, 'en'));
    text.insert(where === 'start' ? 0 : text.length, words);
    this.doc.off('update', note);
    return frames[0]!;
  }

  async send(frame: Uint8Array): Promise<Answer<DoneAnswer>> {
    const answer = await this.#table.text(this.doc.clientID, frame);
    if (answer.ok) this.story.push(`taken ${answer.seq}`);
    return answer;
  }

  words(clause: ClauseId = 'a1'): string {
    return this.doc.getText(rootOf(clause, 'en')).toString();
  }

  #hear(message: RowMessage): void {
    if (this.#seq === null) return;
    this.told.push(message);
    const { seq, from = seq, update } = message;
    this.story.push(from === seq ? `row ${seq}` : `row ${from}-${seq}`);
    if (from !== this.#seq + 1) this.gaps += 1;
    this.#seq = seq;
    if (update !== null) Y.applyUpdate(this.doc, update, REMOTE);
  }
}

/** A page that sits already. */
export const pageAt = async (table: Table, seat: string): Promise<Page> => {
  const page = new Page(table);
  const answer = await page.sit(seat);
  if (!answer.ok) throw new Error(answer.code);
  return page;
};
