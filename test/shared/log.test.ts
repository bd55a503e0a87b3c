// The chain of a log and its bytes: what is altered, missing or malformed must show.
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bodyDigest,
  chainHash,
  checkChain,
  decodeRows,
  encodeRows,
  genesisHash,
  ROW_KINDS,
  rowHash,
} from '../../shared/log.ts';
import type { Row } from '../../shared/log.ts';
import { chain, text } from '../support/rows.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const field = (bytes: Uint8Array | string): Buffer => {
  const content = Buffer.from(bytes);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
};
const sha256 = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

describe('the hash of a row', () => {
  const header = { seq: 1, at: 1_760_000_000_000, kind: 'text', seat: 'drc-1' } as const;
  const salt = new Uint8Array(16).fill(7);
  const body = text('exclusive access');

  it('is what the written definition says, computed by another SHA-256', () => {
    const digest = sha256(field(salt), field(body));
    const expected = sha256(
      field(Buffer.alloc(32)),
      field('paraph-row-1'),
      field('1'),
      field('1760000000000'),
      field('text'),
      field('drc-1'),
      field(digest),
    );
    expect(hex(rowHash(genesisHash(), header, { salt, body }))).toBe(hex(expected));
    expect(hex(bodyDigest(salt, body))).toBe(hex(digest));
  });

  it('stays what it is (test vector)', () => {
    expect(hex(rowHash(genesisHash(), header, { salt, body }))).toBe(
      'f6b8ad494708d3f3e6c25e628059dd9598c9664b5f1812c7f422d8c13dbbd66d',
    );
  });

  it('can be computed without the body', () => {
    expect(chainHash(genesisHash(), header, bodyDigest(salt, body))).toEqual(
      rowHash(genesisHash(), header, { salt, body }),
    );
  });

  it('changes with every field, and a byte cannot move from one field to the next', () => {
    const of = (change: object, content = { salt, body }, previous = genesisHash()): string =>
      hex(rowHash(previous, { ...header, ...change }, content));
    const hashes = [
      of({}),
      of({ seq: 2 }),
      of({ at: header.at + 1 }),
      of({ kind: 'move' }),
      of({ seat: 'drc-2' }),
      of({}, { salt: new Uint8Array(16), body }),
      of({}, { salt, body: text('exclusive acces') }),
      of({}, { salt: salt.slice(1), body: Uint8Array.of(7, ...body) }),
      of({}, { salt, body }, new Uint8Array(32).fill(1)),
      of({ seq: 11, at: 760_000_000_000 }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe('a chain', () => {
  const rows = chain(20);
  const changed = (at: number, change: Partial<Row>): Row[] =>
    rows.map((row, i) => (i === at ? { ...row, ...change } : row));

  it('holds, whole and in parts', () => {
    expect(checkChain(rows)).toEqual({ ok: true, head: { seq: 20, hash: rows[19]!.hash } });
    const from = { seq: 7, hash: rows[6]!.hash };
    expect(checkChain(rows.slice(7), from)).toEqual({ ok: true, head: { seq: 20, hash: rows[19]!.hash } });
    expect(checkChain([])).toEqual({ ok: true, head: { seq: 0, hash: genesisHash() } });
  });

  it('holds with rows withheld, and shows an altered digest', () => {
    const withheld = rows.map(({ salt, body, ...row }) =>
      row.kind === 'text' ? { ...row, digest: bodyDigest(salt, body) } : { ...row, salt, body },
    );
    expect(withheld.filter((row) => 'digest' in row).length).toBeGreaterThan(3);
    expect(checkChain(withheld).ok).toBe(true);
    const at = withheld.findIndex((row) => 'digest' in row);
    const altered = withheld.map((row, i) => (i === at ? { ...row, digest: new Uint8Array(32) } : row));
    expect(checkChain(altered)).toEqual({ ok: false, seq: at + 1, reason: 'hash' });
  });

  it('shows the first row that was altered, wherever it was altered', () => {
    const body = rows[4]!.body.slice();
    body[0]! ^= 1;
    expect(checkChain(changed(4, { body }))).toEqual({ ok: false, seq: 5, reason: 'hash' });
    expect(checkChain(changed(4, { at: 0 }))).toEqual({ ok: false, seq: 5, reason: 'hash' });
    expect(checkChain(changed(4, { seat: 'us-2' }))).toEqual({ ok: false, seq: 5, reason: 'hash' });
    expect(checkChain(changed(4, { hash: new Uint8Array(32) }))).toEqual({
      ok: false,
      seq: 5,
      reason: 'hash',
    });
  });

  it('shows a row that is missing, twice there or in another place', () => {
    expect(checkChain(rows.toSpliced(4, 1))).toEqual({ ok: false, seq: 5, reason: 'seq' });
    expect(checkChain(rows.toSpliced(4, 0, rows[3]!))).toEqual({ ok: false, seq: 5, reason: 'seq' });
    expect(checkChain(rows.slice(3))).toEqual({ ok: false, seq: 1, reason: 'seq' });
    expect(checkChain(rows.slice(3), { seq: 3, hash: genesisHash() })).toEqual({
      ok: false,
      seq: 4,
      reason: 'hash',
    });
  });
});

const bytes = (size: { minLength?: number; maxLength: number }): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array(size);

const anyRows: fc.Arbitrary<Row[]> = fc
  .tuple(
    fc.nat(1_000_000),
    fc.array(
      fc.record({
        at: fc.integer({ min: -1, max: 2 ** 45 }),
        kind: fc.constantFrom(...ROW_KINDS),
        seat: fc.constantFrom('drc-1', 'us-2', 'chair-1', 'é'),
        body: bytes({ maxLength: 300 }),
        salt: bytes({ minLength: 16, maxLength: 16 }),
        hash: bytes({ minLength: 32, maxLength: 32 }),
      }),
      { maxLength: 30 },
    ),
  )
  .map(([first, rows]) => rows.map((row, i) => ({ seq: first + i, ...row })));

describe('rows as bytes', () => {
  it('come back as they were', () => {
    let reached = 0;
    fc.assert(
      fc.property(anyRows, (rows) => {
        reached += rows.length;
        expect(decodeRows(encodeRows(rows))).toEqual({ ok: true, rows });
      }),
      { numRuns: 200 },
    );
    expect(reached).toBeGreaterThan(500);
  });

  it('cost little more than their bodies, salts and hashes', () => {
    const rows = chain(1000);
    const content = rows.reduce((sum, { body }) => sum + body.length + 48, 0);
    expect(encodeRows(rows).length - content).toBeLessThan(6 * 1000);
  });

  it('own their memory, even when they came out of a larger buffer', () => {
    const encoded = encodeRows(chain(3));
    const decoded = decodeRows(Buffer.concat([Buffer.alloc(8), encoded]).subarray(8));
    if (!decoded.ok) throw new Error(decoded.reason);
    for (const { body, salt, hash } of decoded.rows)
      for (const part of [body, salt, hash]) {
        expect(part.constructor).toBe(Uint8Array);
        expect(part.buffer.byteLength).toBe(part.length);
      }
  });

  it('are refused wherever they are cut, or when something follows', () => {
    const encoded = encodeRows(chain(5));
    for (let end = 0; end < encoded.length; end += 1)
      expect(decodeRows(encoded.subarray(0, end)).ok, `cut at ${end}`).toBe(false);
    expect(decodeRows(Uint8Array.of(...encoded, 0))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('after'),
    });
  });

  it('are refused in an unknown version, and never make the reader throw', () => {
    const encoded = encodeRows(chain(5));
    expect(decodeRows(Uint8Array.of(2, ...encoded.subarray(1)))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('version 2'),
    });
    const outcomes = { ok: 0, refused: 0 };
    fc.assert(
      fc.property(fc.nat(encoded.length - 1), fc.nat(255), (at, byte) => {
        const mutated = encoded.slice();
        mutated[at] = byte;
        outcomes[decodeRows(mutated).ok ? 'ok' : 'refused'] += 1;
      }),
      { numRuns: 2000 },
    );
    expect(outcomes.refused).toBeGreaterThan(20);
    expect(outcomes.ok).toBeGreaterThan(20);
  });

  it('do not let a huge count take memory', () => {
    const liar = Uint8Array.of(1, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 1);
    expect(decodeRows(liar).ok).toBe(false);
  });

  it('are not written where they do not follow one another or a size is wrong', () => {
    const rows = chain(3);
    expect(() => encodeRows(rows.toSpliced(1, 1))).toThrow('row 3 stands where row 2 should');
    expect(() => encodeRows([{ ...rows[0]!, salt: new Uint8Array(15) }])).toThrow('16 bytes');
  });
});
