// Law L4 by fuzzing: whatever bytes come, nothing but what is the sender's own changes, and no two replicas ever differ.
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { admit } from '../../../shared/gate/admit.ts';
import { startsWithMark } from '../../../shared/gate/text-rules.ts';
import { partyIndexOf } from '../../../shared/pens.ts';
import { C1, C2, C3, newDoc, ROOTS, texts, type Unit, units } from '../../support/gate-board.ts';
import { A, MutantBoard, mutated } from '../../support/gate-mutants.ts';
import { Dice, FUZZ, rounds } from '../../support/gate-random.ts';

type Units = ReadonlyMap<string, Unit>;

const idOf = (key: string): [client: number, clock: number] => {
  const [client, clock] = key.split(':').map(Number);
  return [client!, clock!];
};

const fail = (what: string): never => {
  throw new Error(what);
};

const checkOld = ({ board }: MutantBoard, before: Units, after: Units): void => {
  for (const [id, was] of before) {
    const is = after.get(id) ?? fail(`lost ${id}`);
    const [client, clock] = idOf(id);
    if (is.root !== was.root || is.key !== was.key) fail(`moved ${id}`);
    if (was.deleted && !is.deleted) fail(`revived ${id}`);
    if (!was.deleted && !is.deleted && is.what !== was.what) fail(`altered ${id}`);
    if (was.deleted || !is.deleted) continue;
    if (partyIndexOf(client) !== partyIndexOf(A)) fail(`deleted a foreign ${id}`);
    if (board.agreed.has(client, clock)) fail(`deleted a common ${id}`);
    if (is.root === C2) fail(`deleted in a locked clause: ${id}`);
  }
};

const checkNew = (before: Units, after: Units): void => {
  for (const [id, { root }] of after) {
    if (before.has(id)) continue;
    if (idOf(id)[0] !== A) fail(`wrote in another’s name: ${id}`);
    if (root !== C1 && root !== C3) fail(`wrote into ${root}`);
  }
};

const inOrder = (all: Units, root: string): [string, Unit][] =>
  [...all].filter(([, unit]) => unit.root === root && unit.key === null).sort(([, a], [, b]) => a.at - b.at);

const checkOrder = (before: Units, after: Units): void => {
  for (const root of ROOTS) {
    const old = inOrder(before, root).map(([id]) => id);
    const now = inOrder(after, root)
      .map(([id]) => id)
      .filter((id) => before.has(id));
    if (old.join() !== now.join()) fail(`reordered ${root}`);
  }
};

const gluedMarks = (all: Units): Set<string> => {
  const glued = new Set<string>();
  for (const root of ROOTS) {
    const live = inOrder(all, root).filter(([, unit]) => !unit.deleted);
    for (let i = 1; i < live.length; i += 1) {
      const [id, { what }] = live[i]!;
      if (!startsWithMark(what!) || idOf(id)[0] !== A) continue;
      if (partyIndexOf(idOf(live[i - 1]![0])[0]) !== partyIndexOf(A)) glued.add(id);
    }
  }
  return glued;
};

const checkMarks = (before: Units, after: Units): void => {
  const was = gluedMarks(before);
  for (const id of gluedMarks(after)) if (!was.has(id)) fail(`set the mark ${id} on a foreign letter`);
};

const checkLists = (doc: Y.Doc): void => {
  for (const root of ROOTS) {
    const text = doc.getText(root);
    let length = 0;
    let left: Y.Item | null = null;
    for (let item = text._start; item !== null; item = item.right) {
      if (item.left !== left || item.parent !== text) fail(`the list of ${root} is broken`);
      if (!item.deleted) length += item.length;
      left = item;
    }
    if (length !== text.length) fail(`the length of ${root} is wrong`);
  }
};

const clocksBut = (doc: Y.Doc, client: number): string =>
  JSON.stringify(
    [...Y.decodeStateVector(Y.encodeStateVector(doc))].filter(([other]) => other !== client).sort(),
  );

/** Whether an update names nothing that a document does not have. */
const isReady = (doc: Y.Doc, bytes: Uint8Array): boolean => {
  const { structs, ds } = Y.decodeUpdate(bytes);
  const ends = new Map<number, number>();
  const state = (client: number): number => Math.max(Y.getState(doc.store, client), ends.get(client) ?? 0);
  for (const struct of structs) {
    if (struct.id.clock > state(struct.id.client)) return false;
    if (struct instanceof Y.Item)
      for (const id of [struct.origin, struct.rightOrigin])
        if (id !== null && id.clock >= state(id.client)) return false;
    ends.set(struct.id.client, struct.id.clock + struct.length);
  }
  for (const [client, items] of ds.clients)
    for (const { clock, len } of items) if (clock + len > state(client)) return false;
  return true;
};

const inSomeCausalOrder = (updates: readonly Uint8Array[], dice: Dice): Y.Doc => {
  const doc = newDoc(7, false);
  const left = [...updates];
  while (left.length > 0) {
    const from = dice.below(left.length);
    const order = [...left.keys()].map((i) => (i + from) % left.length);
    const next = order.find((i) => isReady(doc, left[i]!)) ?? fail('the log has no causal order');
    Y.applyUpdate(doc, left.splice(next, 1)[0]!, 'remote');
  }
  return doc;
};

const checkReplicas = ({ board, updates }: MutantBoard, dice: Dice): number => {
  const want = texts(board.doc).join('\u0000');
  const state = newDoc(7);
  Y.applyUpdate(state, Y.encodeStateAsUpdate(board.doc));
  const replay = newDoc(7);
  for (const bytes of updates) Y.applyUpdate(replay, bytes);
  const shuffled = Array.from({ length: 3 }, () => inSomeCausalOrder(updates, dice));
  for (const doc of [state, replay, ...shuffled])
    if (texts(doc).join('\u0000') !== want) fail('two replicas differ');
  return shuffled.length;
};

type Counts = {
  frames: number;
  admitted: number;
  nothings: number;
  shuffles: number;
  marks: number;
  unspoken: number;
};

const tryOne = (mutant: MutantBoard, dice: Dice, counts: Counts, codes: Map<string, number>): void => {
  const { board } = mutant;
  const how = dice.below(5);
  const frame =
    how < 3 ? mutant.grammatical() : mutated(how === 3 ? mutant.careless() : mutant.grammatical(), dice);
  counts.frames += 1;
  const verdict = admit(board.doc, frame, mutant.policy());
  if (!verdict.ok) {
    if (verdict.code === 'internal')
      fail(`internal: ${verdict.detail} ${Buffer.from(frame).toString('hex')}`);
    codes.set(verdict.code, (codes.get(verdict.code) ?? 0) + 1);
    return;
  }
  if (verdict.kind === 'nothing') {
    counts.nothings += 1;
    return;
  }
  counts.admitted += 1;
  counts.unspoken += verdict.unspoken.length;
  const before = units(board.doc);
  const clocks = clocksBut(board.doc, A);
  const roots = [...board.doc.share.keys()].join();
  const again = admit(board.doc, verdict.bytes, mutant.policy());
  if (!again.ok || Buffer.compare(again.bytes, verdict.bytes) !== 0)
    fail('canonical bytes are judged otherwise');
  board.take(verdict);
  const after = units(board.doc);
  checkOld(mutant, before, after);
  checkNew(before, after);
  checkOrder(before, after);
  checkMarks(before, after);
  checkLists(board.doc);
  if (clocksBut(board.doc, A) !== clocks || [...board.doc.share.keys()].join() !== roots)
    fail('touched something else');
  if (board.doc.store.pendingStructs !== null || board.doc.store.pendingDs !== null)
    fail('left something pending');
  counts.marks += [...after.values()].filter(({ what }) => what === '\u0336').length > 0 ? 1 : 0;
  if (counts.admitted % 8 === 0) counts.shuffles += checkReplicas(mutant, new Dice(counts.admitted));
};

describe('L4 mutated and random frames', () => {
  const total = rounds(100_000);
  const BLOCK = 5000;
  const counts: Counts = { frames: 0, admitted: 0, nothings: 0, shuffles: 0, marks: 0, unspoken: 0 };
  const codes = new Map<string, number>();

  test.each(Array.from({ length: Math.ceil(total / BLOCK) }, (_, i) => 1 + i * 101))(
    'touch nothing that is not the sender’s (seed %i)',
    { timeout: 120_000 },
    (seed) => {
      const dice = new Dice(seed);
      let mutant = new MutantBoard(dice);
      for (let i = 0; i < Math.min(BLOCK, total); i += 1) {
        if (i % 200 === 199) mutant = new MutantBoard(dice);
        try {
          tryOne(mutant, dice, counts, codes);
        } catch (error) {
          throw new Error(`seed ${seed}, frame ${i}: ${String(error)}`, { cause: error });
        }
      }
    },
  );

  test('have reached what they are meant to reach', () => {
    console.log(
      `mutants: ${JSON.stringify(counts)} ${JSON.stringify(Object.fromEntries([...codes].sort()))}`,
    );
    if (FUZZ < 1) return;
    expect(counts.admitted).toBeGreaterThan(2000);
    expect(counts.shuffles).toBeGreaterThan(500);
    expect(counts.unspoken).toBeGreaterThan(50);
    expect(counts.marks).toBeGreaterThan(50);
    for (const code of [
      'implausible-anchors',
      'delete-foreign',
      'delete-agreed',
      'equivocation',
      'locked',
      'cross-root',
    ])
      expect(codes.get(code) ?? 0, code).toBeGreaterThan(20);
    expect(codes.get('combining-foreign') ?? 0).toBeGreaterThan(20);
    expect(codes.size).toBeGreaterThan(30);
  });
});
