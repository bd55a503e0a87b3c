// What becomes of the doors, and of what observers see, by what happened to them.
import type { Recorded } from './events.ts';
import type { BoardState, OpeningAsked } from './state.ts';

export type DoorEvent = Extract<
  Recorded,
  {
    type:
      | 'doorsClosed'
      | 'openingAsked'
      | 'openingObjected'
      | 'doorsOpened'
      | 'sightAsked'
      | 'sightAskDropped'
      | 'sightSet';
  }
>;

type Change = Partial<Pick<BoardState, 'doors' | 'sight' | 'sightAsked' | 'guarded'>>;

/** The parts of the state that the event changes. A closing counts from the row's own time. */
export const doorsAfter = (
  state: BoardState,
  event: DoorEvent | { type: 'doorsClosed'; at: number },
): Change => {
  switch (event.type) {
    case 'doorsClosed':
      return { doors: { kind: 'closed', since: event.at, asking: null }, guarded: true };
    case 'openingAsked':
      if (state.doors.kind === 'open') return {};
      return { doors: { ...state.doors, asking: askingAfter(state.doors.asking, event) } };
    case 'openingObjected':
      return state.doors.kind === 'open' ? {} : { doors: { ...state.doors, asking: null } };
    case 'doorsOpened':
      return { doors: { kind: 'open' } };
    case 'sightAsked': {
      const { party, sight, at } = event;
      const before = state.sightAsked;
      const same = before?.sight.sees === sight.sees && before.sight.delayMinutes === sight.delayMinutes;
      return {
        sightAsked: same ? { ...before, by: [...before.by, party] } : { sight, by: [party], at },
      };
    }
    case 'sightAskDropped':
      return { sightAsked: null };
    case 'sightSet':
      return { sight: event.sight, sightAsked: null, guarded: true };
  }
};

/** Who asks first sets the minute going; a head that asks consents by it. */
const askingAfter = (
  before: OpeningAsked | null,
  { party, seq, at }: Extract<DoorEvent, { type: 'openingAsked' }>,
): OpeningAsked => {
  const consents = party === null ? [] : [party];
  return before === null
    ? { seq, at, party, consents }
    : { ...before, consents: [...before.consents, ...consents] };
};
