// A board's texts at a moment of the past, as the worker told them: read where somebody looks, and not before.
import { rootOf } from '../../shared/board.ts';
import type { ClauseId, Language } from '../../shared/board.ts';
import { nothingToActOn, unpacked } from '../../shared/replay/texts.ts';
import type { PackedRuns } from '../../shared/replay/texts.ts';
import type { Run, TextView } from '../../shared/text/characters.ts';

export class PastWords implements TextView {
  readonly #texts = new Map<string, { packed: PackedRuns; runs: readonly Run[] | null }>();

  /** Takes the place of what the text was at another moment. */
  put(packed: PackedRuns): void {
    this.#texts.set(packed.name, { packed, runs: null });
  }

  runs(clause: ClauseId, lang: Language): readonly Run[] {
    const text = this.#texts.get(rootOf(clause, lang));
    if (text === undefined) return [];
    return (text.runs ??= unpacked(text.packed));
  }

  readonly pieces = nothingToActOn;
}
