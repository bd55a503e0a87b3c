import { expect, test } from 'vitest';
import { groupOf, ownFirst, selectedWords } from '../../../client/article/neighbours.ts';
import { layOut } from '../../../client/editor/layout.ts';
import { clauseOf } from '../../../shared/state.ts';
import { CLAUSE, lay } from '../../support/laid-text.ts';
import type { Part } from '../../support/laid-text.ts';

const layoutOf = (parts: readonly Part[]) => {
  const { table } = lay(parts);
  const clause = clauseOf(table.state, CLAUSE)!;
  return layOut(table.state, clause, table.log.working.text.runs(CLAUSE, 'en'), 'us');
};

test('brackets with nothing but spaces between them stand against one another', () => {
  const layout = layoutOf([
    ['both', 'The Parties '],
    ['drc', 'shall'],
    ['both', ' '],
    ['us', 'may'],
    ['both', ' hold '],
    ['us', 'some'],
    ['both', ' stock.\n'],
    ['drc', 'Yearly.'],
  ]);
  const texts = layout.brackets.map((bracket) =>
    groupOf(layout, bracket.key).map((each) => each.text.trim()),
  );
  expect(texts).toEqual([['shall', 'may'], ['shall', 'may'], ['some'], ['Yearly.']]);
  expect(ownFirst(groupOf(layout, layout.brackets[0]!.key)).map((each) => each.text)).toEqual([
    'may',
    'shall',
  ]);
  expect(groupOf(layout, 'gone')).toEqual([]);
});

test('a selection is told apart by who includes its words', () => {
  const layout = layoutOf([
    ['both', 'hold '],
    ['drc', 'all '],
    ['us', 'some '],
    ['both', 'stock'],
  ]);
  const words = selectedWords(layout, 2, layout.text.length - 2);
  expect(words.map(({ parties, text }) => [parties.join('+'), text])).toEqual([
    ['drc+us', 'ld sto'],
    ['drc', 'all '],
    ['us', 'some '],
  ]);
  const common = words[0]!.ranges.reduce((sum, [, , length]) => sum + length, 0);
  expect(common).toBe('ld sto'.length);
  expect(selectedWords(layout, 3, 3)).toEqual([]);
});
