// Sets of characters by their Yjs ids. Immutable, since the state that `evolve` folds shares them between moments.

/** `[client, clock, length]`: characters `clock … clock + length - 1` that one pen typed, in UTF-16 units. */
export type Range = readonly [client: number, clock: number, length: number];

type Spans = readonly number[]; // start, end, start, end, … sorted, half-open, never touching

/** The index of the first span whose end lies beyond `clock`, as an even index into `spans`. */
const firstBeyond = (spans: Spans, clock: number): number => {
  let low = 0;
  let high = spans.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[2 * middle + 1] ?? 0) > clock) high = middle;
    else low = middle + 1;
  }
  return 2 * low;
};

const withSpan = (spans: Spans, from: number, to: number): Spans => {
  const first = firstBeyond(spans, from - 1);
  let start = from;
  let end = to;
  let next = first;
  while (next < spans.length && (spans[next] ?? 0) <= end) {
    start = Math.min(start, spans[next] ?? start);
    end = Math.max(end, spans[next + 1] ?? end);
    next += 2;
  }
  return [...spans.slice(0, first), start, end, ...spans.slice(next)];
};

type Span = readonly [from: number, to: number];

/** The same as one `withSpan` after the other, which takes long where there are many. */
const withSpans = (spans: Spans, added: readonly Span[]): Spans => {
  const out: number[] = [];
  const add = (from: number, to: number): void => {
    const end = out.at(-1);
    if (end === undefined || end < from) out.push(from, to);
    else if (end < to) out[out.length - 1] = to;
  };
  let next = 0;
  const addKnownUpTo = (limit: number): void => {
    for (; next < spans.length && (spans[next] ?? 0) <= limit; next += 2)
      add(spans[next] ?? 0, spans[next + 1] ?? 0);
  };
  for (const [from, to] of added.toSorted(([one], [other]) => one - other)) {
    addKnownUpTo(from);
    add(from, to);
  }
  addKnownUpTo(Infinity);
  return out;
};

const withAll = (spans: Spans, added: readonly Span[]): Spans => {
  const [only] = added;
  return only !== undefined && added.length === 1 ? withSpan(spans, ...only) : withSpans(spans, added);
};

const withoutAll = (spans: Spans, taken: readonly Span[]): Spans =>
  taken.reduce((left, [from, to]) => withoutSpan(left, from, to), spans);

const withoutSpan = (spans: Spans, from: number, to: number): Spans => {
  const out: number[] = [];
  for (let i = 0; i < spans.length; i += 2) {
    const start = spans[i] ?? 0;
    const end = spans[i + 1] ?? 0;
    if (end <= from || start >= to) out.push(start, end);
    else {
      if (start < from) out.push(start, from);
      if (end > to) out.push(to, end);
    }
  }
  return out;
};

export class IdSet {
  readonly #clients: ReadonlyMap<number, Spans>;

  private constructor(clients: ReadonlyMap<number, Spans>) {
    this.#clients = clients;
  }

  static readonly empty = new IdSet(new Map());

  static of(ranges: Iterable<Range>): IdSet {
    return IdSet.empty.with(ranges);
  }

  get isEmpty(): boolean {
    return this.#clients.size === 0;
  }

  /** How many characters the set holds. */
  get size(): number {
    return this.ranges().reduce((sum, [, , length]) => sum + length, 0);
  }

  has(client: number, clock: number): boolean {
    return this.intersects(client, clock, 1);
  }

  /** Whether any of the `length` characters from `clock` on is in the set. */
  intersects(client: number, clock: number, length: number): boolean {
    const spans = this.#clients.get(client);
    if (spans === undefined) return false;
    const at = firstBeyond(spans, clock);
    return at < spans.length && (spans[at] ?? 0) < clock + length;
  }

  /** How many characters from `clock` on are alike (all in the set, or all outside), at most `length`, at least 1. */
  runLength(client: number, clock: number, length: number): number {
    const spans = this.#clients.get(client);
    if (spans === undefined) return length;
    const at = firstBeyond(spans, clock);
    if (at >= spans.length) return length;
    const start = spans[at] ?? 0;
    const edge = start <= clock ? (spans[at + 1] ?? 0) : start;
    return Math.min(length, edge - clock);
  }

  with(ranges: Iterable<Range>): IdSet {
    return this.#changed(ranges, withAll);
  }

  without(ranges: Iterable<Range>): IdSet {
    return this.#changed(ranges, withoutAll);
  }

  union(other: IdSet): IdSet {
    return other.isEmpty ? this : this.with(other.ranges());
  }

  /** Canonical: clients ascending, then clocks; what JSON of a set is. */
  ranges(): Range[] {
    const out: Range[] = [];
    for (const [client, spans] of [...this.#clients].sort((a, b) => a[0] - b[0]))
      for (let i = 0; i < spans.length; i += 2)
        out.push([client, spans[i] ?? 0, (spans[i + 1] ?? 0) - (spans[i] ?? 0)]);
    return out;
  }

  toJSON(): Range[] {
    return this.ranges();
  }

  #changed(ranges: Iterable<Range>, change: (spans: Spans, by: readonly Span[]) => Spans): IdSet {
    const changes = new Map<number, Span[]>();
    for (const [client, clock, length] of ranges) {
      if (length <= 0) continue;
      const spans = changes.get(client);
      if (spans === undefined) changes.set(client, [[clock, clock + length]]);
      else spans.push([clock, clock + length]);
    }
    if (changes.size === 0) return this;
    const clients = new Map(this.#clients);
    for (const [client, by] of changes) {
      const spans = change(clients.get(client) ?? [], by);
      if (spans.length > 0) clients.set(client, spans);
      else clients.delete(client);
    }
    return new IdSet(clients);
  }
}
