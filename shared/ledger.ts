// The ledger inside the document: the nth entry is always the same struct, so that the same log gives the same
// document everywhere. It is written by hand since no `Doc` may have the ledger's client number as its own.
import * as encoding from 'lib0/encoding';
import type * as Y from 'yjs';
import { LedgerEntry } from './events.ts';
import type { Range } from './ids.ts';
import { LEDGER_CLIENT } from './pens.ts';
import { BINARY, HAS_ORIGIN } from './update-format.ts';

export const LEDGER_ROOT = 'ledger';

const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder('utf-8', { fatal: true });

/** The bytes of an entry as the ledger holds them: UTF-8 JSON. */
export const entryBytes = (entry: LedgerEntry): Uint8Array => utf8.encode(JSON.stringify(entry));

/** Reads an entry back; throws where the bytes are not an entry, since only the server writes them. */
export const readEntry = (bytes: Uint8Array): LedgerEntry =>
  LedgerEntry.parse(JSON.parse(fromUtf8.decode(bytes)));

/** The characters that an entry takes out of the texts. */
export const removalsOf = (entry: LedgerEntry): Range[] =>
  entry.events.flatMap((event) =>
    event.type === 'removed' ? event.ranges.map((range): Range => range) : [],
  );

/**
 * The Yjs update (V1) of the nth entry: client 16, clock n, origin (16, n−1), `ContentBinary`, and the removals that
 * follow from it.
 * @param n how many entries the ledger held before
 */
export const ledgerUpdate = (n: number, entry: LedgerEntry): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1); // one section
  encoding.writeVarUint(encoder, 1); // of one struct
  encoding.writeVarUint(encoder, LEDGER_CLIENT);
  encoding.writeVarUint(encoder, n);
  if (n === 0) {
    encoding.writeUint8(encoder, BINARY);
    encoding.writeVarUint(encoder, 1); // the parent is a root, by name
    encoding.writeVarString(encoder, LEDGER_ROOT);
  } else {
    encoding.writeUint8(encoder, BINARY | HAS_ORIGIN);
    encoding.writeVarUint(encoder, LEDGER_CLIENT);
    encoding.writeVarUint(encoder, n - 1);
  }
  encoding.writeVarUint8Array(encoder, entryBytes(entry));
  writeDeletes(encoder, removalsOf(entry));
  return encoding.toUint8Array(encoder);
};

const writeDeletes = (encoder: encoding.Encoder, ranges: readonly Range[]): void => {
  const byClient = new Map<number, Range[]>();
  for (const range of ranges) byClient.set(range[0], [...(byClient.get(range[0]) ?? []), range]);
  const clients = [...byClient].sort((a, b) => b[0] - a[0]);
  encoding.writeVarUint(encoder, clients.length);
  for (const [client, own] of clients) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, own.length);
    for (const [, clock, length] of own.sort((a, b) => a[1] - b[1])) {
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, length);
    }
  }
};

/** How many entries the document's ledger holds. */
export const ledgerLength = (doc: Y.Doc): number => doc.getArray(LEDGER_ROOT).length;

/** The entries of a document's ledger from the nth on. */
export const ledgerEntries = (doc: Y.Doc, from = 0): LedgerEntry[] =>
  doc
    .getArray<unknown>(LEDGER_ROOT)
    .slice(from)
    .map((bytes) => {
      if (!(bytes instanceof Uint8Array)) throw new TypeError('a ledger entry is not bytes');
      return readEntry(bytes);
    });
