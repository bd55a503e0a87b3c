// What a new board is made of, as it is asked for: `POST /boards`.
import { z } from 'zod';
import { BoardLanguages, PartyId } from './board.ts';
import { PartyColour } from './colours.ts';
import { MOST_CHARACTERS } from './notation/import.ts';
import { TermDefinition } from './terms.ts';

const line = (most: number): z.ZodType<string, string> =>
  z
    .string()
    .max(4 * most)
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim(),
    )
    .pipe(z.string().max(most));

/** A line in both languages; one left empty takes the other's words. */
const inBoth = (most: number) => z.object({ en: line(most), fr: line(most) });

const isGiven = ({ en, fr }: { en: string; fr: string }): boolean => en !== '' || fr !== '';

/** A label stands in brackets before a colon, so it holds neither. */
const Label = line(12).pipe(z.string().regex(/^[^[\]{}\\:]*$/));

/** Words that already mean something where a party's id would stand. */
const RESERVED = ['chair', 'observer', 'observers', 'server', 'both', 'unit'];

const NewParty = z.object({
  id: PartyId.refine((id) => !RESERVED.includes(id), 'this id means something else already'),
  name: inBoth(120).refine(isGiven, 'a delegation needs a name'),
  label: z.object({ en: Label, fr: Label }).refine(isGiven, 'a delegation needs a label'),
  colour: PartyColour,
});

const NewArticle = z.object({
  title: inBoth(300).refine(isGiven, 'an article needs a title'),
  terms: z
    .array(TermDefinition)
    .max(40)
    .refine((terms) => new Set(terms.map(({ id }) => id)).size === terms.length, 'two figures of one name')
    .default([]),
});

type NewParty = z.infer<typeof NewParty>;

const areTold = (one: NewParty, other: NewParty): boolean =>
  one.id !== other.id &&
  one.colour !== other.colour &&
  (['en', 'fr'] as const).every((lang) => labelIn(one, lang) !== labelIn(other, lang));

const labelIn = ({ label }: NewParty, lang: 'en' | 'fr'): string =>
  (label[lang] || label.en || label.fr).toLowerCase();

const Text = z.string().max(2 * MOST_CHARACTERS);

export const NewBoardRequest = z
  .object({
    /** Empty where the text has one of its own. */
    title: inBoth(300),
    /** The two of the board that ships where they are left out. */
    parties: z
      .tuple([NewParty, NewParty])
      .refine(
        ([one, other]) => areTold(one, other),
        'two delegations have ids, labels and colours of their own',
      )
      .optional(),
    languages: BoardLanguages.default(['en', 'fr']),
    /** Bracketed text, laid as the positions of both. */
    text: z.object({ en: Text.default(''), fr: Text.default('') }).optional(),
    /** Articles with no words yet, behind those of the text. */
    articles: z.array(NewArticle).max(200).optional(),
    doors: z.enum(['closed', 'open']).default('open'),
  })
  .refine(
    ({ text, articles }) => text !== undefined || articles !== undefined,
    'a board has a text, or articles (if only none yet)',
  );
export type NewBoardRequest = z.infer<typeof NewBoardRequest>;
export type NewBoardAsked = z.input<typeof NewBoardRequest>;
