// How a delegation is spoken of in a sentence: "The US has", "La RDC a", « Les É.-U. ont ». French needs the gender
// and number that a label does not tell; a party that is not known here goes by its label alone.
import type { BoardDefinition, Language, PartyId } from '../board.ts';

/** `subject` opens a sentence; `inside`, `of` and `to` stand within one. Each ends so that the label can follow. */
type Grammar = { subject: string; inside: string; of: string; to: string; plural: boolean };

const THE: Grammar = {
  subject: 'The\u00a0',
  inside: 'the\u00a0',
  of: 'of the\u00a0',
  to: 'to the\u00a0',
  plural: false,
};

const KNOWN: Readonly<Record<string, Readonly<Record<Language, Grammar>>>> = {
  drc: {
    en: THE,
    fr: { subject: 'La\u00a0', inside: 'la\u00a0', of: 'de la\u00a0', to: 'à la\u00a0', plural: false },
  },
  us: {
    en: THE,
    fr: { subject: 'Les\u00a0', inside: 'les\u00a0', of: 'des\u00a0', to: 'aux\u00a0', plural: true },
  },
};

const PLAIN: Readonly<Record<Language, Grammar>> = {
  en: { subject: '', inside: '', of: 'of ', to: 'to ', plural: false },
  fr: { subject: '', inside: '', of: 'de ', to: 'à ', plural: false },
};

export const grammarOf = (party: PartyId, lang: Language): Grammar => KNOWN[party]?.[lang] ?? PLAIN[lang];

/** "DRC" / "RDC"; the id where the board does not know the party. */
export const labelOf = (board: BoardDefinition | null, party: PartyId, lang: Language): string =>
  board?.parties.find((each) => each.id === party)?.label[lang] ?? party;

/** A label that no end of a line parts, for papers; on the screen the style of labels sees to that. */
export const unbroken = (label: string): string => label.replaceAll('-', '\u2011').replaceAll(' ', '\u00a0');

/** "Democratic Republic of the Congo". */
export const nameOf = (board: BoardDefinition | null, party: PartyId, lang: Language): string =>
  board?.parties.find((each) => each.id === party)?.name[lang] ?? party;

/** The delegation in a sentence, as plain text: `phraseOf(board, 'us', 'fr', 'of')` is "des É.-U.". */
export const phraseOf = (
  board: BoardDefinition | null,
  party: PartyId,
  lang: Language,
  form: 'subject' | 'inside' | 'of' | 'to',
): string => `${grammarOf(party, lang)[form]}${labelOf(board, party, lang)}`;

/** The parties, one's own first; the board's order for those who have none. */
export const partiesFrom = (board: BoardDefinition | null, own: PartyId | null): PartyId[] => {
  const all = board?.parties.map((party) => party.id) ?? [];
  return own === null || !all.includes(own) ? all : [own, ...all.filter((party) => party !== own)];
};

/** Of two parties the one that is not `party`. */
export const otherParty = (board: BoardDefinition | null, party: PartyId): PartyId | null =>
  board?.parties.find((each) => each.id !== party)?.id ?? null;
