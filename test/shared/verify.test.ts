// The verifier on real logs, and on logs that somebody tampered with in every way that we could think of.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '@noble/hashes/sha2.js';
import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { drcUsBoard } from '../../server/boards/drc-us/board.ts';
import { Clerk } from '../../server/clerk.ts';
import { ensureBoard } from '../../server/lay/lay.ts';
import { MemoryStore } from '../../server/store/memory.ts';
import { decodeBundle, encodeBundle } from '../../shared/bundle.ts';
import { bodyDigest } from '../../shared/log.ts';
import type { Row } from '../../shared/log.ts';
import { MoveBody, readBody } from '../../shared/row-bodies.ts';
import { breakSentence, reportLines } from '../../shared/verify-sentences.ts';
import { VERIFY_CODES, verifyBundle, verifyLog } from '../../shared/verify.ts';
import type { Report, VerifyCode } from '../../shared/verify.ts';
import { bundleOf, edited, rehashed } from '../support/forgery.ts';
import { Dice } from '../support/gate-random.ts';
import { Reached } from '../support/law-reached.ts';
import { RandomNegotiation } from '../support/random-negotiation.ts';
import { Negotiation } from '../support/negotiation.ts';
import { AUDIT, newClause, YEARS } from '../support/boards.ts';
import type { Outcome } from '../support/log-table.ts';
import { TestSigner } from '../support/signer.ts';

type Log = { name: string; board: string; rows: readonly Row[] };
const logs: Log[] = [];
const SEEDS = [3, 8];
const LONG = 60_000;

const laidLog = async (): Promise<Log> => {
  const store = new MemoryStore();
  let time = 1_760_000_000_000;
  const silent = pino({ level: 'silent' });
  await ensureBoard(
    {
      store,
      clerk: new Clerk(store, silent),
      log: silent,
      now: () => (time += 3),
      random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    },
    { ...drcUsBoard, articles: drcUsBoard.articles.slice(0, 5) },
  );
  return { name: 'drc-us', board: 'drc-us', rows: await store.rows('drc-us', 1, 100_000) };
};

/** A random negotiation in which the heads and a member sign. */
const randomLog = (seed: number): Log => {
  const game = new RandomNegotiation(seed, new Reached());
  const signers = new Map(
    ['drc-1', 'us-1', 'us-2'].map((seat, i) => [seat, new TestSigner(game.table, seat, i + 1)]),
  );
  for (const signer of signers.values()) signer.shows();
  game.table.signs = (seat, id, move) => signers.get(seat)?.signs(id, move);
  for (let act = 0; act < 320; act += 1) game.step();
  game.converge();
  return { name: `seed ${seed}`, board: 'test-board', rows: game.table.rows };
};

/** Both heads sign; words are typed, tabled, accepted, initialled and locked, and one article is left in brackets. */
const signedLog = (keys = 0): Log => {
  const story = Negotiation.at([newClause('a1', [YEARS, AUDIT]), newClause('a2')]);
  const drc = new TestSigner(story.table, 'drc-1', keys + 1);
  const us = new TestSigner(story.table, 'us-1', keys + 2);
  const insist = (outcome: Outcome): void => {
    if (!outcome.ok) throw new Error(outcome.code);
  };
  story.sets('us-1', 'a1', 'years', 5);
  insist(drc.shows());
  insist(us.shows());
  story.types('drc-1', 'a2', 'en', 'The Parties shall meet.');
  story.types('drc-1', 'a2', 'fr', 'Les Parties se réunissent.');
  insist(drc.moves({ kind: 'propose', clause: 'a2' }));
  const { revision, hash } = story.clause('a2').revisions[0]!;
  insist(us.moves({ kind: 'accept', clause: 'a2', revision, hash }));
  insist(drc.moves({ kind: 'initial', clause: 'a2', hash }));
  insist(us.moves({ kind: 'initial', clause: 'a2', hash }));
  story.types('us-1', 'a1', 'en', 'may ');
  story.types('drc-2', 'a1', 'en', 'shall ');
  story.types('us-1', 'a1', 'en', 'and ', 'may ');
  story.adopts('drc-2', 'a1', 'en', 'may ');
  insist(drc.moves({ kind: 'setTerm', clause: 'a1', term: 'years', value: 9 }));
  return { name: 'signed', board: 'test-board', rows: story.table.rows };
};

const reportOf = (rows: readonly Row[], board = 'test-board'): Report => verifyLog(bundleOf(rows, board));
const breakOf = (rows: readonly Row[], board = 'test-board'): [number | null, VerifyCode] | null => {
  const { broken } = reportOf(rows, board);
  return broken === null ? null : [broken.seq, broken.code];
};
const signedIn = ({ seats }: Report): number => seats.reduce((sum, { signed }) => sum + signed, 0);
const named = (name: string): Log => logs.find((log) => log.name === name)!;
const seqOf = (rows: readonly Row[], which: (body: MoveBody, row: Row) => boolean): number =>
  rows.find((row) => row.kind === 'move' && which(readBody(MoveBody, row.body), row))!.seq;
const moved =
  (kind: string, signedOnly = false) =>
  (body: MoveBody): boolean =>
    body.move.kind === kind && (!signedOnly || body.signed !== undefined);
/** The rows with one of them changed, hashed anew. */
const withRow = (rows: readonly Row[], seq: number, change: (row: Row) => Row): Row[] =>
  rehashed(rows.map((row) => (row.seq === seq ? change(row) : row)));

beforeAll(async () => {
  logs.push(await laidLog(), signedLog(), ...SEEDS.map(randomLog));
}, 60_000);

describe('a log as it was written', () => {
  it('holds, to the last row', () => {
    for (const { name, board, rows } of logs) {
      const report = reportOf(rows, board);
      expect(report.broken, name).toBeNull();
      expect([report.judged, report.head.seq], name).toEqual([rows.length, rows.length]);
      console.info(
        `${name}: ${report.rows} rows, ${report.texts} texts, ${report.moves} moves (${signedIn(report)} signed), ` +
          `${report.wordings} wordings, ${report.locked.length} locked`,
      );
    }
    expect(reportOf(named('drc-us').rows, 'drc-us')).toMatchObject({ served: 4 });
  });

  it('is counted: who signed, what is locked', () => {
    const { seats, locked, wordings } = reportOf(named('signed').rows);
    expect(seats.map(({ seat, key, signed, unsigned }) => [seat, key !== null, signed, unsigned])).toEqual([
      ['chair-1', false, 0, 2],
      ['us-1', true, 3, 1],
      ['drc-1', true, 4, 0],
      ['drc-2', false, 0, 1],
    ]);
    expect(locked.map(({ clause }) => clause)).toEqual(['a2']);
    expect(wordings).toBe(4);
  });

  it('holds as far as it can be judged where rows are withheld, and says so', () => {
    const { rows } = named('signed');
    const bundle = bundleOf(rows);
    const withheld = rows.map((row) => {
      const { seq, at, kind, seat, hash, salt, body } = row;
      return seq < 20 ? row : { seq, at, kind, seat, hash, digest: bodyDigest(salt, body) };
    });
    const read = decodeBundle(encodeBundle({ ...bundle, rows: withheld }));
    if (!read.ok) throw new Error(read.code);
    expect(verifyLog(read.bundle)).toMatchObject({ broken: null, judged: 19, withheld: rows.length - 19 });
    const forged = withheld.map((row) => (row.seq === 22 ? { ...row, at: row.at + 1 } : row));
    expect(verifyLog({ ...bundle, rows: forged }).broken).toMatchObject({ seq: 22, code: 'hash' });
  });
});

describe('a bundle', () => {
  it('comes back as it was', () => {
    for (const { board, rows } of logs) {
      const bundle = bundleOf(rows, board);
      const bytes = encodeBundle(bundle);
      expect(decodeBundle(bytes)).toEqual({ ok: true, sealed: true, bundle });
      console.info(`${board}: ${rows.length} rows, ${bytes.length} bytes`);
    }
  });

  it('with any single byte changed is found, whatever the change', { timeout: LONG }, () => {
    const bytes = encodeBundle(bundleOf(named('signed').rows));
    let tried = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const before = bytes[at]!;
      bytes[at] = before ^ (1 << (at % 8));
      const read = decodeBundle(bytes);
      if (read.ok && read.sealed) throw new Error(`byte ${at} changed and nobody noticed`);
      bytes[at] = before;
      tried += 1;
    }
    console.info(`${tried} single bytes`);
    expect(verifyBundle(bytes)).toMatchObject({ ok: true, report: { broken: null } });
  });

  it(
    'with any single byte of any part of it changed and sealed anew is found, but for its label',
    { timeout: LONG },
    () => {
      const dice = new Dice(43);
      const { board, rows } = named('signed');
      const bundle = bundleOf(rows, board);
      const bytes = encodeBundle(bundle);
      const labels = 7 + 1 + board.length + 1 + bundle.epoch.length;
      const seats = labels + 1 + 32;
      const parts = { header: 0, labels: 0, head: 0, seats: 0, rows: 0 };
      const names = new Set(rows.map(({ seat }) => seat));
      const first = seats + 1 + [...names].reduce((sum, name) => sum + 1 + name.length, 0);
      const partOf = (at: number): keyof typeof parts =>
        at < 7 ? 'header' : at < labels ? 'labels' : at < seats ? 'head' : at < first ? 'seats' : 'rows';
      const codes = new Map<string, number>();
      for (let at = 0; at < bytes.length - 32; at += 1) {
        const isEpoch = at >= labels - bundle.epoch.length && at < labels;
        const forged = bytes.slice();
        forged[at] = (forged[at]! + 1 + dice.below(255)) % 256;
        forged.set(sha256(forged.subarray(0, -32)), forged.length - 32);
        const verified = verifyBundle(forged);
        const code = verified.ok ? verified.report.broken?.code : verified.code;
        // The epoch is a label of the server's, which no hash covers.
        if (code === undefined && !isEpoch) throw new Error(`byte ${at} changed and nobody noticed`);
        if (code === undefined) continue;
        parts[partOf(at)] += 1;
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
      console.info('single bytes, sealed anew', parts, Object.fromEntries(codes));
      expect(parts.header).toBe(7);
      expect(parts.head).toBe(33);
      expect(parts.seats).toBe(first - seats);
      expect(parts.rows).toBeGreaterThan(8000);
      for (const code of ['not-a-bundle', 'unknown-version', 'malformed', 'head', 'board', 'hash'])
        expect(codes.get(code), code).toBeGreaterThan(0);
    },
  );

  it(
    'of any log with a byte changed and sealed anew is found by the chain (random)',
    { timeout: LONG },
    () => {
      const dice = new Dice(41);
      const codes = new Map<string, number>();
      for (const { board, rows } of logs) {
        const bytes = encodeBundle(bundleOf(rows, board));
        const epochAt = 7 + 1 + board.length;
        for (let i = 0; i < 60; i += 1) {
          const at = dice.below(bytes.length - 32);
          if (at >= epochAt && at <= epochAt + 'epoch-1'.length) continue;
          const forged = bytes.slice();
          forged[at] = (forged[at]! + 1 + dice.below(255)) % 256;
          forged.set(sha256(forged.subarray(0, -32)), forged.length - 32);
          const verified = verifyBundle(forged);
          const code = verified.ok ? verified.report.broken?.code : verified.code;
          if (code === undefined) throw new Error(`${board}: byte ${at} changed and nobody noticed`);
          codes.set(code, (codes.get(code) ?? 0) + 1);
        }
      }
      console.info('resealed bytes', Object.fromEntries(codes));
      expect(codes.get('hash')).toBeGreaterThan(150);
    },
  );

  it('of any bytes at all is read or refused, and never throws', () => {
    const dice = new Dice(7);
    const bytes = encodeBundle(bundleOf(named('signed').rows.slice(0, 12)));
    for (let length = 0; length < bytes.length; length += 1)
      expect(decodeBundle(bytes.subarray(0, length)).ok, `${length} bytes`).toBe(false);
    for (let i = 0; i < 500; i += 1) {
      const random = Uint8Array.from({ length: dice.below(200) }, () => dice.below(256));
      const forged = new Uint8Array([...bytes.subarray(0, 7), ...random]);
      expect(decodeBundle(i % 2 === 0 ? random : forged).ok).toBe(false);
    }
    expect(decodeBundle(bytes.subarray(0, 5))).toMatchObject({ code: 'not-a-bundle' });
    expect(decodeBundle(new Uint8Array([...bytes.subarray(0, 6), 9]))).toMatchObject({
      code: 'unknown-version',
    });
  });
});

describe('a log that somebody tampered with', () => {
  const dice = new Dice(17);

  it('has rows dropped, swapped or doubled: found where it was done', { timeout: LONG }, () => {
    let tried = 0;
    for (const { board, rows } of logs)
      for (let i = 0; i < 8; i += 1) {
        const at = dice.below(rows.length - 1);
        const [one, other] = [rows[at]!, rows[at + 1]!];
        const dropped = [...rows.slice(0, at), ...rows.slice(at + 1)];
        const swapped = [...rows.slice(0, at), other, one, ...rows.slice(at + 2)];
        const doubled = [...rows.slice(0, at), one, ...rows.slice(at)];
        for (const [tampered, place] of [
          [dropped, at + 1],
          [swapped, at + 1],
          [doubled, at + 2],
        ] as const) {
          const as = (seqs: readonly Row[]): Report => verifyLog({ ...bundleOf(rows, board), rows: seqs });
          expect(as(tampered).broken).toMatchObject({ seq: place, code: 'seq' });
          const renumbered = tampered.map((row, index) => ({ ...row, seq: index + 1 }));
          expect(as(renumbered).broken).toMatchObject({ seq: place, code: 'hash' });
          // Who can hash the whole of it anew comes to another end than the one that everybody saw.
          expect(as(rehashed(tampered)).broken).not.toBeNull();
          tried += 3;
        }
      }
    console.info(`${tried} dropped, swapped, doubled`);
  });

  it(
    'is rewritten by somebody who can do all but sign: found at the next signed move, if not before',
    {
      timeout: LONG,
    },
    () => {
      const codes = new Map<string, number>();
      for (const { board, rows } of logs.slice(1)) {
        const signed = rows.filter(
          (row) => row.kind === 'move' && readBody(MoveBody, row.body).signed !== undefined,
        );
        for (let i = 0; i < 15; i += 1) {
          const at = dice.below(signed.at(-1)!.seq - 1);
          const rewritten = dice.chance(0.5)
            ? [...rows.slice(0, at), ...rows.slice(at + 1)]
            : rows.map((row, index) => (index === at ? { ...row, at: row.at - 60_000 } : row));
          const next = signed.find((row) => row.seq > at + 1)!;
          const broken = breakOf(rehashed(rewritten), board);
          if (broken === null) throw new Error(`${board}: row ${at + 1} was rewritten and nobody noticed`);
          expect(broken[0]).toBeLessThanOrEqual(next.seq);
          codes.set(broken[1], (codes.get(broken[1]) ?? 0) + 1);
        }
      }
      console.info('rewritten', Object.fromEntries(codes));
      expect(codes.get('signature')).toBeGreaterThan(20);
    },
  );

  it(
    'has a byte of any body changed by somebody who hashes all of it anew: found by gate, rules or signatures',
    { timeout: LONG },
    () => {
      const codes = new Map<string, number>();
      const { board, rows } = named('signed');
      const last = rows.findLast(
        (row) => row.kind === 'move' && readBody(MoveBody, row.body).signed !== undefined,
      )!.seq;
      for (let i = 0; i < 240; i += 1) {
        const row = rows[i % last]!;
        const changed = row.body.slice();
        const at = dice.below(changed.length);
        changed[at] = (changed[at]! + 1 + dice.below(255)) % 256;
        const broken = breakOf(
          withRow(rows, row.seq, (each) => ({ ...each, body: changed })),
          board,
        );
        if (broken === null) throw new Error(`byte ${at} of row ${row.seq} was changed and nobody noticed`);
        codes.set(broken[1], (codes.get(broken[1]) ?? 0) + 1);
      }
      console.info('bytes of bodies, hashed anew', Object.fromEntries(codes));
      for (const code of ['body', 'gate', 'signature']) expect(codes.get(code), code).toBeGreaterThan(0);
    },
  );

  it('is told anew behind its last signed move, or from its first row with other keys: only its fingerprint tells', () => {
    const honest = named('signed').rows;
    // Nobody has signed anything on top of the newest words.
    const story = Negotiation.at([newClause('a1')]);
    const signer = new TestSigner(story.table, 'drc-1', 1);
    signer.shows();
    story.types('drc-1', 'a1', 'en', 'The Parties shall meet.');
    const { rows } = story.table;
    const misspelt = withRow(rows, rows.length, (row) => {
      const body = row.body.slice();
      body[Buffer.from(body).indexOf('shall')] = 'S'.charCodeAt(0);
      return { ...row, body };
    });
    expect(breakOf(misspelt)).toBeNull();
    expect(reportOf(misspelt).head.hash).not.toEqual(reportOf(rows).head.hash);
    // Another hand plays the same negotiation with keys of its own.
    const forged = signedLog(90).rows;
    expect(forged.map(({ kind, seat }) => [kind, seat])).toEqual(
      honest.map(({ kind, seat }) => [kind, seat]),
    );
    const [one, other] = [reportOf(honest), reportOf(forged)];
    expect(other.broken).toBeNull();
    expect(other.head.hash).not.toEqual(one.head.hash);
    const keysOf = ({ seats }: Report) => seats.flatMap(({ key }) => key ?? []);
    expect(keysOf(other).some((key) => keysOf(one).includes(key))).toBe(false);
    for (const key of keysOf(other)) expect(reportLines(other, 'en').join('\n')).toContain(key);
    expect(reportLines(other, 'en').at(-1)).toMatch(/^What no log can show of itself/);
  });

  it('is cut short: found by the end that it should have', () => {
    const { rows } = named('signed');
    const bundle = bundleOf(rows);
    for (const left of [1, 5, rows.length - 1])
      expect(verifyLog({ ...bundle, rows: rows.slice(0, left) }).broken).toMatchObject({
        seq: left,
        code: 'head',
      });
    expect(verifyLog({ ...bundle, rows: [] }).broken).toMatchObject({ seq: null, code: 'empty' });
    expect(verifyLog({ ...bundle, board: 'another' }).broken).toMatchObject({ seq: 1, code: 'board' });
  });

  it(
    'says that more, or something else, came of a move: found by the rules, though hashed anew',
    { timeout: LONG },
    () => {
      const codes = new Map<string, number>();
      let tried = 0;
      for (const { board, rows } of logs) {
        const moves = rows.filter((row) => row.kind === 'move');
        for (let i = 0; i < 20; i += 1) {
          const row = dice.of(moves);
          const forged = withRow(rows, row.seq, (each) => edited(each, (body) => tamper(body, dice)));
          const broken = breakOf(forged, board);
          if (broken === null)
            throw new Error(`${board}: events of row ${row.seq} were changed and nobody noticed`);
          expect(broken[0]).toBe(row.seq);
          codes.set(broken[1], (codes.get(broken[1]) ?? 0) + 1);
          tried += 1;
        }
      }
      console.info(`${tried} moves`, Object.fromEntries(codes));
      expect(codes.get('events')).toBeGreaterThan(40);
    },
  );

  it(
    'gives words to another seat, or says them twice: found by the gate, though hashed anew',
    { timeout: LONG },
    () => {
      let tried = 0;
      for (const { board, rows } of logs) {
        const texts = rows.filter((row) => row.kind === 'text');
        for (let i = 0; i < 6; i += 1) {
          const row = dice.of(texts);
          const thief = row.seat.startsWith('us') ? 'drc-1' : 'us-1';
          expect(
            breakOf(
              withRow(rows, row.seq, (each) => ({ ...each, seat: thief })),
              board,
            ),
          ).toEqual([row.seq, 'gate']);
          const twice = rehashed([...rows.slice(0, row.seq), row, ...rows.slice(row.seq)]);
          expect(breakOf(twice, board)).toEqual([row.seq + 1, 'no-change']);
          const early = rehashed([rows[0]!, row, ...rows.slice(1)]);
          expect(breakOf(early, board)).toEqual([2, 'gate']);
          tried += 3;
        }
      }
      console.info(`${tried} frames`);
    },
  );

  it('has a frame in another spelling, or a letter of it changed', () => {
    const { rows } = named('signed');
    const [first, second] = rows.filter((row) => row.kind === 'text' && row.seat === 'us-1');
    const merged = Y.mergeUpdates([first!.body, second!.body]);
    expect(breakOf(withRow(rows, second!.seq, (row) => ({ ...row, body: merged })))).toEqual([
      second!.seq,
      'bytes',
    ]);
    const cut = (row: Row): Row => ({ ...row, body: row.body.slice(0, -1) });
    expect(breakOf(withRow(rows, first!.seq, cut))).toEqual([first!.seq, 'gate']);
  });

  it('has moves that nobody may make, pens that nobody handed out, bodies that nobody wrote', () => {
    const { rows } = named('signed');
    const pen = rows.find((row) => row.kind === 'pen')!.seq;
    const strike = seqOf(rows, moved('adopt'));
    const set = seqOf(rows, (body) => body.move.kind === 'setTerm' && body.signed === undefined);
    const opening = seqOf(rows, moved('openBoard'));
    const change = (seq: number, edit: (body: Record<string, unknown>) => void) =>
      breakOf(withRow(rows, seq, (row) => edited(row, edit)));
    const from = (seq: number, seat: string) => breakOf(withRow(rows, seq, (row) => ({ ...row, seat })));
    expect(change(pen, (body) => (body['pen'] = 999))).toEqual([pen, 'pen']);
    expect(from(pen, 'chair-1')).toEqual([pen, 'pen']);
    expect(from(strike, 'us-2')).toEqual([strike, 'no-change']);
    expect(from(strike, 'chair-1')).toEqual([strike, 'rules']);
    expect(from(set, 'server')).toEqual([set, 'rules']);
    expect(from(opening, 'chair-1')).toEqual([opening, 'rules']);
    expect(change(set, (body) => (body['more'] = true))).toEqual([set, 'body']);
    expect(
      breakOf(withRow(rows, set, (row) => ({ ...row, body: new Uint8Array([...row.body, 32]) }))),
    ).toEqual([set, 'body']);
    const twice = rehashed([...rows.slice(0, set), rows[set - 1]!, ...rows.slice(set)]);
    expect(breakOf(twice)).toEqual([set + 1, 'repeated']);
    const later = (body: Record<string, unknown>): void => {
      (body['move'] as { rules: number }).rules = 99;
      (body['events'] as { rules: number }[])[0]!.rules = 99;
    };
    expect(change(opening, later)).toEqual([opening, 'rules-unknown']);
  });

  it('has a signed move changed, unsigned, signed by another, or put upon another past', () => {
    const { rows } = named('signed');
    const set = seqOf(rows, moved('setTerm', true));
    const key = seqOf(rows, moved('showKey'));
    type Signed = { on: number; hash: string; by: string; signature: string };
    const change = (edit: (signed: Signed, body: Record<string, unknown>) => void, seq = set) =>
      breakOf(withRow(rows, seq, (row) => edited(row, (body) => edit(body['signed'] as Signed, body))));
    const wrong = [set, 'signature'];
    expect(change((_, body) => delete body['signed'])).toEqual(wrong);
    expect(change((signed) => (signed.signature = signed.signature.replace(/^../, 'ee')))).toEqual(wrong);
    expect(change((signed) => (signed.on -= 1))).toEqual(wrong);
    expect(
      change((signed) => {
        signed.on -= 1;
        signed.hash = Buffer.from(rows[signed.on - 1]!.hash).toString('hex');
      }),
    ).toEqual(wrong);
    const other = readBody(
      MoveBody,
      rows[seqOf(rows, (body) => body.move.kind === 'accept') - 1]!.body,
    ).signed!;
    expect(change((signed) => (signed.by = other.by))).toEqual(wrong);
    expect(change((_, body) => ((body['move'] as { value: number }).value = 8))).toEqual(wrong);
    expect(change((_, body) => (body['id'] = 'another-id-0'))).toEqual(wrong);
    expect(change((_, body) => delete body['signed'], key)).toEqual([key, 'signature']);
    // An unsigned act before it is changed, in a way that the rules allow: the next signed move stands on another past.
    const unsigned = seqOf(rows, (body) => body.move.kind === 'setTerm' && body.signed === undefined);
    const rewritten = withRow(rows, unsigned, (row) =>
      edited(row, (body) => {
        (body['move'] as { value: number }).value = 6;
        (body['events'] as { to: number }[])[0]!.to = 6;
      }),
    );
    expect(breakOf(rewritten)).toEqual([key, 'signature']);
    // So is a letter that was typed.
    const typed = rows.find((row) => row.kind === 'text')!;
    const misspelt = (row: Row): Row => {
      const body = row.body.slice();
      const at = Buffer.from(body).indexOf('shall');
      body[at] = 'S'.charCodeAt(0);
      return { ...row, body };
    };
    const next = seqOf(rows, (body, row) => body.signed !== undefined && row.seq > typed.seq);
    expect(breakOf(withRow(rows, typed.seq, misspelt))).toEqual([next, 'signature']);
  });

  it('has words for which it has another hash', () => {
    const { rows } = named('drc-us');
    const proposed = seqOf(rows, moved('propose'));
    const forged = withRow(rows, proposed, (row) =>
      edited(row, (body) => ((body['events'] as { hash: string }[])[0]!.hash = '0'.repeat(64))),
    );
    expect(breakOf(forged, 'drc-us')).toEqual([proposed, 'events']);
  });
});

describe('what the verifier says', () => {
  it('is whole in English and French, for every code', () => {
    for (const code of VERIFY_CODES) {
      const sentences = (['en', 'fr'] as const).map((lang) =>
        breakSentence({ seq: 3, code, detail: '' }, lang),
      );
      expect(sentences[0]).toMatch(/^Row 3: \p{Lu}.*\.$/u);
      expect(sentences[1]).toMatch(/^Ligne 3\u00a0: \p{Lu}.*\.$/u);
      expect(sentences[1]).not.toMatch(/(?<![\u00a0\u202f])[:;?!]/u);
    }
    const report = reportOf(named('signed').rows);
    expect(reportLines(report, 'en').join('\n')).toContain('The log holds.');
    expect(reportLines(report, 'fr').join('\n')).toContain('Le registre tient.');
  });

  it.each([
    ['holds', 0, [] as string[], 'The log holds.'],
    ['holds', 0, ['--lang', 'fr'], 'Le registre tient.'],
    ['broken', 1, [], 'DOES NOT HOLD'],
    ['none', 2, [], 'no Paraph bundle'],
    ['absent', 2, [], 'ENOENT'],
  ])('%s: the program ends with %i', (which, status, options, words) => {
    const folder = mkdtempSync(join(tmpdir(), 'paraph-verify-'));
    const file = join(folder, `${which}.paraph`);
    const { rows } = named('signed');
    const broken = rows.map((row) => (row.seq === 9 ? { ...row, at: row.at + 1 } : row));
    if (which === 'holds') writeFileSync(file, encodeBundle(bundleOf(rows)));
    if (which === 'broken') writeFileSync(file, encodeBundle(bundleOf(broken)));
    if (which === 'none') writeFileSync(file, 'PARAPET');
    const program = join(import.meta.dirname, '../../server/cli/paraph.ts');
    const run = spawnSync(process.execPath, [program, 'verify', file, ...options], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect([run.status, run.stdout + run.stderr]).toEqual([status, expect.stringContaining(words)]);
  });
});

/** Changes what the row says has come of the move: a leaf of an event, one more event, or one less. */
const tamper = (body: Record<string, unknown>, dice: Dice): void => {
  const events = body['events'] as Record<string, unknown>[];
  if (dice.chance(0.15)) return void events.push(structuredClone(dice.of(events)));
  if (dice.chance(0.15) && events.length > 1) return void events.pop();
  const leaves: [Record<string, unknown>, string][] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, field] of Object.entries(value))
      if (typeof field === 'object' && field !== null) visit(field);
      else leaves.push([value as Record<string, unknown>, key]);
  };
  visit(events);
  const [owner, key] = dice.of(leaves);
  const leaf = owner[key];
  if (typeof leaf === 'number') owner[key] = leaf + 1;
  else if (typeof leaf === 'boolean') owner[key] = !leaf;
  else if (typeof leaf === 'string') owner[key] = /^[0-9a-f]{64}$/.test(leaf) ? 'f'.repeat(64) : `${leaf}x`;
  else owner[key] = 'x';
};
