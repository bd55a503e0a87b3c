// The bodies of a log's move rows in one piece, which crosses from a worker to its page without being copied, and is read
// there at once: one text to parse instead of thousands, and no objects to clone.
import * as encoding from 'lib0/encoding';
import type { LedgerEntry } from '../events.ts';
import { ROW_KINDS } from '../log.ts';
import type { MoveBody } from '../row-bodies.ts';

/** What each row was, as columns; row `seq` is at index `seq`, and nothing is at 0. */
export type Headers = {
  /** Milliseconds since 1970. */
  at: Float64Array;
  /** An index into `ROW_KINDS`. */
  kind: Uint8Array;
  /** An index into `seats`. */
  seat: Uint16Array;
  seats: string[];
};

const MOVE = ROW_KINDS.indexOf('move');
const [OPENS, COMMA, CLOSES] = [0x5b, 0x2c, 0x5d];

const fromUtf8 = new TextDecoder('utf-8', { fatal: true });

export class PackedLedger {
  readonly #to = encoding.createEncoder();
  #count = 0;

  take(body: Uint8Array): void {
    encoding.writeUint8(this.#to, this.#count === 0 ? OPENS : COMMA);
    encoding.writeUint8Array(this.#to, body);
    this.#count += 1;
  }

  /** A JSON array of the bodies, as UTF-8. */
  bytes(): Uint8Array<ArrayBuffer> {
    if (this.#count === 0) encoding.writeUint8(this.#to, OPENS);
    encoding.writeUint8(this.#to, CLOSES);
    return encoding.toUint8Array(this.#to);
  }

  /** The entries whose bodies these are. Throws where they are not. */
  static read(bytes: Uint8Array, { at, kind, seat, seats }: Headers): LedgerEntry[] {
    // What the schemas check took longer than all the rest; the server that wrote the rows has asked them.
    const bodies = JSON.parse(fromUtf8.decode(bytes)) as MoveBody[];
    const entries: LedgerEntry[] = [];
    for (let seq = 1; seq < kind.length; seq += 1) {
      if (kind[seq] !== MOVE) continue;
      const body = bodies[entries.length];
      if (body === undefined) throw new Error(`row ${seq} has no body`);
      const { id, events } = body;
      entries.push({ seq, at: at[seq] ?? 0, seat: seats[seat[seq] ?? 0] ?? '', move: id, events });
    }
    if (entries.length !== bodies.length) throw new Error('there are more bodies than rows');
    return entries;
  }
}
