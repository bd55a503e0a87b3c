// Every character that was ever typed at a board, each in its place, read from the text rows of the log. A replay needs the
// order and nothing else of what Yjs knows, 100,000 rows of it before anything can be shown: so the order is found here, in
// columns of numbers, and no objects are made. Nothing is ever taken out; when each came and went is noted beside it.
//
// The place of what was typed is found as Yjs 13 finds it (`Item.integrate`): YATA, by Nicolaescu, Jahns, Derntl and Klamma,
// "Near Real-Time Peer-to-Peer Shared Editing on Extensible Data Types", GROUP 2016. As there, what one pen typed without a
// break is one run, parted only where somebody else wrote into it: a search for a place walks over runs, and words of which
// only their number is told take no more room than a letter. The tests hold it against Yjs itself.
import * as decoding from 'lib0/decoding';
import {
  CONTENT,
  DELETED,
  GC,
  HAS_ORIGIN,
  HAS_PARENT_SUB,
  HAS_RIGHT_ORIGIN,
  STRING,
} from '../update-format.ts';

/** No run; where there is a place for one, there is none. */
export const NONE = -1;

/** Numbers that grow in number. What they no longer need is given back at once, and does not wait to be swept. */
class Column<Values extends Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Uint16Array<ArrayBuffer>> {
  values: Values;
  readonly #over: (buffer: ArrayBuffer) => Values;

  constructor(over: (buffer: ArrayBuffer) => Values, first: number) {
    this.#over = over;
    this.values = over(new ArrayBuffer(first * over(new ArrayBuffer(0)).BYTES_PER_ELEMENT));
  }

  reach(length: number): void {
    if (length <= this.values.length) return;
    const bytes = Math.max(length, 2 * this.values.length) * this.values.BYTES_PER_ELEMENT;
    this.values = this.#over(this.values.buffer.transfer(bytes));
  }

  empty(): void {
    this.values = this.#over(this.values.buffer.transfer(0));
  }
}

const int32 = (first: number): Column<Int32Array<ArrayBuffer>> =>
  new Column((buffer) => new Int32Array(buffer), first);
const float64 = (first: number): Column<Float64Array<ArrayBuffer>> =>
  new Column((buffer) => new Float64Array(buffer), first);
const uint16 = (first: number): Column<Uint16Array<ArrayBuffer>> =>
  new Column((buffer) => new Uint16Array(buffer), first);

/** What one pen wrote. Its words are those of its characters that were told, in the order of their clocks. */
class Pen {
  readonly client: number;
  readonly index: number;
  /** The clock of what it writes next. */
  end = 0;
  /** In the order of their clocks, without a gap. */
  readonly runs: number[] = [];
  words = 0;
  /** UTF-16. */
  readonly unit = uint16(16);
  /** The seqs under which each came and went (0: it has not). */
  readonly came = int32(16);
  readonly went = int32(16);
  /** Clock, length, seq; clock, length, seq; … in no order. */
  readonly gone: number[] = [];

  constructor(client: number, index: number) {
    this.client = client;
    this.index = index;
  }

  /** Makes room for so many words more, and tells where the first of them is. */
  more(words: number): number {
    const first = this.words;
    this.words += words;
    for (const column of [this.unit, this.came, this.went]) column.reach(this.words);
    return first;
  }
}

/** What one pen adds in a row: from where on the decoder tells it, and how much of it is left. */
type Section = { pen: Pen; left: number; pos: number };

/** A run, as it is shown to whoever reads a text from its beginning to its end. */
export type TypedRun = {
  client: number;
  clock: number;
  length: number;
  /** Where its words begin in the pen's columns; `NONE` where nobody is told its words: it went before it could be shown. */
  at: number;
  unit: Uint16Array;
  came: Int32Array;
  went: Int32Array;
};

export class AllCharacters {
  /** The names of the texts in which anything was typed, in the order in which somebody began them. */
  readonly roots: string[] = [];
  readonly #rootIndex = new Map<string, number>();
  readonly #pens = new Map<number, Pen>();
  readonly #byIndex: Pen[] = [];
  /** The first run of each text. */
  readonly #first: number[] = [];

  // Of each run:
  #count = 0;
  readonly #pen = int32(1 << 10);
  readonly #clock = float64(1 << 10);
  readonly #length = float64(1 << 10);
  readonly #at = int32(1 << 10);
  /** The text that it stands in; `NONE` where that is kept hidden. */
  readonly #root = int32(1 << 10);
  /** The one behind it. */
  readonly #next = int32(1 << 10);
  /** What stood before it when it was typed: an index of a pen (or `NONE`) and a clock. */
  readonly #originPen = int32(1 << 10);
  readonly #originClock = float64(1 << 10);
  /** By which step of a search it was last passed. Steps are counted over all searches. */
  readonly #passed = float64(1 << 10);
  readonly #columns = [
    this.#pen,
    this.#clock,
    this.#length,
    this.#at,
    this.#root,
    this.#next,
    this.#originPen,
    this.#originClock,
    this.#passed,
  ];
  #step = 0;

  /** Takes in the canonical bytes of the next text row. Throws where they are none, or speak of what has not come. */
  take(body: Uint8Array, seq: number): void {
    this.read(decoding.createDecoder(body), seq);
  }

  /** The same, from where the decoder stands. */
  read(from: decoding.Decoder, seq: number): void {
    const sections = decoding.readVarUint(from);
    if (sections === 1) {
      const only = this.#openSection(from, seq);
      for (; only.left > 0; only.left -= 1)
        if (this.#readStruct(only.pen, from, seq) !== null) throw unfit(seq);
    } else if (sections > 1) this.#readTogether(sections, from, seq);
    for (let left = decoding.readVarUint(from); left > 0; left -= 1) {
      const client = decoding.readVarUint(from);
      for (let spans = decoding.readVarUint(from); spans > 0; spans -= 1)
        this.remove(client, decoding.readVarUint(from), decoding.readVarUint(from), seq);
    }
  }

  /** Characters that went under this seq, whether they have come yet or not. */
  remove(client: number, clock: number, length: number, seq: number): void {
    this.#penOf(client).gone.push(clock, length, seq);
  }

  /** Notes of each character that went when it did; nothing may be taken in after it. */
  finish(): void {
    for (const pen of this.#byIndex)
      for (let i = 0; i < pen.gone.length; i += 3)
        this.#end(pen, pen.gone[i] ?? 0, (pen.gone[i] ?? 0) + (pen.gone[i + 1] ?? 0), pen.gone[i + 2] ?? 0);
  }

  /** The runs of a text, by its index in `roots`, in order. */
  *runs(root: number): Generator<TypedRun> {
    for (let run = this.#first[root] ?? NONE; run !== NONE; run = this.#next.values[run] ?? NONE) {
      const { client, unit, came, went } = this.#penAt(this.#pen.values[run]);
      const [clock, length] = [this.#clock.values[run] ?? 0, this.#length.values[run] ?? 0];
      const at = this.#at.values[run] ?? NONE;
      yield { client, clock, length, at, unit: unit.values, came: came.values, went: went.values };
    }
  }

  /** Forgets all of it, as far as it takes room: nobody may ask for anything afterwards. */
  empty(): void {
    for (const column of this.#columns) column.empty();
    for (const { unit, came, went } of this.#byIndex) for (const column of [unit, came, went]) column.empty();
    this.#pens.clear();
    this.#byIndex.length = 0;
  }

  // ---- what a row says

  #penOf(client: number): Pen {
    let pen = this.#pens.get(client);
    if (pen === undefined) {
      pen = new Pen(client, this.#byIndex.length);
      this.#byIndex.push(pen);
      this.#pens.set(client, pen);
    }
    return pen;
  }

  #penAt(index: number | undefined): Pen {
    const pen = this.#byIndex[index ?? NONE];
    if (pen === undefined) throw new Error(`there is no pen ${index}`);
    return pen;
  }

  #openSection(from: decoding.Decoder, seq: number): Section {
    const left = decoding.readVarUint(from);
    const client = decoding.readVarUint(from);
    const clock = decoding.readVarUint(from);
    const pen = this.#penOf(client);
    if (clock !== pen.end) throw new Error(`row ${seq}: pen ${client} goes on at ${clock}, not ${pen.end}`);
    return { pen, left, pos: from.pos };
  }

  /** Several pens in one row: what each of them adds may stand on what another one does, which then comes first. */
  #readTogether(count: number, from: decoding.Decoder, seq: number): void {
    const sections = new Map<number, Section>();
    for (let left = count; left > 0; left -= 1) {
      const section = this.#openSection(from, seq);
      for (let structs = section.left; structs > 0; structs -= 1) skipStruct(from);
      if (sections.has(section.pen.client)) throw unfit(seq);
      sections.set(section.pen.client, section);
    }
    const end = from.pos;
    for (const section of sections.values())
      while (section.left > 0) this.#readNext(section, sections, from, seq);
    from.pos = end;
  }

  /** Reads what comes next of a section, once all that it stands on has been read. */
  #readNext(section: Section, sections: Map<number, Section>, from: decoding.Decoder, seq: number): void {
    /** Each waits for the one behind it. */
    const waiting = [section];
    for (let last = waiting.at(-1); last !== undefined; last = waiting.at(-1)) {
      if (last.left === 0) throw unfit(seq);
      from.pos = last.pos;
      const missing = this.#readStruct(last.pen, from, seq);
      if (missing === null) {
        last.left -= 1;
        last.pos = from.pos;
        waiting.pop();
        continue;
      }
      const other = sections.get(missing);
      // What waits for one that waits for it never comes.
      if (other === undefined || waiting.includes(other)) throw unfit(seq);
      waiting.push(other);
    }
  }

  /** Reads a struct, or tells whose pen has to write something first; the decoder then stands somewhere within it. */
  #readStruct(pen: Pen, from: decoding.Decoder, seq: number): number | null {
    const info = decoding.readUint8(from);
    if (info === GC) {
      this.#add(pen, decoding.readVarUint(from), NONE);
      return null;
    }
    if ((info & HAS_PARENT_SUB) !== 0) throw new Error(`row ${seq} holds something other than characters`);
    const [hasOrigin, hasRight] = [(info & HAS_ORIGIN) !== 0, (info & HAS_RIGHT_ORIGIN) !== 0];
    let [originPen, rightPen]: [Pen | null, Pen | null] = [null, null];
    let [originClock, rightClock] = [0, 0];
    if (hasOrigin) {
      const client = decoding.readVarUint(from);
      originClock = decoding.readVarUint(from);
      originPen = this.#pens.get(client) ?? null;
      if (originPen === null || originClock >= originPen.end) return client;
    }
    if (hasRight) {
      const client = decoding.readVarUint(from);
      rightClock = decoding.readVarUint(from);
      rightPen = this.#pens.get(client) ?? null;
      if (rightPen === null || rightClock >= rightPen.end) return client;
    }
    const named = hasOrigin || hasRight ? NONE : this.#readRoot(from, seq);
    const origin = originPen === null ? NONE : this.#endingAt(originPen, originClock);
    const right = rightPen === null ? NONE : this.#beginningAt(rightPen, rightClock);
    const run = this.#readContent(pen, info & CONTENT, from, seq);
    if (run === NONE) return null; // an empty one
    this.#originPen.values[run] = originPen?.index ?? NONE;
    this.#originClock.values[run] = originClock;
    // Beside what is kept hidden, it is as well.
    const [leftRoot, rightRoot] = [this.#root.values[origin] ?? named, this.#root.values[right] ?? named];
    const root = origin === NONE ? rightRoot : right === NONE || rightRoot !== NONE ? leftRoot : NONE;
    if (root !== NONE) this.#place(run, origin, right, root, pen.client);
    this.#join(pen, run, origin);
    return null;
  }

  #readRoot(from: decoding.Decoder, seq: number): number {
    if (decoding.readVarUint(from) !== 1) throw new Error(`row ${seq} holds something other than characters`);
    const name = decoding.readVarString(from);
    let root = this.#rootIndex.get(name);
    if (root === undefined) {
      root = this.roots.length;
      this.roots.push(name);
      this.#first.push(NONE);
      this.#rootIndex.set(name, root);
    }
    return root;
  }

  #readContent(pen: Pen, content: number, from: decoding.Decoder, seq: number): number {
    if (content === DELETED) return this.#add(pen, decoding.readVarUint(from), NONE);
    if (content !== STRING) throw new Error(`row ${seq} holds something other than characters`);
    const start = from.pos;
    const length = decoding.readVarUint(from);
    const [begin, end] = [from.pos, from.pos + length];
    if (end > from.arr.length) throw new Error(`row ${seq} is cut short`);
    let read = begin;
    while (read < end && (from.arr[read] ?? 0) < 0x80) read += 1;
    // Where every unit is a byte there is no need to make a string of them.
    from.pos = read === end ? end : start;
    const words = read === end ? null : decoding.readVarString(from);
    const count = words === null ? length : words.length;
    const at = pen.more(count);
    const unit = pen.unit.values;
    for (let i = 0; i < count; i += 1)
      unit[at + i] = words === null ? (from.arr[begin + i] ?? 0) : words.charCodeAt(i);
    pen.came.values.fill(seq, at, at + count);
    return this.#add(pen, count, at);
  }

  /** A run of so many characters, the pen's next, in no text yet; `NONE` where they are none. */
  #add(pen: Pen, length: number, at: number): number {
    if (length === 0) return NONE;
    const run = this.#make(pen.index, pen.end, length, at);
    pen.runs.push(run);
    pen.end += length;
    return run;
  }

  #make(pen: number, clock: number, length: number, at: number): number {
    const run = this.#count;
    this.#count += 1;
    for (const column of this.#columns) column.reach(this.#count);
    this.#pen.values[run] = pen;
    this.#clock.values[run] = clock;
    this.#length.values[run] = length;
    this.#at.values[run] = at;
    this.#root.values[run] = NONE;
    this.#next.values[run] = NONE;
    this.#passed.values[run] = 0;
    return run;
  }

  // ---- runs by their characters

  /** The place in `pen.runs` of the run that holds the clock, which must have come. */
  #indexAt({ runs }: Pen, clock: number): number {
    let low = 0;
    let high = runs.length - 1;
    // Most ask for what was typed last.
    if ((this.#clock.values[runs[high] ?? NONE] ?? 0) <= clock) return high;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#clock.values[runs[middle] ?? NONE] ?? 0) <= clock) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #runAt(pen: Pen, clock: number): number {
    return pen.runs[this.#indexAt(pen, clock)] ?? NONE;
  }

  /** The run whose last character has this clock: one that goes on is parted behind it. */
  #endingAt(pen: Pen, clock: number): number {
    const index = this.#indexAt(pen, clock);
    const run = pen.runs[index] ?? NONE;
    const wanted = clock + 1 - (this.#clock.values[run] ?? 0);
    if (wanted < (this.#length.values[run] ?? 0)) this.#part(pen, index, wanted);
    return run;
  }

  /** The run whose first character has this clock: one that began before is parted there. */
  #beginningAt(pen: Pen, clock: number): number {
    const index = this.#indexAt(pen, clock);
    const run = pen.runs[index] ?? NONE;
    const before = clock - (this.#clock.values[run] ?? 0);
    return before === 0 ? run : this.#part(pen, index, before);
  }

  /** Parts a run behind its first `length` characters; tells the new one. */
  #part(pen: Pen, index: number, length: number): number {
    const run = pen.runs[index] ?? NONE;
    const clock = (this.#clock.values[run] ?? 0) + length;
    const at = this.#at.values[run] ?? NONE;
    const rest = (this.#length.values[run] ?? 0) - length;
    const second = this.#make(pen.index, clock, rest, at === NONE ? NONE : at + length);
    this.#originPen.values[second] = pen.index;
    this.#originClock.values[second] = clock - 1;
    this.#root.values[second] = this.#root.values[run] ?? NONE;
    this.#next.values[second] = this.#next.values[run] ?? NONE;
    this.#length.values[run] = length;
    if (this.#root.values[run] !== NONE) this.#next.values[run] = second;
    pen.runs.splice(index + 1, 0, second);
    return second;
  }

  /** Makes one of two runs that a pen typed one after the other, where nothing stands between them. */
  #join(pen: Pen, run: number, origin: number): void {
    const before = pen.runs.at(-2) ?? NONE;
    if (before === NONE || this.#root.values[before] !== this.#root.values[run]) return;
    if ((this.#at.values[before] === NONE) !== (this.#at.values[run] === NONE)) return;
    if (this.#root.values[run] !== NONE) {
      if (before !== origin || this.#next.values[before] !== run) return;
      this.#next.values[before] = this.#next.values[run] ?? NONE;
    }
    this.#length.values[before] = (this.#length.values[before] ?? 0) + (this.#length.values[run] ?? 0);
    pen.runs.pop();
    this.#count -= 1; // it was made last
  }

  // ---- places

  /** Puts a run where it belongs. */
  #place(run: number, origin: number, right: number, root: number, client: number): void {
    const left = this.#leftOf(run, origin, right, root, client);
    this.#root.values[run] = root;
    if (left === NONE) {
      this.#next.values[run] = this.#first[root] ?? NONE;
      this.#first[root] = run;
    } else {
      this.#next.values[run] = this.#next.values[left] ?? NONE;
      this.#next.values[left] = run;
    }
  }

  /** The run behind which one with this origin and right origin belongs. */
  #leftOf(run: number, origin: number, right: number, root: number, client: number): number {
    const next = this.#next.values;
    let left = origin;
    let other = (left === NONE ? this.#first[root] : next[left]) ?? NONE;
    if (other === right) return left;
    // Two who wrote at one place without knowing of one another. A run was passed in this search where its step is not below
    // `began`, and may still stand behind the new one where its step is the present one.
    // Yjs stops at a run of a greater pen that was typed between the very same two; of those between there and the right one
    // none comes before the new one, so to go on leads to the same place.
    const passed = this.#passed.values;
    const began = (this.#step += 1);
    while (other !== NONE && other !== right) {
      passed[other] = this.#step;
      let isBefore = false;
      if (this.#haveSameOrigin(other, run)) {
        isBefore = this.#penAt(this.#pen.values[other]).client < client;
      } else {
        const its = this.#originPen.values[other] ?? NONE;
        const itsOrigin =
          its === NONE ? NONE : this.#runAt(this.#penAt(its), this.#originClock.values[other] ?? 0);
        const step = passed[itsOrigin] ?? 0;
        if (step < began) break;
        isBefore = step !== this.#step;
      }
      if (isBefore) {
        left = other;
        this.#step += 1;
      }
      other = next[other] ?? NONE;
    }
    return left;
  }

  #haveSameOrigin(one: number, other: number): boolean {
    const pen = this.#originPen.values[one];
    if (pen !== this.#originPen.values[other]) return false;
    return pen === NONE || this.#originClock.values[one] === this.#originClock.values[other];
  }

  /** Characters go once: under the first row that deleted them. */
  #end(pen: Pen, from: number, to: number, seq: number): void {
    if (from >= pen.end) return;
    const went = pen.went.values;
    for (let i = this.#indexAt(pen, from); i < pen.runs.length; i += 1) {
      const run = pen.runs[i] ?? NONE;
      const clock = this.#clock.values[run] ?? 0;
      if (clock >= to) return;
      const at = this.#at.values[run] ?? NONE;
      if (at === NONE) continue;
      const last = Math.min(to - clock, this.#length.values[run] ?? 0);
      for (let n = Math.max(0, from - clock); n < last; n += 1) {
        const known = went[at + n] ?? 0;
        if (known === 0 || known > seq) went[at + n] = seq;
      }
    }
  }
}

const unfit = (seq: number): Error => new Error(`row ${seq} does not fit the text rows before it`);

/** Goes over one struct. */
const skipStruct = (from: decoding.Decoder): void => {
  const info = decoding.readUint8(from);
  const skip = (): void => {
    const length = decoding.readVarUint(from);
    from.pos += length;
  };
  if (info !== GC) {
    for (const flag of [HAS_ORIGIN, HAS_RIGHT_ORIGIN])
      if ((info & flag) !== 0) {
        decoding.readVarUint(from);
        decoding.readVarUint(from);
      }
    if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
      decoding.readVarUint(from);
      skip();
    }
  }
  if ((info & CONTENT) === STRING) skip();
  else decoding.readVarUint(from);
};
