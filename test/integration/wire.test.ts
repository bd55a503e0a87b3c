// What travels between the table and the seats that act, over the real Socket.IO client: shapes, acknowledgements,
// refusals; and that nothing anybody sends brings the table down.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as awareness from 'y-protocols/awareness';
import * as Y from 'yjs';
import { LEDGER_CLIENT, partyIndexOf } from '../../shared/pens.ts';
import type { SitAnswer } from '../../shared/wire.ts';
import { BOARD, Seat, join, pause, until } from '../support/seat.ts';
import type { SeatOptions, Wanted } from '../support/seat.ts';
import { startServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';
import { boardOf, readLog } from '../support/watcher.ts';

// Real sockets, disks and processes: on a machine that has much else to do they take their time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let server: TestServer;
let origin: string;
const seats: Seat[] = [];

beforeAll(async () => {
  server = await startServer({ articles: 2 });
  ({ origin } = server);
});
afterAll(async () => {
  for (const seat of seats) seat.leave();
  await server.close();
  expect(server.complaints).toEqual([]);
});

const seat = async (wanted: Wanted = {}, options: SeatOptions = {}): Promise<Seat> => {
  const taken = await Seat.join(origin, wanted, options);
  seats.push(taken);
  return taken;
};

/** Why a connection with this `auth` is turned away. */
const turnedAway = async (auth: object): Promise<string> => {
  const refused = new Seat(origin, 'nobody', '', { auth: { ...auth }, reconnection: false });
  const code = await new Promise<string>((resolve) =>
    refused.socket.on('connect_error', (error) => {
      const { data } = error as Error & { data?: { code: string; message: string } };
      resolve(data === undefined ? error.message : data.message.length > 0 ? data.code : 'no sentence');
    }),
  );
  refused.leave();
  return code;
};

const HEX_64 = /^[0-9a-f]{64}$/;
const refused = (code: string): object => ({ ok: false, code, message: expect.stringMatching(/\w{2}.*\.$/) });

describe('coming in', () => {
  it('turns away who has no token, no board, or only watches', async () => {
    const observer = await join(origin, { party: null, role: 'observer' });
    const { token } = await join(origin);
    expect(await turnedAway({ board: BOARD })).toBe('no-token');
    expect(await turnedAway({ board: BOARD, token: 'x'.repeat(43) })).toBe('no-token');
    expect(await turnedAway({ board: 'nowhere', token })).toBe('no-board');
    expect(await turnedAway({ board: BOARD, token: observer.token })).toBe('observers-watch');
    expect(await turnedAway({ board: BOARD, token, room: 'caucus' })).toBe('bad-request');
    expect(await turnedAway({ board: { $ne: 1 }, token: ['x'] })).toBe('bad-request');
  });

  it('lets in by the cookie alone, and over polling first, as the client does by default', async () => {
    const response = await fetch(`${origin}/api/boards/${BOARD}/join`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'C', party: 'us', role: 'member' }),
    });
    const Cookie = (response.headers.get('set-cookie') ?? '').split(';')[0]!;
    const [auth, extraHeaders] = [{ board: BOARD }, { Cookie }];
    const here = new Seat(origin, 'by-cookie', '', {
      auth,
      extraHeaders,
      transports: ['polling', 'websocket'],
    });
    seats.push(here);
    await here.seated();
    await until('the transport is upgraded', () => here.socket.io.engine.transport.name === 'websocket');
    here.type(here.state.clauses[0]!.id, 'en', 0, 'over both transports ');
    await here.settled();
    expect(here.refusals).toEqual([]);
  });
});

describe('sitting down', () => {
  it('answers with a pen of the party, and the document up to a seq', async () => {
    const [drc, us, chair] = await Promise.all([
      seat({ party: 'drc' }, { sits: false }),
      seat({ party: 'us' }, { sits: false }),
      seat({ party: null, role: 'chair' }, { sits: false }),
    ]);
    const pens = new Set<number>();
    for (const [who, index] of [
      [drc, 1],
      [us, 2],
      [chair, 0],
    ] as const) {
      const answer = await who.ask<SitAnswer>('sit', { protocol: 1 });
      expect(answer).toEqual({
        ok: true,
        pen: expect.any(Number),
        resumed: false,
        seq: expect.any(Number),
        hash: expect.stringMatching(HEX_64),
        epoch: expect.any(String),
        state: expect.any(Uint8Array),
      });
      if (!answer.ok) continue;
      expect(answer.pen).toBeGreaterThan(LEDGER_CLIENT);
      expect(partyIndexOf(answer.pen)).toBe(index);
      pens.add(answer.pen);
      const doc = new Y.Doc();
      Y.applyUpdate(doc, new Uint8Array(answer.state));
      expect(doc.getArray('ledger').length).toBeGreaterThan(10);
    }
    expect(pens.size).toBe(3);
  });

  it('refuses everything before', async () => {
    const early = await seat({}, { sits: false });
    await until('it is connected', () => early.socket.connected);
    expect(await early.ask('text', new Uint8Array([0, 0]))).toEqual(refused('not-seated'));
    expect(await early.ask('move', { id: 'move-0001', kind: 'openSitting' })).toEqual(refused('not-seated'));
    expect(await early.ask('cursor', new Uint8Array([0]))).toEqual(refused('not-seated'));
    expect(early.rows).toEqual([]);
    for (const wrong of [
      undefined,
      null,
      1,
      [],
      {},
      { protocol: 2 },
      { protocol: 1, pen: 'x' },
      { protocol: 1, seq: -1 },
    ])
      expect(await early.ask('sit', wrong)).toEqual(refused('bad-protocol'));
  });

  it('resumes a pen with what was missed, and nobody else’s', async () => {
    const [one, other] = await Promise.all([seat({ party: 'drc' }), seat({ party: 'drc' })]);
    const clause = one.state.clauses[0]!.id;
    one.type(clause, 'en', 0, 'before ');
    await one.settled();
    one.socket.disconnect();
    one.type(clause, 'en', 0, 'offline ');
    other.type(clause, 'en', 0, 'meanwhile ');
    await other.settled();
    one.socket.connect();
    await one.seated();
    await one.settled();
    expect(one.sittings.map(({ resumed }) => resumed)).toEqual([false, true]);
    expect(one.sittings[1]!.pen).toBe(one.sittings[0]!.pen);
    await until('both read the same', () => one.text(clause, 'en') === other.text(clause, 'en'));
    for (const words of ['before ', 'offline ', 'meanwhile '])
      expect(one.text(clause, 'en')).toContain(words);

    const theirs = await one.ask<SitAnswer>('sit', { protocol: 1, pen: other.pen, seq: 0 });
    expect(theirs).toMatchObject({ ok: true, resumed: false });
    expect(theirs.ok && theirs.pen).not.toBe(other.pen);
    expect(other.socket.connected).toBe(true);
    // Nor may one write with it: the frame claims the other's pen, and comes over one's own.
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(one.doc));
    forged.clientID = other.pen!;
    const before = Y.encodeStateVector(forged);
    forged.getText(`text:${clause}:en`).insert(0, 'forged');
    expect(await one.ask('text', Y.encodeStateAsUpdate(forged, before))).toMatchObject({ ok: false });
  });

  it('gives a fresh pen and the whole document to a client that is ahead, or of another log', async () => {
    const here = await seat();
    const { pen, epoch } = here;
    const stateVector = Y.encodeStateVector(here.doc);
    for (const odd of [
      { epoch, seq: here.seq + 1000 },
      { epoch: 'another', seq: 1 },
    ]) {
      const answer = await here.ask<SitAnswer>('sit', { protocol: 1, pen, stateVector, ...odd });
      expect(answer).toMatchObject({ ok: true, resumed: false });
      if (!answer.ok) continue;
      expect(answer.pen).not.toBe(pen);
      const doc = new Y.Doc();
      Y.applyUpdate(doc, new Uint8Array(answer.state));
      expect(doc.getArray('ledger').length).toBe(here.doc.getArray('ledger').length);
    }
  });

  it('sends the older of two connections on one pen away', async () => {
    const older = await seat();
    older.socket.io.reconnection(false);
    const newer = new Seat(origin, older.id, older.token, { sits: false });
    seats.push(newer);
    const answer = await newer.ask<SitAnswer>('sit', {
      protocol: 1,
      pen: older.pen,
      stateVector: Y.encodeStateVector(older.doc),
      seq: older.seq,
      epoch: older.epoch,
    });
    expect(answer).toMatchObject({ ok: true, resumed: true, pen: older.pen });
    await until('the older is away', () => !older.socket.connected);
    expect(older.notices).toEqual(['taken-over']);
    expect(newer.socket.connected).toBe(true);
  });
});

describe('writing', () => {
  it('acknowledges each with its row, once, and tells everybody every row', async () => {
    const [author, reader] = await Promise.all([seat({ party: 'us' }), seat({ party: 'drc' })]);
    const clause = author.state.clauses[0]!.id;
    for (let i = 0; i < 40; i += 1) {
      author.type(clause, i % 2 === 0 ? 'en' : 'fr', 0, `${i} `);
      if (i % 10 === 0) reader.type(clause, 'en', 3, 'x');
    }
    await Promise.all([author.settled(), reader.settled()]);
    await until('the reader has every row', () => reader.seq === author.seq);
    expect(author.acknowledged).toHaveLength(40);
    for (const each of [author, reader]) {
      expect(each.gaps).toEqual([]);
      expect(each.refusals).toEqual([]);
    }
    const seqs = author.acknowledged.map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    const rows = await readLog(origin, author.token);
    for (const { seq, hash } of [...author.acknowledged, ...author.rows, ...reader.rows])
      expect(hash).toBe(Buffer.from(rows[seq - 1]!.hash).toString('hex'));
    const covered = reader.rows.flatMap(({ from, seq }) =>
      Array.from({ length: seq - (from ?? seq) + 1 }, (_, i) => (from ?? seq) + i),
    );
    expect(covered).toEqual(Array.from({ length: covered.length }, (_, i) => covered[0]! + i));
    expect(reader.rows.some(({ from }) => from !== undefined)).toBe(true); // some were merged
    expect(boardOf(rows).doc.getText(`text:${clause}:en`).toString()).toBe(reader.text(clause, 'en'));
  });

  it('counts a move once, however often it comes, and says no with a code', async () => {
    const [here, reader] = await Promise.all([seat({ party: 'us' }), seat({ party: 'drc' })]);
    const years = here.state.clauses.flatMap((each) => each.terms).find(({ kind }) => kind === 'duration')!;
    const of = here.state.clauses.find((each) => each.terms.includes(years))!;
    const setYears = { id: 'the-years-twice', kind: 'setTerm', clause: of.id, term: years.id, value: 11 };
    const twice = await Promise.all([here.ask('move', setYears), here.ask('move', setYears)]);
    expect(twice).toEqual([
      { ok: true, seq: expect.any(Number), hash: expect.stringMatching(HEX_64) },
      { ok: true, seq: expect.any(Number), hash: expect.stringMatching(HEX_64) },
    ]);
    const again = await here.ask('move', setYears);
    expect(again).toMatchObject({ ok: true });
    await until('the ledger has come', () => reader.seq === here.seq);
    const rows = await readLog(origin, here.token);
    expect(rows.filter((row) => Buffer.from(row.body).includes('the-years-twice'))).toHaveLength(1);

    expect(await here.move({ kind: 'propose', clause: of.id })).toEqual(refused('heads-only'));
    expect(await here.move({ kind: 'setTerm', clause: 'nowhere', term: 'x', value: 1 })).toEqual(
      refused('no-clause'),
    );
    expect(await here.move({ kind: 'takeSeat', seat: 'us-9', party: 'us', role: 'head' })).toEqual(
      refused('bad-move'),
    );
    expect(await here.move({ kind: 'openBoard' })).toEqual(refused('bad-move'));
  });

  it('outlives junk of every kind, and answers it', async () => {
    const [here, witness] = await Promise.all([seat({ party: 'us' }), seat({ party: 'drc' })]);
    const clause = here.state.clauses[0]!.id;
    const before = (await readLog(origin, here.token)).length;
    const big = new Uint8Array(780_000).fill(0xff);
    const deep: unknown[] = [];
    let inner = deep;
    for (let i = 0; i < 500; i += 1) inner.push((inner = []));
    const id = 'good-move-id';
    const words = { id, kind: 'adopt', clause, lang: 'en' };
    const values = [undefined, null, true, 0, -1, 1e300, '', 'x'.repeat(50_000), [], {}, deep];
    const frames = [[], [0, 0, 0], [255, 255, 255, 255, 255, 255]].map((bytes) => new Uint8Array(bytes));
    const moves = [
      { type: 'Buffer', data: [0, 0] },
      { id: 'x' },
      { id },
      { id, kind: 'adopt' },
      { id: 3, kind: {} },
      { ...words, ranges: [[1, 2]] },
      { ...words, ranges: [new Uint8Array([0, 0])] },
      { ...words, ranges: [[17, 0, 1e9]] },
      { ...words, ranges: [[4_294_967_295, 2_147_483_648, 200_000]] },
      { ...words, ranges: Array.from({ length: 5000 }, () => [17, 0, 1]) },
      { id, kind: 'propose', clause, note: 'x'.repeat(501) },
      JSON.parse('{"id": "good-move-id", "kind": "propose", "__proto__": {"clause": "x"}}'),
    ];
    const junk: unknown[] = [...values, ...frames, big, ...moves];
    for (const payload of junk) {
      expect(await here.ask('text', payload)).toMatchObject({ ok: false, code: expect.any(String) });
      expect(await here.ask('move', payload)).toMatchObject({ ok: false, code: expect.any(String) });
      expect(await here.ask('sit', payload)).toMatchObject({ ok: false, code: 'bad-protocol' });
      const pointed = await here.ask('cursor', payload);
      expect(pointed.ok || typeof pointed.code === 'string').toBe(true);
    }
    // No acknowledgement, or one that is no function; no payload; names that the emitter itself uses.
    for (const event of [
      'sit',
      'text',
      'move',
      'cursor',
      'error',
      'message',
      'toString',
      '__proto__',
      'constructor',
    ]) {
      here.socket.emit(event);
      here.socket.emit(event, 'x', 'not a function');
      here.socket.emit(event, null, null, null, { ok: 1 });
    }
    here.socket.send('x');
    await pause(50);
    expect((await here.ask('text')).ok).toBe(false);
    expect((await readLog(origin, here.token)).length).toBe(before);
    witness.type(clause, 'en', 0, 'alive ');
    await witness.settled();
    await until('the row came', () => here.text(clause, 'en').startsWith('alive '));
    expect(witness.notices).toEqual([]);
  });

  it('takes a state vector of 780 kB, and of nonsense, as none', async () => {
    const here = await seat();
    for (const stateVector of [
      new Uint8Array(780_000).fill(0x7f),
      new Uint8Array([0xff, 0xff, 0xff, 0x7f]),
      new Uint8Array([5, 1]),
    ]) {
      const answer = await here.ask<SitAnswer>('sit', {
        protocol: 1,
        pen: here.pen,
        seq: here.seq,
        epoch: here.epoch,
        stateVector,
      });
      expect(answer).toMatchObject({ ok: true, resumed: true, pen: here.pen });
      const doc = new Y.Doc();
      if (answer.ok) Y.applyUpdate(doc, new Uint8Array(answer.state));
      expect(doc.getArray('ledger').length).toBe(here.doc.getArray('ledger').length);
    }
  });

  it('cuts off what is larger than any request, and no other seat notices', async () => {
    const [huge, witness] = await Promise.all([seat(), seat()]);
    huge.socket.emit('text', new Uint8Array(3_000_000));
    await until('it comes back', () => huge.sittings.length === 2);
    expect(witness.sittings).toHaveLength(1);
    expect(huge.sittings[1]!.resumed).toBe(true);
  });
});

describe('pointing', () => {
  const at = (client: number, state: object | null): Uint8Array => {
    const doc = new Y.Doc();
    const shown = new awareness.Awareness(doc);
    shown.states.set(client, state as { [field: string]: unknown });
    shown.meta.set(client, { clock: 7, lastUpdated: 0 });
    const bytes = awareness.encodeAwarenessUpdate(shown, [client]);
    shown.destroy();
    return bytes;
  };

  it('shows a cursor, stamped with whose it is; a name to the own side and the chair alone', async () => {
    const [here, colleague, other] = await Promise.all([
      seat({ party: 'us', name: 'Secret Name' }),
      seat({ party: 'us' }),
      seat({ party: 'drc' }),
    ]);
    const clause = here.state.clauses[0]!.id;
    const state = {
      clause,
      lang: 'fr',
      typing: true,
      cursor: null,
      user: { name: 'The President', seat: 'drc-1' },
    };
    expect(await here.ask('cursor', at(here.pen!, state))).toEqual({ ok: true });
    const shown = {
      seat: here.id,
      party: 'us',
      role: 'member',
      clause,
      lang: 'fr',
      typing: true,
      cursor: null,
    };
    await until('both see it', () => colleague.cursors.has(here.pen!) && other.cursors.has(here.pen!));
    expect(colleague.cursors.get(here.pen!)).toEqual({ ...shown, name: 'Secret Name' });
    expect(other.cursors.get(here.pen!)).toEqual({ ...shown, name: null });
    expect(here.cursors.has(here.pen!)).toBe(false);

    const late = await seat({ party: 'us' });
    await until('who comes later sees it', () => late.cursors.has(here.pen!));
    expect(late.cursors.get(here.pen!)).toEqual({ ...shown, name: 'Secret Name' });
    here.leave();
    await until('it is gone with its seat', () => other.cursors.get(here.pen!) === null);
  });

  it('shows nobody another’s cursor', async () => {
    const [here, victim, witness] = await Promise.all([
      seat({ party: 'us' }),
      seat({ party: 'drc' }),
      seat({ party: 'us' }),
    ]);
    const clause = here.state.clauses[0]!.id;
    await victim.ask('cursor', at(victim.pen!, { clause, lang: 'en', typing: false }));
    await until('it is seen', () => witness.cursors.get(victim.pen!) !== undefined);
    const before = witness.cursors.get(victim.pen!);
    expect(await here.ask('cursor', at(victim.pen!, { clause, lang: 'fr', typing: true }))).toEqual({
      ok: true,
    });
    expect(await here.ask('cursor', at(victim.pen!, null))).toEqual({ ok: true });
    await here.ask('cursor', at(here.pen!, { clause, lang: 'en', typing: true }));
    await until('its own is seen', () => witness.cursors.has(here.pen!));
    expect(witness.cursors.get(victim.pen!)).toEqual(before);
  });

  it('takes the cursor of a pen away when its seat takes another', async () => {
    const [here, witness] = await Promise.all([seat({ party: 'us' }), seat({ party: 'us' })]);
    const pen = here.pen!;
    await here.ask('cursor', at(pen, { clause: here.state.clauses[0]!.id, lang: 'en' }));
    await until('it is seen', () => witness.cursors.has(pen));
    here.startOver();
    await here.seated();
    expect(here.pen).not.toBe(pen);
    await until('it is gone', () => witness.cursors.get(pen) === null);
  });
});
