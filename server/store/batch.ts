// What every adapter checks before it writes: rows that could not be read back as a log are a bug upstream.
import { HASH_BYTES, SALT_BYTES } from '../../shared/log.ts';
import type { Batch } from './port.ts';

/** Throws where the rows do not continue `expectedSeq` one by one, or a salt or hash has a wrong size. */
export const assertWellFormed = (batch: Batch): void => {
  let seq = batch.expectedSeq;
  for (const row of batch.rows) {
    seq += 1;
    if (row.seq !== seq) throw new Error(`${batch.board}: row ${row.seq} stands where row ${seq} should`);
    if (row.salt.length !== SALT_BYTES || row.hash.length !== HASH_BYTES)
      throw new Error(`${batch.board}: row ${seq}: a salt has ${SALT_BYTES} bytes and a hash ${HASH_BYTES}`);
  }
};
