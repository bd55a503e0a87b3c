// A delegation's colour is what its board says, whatever the delegation is called.
import { expect, test } from 'vitest';
import { colourRules } from '../../../client/parties/colours.ts';
import { colourOf } from '../../../shared/colours.ts';
import { PARTIES } from '../../../shared/parties.ts';

test('a board that says nothing has the first two colours, in the order of its parties', () => {
  const bare = PARTIES.map(({ id, index }) => ({ id, index }));
  expect(bare.map(colourOf)).toEqual(['blue', 'brown']);
  expect(PARTIES.map(colourOf)).toEqual(['blue', 'brown']);
});

test('the rules name the parties of the board and the colours that it gave them', () => {
  const rules = colourRules([
    { id: 'fr', index: 1, colour: 'plum' },
    { id: 'de', index: 2, colour: 'teal' },
  ]);
  expect(rules).toBe(
    ":root [data-party='fr'] { --p: var(--plum); --p-wash: var(--plum-wash); }\n" +
      ":root [data-party='de'] { --p: var(--teal); --p-wash: var(--teal-wash); }",
  );
});

test('a colour that this page does not know is not drawn as nothing', () => {
  expect(colourOf({ index: 2, colour: 'mauve' })).toBe('brown');
});

test('within a page of several boards, only that board’s', () => {
  expect(colourRules([{ id: 'drc', index: 1 }], "[data-board='b']")).toMatch(
    /^\[data-board='b'\] \[data-party='drc'\]/,
  );
});
