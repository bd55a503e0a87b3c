// Law L4, around the text: what GATE's table says of the wire itself. Presence that lies, requests out of turn, somebody
// else's pen. Each is answered by name or dropped, and neither the table nor anybody's presence is other than it was.
import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { encodeRows } from '../../shared/log.ts';
import type { SitAnswer } from '../../shared/wire.ts';
import { AttackedServer } from '../support/fuzz/attacked.ts';
import { paced } from '../support/fuzz/paced.ts';
import { string, update } from '../support/gate-craft.ts';
import { Seat, join, until } from '../support/seat.ts';
import { readLog, Watcher } from '../support/watcher.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let server: AttackedServer;
let attacker: Seat;
let victim: Seat;
let witness: Seat;
let watcher: Watcher;
let clause: string;
const seats: Seat[] = [];

const seat = async (
  ...wanted: Parameters<typeof Seat.join> extends [string, ...infer Rest] ? Rest : never
) => {
  const taken = await Seat.join(server.origin, ...wanted);
  seats.push(taken);
  return taken;
};

type Entry = readonly [client: number, clock: number, state: string];

/** An awareness update (y-protocols) that says whatever it is told to. */
const saying = (entries: readonly Entry[], count = entries.length): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, count);
  for (const [client, clock, state] of entries) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  }
  return encoding.toUint8Array(encoder);
};

const place = (lang: string, more: object = {}): string =>
  JSON.stringify({ clause, lang, typing: true, cursor: null, ...more });

beforeAll(async () => {
  server = await AttackedServer.start();
  victim = await seat({ party: 'us', name: 'The Victim' });
  witness = await seat({ party: 'us' });
  watcher = await Watcher.join(server.origin);
  clause = victim.state.clauses[0]!.id;
  expect(await victim.ask('cursor', saying([[victim.pen!, 1, place('en')]]))).toEqual({ ok: true });
});

beforeEach(async () => {
  attacker = await seat({ party: 'drc' });
});

afterAll(async () => {
  for (const each of seats) each.leave();
  watcher.leave();
  expect(await server.stop()).toBe(0);
  expect(server.complaints).toEqual([]);
});

const ask = (event: string, ...payload: unknown[]) => paced(() => attacker.ask(event, ...payload));

/** What the others see of the victim, and what stands in the log. */
const seen = async (): Promise<object> => {
  await until('the victim is seen', () => watcher.provider.awareness.states.has(victim.pen!));
  return {
    seat: witness.cursors.get(victim.pen!),
    observer: watcher.provider.awareness.states.get(victim.pen!),
    log: Buffer.from(encodeRows(await readLog(server.origin, witness.token))).toString('base64'),
  };
};

/** The attacker shows itself honestly: by then everybody has heard of whatever it said before. */
const showsItself = async (): Promise<void> => {
  expect(await ask('cursor', saying([[attacker.pen!, 1, place('fr')]]))).toEqual({ ok: true });
  await until('it is seen', () => witness.cursors.get(attacker.pen!)?.lang === 'fr');
  await until('observers see it', () => watcher.provider.awareness.states.get(attacker.pen!)?.lang === 'fr');
};

describe('L4 presence that lies', () => {
  const lies: [string, string | null, () => Uint8Array][] = [
    ['spoofs another seat', null, () => saying([[victim.pen!, 9, place('fr')]])],
    ['removes another’s entry', null, () => saying([[victim.pen!, 9, 'null']])],
    ['pins another’s clock at 2^52', null, () => saying([[victim.pen!, 2 ** 52, place('fr')]])],
    ['pins its own clock at 2^52', null, () => saying([[attacker.pen!, 2 ** 52, place('en')]])],
    [
      'weighs 9 kB',
      'awareness-size',
      () => saying([[attacker.pen!, 1, place('en', { x: 'x'.repeat(9000) })]]),
    ],
    ['claims a million entries', 'awareness-entries', () => saying([[attacker.pen!, 1, place('en')]], 1e6)],
    [
      'has a thousand entries',
      'awareness-entries',
      () => saying(Array.from({ length: 1000 }, (_, i) => [i, 1, '0'])),
    ],
    ['is not JSON', 'awareness-garbage', () => saying([[attacker.pen!, 1, '{clause: 1}']])],
    ['is an array', 'awareness-shape', () => saying([[attacker.pen!, 1, '[1, 2, 3]']])],
    ['is cut off', 'awareness-garbage', () => saying([[attacker.pen!, 1, place('en')]]).slice(0, -3)],
    ['has something behind its end', 'awareness-trailing', () => Uint8Array.from([...saying([]), 1])],
    [
      'points out of every text',
      'awareness-cursor',
      () => saying([[attacker.pen!, 1, place('en', { cursor: { anchor: { tname: 'ledger' }, head: {} } })]]),
    ],
  ];
  test.each(lies)('L4 presence that %s', async (_what, code, make) => {
    const before = await seen();
    const answer = await ask('cursor', make());
    expect(answer).toMatchObject(code === null ? { ok: true } : { ok: false, code });
    await showsItself();
    expect(await seen()).toEqual({ ...before, log: expect.any(String) });
    // Its own clock is the table's: nothing that it said keeps its next word from being heard, as just now it was.
    expect(watcher.provider.awareness.meta.get(attacker.pen!)!.clock).toBeLessThan(2 ** 50);
  });

  test('L4 presence names nobody as somebody else', async () => {
    const user = { name: 'The President', seat: victim.id, party: 'us', role: 'head' };
    const liar = saying([
      [attacker.pen!, 1, place('fr', { user, seat: victim.id, party: 'us', role: 'head' })],
    ]);
    expect(await ask('cursor', liar)).toEqual({ ok: true });
    await until('it is seen', () => witness.cursors.get(attacker.pen!)?.lang === 'fr');
    expect(witness.cursors.get(attacker.pen!)).toMatchObject({
      seat: attacker.id,
      party: 'drc',
      role: 'member',
      name: null,
    });
  });
});

describe('L4 out of turn', () => {
  test('L4 text before joining', async () => {
    const early = await seat({ party: 'drc' }, { sits: false });
    await until('it is connected', () => early.socket.connected);
    const before = await seen();
    for (const event of ['text', 'move', 'cursor'])
      expect(await paced(() => early.ask(event, new Uint8Array([0, 0])))).toMatchObject({
        ok: false,
        code: 'not-seated',
      });
    expect(early.rows).toEqual([]);
    expect(await seen()).toEqual(before);
  });

  test('L4 an acknowledgement that is no function', async () => {
    const root = `text:${clause}:en`;
    const { pen } = attacker;
    const before = (await readLog(server.origin, witness.token)).length;
    for (const ack of ['f', 1, null, {}, [], { call: 1 }])
      for (const event of ['sit', 'text', 'move', 'cursor']) attacker.socket.emit(event, null, ack);
    // Nor does a frame count less for nobody asking what became of it.
    attacker.socket.emit('text', update([[pen!, 0, [string('x', { root })]]]), 'no function');
    expect(await ask('text', new Uint8Array())).toMatchObject({ ok: false, code: 'truncated' });
    expect((await readLog(server.origin, witness.token)).length).toBe(before);
    expect(attacker.socket.connected).toBe(true);
  });

  test('L4 a state vector of 780 kB counts as none', async () => {
    const { pen, seq, epoch } = attacker;
    for (const fill of [0x7f, 0xff, 0]) {
      const stateVector = new Uint8Array(780_000).fill(fill);
      const answer = await paced(() =>
        attacker.ask<SitAnswer>('sit', { protocol: 1, pen, seq, epoch, stateVector }),
      );
      expect(answer).toMatchObject({ ok: true, resumed: true, pen });
      const doc = new Y.Doc();
      if (answer.ok) Y.applyUpdate(doc, new Uint8Array(answer.state));
      expect(doc.getArray('ledger').length).toBe(attacker.doc.getArray('ledger').length);
    }
  });

  test('L4 somebody else’s pen is not resumed, and its holder not disturbed', async () => {
    for (const other of [victim, witness]) {
      const answer = await paced(() =>
        attacker.ask<SitAnswer>('sit', { protocol: 1, pen: other.pen, seq: 1 }),
      );
      expect(answer).toMatchObject({ ok: true, resumed: false });
      expect(answer.ok && answer.pen).not.toBe(other.pen);
      expect(answer.ok && answer.pen & 15).toBe(1);
    }
    for (const pen of [16, 0, -1, 2 ** 32, 2 ** 53 - 1]) {
      const answer = await paced(() => attacker.ask<SitAnswer>('sit', { protocol: 1, pen }));
      expect(answer).toMatchObject({ ok: true, resumed: false });
    }
    victim.type(clause, 'en', 0, 'still here ');
    await victim.settled();
    expect(victim.refusals).toEqual([]);
    expect(victim.sittings).toHaveLength(1);
  });

  test('L4 two sockets on one pen: the older is sent away, and what it still sends is nothing', async () => {
    attacker.socket.io.reconnection(false);
    const newer = new Seat(server.origin, attacker.id, attacker.token, { sits: false });
    seats.push(newer);
    const { pen, seq, epoch } = attacker;
    const answer = await paced(() => newer.ask<SitAnswer>('sit', { protocol: 1, pen, seq, epoch }));
    expect(answer).toMatchObject({ ok: true, resumed: true, pen });
    await until('the older is away', () => !attacker.socket.connected);
    expect(attacker.notices).toEqual(['taken-over']);
    expect(newer.socket.connected).toBe(true);
    expect(victim.notices).toEqual([]);
  });

  test('L4 a client that is ahead of the server gets a fresh pen and the whole document', async () => {
    for (const seq of [attacker.seq + 1, attacker.seq + 1000, 2 ** 53 - 1]) {
      const { pen, epoch } = attacker;
      const stateVector = Y.encodeStateVector(attacker.doc);
      const answer = await paced(() =>
        attacker.ask<SitAnswer>('sit', { protocol: 1, pen, epoch, seq, stateVector }),
      );
      expect(answer).toMatchObject({ ok: true, resumed: false });
      if (!answer.ok) continue;
      expect(answer.pen).not.toBe(pen);
      expect(answer.seq).toBeLessThan(2 ** 40);
      const doc = new Y.Doc();
      Y.applyUpdate(doc, new Uint8Array(answer.state));
      expect(doc.getArray('ledger').length).toBe(attacker.doc.getArray('ledger').length);
    }
  });

  test('L4 who only watches writes nothing, whatever it sends', async () => {
    const { token } = await join(server.origin, { party: null, role: 'observer' });
    const before = await seen();
    const liar = new Watcher(server.origin, token);
    await liar.synced();
    liar.doc.getText(`text:${clause}:en`).insert(0, 'I was here ');
    liar.doc.getArray('ledger').push(['x']);
    liar.provider.awareness.setLocalState({ clause, lang: 'en', user: 'nobody' });
    await showsItself();
    expect(await seen()).toEqual({ ...before, log: expect.any(String) });
    expect(watcher.doc.getText(`text:${clause}:en`).toString()).toBe(witness.text(clause, 'en'));
    expect(witness.text(clause, 'en')).not.toContain('I was here');
    liar.leave();
  });
});
