// How far apart the articles are, as the replay's worker has measured them.
import type { ClauseId } from '../../shared/board.ts';
import type { Measured } from '../../shared/clause.ts';
import type { Measures } from '../session/view.ts';
import type { MeasuredArticle } from './surveyor.ts';

export class PastMeasures implements Measures {
  readonly #measured = new Map<ClauseId, Measured>();
  readonly #listeners = new Set<() => void>();

  of(clause: ClauseId): Measured | null {
    return this.#measured.get(clause) ?? null;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  take(articles: readonly MeasuredArticle[]): void {
    for (const { clause, measured } of articles) this.#measured.set(clause, measured);
    for (const listener of this.#listeners) listener();
  }
}
