// A delegate's page against the real rules of the table, over a line that can be held up and cut.
import { describe, expect, test } from 'vitest';
import type { Range } from '../../../shared/ids.ts';
import { viewOf } from '../../../shared/text/characters.ts';
import type { Delegate } from '../../support/fake-table.ts';
import { CLAUSE, delegate, FakeTable, ROOT, SEATS, seated } from '../../support/fake-table.ts';

/** The ids of the words in the English text, as this page has them. */
const rangesOf = (one: Delegate, words: string): Range[] => {
  const ranges: Range[] = [];
  for (const run of viewOf(one.table.document()).runs(CLAUSE, 'en')) {
    const at = run.text.indexOf(words);
    if (at >= 0) ranges.push([run.client, run.clock + at, words.length]);
  }
  if (ranges.length === 0) throw new Error(`no words "${words}"`);
  return ranges;
};
const arrived = (table: FakeTable, seat: string): string[] =>
  table.arrivals.flatMap((each) => (each.seat === seat && each.what !== 'sit' ? [each.what] : []));

describe('at the table', () => {
  test('sits down, takes its pen and shows the board', () => {
    const table = new FakeTable();
    const one = delegate(table, SEATS.drc);
    expect(one.table.snapshot().connection.kind).toBe('connecting');
    one.line.connect();
    one.line.flow();
    const { connection, state, seq, history } = one.table.snapshot();
    expect(connection.kind).toBe('live');
    expect(one.table.document().clientID).toBe(one.line.pen);
    expect(one.line.pen! & 15).toBe(1);
    expect(state.clauses.map((clause) => clause.id)).toEqual([CLAUSE]);
    expect(seq).toBe(table.board.seq);
    expect(history).toHaveLength(6);
  });

  test('what one types the other reads, and each includes only its own', () => {
    const table = new FakeTable();
    const [drc, us] = [seated(table, SEATS.drc), seated(table, SEATS.us)];
    drc.type(0, 'The Parties shall');
    expect(drc.table.snapshot().unsafe).toBe(1);
    drc.line.flow();
    us.line.flow();
    us.type(17, ' may');
    us.line.flow();
    drc.line.flow();
    expect(drc.table.snapshot().unsafe).toBe(0);
    for (const each of [drc, us])
      expect(each.sees()).toEqual({ drc: 'The Parties shall', us: ' may', all: 'The Parties shall may' });
  });

  test('frames go out without waiting, one a transaction, and are trimmed only by their acknowledgements', () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    for (const [at, letter] of [...'word'].entries()) one.type(at, letter);
    expect(one.line.goingUp).toHaveLength(4);
    one.line.flowUp();
    expect(one.table.snapshot().unsafe).toBe(4);
    one.line.flowDown(1);
    expect(one.table.snapshot().unsafe).toBe(4); // a row is no acknowledgement
    one.line.flow();
    expect(one.table.snapshot().unsafe).toBe(0);
    expect(table.read().drc).toBe('word');
  });

  test('a gap in the rows makes it sit again, and nothing is missing', () => {
    const table = new FakeTable();
    const [drc, us] = [seated(table, SEATS.drc), seated(table, SEATS.us)];
    drc.type(0, 'one');
    drc.line.flow();
    us.line.goingDown.length = 0; // lost on the way
    drc.type(3, ' two');
    drc.line.flow();
    us.line.flow();
    expect(us.sees().all).toBe('one two');
    expect(table.arrivals.filter((each) => each.seat === 'us-1' && each.what === 'sit')).toHaveLength(2);
    expect(us.table.document().clientID).toBe(us.line.pen);
  });

  test('the table’s word that the seat is gone closes it, and whoever waits is told', async () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    const outcome = one.table.acts.move({ kind: 'openSitting' });
    one.line.cut();
    one.line.refuseConnection('no-seat');
    expect(await outcome).toMatchObject({ ok: false, code: 'no-seat' });
    expect(one.table.snapshot().connection).toEqual({ kind: 'closed', code: 'no-seat' });
  });

  test('others are told where the caret is, at most every 50 ms, the last place always', () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    const at = (typing: boolean) => ({ clause: CLAUSE, lang: 'en' as const, cursor: null, typing });
    for (const typing of [true, false, true, false]) one.table.acts.point(at(typing));
    expect(one.line.goingUp.map((each) => each.event)).toEqual(['cursor']);
    one.clock.pass(50);
    expect(one.line.goingUp).toHaveLength(2);
    const sent = one.line.goingUp[1]?.payload;
    expect(sent).toBeInstanceOf(Uint8Array);
    expect(new TextDecoder().decode(sent as Uint8Array)).toContain('"typing":false');
    one.line.down('cursors', [
      { pen: one.line.pen, presence: null },
      {
        pen: 34,
        presence: {
          seat: 'us-1',
          party: 'us',
          role: 'head',
          name: null,
          clause: CLAUSE,
          lang: 'en',
          typing: true,
          cursor: null,
        },
      },
    ]);
    one.line.flow();
    expect([...one.table.snapshot().presences.keys()]).toEqual([34]);
  });

  test('listeners of a text hear of typing, of strikes here and of the ledger, once a microtask', async () => {
    const table = new FakeTable();
    const [drc, us] = [seated(table, SEATS.drc), seated(table, SEATS.us)];
    let [heard, redrawn, french] = [0, 0, 0];
    us.table.onText(CLAUSE, 'en', () => (heard += 1));
    us.table.onText(CLAUSE, 'fr', () => (french += 1));
    us.table.subscribe(() => (redrawn += 1));
    drc.type(0, 'a');
    drc.type(1, 'b');
    drc.line.flow();
    us.line.flow();
    await Promise.resolve();
    expect([heard, redrawn, french]).toEqual([1, 1, 0]);
    const before = us.table.snapshot();
    expect(us.table.snapshot()).toBe(before);
    us.table.acts.adopt(CLAUSE, 'en', rangesOf(us, 'ab'));
    await Promise.resolve();
    expect(heard).toBe(2);
    us.clock.pass(400);
    us.line.flow();
    await Promise.resolve();
    expect(heard).toBe(3); // the row
  });
});

describe('strikes and adoptions', () => {
  const common = (table: FakeTable): [Delegate, Delegate] => {
    const [drc, us] = [seated(table, SEATS.drc), seated(table, SEATS.us)];
    drc.type(0, 'shall endeavour to');
    drc.line.flow();
    us.line.flow();
    us.table.acts.adopt(CLAUSE, 'en', rangesOf(us, 'shall endeavour to'));
    us.clock.pass(400);
    us.line.flow();
    drc.line.flow();
    expect(us.sees().us).toBe('shall endeavour to');
    table.arrivals.length = 0;
    return [drc, us];
  };

  test('show at once, go together within 400 ms, and nothing flickers between acknowledgement and row', () => {
    const table = new FakeTable();
    const [, us] = common(table);
    us.table.acts.strike(CLAUSE, 'en', rangesOf(us, 'to'));
    us.table.acts.strike(CLAUSE, 'en', rangesOf(us, 'endeavour '));
    expect(us.sees().us).toBe('shall ');
    expect(us.table.snapshot().unsafe).toBe(1);
    expect(us.line.goingUp).toHaveLength(0);
    us.clock.pass(399);
    expect(us.line.goingUp).toHaveLength(0);
    us.clock.pass(1);
    expect(us.line.goingUp).toHaveLength(1);
    us.line.flowUp();
    // Whichever of the two comes first, the words stay struck.
    us.line.goingDown.reverse();
    while (us.line.goingDown.length > 0) {
      us.line.flowDown(1);
      expect(us.sees().us).toBe('shall ');
    }
    expect(us.table.snapshot().unsafe).toBe(0);
    expect(table.read()).toMatchObject({ drc: 'shall endeavour to', us: 'shall ' });
    expect(arrived(table, 'us-1')).toEqual(['move strike']);
  });

  test('go before the next words that are typed', () => {
    const table = new FakeTable();
    const [, us] = common(table);
    us.table.acts.strike(CLAUSE, 'en', rangesOf(us, 'shall'));
    us.type(5, 'may');
    us.type(8, '!');
    us.line.flow();
    expect(arrived(table, 'us-1')).toEqual(['move strike', 'text', 'text']);
    expect(table.read().us).toBe('may! endeavour to');
  });

  test('go before the next move', async () => {
    const table = new FakeTable();
    const [, us] = common(table);
    us.table.acts.strike(CLAUSE, 'en', rangesOf(us, 'shall '));
    const proposed = us.table.acts.move({ kind: 'propose', clause: CLAUSE });
    us.line.flow();
    expect(await proposed).toEqual({ ok: true });
    expect(arrived(table, 'us-1')).toEqual(['move strike', 'move propose']);
  });

  test('a strike undone before it was sent sends nothing', () => {
    const table = new FakeTable();
    const [, us] = common(table);
    us.table.acts.strike(CLAUSE, 'en', rangesOf(us, 'shall'));
    us.table.acts.adopt(CLAUSE, 'en', rangesOf(us, 'shall'));
    us.clock.pass(400);
    expect(us.line.goingUp).toHaveLength(0);
    expect(us.table.snapshot().unsafe).toBe(0);
    expect(us.sees().us).toBe('shall endeavour to');
  });

  test('a refused one is taken back here, and the delegate is told', () => {
    const table = new FakeTable();
    const [, us] = common(table);
    table.refusals = [{ event: 'move', code: 'held' }];
    us.table.acts.strike(CLAUSE, 'en', rangesOf(us, 'shall'));
    us.clock.pass(400);
    expect(us.sees().us).toBe(' endeavour to');
    us.line.flow();
    expect(us.sees().us).toBe('shall endeavour to');
    expect(us.table.snapshot().notices).toMatchObject([{ code: 'held' }]);
    us.table.acts.dismiss(us.table.snapshot().notices[0]!.key);
    expect(us.table.snapshot().notices).toEqual([]);
  });

  test('one that changes nothing any more is not shown for ever', () => {
    const table = new FakeTable();
    const [, us] = common(table);
    const words = rangesOf(us, 'shall');
    table.move('us-1', { kind: 'strike', clause: CLAUSE, lang: 'en', ranges: words }); // by a colleague meanwhile
    us.table.acts.strike(CLAUSE, 'en', words);
    us.clock.pass(400);
    us.line.flow();
    table.move('us-1', { kind: 'adopt', clause: CLAUSE, lang: 'en', ranges: words });
    us.line.flow();
    expect(us.sees().us).toBe('shall endeavour to');
  });

  test('own words may be deleted only while nobody else includes them', () => {
    const table = new FakeTable();
    const [drc, us] = common(table);
    const [client, clock] = rangesOf(drc, 'shall')[0]!;
    expect(drc.table.acts.mayDelete(CLAUSE, client, clock)).toBe(false);
    expect(us.table.acts.mayDelete(CLAUSE, client, clock)).toBe(false);
    us.table.acts.strike(CLAUSE, 'en', rangesOf(us, 'shall'));
    us.clock.pass(400);
    us.line.flow();
    drc.line.flow();
    expect(drc.table.acts.mayDelete(CLAUSE, client, clock)).toBe(true);
    expect(us.table.acts.mayDelete(CLAUSE, client, clock)).toBe(false);
  });
});

describe('moves', () => {
  test('answers with the refusal’s code', async () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.member);
    const outcome = one.table.acts.move({ kind: 'propose', clause: CLAUSE });
    one.line.flow();
    expect(await outcome).toMatchObject({ ok: false, code: 'heads-only' });
  });

  test('sent twice counts once', async () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    one.type(0, 'words');
    one.line.flow();
    const outcome = one.table.acts.move({ kind: 'propose', clause: CLAUSE });
    one.line.flowUp(); // it reaches the table, and the answer is lost
    one.line.cut();
    one.line.connect();
    one.line.flow();
    expect(await outcome).toEqual({ ok: true });
    expect(arrived(table, 'drc-1').filter((each) => each === 'move propose')).toHaveLength(2);
    expect(table.board.state.clauses[0]?.revisions).toHaveLength(1);
    expect(one.table.snapshot().history.filter((each) => each.events[0]?.type === 'proposed')).toHaveLength(
      1,
    );
  });

  test('waits until the words typed before it are taken, and is not made where they are refused', async () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    one.type(0, 'shall ');
    one.line.flow();
    table.refusals = [{ event: 'text', code: 'bad-text' }];
    one.type(6, 'not ');
    const outcome = one.table.acts.move({ kind: 'propose', clause: CLAUSE });
    expect(one.line.goingUp.map((each) => each.event)).toEqual(['text']);
    one.line.flow();
    expect(await outcome).toMatchObject({ ok: false, code: 'bad-text' });
    expect(table.board.state.clauses[0]?.revisions).toEqual([]);
  });

  test('a table that asks for patience is asked again', async () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    table.refusals = [{ event: 'text', code: 'store-unavailable' }];
    one.type(0, 'words');
    one.line.flow();
    expect(one.table.snapshot().unsafe).toBe(1);
    expect(table.read().drc).toBe('');
    one.clock.pass(1000);
    one.line.flow();
    expect(one.table.snapshot().unsafe).toBe(0);
    expect(table.read().drc).toBe('words');
    expect(one.table.snapshot().notices).toEqual([]);
  });
});

describe('a table that cannot write', () => {
  const readOnly = { code: 'read-only' };
  const again = { code: 'writing-again' };

  test('is asked nothing more until it says that it can; then everything goes, in order', () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    table.refusals = [{ event: 'text', code: 'store-unavailable' }];
    one.type(0, 'words');
    one.line.flowUp();
    one.line.down('notice', readOnly);
    one.line.flow();
    expect(one.table.snapshot()).toMatchObject({ readOnly: true, unsafe: 1, notices: [] });
    one.type(5, ' and more');
    const before = arrived(table, 'drc-1').length;
    one.clock.pass(20_000);
    one.line.flow();
    expect(arrived(table, 'drc-1').length).toBe(before);
    expect(one.sees().drc).toBe('words and more'); // it stays on the page
    one.line.down('notice', again);
    one.line.flow();
    expect(one.table.snapshot()).toMatchObject({ readOnly: false, unsafe: 0 });
    expect(one.table.snapshot().notices).toMatchObject([again]);
    expect(table.read().drc).toBe('words and more');
    expect(one.drafts.all()).toEqual([]);
  });

  test('for more than 30 s: what was typed becomes a draft', () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    one.line.down('notice', readOnly);
    one.line.flow();
    one.type(0, 'words');
    one.clock.pass(31_000);
    one.line.down('notice', again);
    one.line.flow();
    expect(table.read().drc).toBe('');
    expect(one.drafts.get(CLAUSE, 'en')).toMatchObject({ text: 'words', offered: true });
  });

  test('and from which one is then cut off: the next connection tells how it is', () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    one.line.down('notice', readOnly);
    one.line.flow();
    one.type(0, 'words');
    one.line.cut();
    expect(one.table.snapshot().readOnly).toBe(false);
    one.line.connect();
    one.line.flow();
    expect(table.read().drc).toBe('words');
  });
});

describe('a break', () => {
  test('of up to 30 s: everything goes again, in order, on the same pen', () => {
    const table = new FakeTable();
    const [drc, us] = [seated(table, SEATS.drc), seated(table, SEATS.us)];
    us.type(0, 'their words ');
    us.line.flow();
    drc.line.flow();
    const { pen } = drc.line;
    drc.type(0, 'one ');
    drc.line.flowUp(1); // arrives; the answer does not
    drc.type(4, 'two ');
    drc.line.cut();
    expect(drc.table.snapshot().connection).toEqual({ kind: 'offline', since: drc.clock.now() });
    drc.type(8, 'three ');
    drc.table.acts.adopt(CLAUSE, 'en', rangesOf(drc, 'their words '));
    drc.erase(0, 1);
    expect(drc.table.snapshot().unsafe).toBe(5);
    drc.clock.pass(29_000);
    drc.line.connect();
    drc.line.flow();
    us.line.flow();
    expect(drc.line.pen).toBe(pen);
    expect(drc.table.snapshot()).toMatchObject({ unsafe: 0, notices: [], connection: { kind: 'live' } });
    expect(table.read().drc).toBe('ne two three their words ');
    expect(us.sees()).toEqual(drc.sees());
    expect(drc.drafts.all()).toEqual([]);
  });

  test('of more than 30 s: nothing is tabled, and everything that was done becomes a draft', async () => {
    const table = new FakeTable();
    const [drc, us] = [seated(table, SEATS.drc), seated(table, SEATS.us)];
    drc.type(0, 'The Parties shall act.');
    us.line.flow();
    drc.line.flow();
    us.line.flow();
    us.type(22, ' Soon.');
    us.line.flow();
    drc.line.flow();
    const { pen } = drc.line;
    const before = drc.table.document();
    const documents: unknown[] = [];
    drc.table.onDocument((doc) => documents.push(doc));
    drc.line.cut();
    drc.erase(12, 5);
    drc.type(12, 'will');
    drc.table.acts.adopt(CLAUSE, 'en', rangesOf(drc, ' Soon.'));
    const outcome = drc.table.acts.move({ kind: 'propose', clause: CLAUSE });
    us.type(0, 'Whereas: ');
    us.line.flow();
    table.arrivals.length = 0;
    drc.clock.pass(30_001);
    drc.line.connect();
    drc.line.flow();
    expect(await outcome).toMatchObject({ ok: false, code: 'cut-off' });
    expect(arrived(table, 'drc-1')).toEqual([]);
    expect(table.read().drc).toBe('The Parties shall act.');
    expect(drc.sees()).toEqual(table.read());
    expect(drc.line.pen).not.toBe(pen);
    expect(documents).toEqual([drc.table.document()]);
    expect(drc.table.document()).not.toBe(before);
    expect(drc.drafts.get(CLAUSE, 'en')).toMatchObject({
      text: 'The Parties will act. Soon.',
      base: 'The Parties shall act.',
      offered: true,
    });
    expect(drc.table.snapshot()).toMatchObject({
      unsafe: 0,
      notices: [{ code: 'recovered-offline', count: 1 }],
    });
    drc.type(0, 'On. ');
    drc.line.flow();
    expect(table.read().drc).toBe('On. The Parties shall act.');
  });

  test('of any length with nothing unsent: the same document goes on', () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    const [doc, { pen }] = [one.table.document(), one.line];
    one.line.cut();
    one.clock.pass(600_000);
    one.line.connect();
    one.line.flow();
    expect(one.table.document()).toBe(doc);
    expect(one.line.pen).toBe(pen);
    expect(one.table.snapshot().notices).toEqual([]);
  });

  test('after which the pen is not given back: unsent words become a draft', () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    one.type(0, 'kept ');
    one.line.flow();
    one.line.cut();
    one.type(5, 'lost');
    table.resumes = false;
    one.line.connect();
    one.line.flow();
    expect(table.read().drc).toBe('kept ');
    expect(one.drafts.get(CLAUSE, 'en')).toMatchObject({ text: 'kept lost', base: 'kept ' });
    expect(one.table.snapshot().notices).toMatchObject([{ code: 'recovered-draft', count: 1 }]);
  });

  test('after which the pen is not given back, with nothing unsent: a new pen on the same document', () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    one.type(0, 'kept');
    one.line.flow();
    const [doc, { pen }] = [one.table.document(), one.line];
    one.line.cut();
    table.resumes = false;
    one.line.connect();
    one.line.flow();
    expect(one.table.document()).toBe(doc);
    expect(doc.clientID).toBe(one.line.pen);
    expect(one.line.pen).not.toBe(pen);
    one.type(4, '!');
    one.line.flow();
    expect(table.read().drc).toBe('kept!');
  });

  test('after which it is another log: words that it does not have become a draft, sent or not, no stroke is made on strangers’ words', () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    one.type(0, 'old words');
    one.line.flow();
    one.line.cut();
    one.type(9, ' lost');
    one.erase(0, 4);
    const restored = new FakeTable();
    table.board = restored.board;
    table.epoch = 'epoch-2';
    table.arrivals.length = 0;
    one.line.connect();
    one.line.flow();
    expect(arrived(table, 'drc-1')).toEqual([]);
    expect(one.sees()).toEqual({ drc: '', us: '', all: '' });
    expect(one.drafts.get(CLAUSE, 'en')).toMatchObject({ text: 'words lost', offered: true });
  });
});

describe('a refusal', () => {
  test('gives a fresh document and pen; words become a draft, deletions strikes', () => {
    const table = new FakeTable();
    const [drc, us] = [seated(table, SEATS.drc), seated(table, SEATS.us)];
    drc.type(0, 'shall act promptly');
    drc.line.flow();
    us.line.flow();
    const { pen } = drc.line;
    // The other side adopts a word in the moment in which its author deletes it.
    us.table.acts.adopt(CLAUSE, 'en', rangesOf(us, 'promptly'));
    us.clock.pass(400);
    us.line.flow();
    const doc = drc.table.document();
    doc.transact(() => {
      doc.getText(ROOT).delete(10, 8);
      doc.getText(ROOT).insert(10, 'in time');
    }, drc.table.acts.origin);
    drc.line.flow();
    us.line.flow();
    expect(drc.line.pen).not.toBe(pen);
    expect(table.read()).toEqual({ drc: 'shall act ', us: 'promptly', all: 'shall act promptly' });
    expect(drc.sees()).toEqual(table.read());
    expect(us.sees()).toEqual(table.read());
    expect(drc.drafts.get(CLAUSE, 'en')).toMatchObject({ text: 'shall act in time', base: 'shall act ' });
    expect(drc.table.snapshot().notices).toMatchObject([
      { code: 'recovered-draft', count: 1, why: 'delete-agreed' },
    ]);
    expect(drc.table.snapshot().unsafe).toBe(0);
  });

  test('of a deletion alone: what was typed behind it is taken, the deletion becomes a strike', () => {
    const table = new FakeTable();
    const [drc, us] = [seated(table, SEATS.drc), seated(table, SEATS.us)];
    drc.type(0, 'shall act promptly');
    drc.line.flow();
    us.line.flow();
    us.table.acts.adopt(CLAUSE, 'en', rangesOf(us, 'promptly'));
    us.clock.pass(400);
    us.line.flow();
    drc.erase(10, 8);
    drc.type(10, 'in time');
    drc.line.flow();
    us.line.flow();
    expect(table.read()).toMatchObject({ drc: 'shall act in time', us: 'promptly' });
    expect(drc.sees()).toEqual(table.read());
    expect(us.sees()).toEqual(table.read());
    expect(drc.drafts.all()).toEqual([]);
    expect(drc.table.snapshot().notices).toMatchObject([{ code: 'recovered-strikes', why: 'delete-agreed' }]);
  });

  test('keeps what is typed while the fresh document is on its way', () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    table.refusals = [{ event: 'text', code: 'bad-text' }];
    one.type(0, 'first ');
    one.line.flowUp();
    one.line.flowDown();
    one.type(6, 'second ');
    one.line.flow();
    expect(one.drafts.get(CLAUSE, 'en')?.text).toBe('first second ');
    expect(table.read().drc).toBe('');
  });

  test('of a gap in the clocks on a healthy connection: sits again and sends again', () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    const { pen } = one.line;
    table.refusals = [{ event: 'text', code: 'clock-gap' }];
    for (const [at, letter] of [...'gap'].entries()) one.type(at, letter);
    one.line.flow();
    expect(table.read().drc).toBe('gap');
    expect(one.line.pen).toBe(pen);
    expect(one.drafts.all()).toEqual([]);
    expect(one.table.snapshot()).toMatchObject({ unsafe: 0, notices: [] });
  });

  test('of a gap that stays does not go round for ever', () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    table.refusals = [1, 2].map(() => ({ event: 'text', code: 'clock-gap' }));
    one.type(0, 'gap');
    one.line.flow();
    expect(table.read().drc).toBe('');
    expect(one.drafts.get(CLAUSE, 'en')?.text).toBe('gap');
  });

  test('of far too large a paste is known before it is sent', () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    one.type(0, 'x'.repeat(950_000));
    one.line.flow();
    expect(arrived(table, 'drc-1')).toEqual([]);
    expect(one.table.snapshot().notices).toMatchObject([{ why: 'too-big' }]);
    expect(one.drafts.get(CLAUSE, 'en')?.text).toHaveLength(950_000);
    expect(one.table.document().getText(ROOT).length).toBe(0);
  });
});

describe('a page that never comes back', () => {
  test('its unsent words are offered to the next one', () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    one.type(0, 'safe ');
    one.line.flow();
    one.line.cut();
    one.type(5, 'unsafe');
    one.table.keepUnsafe();
    const next = seated(table, SEATS.drc, { storage: one.storage });
    expect(next.drafts.get(CLAUSE, 'en')).toMatchObject({
      text: 'safe unsafe',
      base: 'safe ',
      offered: true,
    });
    expect(next.table.snapshot().notices).toMatchObject([{ code: 'recovered-draft', count: 1 }]);
    expect([...one.storage.kept.keys()].filter((key) => key.includes('rescue'))).toEqual([]);
  });

  test('nothing is offered of what had arrived after all, nor of what got through later', () => {
    const table = new FakeTable();
    const one = seated(table, SEATS.drc);
    one.type(0, 'arrived');
    one.line.flowUp();
    one.table.keepUnsafe();
    expect([...one.storage.kept.keys()].filter((key) => key.includes('rescue'))).toHaveLength(1);
    one.line.cut();
    const next = seated(table, SEATS.drc, { storage: one.storage });
    expect(next.drafts.all()).toEqual([]);
    next.type(0, 'more ');
    next.table.keepUnsafe();
    next.line.flow();
    expect([...one.storage.kept.keys()].filter((key) => key.includes('rescue'))).toEqual([]);
  });
});
