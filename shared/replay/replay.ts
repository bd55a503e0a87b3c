// A log that can be read at any moment. Its rows are taken at their word: that they follow from one another is the
// verifier's business, not the reader's, so neither chain nor gate is asked again here.
import { fromBase64 } from 'lib0/buffer';
import type { LedgerEntry } from '../events.ts';
import type { RowKind } from '../log.ts';
import { ROW_KINDS } from '../log.ts';
import type { MoveBody } from '../row-bodies.ts';
import type { BoardState } from '../state.ts';
import type { TextView } from '../text/characters.ts';
import { rootOf } from '../board.ts';
import { Frames } from './frames.ts';
import { PastStates } from './states.ts';
import { PastTexts, countUpTo } from './texts.ts';
import type { Touches } from './texts.ts';
import type { ReplayRow } from './wire.ts';

/** What each row was, as columns; row `seq` is at index `seq`, and nothing is at 0. */
export type Chronicle = Touches & {
  /** Milliseconds since 1970. */
  at: Float64Array;
  /** An index into `ROW_KINDS`. */
  kind: Uint8Array;
  /** An index into `seats`. */
  seat: Uint16Array;
  seats: string[];
  /** The names of the texts of which `root` tells. */
  roots: string[];
};

export const kindAt = (chronicle: Chronicle, seq: number): RowKind =>
  ROW_KINDS[chronicle.kind[seq] ?? 0] ?? 'pen';

/** The seq of the newest row. */
export const lastSeq = (chronicle: Chronicle): number => chronicle.at.length - 1;

/** The newest row that there was at this time; 1 before the first. */
export const seqAt = (chronicle: Chronicle, at: number): number =>
  Math.max(1, Math.min(lastSeq(chronicle), countUpTo(chronicle.at, at) - 1));

/** The board as it stood after a row. */
export type Moment = { seq: number; at: number; state: BoardState; text: TextView };

export class Replay {
  readonly chronicle: Chronicle;
  readonly texts: PastTexts;
  readonly states: PastStates;

  /** All rows of a log, from the first on. Throws where they are no log. */
  constructor(rows: Iterable<ReplayRow>) {
    const frames = new Frames();
    const entries: LedgerEntry[] = [];
    const header = new Headers();
    for (const row of rows) {
      header.take(row);
      if (row.kind === 'text') frames.take(row.body, row.seq);
      if (row.kind !== 'move') continue;
      const { entry, text } = entryOf(row);
      entries.push(entry);
      if (text !== undefined) frames.take(fromBase64(text), row.seq);
      for (const event of entry.events)
        if (event.type === 'removed')
          for (const [client, clock, length] of event.ranges) frames.remove(client, clock, length, row.seq);
    }
    this.texts = PastTexts.of(frames);
    this.states = new PastStates(entries);
    this.chronicle = {
      ...header.columns(),
      ...this.texts.touches(header.count),
      roots: this.texts.names,
    };
  }

  /** The board as it stood after row `seq`. */
  moment(seq: number): Moment {
    return {
      seq,
      at: this.chronicle.at[seq] ?? 0,
      state: this.states.at(seq),
      text: {
        runs: (clause, lang) => this.texts.runs(rootOf(clause, lang), seq),
        pieces: (_clause, _lang, range) => [{ kind: 'elsewhere', range }], // nobody acts in the past
      },
    };
  }
}

class Headers {
  readonly #at: number[] = [0];
  readonly #kind: number[] = [0];
  readonly #seat: number[] = [0];
  readonly #seats = new Map<string, number>();

  get count(): number {
    return this.#at.length - 1;
  }

  take({ seq, at, kind, seat }: ReplayRow): void {
    if (seq !== this.#at.length) throw new Error(`row ${seq} stands where row ${this.#at.length} should`);
    if (!this.#seats.has(seat)) this.#seats.set(seat, this.#seats.size);
    this.#at.push(at);
    this.#kind.push(ROW_KINDS.indexOf(kind));
    this.#seat.push(this.#seats.get(seat) ?? 0);
  }

  columns(): Pick<Chronicle, 'at' | 'kind' | 'seat' | 'seats'> {
    return {
      at: Float64Array.from(this.#at),
      kind: Uint8Array.from(this.#kind),
      seat: Uint16Array.from(this.#seat),
      seats: [...this.#seats.keys()],
    };
  }
}

const fromUtf8 = new TextDecoder('utf-8', { fatal: true });

/** `text` is what the row brought of the texts besides, where it stands for others that are withheld. */
const entryOf = ({ seq, at, seat, body }: ReplayRow): { entry: LedgerEntry; text?: string } => {
  // What the schemas check took longer than all the rest; the server that wrote the row has asked them.
  const said = JSON.parse(fromUtf8.decode(body)) as MoveBody & { text?: string };
  const entry = { seq, at, seat, move: said.id, events: said.events };
  return said.text === undefined ? { entry } : { entry, text: said.text };
};
