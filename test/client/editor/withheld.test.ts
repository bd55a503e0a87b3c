// What others do to a line while a word is composed in it waits; what is composed meanwhile is written where it belongs.
import { ChangeSet, EditorState, Text } from '@codemirror/state';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { changesOf, writeInto } from '../../../client/editor/binding.ts';
import {
  inDocument,
  letGo,
  shownOf,
  withheld,
  withheldField,
  withhold,
} from '../../../client/editor/withheld.ts';
import { placedOf } from '../../../client/editor/layout.ts';

const someChange = (length: number, random: () => number, words: string): ChangeSet => {
  const from = Math.floor(random() * (length + 1));
  const to = Math.min(length, from + Math.floor(random() * 4));
  return ChangeSet.of({ from, to, insert: random() < 0.6 ? words : '' }, length);
};

describe('while somebody composes', () => {
  it('the page and the document come together again, whatever both did', () => {
    let seed = 7;
    const random = (): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    let held = 0;
    for (let run = 0; run < 300; run += 1) {
      const doc = new Y.Doc();
      const text = doc.getText('t');
      text.insert(0, 'The Parties hold a stock.');
      const origin = {};
      let state = EditorState.create({ doc: text.toString(), extensions: withheldField });
      text.observe((event, tr) => {
        if (tr.origin === origin) return;
        const length = withheld(state)?.newLength ?? state.doc.length;
        state = state.update({ effects: withhold.of(changesOf(event.delta, length)) }).state;
      });
      for (let step = 0; step < 8; step += 1) {
        if (random() < 0.5) writeInto(text, someChange(text.length, random, `R${String(step)}`), {});
        else {
          const tr = state.update({ changes: someChange(state.doc.length, random, `l${String(step)}`) });
          const waiting = withheld(state);
          writeInto(text, waiting === null ? tr.changes : tr.changes.map(waiting, true), origin);
          state = tr.state;
        }
      }
      const waiting = withheld(state);
      if (waiting !== null) {
        held += 1;
        expect(inDocument(state, state.doc.length)).toBeLessThanOrEqual(text.length);
        state = state.update({ changes: waiting, effects: letGo.of(null) }).state;
      }
      expect(state.doc.toString()).toBe(text.toString());
      expect(withheld(state)).toBe(null);
    }
    expect(held).toBeGreaterThan(200);
  });

  it('characters stand where the page shows them', () => {
    const shown = Text.of(['abcdef']);
    // The document has lost “b”, and “XY” stands before “e”.
    const changes = ChangeSet.of(
      [
        { from: 1, to: 2 },
        { from: 4, insert: 'XY' },
      ],
      shown.length,
    );
    const placed = placedOf([
      { client: 33, clock: 0, text: 'a', by: [] },
      { client: 33, clock: 2, text: 'cd', by: [] },
      { client: 50, clock: 7, text: 'XY', by: [] },
      { client: 33, clock: 4, text: 'ef', by: [] },
    ]);
    expect(shownOf(placed, changes).map(({ clock, text, from, to }) => [clock, text, from, to])).toEqual([
      [0, 'a', 0, 1],
      [2, 'cd', 2, 4],
      [4, 'ef', 4, 6],
    ]);
  });
});
