// Updates made by hand, byte by byte, as nobody's editor would make them.
import * as encoding from 'lib0/encoding';

export type CraftId = readonly [client: number, clock: number];
type Write = (encoder: encoding.Encoder) => void;

/** A struct: its content's number, where it says it stands, and how its content is written. */
export type Craft = {
  readonly ref: number;
  readonly write: Write;
  readonly origin?: CraftId | undefined;
  readonly right?: CraftId | undefined;
  readonly root?: string | undefined;
  readonly parent?: CraftId | undefined;
  readonly sub?: string | undefined;
  /** The info byte, where it should lie. */
  readonly info?: number | undefined;
};

export type Place = Partial<Omit<Craft, 'ref' | 'write'>>;
export type CraftSection = readonly [client: number, clock: number, structs: readonly Craft[]];
export type CraftDeletion = readonly [
  client: number,
  ranges: readonly (readonly [clock: number, length: number])[],
];

export const string = (text: string, place: Place = {}): Craft => ({
  ref: 4,
  write: (encoder) => encoding.writeVarString(encoder, text),
  ...place,
});

export const deleted = (length: number, place: Place = {}): Craft => ({
  ref: 1,
  write: (encoder) => encoding.writeVarUint(encoder, length),
  ...place,
});

export const content = (ref: number, write: Write, place: Place = {}): Craft => ({ ref, write, ...place });

export const bytes = (write: Write): Uint8Array<ArrayBuffer> => {
  const encoder = encoding.createEncoder();
  write(encoder);
  return Uint8Array.from(encoding.toUint8Array(encoder));
};

const writeId = (encoder: encoding.Encoder, [client, clock]: CraftId): void => {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
};

const writeParent = (encoder: encoding.Encoder, { parent, root, sub }: Craft): void => {
  encoding.writeVarUint(encoder, parent === undefined ? 1 : 0);
  if (parent === undefined) encoding.writeVarString(encoder, root ?? '');
  else writeId(encoder, parent);
  if (sub !== undefined) encoding.writeVarString(encoder, sub);
};

const writeStruct = (encoder: encoding.Encoder, craft: Craft): void => {
  const { ref, origin, right, sub } = craft;
  const flags = (origin ? 128 : 0) | (right ? 64 : 0) | (sub === undefined ? 0 : 32);
  encoding.writeUint8(encoder, craft.info ?? (ref & 31) | flags);
  if (ref !== 0 && ref !== 10) {
    if (origin) writeId(encoder, origin);
    if (right) writeId(encoder, right);
    if (!origin && !right) writeParent(encoder, craft);
  }
  craft.write(encoder);
};

export const update = (
  sections: readonly CraftSection[],
  deletions: readonly CraftDeletion[] = [],
  tail: Uint8Array = new Uint8Array(),
): Uint8Array<ArrayBuffer> =>
  bytes((encoder) => {
    encoding.writeVarUint(encoder, sections.length);
    for (const [client, clock, structs] of sections) {
      encoding.writeVarUint(encoder, structs.length);
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      for (const struct of structs) writeStruct(encoder, struct);
    }
    encoding.writeVarUint(encoder, deletions.length);
    for (const [client, ranges] of deletions) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, ranges.length);
      for (const [clock, length] of ranges) writeId(encoder, [clock, length]);
    }
    encoding.writeUint8Array(encoder, tail);
  });
