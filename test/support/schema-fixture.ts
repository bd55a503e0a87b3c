// A small data folder of the present schema as SQL text, `test/fixtures/schema-<n>.sql`: once a version has been released, it is
// what the migrations are held to. To make the one of a new version: node test/support/schema-fixture.ts
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { databaseIn, versionOf } from '../../server/store/sqlite-open.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import { BOARD } from './boards.ts';
import { openTable, pageAt } from './table-page.ts';

export const fixtureOf = (version: number): string =>
  join(import.meta.dirname, '..', 'fixtures', `schema-${version}.sql`);

export const FIXTURE_WORDS = 'The parties shall cooperate. ';

/** A value as SQL writes it. */
const literal = (value: unknown): string => {
  if (value === null) return 'NULL';
  if (value instanceof Uint8Array) return `X'${Buffer.from(value).toString('hex')}'`;
  if (typeof value === 'number') return String(value);
  return `'${String(value).replaceAll("'", "''")}'`;
};

/** Everything in a database as SQL that makes it again. */
const dump = (db: DatabaseSync): string => {
  const lines: string[] = ['PRAGMA foreign_keys = OFF;'];
  const things = db
    .prepare(
      `SELECT name, type, sql FROM sqlite_schema
       WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY rowid`,
    )
    .all();
  for (const { sql } of things) lines.push(`${String(sql)};`);
  for (const { name, type } of things)
    if (type === 'table')
      for (const row of db.prepare(`SELECT * FROM ${String(name)}`).all()) {
        const columns = Object.keys(row).join(', ');
        lines.push(
          `INSERT INTO ${String(name)} (${columns}) VALUES (${Object.values(row).map(literal).join(', ')});`,
        );
      }
  lines.push(`PRAGMA user_version = ${versionOf(db)};`);
  return `${lines.join('\n')}\n`;
};

const make = async (): Promise<void> => {
  const { table, store } = await openTable();
  const [drc, us] = [await pageAt(table, 'drc-1'), await pageAt(table, 'us-1')];
  await drc.types(FIXTURE_WORDS);
  await us.types('Reserved. ');
  await table.move('us-1', 'reserve-once', { kind: 'reserve', clause: 'a1', reason: 'cost' });
  await table.rest();
  const folder = mkdtempSync(join(tmpdir(), 'paraph-fixture-'));
  const opened = await openSqliteStore(folder);
  if (!opened.ok) throw new Error(opened.message);
  const to = opened.store;
  await to.createBoard(BOARD.id, 'first-epoch');
  const rows = await store.rows(BOARD.id, 1, 1000);
  await to.append([{ board: BOARD.id, expectedSeq: 0, rows }]);
  const keyframe = await store.latestKeyframe(BOARD.id);
  if (keyframe !== null) await to.saveKeyframe(BOARD.id, keyframe);
  for (const [seat, party, name] of [
    ['drc-1', 'drc', 'Amina'],
    ['us-1', 'us', 'Ben'],
  ] as const)
    await to.letIn({
      seat: { board: BOARD.id, seat, party, role: 'head', name, createdAt: 1 },
      session: {
        id: `session-${seat}`,
        board: BOARD.id,
        seat,
        tokenHash: `hash-${seat}`,
        createdAt: 1,
        lastUsedAt: 2,
        rotation: null,
      },
      use: null,
    });
  await to.createInvitation({
    id: 'an-invitation',
    board: BOARD.id,
    secretHash: 'a-digest',
    party: 'us',
    role: 'member',
    uses: 3,
    used: 0,
    email: null,
    expiresAt: 4_000_000_000_000,
    createdAt: 3,
    createdBy: 'us-1',
    revokedAt: null,
  });
  await to.appendAudit({
    at: 3,
    board: BOARD.id,
    act: 'invitation-made',
    by: 'us-1',
    about: 'an-invitation',
    detail: {},
  });
  await to.close();
  const db = new DatabaseSync(databaseIn(folder));
  writeFileSync(fixtureOf(versionOf(db)), dump(db));
  console.log(fixtureOf(versionOf(db)));
  db.close();
  rmSync(folder, { recursive: true, force: true });
};

if (process.argv[1] === import.meta.filename) await make();
