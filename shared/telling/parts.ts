// A sentence in pieces, so that a delegation's label and quoted words can be set as such; joined they are the sentence.
import type { Language, PartyId } from '../board.ts';

export type Part =
  | { kind: 'text'; text: string }
  /** A delegation's short name. */
  | { kind: 'party'; text: string; party: PartyId }
  /** Words of the treaty, without the quotation marks, which stand in the text around them; `lang` is theirs. */
  | { kind: 'words'; text: string; lang: Language }
  /** The name of a figure or the title of an article. */
  | { kind: 'term'; text: string };

export const plain = (parts: readonly Part[]): string => parts.map((part) => part.text).join('');

export const text = (words: string): Part[] => (words === '' ? [] : [{ kind: 'text', text: words }]);

const QUOTES = { en: ['“', '”'], fr: ['«\u00a0', '\u00a0»'] } as const;
const LONG = 140;

const shortened = (words: string): string => {
  if (words.length <= LONG) return words;
  const head = words.slice(0, LONG - 45);
  const tail = words.slice(-30);
  return `${head.slice(0, head.lastIndexOf(' '))} … ${tail.slice(tail.indexOf(' ') + 1)}`;
};

/** Words of the treaty in the reader's quotation marks, long ones with their middle left out. */
export const quoted = (words: string, lang: Language, reader: Language): Part[] => [
  { kind: 'text', text: QUOTES[reader][0] },
  { kind: 'words', text: shortened(words.trim().replace(/\s+/g, ' ')), lang },
  { kind: 'text', text: QUOTES[reader][1] },
];

/**
 * Fills a template: `{{name}}` by the pieces of that name, `{{one|other}}` by the form that agrees with the subject.
 * Throws on a name that nobody filled, since only the program's own templates come here.
 */
export const fill = (
  template: string,
  values: Readonly<Record<string, readonly Part[]>>,
  plural: boolean,
): Part[] => {
  const parts = template.split(/\{\{(.+?)\}\}/).flatMap((piece, index): readonly Part[] => {
    if (index % 2 === 0) return text(piece);
    const [one, other] = piece.split('|');
    if (one !== undefined && other !== undefined) return text(plural ? other : one);
    const value = values[piece];
    if (value === undefined) throw new Error(`nothing to fill in for ${piece}`);
    return value;
  });
  // An abbreviation ("É.-U.") that ends a sentence ends it with its own stop.
  return parts.map((part, i): Part =>
    part.kind === 'text' && part.text.startsWith('.') && parts[i - 1]?.text.endsWith('.') === true
      ? { ...part, text: part.text.slice(1) }
      : part,
  );
};
