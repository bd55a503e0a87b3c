// A database file away from its server: a backup as it was made, or one that is about to be put back. Whether it is whole is
// for SQLite to say, and whether its boards hold for the verifier, which asks gate and rules again over every row.
import { closeSync, constants, copyFileSync, fsyncSync, linkSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { BoardId } from '../../shared/board.ts';
import { genesisHash } from '../../shared/log.ts';
import { reportLines } from '../../shared/verify-sentences.ts';
import { verifyLog } from '../../shared/verify.ts';
import { rowOf } from './sqlite-database.ts';
import { MIGRATIONS, migrate, versionOf } from './sqlite-open.ts';

export type ArchivedBoard = { board: BoardId; rows: number; hash: string };
export type Checked = { ok: true; boards: ArchivedBoard[] } | { ok: false; message: string };

/** What somebody asked for and did not get, as a sentence; or what was done, a line each. */
export type Done = { ok: true; lines: string[] } | { ok: false; message: string };

/** Why this is no database of Paraph's that this program can read; null where it is one. */
export const unreadable = (db: DatabaseSync, file: string): string | null => {
  const version = versionOf(db);
  if (version > MIGRATIONS.length)
    return `${file} was written by a newer Paraph (schema ${version}; this program knows ${MIGRATIONS.length}). Use that version.`;
  const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all();
  const names = new Set(tables.map(({ name }) => name));
  if (version < 1 || !names.has('board') || !names.has('log')) return `${file} is no database of Paraph’s.`;
  return null;
};

/** Looks at everything: SQLite's own check of the file, then every board's whole log. */
export const checkArchive = (db: DatabaseSync, file: string): Checked => {
  const found = db.prepare('PRAGMA integrity_check(3)').all();
  const wrong = found.map((line) => String(line['integrity_check'])).filter((line) => line !== 'ok');
  if (wrong.length > 0) return { ok: false, message: `${file} is damaged (${wrong.join('; ')}).` };
  const boards: ArchivedBoard[] = [];
  for (const { id, epoch } of db.prepare('SELECT id, epoch FROM board ORDER BY id').all()) {
    const board = String(id);
    const rows = db.prepare('SELECT * FROM log WHERE board = ? ORDER BY seq').all(board).map(rowOf);
    const last = rows.at(-1);
    const head = { seq: last?.seq ?? 0, hash: last?.hash ?? genesisHash() };
    boards.push({ board, rows: head.seq, hash: bytesToHex(head.hash) });
    if (last === undefined) continue; // made, and nothing laid yet
    const report = verifyLog({ board, epoch: String(epoch), head, rows });
    if (report.broken !== null)
      return { ok: false, message: `${file} is damaged:\n${reportLines(report, 'en').join('\n')}` };
  }
  return { ok: true, boards };
};

/** Under another name beside this one, which no other file may have. */
export const keepAs = (from: string, to: string): void => {
  try {
    linkSync(from, to);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL); // a file system without links
  }
};

/** Brings an older file up to this program's schema. */
export const bringUp = (db: DatabaseSync): void => migrate(db, versionOf(db));

/** One file that needs none beside it, whatever it was before. */
export const makeSelfContained = (db: DatabaseSync): void =>
  db.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE');

/** What is in the file, and that it is there, survives the machine. */
export const makeDurable = (file: string): void => {
  for (const path of [file, dirname(file)]) {
    const handle = openSync(path, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }
};

/** A line a board. */
export const boardLines = (boards: readonly ArchivedBoard[]): string[] =>
  boards.map(({ board, rows, hash }) => `  ${board}: ${rows} rows, up to ${hash.slice(0, 16)}…`);

export const becauseOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  return /ENOSPC|disk is full|database or disk is full/.test(message)
    ? 'there is no room left on the disk'
    : message;
};
