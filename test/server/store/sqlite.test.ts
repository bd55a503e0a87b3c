// The store on disk: what it acknowledged is there after anything, and one process at a time has the folder.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../server/store/port.ts';
import { SqliteDatabase } from '../../../server/store/sqlite-database.ts';
import { openSqliteStore } from '../../../server/store/sqlite.ts';
import { checkChain } from '../../../shared/log.ts';
import { chain, text } from '../../support/rows.ts';
import { describeStore } from './contract.ts';
import { invitation, seat, session } from './people.ts';

const folders: string[] = [];
const children: ChildProcess[] = [];
let folder = '';

const makeFolder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'paraph-store-'));
  folders.push(made);
  return made;
};

const openIn = async (where: string): Promise<Store> => {
  const opened = await openSqliteStore(where);
  if (!opened.ok) throw new Error(opened.message);
  return opened.store;
};

beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

describeStore('SQLite', () => openIn(makeFolder()));

/** A child process that appends until it is killed; `acknowledged` is the last seq that it told of. */
const startWriter = () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../support/hold-store.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  const lines = (): string[] => said.split('\n').slice(0, -1);
  const acknowledged = (): number => Number(lines().at(-1) ?? 0);
  const reach = async (seq: number): Promise<void> => {
    while (acknowledged() < seq) await once(child.stdout, 'data');
  };
  const kill = async (): Promise<void> => {
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
  };
  return { lines, acknowledged, reach, kill };
};

describe('what was acknowledged', () => {
  it('is there after the store was closed and opened again', async () => {
    const rows = chain(10);
    const keyframe = { seq: 10, hash: rows[9]!.hash, bytes: text('keyframe') };
    const first = await openIn(folder);
    await first.createBoard('a', 'epoch');
    await first.append([{ board: 'a', expectedSeq: 0, rows }]);
    await first.saveKeyframe('a', keyframe);
    await first.saveReplayPiece('a', 8, text('eight rows'));
    await first.saveReplayPiece('a', 9, text('nine rows'));
    await first.letIn({ seat: seat(), session: session(), use: null });
    await first.createInvitation(invitation());
    await first.claimInvitation('secret-1', 'use-1', 2000);
    await first.close();
    // A piece of another log, as its hash tells.
    const db = new DatabaseSync(join(folder, 'paraph.sqlite'));
    db.exec('UPDATE replay_piece SET hash = zeroblob(32) WHERE seq = 9');
    db.close();

    const again = await openIn(folder);
    expect(await again.boards()).toEqual(['a']);
    expect(await again.head('a')).toEqual({ seq: 10, hash: rows[9]!.hash, epoch: 'epoch' });
    expect(await again.rows('a', 1, 100)).toEqual(rows);
    expect(await again.latestKeyframe('a')).toEqual(keyframe);
    expect(await again.replayPiece('a', 8)).toEqual(text('eight rows'));
    expect(await again.replayPiece('a', 9)).toBeNull();
    expect(await again.sessionByToken('hash-1')).toEqual({ seat: seat(), session: session() });
    // Whoever was accepting it when the program ended has no seat.
    expect(await again.invitationBySecret('secret-1')).toEqual(invitation());
    await again.close();
  });

  it('is there after kill -9, again and again, and the chain holds', async () => {
    let acknowledged = 0;
    for (let round = 1; round <= 3; round += 1) {
      const writer = startWriter();
      await writer.reach(acknowledged + 30);
      await writer.kill();
      acknowledged = writer.acknowledged();

      const store = await openIn(folder);
      const rows = await store.rows('a', 1, 100_000);
      expect(rows.length).toBeGreaterThanOrEqual(acknowledged);
      expect(rows.length % 3, 'a commit is whole').toBe(0);
      expect(checkChain(rows)).toMatchObject({ ok: true, head: { seq: rows.length } });
      await store.close();
    }
    expect(acknowledged).toBeGreaterThanOrEqual(90);
  }, 30_000);
});

describe('a thread that dies', () => {
  it('is replaced: what it had acknowledged is there, what was under way is told as failed, and writing goes on', async () => {
    const workers: Worker[] = [];
    const opened = await openSqliteStore(folder, (workerData) => {
      const worker = new Worker(new URL('../../../server/store/sqlite-worker.ts', import.meta.url), {
        workerData,
      });
      workers.push(worker);
      return worker;
    });
    if (!opened.ok) throw new Error(opened.message);
    const { store } = opened;
    await store.createBoard('a', 'epoch');
    const rows = chain(60);
    let acknowledged = 0;
    for (let round = 0; round < 3; round += 1) {
      const from = (await store.head('a'))!.seq;
      await store.append([{ board: 'a', expectedSeq: from, rows: rows.slice(from, from + 5) }]);
      acknowledged = from + 5;
      const lost = store.append([
        { board: 'a', expectedSeq: from + 5, rows: rows.slice(from + 5, from + 10) },
      ]);
      const told = lost.then(
        (outcome) => outcome.ok,
        (error: unknown) => error,
      );
      await workers.at(-1)!.terminate();
      const outcome = await told;
      if (outcome !== true) expect(outcome).toMatchObject({ name: 'StoreFault', kind: 'thread' });
      const after = (await store.head('a'))!.seq; // by the next thread
      expect([acknowledged, acknowledged + 5]).toContain(after);
      if (outcome === true) expect(after).toBe(acknowledged + 5);
      expect(checkChain(await store.rows('a', 1, 1000))).toMatchObject({ ok: true, head: { seq: after } });
    }
    expect(workers).toHaveLength(4);
    await store.close();
    await (await openIn(folder)).close(); // and the folder is free again
  });
});

describe('one folder', () => {
  it('is had by one process, and free at once when that is killed', async () => {
    const writer = startWriter();
    await writer.reach(3);
    const refused = await openSqliteStore(folder);
    expect(refused).toMatchObject({ ok: false, code: 'in-use' });
    expect(!refused.ok && refused.message).toContain(folder);
    expect(!refused.ok && refused.message).toContain('DATA=');
    const second = startWriter();
    await expect.poll(() => second.lines(), { timeout: 10_000 }).toEqual(['in-use']);

    await writer.kill();
    const store = await openIn(folder);
    expect((await store.head('a'))?.seq).toBeGreaterThanOrEqual(writer.acknowledged());
    await store.close();
  }, 30_000);

  it('is had once within a process, and free once closed', async () => {
    const first = await openIn(folder);
    expect(await openSqliteStore(folder)).toMatchObject({ ok: false, code: 'in-use' });
    await first.createBoard('a', 'epoch');
    await first.close();
    const second = await openIn(folder);
    expect(await second.boards()).toEqual(['a']);
    await second.close();
  });

  it('can be looked into from outside while the server runs', async () => {
    const store = await openIn(folder);
    await store.createBoard('a', 'epoch');
    const outside = new DatabaseSync(join(folder, 'paraph.sqlite'), { readOnly: true });
    expect(outside.prepare('SELECT id FROM board').all()).toEqual([{ id: 'a' }]);
    await store.append([{ board: 'a', expectedSeq: 0, rows: chain(2) }]);
    expect(outside.prepare('SELECT count(*) AS n FROM log').get()).toEqual({ n: 2 });
    outside.close();
    await store.close();
  });

  it('is made where it is missing, for this user alone', async () => {
    const deep = join(folder, 'a', 'b');
    await (await openIn(deep)).close();
    expect(statSync(deep).mode & 0o077).toBe(0);
  });

  it('is refused when a newer program wrote it, and left as it is', async () => {
    const newer = new DatabaseSync(join(folder, 'paraph.sqlite'));
    newer.exec('CREATE TABLE later (x); PRAGMA user_version = 99');
    newer.close();
    const before = readFileSync(join(folder, 'paraph.sqlite'));
    const refused = await openSqliteStore(folder);
    expect(refused).toMatchObject({ ok: false, code: 'newer' });
    expect(!refused.ok && refused.message).toContain('schema 99');
    expect(readFileSync(join(folder, 'paraph.sqlite'))).toEqual(before);
  });

  it('is refused where it cannot be used', async () => {
    writeFileSync(join(folder, 'file'), 'x');
    expect(await openSqliteStore(join(folder, 'file'))).toMatchObject({ ok: false, code: 'unusable' });
    writeFileSync(join(folder, 'paraph.sqlite'), 'this is no database, only some text in its place');
    const refused = await openSqliteStore(folder);
    expect(refused).toMatchObject({ ok: false, code: 'unusable' });
    expect(!refused.ok && refused.message).toContain('not a database');
  });
});

describe('a name', () => {
  const NAME = 'Nkulu wa Ilunga';
  const traces = (): string[] =>
    readdirSync(folder).filter((file) => readFileSync(join(folder, file)).includes(NAME));

  it('leaves no trace in any file once it is erased', async () => {
    const store = await openIn(folder);
    await store.createBoard('a', 'epoch');
    await store.letIn({ seat: seat({ name: NAME }), session: session(), use: null });
    expect(traces()).not.toEqual([]);
    await store.renameSeat('a', 'drc-1', '');
    expect(traces()).toEqual([]);
    await store.letIn({
      seat: seat({ seat: 'observer-1', role: 'observer', party: null, name: NAME }),
      session: session({ id: 's2', seat: 'observer-1', tokenHash: 'hash-2' }),
      use: null,
    });
    expect(traces()).not.toEqual([]);
    await store.removeSeat('a', 'observer-1');
    expect(traces()).toEqual([]);
    await store.close();
  });

  it('leaves none behind when the tables of an older folder are made anew', async () => {
    olderFolder(NAME);
    const store = await openIn(folder);
    expect((await store.seatsOf('a')).map(({ name }) => name)).toEqual([NAME, NAME]);
    for (const { seat: id } of await store.seatsOf('a')) await store.renameSeat('a', id, '');
    expect(traces()).toEqual([]);
    await store.close();
  });
});

/** A folder as the first schema had it, with a board, two rows and two seats. */
const olderFolder = (name: string): void => {
  const older = new DatabaseSync(join(folder, 'paraph.sqlite'));
  older.exec(FIRST_SCHEMA);
  older.exec(`INSERT INTO board VALUES ('a', 'epoch')`);
  const row = older.prepare('INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  for (const { seq, at, kind, seat: by, body, salt, hash } of chain(2))
    row.run('a', seq, at, kind, by, body, salt, hash);
  const put = older.prepare('INSERT INTO seat VALUES (?, ?, ?, ?, ?, ?, ?)');
  put.run('a', 'drc-1', 'drc', 'head', name, 'hash-1', 1000);
  put.run('a', 'observer-1', null, 'observer', name, 'hash-2', 2000);
  older.close();
};

/** What was released, and is never changed. */
const FIRST_SCHEMA = `CREATE TABLE board (id TEXT PRIMARY KEY, epoch TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE log (board TEXT NOT NULL REFERENCES board, seq INTEGER NOT NULL CHECK (seq > 0), at INTEGER NOT NULL,
    kind TEXT NOT NULL, seat TEXT NOT NULL, body BLOB NOT NULL, salt BLOB NOT NULL CHECK (length(salt) = 16),
    hash BLOB NOT NULL CHECK (length(hash) = 32), PRIMARY KEY (board, seq)) STRICT, WITHOUT ROWID;
  CREATE TABLE keyframe (board TEXT NOT NULL REFERENCES board, seq INTEGER NOT NULL, hash BLOB NOT NULL,
    bytes BLOB NOT NULL, PRIMARY KEY (board, seq)) STRICT;
  CREATE TABLE seat (board TEXT NOT NULL REFERENCES board, seat TEXT NOT NULL, party TEXT, role TEXT NOT NULL,
    name TEXT NOT NULL, token_hash TEXT NOT NULL, created_at INTEGER NOT NULL, PRIMARY KEY (board, seat),
    UNIQUE (board, token_hash)) STRICT, WITHOUT ROWID;
  PRAGMA user_version = 1;`;

it('opens a folder of the first schema: its tokens go on as sessions', async () => {
  olderFolder('Amina');
  const before = Date.now();
  const store = await openIn(folder);
  expect((await store.head('a'))?.seq).toBe(2);
  expect(await store.seatsOf('a')).toEqual([
    seat(),
    seat({ seat: 'observer-1', party: null, role: 'observer', createdAt: 2000 }),
  ]);
  const found = await store.sessionByToken('hash-1');
  expect(found).toEqual({
    seat: seat(),
    session: session({ id: expect.stringMatching(/^[0-9a-f]{16}$/), lastUsedAt: expect.any(Number) }),
  });
  expect(found!.session.lastUsedAt).toBeGreaterThan(before - 2000);
  expect((await store.sessionByToken('hash-2'))?.seat.seat).toBe('observer-1');
  await store.close();
  await (await openIn(folder)).close();
});

describe('a probe', () => {
  it('writes to the disk, so that a store that cannot be written says so', async () => {
    const store = await openIn(folder);
    await store.createBoard('a', 'epoch');
    const log = join(folder, 'paraph.sqlite-wal');
    const before = statSync(log).size;
    await store.probe();
    await store.probe();
    expect(statSync(log).size).toBeGreaterThan(before + 2 * 4096);
    await store.close();
    const db = new DatabaseSync(join(folder, 'paraph.sqlite'), { readOnly: true });
    expect(() => new SqliteDatabase(db).probe()).toThrow(/readonly/);
    db.close();
  });
});
