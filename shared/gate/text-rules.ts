// Which characters a text may hold. What one side types must neither hide, reorder nor restyle what the other side reads,
// and Yjs, the editor and every browser must count it alike.

// Control characters but tab and newline, lone surrogates, bidi controls, noncharacters, line and paragraph separators, BOM.
const FORBIDDEN = /(?![\t\n])[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u2028\u2029\ufeff]/u;
const EVERY_FORBIDDEN = new RegExp(FORBIDDEN, 'gu');
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

// What joins the character before it: combining marks, variation selectors, joiners, skin tones, the later jamo of a syllable.
const JOINS = /^[\p{M}\p{Grapheme_Extend}\p{Emoji_Modifier}\u200d\u1160-\u11ff\ud7b0-\ud7ff]/u;

const isPrintableAscii = (unit: number): boolean => unit >= 0x20 && unit < 0x7f;

/** The first character of a text that no text may hold, as `U+202E`, or null where there is none. */
export const flawOf = (text: string): string | null => {
  if (text.length === 1 && isPrintableAscii(text.charCodeAt(0))) return null;
  const flaw = FORBIDDEN.exec(text)?.[0].codePointAt(0);
  return flaw === undefined ? null : `U+${flaw.toString(16).toUpperCase().padStart(4, '0')}`;
};

/** Whether the text starts with a character that would change how the one before it looks. */
export const startsWithMark = (text: string): boolean => text.charCodeAt(0) > 0x2ff && JOINS.test(text);

/** What the editor makes of typed or pasted text: newlines for every line end, nothing forbidden, NFC. */
export const cleanTyped = (text: string): string =>
  text.replace(LINE_ENDS, '\n').replace(EVERY_FORBIDDEN, '').normalize('NFC');

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** Whether a cut before the unit at `offset` would part the halves of one character. */
export const splitsPair = (text: string, offset: number): boolean =>
  offset > 0 && offset < text.length && isHigh(text.charCodeAt(offset - 1)) && isLow(text.charCodeAt(offset));
