// A frame that Yjs wrote, taken apart so that its parts can be changed one by one and put together again: structs with their
// places and contents, deletions, and where in the bytes each number stands.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { update } from '../gate-craft.ts';
import type { Craft, CraftDeletion, CraftId, CraftSection } from '../gate-craft.ts';

export type FrameModel = { sections: CraftSection[]; deletions: CraftDeletion[] };
/** Where a number stands: from, to. */
export type Place = readonly [from: number, to: number];

class Parts {
  readonly numbers: Place[] = [];
  readonly #decoder: decoding.Decoder;

  constructor(bytes: Uint8Array) {
    this.#decoder = decoding.createDecoder(bytes);
  }

  number(): number {
    const from = this.#decoder.pos;
    const value = decoding.readVarUint(this.#decoder);
    this.numbers.push([from, this.#decoder.pos]);
    return value;
  }

  id(): CraftId {
    return [this.number(), this.number()];
  }

  byte(): number {
    return decoding.readUint8(this.#decoder);
  }

  bytes(): Uint8Array {
    const length = this.number();
    return decoding.readUint8Array(this.#decoder, length).slice();
  }
}

const STRING = 4;

const readStruct = (parts: Parts): Craft => {
  const info = parts.byte();
  const ref = info & 31;
  const origin = (info & 128) === 0 ? undefined : parts.id();
  const right = (info & 64) === 0 ? undefined : parts.id();
  let root: string | undefined;
  if (origin === undefined && right === undefined) {
    parts.number();
    root = new TextDecoder().decode(parts.bytes());
  }
  const write = ref === STRING ? writesBytes(parts.bytes()) : writesNumber(parts.number());
  return { ref, origin, right, root, write };
};

const writesBytes =
  (words: Uint8Array): Craft['write'] =>
  (encoder) =>
    encoding.writeVarUint8Array(encoder, words);

const writesNumber =
  (value: number): Craft['write'] =>
  (encoder) =>
    encoding.writeVarUint(encoder, value);

/** Takes a frame of plain text apart; what Yjs writes for anything else it cannot read. */
export const takeApart = (bytes: Uint8Array): { model: FrameModel; numbers: readonly Place[] } => {
  const parts = new Parts(bytes);
  const sections: CraftSection[] = [];
  for (let left = parts.number(); left > 0; left -= 1) {
    const count = parts.number();
    const [client, clock] = parts.id();
    const structs = Array.from({ length: count }, () => readStruct(parts));
    sections.push([client, clock, structs]);
  }
  const deletions: CraftDeletion[] = [];
  for (let left = parts.number(); left > 0; left -= 1) {
    const client = parts.number();
    const count = parts.number();
    deletions.push([client, Array.from({ length: count }, () => parts.id())]);
  }
  return { model: { sections, deletions }, numbers: parts.numbers };
};

export const putTogether = ({ sections, deletions }: FrameModel, tail?: Uint8Array): Uint8Array =>
  update(sections, deletions, tail);
