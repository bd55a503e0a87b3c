// Every character that ever stood in a board's texts, in its place, with the rows under which it came and went. The order
// of characters never changes, so a text at any moment is those that had come and not gone: there is nothing to rebuild,
// and the last moment is read as quickly as the first.
import * as Y from 'yjs';
import { clauseOfRoot } from '../board.ts';
import type { ClauseId, Language } from '../board.ts';
import type { Run } from '../text/characters.ts';
import type { Frames } from './frames.ts';

/** Stretches of characters that came together and went together, in the text's order. */
type Root = {
  name: string;
  clause: ClauseId;
  lang: Language;
  /** The words of all stretches, joined; stretch i is `words.slice(starts[i], starts[i + 1])`. */
  words: string;
  starts: Int32Array;
  clients: Float64Array;
  clocks: Int32Array;
  came: Int32Array;
  /** 0 where they are still there. */
  went: Int32Array;
  /** The seqs under which anything in it came or went, ascending. */
  changes: Int32Array;
};

/** What a row did to a text: `root` is an index into `names`, −1 where it did nothing. */
export type Touches = { root: Int16Array; added: Int32Array; removed: Int32Array };

export class PastTexts {
  readonly #roots: readonly Root[];

  private constructor(roots: readonly Root[]) {
    this.#roots = roots;
  }

  /** @param doc has everything that was ever typed, and nothing in it is deleted */
  static of(doc: Y.Doc, lives: Lives): PastTexts {
    const roots = [...doc.share.keys()].flatMap((name) => {
      const place = clauseOfRoot(name);
      return place === null ? [] : [{ name, ...place, ...stretchesOf(doc.getText(name), lives) }];
    });
    return new PastTexts(roots);
  }

  /** The names of the texts in which anything was ever typed. */
  get names(): string[] {
    return this.#roots.map(({ name }) => name);
  }

  /** The characters of a text as they stood after row `seq`. */
  runs(name: string, seq: number): Run[] {
    const root = this.#roots.find((each) => each.name === name);
    if (root === undefined) return [];
    const { words, starts, clients, clocks, came, went } = root;
    const runs: Run[] = [];
    let last: Run | undefined;
    for (let i = 0; i < came.length; i += 1) {
      if ((came[i] ?? 0) > seq) continue;
      const end = went[i] ?? 0;
      if (end !== 0 && end <= seq) continue;
      const client = clients[i] ?? 0;
      const clock = clocks[i] ?? 0;
      const text = words.slice(starts[i], starts[i + 1]);
      if (last !== undefined && last.client === client && last.clock + last.text.length === clock)
        last.text += text;
      else runs.push((last = { client, clock, text }));
    }
    return runs;
  }

  /** The texts that are not the same after row `one` as after row `other`. */
  changed(one: number, other: number): string[] {
    return this.#roots
      .filter(({ changes }) => countUpTo(changes, one) !== countUpTo(changes, other))
      .map(({ name }) => name);
  }

  /** Whether the text is not the same after the one row as after the other. */
  differs(name: string, one: number, other: number): boolean {
    const root = this.#roots.find((each) => each.name === name);
    return root !== undefined && countUpTo(root.changes, one) !== countUpTo(root.changes, other);
  }

  /** What each of the rows 1 … `rows` did. */
  touches(rows: number): Touches {
    const touches = {
      root: new Int16Array(rows + 1).fill(-1),
      added: new Int32Array(rows + 1),
      removed: new Int32Array(rows + 1),
    };
    for (const [index, { came, went, starts }] of this.#roots.entries())
      for (let i = 0; i < came.length; i += 1) {
        const length = (starts[i + 1] ?? 0) - (starts[i] ?? 0);
        note(touches.added, touches.root, came[i] ?? 0, length, index);
        note(touches.removed, touches.root, went[i] ?? 0, length, index);
      }
    return touches;
  }
}

const note = (counts: Int32Array, roots: Int16Array, seq: number, length: number, root: number): void => {
  if (seq === 0) return;
  counts[seq] = (counts[seq] ?? 0) + length;
  roots[seq] = root;
};

/** How many of the ascending numbers are at most `limit`. */
export const countUpTo = (ascending: ArrayLike<number>, limit: number): number => {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
};

type Stretches = Omit<Root, 'name' | 'clause' | 'lang'>;

type Lives = ReturnType<Frames['lives']>;

const stretchesOf = (text: Y.Text, lives: Lives): Stretches => {
  const words: string[] = [];
  const starts = [0];
  const [clients, clocks, came, went]: [number[], number[], number[], number[]] = [[], [], [], []];
  let end = 0;
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    const { client, clock } = item.id;
    const { str } = item.content;
    const life = lives.get(client);
    if (life === undefined) throw new Error(`nobody typed ${client}:${clock}`);
    words.push(str);
    for (let i = 0; i < str.length;) {
      const [born, died] = [life.came[clock + i] ?? 0, life.went[clock + i] ?? 0];
      const from = i;
      while (i < str.length && life.came[clock + i] === born && life.went[clock + i] === died) i += 1;
      if (i === from) throw new Error(`nobody typed ${client}:${clock + i}`);
      clients.push(client);
      clocks.push(clock + from);
      came.push(born);
      went.push(died);
      end += i - from;
      starts.push(end);
    }
  }
  const changes = distinct(Int32Array.from([...came, ...went]).sort());
  return {
    words: words.join(''),
    starts: Int32Array.from(starts),
    clients: Float64Array.from(clients),
    clocks: Int32Array.from(clocks),
    came: Int32Array.from(came),
    went: Int32Array.from(went),
    changes: changes[0] === 0 ? changes.subarray(1) : changes,
  };
};

/** Each of the ascending numbers once. */
const distinct = (ascending: Int32Array): Int32Array =>
  ascending.filter((number, i) => i === 0 || number !== ascending[i - 1]);
