// Two delegations at work at once, with the chair and those who watch: everybody ends with the same text and ledger, and
// nobody learns a name that is not theirs to know.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { Dice, rounds } from '../support/gate-random.ts';
import { RACES, noCounts, play } from '../support/play.ts';
import { BOARD, Seat, contentOf, get, join, pause, post, until } from '../support/seat.ts';
import type { SeatOptions, Wanted } from '../support/seat.ts';
import { startServer } from '../support/server.ts';
import type { ServerOptions, TestServer } from '../support/server.ts';
import { Watcher, boardOf, readLog } from '../support/watcher.ts';

// Real sockets, disks and processes: on a machine that has much else to do they take their time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let server: TestServer;
const leaving: { leave(): void }[] = [];

const start = async (options: ServerOptions = {}): Promise<string> => {
  server = await startServer(options);
  return server.origin;
};
const here = <T extends { leave(): void }>(someone: T): T => {
  leaving.push(someone);
  return someone;
};
afterEach(async () => {
  for (const someone of leaving.splice(0)) someone.leave();
  await server.close();
  expect(server.complaints).toEqual([]);
});

const converge = async (seats: readonly Seat[], watchers: readonly Watcher[]): Promise<void> => {
  await Promise.all(seats.map((seat) => seat.settled()));
  const last = (): number => Math.max(...seats.map((seat) => seat.seq));
  await until('all seats have every row', () => seats.every((seat) => seat.live && seat.seq === last()));
  const vector = (doc: Y.Doc): string =>
    JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort());
  const wanted = vector(seats[0]!.doc);
  await until('those who watch have it all', () => watchers.every(({ doc }) => vector(doc) === wanted));
};

describe('two delegations at once', () => {
  it('L2: all seats, the observers and the log end with the same text, inclusion and ledger', async () => {
    const seed = Number(process.env['PARAPH_SEED'] ?? Date.now() % 1e9);
    console.log(`seed ${seed}`);
    const dice = new Dice(seed);
    const counts = noCounts();
    const origin = await start();
    const join = (wanted: Wanted, options: SeatOptions = {}): Promise<Seat> =>
      Seat.join(origin, wanted, options);
    const seats = await Promise.all([
      join({ party: 'drc', role: 'head' }),
      join({ party: 'drc' }),
      join({ party: 'drc' }, { transports: ['polling', 'websocket'] }),
      join({ party: 'us', role: 'head' }),
      join({ party: 'us' }),
      join({ party: 'us' }),
      join({ party: null, role: 'chair' }),
    ]);
    seats.forEach(here);
    const watchers = [here(await Watcher.join(origin)), here(await Watcher.join(origin))];
    for (let turn = 0; turn < rounds(220); turn += 1) {
      for (const seat of seats) if (seat.pen !== null && dice.chance(0.7)) play(seat, dice, counts);
      if (turn === 60) watchers.push(here(await Watcher.join(origin)));
      if (turn % 40 === 20) dice.of(seats).socket.io.engine.close(); // a line that breaks
      await pause(dice.below(25));
    }
    await converge(seats, watchers);

    for (const seat of seats) {
      expect(seat.gaps).toEqual([]);
      for (const code of seat.refusals) expect(RACES).toContain(code);
    }
    const rows = await readLog(origin, seats[0]!.token);
    const board = boardOf(rows);
    const clauses = board.state.clauses.map(({ id }) => id);
    const truth = contentOf(board.doc, clauses);
    for (const { doc } of [...seats, ...watchers]) expect(contentOf(doc, clauses)).toEqual(truth);
    for (const seat of seats)
      expect(JSON.stringify(seat.state.clauses)).toBe(JSON.stringify(board.state.clauses));
    for (const seat of seats)
      for (const { seq, hash } of [...seat.acknowledged, ...seat.rows])
        if (hash !== Buffer.from(rows[seq - 1]!.hash).toString('hex')) expect.fail(`row ${seq} is another`);
    const answered = seats.reduce((sum, seat) => sum + seat.acknowledged.length, 0);
    const resumed = seats.reduce((sum, seat) => sum + seat.sittings.filter((each) => each.resumed).length, 0);
    console.log(counts, `${answered} acknowledged, ${rows.length} rows, ${resumed} resumed`);
    for (const [what, count] of Object.entries(counts)) expect(count, what).toBeGreaterThanOrEqual(rounds(3));
    expect(answered).toBeGreaterThan(rounds(300));
    expect(resumed).toBeGreaterThanOrEqual(rounds(3));
  }, 60_000);

  it('tells names to the own delegation and the chair, in nothing else that leaves the server', async () => {
    const origin = await start();
    const heard = new Map<string, string>();
    const people = [
      { key: 'drc-head', party: 'drc', role: 'head', name: 'Qxdrchead' },
      { key: 'drc-member', party: 'drc', role: 'member', name: 'Qxdrcmember' },
      { key: 'us-head', party: 'us', role: 'head', name: 'Qxushead' },
      { key: 'us-member', party: 'us', role: 'member', name: 'Qxusmember' },
      { key: 'chair', party: null, role: 'chair', name: 'Qxchair' },
    ] as const;
    const seats: Seat[] = [];
    for (const { key, ...wanted } of people) {
      const joined = await join(origin, wanted);
      const seat = here(new Seat(origin, joined.seat.id, joined.token, { autoConnect: false }));
      // Everything that comes over the wire, acknowledgements too.
      seat.socket.io.on('open', () =>
        seat.socket.io.engine.on('packet', ({ data }) => {
          const bytes = typeof data === 'string' ? data : Buffer.from(data ?? '').toString('latin1');
          heard.set(key, (heard.get(key) ?? '') + bytes);
        }),
      );
      seat.socket.connect();
      seats.push(seat);
    }
    await Promise.all(seats.map((seat) => seat.seated()));
    const observer = await join(origin, { party: null, role: 'observer', name: 'Qxobserver' });
    const raw = new WebSocket(`${origin.replace('http', 'ws')}/sync/${BOARD}?token=${observer.token}`);
    here({ leave: () => raw.terminate() });
    raw.on('message', (data: Buffer) =>
      heard.set('observer', (heard.get('observer') ?? '') + data.toString('latin1')),
    );
    await new Promise((resolve) => raw.once('open', resolve));
    raw.send(new Uint8Array([0, 0, 1, 0])); // the state, please
    const watcher = here(await Watcher.join(origin));

    for (const seat of seats) {
      const clause = seat.state.clauses[0]!.id;
      seat.type(clause, 'en', 0, 'x');
      await seat.settled();
      const state = JSON.stringify({ clause, lang: 'en', typing: true, cursor: null });
      const pen = seat.pen!;
      await seat.ask('cursor', awarenessOf(pen, state));
    }
    const pens = seats.map((seat) => seat.pen!);
    await until('the watcher sees all', () =>
      pens.every((pen) => watcher.provider.awareness.getStates().has(pen)),
    );
    await until('all seats see all', () =>
      seats.every((seat) => pens.every((pen) => pen === seat.pen || seat.cursors.has(pen))),
    );
    expect(watcher.provider.awareness.getStates().get(pens[0]!)).toEqual({
      seat: seats[0]!.id,
      party: 'drc',
      role: 'head',
      name: null,
      clause: seats[0]!.state.clauses[0]!.id,
      lang: 'en',
      typing: true,
      cursor: null,
    });

    const known = (key: string): string[] =>
      [...people.map(({ name }) => name), 'Qxobserver'].filter((name) => heard.get(key)?.includes(name));
    expect(known('drc-head')).toEqual(['Qxdrchead', 'Qxdrcmember']);
    expect(known('drc-member')).toEqual(['Qxdrchead', 'Qxdrcmember']);
    expect(known('us-head')).toEqual(['Qxushead', 'Qxusmember']);
    expect(known('us-member')).toEqual(['Qxushead', 'Qxusmember']);
    expect(known('chair')).toEqual(people.map(({ name }) => name));
    expect(heard.get('observer')!.length).toBeGreaterThan(1000);
    expect(known('observer')).toEqual([]);

    for (const path of ['', '/clauses', '/ledger.json', '/ledger.csv', '/log', '/export/text-en.txt']) {
      const body = Buffer.from(await (await get(origin, path, seats[0]!.token)).arrayBuffer()).toString(
        'latin1',
      );
      expect(body.length, path).toBeGreaterThan(100);
      expect(body, path).not.toMatch(/Qx[a-z]{5}/);
    }
  });
});

/** An awareness update of one entry, by hand. */
const awarenessOf = (pen: number, state: string): Uint8Array => {
  const bytes: number[] = [1];
  for (let rest = pen; ; rest = Math.floor(rest / 128)) {
    bytes.push(rest > 127 ? (rest % 128) + 128 : rest);
    if (rest <= 127) break;
  }
  const utf8 = new TextEncoder().encode(state);
  return new Uint8Array([...bytes, 1, utf8.length, ...utf8]);
};

describe('who is there', () => {
  it('lets a head who has been away for a minute be replaced, on record', async () => {
    let time = Date.now();
    const origin = await start({ articles: 1, now: () => time });
    const first = here(await Seat.join(origin, { party: 'us', role: 'head', name: 'First' }));
    const asked = async (): Promise<number> =>
      (await post(origin, { name: 'Second', party: 'us', role: 'head' })).status;
    const headFree = async (): Promise<boolean> =>
      ((await (await get(origin, '')).json()) as { seats: { us: { headFree: boolean } } }).seats.us.headFree;
    time += 600_000;
    expect(await asked()).toBe(409); // connected all the while
    first.socket.disconnect();
    const member = here(await Seat.join(origin, { party: 'us', name: 'Member' }));
    await until(
      'its absence is noticed',
      () => member.roster.seats.find(({ id }) => id === first.id)?.present === 0,
    );
    expect(await asked()).toBe(409);
    expect(await headFree()).toBe(false);
    time += 59_000;
    expect(await asked()).toBe(409);
    time += 1_000;
    expect(await headFree()).toBe(true);
    const second = here(await Seat.join(origin, { party: 'us', role: 'head', name: 'Second' }));
    const roles = (): unknown =>
      second.roster.seats.filter(({ party }) => party === 'us').map(({ id, role }) => [id, role]);
    await until('the roster has it', () => second.roster.seats.some(({ id }) => id === second.id));
    expect(roles()).toContainEqual([second.id, 'head']);
    expect(roles()).toContainEqual([first.id, 'member']);
    const ledger = (await (await get(origin, '/ledger.json', member.token)).json()) as {
      entries: { events: object[] }[];
    };
    expect(ledger.entries.at(-1)!.events).toContainEqual({
      type: 'headChanged',
      party: 'us',
      from: first.id,
      to: second.id,
      why: 'absent',
    });
    // Who was away comes back as a member, with what it may do as one.
    first.socket.connect();
    await first.seated();
    expect(await first.move({ kind: 'propose', clause: first.state.clauses[0]!.id })).toMatchObject({
      code: 'heads-only',
    });
  });

  it('ends the seat of a chair who is replaced', async () => {
    let time = Date.now();
    const origin = await start({ articles: 1, now: () => time });
    const first = here(await Seat.join(origin, { party: null, role: 'chair' }));
    first.socket.disconnect();
    await pause(100);
    time += 61_000;
    await Seat.join(origin, { party: null, role: 'chair' }).then(here);
    const code = await new Promise<string>((resolve) => {
      first.socket.on('connect_error', (error) =>
        resolve((error as Error & { data: { code: string } }).data.code),
      );
      first.socket.connect();
    });
    expect(code).toBe('no-seat');
  });

  it('unloads a board that nobody is at, and loads it with its pens', async () => {
    const origin = await start({ articles: 1, lingerMs: 50 });
    const loaded = async (): Promise<number> =>
      Number(/^paraph_boards_loaded (\d+)$/m.exec(await (await fetch(`${origin}/metrics`)).text())?.[1]);
    const seat = here(await Seat.join(origin, { party: 'us' }));
    const watcher = here(await Watcher.join(origin));
    const clause = seat.state.clauses[0]!.id;
    seat.type(clause, 'en', 0, 'first ');
    await seat.settled();
    expect(await loaded()).toBe(1);
    for (let i = 0; i < 3; i += 1) {
      seat.socket.disconnect();
      watcher.provider.disconnect();
      seat.type(clause, 'en', 0, `offline${i} `);
      await until('the board is unloaded', async () => (await loaded()) === 0);
      seat.socket.connect();
      watcher.provider.connect();
      await seat.settled();
      await until('the watcher has it', () =>
        watcher.doc.getText(`text:${clause}:en`).toString().includes(`offline${i}`),
      );
    }
    expect(seat.sittings.map(({ resumed }) => resumed)).toEqual([false, true, true, true]);
    expect(seat.refusals).toEqual([]);
    expect(seat.text(clause, 'en')).toMatch(/^offline2 offline1 offline0 first /);
    await fetch(`${origin}/api/boards/nowhere`);
    expect(await loaded()).toBe(1); // what does not exist is not kept
  });
});
