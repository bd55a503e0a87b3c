// What a seat may ask of the table, one schema a move. The server decides; see `decide/`.
import { z } from 'zod';
import { BoardDefinition, ClauseId, Language, Localised, PartyId } from './board.ts';
import { ActingRole, SeatId } from './seats.ts';
import { TermDefinition, TermId, TermValue } from './terms.ts';

export const MAX_RANGES = 4096;
export const MAX_NOTE = 500;

/** `[client, clock, length]`, as in `ids.ts`. */
export const RangeSchema = z
  .tuple([
    z.int().min(0).max(0xffffffff),
    z
      .int()
      .min(0)
      .max(2 ** 31),
    z.int().min(1).max(200_000),
  ])
  .readonly();
const Ranges = z.array(RangeSchema).min(1).max(MAX_RANGES);
export const Hash = z.string().regex(/^[0-9a-f]{64}$/);
/** An Ed25519 public key: 32 bytes as hex. */
export const PublicKey = z.string().regex(/^[0-9a-f]{64}$/);
const Note = z.string().max(MAX_NOTE);
const clause = ClauseId;

/** What is new about a clause that joins the agenda. */
export const NewClause = z.strictObject({
  id: ClauseId,
  title: Localised,
  terms: z.array(TermDefinition).max(40),
});
export type NewClause = z.infer<typeof NewClause>;

export const Move = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('adopt'), clause, lang: Language, ranges: Ranges }),
  z.strictObject({ kind: z.literal('strike'), clause, lang: Language, ranges: Ranges }),
  z.strictObject({ kind: z.literal('setTerm'), clause, term: TermId, value: TermValue }),
  z.strictObject({ kind: z.literal('propose'), clause, note: Note.optional() }),
  z.strictObject({ kind: z.literal('withdraw'), clause, revision: z.int().min(1) }),
  z.strictObject({ kind: z.literal('accept'), clause, revision: z.int().min(1), hash: Hash }),
  z.strictObject({ kind: z.literal('initial'), clause, hash: Hash, adReferendum: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('decline'), clause, reason: Note.optional() }),
  z.strictObject({ kind: z.literal('withdrawInitials'), clause }),
  z.strictObject({ kind: z.literal('confirm'), clause, hash: Hash }),
  z.strictObject({ kind: z.literal('reopen'), clause, reason: Note.optional() }),
  z.strictObject({ kind: z.literal('reserve'), clause, reason: Note }),
  z.strictObject({ kind: z.literal('liftReserve'), clause, reason: Note.optional() }),
  z.strictObject({
    kind: z.literal('authorise'),
    seat: SeatId,
    clauses: z.union([z.literal('all'), z.array(ClauseId).min(1).max(500)]),
    allowed: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('handOver'), seat: SeatId }),
  /** The member's seat ends, with its pens; the words that it typed stay the party's. */
  z.strictObject({ kind: z.literal('removeMember'), seat: SeatId }),
  /** Puts the seat's key on record; its later moves are signed with it, as is this one. */
  z.strictObject({ kind: z.literal('showKey'), key: PublicKey }),
  z.strictObject({
    kind: z.literal('addClause'),
    clause: NewClause,
    index: z.int().min(0).max(1000).optional(),
  }),
  z.strictObject({ kind: z.literal('retitle'), clause, title: Localised }),
  z.strictObject({ kind: z.literal('moveClause'), clause, index: z.int().min(0).max(1000) }),
  z.strictObject({ kind: z.literal('dropClause'), clause }),
  z.strictObject({ kind: z.literal('openSitting') }),
  z.strictObject({ kind: z.literal('adjourn') }),
  /** The analysis of who moved by how much may be seen by everybody: once both heads have asked for it. */
  z.strictObject({ kind: z.literal('releaseAnalysis') }),
]);
/** A move that a seat may send. */
export type Move = z.infer<typeof Move>;
export type MoveKind = Move['kind'];

/** What only the server itself does: open the board, and put on record who took which seat. */
export const ServerMove = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('openBoard'), board: BoardDefinition, rules: z.int().min(1) }),
  z.strictObject({
    kind: z.literal('takeSeat'),
    seat: SeatId,
    party: PartyId.nullable(),
    role: ActingRole,
    /** Whether members may write from the start, without a word of their head. */
    authorised: z.boolean(),
    /** Whoever holds the head's or chair's seat has not been connected for a while: it counts as free. */
    holderIsAbsent: z.boolean().optional(),
  }),
]);
export type ServerMove = z.infer<typeof ServerMove>;

export const MoveId = z.string().regex(/^[A-Za-z0-9_-]{8,40}$/);
/** Chosen by whoever moves; one sent twice under the same id counts once. */
export type MoveId = z.infer<typeof MoveId>;
