// The colours that a delegation can have: names, which the page's stylesheet knows in light and in dark. A board's
// definition says which of them each party has; one laid before there was a choice has the first two.
import { z } from 'zod';

export const PARTY_COLOURS = ['blue', 'brown', 'teal', 'plum', 'crimson'] as const;
export const PartyColour = z.enum(PARTY_COLOURS);
export type PartyColour = z.infer<typeof PartyColour>;

/** The colour of a party, by what its board says, else by its place. */
export const colourOf = ({ index, colour }: { index: number; colour?: string | undefined }): PartyColour => {
  const known = PARTY_COLOURS.find((each) => each === colour);
  return known ?? PARTY_COLOURS[(index - 1) % PARTY_COLOURS.length] ?? 'blue';
};
