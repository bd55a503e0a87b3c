// Measures, in the replay's worker, how far apart the articles are at the moment that is shown: those alone that are not as
// they were when they were measured last. One at a time, so that a leap to another moment never waits for more than one.
import type { ClauseId } from '../../shared/board.ts';
import { LANGUAGES, rootOf } from '../../shared/board.ts';
import { measure } from '../../shared/clause.ts';
import type { Measured } from '../../shared/clause.ts';
import type { Replay } from '../../shared/replay/replay.ts';
import type { ClauseState } from '../../shared/state.ts';

export type MeasuredArticle = { clause: ClauseId; measured: Measured };

/**
 * How long after a leap it begins, in milliseconds, as at the table after a key: first the words are to be drawn, which takes
 * the machine. Whoever leaps on meanwhile does not put it off any further.
 */
const AFTER = 160;

/** Does something later, in a turn of its own. */
type Later = (task: () => void, wait: number) => void;

export class Surveyor {
  readonly #replay: Replay;
  readonly #tell: (articles: MeasuredArticle[]) => void;
  readonly #later: Later;
  /** What each article was when it was measured last, and after which row. */
  readonly #known = new Map<ClauseId, { clause: ClauseState; seq: number }>();
  #seq = 0;
  #due = false;

  constructor(replay: Replay, tell: (articles: MeasuredArticle[]) => void, later: Later) {
    this.#replay = replay;
    this.#tell = tell;
    this.#later = later;
  }

  /** The moment after row `seq` is shown now: what was to be measured at another is so no more. */
  go(seq: number): void {
    this.#seq = seq;
    if (this.#due) return;
    this.#due = true;
    this.#later(() => this.#next(), this.#known.size === 0 ? 0 : AFTER);
  }

  #next(): void {
    const { state, text } = this.#replay.moment(this.#seq);
    const clause = state.clauses.find((each) => this.#isStale(each));
    this.#due = clause !== undefined;
    if (clause === undefined) return;
    const measured = measure(state, text, clause);
    this.#known.set(clause.id, { clause, seq: this.#seq });
    this.#tell([{ clause: clause.id, measured }]);
    this.#later(() => this.#next(), 0);
  }

  #isStale(clause: ClauseState): boolean {
    const known = this.#known.get(clause.id);
    if (known === undefined || known.clause !== clause) return true;
    return LANGUAGES.some((lang) =>
      this.#replay.texts.differs(rootOf(clause.id, lang), known.seq, this.#seq),
    );
  }
}
