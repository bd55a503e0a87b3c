// What has happened, as the ledger records it. Facts about text (ranges, hashes, words) are written into the
// events when they are decided, so that folding them needs nothing else.
import { z } from 'zod';
import { BoardDefinition, ClauseId, Language, Localised, PartyId } from './board.ts';
import { Hash, MoveId, NewClause, PublicKey, RangeSchema } from './moves.ts';
import { ActingRole, Authority, SeatId } from './seats.ts';
import { TermId, TermValue } from './terms.ts';

const Ranges = z.array(RangeSchema);
const ByLanguage = z.strictObject({ en: Ranges, fr: Ranges });
/** Characters of a clause, by language. */
export type RangesByLanguage = z.infer<typeof ByLanguage>;

const GapFigures = z.strictObject({ brackets: z.int(), figures: z.int(), words: z.int() });
/** The clause's gap just before and just after the act: what the act changed, and so who moved. */
const GapChange = z.strictObject({ before: GapFigures, after: GapFigures });
export type GapChange = z.infer<typeof GapChange>;

const clause = ClauseId;
const party = PartyId;
const revision = z.int().min(1);

export const Event = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('boardOpened'), rules: z.int().min(1), board: BoardDefinition }),
  z.strictObject({
    type: z.literal('seatTaken'),
    taken: SeatId,
    party: PartyId.nullable(),
    role: ActingRole,
    authority: Authority,
  }),
  /** A head's seat passes on; the one who held it stays as a member. */
  z.strictObject({
    type: z.literal('headChanged'),
    party,
    from: SeatId,
    to: SeatId,
    why: z.enum(['handedOver', 'absent']),
  }),
  /** The seat no longer acts at this table: its head removed it, or another took the chair. */
  z.strictObject({ type: z.literal('seatEnded'), ended: SeatId, party: PartyId.nullable() }),
  z.strictObject({ type: z.literal('authorityChanged'), of: SeatId, party, authority: Authority }),
  /** From here on the seat's moves are signed with this key. */
  z.strictObject({ type: z.literal('keyShown'), of: SeatId, key: PublicKey }),

  z.strictObject({ type: z.literal('clauseAdded'), clause: NewClause, index: z.int() }),
  z.strictObject({ type: z.literal('clauseRetitled'), clause, title: Localised }),
  z.strictObject({ type: z.literal('clauseMoved'), clause, index: z.int() }),
  z.strictObject({ type: z.literal('clauseDropped'), clause }),
  /** One head asked for what needs both; `ask` is the move as JSON, so that both ask for the very same thing. */
  z.strictObject({
    type: z.literal('asked'),
    party,
    ask: z.string(),
    move: z.string(),
    clause: ClauseId.nullable(),
  }),
  z.strictObject({ type: z.literal('sittingOpened'), sitting: z.int().min(1) }),
  z.strictObject({ type: z.literal('sittingAdjourned'), sitting: z.int().min(1) }),
  /** Both heads asked for it: from now on everybody may see the analysis of the movements. */
  z.strictObject({ type: z.literal('analysisReleased') }),

  z.strictObject({
    type: z.literal('adopted'),
    clause,
    lang: Language,
    party,
    ranges: Ranges,
    words: z.string(),
    gap: GapChange,
  }),
  z.strictObject({
    type: z.literal('struck'),
    clause,
    lang: Language,
    party,
    ranges: Ranges,
    words: z.string(),
    gap: GapChange,
  }),
  z.strictObject({
    type: z.literal('termSet'),
    clause,
    term: TermId,
    party,
    from: TermValue.nullable(),
    to: TermValue,
    gap: GapChange,
  }),

  z.strictObject({
    type: z.literal('proposed'),
    clause,
    party,
    revision,
    /** The other side's revision that this one answers, or null. */
    counters: revision.nullable(),
    note: z.string().nullable(),
    hash: Hash,
    held: ByLanguage,
    values: z.record(TermId, TermValue),
  }),
  z.strictObject({
    type: z.literal('revisionEnded'),
    clause,
    revision,
    party,
    how: z.enum(['superseded', 'withdrawn', 'accepted', 'locked']),
  }),
  z.strictObject({
    type: z.literal('accepted'),
    clause,
    party,
    revision,
    hash: Hash,
    adopted: ByLanguage,
    struck: ByLanguage,
    values: z.record(TermId, TermValue),
    gap: GapChange,
  }),

  z.strictObject({ type: z.literal('initialled'), clause, party, hash: Hash, adReferendum: z.boolean() }),
  z.strictObject({ type: z.literal('initialsConfirmed'), clause, party, hash: Hash }),
  z.strictObject({ type: z.literal('initialsWithdrawn'), clause, party }),
  z.strictObject({ type: z.literal('declined'), clause, party, reason: z.string().nullable() }),
  /** Every party initialled the same hash: every party includes the first party's characters, and no others are left. */
  z.strictObject({ type: z.literal('locked'), clause, hash: Hash, text: ByLanguage }),
  /** Initials withdrawn from a locked clause: frozen until both heads ask, or the initials come back. */
  z.strictObject({ type: z.literal('reopeningAsked'), clause, party, reason: z.string().nullable() }),
  z.strictObject({ type: z.literal('reopened'), clause }),
  z.strictObject({ type: z.literal('reserved'), clause, party, reason: z.string() }),
  z.strictObject({ type: z.literal('reserveLifted'), clause, party, reason: z.string().nullable() }),

  /** Characters that no party includes and no standing revision holds any more; the server takes them out of the text. */
  z.strictObject({ type: z.literal('removed'), clause, lang: Language, ranges: Ranges }),
]);
export type Event = z.infer<typeof Event>;
export type EventType = Event['type'];

/** One entry of the ledger: the outcome of one move. */
export const LedgerEntry = z.strictObject({
  seq: z.int().min(1),
  /** Milliseconds since 1970, by the server's clock. */
  at: z.int(),
  seat: SeatId,
  move: MoveId,
  events: z.array(Event).min(1),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** An event together with when it happened and by whose act: what `evolve` folds. */
export type Recorded = Event & { at: number; seat: SeatId; seq: number };
