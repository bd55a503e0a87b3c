// Hands that tamper with a log: some leave the chain broken, some know how to hash it again from where they changed it.
import { genesisHash, rowHash } from '../../shared/log.ts';
import type { Row } from '../../shared/log.ts';
import type { Bundle } from '../../shared/bundle.ts';

/** The rows as if they had been written so: numbered and hashed anew from the first that is touched. */
export const rehashed = (rows: readonly Row[]): Row[] => {
  let hash = genesisHash();
  return rows.map((row, i) => {
    const header = { seq: i + 1, at: row.at, kind: row.kind, seat: row.seat };
    hash = rowHash(hash, header, row);
    return { ...header, body: row.body, salt: row.salt, hash };
  });
};

export const bundleOf = (rows: readonly Row[], board = 'test-board'): Bundle => {
  const last = rows.at(-1);
  const head = { seq: last?.seq ?? 0, hash: last?.hash ?? genesisHash() };
  return { board, epoch: 'epoch-1', head, rows };
};

const utf8 = new TextEncoder();
/** A row of a move with its body changed as JSON. */
export const edited = (row: Row, edit: (body: Record<string, unknown>) => void): Row => {
  const body = JSON.parse(new TextDecoder().decode(row.body)) as Record<string, unknown>;
  edit(body);
  return { ...row, body: utf8.encode(JSON.stringify(body)) };
};
