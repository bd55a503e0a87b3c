// Law L4 over a real socket: every numbered bad input goes to a real server in a process of its own, twice. Once in silence,
// where the server's document and everybody's copy of it must then be what they were, byte for byte; and once in the midst of
// honest work in the same texts, of which every word must arrive, and nothing else.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { rootOf } from '../../shared/board.ts';
import { LEDGER_CLIENT } from '../../shared/pens.ts';
import type { Answer, DoneAnswer, SitAnswer } from '../../shared/wire.ts';
import { AttackedServer } from '../support/fuzz/attacked.ts';
import { paced } from '../support/fuzz/paced.ts';
import { attacksBy, NEXT_A, NEXT_B } from '../support/gate-attacks.ts';
import type { Attack, Attacked } from '../support/gate-attacks.ts';
import { deleted, string, update } from '../support/gate-craft.ts';
import { Seat, until } from '../support/seat.ts';
import type { Wanted } from '../support/seat.ts';
import { boardOf, readLog, Watcher } from '../support/watcher.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let server: AttackedServer;
let attacker: Seat;
let colleague: Seat;
let victim: Seat;
/** Honest seats of both parties, who write on; and one who only watches. */
let drc: Seat;
let us: Seat;
let chair: Seat;
let watcher: Watcher;
const seats: Seat[] = [];
/** What the attacker knows, and its first frame. */
let on: Attacked;
let attacks: ReadonlyMap<number, Attack>;

const seat = async (wanted: Wanted): Promise<Seat> => {
  const taken = await Seat.join(server.origin, wanted);
  seats.push(taken);
  return taken;
};

const grant = async (who: Seat, move: { kind: string; [field: string]: unknown }): Promise<void> => {
  const answer = await paced(() => who.move(move));
  if (!answer.ok) throw new Error(`${who.id} may not ${move.kind}: ${answer.code}`);
};

/** Everybody has heard of everything. */
const together = async (): Promise<void> => {
  await Promise.all([drc, us, chair].map((each) => each.settled()));
  const seq = Math.max(...seats.map((each) => each.seq));
  await until('all seats are at one row', () => seats.every((each) => each.seq === seq));
};

const types = async (
  who: Seat,
  clause: string,
  lang: 'en' | 'fr',
  at: number,
  words: string,
): Promise<void> => {
  await together();
  who.type(clause, lang, at, words);
  await who.settled();
};

/** The same hands at the same places as on the pure gate's board, so that the same clocks mean the same characters. */
const setTable = async (): Promise<void> => {
  const title = { en: 'An article', fr: 'Un article' };
  for (const id of ['c-1', 'c-2', 'c-3', 'c-4'])
    await grant(chair, { kind: 'addClause', clause: { id, title, terms: [] } });
  let firstFrame: Uint8Array | null = null;
  attacker.doc.on('update', (frame: Uint8Array, origin: unknown) => {
    if (origin === 'typed') firstFrame ??= frame;
  });
  await types(attacker, 'c-1', 'en', 0, 'The Seller shall deliver the goods. ');
  await types(victim, 'c-1', 'en', 4, 'honest 😀 ');
  await types(victim, 'c-2', 'en', 0, 'Price is 100 EUR.');
  await types(attacker, 'c-2', 'en', 17, ' Net.');
  await types(attacker, 'c-3', 'fr', 0, 'Term: two years.');
  await together();
  attacker.delete('c-3', 'fr', 0, 6);
  await attacker.settled();
  await types(victim, 'c-3', 'fr', 10, ' Renewable.');
  await together();
  const [a, b] = [attacker.pen!, victim.pen!];
  await grant(us, { kind: 'adopt', clause: 'c-1', lang: 'en', ranges: [[a, 10, 6]] });
  await grant(us, { kind: 'adopt', clause: 'c-2', lang: 'en', ranges: [[a, 36, 5]] });
  await grant(drc, { kind: 'adopt', clause: 'c-2', lang: 'en', ranges: [[b, 10, 17]] });
  for (const head of [drc, us]) {
    const clause = await fetch(`${server.origin}/api/boards/drc-us/clauses/c-2`, {
      headers: { Authorization: `Bearer ${head.token}` },
    });
    const { hash } = (await clause.json()) as { hash: string };
    await grant(head, { kind: 'initial', clause: 'c-2', hash });
  }
  await together();
  on = { doc: attacker.doc, firstFrame: firstFrame ?? new Uint8Array() };
};

beforeAll(async () => {
  server = await AttackedServer.start();
  [drc, us, chair] = await Promise.all([
    seat({ party: 'drc', role: 'head' }),
    seat({ party: 'us', role: 'head' }),
    seat({ party: null, role: 'chair' }),
  ]);
  victim = await seat({ party: 'us' });
  colleague = await seat({ party: 'drc' });
  attacker = await seat({ party: 'drc' }); // its pen is the highest: naive conflict resolution walks far
  watcher = await Watcher.join(server.origin);
  await setTable();
  attacks = new Map(
    attacksBy({ A: attacker.pen!, A2: colleague.pen!, B: victim.pen! }).map((attack) => [attack[0], attack]),
  );
});

afterAll(async () => {
  for (const each of seats) each.leave();
  watcher.leave();
  expect(await server.stop()).toBe(0);
  expect(server.complaints).toEqual([]);
});

const bytesOf = (state: Uint8Array): string => Buffer.from(state).toString('base64');

/** The server's whole document, as it answers to a seat that comes back with nothing. */
const serversDocument = async (): Promise<string> => {
  const { pen, seq, epoch } = victim;
  const answer = await paced(() => victim.ask<SitAnswer>('sit', { protocol: 1, pen, seq, epoch }));
  if (!answer.ok) throw new Error(answer.code);
  expect(answer.resumed).toBe(true);
  return bytesOf(new Uint8Array(answer.state));
};

type Picture = { server: string; observer: string; second: string; hash: string };

const picture = async (): Promise<Picture> => {
  const document = await serversDocument();
  await until('the observer has all of it', () => readsAs(watcher.doc, victim.doc));
  return {
    server: document,
    observer: bytesOf(Y.encodeStateAsUpdate(watcher.doc)),
    second: bytesOf(Y.encodeStateAsUpdate(victim.doc)),
    hash: victim.hash,
  };
};

const ROOTS = [rootOf('c-1', 'en'), rootOf('c-2', 'en'), rootOf('c-3', 'fr'), rootOf('c-4', 'en')];
const readsAs = (one: Y.Doc, other: Y.Doc): boolean =>
  one.getArray('ledger').length === other.getArray('ledger').length &&
  ROOTS.every((root) => one.getText(root).toString() === other.getText(root).toString());

const attack = (frame: unknown): Promise<Answer<DoneAnswer>> =>
  paced(() => attacker.ask<DoneAnswer>('text', frame));

/** The words of the honest that nobody has counted yet. */
let words = 0;
const honestWord = (who: Seat, clause: string, lang: 'en' | 'fr'): void => {
  words += 1;
  who.type(clause, lang, who.text(clause, lang).length, ` w${words}`);
};

const works = (): void => {
  honestWord(drc, 'c-1', 'en');
  honestWord(us, 'c-3', 'fr');
  honestWord(us, 'c-1', 'en');
};

/** Refused by this code in silence, and in the midst of work; and every copy of the table is what the honest made of it. */
const isRefused = async (frame: unknown, code: string): Promise<void> => {
  await together();
  const before = await picture();
  expect(await attack(frame)).toMatchObject({ ok: false, code, message: expect.stringMatching(/\w/) });
  expect(await picture()).toEqual(before);

  const [row, rows] = [victim.seq, words];
  works();
  const answers = await Promise.all([attack(frame), attack(frame)]);
  works();
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, code });
  await together();
  expect(victim.seq - row).toBe(words - rows); // a row for each honest word, and none besides
  for (const each of [drc, us, victim, chair]) {
    expect(each.refusals).toEqual([]);
    expect(each.notices).toEqual([]);
    expect(each.sittings).toHaveLength(1);
  }
  expect(server.alive).toBe(true);
};

/** What differs over the wire, and why. */
const OVER_THE_WIRE: Readonly<
  Record<number, { code?: string; frame?: () => unknown; before?: () => Promise<void> }>
> = {
  // The server's own client is the ledger's, and this is its next entry.
  4: {
    frame: () =>
      update([
        [LEDGER_CLIENT, Y.getState(victim.doc.store, LEDGER_CLIENT), [string('x', { root: 'text:c-1:en' })]],
      ]),
  },
  // The live cap on clocks is 2^31.
  13: {
    frame: () =>
      update([[attacker.pen!, 2 ** 31 - 300_000, Array.from({ length: 4 }, () => deleted(90_000, end()))]]),
  },
  // This table's document has no map: what the server has written there is the ledger.
  25: { code: 'no-root' },
  // More than 64 KiB is judged as what comes after a spell without connection, of which 1 MiB is taken.
  110: { frame: () => update([[attacker.pen!, NEXT_A, [string('x'.repeat(1024 * 1024), end())]]]) },
  // A clause of nearly 200,000 characters, typed by an honest colleague.
  112: {
    frame: () =>
      update([[attacker.pen!, NEXT_A, [string('x'.repeat(40_000), { origin: [colleague.pen!, 179_999] })]]]),
    before: async () => {
      for (let i = 0; i < 6; i += 1) {
        colleague.type('c-4', 'en', 30_000 * i, 'y'.repeat(30_000));
        await colleague.settled();
      }
    },
  },
  // The text is made of many pieces first: by honest words within each other.
  113: {
    before: async () => {
      const text = us.doc.getText(rootOf('c-1', 'en'));
      us.type('c-1', 'en', 0, 'y'.repeat(300));
      us.doc.transact(() => {
        for (let i = 0; i < 300; i += 1) text.insert(i * 2, 'z');
      }, 'typed');
      await us.settled();
    },
  },
  // An ArrayBuffer arrives as bytes; what JSON makes of it is `{}`.
  119: { frame: () => ({}) },
};
const end = () => ({ origin: [victim.pen!, 37] }) as const;
const codeOf = ([number, , code]: Attack): string => OVER_THE_WIRE[number]?.code ?? code;

describe('L4 over a real socket', () => {
  test('the table is the one that the inputs are made for', () => {
    const clocks = [attacker, victim].map((each) => Y.getState(victim.doc.store, each.pen!));
    expect(clocks).toEqual([NEXT_A, NEXT_B]);
    expect(victim.text('c-1', 'en')).toBe('The honest 😀 Seller shall deliver the goods. ');
    expect(victim.text('c-2', 'en')).toBe('Price is 100 EUR. Net.');
    expect(victim.text('c-3', 'fr')).toBe('two years. Renewable.');
    expect(attacker.pen).toBeGreaterThan(victim.pen!);
    expect(attacks.size).toBe(119);
  });

  for (const listed of attacksBy({ A: 0, A2: 0, B: 0 })) {
    const [number, name] = listed;
    test(`L4 #${number} ${name}: ${codeOf(listed)}`, async () => {
      const differs = OVER_THE_WIRE[number];
      await differs?.before?.();
      await together();
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(on.doc));
      const frame = differs?.frame?.() ?? attacks.get(number)![3]({ doc: copy, firstFrame: on.firstFrame });
      await isRefused(frame, codeOf(listed));
    });
  }

  test('L4 #119 an ArrayBuffer, as the bytes that it arrives as', async () => {
    await isRefused(new ArrayBuffer(4), 'trailing-bytes');
  });

  test('the log holds nothing but what the honest did, and adds up to what everybody reads', async () => {
    await together();
    const rows = await readLog(server.origin, drc.token);
    const board = boardOf(rows);
    const served = new Y.Doc();
    Y.applyUpdate(served, Buffer.from(await serversDocument(), 'base64'));
    for (const doc of [served, watcher.doc, victim.doc, drc.doc]) expect(readsAs(board.doc, doc)).toBe(true);
    const attackers = rows.filter((row) => row.kind === 'text' && row.seat === attacker.id);
    expect(attackers).toHaveLength(4); // the three texts that it typed honestly, and one deletion
    for (let i = 1; i <= words; i += 1)
      expect(`${us.text('c-1', 'en')} ${us.text('c-3', 'fr')} `).toContain(` w${i} `);
  });
});
