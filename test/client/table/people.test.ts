// Who is at the table, delegation by delegation.
import { expect, test } from 'vitest';
import { peopleOf } from '../../../client/table/people.ts';
import type { SeatState } from '../../../shared/seats.ts';
import { emptyState } from '../../../shared/state.ts';
import type { RosterSeat } from '../../../shared/wire.ts';

const seat = (id: string, party: string | null, role: SeatState['role']): [string, SeatState] => [
  id,
  { id, party, role, authority: 'all' },
];
const here = (id: string, name: string | null, present: number): RosterSeat => ({
  id,
  party: id.split('-')[0] ?? null,
  role: 'member',
  name,
  present,
  pens: [],
});

const state = {
  ...emptyState,
  seats: new Map([
    seat('drc-1', 'drc', 'head'),
    seat('drc-2', 'drc', 'member'),
    seat('us-1', 'us', 'head'),
    seat('us-2', 'us', 'member'),
    seat('us-3', 'us', 'member'),
    seat('us-4', 'us', 'member'),
    seat('chair-1', null, 'chair'),
  ]),
};

test('one’s own delegation has names, the present before the away; of the other only who is there', () => {
  const roster = [
    here('us-1', 'R.', 1),
    here('us-2', 'A.', 0),
    here('us-3', 'B.', 2),
    here('drc-1', null, 0),
    here('drc-2', null, 0),
  ];
  const { delegations, chairs } = peopleOf(state, roster, ['us', 'drc']);
  expect(delegations.map(({ party }) => party)).toEqual(['us', 'drc']);
  expect(delegations[0]?.head).toMatchObject({ name: 'R.', present: true });
  expect(delegations[0]?.members.map(({ name }) => name)).toEqual(['B.', 'A.']);
  expect(delegations[1]?.head).toMatchObject({ id: 'drc-1', name: null, present: false });
  expect(delegations[1]?.members).toEqual([]);
  expect(chairs).toEqual([]);
});

test('a delegation that nobody leads has no head', () => {
  const { delegations } = peopleOf({ ...emptyState, seats: new Map() }, [], ['drc', 'us']);
  expect(delegations.map(({ head, members }) => [head, members.length])).toEqual([
    [null, 0],
    [null, 0],
  ]);
});
