// What a text reads as. Two delegations that differ only in what no reader can see do not differ:
// cleanness, gap, compilation and hash speak of readings, never of the characters as they were typed.

/** More than one, or one that is not U+0020: a text in which all is as it should be is not made anew. */
const SPACES = /(?: [\p{Zs}\t]|(?! )[\p{Zs}\t])[\p{Zs}\t]*/gu;
const LINE_EDGES = /^ | $/gm;

/**
 * The reading of a text: NFC, each run of spaces and tabs folded to one U+0020, each line trimmed at both
 * ends. Lines end at U+000A; empty lines stay. The reading of a reading is that reading.
 */
export const readingOf = (text: string): string =>
  text.normalize('NFC').replace(SPACES, ' ').replace(LINE_EDGES, '');
