// An article that is full of one-character insertions and their remains takes no more, and says so.
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { admit } from '../../../shared/gate/admit.ts';
import { Crowding } from '../../../shared/gate/crowding.ts';
import { LIVE_LIMITS, LOG_LIMITS } from '../../../shared/gate/limits.ts';

const ROOT = 'text:a1:en';
const PEN = 17 + 16;

const scattered = (items: number) => {
  const doc = new Y.Doc();
  const text = doc.getText(ROOT);
  doc.clientID = PEN;
  text.insert(0, 'x'.repeat(items));
  for (let i = items - 2; i > 0; i -= 2) text.delete(i, 1);
  const frame = (index: number): Uint8Array => {
    const page = new Y.Doc();
    Y.applyUpdate(page, Y.encodeStateAsUpdate(doc));
    page.clientID = PEN;
    let sent = new Uint8Array();
    page.on('update', (update: Uint8Array) => (sent = Uint8Array.from(update)));
    page.getText(ROOT).insert(index, 'y');
    return sent;
  };
  return { doc, frame };
};

const policy = (crowding: Crowding) => ({
  pen: PEN,
  writable: () => true as const,
  protects: () => false,
  seqOf: () => 1,
  base: 1,
  itemsIn: (root: string, most: number) => crowding.itemsIn(root, most),
});

describe('the items of a text', () => {
  it('are refused by name beyond their limit, and only when characters come in', () => {
    const { doc, frame } = scattered(100);
    const crowding = new Crowding(doc);
    const insertion = frame(3);
    const of = (items: number): { ok: boolean } =>
      admit(doc, insertion, policy(crowding), { ...LIVE_LIMITS, items });
    const count = crowding.itemsIn(ROOT, 0);
    expect(count).toBeGreaterThan(90);
    expect(of(count + 1)).toMatchObject({ ok: false, code: 'clause-too-worked' });
    expect(of(count + 2).ok).toBe(true);
    expect(admit(doc, insertion, policy(crowding), LOG_LIMITS).ok).toBe(true);
    const page = new Y.Doc();
    Y.applyUpdate(page, Y.encodeStateAsUpdate(doc));
    let deletion = new Uint8Array();
    page.on('update', (update: Uint8Array) => (deletion = Uint8Array.from(update)));
    page.getText(ROOT).delete(4, 1);
    expect(admit(doc, deletion, policy(crowding), { ...LIVE_LIMITS, items: 1 }).ok).toBe(true);
  });

  it('are never counted too low, and counted exactly where it matters', () => {
    const { doc } = scattered(400);
    const crowding = new Crowding(doc);
    const exact = crowding.itemsIn(ROOT, 0);
    expect(crowding.itemsIn(ROOT, 1_000_000)).toBe(exact);
    crowding.grew({ roots: [ROOT], from: 0, to: 5, removed: [[PEN, 0, 1]] });
    expect(crowding.itemsIn(ROOT, 1_000_000)).toBe(exact + 12); // at most so many
    expect(crowding.itemsIn(ROOT, exact)).toBe(exact); // so it counts
    doc.getText(ROOT).delete(0, doc.getText(ROOT).length);
    crowding.forget();
    expect(crowding.itemsIn(ROOT, 1_000_000)).toBeLessThan(exact);
  });
});
