// A delegation reserves its position (awaiting instructions, …). It is shown, and binds nothing.
import type { Move } from '../moves.ts';
import type { Asking, Decision } from './decision.ts';
import { asHead, inClause, no, yes } from './decision.ts';

export const decideReserve = (
  asking: Asking,
  move: Extract<Move, { kind: 'reserve' | 'liftReserve' }>,
): Decision => {
  const head = asHead(asking);
  if (!head.ok) return head;
  const found = inClause(asking, move.clause);
  if (!found.ok) return found;
  const { clause } = found;
  const { party } = head;
  const own = clause.reserves.find((each) => each.party === party);
  const reason = move.reason?.trim() ?? '';
  if (move.kind === 'liftReserve')
    return own === undefined
      ? no('no-reserve')
      : yes({ type: 'reserveLifted', clause: clause.id, party, reason: reason === '' ? null : reason });
  if (reason === '') return no('reason-needed');
  return own?.reason === reason
    ? no('already-reserved')
    : yes({ type: 'reserved', clause: clause.id, party, reason });
};
