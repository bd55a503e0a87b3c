// A browser that has seen a log says so when it is shown another.
import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { Witness } from '../../../client/session/witness.ts';
import type { Seen } from '../../../client/session/witness.ts';
import { encodeRows } from '../../../shared/log.ts';
import type { Row } from '../../../shared/log.ts';
import { FakeClock } from '../../support/fake-table.ts';
import { rehashed } from '../../support/forgery.ts';
import { chain } from '../../support/rows.ts';

const PIECE = 7;
const LOG = chain(40);
const headOf = (rows: readonly Row[], seq = rows.length): Seen => ({
  seq,
  hash: bytesToHex(rows[seq - 1]!.hash),
});
/** The same log, but that row `seq` says something else. */
const rewrittenAt = (seq: number): Row[] =>
  rehashed(LOG.map((row) => (row.seq === seq ? { ...row, body: new Uint8Array([1, 2, 3]) } : row)));

/** A browser, which outlives its pages. */
class Browser {
  kept: string | null = null;
  readonly clock = new FakeClock();
  asked = 0;
  offline = false;

  /** A page that is shown this log. */
  page(rows: readonly Row[]): Witness {
    return new Witness({
      clock: this.clock,
      recall: () => this.kept,
      remember: (value) => (this.kept = value),
      rows: async (from) => {
        this.asked += 1;
        return this.offline ? null : encodeRows(rows.slice(from - 1, from - 1 + PIECE));
      },
    });
  }
}

const settle = async (): Promise<void> => {
  for (let i = 0; i < 30; i += 1) await Promise.resolve();
};
/** What a page says that is shown this head of this log. */
const says = async (browser: Browser, rows: readonly Row[], head = headOf(rows)): Promise<Witness> => {
  const witness = browser.page(rows);
  witness.see(head);
  await settle();
  return witness;
};

/** A browser that has seen the log up to a row. */
const having = async (seq: number): Promise<Browser> => {
  const browser = new Browser();
  (await says(browser, LOG.slice(0, seq))).close();
  expect(browser.kept).toBe(JSON.stringify(headOf(LOG, seq)));
  browser.asked = 0;
  return browser;
};

describe('a witness', () => {
  it('remembers the first log that it sees', async () => {
    expect((await says(new Browser(), LOG)).testimony).toEqual({ kind: 'seen', head: headOf(LOG) });
  });

  it('finds that a log goes on from what it saw, piece by piece, and remembers how far', async () => {
    const browser = await having(12);
    const witness = await says(browser, LOG);
    expect(witness.testimony).toEqual({ kind: 'holds', head: headOf(LOG) });
    expect(browser.asked).toBe(4);
    expect(browser.kept).toBe(JSON.stringify(headOf(LOG)));
  });

  it('needs nothing but the hash where nothing was added', async () => {
    const browser = await having(40);
    expect((await says(browser, LOG)).testimony.kind).toBe('holds');
    expect(browser.asked).toBe(0);
  });

  it('follows a live table, and keeps now and then how far it came', async () => {
    const browser = new Browser();
    const witness = await says(browser, LOG, headOf(LOG, 20));
    for (let seq = 21; seq <= 30; seq += 1) witness.see(headOf(LOG, seq));
    expect(browser.kept).toContain('"seq":20');
    browser.clock.pass(1000);
    expect(browser.kept).toContain('"seq":30');
    expect(witness.testimony).toEqual({ kind: 'holds', head: headOf(LOG, 30) });
  });

  it.each([
    ['a row before what it saw was rewritten', rewrittenAt(5)],
    ['the row that it saw was rewritten', rewrittenAt(20)],
    ['the very first row was rewritten', rewrittenAt(1)],
    ['the log is another one of the same length', chain(40, { body: () => new Uint8Array([9]) })],
  ])('says that it is another log: %s', async (_, rows) => {
    const browser = await having(20);
    for (const length of [20, 21, 40]) {
      const shown = rows.slice(0, length);
      const witness = await says(browser, shown);
      expect(witness.testimony).toEqual({
        kind: 'another',
        head: headOf(shown),
        remembered: headOf(LOG, 20),
      });
      expect(browser.kept).toBe(JSON.stringify(headOf(LOG, 20)));
    }
  });

  it('says so of a row rewritten behind what it saw only when that is shown as another', async () => {
    const browser = await having(20);
    expect((await says(browser, rewrittenAt(30))).testimony.kind).toBe('holds');
    expect((await says(browser, LOG)).testimony.kind).toBe('another');
  });

  it('says so of a log that ends before what it saw, once it cannot be a tab that heard sooner', async () => {
    const browser = await having(20);
    const witness = await says(browser, LOG.slice(0, 15));
    expect(witness.testimony.kind).toBe('seen');
    browser.clock.pass(5000);
    await settle();
    expect(witness.testimony.kind).toBe('another');
    const sooner = await says(browser, LOG.slice(0, 19), headOf(LOG, 19));
    sooner.see(headOf(LOG, 20));
    browser.clock.pass(5000);
    await settle();
    expect(sooner.testimony).toEqual({ kind: 'holds', head: headOf(LOG, 20) });
  });

  it('is not put off by rows that go on coming to a log that ends before what it saw', async () => {
    const browser = await having(20);
    const shorter = rewrittenAt(5);
    const witness = await says(browser, shorter.slice(0, 10));
    for (let seq = 11; seq <= 16; seq += 1) {
      browser.clock.pass(1000);
      witness.see(headOf(shorter, seq));
      await settle();
    }
    expect(witness.testimony.kind).toBe('another');
  });

  it('says so after a break too, and of a server that lies about the end', async () => {
    const browser = new Browser();
    const forged = rewrittenAt(10);
    const witness = await says(browser, forged, headOf(LOG, 20));
    witness.see(headOf(LOG, 22));
    witness.doubt();
    witness.see(headOf(forged, 40));
    await settle();
    expect(witness.testimony).toMatchObject({ kind: 'another', remembered: headOf(LOG, 22) });
    const liar = await says(await having(20), LOG, { seq: 40, hash: '0'.repeat(64) });
    expect(liar.testimony.kind).toBe('another');
  });

  it('waits where nobody answers, and asks again', async () => {
    const browser = await having(20);
    browser.offline = true;
    const witness = await says(browser, LOG);
    expect(witness.testimony.kind).toBe('seen');
    browser.offline = false;
    browser.clock.pass(5000);
    await settle();
    expect(witness.testimony.kind).toBe('holds');
  });

  it('takes the new log once it is told to, and says nothing more of the old', async () => {
    const browser = await having(20);
    const forged = rewrittenAt(5);
    const witness = await says(browser, forged);
    let told = 0;
    witness.subscribe(() => (told += 1));
    witness.accept();
    expect([witness.testimony.kind, told]).toEqual(['seen', 1]);
    witness.close();
    expect((await says(browser, forged)).testimony.kind).toBe('holds');
  });

  it('is not put off by what somebody else wrote in its place', async () => {
    const browser = new Browser();
    for (const kept of ['', '{', '{"seq":-1}', 'null']) {
      browser.kept = kept;
      expect((await says(browser, LOG)).testimony.kind).toBe('seen');
    }
  });
});
