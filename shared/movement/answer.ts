// The body of `GET /api/boards/:board/movements`: what everybody may see of the movements, and the analysis as far as the
// seat that asks may see it.
import { z } from 'zod';
import { BoardId, ClauseId, Language, Localised, Party, PartyId } from '../board.ts';
import type { Event } from '../events.ts';
import { TermDefinition, TermId, TermValue } from '../terms.ts';
import { STEP_CLASSES } from './step.ts';

const ApartSchema = { brackets: z.int(), figures: z.int(), words: z.int(), apart: z.number() };
const at = z.int();
const seq = z.int();

export const MovementSchema = z.object({
  seq,
  from: z.int(),
  at,
  party: PartyId,
  clause: ClauseId,
  sitting: z.int(),
  act: z.custom<'typed' | Event['type']>((value) => typeof value === 'string'),
  before: z.object(ApartSchema),
  after: z.object(ApartSchema),
  terms: z.array(
    z.object({
      term: TermId,
      from: TermValue.nullable(),
      to: TermValue.nullable(),
      share: z.number().nullable(),
    }),
  ),
  words: z.array(z.object({ lang: Language, gained: z.string(), lost: z.string() })),
  direction: z.enum(['towards', 'away']).nullable(),
});

const Article = z.object({
  id: ClauseId,
  /** Its place on the agenda; null once it was dropped. */
  number: z.int().nullable(),
  title: Localised,
  terms: z.array(TermDefinition),
  phase: z.enum(['open', 'held', 'locked', 'frozen', 'dropped']),
  lockedAt: z.int().nullable(),
  reservedBy: z.array(PartyId),
});
export type ArticleAnswer = z.infer<typeof Article>;

const StepClassSchema = z.enum(STEP_CLASSES);
const Analysis = z.object({
  steps: z.array(
    z.object({ seq, clause: ClauseId, own: z.number(), other: z.number(), class: StepClassSchema }),
  ),
  totals: z.object({
    closed: z.number(),
    opened: z.number(),
    own: z.number(),
    other: z.number(),
    classes: z.record(StepClassSchema, z.int()),
  }),
});

export const MovementsAnswer = z.object({
  board: BoardId,
  title: Localised,
  notice: Localised.nullable(),
  parties: z.array(Party),
  epoch: z.string(),
  seq,
  at,
  /** Where the log had come to when it was asked: its last row's hash, hex. */
  head: z.object({ seq, hash: z.string() }),
  sittings: z.array(z.object({ sitting: z.int(), seq, openedAt: at, adjournedAt: at.nullable() })),
  articles: z.array(Article),
  points: z.array(z.object({ seq, at, clause: ClauseId, ...ApartSchema })),
  movements: z.array(MovementSchema),
  dances: z.array(z.object({ seq, at, clause: ClauseId, term: TermId, party: PartyId, value: TermValue })),
  /** Whether both heads let everybody see the analysis. */
  released: z.boolean(),
  /** Nobody's steps are public: observers are shown counts alone. */
  withheld: z.boolean().default(false),
  /** By party, for each whose analysis the seat may see. */
  analysis: z.record(PartyId, Analysis),
});
export type MovementsAnswer = z.infer<typeof MovementsAnswer>;
export type AnalysisAnswer = z.infer<typeof Analysis>;
