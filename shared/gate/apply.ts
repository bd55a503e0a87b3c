// The audit: after an admitted frame is applied, Yjs must have changed exactly what was admitted. If not, nothing may be
// announced; the table drops the document and rebuilds it from the log.
import * as Y from 'yjs';
import type { Range } from '../ids.ts';
import type { Admitted } from './admit.ts';
import { rootName } from './examination.ts';

/** The document is not to be trusted any more. */
export class AuditFailure extends Error {
  constructor(what: string, options?: ErrorOptions) {
    super(`a frame changed something else than was admitted: ${what}`, options);
    this.name = 'AuditFailure';
  }
}

const insist = (holds: boolean, what: () => string): void => {
  if (!holds) throw new AuditFailure(what());
};

const checkStates = ({ beforeState, afterState }: Y.Transaction, { pen, from, to }: Admitted): void => {
  insist((beforeState.get(pen) ?? 0) === from, () => `pen ${pen} did not start at ${from}`);
  insist((afterState.get(pen) ?? 0) === to, () => `pen ${pen} did not end at ${to}`);
  for (const [client, after] of afterState)
    insist(client === pen || beforeState.get(client) === after, () => `characters of ${client}`);
};

const spansOf = (ranges: readonly Range[]): string[] => {
  const sorted = ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const spans: [client: number, start: number, end: number][] = [];
  for (const [client, clock, length] of sorted) {
    const last = spans.at(-1);
    if (last !== undefined && last[0] === client && last[2] >= clock)
      last[2] = Math.max(last[2], clock + length);
    else spans.push([client, clock, clock + length]);
  }
  return spans.map(([client, start, end]) => `${client}:${start}-${end}`);
};

const checkDeletions = ({ deleteSet }: Y.Transaction, { removed, unspoken }: Admitted): void => {
  const done: Range[] = [];
  for (const [client, items] of deleteSet.clients)
    for (const { clock, len } of items) done.push([client, clock, len]);
  const expected = spansOf([...removed, ...unspoken]).join(' ');
  const found = spansOf(done).join(' ');
  insist(found === expected, () => `deleted ${found}, not ${expected}`);
};

const checkTypes = (doc: Y.Doc, { changed }: Y.Transaction, { roots }: Admitted): void => {
  for (const [type, keys] of changed) {
    const name = rootName(doc, type);
    insist(name !== null && roots.includes(name), () => `root ${name}`);
    for (const key of keys) insist(key === null, () => `key ${key} of ${name}`);
  }
};

const lengthOf = (doc: Y.Doc, roots: readonly string[]): number =>
  roots.reduce((sum, root) => sum + (doc.share.get(root)?._length ?? 0), 0);

/**
 * Applies an admitted frame and checks what Yjs did with it.
 * @param origin handed to Yjs as the transaction's; never leave it out, or undo takes the change for one's own
 * @returns the update as Yjs tells it, or null where there was nothing to apply
 * @throws AuditFailure when the document changed otherwise than was admitted: drop it
 */
export const applyAdmitted = (
  doc: Y.Doc,
  admitted: Admitted,
  origin: unknown,
): { readonly update: Uint8Array | null } => {
  if (admitted.kind === 'nothing') return { update: null };
  insist(doc._transaction === null, () => 'it would share a transaction');
  const before = lengthOf(doc, admitted.roots);
  let update: Uint8Array | null = null;
  let shares = doc.share.size;
  const note = (bytes: Uint8Array): void => {
    update = bytes;
  };
  doc.on('update', note);
  try {
    const transaction = Y.transact(
      doc,
      (transaction) => {
        Y.applyUpdate(doc, admitted.bytes, origin);
        return transaction;
      },
      origin,
      false,
    );
    shares = doc.share.size - shares;
    insist(shares === 0, () => 'a root came up');
    insist(doc.store.pendingStructs === null && doc.store.pendingDs === null, () => 'something is pending');
    checkStates(transaction, admitted);
    checkDeletions(transaction, admitted);
    checkTypes(doc, transaction, admitted);
    const grown = lengthOf(doc, admitted.roots) - before;
    insist(grown === admitted.inserted - admitted.deleted, () => `the text grew by ${grown}`);
  } catch (error) {
    throw error instanceof AuditFailure ? error : new AuditFailure('Yjs threw', { cause: error });
  } finally {
    doc.off('update', note);
  }
  return { update };
};
