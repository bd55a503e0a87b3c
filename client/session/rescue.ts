// What a page had typed and not yet got through when it was hidden: kept in the browser in case the page never comes back, and
// offered as drafts by the next page of the same seat.
import type * as Y from 'yjs';
import { mergeTexts } from '../drafts/merge.ts';
import type { DraftStore } from '../drafts/store.ts';
import type { BoardState } from '../../shared/state.ts';
import { clauseOf } from '../../shared/state.ts';
import { viewOf } from '../../shared/text/characters.ts';
import { positionText, stretchesIn } from '../../shared/text/position.ts';
import { rescueOf } from './recovery.ts';
import type { OwnSeat } from './view.ts';

export class Rescue {
  readonly #drafts: DraftStore;
  readonly #seat: OwnSeat;
  #kept: number | null = null;

  constructor(drafts: DraftStore, seat: OwnSeat) {
    this.#drafts = drafts;
    this.#seat = seat;
  }

  /** @param acked the pen's clock up to which the table has answered */
  keep(doc: Y.Doc, state: BoardState, pen: number, acked: number): void {
    if (this.#seat.party === null) return;
    this.#drafts.keepRescue(pen, rescueOf(doc, state, this.#seat.party, pen, acked));
    this.#kept = pen;
  }

  /** It got through, or became drafts of this page. */
  forget(): void {
    if (this.#kept === null) return;
    this.#drafts.keepRescue(this.#kept, []);
    this.#kept = null;
  }

  /** Offers what earlier pages had kept and the table does not have. Returns how many drafts that made. */
  offer(doc: Y.Doc, state: BoardState): number {
    let offered = 0;
    for (const { pen, drafts } of this.#drafts.rescued()) {
      for (const draft of drafts) {
        const clause = clauseOf(state, draft.clause);
        const stretches = clause === undefined ? [] : stretchesIn(state, viewOf(doc), clause, draft.lang);
        const position = positionText(stretches, this.#seat.party ?? '');
        if (mergeTexts(draft.base, draft.text, position, 'both') === position) continue;
        this.#drafts.offer(draft, draft.text, draft.base);
        offered += 1;
      }
      this.#drafts.keepRescue(pen, []);
    }
    return offered;
  }
}
