// A table with nothing but its text and its gate, and with the roots that attackers like to reach.
import * as Y from 'yjs';
import { admit, type Admission, type Admitted, type GatePolicy } from '../../shared/gate/admit.ts';
import { applyAdmitted } from '../../shared/gate/apply.ts';
import { Hands } from '../../shared/gate/bases.ts';
import { type Limits, LIVE_LIMITS } from '../../shared/gate/limits.ts';
import { IdSet } from '../../shared/ids.ts';
import { LEDGER_CLIENT } from '../../shared/pens.ts';

export const C1 = 'text:c-1:en';
export const C2 = 'text:c-2:en';
export const C3 = 'text:c-3:fr';
export const ROOTS = [C1, C2, C3] as const;

/** Where an update is not the document's own. */
export const REMOTE = 'remote';

export const newDoc = (client: number, gc = true): Y.Doc => {
  const doc = new Y.Doc({ gc });
  doc.clientID = client;
  for (const root of ROOTS) doc.getText(root);
  return doc;
};

/** A document of a client, with everything that another one holds. */
export const copyOf = (doc: Y.Doc, client: number, gc = true): Y.Doc => {
  const copy = newDoc(7, gc); // not the client's own number while loading, or Yjs would choose another
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc), REMOTE);
  copy.clientID = client;
  return copy;
};

/** The bytes of one transaction on a document. */
export const frameBy = (doc: Y.Doc, act: (doc: Y.Doc) => void): Uint8Array => {
  let frame: Uint8Array | null = null;
  const note = (update: Uint8Array): void => {
    frame = update;
  };
  doc.on('update', note);
  doc.transact(() => act(doc));
  doc.off('update', note);
  return frame ?? new Uint8Array([0, 0]);
};

export type TextRow = { readonly kind: 'text'; readonly admitted: Admitted; readonly agreed: IdSet };
export type PenRow = { readonly kind: 'pen'; readonly pen: number };

export class GateBoard {
  readonly doc: Y.Doc;
  readonly hands = new Hands();
  readonly log: (TextRow | PenRow)[] = [];
  readonly locked = new Set<string>();
  agreed = IdSet.empty;
  seq = 0;

  constructor(gc = true) {
    this.doc = newDoc(9, gc);
  }

  /** Gives the document a map and a ledger of the server's, as 16:0 and 16:1, and 16:2. */
  layServerRoots(): void {
    const server = new Y.Doc();
    server.clientID = LEDGER_CLIENT;
    server.getMap('meta').set('status', 'draft');
    server.getMap('meta').set('owner', 'server');
    server.getArray('ledger').push(['e0']);
    this.doc.getMap('meta');
    this.doc.getArray('ledger');
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(server), REMOTE);
  }

  open(pen: number): void {
    this.seq += 1;
    this.hands.openPen(pen, this.seq);
    this.log.push({ kind: 'pen', pen });
  }

  policy(pen: number): GatePolicy {
    return {
      pen,
      writable: (root) => (this.locked.has(root) ? 'locked' : true),
      protects: (client, clock, length) => this.agreed.intersects(client, clock, length),
      seqOf: (client, clock) => this.hands.seqOf(client, clock),
      base: this.hands.baseOf(pen),
    };
  }

  judge(pen: number, frame: unknown, limits: Limits = LIVE_LIMITS): Admission {
    return admit(this.doc, frame, this.policy(pen), limits);
  }

  /** Applies and logs what was admitted; the update as Yjs tells it. */
  take(admitted: Admitted): Uint8Array | null {
    const { update } = applyAdmitted(this.doc, admitted, admitted.pen);
    if (admitted.kind === 'nothing') return null;
    this.seq += 1;
    this.hands.accept(admitted, this.seq);
    this.log.push({ kind: 'text', admitted, agreed: this.agreed });
    return update;
  }

  /** Has a pen do something honest, with all that the table knows. */
  by(pen: number, act: (doc: Y.Doc) => void): Uint8Array {
    const frame = frameBy(copyOf(this.doc, pen), act);
    const admission = this.judge(pen, frame);
    if (!admission.ok) throw new Error(`an honest frame was refused: ${admission.code} ${admission.detail}`);
    this.take(admission);
    return frame;
  }
}

export type Unit = {
  readonly root: string;
  readonly key: string | null;
  readonly at: number;
  readonly deleted: boolean;
  readonly what: string | null;
};

const unitsOf = (item: Y.Item, root: string, key: string | null, at: number): [string, Unit][] =>
  Array.from({ length: item.length }, (_, k) => {
    const text =
      item.content instanceof Y.ContentString ? item.content.str[k]! : item.content.constructor.name;
    const unit = { root, key, at: at + k, deleted: item.deleted, what: item.deleted ? null : text };
    return [`${item.id.client}:${item.id.clock + k}`, unit];
  });

/** Every character and entry of a document by its id. */
export const units = (doc: Y.Doc): Map<string, Unit> => {
  const found: [string, Unit][] = [];
  for (const [root, type] of doc.share) {
    let at = 0;
    for (let item = type._start; item !== null; item = item.right) {
      found.push(...unitsOf(item, root, null, at));
      at += item.length;
    }
    for (const [key, last] of type._map)
      for (let item: Y.Item | null = last; item !== null; item = item.left)
        found.push(...unitsOf(item, root, key, 0));
  }
  return new Map(found);
};

export type LiveRun = {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  readonly index: number;
  readonly text: string;
};

/** The live runs of a text in order. */
export const liveRuns = (doc: Y.Doc, root: string): LiveRun[] => {
  const runs: LiveRun[] = [];
  let index = 0;
  for (let item = doc.getText(root)._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    const { client, clock } = item.id;
    runs.push({ client, clock, length: item.length, index, text: item.content.str });
    index += item.length;
  }
  return runs;
};

export const texts = (doc: Y.Doc): string[] => ROOTS.map((root) => doc.getText(root).toString());
