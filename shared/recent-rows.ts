// The hashes of a log's newest rows: a signed move names the row on which it was made, and it must be one of these.
import { HASH_BYTES, sameBytes } from './log.ts';
import { SIGNED_WITHIN } from './signing.ts';

export class RecentRows {
  readonly #hashes = new Map<number, Uint8Array>();

  /** The rows up to `seq`, of what `bytes` gave. */
  static of(seq: number, bytes: Uint8Array): RecentRows {
    const rows = new RecentRows();
    const count = bytes.length / HASH_BYTES;
    for (let i = 0; i < count; i += 1)
      rows.add(seq - count + 1 + i, bytes.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES));
    return rows;
  }

  /** The next row. */
  add(seq: number, hash: Uint8Array): void {
    this.#hashes.set(seq, hash);
    this.#hashes.delete(seq - SIGNED_WITHIN);
  }

  /** Whether row `seq` is a recent one and has this hash. */
  has(seq: number, hash: Uint8Array): boolean {
    const known = this.#hashes.get(seq);
    return known !== undefined && sameBytes(known, hash);
  }

  /** The hashes one behind the other, oldest first. */
  bytes(): Uint8Array {
    const bytes = new Uint8Array(this.#hashes.size * HASH_BYTES);
    let at = 0;
    for (const hash of this.#hashes.values()) {
      bytes.set(hash, at);
      at += HASH_BYTES;
    }
    return bytes;
  }
}
