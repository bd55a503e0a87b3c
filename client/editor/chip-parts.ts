// What a cited term shows, and says to a screen reader: both values until they are one.
import type { PartyId } from '../../shared/board.ts';
import { formatPair } from '../terms/format.ts';
import type { Edited } from './edited.ts';
import type { Chip } from './layout.ts';

/** `party` null: every party gives this value. `whose` is what is said before it, to those who do not see the colour. */
export type ChipPart = { party: PartyId | null; whose: string; text: string };

type Words = Pick<Edited, 'lang' | 'label' | 'phrases'>;

export const chipParts = (chip: Chip, { lang, label, phrases }: Words): ChipPart[] => {
  const pair = formatPair(chip.term, chip.stands, lang);
  if (pair.kind === 'one') return [{ party: null, whose: '', text: pair.text }];
  return pair.values.map(({ party, text }) => ({
    party,
    whose: phrases.whose(label(party)),
    text: text ?? phrases.noValue,
  }));
};

/** The term's name, for the pointer and for whoever hears the text. */
export const chipName = (chip: Chip, { lang }: Words): string => chip.term.label[lang];
