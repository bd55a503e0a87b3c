// What a board is before anybody has said anything: its parties, its languages and its texts' names.
import { z } from 'zod';
import { PartyColour } from './colours.ts';

export const LANGUAGES = ['en', 'fr'] as const;
export const Language = z.enum(LANGUAGES);
/** A language in which a board's text and every screen exists. */
export type Language = z.infer<typeof Language>;

export const Localised = z.strictObject({ en: z.string().max(2000), fr: z.string().max(2000) });
/** A text that a person reads, in each language. */
export type Localised = z.infer<typeof Localised>;

export const PartyId = z.string().regex(/^[a-z][a-z0-9]{0,15}$/);
/** `drc` or `us` on the board that ships; any short lower-case word elsewhere. */
export type PartyId = z.infer<typeof PartyId>;

export const ClauseId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/);
export type ClauseId = z.infer<typeof ClauseId>;

export const BoardId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
export type BoardId = z.infer<typeof BoardId>;

export const Party = z.strictObject({
  id: PartyId,
  /** The low four bits of this party's pens: 1 to 15 (0 is the chair and the server). */
  index: z.int().min(1).max(15),
  /** "Democratic Republic of the Congo". */
  name: Localised,
  /** The label in a bracket: "DRC" / "RDC". */
  label: Localised,
  /** Left out on boards that were laid before there was a choice: `colourOf` says which it is then. */
  colour: PartyColour.optional(),
});
export type Party = z.infer<typeof Party>;

export const BoardLanguages = z.union([
  z.tuple([z.literal('en'), z.literal('fr')]),
  z.tuple([z.literal('en')]),
  z.tuple([z.literal('fr')]),
]);
/** The languages in which the articles stand: both, side by side, or one of them. */
export type BoardLanguages = z.infer<typeof BoardLanguages>;

export const BoardDefinition = z.strictObject({
  id: BoardId,
  title: Localised,
  /** Shown wherever the board is shown, if there is one ("Illustration. Wording and figures are invented…"). */
  notice: Localised.nullable(),
  parties: z.tuple([Party, Party]),
  languages: BoardLanguages,
  /** Observers see nothing of it until the doors are opened. */
  doorsClosed: z.boolean().optional(),
  /** Papers that lie beside the clauses, such as the letter that opened the negotiation. */
  file: z.array(
    z.strictObject({
      id: z.string(),
      title: Localised,
      text: z.strictObject({ en: z.string(), fr: z.string() }),
    }),
  ),
});
export type BoardDefinition = z.infer<typeof BoardDefinition>;

/** The name of the `Y.Text` that holds a clause's characters in one language. */
export const rootOf = (clause: ClauseId, lang: Language): string => `text:${clause}:${lang}`;

/** The clause and language that a root's name speaks of, or null where it names something else. */
export const clauseOfRoot = (root: string): { clause: ClauseId; lang: Language } | null => {
  const match = /^text:([a-z0-9][a-z0-9-]{0,31}):(en|fr)$/.exec(root);
  if (match?.[1] === undefined) return null;
  return { clause: match[1], lang: match[2] === 'en' ? 'en' : 'fr' };
};
