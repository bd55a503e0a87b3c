// A seat that writes without a browser: a document that follows the table, a pen, and frames made as an editor makes
// them. It sees what was announced and nothing else, so the gate judges it as it judges everybody.
import * as Y from 'yjs';
import type { ClauseId, Language } from '../../shared/board.ts';
import { rootOf } from '../../shared/board.ts';
import { IdSet } from '../../shared/ids.ts';
import type { Range } from '../../shared/ids.ts';
import type { Move, MoveId } from '../../shared/moves.ts';
import { partyIndexOf } from '../../shared/pens.ts';
import type { SeatId } from '../../shared/seats.ts';
import { runsOf } from '../../shared/text/characters.ts';
import type { Answer, DoneAnswer } from '../../shared/wire.ts';
import type { Table } from '../table.ts';

const TYPED = 'typed';
const ANNOUNCED = 'announced';

/** A scribe only asks for what the table must grant; a refusal means that what it was given to write is wrong. */
export const granted = async (what: string, answer: Promise<Answer<DoneAnswer>>): Promise<void> => {
  const given = await answer;
  if (!given.ok) throw new Error(`${what} was refused (${given.code}): ${given.message}`);
};

export class Scribe {
  readonly #table: Table;
  readonly #seat: SeatId;
  readonly #doc: Y.Doc;
  readonly #unlisten: () => void;
  #asked: Promise<void>[] = [];

  /** Sits down on the pen that the seat holds already, or on a new one. */
  static async sit(table: Table, seat: SeatId): Promise<Scribe> {
    const doc = new Y.Doc();
    // From before the answer on, so that nothing is missed: Yjs keeps what comes too early until the rest is there.
    const unlisten = table.listen(({ update }) => {
      if (update !== null) Y.applyUpdate(doc, update, ANNOUNCED);
    });
    const pen = await table.read((board) => board.pensOf(seat).at(-1));
    const answer = await table.sit(seat, { pen }, () => {});
    if (!answer.ok) {
      unlisten();
      throw new Error(`${seat} got no pen (${answer.code}): ${answer.message}`);
    }
    Y.applyUpdate(doc, answer.state, ANNOUNCED);
    doc.clientID = answer.pen;
    return new Scribe(table, seat, doc, answer.pen, unlisten);
  }

  private constructor(table: Table, seat: SeatId, doc: Y.Doc, pen: number, unlisten: () => void) {
    this.#table = table;
    this.#seat = seat;
    this.#doc = doc;
    this.#unlisten = unlisten;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === TYPED) this.#ask(`a frame of ${seat}`, table.text(pen, update));
    });
  }

  /** Types words in one transaction, and so in one frame. */
  type(clause: ClauseId, lang: Language, index: number, words: string): void {
    const text = this.#doc.getText(rootOf(clause, lang));
    this.#doc.transact(() => text.insert(index, words), TYPED);
  }

  move(id: MoveId, move: Move): void {
    this.#ask(id, this.#table.move(this.#seat, id, move));
  }

  /** Something else to wait for in `settled`. */
  also(asked: Promise<void>): void {
    this.#asked.push(asked);
  }

  /** What the party of this index has typed into a text so far, in order. */
  typedBy(clause: ClauseId, lang: Language, index: number): string {
    return this.#runs(clause, lang, index)
      .map((run) => run.text)
      .join('');
  }

  /** The characters `from … to - 1` of what that party has typed. */
  rangesBy(clause: ClauseId, lang: Language, index: number, from: number, to: number): Range[] {
    const ranges: Range[] = [];
    let at = 0;
    for (const { client, clock, text } of this.#runs(clause, lang, index)) {
      const start = Math.max(from, at);
      const end = Math.min(to, at + text.length);
      if (start < end) ranges.push([client, clock + start - at, end - start]);
      at += text.length;
    }
    return IdSet.of(ranges).ranges();
  }

  /** Waits until all that was asked for is durable; throws where the table refused any of it. */
  async settled(): Promise<void> {
    await Promise.all(this.#asked.splice(0));
  }

  leave(): void {
    this.#unlisten();
    this.#doc.destroy();
  }

  #runs(clause: ClauseId, lang: Language, index: number) {
    return runsOf(this.#doc.getText(rootOf(clause, lang))).filter(
      (run) => partyIndexOf(run.client) === index,
    );
  }

  #ask(what: string, answer: Promise<Answer<DoneAnswer>>): void {
    this.#asked.push(granted(what, answer));
  }
}
