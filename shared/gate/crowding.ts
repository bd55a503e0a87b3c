// How many items each text has. An article that is typed and deleted in a thousand places keeps an item for each, dead ones
// too, at some 257 bytes; its length alone says nothing of that. Counting walks the text, so between counts it is only
// known how many there are at most.
import type * as Y from 'yjs';
import type { Admitted } from './admit.ts';

export class Crowding {
  readonly #doc: Y.Doc;
  /** By root: at most so many. */
  readonly #bounds = new Map<string, number>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** At most so many; exactly so many where that might be more than `most`. */
  itemsIn(root: string, most: number): number {
    const bound = this.#bounds.get(root);
    if (bound !== undefined && bound <= most) return bound;
    const count = this.#count(root);
    this.#bounds.set(root, count);
    return count;
  }

  /** Each run that comes in, and each that goes, cuts at most one item in three. */
  grew({ roots, from, to, removed }: Pick<Admitted, 'roots' | 'from' | 'to' | 'removed'>): void {
    const by = 2 * (to - from) + 2 * removed.length;
    for (const root of roots) {
      const bound = this.#bounds.get(root);
      if (bound !== undefined) this.#bounds.set(root, bound + by);
    }
  }

  /** Something else changed the texts: they are counted anew when it matters. */
  forget(): void {
    this.#bounds.clear();
  }

  #count(root: string): number {
    const type = this.#doc.share.get(root);
    let count = 0;
    for (let item = type?._start ?? null; item !== null; item = item.right) count += 1;
    return count;
  }
}
