// The hash by which a clause's exact wording and figures are named when a head accepts or initials them.
// Anyone can compute it with nothing but JSON and SHA-256; `vectors.json` has examples.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ClauseId, Language, Localised } from '../board.ts';
import type { TermId, TermValue } from '../terms.ts';

/** What a hash is taken of: sets in their options' order, `null` for a term that has no value. */
export type ClauseContent = {
  readonly clause: ClauseId;
  readonly title: Localised;
  /** By each of the board's languages, as `readingOf` gives it. */
  readonly reading: Readonly<Partial<Record<Language, string>>>;
  readonly terms: Readonly<Record<TermId, TermValue | null>>;
};

const sortedEntries = <Value>(record: Readonly<Record<string, Value>>): [string, Value][] =>
  Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)); // by code units, everywhere alike

/** The SHA-256 of some bytes as 64 lower-case hex digits. */
export const sha256Hex = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));

/** The JSON text whose UTF-8 is hashed, languages and terms sorted by id. */
export const clauseHashInput = ({ clause, title, reading, terms }: ClauseContent): string => {
  const titles: Readonly<Record<string, string>> = title;
  const texts = sortedEntries(reading).map(([lang, text]) => [lang, titles[lang] ?? '', text]);
  return JSON.stringify(['paraph-clause-1', clause, texts, sortedEntries(terms)]);
};

/** The hash of a clause's content: 64 lower-case hex digits. */
export const clauseHash = (content: ClauseContent): string =>
  sha256Hex(utf8ToBytes(clauseHashInput(content)));

/** The first eight hex digits of a hash in two groups ("1f3a 90c2"), for two people to compare aloud. */
export const shortFingerprint = (hash: string): string => `${hash.slice(0, 4)} ${hash.slice(4, 8)}`;
