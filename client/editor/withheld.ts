// What others did to the document and this page does not show yet, since somebody here is composing a word in that line.
import { StateEffect, StateField } from '@codemirror/state';
import type { ChangeDesc, ChangeSet, EditorState } from '@codemirror/state';
import type { Placed } from './layout.ts';

/** More of it: from the document as it would be shown with what is withheld already. */
export const withhold = StateEffect.define<ChangeSet>();
/** It is shown from now on, by the very transaction that says so. */
export const letGo = StateEffect.define<null>();

export const withheldField = StateField.define<ChangeSet | null>({
  create: () => null,
  update: (before, tr) => {
    if (tr.effects.some((effect) => effect.is(letGo))) return null;
    let value = before !== null && tr.docChanged ? before.map(tr.changes) : before;
    for (const effect of tr.effects)
      if (effect.is(withhold)) value = value === null ? effect.value : value.compose(effect.value);
    return value;
  },
});

/** From the text that is shown to the document's; null where they are the same. */
export const withheld = (state: EditorState): ChangeSet | null => state.field(withheldField, false) ?? null;

/** A shown offset's place in the document. */
export const inDocument = (state: EditorState, at: number): number => withheld(state)?.mapPos(at) ?? at;

/** The document's stretches where the page shows them: without what it does not show, and with gaps where it shows more. */
export const shownOf = (placed: readonly Placed[], changes: ChangeDesc): Placed[] => {
  const shown: Placed[] = [];
  changes.iterGaps((shownFrom, from, length) => {
    for (const each of placed) {
      const start = Math.max(each.from, from);
      const end = Math.min(each.to, from + length);
      if (start >= end) continue;
      shown.push({
        ...each,
        clock: each.clock + start - each.from,
        text: each.text.slice(start - each.from, end - each.from),
        from: shownFrom + start - from,
        to: shownFrom + end - from,
      });
    }
  });
  return shown;
};
