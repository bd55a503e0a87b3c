// A store that is damaged: what was altered is found before any of it is shown, the board is refused in words, the others go
// on, nothing is written over what is there; and what is only a cache is made again.
import { cpSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Crowd } from '../support/crowd.ts';
import { Dice } from '../support/gate-random.ts';
import { LivePage } from '../support/live-page.ts';
import { Seat, get, join as joinBoard, pause, until } from '../support/seat.ts';
import { ServerProcess, dataFolder, ensureClientBuilt, freePort, removeFolder } from '../support/server.ts';
import { Watcher, boardOf, readLog } from '../support/watcher.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const seed = Number(process.env['PARAPH_SEED'] ?? Date.now() % 1e9);
const dice = new Dice(seed);
const DAMAGED = 'The record of this table is damaged';
const endings: (() => unknown)[] = [];
const laid = dataFolder();
let origin = '';
let server: ServerProcess;

const start = async (DATA: string, env: Record<string, string> = {}): Promise<void> => {
  server = new ServerProcess({ DATA, PORT: String(await freePort()), ...env });
  const process = server;
  endings.push(() => process.stop('SIGKILL'));
  origin = await server.listening();
};

/** A laid folder, with a keyframe at the end of each board's log. */
const folder = (): string => {
  const made = dataFolder();
  endings.push(() => removeFolder(made));
  cpSync(join(laid, 'paraph.sqlite'), join(made, 'paraph.sqlite'));
  return made;
};

const alter = (DATA: string, sql: string): void => {
  const db = new DatabaseSync(join(DATA, 'paraph.sqlite'));
  db.exec(sql);
  db.close();
};

const ask = (DATA: string, sql: string): unknown => {
  const db = new DatabaseSync(join(DATA, 'paraph.sqlite'), { readOnly: true });
  const found = db.prepare(sql).all();
  db.close();
  return found;
};

beforeAll(async () => {
  console.log(`seed ${seed}`);
  await ensureClientBuilt();
  const process = new ServerProcess({ DATA: laid, PORT: '0', LOG_LEVEL: 'silent' });
  await process.listening();
  await process.stop();
}, 120_000);
afterAll(() => removeFolder(laid));
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** `drc-us` is refused everywhere and in words; the other board is served. */
const expectRefused = async (): Promise<void> => {
  const refused = await fetch(`${origin}/api/boards/drc-us`);
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({
    code: 'board-damaged',
    title: expect.stringContaining(DAMAGED),
  });
  const listed = (await (await fetch(`${origin}/api/boards`)).json()) as { boards: { id: string }[] };
  expect(listed.boards.map(({ id }) => id)).toEqual(['example']);
  const join = await fetch(`${origin}/api/boards/example/join`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'A', party: 'us', role: 'member' }),
  });
  expect(join.status).toBe(201);
  expect(server.output).toContain('This board is refused, the others go on');
  expect(server.output).toContain('npm run restore -- FILE');
};

describe('rows of a log', () => {
  it.each([
    [
      'a body before the keyframe',
      `UPDATE log SET body = zeroblob(length(body)) WHERE board = 'drc-us' AND seq = 40`,
    ],
    ['a time', `UPDATE log SET at = at - 1 WHERE board = 'drc-us' AND seq = 300`],
    ['a row that is gone', `DELETE FROM log WHERE board = 'drc-us' AND seq = 100`],
    [
      'the end that is gone',
      `DELETE FROM keyframe; UPDATE log SET hash = zeroblob(32) WHERE board = 'drc-us' AND seq = (SELECT max(seq) FROM log WHERE board = 'drc-us')`,
    ],
  ])('altered (%s): the board is refused, and left as it is', async (_, sql) => {
    const DATA = folder();
    alter(DATA, sql);
    const everything = `SELECT seq, at, hex(hash) FROM log WHERE board = 'drc-us'`;
    const before = ask(DATA, everything);
    await start(DATA);
    await expectRefused();
    await server.stop();
    expect(ask(DATA, everything)).toEqual(before);
    expect(ask(DATA, `SELECT count(*) AS n FROM board`)).toEqual([{ n: 2 }]);
  });

  it('altered while people are at the table: all are told as soon as it is found', async () => {
    const DATA = folder();
    await start(DATA, { LOG_LEVEL: 'silent' });
    const page = await LivePage.join(origin, 'us');
    const { token } = await joinBoard(origin, { party: null, role: 'observer' });
    const watcher = new Watcher(origin, token);
    await watcher.synced();
    page.type('Typed before. ');
    await page.safe();
    alter(DATA, `UPDATE log SET hash = zeroblob(32) WHERE board = 'drc-us' AND seq = 30`);
    // Somebody else has written: the table looks into its log, and finds what became of it.
    const last = (ask(DATA, `SELECT max(seq) AS n FROM log WHERE board = 'drc-us'`) as { n: number }[])[0]!.n;
    alter(
      DATA,
      `DELETE FROM keyframe; INSERT INTO log SELECT board, ${last + 1}, at, kind, seat, body, salt, hash FROM log WHERE board = 'drc-us' AND seq = ${last}`,
    );
    page.type('Typed into a damaged one. ');
    await until('the page is told', () => page.view.snapshot().connection.kind === 'closed');
    expect(page.view.snapshot().connection).toMatchObject({ code: 'board-damaged' });
    expect(page.text()).toContain('Typed into a damaged one. '); // it stays on the page
    await until('the observer is told', () => watcher.gaveUp === 4410);
    expect((await get(origin, '/clauses', page.token)).status).toBe(503);
    page.close();
    watcher.leave();
  });
});

describe('what can be made again', () => {
  it('a keyframe of which a byte is another: the log alone decides, and a sound one takes its place', async () => {
    const DATA = folder();
    const db = new DatabaseSync(join(DATA, 'paraph.sqlite'));
    const frames = db.prepare(`SELECT board, seq, bytes FROM keyframe`).all();
    expect(frames.length).toBeGreaterThanOrEqual(2);
    for (const { board, seq, bytes } of frames) {
      const wrong = new Uint8Array(bytes as Uint8Array);
      wrong[1 + dice.below(wrong.length - 1)]! ^= 1 << dice.below(8);
      db.prepare('UPDATE keyframe SET bytes = ? WHERE board = ? AND seq = ?').run(wrong, board!, seq!);
    }
    db.close();
    await start(DATA);
    const seat = await Seat.join(origin, { party: 'us', role: 'head' });
    const board = boardOf(await readLog(origin, seat.token));
    expect(seat.text('01', 'en')).toBe(board.doc.getText('text:01:en').toString());
    expect(server.output).toContain('the keyframe is not to be trusted');
    expect(ask(DATA, `SELECT seq FROM keyframe WHERE board = 'drc-us'`)).toEqual([]);
    seat.leave();
    expect((await server.stop()).code).toBe(0);
    expect(ask(DATA, `SELECT count(*) AS n FROM keyframe WHERE board = 'drc-us'`)).toEqual([{ n: 1 }]);
  });
});

describe('the files', () => {
  it('of which the first page is no more: nothing starts, and nothing is written over it', async () => {
    const DATA = folder();
    const path = join(DATA, 'paraph.sqlite');
    const wrong = readFileSync(path);
    wrong.fill(7, 0, 100);
    writeFileSync(path, wrong);
    const refused = new ServerProcess({ DATA, PORT: '0' });
    expect((await refused.exited).code).toBe(1);
    expect(refused.output).toContain(`The database in the data folder ${DATA} cannot be read`);
    expect(refused.output).toContain('npm run restore -- FILE');
    expect(readFileSync(path)).toEqual(wrong);
  });

  it('of which pages are torn somewhere: no broken chain is ever served', async () => {
    const reached = { refused: 0, served: 0, notStarted: 0 };
    for (let round = 0; round < 4; round += 1) {
      const DATA = folder();
      const path = join(DATA, 'paraph.sqlite');
      const bytes = readFileSync(path);
      const at = 4096 * (1 + dice.below(bytes.length / 4096 - 1));
      bytes.fill(dice.below(256), at, at + 512 + dice.below(3584));
      writeFileSync(path, bytes);
      const process = new ServerProcess({ DATA, PORT: '0', LOG_LEVEL: 'silent' });
      const listens = await process.listening().catch(() => null);
      if (listens === null) {
        expect(process.output).toMatch(/cannot be (?:read|used)|could not start/);
        reached.notStarted += 1;
        continue;
      }
      origin = listens;
      const answer = await fetch(`${origin}/api/boards/drc-us`);
      if (answer.status === 200) {
        // Where the page holds who sits there, nobody can sit down.
        const seated = await joinBoard(origin, { party: 'us' }).catch((error: Error) => error);
        if (seated instanceof Error) expect(seated.message).toMatch(/^503 .*"code":"store-unavailable"/);
        else await readLog(origin, seated.token); // the chain holds, from the first row to the last
        if (seated instanceof Error) reached.refused += 1;
        else reached.served += 1;
      } else {
        expect([404, 503]).toContain(answer.status);
        reached.refused += 1;
      }
      await process.stop('SIGKILL');
    }
    console.log(reached);
    expect(reached.refused + reached.served + reached.notStarted).toBe(4);
  });

  it('whose write-ahead log is cut short: a beginning of the log, whole; and who had more keeps it', async () => {
    const DATA = folder();
    const PORT = String(await freePort());
    await start(DATA, { PORT, LOG_LEVEL: 'silent' });
    const crowd = await Crowd.gather(origin, dice);
    await crowd.act(400);
    const page = await LivePage.join(origin, 'us').catch(() => null); // the head is there: a page of one's own is none
    expect(page).toBe(null);
    const told = crowd.seats[0]!.seq;
    await server.stop('SIGKILL');
    await crowd.noticed();
    const wal = join(DATA, 'paraph.sqlite-wal');
    const { size } = statSync(wal);
    expect(size).toBeGreaterThan(0);
    truncateSync(wal, Math.floor(size * (0.2 + dice.next() * 0.6)));
    await start(DATA, { PORT, LOG_LEVEL: 'silent' });
    const { token } = await joinBoard(origin, { party: null, role: 'observer' });
    const rows = await readLog(origin, token); // whole as far as it goes
    boardOf(rows);
    expect(rows.length).toBeLessThan(told);
    await pause(300);
    crowd.leave();
  });
});
