// Takes hold of a data folder: one process at a time, the schema brought up to date, an unknown one left alone.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreFault, adviceOn, faultKindOf } from './fault.ts';
import type { OpenRefusal } from './sqlite-messages.ts';

/** The SQL that leads from version n to n + 1, for every n. What has been released is never changed. */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE board (
     id TEXT PRIMARY KEY,
     epoch TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE log (
     board TEXT NOT NULL REFERENCES board,
     seq INTEGER NOT NULL CHECK (seq > 0),
     at INTEGER NOT NULL,
     kind TEXT NOT NULL,
     seat TEXT NOT NULL,
     body BLOB NOT NULL,
     salt BLOB NOT NULL CHECK (length(salt) = 16),
     hash BLOB NOT NULL CHECK (length(hash) = 32),
     PRIMARY KEY (board, seq)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE keyframe (
     board TEXT NOT NULL REFERENCES board,
     seq INTEGER NOT NULL,
     hash BLOB NOT NULL,
     bytes BLOB NOT NULL,
     PRIMARY KEY (board, seq)
   ) STRICT;
   CREATE TABLE seat (
     board TEXT NOT NULL REFERENCES board,
     seat TEXT NOT NULL,
     party TEXT,
     role TEXT NOT NULL,
     name TEXT NOT NULL,
     token_hash TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     PRIMARY KEY (board, seat),
     UNIQUE (board, token_hash)
   ) STRICT, WITHOUT ROWID;`,
  // A seat's token becomes the first of its sessions, as if it had last been used now.
  `CREATE TABLE session (
     id TEXT PRIMARY KEY,
     board TEXT NOT NULL REFERENCES board,
     seat TEXT NOT NULL,
     token_hash TEXT NOT NULL UNIQUE,
     created_at INTEGER NOT NULL,
     last_used_at INTEGER NOT NULL,
     former_hash TEXT UNIQUE,
     rotated_at INTEGER,
     confirmed_at INTEGER
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX session_seat ON session (board, seat);
   INSERT OR IGNORE INTO session (id, board, seat, token_hash, created_at, last_used_at)
     SELECT lower(hex(randomblob(8))), board, seat, token_hash, created_at, unixepoch() * 1000 FROM seat;
   CREATE TABLE person (
     board TEXT NOT NULL REFERENCES board,
     seat TEXT NOT NULL,
     party TEXT,
     role TEXT NOT NULL,
     name TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     PRIMARY KEY (board, seat)
   ) STRICT, WITHOUT ROWID;
   INSERT INTO person SELECT board, seat, party, role, name, created_at FROM seat;
   DROP TABLE seat;
   ALTER TABLE person RENAME TO seat;
   CREATE TABLE invitation (
     id TEXT PRIMARY KEY,
     board TEXT NOT NULL REFERENCES board,
     secret_hash TEXT NOT NULL UNIQUE,
     party TEXT,
     role TEXT NOT NULL,
     uses INTEGER NOT NULL CHECK (uses > 0),
     email TEXT,
     expires_at INTEGER NOT NULL,
     created_at INTEGER NOT NULL,
     created_by TEXT NOT NULL,
     revoked_at INTEGER
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX invitation_board ON invitation (board);
   CREATE TABLE invitation_use (
     id TEXT PRIMARY KEY,
     invitation TEXT NOT NULL REFERENCES invitation,
     at INTEGER NOT NULL,
     seat TEXT
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX use_invitation ON invitation_use (invitation);
   CREATE TABLE audit (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     at INTEGER NOT NULL,
     board TEXT,
     act TEXT NOT NULL,
     by TEXT,
     about TEXT,
     detail TEXT NOT NULL
   ) STRICT;
   CREATE INDEX audit_board ON audit (board, id);`,
  // As a keyframe: of the log whose row `seq` has this hash.
  `CREATE TABLE replay_piece (
     board TEXT NOT NULL REFERENCES board,
     seq INTEGER NOT NULL,
     hash BLOB NOT NULL,
     bytes BLOB NOT NULL,
     PRIMARY KEY (board, seq)
   ) STRICT;`,
];

const SQLITE_BUSY = 5;
const BUSY_MS = 5000;

/** The file that holds everything; SQLite lays `-wal` and `-shm` beside it while it is open. */
export const databaseIn = (folder: string): string => join(folder, 'paraph.sqlite');

export type OpenedDatabase = {
  db: DatabaseSync;
  /** Closes the database and opens the same file again, as helps after some faults. It never makes a new one. */
  reopen(): DatabaseSync;
  /** Lets another process have the folder. */
  release(): void;
};

/**
 * Opens the store in `folder`, which is made where it is missing.
 * @param migrations all there are; a test may hand in others
 */
export const openDatabase = (
  folder: string,
  migrations: readonly string[] = MIGRATIONS,
): ({ ok: true } & OpenedDatabase) | OpenRefusal => {
  let lock: DatabaseSync | null = null;
  let db: DatabaseSync | null = null;
  const release = (): void => {
    if (db?.isOpen === true) db.close();
    lock?.close();
  };
  const reopen = (): DatabaseSync => {
    if (db?.isOpen === true) db.close();
    db = openAgain(folder, migrations.length);
    return db;
  };
  try {
    // Names and digests of tokens are in there.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    lock = lockFolder(folder);
    if (lock === null) return inUse(folder);
    db = new DatabaseSync(databaseIn(folder), { timeout: BUSY_MS });
    const refusal = prepare(db, folder, migrations);
    if (refusal === null) return { ok: true, db, reopen, release };
    release();
    return refusal;
  } catch (error) {
    release();
    return unusable(folder, error);
  }
};

const unusable = (folder: string, error: unknown): OpenRefusal => {
  const cause = error instanceof Error ? error.message : String(error);
  const message =
    faultKindOf(error) === 'corrupt'
      ? `The database in the data folder ${folder} cannot be read (${cause}). ${adviceOn('corrupt')}`
      : `The data folder ${folder} cannot be used (${cause}). Set DATA to a folder that this user may write to, or put this one right.`;
  return { ok: false, code: 'unusable', message };
};

const openAgain = (folder: string, version: number): DatabaseSync => {
  // SQLite would make an empty file, and whoever looks for what became of the other would find this one.
  if (!existsSync(databaseIn(folder))) throw new StoreFault('io', 'the database file is gone');
  const db = new DatabaseSync(databaseIn(folder), { timeout: BUSY_MS });
  try {
    if (versionOf(db) !== version)
      throw new StoreFault('corrupt', 'the database is not the one that was opened');
    setPragmas(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

/** Takes the folder for this process, for as long as the connection is open; null where another has it. */
export const lockFolder = (folder: string): DatabaseSync | null => {
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'));
  try {
    if (takeLock(lock)) return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
  lock.close();
  return null;
};

/**
 * Holds an exclusive lock for as long as the connection is open. The operating system gives it back when the
 * process ends, however it ends, so a killed server leaves nothing to clean up. It is on a file of its own so
 * that the log can still be looked at from outside while the server runs.
 */
const takeLock = (lock: DatabaseSync): boolean => {
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return false;
    throw error;
  }
};

export const inUse = (folder: string): OpenRefusal => ({
  ok: false,
  code: 'in-use',
  message: `Another Paraph server is using the data folder ${folder}. Stop it first, or give this one a folder of its own, for example DATA=./data2.`,
});

export const versionOf = (db: DatabaseSync): number => {
  const version = db.prepare('PRAGMA user_version').get()?.['user_version'];
  if (typeof version !== 'number') throw new Error('its schema has no version');
  return version;
};

const setPragmas = (db: DatabaseSync): void =>
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST');

const prepare = (db: DatabaseSync, folder: string, migrations: readonly string[]): OpenRefusal | null => {
  const version = versionOf(db);
  if (version > migrations.length) {
    const message = `The data folder ${folder} was written by a newer Paraph (schema ${version}; this program knows ${migrations.length}). Start that version, or give this one a folder of its own, for example DATA=./data2.`;
    return { ok: false, code: 'newer', message };
  }
  // While tables are made anew, what the old ones held is wiped too.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  migrate(db, version, migrations);
  if (version < migrations.length) db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  setPragmas(db);
  // Whoever was accepting an invitation when the program ended has no seat, and may try again.
  if (migrations === MIGRATIONS) db.exec('DELETE FROM invitation_use WHERE seat IS NULL');
  return null;
};

/** Each step is one transaction: one that fails leaves the version before it as it was. */
export const migrate = (
  db: DatabaseSync,
  version: number,
  migrations: readonly string[] = MIGRATIONS,
): void => {
  for (const [from, sql] of migrations.entries())
    if (from >= version) db.exec(`BEGIN IMMEDIATE; ${sql} PRAGMA user_version = ${from + 1}; COMMIT`);
};
