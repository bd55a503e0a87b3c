// A reader that cannot read past its bytes, for input that nobody vouches for.
import { Refused } from './codes.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const ASCII_RUN = 24; // below it, joining code units is quicker than the decoder

export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Refused('truncated');
    this.#at += 1;
    return byte;
  }

  /** A variable-length unsigned integer, seven bits a byte, low ones first. */
  uint(): number {
    let value = 0;
    let weight = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * weight;
      if (byte < 128) {
        if (value > Number.MAX_SAFE_INTEGER) throw new Refused('bad-varint');
        return value;
      }
      weight *= 128;
      if (weight > 2 ** 50) throw new Refused('bad-varint'); // the next seven bits could pass 2^53
    }
  }

  /** A length in bytes, then that many bytes of strict UTF-8. */
  text(maxBytes: number): string {
    const length = this.uint();
    if (length > this.left) throw new Refused('truncated');
    if (length > maxBytes) throw new Refused('too-long', `${length} bytes`);
    const from = this.#at;
    this.#at += length;
    return (length <= ASCII_RUN ? this.#ascii(from, this.#at) : null) ?? this.#decode(from, this.#at);
  }

  #ascii(from: number, to: number): string | null {
    let text = '';
    for (let i = from; i < to; i += 1) {
      const byte = this.#bytes[i] ?? 128;
      if (byte > 127) return null;
      text += String.fromCharCode(byte);
    }
    return text;
  }

  #decode(from: number, to: number): string {
    try {
      return utf8.decode(this.#bytes.subarray(from, to));
    } catch {
      throw new Refused('bad-utf8');
    }
  }
}
