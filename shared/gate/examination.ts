// One frame under examination: the document it would change, the policy it is judged by, and what has been found so far.
// Nothing here changes the document.
import * as Y from 'yjs';
import { clauseOfRoot } from '../board.ts';
import { partyIndexOf } from '../pens.ts';
import { type GateCode, Refused } from './codes.ts';
import type { Limits } from './limits.ts';

export type GatePolicy = {
  /** The one pen that this connection writes with. */
  readonly pen: number;
  /** Whether this seat may write in a text now; a root that is no text of a clause is never asked for. */
  readonly writable: (root: string) => true | GateCode;
  /** Whether any of these characters is included by another party or held by a standing revision. */
  readonly protects: (client: number, clock: number, length: number) => boolean;
  /** The seq under which a character came to the table. */
  readonly seqOf: (client: number, clock: number) => number;
  /** What this pen is known to know: everything up to this seq. */
  readonly base: number;
  /** How many items a text has, exactly where that might be more than `most`; not asked where nobody counts. */
  readonly itemsIn?: (root: string, most: number) => number;
};

/** Whatever type a root has. */
export type RootType = NonNullable<ReturnType<Y.Doc['share']['get']>>;

const names = new WeakMap<object, string>();

/** The name of the root that this is, or null where it is nested in another or no type at all. */
export const rootName = (doc: Y.Doc, parent: Y.Item['parent']): string | null => {
  if (!(parent instanceof Y.AbstractType) || parent._item !== null) return null;
  const known = names.get(parent);
  if (known !== undefined) return known;
  for (const [name, type] of doc.share) {
    if (type !== parent) continue;
    names.set(parent, name);
    return name;
  }
  return null;
};

export class Examination {
  readonly doc: Y.Doc;
  readonly policy: GatePolicy;
  readonly limits: Limits;
  readonly pen: number;
  readonly party: number;
  /** The pen's next clock. */
  readonly from: number;
  /** The newest seq that the pen provably knew when it made the frame. */
  base: number;
  walked = 0;
  /** Characters that the frame repeats and the table has already. */
  known = 0;
  readonly #roots = new Map<string, RootType>();

  constructor(doc: Y.Doc, policy: GatePolicy, limits: Limits) {
    this.doc = doc;
    this.policy = policy;
    this.limits = limits;
    this.pen = policy.pen;
    this.party = partyIndexOf(policy.pen);
    this.from = Y.getState(doc.store, policy.pen);
    this.base = policy.base;
  }

  /** The texts that the frame writes in. */
  get roots(): string[] {
    return [...this.#roots.keys()];
  }

  stateOf(client: number): number {
    return client === this.pen ? this.from : Y.getState(this.doc.store, client);
  }

  structsOf(client: number): readonly (Y.Item | Y.GC)[] {
    return this.doc.store.clients.get(client) ?? [];
  }

  /** The index, in its client's structs, of the one that holds a clock below `stateOf`. */
  indexOf(structs: readonly (Y.Item | Y.GC)[], clock: number): number {
    return Y.findIndexSS(structs as (Y.Item | Y.GC)[], clock); // Yjs only reads them
  }

  /** Accounts for items walked over; refuses beyond the budget. */
  walk(items = 1): void {
    this.walked += items;
    if (this.walked > this.limits.walk) throw new Refused('too-costly', String(this.walked));
  }

  /** Whether the pen knew this character, which the table has. */
  knows(client: number, clock: number): boolean {
    return client === this.pen || this.policy.seqOf(client, clock) <= this.base;
  }

  /** The root's type, if the seat may write in it; refuses otherwise. */
  writable(root: string | null): RootType {
    if (root === null) throw new Refused('nested-parent');
    const known = this.#roots.get(root);
    if (known !== undefined) return known;
    const type = this.doc.share.get(root);
    if (type === undefined || clauseOfRoot(root) === null) throw new Refused('no-root', root);
    const answer = this.policy.writable(root);
    if (answer !== true) throw new Refused(answer, root);
    this.#roots.set(root, type);
    return type;
  }
}
