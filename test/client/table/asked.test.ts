// What the heads asked for is read back from the record, and what cannot be read is left out.
import { expect, test } from 'vitest';
import { askingsOf } from '../../../client/table/asked.ts';
import { emptyState } from '../../../shared/state.ts';

const asked = (ask: string) => ({ ask, move: 'adjourn', clause: null, party: 'us', at: 1 });

test('each asking is the move itself, with who asked', () => {
  const state = { ...emptyState, asked: [asked('{"kind":"adjourn"}')] };
  expect(askingsOf(state)).toEqual([
    { party: 'us', move: { kind: 'adjourn' }, key: 'us {"kind":"adjourn"}' },
  ]);
});

test('a move of a later program, or one that heads do not ask for together, is passed over', () => {
  const state = {
    ...emptyState,
    asked: [asked('{"kind":"swapTables"}'), asked('{"kind":"handOver","seat":"us-2"}')],
  };
  expect(askingsOf(state)).toEqual([]);
});
