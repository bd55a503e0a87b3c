// The text rows of a log as one update: each pen's characters follow one another from row to row, so its sections are its
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

/** What one pen wrote: its structs' bytes in order, and under which seqs. */
type PenBytes = { pieces: Uint8Array[]; structs: number; next: number; came: number[] };

/** All that pens wrote and that was deleted, row after row. Rows are taken as the gate admitted them. */
export class Frames {
  readonly #pens = new Map<number, PenBytes>();
  /** By pen: clock, length, seq; clock, length, seq; … in the order of the rows. */
  readonly #gone = new Map<number, number[]>();

  /** Takes in the canonical bytes of the next text row. Throws where they are none. */
  take(body: Uint8Array, seq: number): void {
    const from = decoding.createDecoder(body);
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

  /** Everything that was ever typed, in update format 1; nothing is deleted in it. */
  update(): Uint8Array {
    const to = encoding.createEncoder();
    encoding.writeVarUint(to, this.#pens.size);
    for (const [pen, { pieces, structs }] of [...this.#pens].sort(([a], [b]) => b - a)) {
      encoding.writeVarUint(to, structs);
      encoding.writeVarUint(to, pen);
      encoding.writeVarUint(to, 0);
      for (const piece of pieces) encoding.writeUint8Array(to, piece);
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
      // From the last row to the first: a character went when it was deleted first.
      for (let i = gone.length - 3; i >= 0; i -= 3) {
        const [clock = 0, length = 0, seq = 0] = [gone[i], gone[i + 1], gone[i + 2]];
        life.went.fill(seq, clock, clock + length);
      }
      lives.set(pen, life);
    }
    return lives;
  }

  #takeSection(from: decoding.Decoder, seq: number): void {
    const structs = decoding.readVarUint(from);
    const client = decoding.readVarUint(from);
    const clock = decoding.readVarUint(from);
    let pen = this.#pens.get(client);
    if (pen === undefined) this.#pens.set(client, (pen = { pieces: [], structs: 0, next: 0, came: [] }));
    if (clock !== pen.next) throw new Error(`row ${seq}: pen ${client} goes on at ${clock}, not ${pen.next}`);
    const start = from.pos;
    pen.came.push(clock, seq);
    for (let left = structs; left > 0; left -= 1) pen.next += skipStruct(from, seq);
    pen.structs += structs;
    pen.pieces.push(from.arr.subarray(start, from.pos));
  }
}

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
      return decoding.readVarString(from).length;
    case DELETED:
      return decoding.readVarUint(from);
    default:
      throw new Error(`row ${seq} holds something other than characters`);
  }
};
