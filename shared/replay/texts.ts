// Every character that ever stood in a board's texts, in its place, with the rows under which it came and went. The order
// of characters never changes, so a text at any moment is those that had come and not gone: there is nothing to rebuild,
// and the last moment is read as quickly as the first.
import { clauseOfRoot } from '../board.ts';
import type { ClauseId, Language } from '../board.ts';
import type { Run, TextView } from '../text/characters.ts';
import { NONE } from './all-characters.ts';
import type { AllCharacters } from './all-characters.ts';

/** Stretches of characters that came together and went together, in the text's order. */
type Root = {
  name: string;
  clause: ClauseId;
  lang: Language;
  /** The words of all stretches, joined; stretch i is `words.slice(starts[i], starts[i + 1])`. */
  words: string;
  starts: Int32Array;
  clients: Float64Array;
  clocks: Float64Array;
  came: Int32Array;
  /** 0 where they are still there. */
  went: Int32Array;
  /** The seqs under which anything in it came or went, ascending. */
  changes: Int32Array;
};

/** What a row did to a text: `root` is an index into `names`, −1 where it did nothing. */
export type Touches = { root: Int16Array; added: Int32Array; removed: Int32Array };

/** Runs of one text, packed so that they cross from a worker as a few pieces; run i is the next `lengths[i]` units of `words`. */
export type PackedRuns = {
  name: string;
  words: string;
  clients: Float64Array;
  clocks: Float64Array;
  lengths: Int32Array;
};

/** Nobody acts on words of the past, so none can be spoken of. */
export const nothingToActOn: TextView['pieces'] = (_clause, _lang, range) => [{ kind: 'elsewhere', range }];

export const unpacked = ({ words, clients, clocks, lengths }: PackedRuns): Run[] => {
  const runs: Run[] = [];
  let at = 0;
  for (let i = 0; i < lengths.length; i += 1) {
    const end = at + (lengths[i] ?? 0);
    runs.push({ client: clients[i] ?? 0, clock: clocks[i] ?? 0, text: words.slice(at, end) });
    at = end;
  }
  return runs;
};

/** Joins stretches to runs: characters of one pen that stand one after another. */
class Packer {
  readonly #name: string;
  readonly #words: string;
  readonly #parts: string[] = [];
  /** The part that is being read: it ends where a stretch is left out. */
  #from = 0;
  #to = 0;
  readonly #clients: Float64Array;
  readonly #clocks: Float64Array;
  readonly #lengths: Int32Array;
  #count = 0;

  /**
   * @param words of all stretches
   * @param most how many runs there can be
   */
  constructor(name: string, words: string, most: number) {
    this.#name = name;
    this.#words = words;
    this.#clients = new Float64Array(most);
    this.#clocks = new Float64Array(most);
    this.#lengths = new Int32Array(most);
  }

  /** The words from here to there, by this pen, from this clock on. */
  add(from: number, to: number, client: number, clock: number): void {
    if (from !== this.#to) {
      this.#endPart();
      this.#from = from;
    }
    this.#to = to;
    const last = this.#count - 1;
    const length = this.#lengths[last] ?? 0;
    if (last >= 0 && this.#clients[last] === client && (this.#clocks[last] ?? 0) + length === clock)
      this.#lengths[last] = length + to - from;
    else {
      this.#clients[this.#count] = client;
      this.#clocks[this.#count] = clock;
      this.#lengths[this.#count] = to - from;
      this.#count += 1;
    }
  }

  end(): PackedRuns {
    this.#endPart();
    return {
      name: this.#name,
      words: this.#parts.join(''),
      clients: this.#clients.slice(0, this.#count),
      clocks: this.#clocks.slice(0, this.#count),
      lengths: this.#lengths.slice(0, this.#count),
    };
  }

  #endPart(): void {
    if (this.#to > this.#from) this.#parts.push(this.#words.slice(this.#from, this.#to));
  }
}

export class PastTexts {
  readonly #roots: readonly Root[];

  private constructor(roots: readonly Root[]) {
    this.#roots = roots;
  }

  /** @param characters all of them; see `AllCharacters.finish` */
  static of(characters: AllCharacters): PastTexts {
    const roots = characters.roots.flatMap((name, index) => {
      const place = clauseOfRoot(name);
      return place === null ? [] : [{ name, ...place, ...stretchesOf(characters, index) }];
    });
    return new PastTexts(roots);
  }

  /** The names of the texts in which anything was ever typed. */
  get names(): string[] {
    return this.#roots.map(({ name }) => name);
  }

  /** The characters of a text as they stood after row `seq`. */
  runs(name: string, seq: number): Run[] {
    return unpacked(this.packed(name, seq));
  }

  /** The same, packed: a text of thousands of runs is asked for with every leap. */
  packed(name: string, seq: number): PackedRuns {
    const root = this.#roots.find((each) => each.name === name);
    const runs = new Packer(name, root?.words ?? '', root?.came.length ?? 0);
    if (root === undefined) return runs.end();
    const { starts, clients, clocks, came, went } = root;
    for (let i = 0; i < came.length; i += 1) {
      if ((came[i] ?? 0) > seq) continue;
      const end = went[i] ?? 0;
      if (end !== 0 && end <= seq) continue;
      runs.add(starts[i] ?? 0, starts[i + 1] ?? 0, clients[i] ?? 0, clocks[i] ?? 0);
    }
    return runs.end();
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

const stretchesOf = (characters: AllCharacters, root: number): Stretches => {
  const units: number[] = [];
  const [starts, clients, clocks]: [number[], number[], number[]] = [[], [], []];
  const [born, died]: [number[], number[]] = [[], []];
  let [client, next, since, until] = [NONE, 0, 0, 0];
  for (const run of characters.runs(root)) {
    if (run.at === NONE) continue;
    for (let i = 0; i < run.length; i += 1) {
      const [clock, at] = [run.clock + i, run.at + i];
      const [came, went] = [run.came[at] ?? 0, run.went[at] ?? 0];
      if (run.client !== client || clock !== next || came !== since || went !== until) {
        [client, since, until] = [run.client, came, went];
        starts.push(units.length);
        clients.push(client);
        clocks.push(clock);
        born.push(came);
        died.push(went);
      }
      next = clock + 1;
      units.push(run.unit[at] ?? 0);
    }
  }
  starts.push(units.length);
  const changes = distinct(Int32Array.from([...born, ...died]).sort());
  return {
    words: wordsOf(units),
    starts: Int32Array.from(starts),
    clients: Float64Array.from(clients),
    clocks: Float64Array.from(clocks),
    came: Int32Array.from(born),
    went: Int32Array.from(died),
    changes: changes[0] === 0 ? changes.subarray(1) : changes,
  };
};

/** As many at a time as a call may be given. */
const AT_ONCE = 8192;

const wordsOf = (units: readonly number[]): string => {
  const words: string[] = [];
  for (let from = 0; from < units.length; from += AT_ONCE)
    words.push(String.fromCharCode(...units.slice(from, from + AT_ONCE)));
  return words.join('');
};

/** Each of the ascending numbers once. */
const distinct = (ascending: Int32Array): Int32Array =>
  ascending.filter((number, i) => i === 0 || number !== ascending[i - 1]);
