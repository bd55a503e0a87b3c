// Who sits where, on record: seats taken and ended, heads changed, members authorised.
import type { ClauseId, PartyId } from '../board.ts';
import type { Event } from '../events.ts';
import type { Move, ServerMove } from '../moves.ts';
import { may } from '../seats.ts';
import type { Authority, SeatState } from '../seats.ts';
import type { BoardState } from '../state.ts';
import { headOf, partiesOf } from '../state.ts';
import type { Asking, Decision } from './decision.ts';
import { asHead, no, yes } from './decision.ts';

export const decideSeating = (
  asking: Asking,
  move: Extract<Move, { kind: 'authorise' | 'handOver' | 'removeMember' }>,
): Decision => {
  const head = asHead(asking);
  if (!head.ok) return head;
  const other = asking.state.seats.get(move.seat);
  if (other === undefined) return no('no-such-seat');
  if (other.party !== head.party) return no('not-your-delegation');
  if (!may(asking.seat, move.kind, { ...other, seat: other.id })) return no('not-a-member');
  if (move.kind === 'removeMember') return yes({ type: 'seatEnded', ended: other.id, party: head.party });
  if (move.kind === 'handOver')
    return yes({
      type: 'headChanged',
      party: head.party,
      from: asking.seat.id,
      to: other.id,
      why: 'handedOver',
    });
  const authority = authorityAfter(asking.state, other, move.clauses, move.allowed);
  if (JSON.stringify(authority) === JSON.stringify(other.authority)) return no('same-authority');
  return yes({ type: 'authorityChanged', of: other.id, party: head.party, authority });
};

/** One key a seat, for good: were it to be had anew, whoever keeps the log could have one for it. */
export const decideShowingKey = ({ seat }: Asking, { key }: Extract<Move, { kind: 'showKey' }>): Decision => {
  if (seat.key === key) return yes();
  return seat.key === undefined ? yes({ type: 'keyShown', of: seat.id, key }) : no('key-shown');
};

const authorityAfter = (
  state: BoardState,
  member: SeatState,
  clauses: 'all' | readonly ClauseId[],
  allowed: boolean,
): Authority => {
  if (clauses === 'all') return allowed ? 'all' : [];
  const agenda = state.clauses.map((clause) => clause.id);
  const held = member.authority === 'all' ? agenda : member.authority;
  if (allowed)
    return member.authority === 'all'
      ? 'all'
      : agenda.filter((id) => held.includes(id) || clauses.includes(id));
  return agenda.filter((id) => held.includes(id) && !clauses.includes(id));
};

/** Puts a new seat on record. A second head is refused, unless the one there is counts as absent. */
export const decideTakingSeat = (
  state: BoardState,
  move: Extract<ServerMove, { kind: 'takeSeat' }>,
): Decision => {
  const { seat, party, role } = move;
  if (state.seats.has(seat) || state.endedSeats.includes(seat)) return no('seat-exists');
  if (role === 'chair' ? party !== null : party === null || !partiesOf(state).includes(party))
    return no('no-such-party');
  const authority: Authority = role === 'member' && !move.authorised ? [] : 'all';
  const taken: Event = { type: 'seatTaken', taken: seat, party, role, authority };
  const holder = role === 'member' ? undefined : holderOf(state, party);
  if (holder === undefined) return yes(taken);
  if (move.holderIsAbsent !== true) return no(party === null ? 'chair-taken' : 'head-taken');
  if (party === null) return yes(taken, { type: 'seatEnded', ended: holder.id, party });
  return yes(
    { ...taken, role: 'member' },
    { type: 'headChanged', party, from: holder.id, to: seat, why: 'absent' },
  );
};

/** Who holds the one seat there is of its kind: the party's head, or the chair. */
const holderOf = (state: BoardState, party: PartyId | null): SeatState | undefined =>
  party === null ? [...state.seats.values()].find((seat) => seat.role === 'chair') : headOf(state, party);
