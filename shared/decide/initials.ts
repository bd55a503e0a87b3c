// Initials: they authenticate a clean text, hold it, and lock it once every party has given them.
import { cleanHash, clauseView } from '../clause.ts';
import type { PartyId } from '../board.ts';
import type { Event } from '../events.ts';
import type { Move } from '../moves.ts';
import type { ClauseState, Initials } from '../state.ts';
import { partiesOf } from '../state.ts';
import { positionRanges } from '../text/position.ts';
import { withRemovals } from './consequences.ts';
import type { Asking, Decision } from './decision.ts';
import { asHead, inClause, no, yes } from './decision.ts';

type InitialsMove = Extract<
  Move,
  { kind: 'initial' | 'decline' | 'withdrawInitials' | 'confirm' | 'reopen' }
>;

export const decideInitials = (asking: Asking, move: InitialsMove): Decision => {
  const head = asHead(asking);
  if (!head.ok) return head;
  const found = inClause(asking, move.clause);
  if (!found.ok) return found;
  const { clause } = found;
  const own = initialsOf(clause).find((each) => each.party === head.party);
  switch (move.kind) {
    case 'initial':
      return initial(asking, clause, head.party, move);
    case 'decline':
      if (clause.phase.kind !== 'held') return no('not-held');
      if (own !== undefined) return no('own-initials');
      return yes({ type: 'declined', clause: clause.id, party: head.party, reason: sentence(move.reason) });
    case 'withdrawInitials':
      if (own === undefined) return no('no-initials');
      if (clause.phase.kind !== 'held') return no('locked-reopen');
      return yes({ type: 'initialsWithdrawn', clause: clause.id, party: head.party });
    case 'confirm':
      return confirm(clause, own, move.hash);
    case 'reopen':
      return reopen(asking, clause, head.party, sentence(move.reason));
  }
};

const initialsOf = (clause: ClauseState): readonly Initials[] =>
  clause.phase.kind === 'open' ? [] : clause.phase.initials;

const sentence = (text: string | undefined): string | null =>
  text === undefined || text.trim() === '' ? null : text.trim();

const initial = (
  asking: Asking,
  clause: ClauseState,
  party: PartyId,
  move: Extract<Move, { kind: 'initial' }>,
): Decision => {
  if (clause.phase.kind === 'locked') return no('locked');
  const given = initialsOf(clause);
  if (given.some((each) => each.party === party)) return no('already-initialled');
  const view = clauseView(asking.state, asking.text, clause);
  if (view.empty) return no('empty-clause');
  const hash = cleanHash(asking.state, clause, view);
  if (hash === null) return no('not-clean');
  if (hash !== move.hash) return no('hash-differs');
  const event: Event = {
    type: 'initialled',
    clause: clause.id,
    party,
    hash,
    adReferendum: move.adReferendum ?? false,
  };
  const everybody = partiesOf(asking.state).every(
    (each) => each === party || given.some((initials) => initials.party === each && initials.hash === hash),
  );
  if (!everybody) return yes(event);
  const first = partiesOf(asking.state)[0] ?? '';
  const locked: Event = {
    type: 'locked',
    clause: clause.id,
    hash,
    text: {
      en: positionRanges(view.texts.en.stretches, first),
      fr: positionRanges(view.texts.fr.stretches, first),
    },
  };
  const over = clause.revisions
    .filter((revision) => revision.standing === 'standing')
    .map((revision): Event => {
      return {
        type: 'revisionEnded',
        clause: clause.id,
        revision: revision.revision,
        party: revision.party,
        how: 'locked',
      };
    });
  return { ok: true, events: withRemovals(asking, clause.id, [event, locked, ...over]) };
};

const confirm = (clause: ClauseState, own: Initials | undefined, hash: string): Decision => {
  if (own === undefined) return no('no-initials');
  if (!own.adReferendum) return no('not-ad-referendum');
  if (own.confirmed) return no('already-confirmed');
  if (own.hash !== hash) return no('hash-differs');
  return yes({ type: 'initialsConfirmed', clause: clause.id, party: own.party, hash });
};

const reopen = (asking: Asking, clause: ClauseState, party: PartyId, reason: string | null): Decision => {
  if (clause.phase.kind !== 'locked' && clause.phase.kind !== 'frozen') return no('not-locked');
  const already = clause.phase.kind === 'frozen' ? clause.phase.asking : [];
  if (already.includes(party)) return no('already-asked');
  const asked: Event = { type: 'reopeningAsked', clause: clause.id, party, reason };
  const both = partiesOf(asking.state).every((each) => each === party || already.includes(each));
  return both ? yes(asked, { type: 'reopened', clause: clause.id }) : yes(asked);
};
