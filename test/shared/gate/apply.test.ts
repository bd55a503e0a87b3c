// The audit: an admission that is not what happens to the document is a failure, never a shrug.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Admitted } from '../../../shared/gate/admit.ts';
import { applyAdmitted, AuditFailure } from '../../../shared/gate/apply.ts';
import { C1, C3, copyOf, frameBy, GateBoard, texts } from '../../support/gate-board.ts';

const PEN = 33;

const board = (): GateBoard => {
  const board = new GateBoard();
  board.by(PEN, (doc) => doc.getText(C1).insert(0, 'one two three'));
  return board;
};

const admitted = (on: GateBoard, act: (doc: Y.Doc) => void): Admitted => {
  const admission = on.judge(PEN, frameBy(copyOf(on.doc, PEN), act));
  if (!admission.ok) throw new Error(admission.code);
  return admission;
};

const change = (doc: Y.Doc): void => {
  doc.getText(C1).insert(3, ' and a half');
  doc.getText(C1).delete(0, 2);
  doc.getText(C3).insert(0, 'x');
  doc.getText(C3).delete(0, 1);
};

describe('applying an admitted frame', () => {
  it('changes what was admitted and tells the update', () => {
    const on = board();
    const before = copyOf(on.doc, 49);
    const { update } = applyAdmitted(on.doc, admitted(on, change), PEN);
    expect(texts(on.doc)[0]).toBe('e and a half two three');
    Y.applyUpdate(before, update!);
    expect(texts(before)).toEqual(texts(on.doc));
  });

  it('hands its origin on', () => {
    const on = board();
    const origins: unknown[] = [];
    on.doc.on('update', (_update, origin) => origins.push(origin));
    applyAdmitted(on.doc, admitted(on, change), 'seat 4');
    expect(origins).toEqual(['seat 4']);
  });

  it('does nothing for a frame that the table has already', () => {
    const on = board();
    const frame = frameBy(copyOf(on.doc, PEN), change);
    const first = on.judge(PEN, frame);
    if (!first.ok) throw new Error(first.code);
    on.take(first);
    const again = on.judge(PEN, frame);
    expect(again).toMatchObject({
      ok: true,
      kind: 'nothing',
      inserted: 0,
      deleted: 0,
      written: [],
      removed: [],
    });
    expect(again.ok && applyAdmitted(on.doc, again, PEN).update).toBeNull();
    expect(on.judge(PEN, new Uint8Array([0, 0]))).toMatchObject({ ok: true, kind: 'nothing' });
  });

  const lies: [string, (admission: Admitted) => Admitted][] = [
    ['the pen', (admission) => ({ ...admission, pen: 49 })],
    ['the start', (admission) => ({ ...admission, from: admission.from - 1 })],
    ['the end', (admission) => ({ ...admission, to: admission.to + 1 })],
    ['what is removed', (admission) => ({ ...admission, removed: [] })],
    ['what is removed, by one', (admission) => ({ ...admission, removed: [[PEN, 0, 3]] })],
    ['what is unspoken', (admission) => ({ ...admission, unspoken: [] })],
    ['the roots', (admission) => ({ ...admission, roots: [C1] })],
    ['how much comes', (admission) => ({ ...admission, inserted: admission.inserted + 1 })],
    ['the bytes', (admission) => ({ ...admission, bytes: new Uint8Array([0, 0]) })],
    ['the bytes, so that Yjs throws', (admission) => ({ ...admission, bytes: new Uint8Array([1, 1]) })],
  ];
  it.each(lies)('fails where %s is not what was admitted', (_what, lie) => {
    const on = board();
    expect(() => applyAdmitted(on.doc, lie(admitted(on, change)), PEN)).toThrow(AuditFailure);
  });

  it('fails where the document went on meanwhile, or is in the middle of something', () => {
    const on = board();
    const stale = admitted(on, change);
    on.by(PEN, (doc) => doc.getText(C1).insert(0, '!'));
    expect(() => applyAdmitted(on.doc, stale, PEN)).toThrow(AuditFailure);
    const fresh = admitted(on, change);
    expect(() => on.doc.transact(() => applyAdmitted(on.doc, fresh, PEN))).toThrow(AuditFailure);
  });
});
