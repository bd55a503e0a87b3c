// The key of a seat in this browser: made once a board and seat, kept where no script can take it out, and used to sign what
// the seat does. A browser that cannot keep one has none, and its seat's moves stay unsigned.
import { bytesToHex } from '@noble/hashes/utils.js';
import type { BoardId } from '../../shared/board.ts';
import type { SeatId } from '../../shared/seats.ts';

export interface Signer {
  /** The public key, hex. */
  readonly key: string;
  /** An Ed25519 signature, 64 bytes. */
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
}

const DATABASE = 'paraph';
const STORE = 'keys';
/** A database that does not open is one that keeps nothing. */
const PATIENCE_MS = 5000;

/** The seat's signer, or null where this browser cannot have one (plain http, no Ed25519, nothing may be stored). */
export const openSigner = async (board: BoardId, seat: SeatId): Promise<Signer | null> => {
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  try {
    return await Promise.race([signerOf(`${board}/${seat}`), late]);
  } catch (error) {
    console.warn('this browser keeps no key; what this seat does is not signed', error);
    return null;
  }
};

const signerOf = async (name: string): Promise<Signer | null> => {
  if (!window.isSecureContext) return null;
  const database = await opened();
  try {
    const kept = await pairOf(database, name, null);
    // Two tabs at once: the pair that was kept first is the seat's.
    const pair = kept ?? (await pairOf(database, name, await newPair()));
    if (pair === null) return null;
    const key = bytesToHex(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
    return {
      key,
      sign: async (bytes) => new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, bytes)),
    };
  } finally {
    database.close();
  }
};

/** Not extractable: it can be used here and be had by nobody. */
const newPair = async (): Promise<CryptoKeyPair> => {
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new Error('no pair of keys was made');
  return pair;
};

const opened = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.addEventListener('upgradeneeded', () => asked.result.createObjectStore(STORE));
    asked.addEventListener('success', () => resolve(asked.result));
    asked.addEventListener('error', () => reject(asked.error ?? new Error('the database does not open')));
  });

/** The pair that is kept under the name; where there is none, `fresh` is kept. */
const pairOf = (
  database: IDBDatabase,
  name: string,
  fresh: CryptoKeyPair | null,
): Promise<CryptoKeyPair | null> =>
  new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, fresh === null ? 'readonly' : 'readwrite');
    const store = transaction.objectStore(STORE);
    const asked = store.get(name);
    let pair = fresh;
    asked.addEventListener('success', () => {
      const kept: unknown = asked.result;
      if (isPair(kept)) pair = kept;
      else if (fresh !== null) store.put(fresh, name);
    });
    transaction.addEventListener('complete', () => resolve(pair));
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('nothing was kept')));
  });

const isPair = (value: unknown): value is CryptoKeyPair =>
  typeof value === 'object' &&
  value !== null &&
  'privateKey' in value &&
  'publicKey' in value &&
  value.privateKey instanceof CryptoKey &&
  value.publicKey instanceof CryptoKey;
