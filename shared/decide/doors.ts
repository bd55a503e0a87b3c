// The doors, and what observers see while they are open. Closing takes one; opening takes that nobody objects.
import type { PartyId } from '../board.ts';
import type { Move, ServerMove } from '../moves.ts';
import type { BoardState, Sight } from '../state.ts';
import { partiesOf } from '../state.ts';
import type { Asking, Decision } from './decision.ts';
import { asHead, barred, no, yes } from './decision.ts';

type DoorMove = Extract<Move, { kind: 'closeDoors' | 'openDoors' | 'objectDoors' | 'setPublic' }>;

/** How long a head has to object before the doors open, in milliseconds. */
export const OBJECTION_MS = 60_000;

export const decideDoors = (asking: Asking, move: DoorMove): Decision => {
  const code = barred(asking.seat, move.kind);
  if (code !== null) return no(code);
  const { state } = asking;
  const { party } = asking.seat;
  switch (move.kind) {
    case 'closeDoors':
      return state.doors.kind === 'closed' ? no('doors-closed') : yes({ type: 'doorsClosed', party });
    case 'openDoors':
      return openDoors(state, party);
    case 'objectDoors': {
      const head = asHead(asking);
      if (!head.ok) return head;
      if (state.doors.kind === 'open') return no('doors-open');
      if (state.doors.asking === null) return no('no-opening-asked');
      return yes({ type: 'openingObjected', party: head.party });
    }
    case 'setPublic':
      return setPublic(state, party, { sees: move.sees, delayMinutes: move.delayMinutes });
  }
};

/** At once where every head has asked; else the minute begins in which one may object. */
const openDoors = (state: BoardState, party: PartyId | null): Decision => {
  const { doors } = state;
  if (doors.kind === 'open') return no('doors-open');
  const consents = doors.asking?.consents ?? [];
  if (party === null ? doors.asking !== null : consents.includes(party)) return no('opening-asked');
  const all = party !== null && partiesOf(state).every((each) => each === party || consents.includes(each));
  return yes(all ? { type: 'doorsOpened', how: 'consent' } : { type: 'openingAsked', party });
};

/** It takes the chair, where there is one, and both heads: each asks for the very same. */
const setPublic = (state: BoardState, party: PartyId | null, sight: Sight): Decision => {
  const { sightAsked } = state;
  if (sameSight(sight, state.sight))
    return sightAsked === null ? no('no-change') : yes({ type: 'sightAskDropped', party });
  const by = sightAsked !== null && sameSight(sight, sightAsked.sight) ? sightAsked.by : [];
  if (by.includes(party)) return no('sight-asked');
  const missing = sightConsents(state).filter((each) => each !== party && !by.includes(each));
  return yes(missing.length === 0 ? { type: 'sightSet', sight } : { type: 'sightAsked', party, sight });
};

/** Whose consent a sight takes: each party's, and the chair's (null) where there is one. */
export const sightConsents = (state: BoardState): (PartyId | null)[] => {
  const chaired = [...state.seats.values()].some(({ role }) => role === 'chair');
  return [...(chaired ? [null] : []), ...partiesOf(state)];
};

const sameSight = (one: Sight, other: Sight): boolean =>
  one.sees === other.sees && one.delayMinutes === other.delayMinutes;

/** Nobody objected to the asking that stands, and its minute is over. */
export const decideUnopposed = (
  { doors }: BoardState,
  move: Extract<ServerMove, { kind: 'openUnopposed' }>,
): Decision => {
  if (doors.kind === 'open') return no('doors-open');
  if (doors.asking?.seq !== move.asked) return no('no-opening-asked');
  if (move.at - doors.asking.at < OBJECTION_MS) return no('too-early');
  return yes({ type: 'doorsOpened', how: 'unopposed' });
};
