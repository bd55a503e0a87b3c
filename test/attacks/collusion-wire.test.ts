// Law L1 under attack, over real sockets: head and member of one party, and the chair, against one honest head of the other. What
// they did is read off the log afterwards, row by row: no row of theirs may have moved the honest party.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { AttackedServer } from '../support/fuzz/attacked.ts';
import { deal, partyOf } from '../support/fuzz/deals.ts';
import { Honest } from '../support/fuzz/honest.ts';
import { conspire, Rogue } from '../support/fuzz/rogue.ts';
import { changesThrough } from '../support/fuzz/standing.ts';
import { Dice, FUZZ } from '../support/gate-random.ts';
import { Reached } from '../support/law-reached.ts';
import { BOARD, pause, Seat } from '../support/seat.ts';
import { readLog } from '../support/watcher.ts';

const ACTS = Math.max(50, 1500 * FUZZ);
const SEED = Number(process.env['PARAPH_SEED'] ?? 1);
const MOST_MS = 120_000 * Math.max(1, FUZZ);
const ARTICLES = ['1', '2', '11'];

vi.setConfig({ testTimeout: MOST_MS + 60_000, hookTimeout: 120_000 });

let server: AttackedServer;
const seats: Seat[] = [];

beforeAll(async () => {
  server = await AttackedServer.start();
});
afterAll(async () => {
  for (const seat of seats) seat.leave();
  expect(await server.stop()).toBe(0);
  expect(server.complaints).toEqual([]);
});

it(`L1 two malicious seats, and the chair, over real sockets (seed ${SEED})`, async () => {
  const dice = new Dice(SEED);
  const reached = new Reached();
  for (const wanted of [
    { party: 'us', role: 'head' },
    { party: 'drc', role: 'head' },
    { party: 'drc', role: 'member' },
    { party: null, role: 'chair' },
  ] as const)
    seats.push(await Seat.join(server.origin, wanted));
  const [first, ...others] = seats as [Seat, ...Seat[]];
  const honest = new Honest(first, ARTICLES, new Dice(dice.below(1e9)));
  const rogues = others.map((seat) => new Rogue(seat, BOARD, new Dice(dice.below(1e9)), reached));

  conspire(rogues);

  const said = (): number =>
    ['text', 'move', 'cursor'].reduce((sum, event) => sum + reached.of(`said ${event}`), 0);
  const end = Date.now() + MOST_MS;
  const over = (): boolean => !server.alive || said() >= ACTS || Date.now() > end;
  /** The honest head comes to terms with whoever leads the others, so that there is something to spoil. */
  const deals = async (): Promise<void> => {
    const ask = async (seat: Seat, move: { kind: string; [field: string]: unknown }): Promise<boolean> => {
      const rogue = rogues.find((each) => each.seat === seat);
      if (rogue !== undefined) return rogue.asks(move);
      // What it typed may be refused meanwhile, since an article is held: then it starts over, and gives up what was under way.
      const answer = await Promise.race([seat.move(move), pause(3000).then(() => ({ ok: false }))]);
      return answer.ok;
    };
    while (!over()) {
      const lead = rogues.find(({ seat }) => seat.live && seat.state.seats.get(seat.id)?.role === 'head');
      const clause = dice.of(ARTICLES);
      if (lead !== undefined && partyOf(lead.seat) === 'drc')
        await deal(
          ...(dice.chance(0.5) ? ([lead.seat, first] as const) : ([first, lead.seat] as const)),
          clause,
          ask,
        );
      for (const seat of [first, lead?.seat])
        if (seat !== undefined) await ask(seat, { kind: 'reopen', clause });
      await pause(50);
    }
  };
  await Promise.all([honest.work(over), deals(), ...rogues.map((rogue) => rogue.work(over))]);
  await first.settled();

  const { acts, wrong } = changesThrough(await readLog(server.origin, first.token), 'us');
  console.info(`seed ${SEED}: ${said()} said, ${acts} acts of theirs in the log\n${reached}`);
  expect(server.alive, server.output).toBe(true);
  expect(wrong).toEqual([]);
  expect(first.notices).toEqual([]);
  if (FUZZ < 1) return;
  expect(said()).toBeGreaterThanOrEqual(ACTS);
  expect(acts).toBeGreaterThan(80);
  expect(
    reached.missing({
      'granted propose': 1,
      'granted initial': 1,
      'granted reopen': 1,
      'refused bad-move': 20,
    }),
  ).toEqual([]);
});
