// What takes both heads: the first head's asking is put on record; the other's asking for the very same makes it happen.
import type { ClauseId } from '../board.ts';
import type { Event } from '../events.ts';
import type { Move } from '../moves.ts';
import { partiesOf } from '../state.ts';
import type { Asking, Decision } from './decision.ts';
import { no, yes } from './decision.ts';

/** `asking` is a head's; `happens` is what follows once the other head has asked for the same move. */
export const jointly = (
  asking: Asking,
  move: Move,
  happens: { clause: ClauseId | null; event: Event },
): Decision => {
  const party = asking.seat.party ?? '';
  const ask = canonical(move);
  const asked = asking.state.asked.filter((each) => each.ask === ask).map((each) => each.party);
  if (asked.includes(party)) return no('already-asked');
  const both = partiesOf(asking.state).every((each) => each === party || asked.includes(each));
  if (both) return yes(happens.event);
  return yes({ type: 'asked', party, ask, move: move.kind, clause: happens.clause });
};

/** The same move always as the same string, whatever order its sender wrote the fields in. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
