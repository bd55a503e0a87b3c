// What somebody who watches has ever received, searched for marked words in every guise in which they might have come: as
// they are, in UTF-16, escaped, in base64, inside what is compressed.
import { inflateRawSync } from 'node:zlib';

const MARK = /mk[0-9]{5}qz/g;
const BASE64 = /[A-Za-z0-9+/_-]{24,}={0,2}/g;

/** The marks in these bytes, each once. */
export const marksIn = (bytes: Uint8Array): Set<string> => {
  const found = new Set<string>();
  search(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), found, 2);
  return found;
};

const search = (bytes: Buffer, found: Set<string>, depth: number): void => {
  const plain = bytes.toString('latin1');
  for (const [mark] of plain.matchAll(MARK)) found.add(mark);
  // Zeros between the letters, in either order; JSON's escapes; per cent ones.
  for (const [mark] of plain.replaceAll('\0', '').matchAll(MARK)) found.add(mark);
  if (plain.includes('\\u') || plain.includes('%'))
    for (const [mark] of unescaped(plain).matchAll(MARK)) found.add(mark);
  if (depth === 0) return;
  if (plain.startsWith('PK\u0003\u0004')) for (const part of unzipped(bytes)) search(part, found, depth - 1);
  for (const [run] of plain.matchAll(BASE64))
    for (const shift of [0, 1, 2, 3]) search(Buffer.from(run.slice(shift), 'base64'), found, 0);
};

const unescaped = (text: string): string =>
  text
    .replaceAll(/\\u00([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function* unzipped(zip: Buffer): Generator<Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const lengths = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const local = zip.readUInt32LE(at + 42);
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(data, data + size);
    yield method === 0 ? packed : inflateRawSync(packed);
    at += 46 + lengths.reduce((sum, length) => sum + length, 0);
  }
}

export type Leak = { mark: string; where: string };

/** Notes every mark that comes and may not be known at that moment. */
export class Recorder {
  readonly leaks: Leak[] = [];
  readonly seen = new Set<string>();
  bytes = 0;
  readonly #mayKnow: (mark: string) => boolean;

  constructor(mayKnow: (mark: string) => boolean) {
    this.#mayKnow = mayKnow;
  }

  take(bytes: Uint8Array, where: string): void {
    this.bytes += bytes.length;
    for (const mark of marksIn(bytes)) {
      this.seen.add(mark);
      if (!this.#mayKnow(mark)) this.leaks.push({ mark, where });
    }
  }
}
