// The one door: nothing is told that is not durable, and what the store refuses is asked again in order.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { checkChain } from '../../shared/log.ts';
import type { Row } from '../../shared/log.ts';
import { Table, StoreUnavailable } from '../../server/table.ts';
import { BOARD } from '../support/boards.ts';
import type { FaultyStore } from '../support/faulty-store.ts';
import { Dice, FUZZ, rounds } from '../support/gate-random.ts';
import { wholeOf } from '../support/law-checks.ts';
import { openTable, Page, pageAt, toolsOn } from '../support/table-page.ts';

const rowsOf = (store: FaultyStore): Promise<Row[]> => store.rows(BOARD.id, 1, 1e9);

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** The log is whole, and a table loaded from it is the table there is. */
const expectSound = async (table: Table, store: FaultyStore): Promise<void> => {
  expect(checkChain(await rowsOf(store)).ok).toBe(true);
  const whole = await table.read(wholeOf);
  const again = (await Table.load(toolsOn(store), BOARD.id))!;
  expect(await again.read(wholeOf)).toEqual(whole);
};

describe('what is told', () => {
  it('is durable: no row, no answer, no seat and no read before the commit', async () => {
    const { table, store } = await openTable();
    const us = await pageAt(table, 'us-1');
    const drc = await pageAt(table, 'drc-1');
    us.story.length = 0;
    const release = store.holdAppends();
    const settled: string[] = [];
    const note = (what: string) => (): void => void settled.push(what);
    const all = [
      drc.types('words').then(note('text')),
      table.move('us-1', 'some-move', { kind: 'reserve', clause: 'a1', reason: 'cost' }).then(note('move')),
      table.read((board) => board.seq).then(note('read')),
      new Page(table).sit('drc-1').then(note('sit')),
      table.join((board) => board.seq, note('joined')).then(note('join')),
    ];
    await pause(40);
    expect(settled).toEqual([]);
    expect(us.story).toEqual([]);
    const { length } = await rowsOf(store);
    release();
    await Promise.all(all);
    expect(settled.toSorted()).toEqual(['join', 'joined', 'move', 'read', 'sit', 'text']);
    expect(us.words()).toBe('words');
    expect((await rowsOf(store)).length).toBe(length + 3);
  });

  it('is announced before its sender is answered, many rows of one commit as one', async () => {
    const { table } = await openTable();
    const [us, drc] = [await pageAt(table, 'us-1'), await pageAt(table, 'drc-1')];
    const answers = await Promise.all([us.types('one '), drc.types('two '), us.types('three ', 'start')]);
    const [first, , third] = answers.map((answer) => (answer.ok ? answer.seq : 0)) as [
      number,
      number,
      number,
    ];
    expect(third).toBe(first + 2);
    expect(us.told.at(-1)).toMatchObject({ from: first, seq: third });
    expect(us.story.slice(-3)).toEqual([`row ${first}-${third}`, `taken ${first}`, `taken ${third}`]);
    expect(us.words()).toBe(drc.words());
    expect([us.gaps, drc.gaps]).toEqual([0, 0]);
  });

  it('of a refusal as well: it may rest on what is not durable yet', async () => {
    const { table, store } = await openTable();
    const drc = await pageAt(table, 'drc-1');
    const release = store.holdAppends();
    let refused = '';
    const text = drc.types('words');
    const move = table.move('us-1', 'a-refused-move', { kind: 'propose', clause: 'a1' });
    const heard = move.then((answer) => (refused = answer.ok ? 'taken' : answer.code));
    await pause(30);
    expect(refused).toBe('');
    release();
    await Promise.all([text, heard]);
    expect(refused).toBe('nothing-to-propose');
  });
});

describe('a seat that sits down in the midst of a commit', () => {
  it('misses no row, and is told none that it has', async () => {
    const { table } = await openTable();
    const [us, drc] = [await pageAt(table, 'us-1'), await pageAt(table, 'drc-1')];
    const late = new Page(table);
    const asked = [us.types('one '), drc.types('two ')];
    const sat = late.sit('us-1');
    asked.push(us.types('three '), drc.types('four '));
    const [answer] = await Promise.all([sat, ...asked]);
    expect(answer).toMatchObject({ ok: true, resumed: false });
    const seq = answer.ok ? answer.seq : 0;
    expect(late.story).toEqual([`sat ${seq}`, `row ${seq + 1}-${seq + 2}`]);
    expect(late.gaps).toBe(0);
    expect(late.words()).toBe(us.words());
    expect(late.words().split(' ').toSorted()).toEqual(['', 'four', 'one', 'three', 'two']);
  });

  it('on a pen that it had: resumed where it is the seat’s own, a new one otherwise', async () => {
    const { table, store } = await openTable();
    const us = await pageAt(table, 'us-1');
    await us.types('words');
    const pen = us.doc.clientID;
    expect(await table.sit('us-1', { pen }, () => undefined)).toMatchObject({ ok: true, pen, resumed: true });
    const other = await table.sit('drc-1', { pen }, () => undefined);
    expect(other).toMatchObject({ ok: true, resumed: false });
    expect(other.ok && other.pen & 15).toBe(1);
    expect(await table.sit('us-9', { pen }, () => undefined)).toMatchObject({ ok: false, code: 'no-seat' });
    await table.rest();
    const again = (await Table.load(toolsOn(store), BOARD.id))!;
    expect(await again.sit('us-1', { pen }, () => undefined)).toMatchObject({ ok: true, pen, resumed: true });
  });
});

describe('a commit that the store does not take', () => {
  it.each(['failNextAppend', 'conflictNextAppend'] as const)(
    '%s: is asked again, in order',
    async (fault) => {
      const { table, store } = await openTable();
      const [us, drc] = [await pageAt(table, 'us-1'), await pageAt(table, 'drc-1')];
      const written = (await rowsOf(store)).length;
      store[fault]();
      const asked = [us.types('one '), drc.types('two '), us.types('three '), new Page(table).sit('us-1')];
      const answers = await Promise.all(asked);
      expect(answers.map((answer) => answer.ok && answer.seq - written)).toEqual([1, 2, 3, 4]);
      expect(drc.story.filter((each) => each.startsWith('row')).length).toBe(1);
      expect([us.gaps, drc.gaps]).toEqual([0, 0]);
      expect(us.words()).toBe(drc.words());
      await expectSound(table, store);
    },
  );

  it('but had written: is told as it was written, once, and counts once (L6)', async () => {
    const { table, store } = await openTable();
    const [us, drc] = [await pageAt(table, 'us-1'), await pageAt(table, 'drc-1')];
    const written = (await rowsOf(store)).length;
    store.loseNextAnswer();
    const answers = await Promise.all([
      us.types('one '),
      table.move('us-1', 'the-only-move', { kind: 'reserve', clause: 'a1', reason: 'cost' }),
      table.serve('seating-us-2', {
        kind: 'takeSeat',
        seat: 'us-2',
        party: 'us',
        role: 'member',
        authorised: true,
      }),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect((await rowsOf(store)).length).toBe(written + 3);
    expect(drc.words()).toBe('one ');
    expect([us.gaps, drc.gaps]).toEqual([0, 0]);
    await expectSound(table, store);
  });

  it('of one row only, that it had written: is no row without words', async () => {
    const { table, store } = await openTable();
    const [us, drc] = [await pageAt(table, 'us-1'), await pageAt(table, 'drc-1')];
    store.loseNextAnswer();
    await us.types('one');
    expect(drc.words()).toBe('one');
    expect(drc.gaps).toBe(0);
  });

  it('since another wrote: the other’s rows are told, and the own ones follow', async () => {
    const { table, store } = await openTable();
    const [us, drc] = [await pageAt(table, 'us-1'), await pageAt(table, 'drc-1')];
    const elsewhere = (await Table.load(toolsOn(store), BOARD.id))!;
    const other = await pageAt(elsewhere, 'drc-1');
    await other.types('from elsewhere ');
    await elsewhere.rest(); // a keyframe beyond what this table knows
    const answer = await us.types('from here');
    expect(answer.ok).toBe(true);
    expect(drc.words()).toContain('from elsewhere');
    expect(drc.words()).toContain('from here');
    expect(drc.words()).toBe(us.words());
    expect([us.gaps, drc.gaps]).toEqual([0, 0]);
    await expectSound(table, store);
  });

  it('and never does: is given up, and nobody was told anything', async () => {
    const { table, store } = await openTable();
    const [us, drc] = [await pageAt(table, 'us-1'), await pageAt(table, 'drc-1')];
    const told = drc.story.length;
    for (let i = 0; i < 6; i += 1) store.failNextAppend();
    await expect(us.types('lost')).rejects.toThrow(StoreUnavailable);
    expect(drc.story.length).toBe(told);
    expect(await table.read((board) => board.seq)).toBe((await rowsOf(store)).length);
    expect((await drc.types('kept')).ok).toBe(true);
    await expectSound(table, store);
  });
});

describe('a store that cannot be written', () => {
  it('halts at once: nobody is told that it was taken, reading goes on, and so does writing by itself', async () => {
    const { table, store, tools } = await openTable();
    const [us, drc] = [await pageAt(table, 'us-1'), await pageAt(table, 'drc-1')];
    const heard: boolean[] = [];
    tools.clerk.watch((halted) => heard.push(halted));
    await us.types('durable ');
    const { length } = await rowsOf(store);
    const told = drc.story.length;
    store.breakDown();
    const outcomes = await Promise.allSettled([
      us.types('one '),
      drc.types('two '),
      table.move('us-1', 'no-move-now', { kind: 'reserve', clause: 'a1', reason: 'cost' }),
      new Page(table).sit('us-1'),
      table.read((board) => board.seq),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 4 }, () => 'rejected'),
      'fulfilled',
    ]);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StoreUnavailable);
    expect(heard).toEqual([true]);
    expect(drc.story.length).toBe(told);
    expect(await table.read((board) => board.seq)).toBe(length);
    // Not even a refusal, since it may rest on what was not taken: this frame follows on one that the table does not have.
    await expect(us.types('three ')).rejects.toThrow(StoreUnavailable);
    expect(await table.sit('us-1', { pen: us.doc.clientID }, () => undefined)).toMatchObject({
      resumed: true,
    });
    store.repair();
    await expect.poll(() => tools.clerk.halted).toBe(false);
    expect(heard).toEqual([true, false]);
    expect((await (await pageAt(table, 'us-1')).types('and on')).ok).toBe(true);
    await expectSound(table, store);
  });

  it('nor read: whoever asked before has no answer until it can, or is given up', async () => {
    const { table, store, tools } = await openTable();
    const us = await pageAt(table, 'us-1');
    store.breakDown('reads');
    const asked = us.types('words').then(
      () => 'taken',
      () => 'given up',
    );
    await pause(200);
    store.repair();
    await expect.poll(() => tools.clerk.halted).toBe(false);
    expect(['taken', 'given up']).toContain(await asked);
    await expectSound(table, store);
  });

  it('but had written: is answered as written, once it can be read', async () => {
    const { table, store, tools } = await openTable();
    const [us, drc] = [await pageAt(table, 'us-1'), await pageAt(table, 'drc-1')];
    store.loseNextAnswer();
    const asked = us.types('written ');
    await pause(8);
    store.breakDown();
    expect((await asked).ok).toBe(true);
    expect(drc.words()).toBe('written ');
    store.repair();
    await expect.poll(() => tools.clerk.halted).toBe(false);
    await expectSound(table, store);
  });
});

it('the log’s time never goes back, whatever the clock does', async () => {
  const { store, tools } = await openTable();
  let time = (await rowsOf(store)).at(-1)!.at;
  const table = (await Table.load({ ...tools, now: () => time }, BOARD.id))!;
  const us = await pageAt(table, 'us-1');
  for (const by of [5000, -3_600_000, 10, 7_200_000, -10_000]) {
    time += by;
    await us.types('x');
  }
  const times = (await rowsOf(store)).map(({ at }) => at);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  await table.rest();
  time = 0; // also over a keyframe
  const again = (await Table.load({ ...tools, now: () => time }, BOARD.id))!;
  await (await pageAt(again, 'us-1')).types('y');
  expect((await rowsOf(store)).at(-1)!.at).toBe(times.at(-1));
});

describe('what breaks', () => {
  const breaks = (table: Table): Promise<unknown> =>
    table.read((board) => {
      board.doc.once('beforeTransaction', () => {
        throw new Error('as the test wanted');
      });
    });

  it('while it is applied fails by itself, and the rest is asked of a board loaded again', async () => {
    const { table, store } = await openTable();
    const [us, drc] = [await pageAt(table, 'us-1'), await pageAt(table, 'drc-1')];
    await breaks(table);
    const outcomes = await Promise.allSettled([us.types('broken'), drc.types('sound')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(drc.words()).toBe('sound');
    await expectSound(table, store);
  });

  it('while another commit is under way leaves that as it was written', async () => {
    const { table, store } = await openTable();
    const [us, drc] = [await pageAt(table, 'us-1'), await pageAt(table, 'drc-1')];
    const release = store.holdAppends();
    const first = us.types('first ');
    await pause(20);
    const frame = drc.frame('second ');
    // The document cannot be reached by a read here, since reads wait for the commit.
    const integrate = Y.Item.prototype.integrate;
    Y.Item.prototype.integrate = () => {
      throw new Error('as the test wanted');
    };
    const second = expect(drc.send(frame)).rejects.toThrow('something else than was admitted');
    Y.Item.prototype.integrate = integrate;
    const third = us.types('third ');
    await pause(20);
    release();
    const answers = await Promise.all([first, third]);
    await second;
    const rows = await rowsOf(store);
    for (const answer of answers)
      if (answer.ok) expect(answer.hash).toBe(Buffer.from(rows[answer.seq - 1]!.hash).toString('hex'));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(us.words()).toBe('first third ');
    await expectSound(table, store);
  });

  it('in a read or in a listener concerns nobody else', async () => {
    const { table, store } = await openTable();
    const before = await table.read((board) => board);
    table.listen(() => {
      throw new Error('a listener that breaks');
    });
    const us = await pageAt(table, 'us-1');
    await expect(
      table.read(() => {
        throw new Error('a view that breaks');
      }),
    ).rejects.toThrow('a view that breaks');
    await expect(
      table.sit('us-1', {}, () => {
        throw new Error('a seat that breaks');
      }),
    ).rejects.toThrow('a seat that breaks');
    expect((await us.types('words')).ok).toBe(true);
    expect(us.words()).toBe('words');
    expect(await table.read((board) => board)).toBe(before);
    await expectSound(table, store);
  });
});

it('L8 a keyframe at rest brings the board back', async () => {
  const { table, store } = await openTable();
  const us = await pageAt(table, 'us-1');
  await us.types('words');
  await table.rest();
  expect(await store.latestKeyframe(BOARD.id)).toMatchObject({ seq: (await rowsOf(store)).length });
  await expectSound(table, store);
  await us.types(' after');
  await expectSound(table, store);
});

it('whatever the store does: everybody reads the same, and all that was acknowledged is in the log', async () => {
  const seed = Number(process.env['PARAPH_SEED'] ?? 5);
  const dice = new Dice(seed);
  const { table, store } = await openTable();
  const pages = await Promise.all(['us-1', 'drc-1', 'us-1', 'chair-1'].map((seat) => pageAt(table, seat)));
  const reached = { failNextAppend: 0, conflictNextAppend: 0, loseNextAnswer: 0, taken: 0 };
  for (let i = 0; i < rounds(150); i += 1) {
    const fault = dice.of([
      'failNextAppend',
      'conflictNextAppend',
      'loseNextAnswer',
      null,
      null,
      null,
    ] as const);
    if (fault !== null) {
      store[fault]();
      reached[fault] += 1;
    }
    const asked = pages
      .filter(() => dice.chance(0.6))
      .flatMap((page) =>
        Array.from({ length: 1 + dice.below(3) }, (_, k) =>
          page.types(`${i}.${k} `, dice.chance(0.5) ? 'start' : 'end'),
        ),
      );
    for (const answer of await Promise.all(asked)) {
      expect(answer, `seed ${seed}, round ${i}`).toMatchObject({ ok: true });
      reached.taken += 1;
    }
  }
  await table.read(() => null);
  const words = await table.read((board) =>
    board.text
      .runs('a1', 'en')
      .map((run) => run.text)
      .join(''),
  );
  for (const page of pages) {
    expect(page.gaps, `seed ${seed}`).toBe(0);
    expect(page.words(), `seed ${seed}`).toBe(words);
  }
  expect(words.split(' ').length - 1, `seed ${seed}`).toBe(reached.taken);
  const least = Math.min(...Object.values(reached));
  if (FUZZ >= 1) expect(least, `seed ${seed}: ${JSON.stringify(reached)}`).toBeGreaterThan(10);
  await expectSound(table, store);
}, 60_000);
