// A log that can be read at any moment. Its rows are taken at their word: that they follow from one another is the
// verifier's business, not the reader's, so neither chain nor gate is asked again here.
import type { RowKind } from '../log.ts';
import { ROW_KINDS } from '../log.ts';
import type { BoardState } from '../state.ts';
import type { TextView } from '../text/characters.ts';
import { rootOf } from '../board.ts';
import { Intake } from './intake.ts';
import type { Headers } from './ledger.ts';
import { PastStates } from './states.ts';
import { countUpTo, nothingToActOn } from './texts.ts';
import type { PastTexts, Touches } from './texts.ts';
import type { ReplayRow } from './wire.ts';

/** What each row was and did, as columns; row `seq` is at index `seq`, and nothing is at 0. */
export type Chronicle = Headers &
  Touches & {
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
  /** The ledger's entries as `PackedLedger` reads them: for whoever wants to hand them on. */
  readonly ledger: Uint8Array<ArrayBuffer>;

  /** All rows of a log, from the first on, or what came in of them. Throws where they are no log. */
  constructor(rows: Iterable<ReplayRow> | Intake) {
    const intake = rows instanceof Intake ? rows : new Intake();
    if (!(rows instanceof Intake)) intake.take(rows);
    const { headers, ledger, entries, texts } = intake.finish();
    this.texts = texts;
    this.ledger = ledger;
    this.states = new PastStates(entries);
    this.chronicle = { ...headers, ...texts.touches(headers.at.length - 1), roots: texts.names };
  }

  /** The board as it stood after row `seq`. */
  moment(seq: number): Moment {
    return {
      seq,
      at: this.chronicle.at[seq] ?? 0,
      state: this.states.at(seq),
      text: {
        runs: (clause, lang) => this.texts.runs(rootOf(clause, lang), seq),
        pieces: nothingToActOn,
      },
    };
  }
}
