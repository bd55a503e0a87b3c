// Which elements a bracket is made of, the same in the editor and in static text: an outer one with the two hairline
// brackets, and in it one that begins with the label. Both are drawn by CSS, so that neither is part of the text.
import type { PartyId } from '../../shared/board.ts';
import type { Edited } from './edited.ts';
import type { Fragment } from './fragments.ts';
import type { Bracket } from './layout.ts';

export type Attributes = Record<string, string>;

type Words = Pick<Edited, 'label' | 'phrases'>;

/** Whose colour it has: a party's id, or `chair`. */
export const colourOf = (parties: readonly PartyId[]): string => parties[0] ?? 'chair';

export const labelOf = (bracket: Bracket, { label }: Words): string =>
  bracket.parties.length === 0 ? label(null) : bracket.parties.map((party) => label(party)).join(', ');

const saidBefore = (bracket: Bracket, words: Words): string =>
  bracket.parties.length === 0 ? words.phrases.proposed : words.phrases.only(labelOf(bracket, words));

/** "DRC only: shall". */
export const spokenOf = (bracket: Bracket, words: Words): string =>
  `${saidBefore(bracket, words)}${bracket.text.trim() || words.phrases.paragraph}`;

export const outerAttributes = (bracket: Bracket, fragment: Fragment, current: boolean): Attributes => ({
  class: [
    'bracket',
    fragment.ends ? 'ends' : '',
    fragment.blank ? 'blank' : '',
    bracket.own ? 'own' : '',
    current ? 'current' : '',
  ]
    .filter((name) => name !== '')
    .join(' '),
  role: 'insertion',
  'data-party': colourOf(bracket.parties),
  'data-bracket': bracket.key,
});

export const innerAttributes = (bracket: Bracket, words: Words): Attributes => ({
  class: 'bracketed',
  'data-label': labelOf(bracket, words),
  'data-spoken': saidBefore(bracket, words),
});
