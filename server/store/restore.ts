// Puts a backup in the place of a data folder's database, while no server has the folder. The file is looked at first, and
// what was there is kept aside. Every board gets another epoch: whoever comes back to it takes a new document, and keeps
// what the restored log does not have as drafts.
import { randomBytes } from 'node:crypto';
import { chmodSync, constants, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  becauseOf,
  boardLines,
  bringUp,
  checkArchive,
  keepAs,
  makeDurable,
  makeSelfContained,
  unreadable,
} from './archive.ts';
import type { ArchivedBoard, Done } from './archive.ts';
import { databaseIn, inUse, lockFolder } from './sqlite-open.ts';

const BESIDE = ['-wal', '-shm', '-journal'];

/** @param now for the name under which the former database is kept */
export const restore = (folder: string, source: string, now: Date): Done => {
  const file = resolve(source);
  if (!existsSync(file)) return refused(`There is no file ${file}.`);
  if (file === databaseIn(folder)) return refused(`${file} is the data folder’s own database.`);
  let lock: DatabaseSync | null = null;
  const part = join(folder, `restoring-${process.pid}.sqlite`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    lock = lockFolder(folder);
    if (lock === null) return refused(inUse(folder).message);
    copyFileSync(file, part, constants.COPYFILE_EXCL);
    chmodSync(part, 0o600); // names and digests of tokens are in there
    const prepared = prepare(part, file);
    if (!prepared.ok) return prepared;
    makeDurable(part);
    const aside = setAside(folder, now);
    renameSync(part, databaseIn(folder));
    makeDurable(databaseIn(folder));
    return { ok: true, lines: told(folder, file, prepared.boards, aside) };
  } catch (error) {
    return refused(`Nothing was restored: ${becauseOf(error)}.`);
  } finally {
    for (const end of ['', ...BESIDE]) rmSync(`${part}${end}`, { force: true });
    lock?.close();
  }
};

type Prepared = { ok: true; boards: ArchivedBoard[] } | { ok: false; message: string };

const prepare = (part: string, file: string): Prepared => {
  let db: DatabaseSync | null = null;
  try {
    db = new DatabaseSync(part);
    const wrong = unreadable(db, file);
    if (wrong !== null) return refused(`${wrong} Nothing was restored.`);
    makeSelfContained(db);
    const checked = checkArchive(db, file);
    if (!checked.ok) return refused(`${checked.message}\nNothing was restored.`);
    bringUp(db);
    startAnew(db);
    return checked;
  } catch (error) {
    return refused(`${file} cannot be read (${becauseOf(error)}). Nothing was restored.`);
  } finally {
    db?.close();
  }
};

/** Another epoch for every board; and nothing that no log vouches for: keyframes and pieces for replays are made again. */
const startAnew = (db: DatabaseSync): void => {
  const boards = db.prepare('SELECT id FROM board').all();
  const set = db.prepare('UPDATE board SET epoch = ? WHERE id = ?');
  db.exec('BEGIN IMMEDIATE; DELETE FROM keyframe; DELETE FROM replay_piece');
  for (const { id } of boards) set.run(randomBytes(12).toString('hex'), String(id));
  db.exec('COMMIT');
};

/** Keeps the former database under a dated name, with what lies beside it, and takes nothing away before that is done. */
const setAside = (folder: string, now: Date): string | null => {
  const former = databaseIn(folder);
  if (!existsSync(former)) return null;
  settle(former);
  const stamp = now.toISOString().replaceAll(':', '-').replace('.', '-');
  const aside = join(folder, `paraph-before-${stamp}.sqlite`);
  const ends = ['', ...BESIDE].filter((end) => existsSync(`${former}${end}`));
  for (const end of ends) keepAs(`${former}${end}`, `${aside}${end}`);
  makeDurable(aside);
  for (const end of ends) if (end !== '') rmSync(`${former}${end}`);
  return aside;
};

/** Brings what is in the write-ahead log into the file. One that is damaged is kept as it lies there. */
const settle = (former: string): void => {
  try {
    const db = new DatabaseSync(former);
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
  } catch {
    return; // it is set aside with its write-ahead log
  }
};

const told = (
  folder: string,
  file: string,
  boards: readonly ArchivedBoard[],
  aside: string | null,
): string[] => [
  `${file} is verified, and restored to ${folder}.`,
  ...boardLines(boards),
  ...(aside === null ? [] : [`What was there before is kept as ${aside}.`]),
  'Seats and sessions are those of the backup. Whoever comes back to a board reads it as restored, and finds what it does not have in drafts.',
];

const refused = (message: string): { ok: false; message: string } => ({ ok: false, message });
