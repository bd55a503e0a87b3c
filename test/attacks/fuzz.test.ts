// A server under fire for a minute: seats of both parties and the chair who send whatever may break it, lines that speak no
// protocol, watchers who write, requests that no page makes; and beside them two honest heads and an observer, who must not
// notice. `PARAPH_FUZZ=10` fires ten times as long, `PARAPH_SEED=7` with that seed.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { LANGUAGES, rootOf } from '../../shared/board.ts';
import type { Row } from '../../shared/log.ts';
import { clauseOf } from '../../shared/state.ts';
import { verifyBundle } from '../../shared/verify.ts';
import type { SitAnswer } from '../../shared/wire.ts';
import { OTHER_BOARD } from '../support/fuzz/attacked-boards.ts';
import { AttackedServer } from '../support/fuzz/attacked.ts';
import type { Memory } from '../support/fuzz/attacked.ts';
import { deal, partyOf } from '../support/fuzz/deals.ts';
import type { Asks } from '../support/fuzz/deals.ts';
import { DEADLINE_MS, dealing, Honest } from '../support/fuzz/honest.ts';
import { KINDS } from '../support/fuzz/moves.ts';
import { paced } from '../support/fuzz/paced.ts';
import { rawHttp, rawSocketIo, rawSync } from '../support/fuzz/raw-lines.ts';
import type { Target } from '../support/fuzz/raw-lines.ts';
import { oddRequest } from '../support/fuzz/requests.ts';
import type { Broken } from '../support/fuzz/requests.ts';
import { conspire, Rogue } from '../support/fuzz/rogue.ts';
import { changesThrough } from '../support/fuzz/standing.ts';
import { Dice, FUZZ } from '../support/gate-random.ts';
import { Reached } from '../support/law-reached.ts';
import { BOARD, join, pause, Seat, until } from '../support/seat.ts';
import type { Joined, Wanted } from '../support/seat.ts';
import { boardOf, readLog, Watcher } from '../support/watcher.ts';

const FOR_MS = 30_000 * FUZZ;
/** Seeds that once found something; the first of them is fired with unless another is chosen. */
const ONCE_BROKE: number[] = [];
const SEED = Number(process.env['PARAPH_SEED'] ?? ONCE_BROKE[0] ?? 1);
const SHARED = ['1', '2'];
/** Where the attackers are not authorised to write, and the honest come to terms. */
const OWN = '11';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 + 3 * FOR_MS });

let server: AttackedServer;
let drc: Honest;
let us: Honest;
let observer: Watcher;
let deals = 0;
let healthy = 0;
const reached = new Reached();
const rogues: Rogue[] = [];
const seats: Seat[] = [];
const broken: Broken[] = [];
const memory: { early?: Memory & { rows: number }; late?: Memory & { rows: number } } = {};
const failures: unknown[] = [];
/** The honest board's log and document, and both boards' bundles, once the fire is over. */
let rows: Row[] = [];
let document = new Uint8Array();
const bundles: Uint8Array[] = [];

const joinAt = async (board: string, wanted: Wanted): Promise<Joined> => {
  if (board === BOARD) return join(server.origin, wanted);
  const response = await fetch(`${server.origin}/api/boards/${board}/join`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Somebody', ...wanted }),
  });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Joined;
};

const seatAt = async (board: string, wanted: Wanted): Promise<Seat> => {
  const { seat, token } = await joinAt(board, wanted);
  const taken = new Seat(server.origin, seat.id, token, { auth: { board, token } });
  seats.push(taken);
  await taken.seated();
  return taken;
};

const rogueAt = async (board: string, wanted: Wanted, dice: Dice): Promise<Rogue> => {
  const rogue = new Rogue(await seatAt(board, wanted), board, dice, reached);
  rogues.push(rogue);
  return rogue;
};

const rowsOf = (): number => seats.reduce((most, { seq }) => Math.max(most, seq), 0);

/** What was reached too rarely to have proved anything. */
const tooLittle = (): string[] => {
  const asked = KINDS.filter((kind) => reached.of(`asked ${kind}`) < 20).map((kind) => `asked ${kind}`);
  const granted = KINDS.filter((kind) => reached.of(`granted ${kind}`) > 0).length;
  const codes = [...reached.counts.keys()].filter((what) => what.startsWith('refused ')).length;
  return [
    ...asked,
    ...(FUZZ < 1 ? [] : reached.missing(LEAST)),
    ...(granted < 17 ? [`kinds of moves that were granted: ${granted}`] : []),
    ...(codes < 60 ? [`codes of refusal: ${codes}`] : []),
    ...(drc.acts + us.acts < 150 ? ['honest acts'] : []),
  ];
};

/** All of them at once, until the time is up. */
const fire = async (dice: Dice): Promise<void> => {
  const tokens = [
    ...rogues.map(({ seat }) => seat.token),
    (await joinAt(BOARD, { party: null, role: 'observer' })).token,
  ];
  const boards = [BOARD, BOARD, OTHER_BOARD];
  const target: Target = { origin: server.origin, tokens, boards, doc: observer.doc, reached };
  const begun = Date.now();
  // A busy machine gets longer, so that a test which reached too little has something else to blame.
  const over = (): boolean => {
    const forMs = Date.now() - begun;
    return !server.alive || forMs > 3 * FOR_MS || (forMs > FOR_MS && tooLittle().length === 0);
  };
  const again = async (act: (dice: Dice) => Promise<unknown>): Promise<void> => {
    const own = new Dice(dice.below(2 ** 31));
    while (!over()) {
      await act(own);
      await pause(5 + own.below(30));
    }
  };
  const work = [
    drc.work(over),
    us.work(over),
    dealing(drc, us, OWN, over).then((made) => (deals = made)),
    ...rogues.map((rogue) => rogue.work(over)),
    ...[0, 1].map(() => again((own) => rawSocketIo(target, own))),
    again((own) => rawSync(target, own)),
    again((own) => rawHttp(target, own)),
    ...[0, 1].map(() =>
      again(async (own) => {
        const wrong = await oddRequest(server.origin, { tokens, boards, reached }, own);
        if (wrong !== null) broken.push(wrong);
      }),
    ),
    again(dealsElsewhere),
    again(async () => {
      const answer = await fetch(`${server.origin}/healthz`, { signal: AbortSignal.timeout(DEADLINE_MS) });
      if (answer.ok) healthy += 1;
      else failures.push(`/healthz: ${answer.status}`);
      await pause(400);
    }),
    pause(FOR_MS / 3).then(async () => (memory.early = { ...(await server.memory()), rows: rowsOf() })),
  ];
  for (const each of await Promise.allSettled(work))
    if (each.status === 'rejected') failures.push(each.reason);
};

const FAULTS = ['none', 'withdrawInitials', 'decline', 'withdraw'] as const;
let broughtOff = 0;

/** What a head can do so that an article is open again. */
const letsGo = async (head: Rogue, clause: string): Promise<void> => {
  const phase = clauseOf(head.seat.state, clause)?.phase;
  if (phase?.kind === 'locked' || phase?.kind === 'frozen') await head.asks({ kind: 'reopen', clause });
  if (phase?.kind !== 'held') return;
  const own = phase.initials.some(({ party }) => party === partyOf(head.seat));
  await head.asks({ kind: own ? 'withdrawInitials' : 'decline', clause });
};

/** On the board that nobody minds the attackers come to terms, and break off, so that everything happens there. */
const dealsElsewhere = async (dice: Dice): Promise<void> => {
  const heads = rogues.filter(
    ({ board, seat }) => board === OTHER_BOARD && seat.live && seat.state.seats.get(seat.id)?.role === 'head',
  );
  const [one, other] = dice.chance(0.5) ? heads : heads.toReversed();
  if (one !== undefined && other !== undefined) {
    const clause = dice.of(['1', '2', '11']);
    for (const head of [one, other]) await letsGo(head, clause);
    const asks: Asks = (seat, move) => (seat === one.seat ? one : other).asks(move);
    await deal(one.seat, other.seat, clause, asks, FAULTS[broughtOff++ % FAULTS.length]);
  }
  await pause(150);
};

/** All that is looked at afterwards, read at once, before what takes long keeps this process from its sockets. */
const gather = async (): Promise<void> => {
  await Promise.all([drc, us].map(({ seat }) => seat.settled()));
  await until('both heads are at one row', () => drc.seat.seq === us.seat.seq);
  rows = await readLog(server.origin, drc.seat.token);
  const { pen, seq, epoch } = us.seat;
  const answer = await paced(() => us.seat.ask<SitAnswer>('sit', { protocol: 1, pen, seq, epoch }));
  if (!answer.ok) throw new Error(answer.code);
  document = new Uint8Array(answer.state);
  for (const board of [BOARD, OTHER_BOARD]) {
    const { token } = rogues.find((rogue) => rogue.board === board)!.seat;
    const response = await fetch(`${server.origin}/api/boards/${board}/export/bundle.paraph`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    bundles.push(new Uint8Array(await response.arrayBuffer()));
  }
};

beforeAll(async () => {
  const dice = new Dice(SEED);
  server = await AttackedServer.start();
  drc = new Honest(await seatAt(BOARD, { party: 'drc', role: 'head' }), SHARED, new Dice(dice.below(1e9)));
  us = new Honest(await seatAt(BOARD, { party: 'us', role: 'head' }), SHARED, new Dice(dice.below(1e9)));
  observer = await Watcher.join(server.origin);
  for (const [board, wanted] of [
    [BOARD, { party: 'drc', role: 'member' }],
    [BOARD, { party: 'us', role: 'member' }],
    [BOARD, { party: null, role: 'chair' }],
    [OTHER_BOARD, { party: 'drc', role: 'head' }],
    [OTHER_BOARD, { party: 'us', role: 'head' }],
    [OTHER_BOARD, { party: 'us', role: 'member' }],
    [OTHER_BOARD, { party: null, role: 'chair' }],
  ] as const)
    await rogueAt(board, wanted, new Dice(dice.below(1e9)));
  conspire(rogues);
  for (const head of [drc, us])
    for (const { seat, board } of rogues)
      if (board === BOARD && seat.id.startsWith(head.seat.id.split('-')[0]!))
        expect(await head.asks({ kind: 'authorise', seat: seat.id, clauses: [OWN], allowed: false })).toBe(
          true,
        );
  await fire(dice);
  for (const { seat } of rogues) seat.leave();
  await pause(1500);
  if (server.alive) {
    // The chair may have closed the doors, as is its right: the observer then sees what came of it when both heads open them.
    if (drc.seat.state.doors.kind === 'closed')
      for (const { seat } of [drc, us]) await seat.move({ kind: 'openDoors' });
    memory.late = { ...(await server.memory()), rows: rowsOf() };
    await gather().catch((error: unknown) => failures.push(error));
  }
  console.info(
    `seed ${SEED}, ${FOR_MS / 1000} s, ${deals} deals, ${drc.acts + us.acts} honest acts, the slowest ${Math.round(Math.max(drc.slowestMs, us.slowestMs))} ms\n${JSON.stringify(memory)}\n${reached}`,
  );
});

afterAll(async () => {
  for (const seat of seats) seat.leave();
  observer.leave();
  if (server.alive) expect(await server.stop()).toBe(0);
  expect(server.complaints).toEqual([]);
});

describe(`a server under fire (seed ${SEED})`, () => {
  it('lives, answers everybody, and breaks over nothing', () => {
    expect(server.alive, server.output).toBe(true);
    expect(failures).toEqual([]);
    expect(broken).toEqual([]);
    expect(rogues.flatMap(({ unanswered }) => unanswered)).toEqual([]);
    expect(server.complaints).toEqual([]);
    expect(healthy).toBeGreaterThan(0);
  });

  it('disturbs no honest seat: none is refused, dismissed or made to start over', () => {
    for (const honest of [drc, us]) {
      expect(honest.refused).toEqual([]);
      expect(honest.seat.refusals).toEqual([]);
      expect(honest.seat.notices).toEqual([]);
      expect(honest.seat.gaps).toEqual([]);
      expect(honest.seat.sittings).toHaveLength(1);
      expect(honest.slowestMs).toBeLessThan(DEADLINE_MS);
    }
    expect(observer.connections).toBe(1);
    expect(observer.closed).toEqual([]);
  });

  it('keeps every honest word where all can read it, and nothing that was refused', async () => {
    // The server's document is, byte for byte, what its log adds up to: of what was refused there is nothing in it.
    const replayed = boardOf(rows);
    expect(Buffer.from(document).equals(Buffer.from(Y.encodeStateAsUpdate(replayed.doc)))).toBe(true);
    const roots = [...SHARED, OWN].flatMap((clause) => LANGUAGES.map((lang) => rootOf(clause, lang)));
    const all = (doc: Y.Doc): string => roots.map((root) => doc.getText(root).toString()).join('\n');
    await until('the observer has all of it', () => all(observer.doc) === all(replayed.doc));
    for (const doc of [drc.seat.doc, us.seat.doc]) expect(all(doc)).toBe(all(replayed.doc));
    const acknowledged = new Set(
      [drc, us].flatMap((honest) => honest.seat.acknowledged.map((each) => each.seq)),
    );
    const written = rows.filter((row) => row.kind === 'text' && [drc.seat.id, us.seat.id].includes(row.seat));
    expect(written.filter((row) => !acknowledged.has(row.seq))).toEqual([]);
    expect(written.length).toBeGreaterThanOrEqual(drc.words.length + us.words.length);
  });

  it('has of each attacker’s acts only those that were granted', () => {
    for (const { board, seat, granted, lost } of rogues) {
      if (board !== BOARD) continue;
      // The lines by hand may have taken its seat, too; but they send no frame that is one, and no move that is whole.
      const acts = rows.filter((row) => row.seat === seat.id && row.kind !== 'pen');
      const ungranted = acts.filter((row) => !granted.has(row.seq));
      expect(ungranted.length).toBeLessThanOrEqual(lost);
    }
  });

  it('leaves both logs such that whoever verifies them finds nothing wrong', () => {
    expect(bundles).toHaveLength(2);
    for (const bundle of bundles)
      expect(verifyBundle(bundle)).toMatchObject({ ok: true, report: { broken: null } });
  });

  it('L1 lets no act of anybody change where another party stands', () => {
    for (const party of ['drc', 'us']) {
      const { acts, wrong } = changesThrough(rows, party);
      expect(wrong).toEqual([]);
      expect(acts).toBeGreaterThan(30);
    }
  });

  it('holds no more memory in the end than its log accounts for', () => {
    const { early, late } = memory;
    const grown = late!.held - early!.held;
    expect(grown).toBeLessThan(8 * 2 ** 20 + 8192 * (late!.rows - early!.rows));
    expect(late!.resident - early!.resident).toBeLessThan(256 * 2 ** 20);
  });

  it('was fired at with everything that there is', () => {
    if (FUZZ < 1) return;
    expect(tooLittle()).toEqual([]);
  });
});

const LEAST = {
  'said text': 1500,
  'admitted text': 150,
  'said move': 1000,
  'admitted move': 60,
  'said cursor': 400,
  'admitted cursor': 40,
  'said sit': 30,
  'odd events': 60,
  'went and came back': 3,
  'raw packets': 200,
  'sync messages': 200,
  'http by hand': 100,
  'http 400': 20,
  'http 404': 50,
  'http 200': 20,
  'sync closed 4404': 1,
  'sync closed 4401': 1,
  'sync closed 1009': 1,
};
