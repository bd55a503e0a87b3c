// All of it or nothing, in SQLite.
import type { DatabaseSync } from 'node:sqlite';

/** Commits what `work` wrote if its outcome is ok; undoes it if not, or if it throws. */
export const transaction = <Outcome extends { ok: boolean }>(
  db: DatabaseSync,
  work: () => Outcome,
): Outcome => {
  db.exec('BEGIN IMMEDIATE');
  try {
    const outcome = work();
    db.exec(outcome.ok ? 'COMMIT' : 'ROLLBACK');
    return outcome;
  } catch (error) {
    // SQLite may have undone it by itself (a full disk), and there is then nothing to roll back.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
};
