// Backups are made while people type, and put back: with another epoch, so that whoever comes back takes a new document and
// finds in drafts what the restored log does not have. Whatever cannot be done is said, and nothing is touched.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Crowd } from '../support/crowd.ts';
import { SmallDisk } from '../support/disks.ts';
import { Dice } from '../support/gate-random.ts';
import { LivePage } from '../support/live-page.ts';
import { get, join as joinBoard, pause, until } from '../support/seat.ts';
import { ServerProcess, dataFolder, ensureClientBuilt, freePort, removeFolder } from '../support/server.ts';
import { Watcher, readLog } from '../support/watcher.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const ROOT = join(import.meta.dirname, '..', '..');
const dice = new Dice(Number(process.env['PARAPH_SEED'] ?? Date.now() % 1e9));
const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const folder = (): string => {
  const made = dataFolder();
  endings.push(() => removeFolder(made));
  return made;
};

const start = async (env: { DATA: string; PORT: string }): Promise<ServerProcess> => {
  const server = new ServerProcess({ ...env, LOG_LEVEL: 'silent' });
  endings.push(() => server.stop('SIGKILL'));
  await server.listening();
  return server;
};

/** `npm run backup -- FILE`, or `restore`: its exit code and what it said. */
const run = async (
  act: string,
  DATA: string,
  ...args: string[]
): Promise<{ code: number | null; said: string }> => {
  const node = join(ROOT, 'node_modules', '.bin', 'node');
  const child = spawn(node, ['server/cli/data.ts', act, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], DATA },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said };
};

const headsIn = (file: string): Map<string, { seq: number; hash: string; epoch: string }> => {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const heads = db
      .prepare(
        `SELECT id, epoch, (SELECT max(seq) FROM log WHERE board = id) AS seq,
           (SELECT hex(hash) FROM log WHERE board = id ORDER BY seq DESC LIMIT 1) AS hash FROM board`,
      )
      .all();
    return new Map(
      heads.map(({ id, epoch, seq, hash }) => [
        String(id),
        { seq: Number(seq), hash: String(hash).toLowerCase(), epoch: String(epoch) },
      ]),
    );
  } finally {
    db.close();
  }
};

const laid = { DATA: dataFolder(), file: '' };

beforeAll(async () => {
  await ensureClientBuilt();
  const server = new ServerProcess({ DATA: laid.DATA, PORT: '0', LOG_LEVEL: 'silent' });
  await server.listening();
  await server.stop();
  laid.file = join(laid.DATA, 'backup.sqlite');
  expect(await run('backup', laid.DATA, laid.file)).toMatchObject({ code: 0 });
}, 120_000);
afterAll(() => removeFolder(laid.DATA));

/** A folder that a server has been at, and is not any more; and a backup of it. */
const laidFolder = (): { DATA: string; file: string } => {
  const [DATA, file] = [folder(), join(folder(), 'backup.sqlite')];
  cpSync(join(laid.DATA, 'paraph.sqlite'), join(DATA, 'paraph.sqlite'));
  cpSync(laid.file, file);
  return { DATA, file };
};

describe('a backup', () => {
  it('made while people type is a moment of the log, verified, and disturbs nobody', async () => {
    const env = { DATA: folder(), PORT: String(await freePort()) };
    await start(env);
    const origin = `http://127.0.0.1:${env.PORT}`;
    const crowd = await Crowd.gather(origin, dice);
    const to = folder();
    await crowd.act(200);
    const before = crowd.seats[0]!.seq;
    const under = { way: true };
    const made = run('backup', env.DATA, join(to, 'x.sqlite')).finally(() => (under.way = false));
    while (under.way) {
      await crowd.act(20);
      await pause(60);
    }
    const { code, said } = await made;
    expect(code, said).toBe(0);
    expect(said).toContain('is written and verified.');
    const rows = await readLog(origin, crowd.seats[0]!.token);
    const head = headsIn(join(to, 'x.sqlite')).get('drc-us')!;
    expect(head.seq).toBeGreaterThanOrEqual(before);
    expect(head.hash).toBe(Buffer.from(rows[head.seq - 1]!.hash).toString('hex'));
    expect(readdirSync(to)).toEqual(['x.sqlite']); // and nothing beside them
    expect(statSync(join(to, 'x.sqlite')).mode & 0o077).toBe(0);
    await crowd.expectKept(origin, crowd.account);
    crowd.leave();
  });

  it('of what is not there, to where it cannot go, or over another file, is refused in words', async () => {
    const { DATA, file } = laidFolder();
    const before = readFileSync(file);
    const cases: [string, string[], string][] = [
      [DATA, [file], 'exists already, and is left as it is'],
      [DATA, [join(folder(), 'no', 'such', 'place')], 'There is no folder'],
      [folder(), [join(folder(), 'x')], 'There is no database in'],
      [DATA, [], 'Usage:'],
    ];
    for (const [data, args, sentence] of cases) {
      const { code, said } = await run('backup', data, ...args);
      expect(code, said).toBe(1);
      expect(said).toContain(sentence);
    }
    expect(readFileSync(file)).toEqual(before);
  });

  it('for which there is no room leaves nothing behind', async () => {
    const { DATA } = laidFolder();
    const disk = new SmallDisk(1);
    endings.push(() => disk.remove());
    const { code, said } = await run('backup', DATA, join(disk.folder, 'x.sqlite'));
    expect(code).toBe(1);
    expect(said).toContain('there is no room left on the disk');
    expect(readdirSync(disk.folder)).toEqual([]);
  });

  it('of a damaged board is not made, and says which row breaks', async () => {
    const { DATA } = laidFolder();
    const db = new DatabaseSync(join(DATA, 'paraph.sqlite'));
    db.exec(`UPDATE log SET body = zeroblob(length(body)) WHERE board = 'drc-us' AND seq = 40`);
    db.close();
    const file = join(folder(), 'x.sqlite');
    const { code, said } = await run('backup', DATA, file);
    expect(code).toBe(1);
    expect(said).toContain('is damaged');
    expect(said).toMatch(/row 40\b/i);
    expect(existsSync(file)).toBe(false);
  });
});

describe('restoring', () => {
  it('brings back the table as it was; who comes back finds what it lost in drafts', async () => {
    const env = { DATA: folder(), PORT: String(await freePort()) };
    const server = await start(env);
    const origin = `http://127.0.0.1:${env.PORT}`;
    const [drc, us] = [await LivePage.join(origin, 'drc'), await LivePage.join(origin, 'us')];
    const watcher = await Watcher.join(origin);
    drc.type('Kept by the backup. ');
    await drc.safe();
    await until('the other side reads it', () => us.text().startsWith('Kept by'));
    const asItWas = us.text();
    const file = join(folder(), 'backup.sqlite');
    expect(await run('backup', env.DATA, file)).toMatchObject({ code: 0 });

    drc.type('Acknowledged after it. ');
    us.type('Theirs after it. ');
    await Promise.all([drc.safe(), us.safe()]);
    const cached = await get(origin, '/log?from=1', drc.token);
    expect(cached.headers.get('cache-control')).not.toContain('immutable');
    expect(await run('restore', env.DATA, file)).toMatchObject({
      code: 1,
      said: expect.stringContaining('Another Paraph server is using the data folder'),
    });
    await server.stop();
    await until('they have noticed', () => !drc.live && !us.live);
    drc.type('Typed while it was away. ');
    const former = headsIn(join(env.DATA, 'paraph.sqlite'));
    const restored = await run('restore', env.DATA, file);
    expect(restored.code, restored.said).toBe(0);
    const aside = readdirSync(env.DATA).filter((name) => name.startsWith('paraph-before-'));
    expect(aside).toHaveLength(1);
    expect(headsIn(join(env.DATA, aside[0]!))).toEqual(former);
    expect(restored.said).toContain(aside[0]!);
    const [now, then] = [headsIn(join(env.DATA, 'paraph.sqlite')), headsIn(file)];
    for (const [board, head] of then) {
      expect(now.get(board)).toMatchObject({ seq: head.seq, hash: head.hash });
      expect(now.get(board)!.epoch).not.toBe(head.epoch);
    }

    await start(env);
    await Promise.all([drc.safe(), us.safe()]);
    expect([drc.text(), us.text()]).toEqual([asItWas, asItWas]);
    await until('drafts are offered', () => drc.draft !== null && us.draft !== null);
    expect(drc.draft).toContain('Typed while it was away. Acknowledged after it. ');
    expect(drc.draft).not.toContain('Theirs after it');
    expect(us.draft).toContain('Theirs after it. ');
    expect(drc.told).toContain('recovered-log');
    drc.type('And on. ');
    await drc.safe();
    await until('they go on together', () => us.text() === `And on. ${asItWas}`);
    const late = await Watcher.join(origin);
    expect(late.doc.getText(`text:${drc.clause}:en`).toString()).toBe(`And on. ${asItWas}`);
    for (const each of [watcher, late]) each.leave();
    for (const each of [drc, us]) each.close();
  });

  it('into a folder that is not there yet makes it, and brings nothing that no hash vouches for', async () => {
    const { file } = laidFolder();
    const of = (path: string): unknown => {
      const db = new DatabaseSync(path);
      const counts = ['log', 'keyframe', 'replay_piece'].map(
        (table) => db.prepare(`SELECT count(*) > 0 AS n FROM ${table}`).get()?.['n'],
      );
      db.close();
      return counts;
    };
    const db = new DatabaseSync(file);
    db.exec('INSERT INTO replay_piece SELECT board, seq, hash, zeroblob(40) FROM log LIMIT 1');
    db.close();
    expect(of(file)).toEqual([1, 1, 1]);
    const env = { DATA: join(folder(), 'new'), PORT: String(await freePort()) };
    const { code, said } = await run('restore', env.DATA, file);
    expect(code, said).toBe(0);
    expect(of(join(env.DATA, 'paraph.sqlite'))).toEqual([1, 0, 0]);
    await start(env);
    const joined = await joinBoard(`http://127.0.0.1:${env.PORT}`, { party: 'us', role: 'head' });
    expect(joined.seat.party).toBe('us');
  });

  it('takes no file that is damaged, newer, or something else, and leaves the folder as it is', async () => {
    const { DATA, file } = laidFolder();
    const before = headsIn(join(DATA, 'paraph.sqlite'));
    const altered = (name: string, sql: string): string => {
      const path = join(folder(), name);
      writeFileSync(path, readFileSync(file));
      const db = new DatabaseSync(path);
      db.exec(sql);
      db.close();
      return path;
    };
    const torn = join(folder(), 'torn.sqlite');
    writeFileSync(torn, readFileSync(file).subarray(0, 70_000));
    const text = join(folder(), 'text.sqlite');
    writeFileSync(text, 'This is no database, though it is named like one. '.repeat(100));
    const cases: [string, string | RegExp][] = [
      [
        altered('row', `UPDATE log SET at = at + 1 WHERE board = 'drc-us' AND seq = 7`),
        /is damaged[^]*row 7\b/i,
      ],
      [altered('gap', `DELETE FROM log WHERE board = 'drc-us' AND seq = 9`), 'is damaged'],
      [altered('newer', 'PRAGMA user_version = 99'), 'was written by a newer Paraph (schema 99'],
      [altered('other', 'PRAGMA foreign_keys = OFF; DROP TABLE log'), 'is no database of Paraph’s'],
      [torn, 'Nothing was restored'],
      [text, 'Nothing was restored'],
      [join(folder(), 'missing'), 'There is no file'],
    ];
    for (const [from, sentence] of cases) {
      const { code, said } = await run('restore', DATA, from);
      expect(code, said).toBe(1);
      if (typeof sentence === 'string') expect(said).toContain(sentence);
      else expect(said).toMatch(sentence);
    }
    expect(headsIn(join(DATA, 'paraph.sqlite'))).toEqual(before);
    expect(readdirSync(DATA).filter((name) => !/^(?:lock|paraph)\.sqlite(?:-wal|-shm)?$/.test(name))).toEqual(
      [],
    );
  });

  it('keeps a former database that is damaged as it lies there', async () => {
    const { DATA, file } = laidFolder();
    const wreck = Buffer.from('no database any more '.repeat(500));
    writeFileSync(join(DATA, 'paraph.sqlite'), wreck);
    const refused = new ServerProcess({ DATA, PORT: '0' });
    expect((await refused.exited).code).toBe(1);
    expect(refused.output).toContain('npm run restore -- FILE');
    expect(readFileSync(join(DATA, 'paraph.sqlite'))).toEqual(wreck);
    const { code, said } = await run('restore', DATA, file);
    expect(code, said).toBe(0);
    const aside = readdirSync(DATA).find((name) => name.startsWith('paraph-before-'))!;
    expect(readFileSync(join(DATA, aside))).toEqual(wreck);
    await start({ DATA, PORT: '0' });
  });
});
