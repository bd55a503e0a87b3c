// A backup of a data folder, also while a server has it: SQLite's online backup of one moment of the database, looked at by
// the verifier, and only then given its name.
import { closeSync, existsSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, backup } from 'node:sqlite';
import {
  becauseOf,
  boardLines,
  checkArchive,
  keepAs,
  makeDurable,
  makeSelfContained,
  unreadable,
} from './archive.ts';
import type { Done } from './archive.ts';
import { databaseIn } from './sqlite-open.ts';

/** All at once: what others write meanwhile would make a copy by pieces begin again and again. */
const WHOLE = 2 ** 31 - 1;

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** Writes the boards, seats and sessions of `folder` to `file`, which must not exist. */
export const backUp = async (folder: string, target: string): Promise<Done> => {
  const file = resolve(target);
  if (!existsSync(databaseIn(folder)))
    return refused(`There is no database in ${folder}. Set DATA to the data folder of the server.`);
  if (existsSync(file)) return refused(`${file} exists already, and is left as it is. Choose another name.`);
  if (!isFolder(dirname(file))) return refused(`There is no folder ${dirname(file)}. Make it first.`);
  const part = `${file}.part-${process.pid}`;
  try {
    // Names and digests of tokens are in there.
    closeSync(openSync(part, 'wx', 0o600));
    await copy(folder, part);
    return place(part, file);
  } catch (error) {
    return refused(`The backup could not be made: ${becauseOf(error)}. There is no ${file}.`);
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${part}${end}`, { force: true });
  }
};

const copy = async (folder: string, part: string): Promise<void> => {
  const source = new DatabaseSync(databaseIn(folder), { readOnly: true, timeout: 5000 });
  try {
    // A reading that stays open sees one and the same moment, whatever the server writes meanwhile.
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    await backup(source, part, { rate: WHOLE });
  } finally {
    source.close();
  }
};

const place = (part: string, file: string): Done => {
  const db = new DatabaseSync(part);
  try {
    const wrong = unreadable(db, 'The data folder’s database');
    if (wrong !== null) return refused(wrong);
    makeSelfContained(db);
    const checked = checkArchive(db, 'The data folder’s database');
    if (!checked.ok) return refused(`${checked.message}\nNo backup was made of it.`);
    db.close();
    makeDurable(part);
    keepAs(part, file); // unlike a renaming it never takes another file's place
    makeDurable(file);
    return { ok: true, lines: [`${file} is written and verified.`, ...boardLines(checked.boards)] };
  } finally {
    if (db.isOpen) db.close();
  }
};

const refused = (message: string): Done => ({ ok: false, message });
