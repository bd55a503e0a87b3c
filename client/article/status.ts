// Where an article stands, as facts for its status line; the words are put to them where they are read.
import type { PartyId } from '../../shared/board.ts';
import { awaited } from '../../shared/clause.ts';
import type { ClauseView } from '../../shared/clause.ts';
import type { BoardState, ClauseState } from '../../shared/state.ts';

export type Status =
  | { kind: 'empty' | 'open' | 'clean' }
  | { kind: 'proposed' | 'countered'; party: PartyId; revision: number }
  | { kind: 'held'; party: PartyId }
  | { kind: 'locked'; adReferendum: readonly PartyId[] }
  | { kind: 'frozen'; asking: readonly PartyId[] };

/** What comes first in the status line. Clean text is called clean whoever tabled last. */
export const statusOf = (clause: ClauseState, seen: Pick<ClauseView, 'clean' | 'empty'>): Status => {
  const { phase } = clause;
  switch (phase.kind) {
    case 'held':
      return { kind: 'held', party: phase.initials[0]?.party ?? '' };
    case 'locked':
      return {
        kind: 'locked',
        adReferendum: phase.initials
          .filter((each) => each.adReferendum && !each.confirmed)
          .map((each) => each.party),
      };
    case 'frozen':
      return { kind: 'frozen', asking: phase.asking };
    case 'open':
      return openStatus(clause, seen);
  }
};

const openStatus = (clause: ClauseState, seen: Pick<ClauseView, 'clean' | 'empty'>): Status => {
  if (seen.empty) return { kind: 'empty' };
  if (seen.clean) return { kind: 'clean' };
  const last = clause.revisions.findLast((revision) => revision.standing === 'standing');
  if (last === undefined) return { kind: 'open' };
  return {
    kind: last.counters === null ? 'proposed' : 'countered',
    party: last.party,
    revision: last.revision,
  };
};

/** Whose answer is awaited, seen from a delegation; null where nobody's is. */
export const answerOf = (
  state: BoardState,
  clause: ClauseState,
  own: PartyId | null,
): { kind: 'yours' } | { kind: 'theirs'; party: PartyId } | null => {
  const party = awaited(state, clause);
  if (party === null) return null;
  return party === own ? { kind: 'yours' } : { kind: 'theirs', party };
};
