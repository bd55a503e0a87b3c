// A board's state as JSON and back: what a keyframe holds, and what a public entry shows observers where a stretch of the
// negotiation is withheld from them. The shapes are checked, since the latter travels in the document.
import { z } from 'zod';
import { ClauseId, Localised, PartyId } from './board.ts';
import { IdSet } from './ids.ts';
import { Hash, RangeSchema } from './moves.ts';
import { SeatId, SeatState } from './seats.ts';
import type { ClauseState } from './state.ts';
import { TermDefinition, TermId, TermValue } from './terms.ts';

const Ranges = z.array(RangeSchema);
const Sets = z.record(PartyId, Ranges);
const party = PartyId;
const act = { party, seat: SeatId, at: z.int() };

const Initials = z.strictObject({ ...act, hash: Hash, adReferendum: z.boolean(), confirmed: z.boolean() });
const signed = { hash: Hash, initials: z.array(Initials) };
const Phase = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open') }),
  z.strictObject({ kind: z.literal('held'), ...signed }),
  z.strictObject({ kind: z.literal('locked'), ...signed, at: z.int() }),
  z.strictObject({ kind: z.literal('frozen'), ...signed, asking: z.array(PartyId) }),
]);

const Revision = z.strictObject({
  ...act,
  revision: z.int().min(1),
  hash: Hash,
  note: z.string().nullable(),
  counters: z.int().nullable(),
  held: z.strictObject({ en: Ranges, fr: Ranges }),
  values: z.record(TermId, TermValue),
  standing: z.enum(['standing', 'superseded', 'withdrawn', 'accepted', 'locked']),
});

/** What is shown of an article where observers see counts alone: its words only where it is clean. */
export const Counted = z.strictObject({
  brackets: z.int().min(0),
  figures: z.int().min(0),
  words: z.int().min(0),
  empty: z.boolean(),
  /** The reading that both parties have, or null. */
  texts: z.strictObject({ en: z.string(), fr: z.string() }).nullable(),
});
export type Counted = z.infer<typeof Counted>;

export const ClauseJson = z.strictObject({
  id: ClauseId,
  title: Localised,
  terms: z.array(TermDefinition),
  values: z.record(
    TermId,
    z.record(PartyId, z.strictObject({ value: TermValue, opening: TermValue, at: z.int(), seat: SeatId })),
  ),
  adopted: Sets,
  struck: Sets,
  held: Ranges,
  revisions: z.array(Revision),
  phase: Phase,
  reserves: z.array(z.strictObject({ ...act, reason: z.string() })),
  counted: Counted.optional(),
});
export type ClauseJson = z.infer<typeof ClauseJson>;

const Asking = z.strictObject({
  seq: z.int(),
  at: z.int(),
  party: PartyId.nullable(),
  consents: z.array(PartyId),
});
const Doors = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open') }),
  z.strictObject({ kind: z.literal('closed'), since: z.int(), asking: Asking.nullable() }),
]);
export const Sight = z.strictObject({
  sees: z.enum(['brackets', 'clean']),
  delayMinutes: z.int().min(0).max(1440),
});

/** Everything of a state but what its opening settled and its articles. */
export const TableJson = z.strictObject({
  seats: z.array(SeatState),
  endedSeats: z.array(SeatId),
  dropped: z.array(ClauseId),
  sittings: z.array(
    z.strictObject({ sitting: z.int().min(1), openedAt: z.int(), adjournedAt: z.int().nullable() }),
  ),
  asked: z.array(
    z.strictObject({ ask: z.string(), move: z.string(), clause: ClauseId.nullable(), party, at: z.int() }),
  ),
  analysisReleased: z.boolean(),
  doors: Doors,
  sight: Sight,
  sightAsked: z.strictObject({ sight: Sight, by: z.array(PartyId.nullable()), at: z.int() }).nullable(),
  guarded: z.boolean(),
});
export type TableJson = z.infer<typeof TableJson>;

const setsOf = (sets: z.infer<typeof Sets>): Record<string, IdSet> =>
  Object.fromEntries(Object.entries(sets).map(([each, ranges]) => [each, IdSet.of(ranges)]));

/** The clause that `JSON.stringify` made this of. */
export const clauseFromJson = (json: ClauseJson): ClauseState => {
  const { counted, ...clause } = json;
  return {
    ...clause,
    adopted: setsOf(clause.adopted),
    struck: setsOf(clause.struck),
    held: IdSet.of(clause.held),
    revisions: clause.revisions.map((revision) => ({
      ...revision,
      held: { en: IdSet.of(revision.held.en), fr: IdSet.of(revision.held.fr) },
    })),
    ...(counted === undefined ? {} : { counted }),
  };
};
