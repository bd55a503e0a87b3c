// Propose, withdraw, accept: a position goes on record as a numbered revision that stands until it ends.
import { clauseView, positionHash, valuesOf } from '../clause.ts';
import type { PartyId } from '../board.ts';
import type { Event } from '../events.ts';
import { IdSet } from '../ids.ts';
import type { Move } from '../moves.ts';
import type { ClauseState, Revision } from '../state.ts';
import { partiesOf, standingRevision } from '../state.ts';
import { positionRanges } from '../text/position.ts';
import { gapChange, noGap, withRemovals } from './consequences.ts';
import type { Asking, Decision } from './decision.ts';
import { asHead, atRest, inClause, no } from './decision.ts';
import { towards } from './words.ts';

type RevisionMove = Extract<Move, { kind: 'propose' | 'withdraw' | 'accept' }>;

export const decideRevision = (asking: Asking, move: RevisionMove): Decision => {
  const head = asHead(asking);
  if (!head.ok) return head;
  const found = inClause(asking, move.clause);
  if (!found.ok) return found;
  const rest = atRest(found.clause);
  if (rest !== null) return no(rest);
  switch (move.kind) {
    case 'propose':
      return propose(asking, found.clause, head.party, move.note ?? null);
    case 'withdraw':
      return withdraw(asking, found.clause, head.party, move.revision);
    case 'accept':
      return accept(asking, found.clause, head.party, move);
  }
};

const ended = (
  clause: ClauseState,
  revision: Revision,
  how: 'superseded' | 'withdrawn' | 'accepted',
): Event => ({
  type: 'revisionEnded',
  clause: clause.id,
  revision: revision.revision,
  party: revision.party,
  how,
});

const propose = (asking: Asking, clause: ClauseState, party: PartyId, note: string | null): Decision => {
  const view = clauseView(asking.state, asking.text, clause);
  if (view.texts.en.readings[party] === '' && view.texts.fr.readings[party] === '')
    return no('nothing-to-propose');
  const held = {
    en: positionRanges(view.texts.en.stretches, party),
    fr: positionRanges(view.texts.fr.stretches, party),
  };
  const hash = positionHash(clause, view, party);
  const own = standingRevision(clause, party);
  if (own?.hash === hash && sameCharacters(own, held)) return no('already-proposed');
  const other = partiesOf(asking.state)
    .filter((each) => each !== party)
    .flatMap((each) => standingRevision(clause, each) ?? [])
    .at(-1);
  const tabled: Event = {
    type: 'proposed',
    clause: clause.id,
    party,
    revision: clause.revisions.length + 1,
    counters: other?.revision ?? null,
    note: note === null || note.trim() === '' ? null : note.trim(),
    hash,
    held,
    values: valuesOf(clause, party),
  };
  const before = own === undefined ? [] : [ended(clause, own, 'superseded')];
  return { ok: true, events: withRemovals(asking, clause.id, [...before, tabled]) };
};

const sameCharacters = (revision: Revision, held: { en: IdSetRanges; fr: IdSetRanges }): boolean =>
  JSON.stringify([revision.held.en, revision.held.fr]) ===
  JSON.stringify([IdSet.of(held.en), IdSet.of(held.fr)]);

type IdSetRanges = ReturnType<IdSet['ranges']>;

const withdraw = (asking: Asking, clause: ClauseState, party: PartyId, number: number): Decision => {
  const revision = clause.revisions.find((each) => each.revision === number);
  if (revision === undefined) return no('no-revision');
  if (revision.party !== party) return no('not-your-revision');
  if (revision.standing !== 'standing') return no('revision-ended');
  return { ok: true, events: withRemovals(asking, clause.id, [ended(clause, revision, 'withdrawn')]) };
};

const accept = (
  asking: Asking,
  clause: ClauseState,
  party: PartyId,
  move: Extract<Move, { kind: 'accept' }>,
): Decision => {
  const revision = clause.revisions.find((each) => each.revision === move.revision);
  if (revision === undefined) return no('no-revision');
  if (revision.party === party) return no('own-revision');
  if (revision.standing !== 'standing') return no('revision-ended');
  if (revision.hash !== move.hash) return no('hash-differs');
  const en = towards(asking, clause, 'en', party, revision.held.en);
  const fr = towards(asking, clause, 'fr', party, revision.held.fr);
  const draft: Event = {
    type: 'accepted',
    clause: clause.id,
    party,
    revision: revision.revision,
    hash: revision.hash,
    adopted: { en: en.adopted, fr: fr.adopted },
    struck: { en: en.struck, fr: fr.struck },
    values: { ...revision.values },
    gap: noGap,
  };
  const own = standingRevision(clause, party);
  const events: Event[] = [
    { ...draft, gap: gapChange(asking, clause, draft) },
    ended(clause, revision, 'accepted'),
    ...(own === undefined ? [] : [ended(clause, own, 'superseded')]),
  ];
  return { ok: true, events: withRemovals(asking, clause.id, events) };
};
