// The text rows of a log as few updates: each pen's characters follow one another from row to row, so its sections are its
// bytes, joined. What each row deletes is told apart, since a replay wants to know when, and every character to stay.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** Characters of a text of which nothing is known. */
const GONE = 0;
const DELETED = 1;
const STRING = 4;
const CONTENT = 31;
const HAS_ORIGIN = 128;
const HAS_RIGHT_ORIGIN = 64;

/** What one pen wrote: under which seqs, and, from clock `first` on, its structs' bytes that no update has told yet. */
type Pen = { next: number; came: number[]; first: number; structs: number; untold: encoding.Encoder };

/** All that pens wrote and that was deleted, row after row. Rows are taken as the gate admitted them. */
export class Frames {
  readonly #pens = new Map<number, Pen>();
  /** By pen: clock, length, seq; clock, length, seq; … in no order. */
  readonly #gone = new Map<number, number[]>();

  /** Takes in the canonical bytes of the next text row. Throws where they are none. */
  take(body: Uint8Array, seq: number): void {
    this.read(decoding.createDecoder(body), seq);
  }

  /** The same, from where the decoder stands. */
  read(from: decoding.Decoder, seq: number): void {
    for (let left = decoding.readVarUint(from); left > 0; left -= 1) this.#takeSection(from, seq);
    for (let left = decoding.readVarUint(from); left > 0; left -= 1) {
      const client = decoding.readVarUint(from);
      for (let spans = decoding.readVarUint(from); spans > 0; spans -= 1)
        this.remove(client, decoding.readVarUint(from), decoding.readVarUint(from), seq);
    }
  }

  /** Characters that went under this seq. */
  remove(client: number, clock: number, length: number, seq: number): void {
    const gone = this.#gone.get(client);
    if (gone === undefined) this.#gone.set(client, [clock, length, seq]);
    else gone.push(clock, length, seq);
  }

  /** Everything that was typed since this was asked before, in update format 1; nothing is deleted in it. */
  update(): Uint8Array {
    const wrote = [...this.#pens].filter(([, { structs }]) => structs > 0).sort(([a], [b]) => b - a);
    const to = encoding.createEncoder();
    encoding.writeVarUint(to, wrote.length);
    for (const [client, pen] of wrote) {
      encoding.writeVarUint(to, pen.structs);
      encoding.writeVarUint(to, client);
      encoding.writeVarUint(to, pen.first);
      encoding.writeUint8Array(to, encoding.toUint8Array(pen.untold));
      Object.assign(pen, { first: pen.next, structs: 0, untold: encoding.createEncoder() });
    }
    encoding.writeVarUint(to, 0);
    return encoding.toUint8Array(to);
  }

  /** By pen and clock, the seqs under which each character came and went (0: it has not). */
  lives(): Map<number, { came: Int32Array; went: Int32Array }> {
    const lives = new Map<number, { came: Int32Array; went: Int32Array }>();
    for (const [pen, { next, came }] of this.#pens) {
      const life = { came: new Int32Array(next), went: new Int32Array(next) };
      for (let i = 0; i < came.length; i += 2)
        life.came.fill(came[i + 1] ?? 0, came[i] ?? 0, came[i + 2] ?? next);
      const gone = this.#gone.get(pen) ?? [];
      for (let i = 0; i < gone.length; i += 3)
        end(life.went, gone[i] ?? 0, gone[i + 1] ?? 0, gone[i + 2] ?? 0);
      lives.set(pen, life);
    }
    return lives;
  }

  #takeSection(from: decoding.Decoder, seq: number): void {
    const structs = decoding.readVarUint(from);
    const client = decoding.readVarUint(from);
    const clock = decoding.readVarUint(from);
    let pen = this.#pens.get(client);
    if (pen === undefined) {
      pen = { next: 0, came: [], first: 0, structs: 0, untold: encoding.createEncoder() };
      this.#pens.set(client, pen);
    }
    if (clock !== pen.next) throw new Error(`row ${seq}: pen ${client} goes on at ${clock}, not ${pen.next}`);
    const start = from.pos;
    pen.came.push(clock, seq);
    for (let left = structs; left > 0; left -= 1) pen.next += skipStruct(from, seq);
    pen.structs += structs;
    for (let at = start; at < from.pos; at += 1) encoding.writeUint8(pen.untold, from.arr[at] ?? 0);
  }
}

/** Characters go once: under the first row that deleted them. */
const end = (went: Int32Array, clock: number, length: number, seq: number): void => {
  const last = Math.min(went.length, clock + length);
  for (let at = clock; at < last; at += 1) {
    const known = went[at] ?? 0;
    if (known === 0 || known > seq) went[at] = seq;
  }
};

/** Goes over one struct and tells how many characters it is. */
const skipStruct = (from: decoding.Decoder, seq: number): number => {
  const info = decoding.readUint8(from);
  if (info === GONE) return decoding.readVarUint(from);
  for (const flag of [HAS_ORIGIN, HAS_RIGHT_ORIGIN])
    if ((info & flag) !== 0) {
      decoding.readVarUint(from);
      decoding.readVarUint(from);
    }
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
    decoding.readVarUint(from);
    const name = decoding.readVarUint(from);
    from.pos += name;
  }
  switch (info & CONTENT) {
    case STRING:
      return skipString(from);
    case DELETED:
      return decoding.readVarUint(from);
    default:
      throw new Error(`row ${seq} holds something other than characters`);
  }
};

/** Goes over a string and tells how many UTF-16 units it is; there is no need to make it. */
const skipString = (from: decoding.Decoder): number => {
  const stop = decoding.readVarUint(from) + from.pos;
  let units = 0;
  for (; from.pos < stop; from.pos += 1) {
    const byte = from.arr[from.pos] ?? 0;
    // A character begins with a byte that is no 10xxxxxx; where it takes four bytes it takes two units.
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
};
