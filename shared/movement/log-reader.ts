// Follows a log for what it says, not for whether it may: text rows are applied as they are, moves are folded. Whoever
// reads with it has the rows from a log that was checked; it is many times quicker than putting them through the gate.
import * as Y from 'yjs';
import type { ClauseId, Language } from '../board.ts';
import { LANGUAGES, clauseOfRoot, rootOf } from '../board.ts';
import type { LedgerEntry } from '../events.ts';
import { evolveEntry } from '../evolve.ts';
import { removalsOf } from '../ledger.ts';
import type { Row } from '../log.ts';
import { MoveBody, readBody } from '../row-bodies.ts';
import { emptyState } from '../state.ts';
import type { BoardState } from '../state.ts';
import { viewOf } from '../text/characters.ts';
import type { TextView } from '../text/characters.ts';

/** A text in one language that a row changes. */
export type Place = { clause: ClauseId; lang: Language };

/** What a row will do, known before it is done. */
export type Step =
  { kind: 'pen' } | { kind: 'text'; places: readonly Place[] } | { kind: 'move'; entry: LedgerEntry };

export class LogReader {
  readonly doc: Y.Doc;
  readonly text: TextView;
  #state: BoardState;
  #seq: number;

  /** @param from where another reader had come to */
  constructor(from?: { doc: Y.Doc; state: BoardState; seq: number }) {
    this.doc = from?.doc ?? new Y.Doc({ gc: true });
    this.text = viewOf(this.doc);
    this.#state = from?.state ?? emptyState;
    this.#seq = from?.seq ?? 0;
  }

  get state(): BoardState {
    return this.#state;
  }

  get seq(): number {
    return this.#seq;
  }

  /** What the next row will do. */
  look(row: Row): Step {
    switch (row.kind) {
      case 'pen':
        return { kind: 'pen' };
      case 'text':
        return { kind: 'text', places: this.#placesOf(row.body) };
      case 'move': {
        const { id, events } = readBody(MoveBody, row.body);
        return { kind: 'move', entry: { seq: row.seq, at: row.at, seat: row.seat, move: id, events } };
      }
    }
  }

  /**
   * Takes in the next row, as `look` has seen it.
   * @throws where a row is left out
   */
  take(row: Row, step: Step): void {
    if (row.seq !== this.#seq + 1) throw new Error(`row ${row.seq} comes after row ${this.#seq}`);
    if (step.kind === 'text') Y.applyUpdate(this.doc, row.body);
    if (step.kind === 'move') this.#fold(step.entry);
    this.#seq = row.seq;
  }

  /** Goes past a row that is withheld; `shown` is what stands in its place, if anything does. */
  pass(row: Pick<Row, 'seq'>, shown?: { entry: LedgerEntry; text: Uint8Array | null }): void {
    if (row.seq !== this.#seq + 1) throw new Error(`row ${row.seq} comes after row ${this.#seq}`);
    if (shown !== undefined) {
      if (shown.text !== null) Y.applyUpdate(this.doc, shown.text);
      this.#fold(shown.entry);
    }
    this.#seq = row.seq;
  }

  #fold(entry: LedgerEntry): void {
    for (const event of entry.events)
      if (event.type === 'clauseAdded')
        for (const lang of LANGUAGES) this.doc.getText(rootOf(event.clause.id, lang));
      else if (event.type === 'shown')
        for (const id of event.articles) for (const lang of LANGUAGES) this.doc.getText(rootOf(id, lang));
    this.#state = evolveEntry(this.#state, entry);
    const removals = removalsOf(entry);
    if (removals.length > 0) this.#remove(removals);
  }

  /** The ledger itself is not kept here; what an entry takes out of the texts is. */
  #remove(ranges: readonly (readonly [number, number, number])[]): void {
    const gone = new Map<number, { clock: number; len: number }[]>();
    for (const [client, clock, len] of ranges)
      gone.set(client, [...(gone.get(client) ?? []), { clock, len }]);
    Y.applyUpdate(this.doc, deletionsOnly(gone));
  }

  /** Where canonical bytes insert and delete: the roots of the characters that they name. */
  #placesOf(bytes: Uint8Array): Place[] {
    const { structs, ds } = Y.decodeUpdate(bytes);
    const roots = new Set<string>();
    const first = structs[0];
    if (first instanceof Y.Item) {
      if (typeof first.parent === 'string') roots.add(first.parent);
      else this.#addRootOf(first.origin ?? first.rightOrigin, roots);
    }
    for (const [client, items] of ds.clients)
      for (const { clock, len } of items) this.#addRootsIn(client, clock, len, roots);
    return [...roots].flatMap((root) => clauseOfRoot(root) ?? []);
  }

  #addRootOf(id: Y.ID | null, roots: Set<string>): void {
    if (id !== null) this.#addRootsIn(id.client, id.clock, 1, roots);
  }

  #addRootsIn(client: number, clock: number, length: number, roots: Set<string>): void {
    const structs = this.doc.store.clients.get(client);
    if (structs === undefined || clock >= Y.getState(this.doc.store, client)) return;
    for (let i = Y.findIndexSS(structs, clock); i < structs.length; i += 1) {
      const struct = structs[i];
      if (struct === undefined || struct.id.clock >= clock + length) return;
      if (struct instanceof Y.Item && struct.parent instanceof Y.AbstractType)
        roots.add(Y.findRootTypeKey(struct.parent));
    }
  }
}

/** An update that deletes these characters and nothing else. */
const deletionsOnly = (gone: ReadonlyMap<number, readonly { clock: number; len: number }[]>): Uint8Array => {
  const bytes: number[] = [0];
  const write = (value: number): void => {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push(128 | (rest % 128));
    bytes.push(rest);
  };
  write(gone.size);
  for (const [client, items] of gone) {
    write(client);
    write(items.length);
    for (const { clock, len } of items) {
      write(clock);
      write(len);
    }
  }
  return new Uint8Array(bytes);
};
