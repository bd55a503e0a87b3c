// Every character that was ever typed at a board, each in its place, read from the text rows of the log. A replay needs the
// order and nothing else of what Yjs knows, 100,000 rows of it before anything can be shown: so the order is found here, in
// columns of numbers, and no items are made. Nothing is ever taken out; when each came and went is noted beside it.
//
// The place of a character is found as Yjs 13 finds it (`Item.integrate`): YATA, by Nicolaescu, Jahns, Derntl and Klamma,
// "Near Real-Time Peer-to-Peer Shared Editing on Extensible Data Types", GROUP 2016. The tests hold it against Yjs itself.
import * as decoding from 'lib0/decoding';

/** What a struct of an update (format 1) says of itself in its first byte. */
const GONE = 0;
const DELETED = 1;
const STRING = 4;
const CONTENT = 31;
const HAS_KEY = 32;
const HAS_RIGHT_ORIGIN = 64;
const HAS_ORIGIN = 128;

/** No character; where there is a place for one, there is none. */
export const NONE = -1;
/** A character whose origin has not come yet. */
const NOT_YET = -2;

type Pen = {
  /** An index into `clients`. */
  index: number;
  /** The character of each clock. */
  at: number[];
  /** What went: clock, length, seq; clock, length, seq; … in no order. */
  gone: number[];
};

/** What one pen adds in a row: from where on the decoder tells it, and how much of it is left. */
type Section = { client: number; pen: Pen; left: number; pos: number };

/** A number for each character, by the order in which they came. What it no longer needs is given back at once. */
class Column {
  values = new Int32Array(1 << 12);

  reach(length: number): void {
    if (length <= this.values.length) return;
    const bytes = Math.max(length, 2 * this.values.length) * Int32Array.BYTES_PER_ELEMENT;
    this.values = new Int32Array(this.values.buffer.transfer(bytes));
  }

  empty(): void {
    this.values = new Int32Array(this.values.buffer.transfer(0));
  }
}

export class AllCharacters {
  /** The names of the texts in which anything was typed, in the order in which somebody began them. */
  readonly roots: string[] = [];
  /** Whose pens they are, by index. */
  readonly clients: number[] = [];
  readonly #rootIndex = new Map<string, number>();
  readonly #pens = new Map<number, Pen>();
  /** The first character of each text. */
  readonly #first: number[] = [];
  #count = 0;
  readonly #next = new Column();
  readonly #origin = new Column();
  readonly #rightOrigin = new Column();
  readonly #root = new Column();
  readonly #pen = new Column();
  readonly #clock = new Column();
  /** UTF-16. */
  readonly #unit = new Column();
  readonly #came = new Column();
  readonly #went = new Column();
  readonly #columns = [
    this.#next,
    this.#origin,
    this.#rightOrigin,
    this.#root,
    this.#pen,
    this.#clock,
    this.#unit,
    this.#came,
    this.#went,
  ];
  /** In the search for a place: by which step it was last passed. Steps are counted over all searches. */
  readonly #passed = new Column();
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
      this.#goOn(only, from, seq);
      if (only.left > 0) throw unfit(seq);
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
    const went = this.#went.values;
    for (const { at, gone } of this.#pens.values())
      for (let i = 0; i < gone.length; i += 3) {
        const [clock, length, seq] = [gone[i] ?? 0, gone[i + 1] ?? 0, gone[i + 2] ?? 0];
        const last = Math.min(at.length, clock + length);
        for (let n = clock; n < last; n += 1) {
          const character = at[n] ?? 0;
          const known = went[character] ?? 0;
          // Once: under the first row that deleted it.
          if (known === 0 || known > seq) went[character] = seq;
        }
      }
  }

  /** Forgets all of it, as far as it takes room: nobody may ask for anything afterwards. */
  empty(): void {
    for (const column of [...this.#columns, this.#passed]) column.empty();
    this.#pens.clear();
  }

  /** The first character of a text, by the text's index; `NONE` where there is none. */
  first(root: number): number {
    return this.#first[root] ?? NONE;
  }

  /**
   * By character: the one behind it in its text, an index into `clients`, its clock, its UTF-16 unit, the seqs under which it
   * came and went. `came` is 0 for one whose words nobody is told: it went before it could be shown. `went` is 0 while it stays.
   */
  get columns(): Record<'next' | 'pen' | 'clock' | 'unit' | 'came' | 'went', Int32Array> {
    return {
      next: this.#next.values,
      pen: this.#pen.values,
      clock: this.#clock.values,
      unit: this.#unit.values,
      came: this.#came.values,
      went: this.#went.values,
    };
  }

  #penOf(client: number): Pen {
    let pen = this.#pens.get(client);
    if (pen === undefined) {
      pen = { index: this.clients.length, at: [], gone: [] };
      this.clients.push(client);
      this.#pens.set(client, pen);
    }
    return pen;
  }

  #openSection(from: decoding.Decoder, seq: number): Section {
    const left = decoding.readVarUint(from);
    const client = decoding.readVarUint(from);
    const clock = decoding.readVarUint(from);
    const pen = this.#penOf(client);
    if (clock !== pen.at.length)
      throw new Error(`row ${seq}: pen ${client} goes on at ${clock}, not ${pen.at.length}`);
    return { client, pen, left, pos: from.pos };
  }

  /** Several pens in one row: what each of them adds may stand on what another one does. */
  #readTogether(count: number, from: decoding.Decoder, seq: number): void {
    let sections: Section[] = [];
    for (let left = count; left > 0; left -= 1) {
      const section = this.#openSection(from, seq);
      for (let structs = section.left; structs > 0; structs -= 1) skipStruct(from);
      sections.push(section);
    }
    const end = from.pos;
    while (sections.length > 0) {
      let before = 0;
      let after = 0;
      for (const section of sections) {
        before += section.left;
        from.pos = section.pos;
        this.#goOn(section, from, seq);
        after += section.left;
      }
      if (before === after) throw unfit(seq);
      sections = sections.filter(({ left }) => left > 0);
    }
    from.pos = end;
  }

  /** As far as all that it stands on is there. */
  #goOn(section: Section, from: decoding.Decoder, seq: number): void {
    while (section.left > 0 && this.#readStruct(section, from, seq)) {
      section.left -= 1;
      section.pos = from.pos;
    }
  }

  #readStruct({ client, pen }: Section, from: decoding.Decoder, seq: number): boolean {
    const info = decoding.readUint8(from);
    if (info === GONE) {
      this.#add(pen, decoding.readVarUint(from));
      return true;
    }
    if ((info & HAS_KEY) !== 0) throw new Error(`row ${seq} holds something other than characters`);
    const origin = (info & HAS_ORIGIN) === 0 ? NONE : this.#find(from);
    const right = (info & HAS_RIGHT_ORIGIN) === 0 ? NONE : this.#find(from);
    if (origin === NOT_YET || right === NOT_YET) return false;
    const beside = origin === NONE ? right : origin;
    const root =
      (info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0 ? this.#readRoot(from, seq) : this.#rootOf(beside);
    const first = this.#count;
    switch (info & CONTENT) {
      case STRING:
        this.#addWords(pen, from, seq);
        break;
      case DELETED:
        this.#add(pen, decoding.readVarUint(from));
        break;
      default:
        throw new Error(`row ${seq} holds something other than characters`);
    }
    if (root !== NONE && this.#count > first) this.#place(first, origin, right, root, client);
    return true;
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

  #find(from: decoding.Decoder): number {
    const client = decoding.readVarUint(from);
    const clock = decoding.readVarUint(from);
    return this.#pens.get(client)?.at[clock] ?? NOT_YET;
  }

  #rootOf(character: number): number {
    return this.#root.values[character] ?? NONE;
  }

  /** Characters of which nothing is known, in no text yet. */
  #add(pen: Pen, count: number): void {
    const first = this.#count;
    this.#count += count;
    for (const column of this.#columns) column.reach(this.#count);
    this.#passed.reach(this.#count);
    const clock = pen.at.length;
    this.#root.values.fill(NONE, first, this.#count);
    this.#pen.values.fill(pen.index, first, this.#count);
    for (let i = 0; i < count; i += 1) {
      this.#clock.values[first + i] = clock + i;
      pen.at.push(first + i);
    }
  }

  #addWords(pen: Pen, from: decoding.Decoder, seq: number): void {
    const first = this.#count;
    const start = from.pos;
    const length = decoding.readVarUint(from);
    const begin = from.pos;
    const end = begin + length;
    if (end > from.arr.length) throw new Error(`row ${seq} is cut short`);
    let at = begin;
    while (at < end && (from.arr[at] ?? 0) < 0x80) at += 1;
    if (at === end) {
      this.#add(pen, length);
      for (let i = 0; i < length; i += 1) this.#unit.values[first + i] = from.arr[begin + i] ?? 0;
      from.pos = end;
    } else {
      // Not every unit is a byte.
      from.pos = start;
      const words = decoding.readVarString(from);
      this.#add(pen, words.length);
      for (let i = 0; i < words.length; i += 1) this.#unit.values[first + i] = words.charCodeAt(i);
    }
    this.#came.values.fill(seq, first, this.#count);
  }

  /** Puts the characters from `first` on, each behind the one before it, where they belong. */
  #place(first: number, origin: number, right: number, root: number, client: number): void {
    const next = this.#next.values;
    const last = this.#count - 1;
    const left = this.#leftOf(origin, right, root, client);
    for (let i = first; i <= last; i += 1) {
      this.#origin.values[i] = i === first ? origin : i - 1;
      this.#rightOrigin.values[i] = right;
      this.#root.values[i] = root;
      next[i] = i + 1;
    }
    if (left === NONE) {
      next[last] = this.#first[root] ?? NONE;
      this.#first[root] = first;
    } else {
      next[last] = next[left] ?? NONE;
      next[left] = first;
    }
  }

  /** The character behind which one with this origin and right origin belongs. */
  #leftOf(origin: number, right: number, root: number, client: number): number {
    const next = this.#next.values;
    let left = origin;
    let other = (left === NONE ? this.#first[root] : next[left]) ?? NONE;
    if (other === right) return left;
    // Two who wrote at one place without knowing of one another. A character was passed in this search where its step is
    // not below `began`, and may still stand behind the new one where its step is the present one.
    const passed = this.#passed.values;
    const began = (this.#step += 1);
    while (other !== NONE && other !== right) {
      passed[other] = this.#step;
      const itsOrigin = this.#origin.values[other] ?? NONE;
      let isBefore = false;
      if (itsOrigin === origin) {
        if ((this.clients[this.#pen.values[other] ?? 0] ?? 0) < client) isBefore = true;
        else if (this.#rightOrigin.values[other] === right) break;
      } else {
        const step = itsOrigin === NONE ? 0 : (passed[itsOrigin] ?? 0);
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
}

const unfit = (seq: number): Error => new Error(`row ${seq} does not fit the text rows before it`);

/** Goes over one struct. */
const skipStruct = (from: decoding.Decoder): void => {
  const info = decoding.readUint8(from);
  const skip = (): void => {
    const length = decoding.readVarUint(from);
    from.pos += length;
  };
  if (info !== GONE) {
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
