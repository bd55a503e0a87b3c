// What the gate costs for one typed character, next to what applying it costs: on a text of 100,000 items that Yjs cannot
// merge, and on two people's real keystrokes.
import { existsSync } from 'node:fs';
import * as Y from 'yjs';
import { admit, type GatePolicy } from '../../shared/gate/admit.ts';
import { applyAdmitted } from '../../shared/gate/apply.ts';
import { Hands } from '../../shared/gate/bases.ts';
import { C1, copyOf, frameBy, newDoc, ROOTS } from '../support/gate-board.ts';
import { Dice } from '../support/gate-random.ts';
import { TRACE, patch, readTrace, seenBy } from '../support/trace.ts';
import type { Trace } from '../support/trace.ts';

const FIRST = 33; // two members of one party
const SECOND = 49;
const WRITER = 65;
const ITEMS = 100_000;
const FRAMES = 4000;
const WARM = 1000;

export type GateCost = {
  readonly text: string;
  readonly items: number;
  readonly characters: number;
  readonly frames: number;
  /** Microseconds a frame. */
  readonly admit: { readonly median: number; readonly p95: number };
  readonly applyUpdate: { readonly median: number; readonly p95: number };
  readonly applyAdmitted: { readonly median: number; readonly p95: number };
};

type Table = { readonly doc: Y.Doc; readonly hands: Hands; seq: number };

const policyOf = ({ hands }: Table, pen: number): GatePolicy => ({
  pen,
  writable: () => true,
  protects: () => false,
  seqOf: (client, clock) => hands.seqOf(client, clock),
  base: hands.baseOf(pen),
});

const enter = (table: Table, pen: number, frame: Uint8Array): void => {
  const admission = admit(table.doc, frame, policyOf(table, pen));
  if (!admission.ok) throw new Error(`refused: ${admission.code} ${admission.detail}`);
  applyAdmitted(table.doc, admission, pen);
  table.seq += 1;
  table.hands.accept(admission, table.seq);
};

/** Two pens in turn, so that no two characters merge; each character came under a seq of its own. */
const synthetic = (): Table => {
  const doc = newDoc(7);
  const hands = new Hands();
  doc.transact(() => {
    for (let i = 0; i < ITEMS; i += 1) {
      const pen = i % 2 === 0 ? FIRST : SECOND;
      const from = i >>> 1;
      doc.clientID = pen;
      doc.getText(C1).insert(i, 'abcdefgh ij'[i % 11] ?? ' ');
      hands.accept({ pen, from, to: from + 1, base: i }, i + 1);
    }
  });
  doc.clientID = 7;
  return { doc, hands, seq: ITEMS };
};

/** Two people's keystrokes, each made on what that person had before them, entered in the order in which they were recorded. */
const traced = (trace: Trace): Table => {
  const table: Table = { doc: newDoc(7), hands: new Hands(), seq: 0 };
  const penOf = (agent: number): number => FIRST + 16 * agent;
  const docs = Array.from({ length: trace.numAgents }, (_, agent) => newDoc(penOf(agent)));
  const sent: Uint8Array[][] = docs.map(() => []);
  const heard = docs.map(() => docs.map(() => 0));
  const seen = seenBy(trace);
  for (const [i, { agent, patches }] of trace.txns.entries()) {
    const doc = docs[agent];
    const ears = heard[agent];
    if (doc === undefined || ears === undefined) throw new Error(`no agent ${agent}`);
    for (const [other, count] of (seen[i] ?? []).entries()) {
      if (other === agent) continue;
      for (const frame of sent[other]?.slice(ears[other] ?? 0, count) ?? [])
        Y.applyUpdate(doc, frame, 'remote');
      ears[other] = Math.max(ears[other] ?? 0, count);
    }
    const frame = frameBy(doc, () => patch(doc.getText(C1), patches));
    sent[agent]?.push(frame);
    enter(table, penOf(agent), frame);
  }
  return table;
};

/** People type in bursts of some letters, at places all over the text. */
const keystrokes = (table: Table, dice: Dice): Uint8Array[] => {
  const doc = copyOf(table.doc, WRITER);
  const frames: Uint8Array[] = [];
  while (frames.length < FRAMES + WARM) {
    let at = dice.below(doc.getText(C1).length + 1);
    for (let left = 1 + dice.below(20); left > 0; left -= 1) {
      frames.push(frameBy(doc, () => doc.getText(C1).insert(at, 'x')));
      at += 1;
    }
  }
  return frames;
};

const measure = <T>(costs: number[], act: () => T): T => {
  const start = performance.now();
  const result = act();
  costs.push((performance.now() - start) * 1000);
  return result;
};

const summary = (costs: readonly number[]) => {
  const sorted = costs.slice(WARM).sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
  return { median: at(0.5), p95: at(0.95) };
};

const countItems = (doc: Y.Doc): number =>
  [...doc.store.clients.values()].reduce((sum, structs) => sum + structs.length, 0);

const run = (text: string, table: Table): GateCost => {
  const { doc } = table;
  const plain = copyOf(doc, 9); // takes the frames as they come
  table.hands.openPen(WRITER, table.seq);
  const items = countItems(doc);
  const costs: Record<'admit' | 'apply' | 'audited', number[]> = { admit: [], apply: [], audited: [] };
  for (const frame of keystrokes(table, new Dice(1))) {
    const policy = policyOf(table, WRITER);
    const admission = measure(costs.admit, () => admit(doc, frame, policy));
    if (!admission.ok) throw new Error(`refused: ${admission.code}`);
    measure(costs.apply, () => Y.applyUpdate(plain, frame, 'remote'));
    measure(costs.audited, () => applyAdmitted(doc, admission, WRITER));
    table.seq += 1;
    table.hands.accept(admission, table.seq);
  }
  if (plain.getText(C1).toString() !== doc.getText(C1).toString())
    throw new Error('the two documents differ');
  return {
    text,
    items,
    characters: doc.getText(C1).length,
    frames: FRAMES,
    admit: summary(costs.admit),
    applyUpdate: summary(costs.apply),
    applyAdmitted: summary(costs.audited),
  };
};

/** Measures, prints and returns the gate's cost for one typed character; the first is the board of 100,000 items. */
export const benchGate = async (): Promise<readonly GateCost[]> => {
  const costs = [run('100,000 unmerged items', synthetic())];
  if (existsSync(TRACE)) {
    const trace = readTrace();
    const table = traced(trace);
    if (table.doc.getText(C1).toString() !== trace.endContent) throw new Error('the trace ended otherwise');
    costs.push(run(`two people's ${trace.txns.length} transactions`, table));
  }
  for (const cost of costs)
    console.log(
      `gate, ${cost.text} (${cost.items} items, ${ROOTS.length} texts): ` +
        `admit ${cost.admit.median} µs (p95 ${cost.admit.p95}), ` +
        `Y.applyUpdate ${cost.applyUpdate.median} µs (p95 ${cost.applyUpdate.p95}), ` +
        `audited apply ${cost.applyAdmitted.median} µs (p95 ${cost.applyAdmitted.p95})`,
    );
  return costs;
};

if (import.meta.main) await benchGate();
