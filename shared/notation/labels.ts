// The labels that say whose words a bracket holds: "DRC:" in English, "RDC :" in French.
import type { Language, Party, PartyId } from '../board.ts';

/** Whose words a label announces: `{DRC: 'drc', US: 'us'}`. A party's first label is the one that is printed. */
export type Labels = Readonly<Record<string, PartyId>>;

/** The labels of a board's parties in one language. */
export const labelsOf = (parties: readonly Party[], lang: Language): Labels =>
  Object.fromEntries(parties.map(({ id, label }) => [label[lang], id]));

/** What stands at the head of a bracket where it looks like a label. All positions are offsets in UTF-16 units. */
export type Head = {
  readonly label: string;
  /** Null where no party has this label. */
  readonly party: PartyId | null;
  readonly colon: number;
  /** Where the words begin, one space after the colon left out. */
  readonly end: number;
};

// French sets a space before a colon: ordinary, no-break (U+00A0) or narrow (U+202F).
const HEAD = /([^[\]{}\\\n:]{1,40}?)[ \u00a0\u202f]?:[ \u00a0\u202f]?/y;
const LOOKS_LIKE_A_LABEL = /^\p{Lu}[\p{Lu}\p{Nd}.&-]{1,11}$/u;

/**
 * The label at `from`, which is just behind a bracket's opening; null where what stands there is words. Words in
 * capitals before a colon are taken for a label that nobody has, and so is a party's label in other letters.
 */
export const headAt = (source: string, from: number, labels: Labels): Head | null => {
  HEAD.lastIndex = from;
  const match = HEAD.exec(source);
  if (match?.[1] === undefined) return null;
  const label = match[1].normalize('NFC');
  const end = from + match[0].length;
  const colon = source.lastIndexOf(':', end - 1);
  const party = Object.hasOwn(labels, label) ? (labels[label] ?? null) : null;
  if (party !== null) return { label, party, colon, end };
  const miswritten = Object.keys(labels).some((known) => known.toLowerCase() === label.toLowerCase());
  return miswritten || LOOKS_LIKE_A_LABEL.test(label) ? { label, party: null, colon, end } : null;
};

/** How a bracket of this party opens in print: "DRC: ", in French "RDC : " with a no-break space. */
export const openingOf = (party: PartyId, labels: Labels, lang: Language): string => {
  const label = Object.keys(labels).find((known) => labels[known] === party);
  if (label === undefined) throw new Error(`no label names the party ${party}`);
  return lang === 'fr' ? `${label}\u00a0: ` : `${label}: `;
};
