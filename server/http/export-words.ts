// What every paper that leaves the table says of itself.
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Language } from '../../shared/board.ts';
import { shortFingerprint } from '../../shared/text/hash.ts';
import type { Reading } from '../reading.ts';

export const INITIALS = {
  en: 'Initials authenticate wording; they are not signature and bind no State.',
  fr: 'Le paraphe authentifie le libellé\u202f; il ne vaut pas signature et n’engage aucun État.',
} as const satisfies Record<Language, string>;

const RECORD = { en: 'Record', fr: 'Registre' } as const satisfies Record<Language, string>;

/** "Record 812, 1f3a 90c2": how far the log had come, and the head's short fingerprint. */
export const recordLine = (board: Pick<Reading, 'seq' | 'hash'>, lang: Language): string =>
  `${RECORD[lang]} ${board.seq}, ${shortFingerprint(bytesToHex(board.hash))}`;

/** The same for a file that programs read: the head's hash, its short form, and what initials are. */
export const recordOf = (
  board: Pick<Reading, 'hash'>,
): { hash: string; fingerprint: string; initials: Readonly<Record<Language, string>> } => {
  const hash = bytesToHex(board.hash);
  return { hash, fingerprint: shortFingerprint(hash), initials: INITIALS };
};
