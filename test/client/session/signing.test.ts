// A seat with a key, against the real server: the key comes on record as it sits down, what it does from then on is signed,
// nobody does anything in its name without it, and the bundle that anybody can fetch proves it.
import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApi } from '../../../client/api.ts';
import { DraftStore } from '../../../client/drafts/store.ts';
import { systemClock } from '../../../client/session/clock.ts';
import { LiveTable } from '../../../client/session/live.ts';
import type { Signer } from '../../../client/session/signer.ts';
import type { Outcome } from '../../../client/session/view.ts';
import { decodeBundle } from '../../../shared/bundle.ts';
import { MoveBody, readBody } from '../../../shared/row-bodies.ts';
import { verifyBundle } from '../../../shared/verify.ts';
import { BOARD, Seat, get, pause, until } from '../../support/seat.ts';
import { startServer } from '../../support/server.ts';
import type { TestServer } from '../../support/server.ts';

let server: TestServer;
const open: { close(): void }[] = [];

beforeAll(async () => {
  server = await startServer({ articles: 2 });
});
afterAll(async () => {
  for (const each of open) each.close();
  await server.close();
  expect(server.complaints).toEqual([]);
});

const signerOf = (seed: number): Signer => {
  const secret = new Uint8Array(32).fill(seed);
  return {
    key: bytesToHex(ed25519.getPublicKey(secret)),
    sign: async (bytes) => {
      await pause(5);
      return ed25519.sign(bytes, secret);
    },
  };
};

type Taken = { token: string; seat: Parameters<typeof openLive>[1] };
const take = async (party: 'drc' | 'us'): Promise<Taken> => {
  const joined = await createApi({ origin: server.origin }).join(BOARD, { name: 'A', party, role: 'head' });
  if (!joined.ok) throw new Error(joined.code);
  return joined.value;
};
const openLive = (
  token: string,
  seat: ConstructorParameters<typeof LiveTable>[0]['seat'],
  signer: Promise<Signer | null>,
): LiveTable => {
  const table = new LiveTable({
    board: BOARD,
    seat,
    token,
    signer,
    open: (auth) => io(server.origin, { auth, transports: ['websocket'], forceNew: true }),
    clock: systemClock,
    drafts: new DraftStore({ storage: null, board: BOARD, seat: seat.id, role: seat.role, now: Date.now }),
    newId: () => crypto.randomUUID(),
  });
  open.push(table);
  return table;
};
const live = (table: LiveTable): Promise<void> =>
  until('seated', () => table.snapshot().connection.kind === 'live' && table.snapshot().unsafe === 0);
const keyOf = (table: LiveTable): string | undefined =>
  table.snapshot().state.seats.get(table.snapshot().seat.id)?.key;
const verified = async (token: string) => {
  const response = await get(server.origin, '/export/bundle.paraph', token);
  expect(response.headers.get('content-disposition')).toMatch(/drc-us-\d+\.paraph/);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const read = verifyBundle(bytes);
  if (!read.ok) throw new Error(read.code);
  return { bytes, report: read.report };
};

it('signs from the moment its key is on record, in order with what is typed', async () => {
  const { token, seat } = await take('drc');
  let found: (signer: Signer) => void = () => undefined;
  const table = openLive(token, seat, new Promise((resolve) => (found = resolve)));
  await until('seated', () => table.snapshot().connection.kind === 'live');
  const clause = table.snapshot().state.clauses[0]!.id;
  // The browser still looks for its key: what is done meanwhile waits for it, and goes in its order.
  const early = table.acts.move({ kind: 'reserve', clause, reason: 'awaiting instructions' });
  const { document, acts } = { document: table.document(), acts: table.acts };
  document.transact(() => document.getText(`text:${clause}:en`).insert(0, 'Whereas '), acts.origin);
  expect(keyOf(table)).toBeUndefined();
  const signer = signerOf(1);
  found(signer);
  expect(await early).toEqual({ ok: true } satisfies Outcome);
  await until('the key is on record', () => keyOf(table) === signer.key);
  const outcomes = await Promise.all([
    acts.move({ kind: 'liftReserve', clause }),
    acts.move({ kind: 'propose', clause }),
  ]);
  expect(outcomes).toEqual([{ ok: true }, { ok: true }]);
  await live(table);

  const { bytes, report } = await verified(token);
  expect(report.broken).toBeNull();
  expect(report.seats.find((each) => each.seat === seat.id)).toEqual({
    seat: seat.id,
    key: signer.key,
    signed: 3,
    unsigned: 1,
  });
  const read = decodeBundle(bytes);
  if (!read.ok) throw new Error(read.code);
  const own = read.bundle.rows.flatMap((row) =>
    row.kind === 'move' && row.seat === seat.id && 'body' in row ? [readBody(MoveBody, row.body)] : [],
  );
  expect(own.map(({ move, signed }) => [move.kind, signed !== undefined])).toEqual([
    ['reserve', false],
    ['showKey', true],
    ['liftReserve', true],
    ['propose', true],
  ]);
  expect(new TextDecoder('latin1').decode(bytes)).not.toContain('"A"');
  const log = await createApi({ origin: server.origin, token }).head(BOARD);
  expect(log).toMatchObject({
    ok: true,
    value: { seq: report.head.seq, hash: bytesToHex(report.head.hash) },
  });
  table.close();

  // Nobody who has only the seat's token, or another key, moves in its name.
  const stranger = new Seat(server.origin, seat.id, token);
  await stranger.seated();
  expect(await stranger.move({ kind: 'reserve', clause, reason: 'no' })).toMatchObject({
    ok: false,
    code: 'bad-signature',
  });
  stranger.leave();
  const other = openLive(token, seat, Promise.resolve(signerOf(2)));
  await live(other);
  expect(await other.acts.move({ kind: 'reserve', clause, reason: 'no' })).toMatchObject({
    code: 'bad-signature',
  });
  other.close();

  // The same browser comes back: the key is known, nothing is shown anew, and what it does is signed.
  const again = openLive(token, seat, Promise.resolve(signer));
  expect(await again.acts.move({ kind: 'reserve', clause, reason: 'yes' })).toEqual({ ok: true });
  const after = (await verified(token)).report;
  expect(after.seats.find((each) => each.seat === seat.id)).toMatchObject({ signed: 4, unsigned: 1 });
});

it('signs words bracketed by keystrokes on the way, behind the key', async () => {
  const { token, seat } = await take('us');
  const table = openLive(token, seat, Promise.resolve(signerOf(3)));
  await until('seated', () => table.snapshot().connection.kind === 'live');
  const clause = table.snapshot().state.clauses[1]!.id;
  const text = table.document().getText(`text:${clause}:en`);
  const first = text._start!;
  table.acts.strike(clause, 'en', [[first.id.client, first.id.clock, 1]]);
  await until('struck', () =>
    table.snapshot().history.some(({ events, seat: by }) => by === seat.id && events[0]?.type === 'struck'),
  );
  await live(table);
  const { report } = await verified(token);
  expect(report.broken).toBeNull();
  expect(report.seats.find((each) => each.seat === seat.id)).toMatchObject({ signed: 2, unsigned: 0 });
});

it('stays unsigned where the browser has no key, and for programs that never showed one', async () => {
  const program = await Seat.join(server.origin, { party: 'drc', role: 'member' });
  const clause = program.state.clauses[1]!.id;
  const term = program.state.clauses[1]!.terms[0];
  if (term !== undefined && 'min' in term)
    expect(await program.move({ kind: 'setTerm', clause, term: term.id, value: term.min })).toMatchObject({
      ok: true,
    });
  const signed = { on: 1, hash: '0'.repeat(64), by: '0'.repeat(64), signature: '0'.repeat(128) };
  expect(await program.move({ kind: 'openSitting', signed })).toMatchObject({
    ok: false,
    code: 'bad-signature',
  });
  expect(await program.move({ kind: 'openSitting', signed: { on: 'x' } })).toMatchObject({
    code: 'bad-move',
  });
  expect((await verified(program.token)).report.broken).toBeNull();
  program.leave();
  expect((await get(server.origin, '/export/bundle.paraph')).status).toBe(401);
  expect((await get(server.origin, '/head')).status).toBe(401);
});
