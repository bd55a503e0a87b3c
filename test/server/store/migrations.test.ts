// An older data folder opens in a newer program, with everything that was in it; a newer one is refused and left alone; a
// migration that fails half way leaves the version before it as it was. Every version has its fixture, text that is never changed.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { Clerk } from '../../../server/clerk.ts';
import {
  MIGRATIONS,
  databaseIn,
  migrate,
  openDatabase,
  versionOf,
} from '../../../server/store/sqlite-open.ts';
import { openSqliteStore } from '../../../server/store/sqlite.ts';
import { Table } from '../../../server/table.ts';
import { rootOf } from '../../../shared/board.ts';
import { verifyLog } from '../../../shared/verify.ts';
import { BOARD } from '../../support/boards.ts';
import { FIXTURE_WORDS, fixtureOf } from '../../support/schema-fixture.ts';

const VERSIONS = MIGRATIONS.map((_, i) => i + 1);
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const makeFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'paraph-old-'));
  folders.push(folder);
  return folder;
};

/** A data folder as the program of that version left it. */
const folderOf = (version: number): string => {
  expect(existsSync(fixtureOf(version)), `make it: node test/support/schema-fixture.ts`).toBe(true);
  const folder = makeFolder();
  const db = new DatabaseSync(databaseIn(folder));
  db.exec('PRAGMA journal_mode = WAL');
  db.exec(readFileSync(fixtureOf(version), 'utf8'));
  db.close();
  return folder;
};

const look = <T>(folder: string, at: (db: DatabaseSync) => T): T => {
  const db = new DatabaseSync(databaseIn(folder));
  try {
    return at(db);
  } finally {
    db.close();
  }
};

const schemaOf = (db: DatabaseSync): unknown =>
  db.prepare('SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name').all();
const logOf = (db: DatabaseSync): unknown[] => [
  ...db.prepare('SELECT * FROM board ORDER BY id').all(),
  ...db.prepare('SELECT * FROM log ORDER BY board, seq').all(),
];

describe.each(VERSIONS)('a data folder of version %i', (version) => {
  it('has the schema that the migrations make up to there', () => {
    const fresh = new DatabaseSync(':memory:');
    migrate(fresh, 0, MIGRATIONS.slice(0, version));
    expect(look(folderOf(version), schemaOf)).toEqual(schemaOf(fresh));
    fresh.close();
  });

  it('is opened, with its rows to the byte, its seats and its table', async () => {
    const folder = folderOf(version);
    const before = look(folder, logOf);
    expect(before.length).toBeGreaterThan(8);
    const opened = await openSqliteStore(folder);
    if (!opened.ok) throw new Error(opened.message);
    const { store } = opened;
    const head = (await store.head(BOARD.id))!;
    expect(head.epoch).toBe('first-epoch');
    const rows = await store.rows(BOARD.id, 1, 1000);
    expect(verifyLog({ board: BOARD.id, epoch: head.epoch, head, rows }).broken).toBe(null);
    expect((await store.seatsOf(BOARD.id)).map(({ seat, name }) => `${seat} ${name}`)).toEqual([
      'drc-1 Amina',
      'us-1 Ben',
    ]);
    const log = pino({ level: 'silent' });
    const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
    const table = (await Table.load(
      { store, clerk: new Clerk(store, log), log, now: Date.now, random },
      BOARD.id,
    ))!;
    expect(await table.read(({ doc }) => doc.getText(rootOf('a1', 'en')).toString())).toContain(
      FIXTURE_WORDS,
    );
    const moved = await table.move('us-1', 'lift-it-again', { kind: 'liftReserve', clause: 'a1' });
    expect(moved.ok).toBe(true);
    await store.close();
    expect(look(folder, versionOf)).toBe(MIGRATIONS.length);
    expect(look(folder, logOf).slice(0, before.length)).toEqual(before);
  });

  it('is left as it was by a migration that fails half way, and opens once that is mended', () => {
    const folder = folderOf(version);
    const before = look(folder, (db) => [schemaOf(db), logOf(db)]);
    const broken = [
      ...MIGRATIONS.slice(0, version),
      `CREATE TABLE halfway (x INTEGER) STRICT; UPDATE log SET at = 0; INSERT INTO nowhere VALUES (1);`,
    ];
    const failed = openDatabase(folder, broken);
    expect(failed).toMatchObject({
      ok: false,
      code: 'unusable',
      message: expect.stringContaining('nowhere'),
    });
    expect(look(folder, versionOf)).toBe(version);
    expect(look(folder, (db) => [schemaOf(db), logOf(db)])).toEqual(before);
    const mended = openDatabase(folder, [
      ...MIGRATIONS.slice(0, version),
      `CREATE TABLE halfway (x INTEGER) STRICT;`,
    ]);
    expect(mended.ok).toBe(true);
    if (mended.ok) mended.release();
    expect(look(folder, versionOf)).toBe(version + 1);
    expect(look(folder, logOf)).toEqual((before as unknown[])[1]);
  });
});

it('one of a newer program is refused in words, and not touched', async () => {
  const folder = folderOf(MIGRATIONS.length);
  look(folder, (db) => db.exec(`CREATE TABLE later (x); PRAGMA user_version = ${MIGRATIONS.length + 1}`));
  const before = readFileSync(databaseIn(folder));
  const refused = await openSqliteStore(folder);
  expect(refused).toMatchObject({ ok: false, code: 'newer' });
  expect(!refused.ok && refused.message).toContain(
    `was written by a newer Paraph (schema ${MIGRATIONS.length + 1}; this program knows ${MIGRATIONS.length})`,
  );
  expect(readFileSync(databaseIn(folder))).toEqual(before);
  expect(readdirSync(folder).toSorted()).toEqual(['lock.sqlite', 'paraph.sqlite']);
});
