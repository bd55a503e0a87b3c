// What is signed of a move, and on which rows one may sign.
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { keyframeBytes, partsOf } from '../../shared/keyframe.ts';
import { canonicalJson, SIGNED_WITHIN, signatureHolds, signedBytes } from '../../shared/signing.ts';
import { WorkingBoard } from '../../shared/working-board.ts';
import { newClause, YEARS } from '../support/boards.ts';
import { Negotiation } from '../support/negotiation.ts';
import { TestSigner } from '../support/signer.ts';

const set = (value: number) => ({ kind: 'setTerm', clause: 'a1', term: 'years', value }) as const;
const opened = (): { story: Negotiation; us: TestSigner } => {
  const story = Negotiation.at([newClause('a1', [YEARS])]);
  const us = new TestSigner(story.table, 'us-1', 7);
  expect(us.shows()).toMatchObject({ ok: true });
  return { story, us };
};

describe('what is signed', () => {
  it('is one line of JSON, whatever order its sender wrote the fields in', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: true, z: undefined })).toBe(
      '{"a":true,"b":[1,{"c":"é","d":null}]}',
    );
    const content = { board: 'b', seat: 'us-1', id: 'move-000001', on: 7, hash: 'ab' };
    expect(new TextDecoder().decode(signedBytes({ ...content, move: set(3) }))).toBe(
      '["paraph-move-1","b","us-1","move-000001",{"clause":"a1","kind":"setTerm","term":"years","value":3},7,"ab"]',
    );
  });

  it('is signed alike by anybody else’s Ed25519', () => {
    const seed = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 7)]);
    const secret = createPrivateKey({ key: seed, format: 'der', type: 'pkcs8' });
    const raw = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32);
    const content = { board: 'b', seat: 'us-1', id: 'move-000001', on: 7, hash: 'ab', move: set(3) };
    const signature = sign(null, signedBytes(content), secret).toString('hex');
    const signed = { on: 7, hash: 'ab', by: bytesToHex(new Uint8Array(raw)), signature };
    expect(signatureHolds(content, signed)).toBe(true);
    for (const other of [
      { board: 'c' },
      { seat: 'us-2' },
      { id: 'move-000002' },
      { on: 8 },
      { hash: 'ac' },
      { move: set(4) },
    ])
      expect(signatureHolds({ ...content, ...other }, signed)).toBe(false);
    expect(signatureHolds(content, { ...signed, by: 'f'.repeat(64) })).toBe(false);
    expect(signatureHolds(content, { ...signed, signature: '0'.repeat(128) })).toBe(false);
  });
});

describe('a seat that has shown a key', () => {
  it('moves with its signature and not without, nor with one that was used for another move', () => {
    const { story, us } = opened();
    const signed = us.signs('one-move-0', set(3));
    const { table } = story;
    expect(table.move('us-1', set(3), 'one-move-0')).toMatchObject({ code: 'bad-signature' });
    expect(table.move('us-1', set(4), 'one-move-0', signed)).toMatchObject({ code: 'bad-signature' });
    expect(table.move('us-1', set(3), 'one-move-1', signed)).toMatchObject({ code: 'bad-signature' });
    expect(table.move('us-2', set(3), 'one-move-0', signed)).toMatchObject({ code: 'bad-signature' });
    expect(table.move('us-1', set(3), 'one-move-0', { ...signed, on: signed.on + 1 })).toMatchObject({
      code: 'bad-signature',
    });
    expect(table.move('us-1', set(3), 'one-move-0', signed)).toMatchObject({ ok: true });
    // Sent again, as after a broken line: it counts once, whatever it is signed with.
    expect(table.move('us-1', set(3), 'one-move-0', signed)).toMatchObject({ ok: true, row: null });
  });

  it('shows the key by a move that is signed with it; the same once more changes nothing', () => {
    const story = Negotiation.at([newClause('a1')]);
    const us = new TestSigner(story.table, 'us-1', 7);
    expect(story.table.move('us-1', { kind: 'showKey', key: us.key })).toMatchObject({
      code: 'bad-signature',
    });
    const thief = new TestSigner(story.table, 'us-1', 8);
    expect(thief.moves({ kind: 'showKey', key: us.key })).toMatchObject({ code: 'bad-signature' });
    expect(us.shows()).toMatchObject({ ok: true });
    expect(us.shows()).toMatchObject({ ok: true, row: null });
    expect(thief.shows()).toMatchObject({ code: 'bad-signature' });
    expect(story.state.seats.get('us-1')?.key).toBe(us.key);
  });

  it('keeps it as its head hands over', () => {
    const { story, us } = opened();
    us.moves({ kind: 'handOver', seat: 'us-2' });
    expect(story.state.seats.get('us-1')).toMatchObject({ role: 'member', key: us.key });
    expect(story.state.seats.get('us-2')).not.toHaveProperty('key');
  });

  it(`signs on one of the last ${SIGNED_WITHIN} rows, also after a restart from a keyframe`, () => {
    const { story, us } = opened();
    const { table } = story;
    const first = table.working.seq;
    for (let i = 0; i < SIGNED_WITHIN - 1; i += 1) table.sit('drc-1');
    const onFirst = us.signs('one-move-0', set(3), first);
    const restored = new WorkingBoard(partsOf(keyframeBytes(table.working.parts))!);
    for (const board of [table.working, restored])
      expect(board.offerMove('us-1', 'one-move-0', set(3), onFirst)).toMatchObject({ ok: true });
    table.sit('drc-1');
    for (const board of [table.working, new WorkingBoard(partsOf(keyframeBytes(table.working.parts))!)]) {
      expect(board.offerMove('us-1', 'one-move-0', set(3), onFirst)).toMatchObject({ code: 'bad-signature' });
      const later = us.signs('one-move-0', set(3), first + 1);
      expect(board.offerMove('us-1', 'one-move-0', set(3), later)).toMatchObject({ ok: true });
    }
  });
});
