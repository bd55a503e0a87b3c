// A frame as the gate reads and writes it: the part of Yjs's update format 1 that says "these characters here" and "these
// characters no more". Yjs's own readers are not used: there are two, they disagree about doubled sections, flags and
// trailing bytes, and both build types and values out of hostile bytes. Here every byte is accounted for or refused.
//
//   frame    := n section*  n deletion*
//   section  := n client clock run*            clocks follow one another
//   run      := info [origin] [rightOrigin] [root]  text | length
//   deletion := client n (clock length)*       ascending, apart
import * as encoding from 'lib0/encoding';
import {
  CONTENT,
  DELETED,
  GC,
  HAS_ORIGIN,
  HAS_PARENT_SUB,
  HAS_RIGHT_ORIGIN,
  SKIP,
  STRING,
} from '../update-format.ts';
import { ByteReader } from './bytes.ts';
import { type GateCode, Refused } from './codes.ts';
import type { Limits } from './limits.ts';

export type Id = { readonly client: number; readonly clock: number };

/** Characters with consecutive clocks that stand side by side. */
export type Run = {
  readonly clock: number;
  /** In UTF-16 units. */
  readonly length: number;
  /** The words, or null where they were deleted again and only their place is told. */
  readonly text: string | null;
  readonly origin: Id | null;
  readonly rightOrigin: Id | null;
  /** Only where there is neither origin nor rightOrigin; otherwise it follows from them. */
  readonly root: string | null;
};

export type Section = { readonly client: number; readonly clock: number; readonly runs: readonly Run[] };

/** By client, its clocks: start, end, start, end, … ascending, half-open. */
export type Deletions = ReadonlyMap<number, readonly number[]>;

export type Frame = { readonly sections: readonly Section[]; readonly deletions: Deletions };

export type FrameRead =
  | { readonly ok: true; readonly frame: Frame }
  | { readonly ok: false; readonly code: GateCode; readonly detail: string };

const MAX_CLIENT = 0xffffffff;

const readClient = (reader: ByteReader): number => {
  const client = reader.uint();
  if (client > MAX_CLIENT) throw new Refused('bad-client');
  return client;
};

const readId = (reader: ByteReader): Id => ({ client: reader.uint(), clock: reader.uint() });

const readRoot = (reader: ByteReader, limits: Limits): string => {
  if (reader.uint() !== 1) throw new Refused('nested-parent');
  return reader.text(limits.rootName);
};

const contentOf = (info: number): typeof STRING | typeof DELETED => {
  const content = info & CONTENT;
  if (content === GC) throw new Refused('gc-struct');
  if (content === SKIP) throw new Refused('skip-struct');
  if (content !== STRING && content !== DELETED) throw new Refused('content-type', String(content));
  if ((info & HAS_PARENT_SUB) !== 0) throw new Refused('parent-sub');
  return content;
};

const readRun = (reader: ByteReader, clock: number, limits: Limits): Run => {
  const info = reader.byte();
  const content = contentOf(info);
  const origin = (info & HAS_ORIGIN) === 0 ? null : readId(reader);
  const rightOrigin = (info & HAS_RIGHT_ORIGIN) === 0 ? null : readId(reader);
  const root = origin === null && rightOrigin === null ? readRoot(reader, limits) : null;
  const text = content === STRING ? reader.text(limits.textBytes) : null;
  const length = text === null ? reader.uint() : text.length;
  if (length === 0) throw new Refused(text === null ? 'empty-deleted' : 'empty-string');
  if (text === null && length > limits.deletedLength) throw new Refused('too-long', `${length} deleted`);
  if (clock + length > limits.clock) throw new Refused('clock-range');
  return { clock, length, text, origin, rightOrigin, root };
};

const readSections = (reader: ByteReader, limits: Limits): Section[] => {
  const count = reader.uint();
  if (count > limits.sections) throw new Refused('too-many-sections', String(count));
  const sections: Section[] = [];
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    const length = reader.uint();
    const client = readClient(reader);
    const clock = reader.uint();
    if (length === 0) throw new Refused('empty-section');
    total += length;
    if (total > limits.structs) throw new Refused('too-many-structs', String(total));
    if (sections.some((section) => section.client === client))
      throw new Refused('dup-section', String(client));
    const runs: Run[] = [];
    let next = clock;
    for (let k = 0; k < length; k += 1) {
      const run = readRun(reader, next, limits);
      runs.push(run);
      next += run.length;
    }
    sections.push({ client, clock, runs });
  }
  return sections;
};

const readSpans = (reader: ByteReader, count: number, limits: Limits): number[] => {
  const spans: number[] = [];
  let end = 0;
  for (let i = 0; i < count; i += 1) {
    const clock = reader.uint();
    const length = reader.uint();
    if (length === 0) throw new Refused('empty-ds-range');
    if (clock + length > limits.clock) throw new Refused('clock-range');
    if (clock < end) throw new Refused('unsorted-ds');
    end = clock + length;
    spans.push(clock, end);
  }
  return spans;
};

const readDeletions = (reader: ByteReader, limits: Limits): Deletions => {
  const count = reader.uint();
  if (count > limits.deleteClients) throw new Refused('too-many-ds-clients', String(count));
  const deletions = new Map<number, number[]>();
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    const client = readClient(reader);
    const length = reader.uint();
    if (length === 0) throw new Refused('empty-ds', String(client));
    total += length;
    if (total > limits.deleteRanges) throw new Refused('too-many-ds-ranges', String(total));
    if (deletions.has(client)) throw new Refused('dup-ds', String(client));
    deletions.set(client, readSpans(reader, length, limits));
  }
  return deletions;
};

/** Reads a frame. Throws `Refused`: for use within the gate. */
export const frameOf = (bytes: unknown, limits: Limits): Frame => {
  if (!(bytes instanceof Uint8Array)) throw new Refused('not-bytes');
  if (bytes.length > limits.bytes) throw new Refused('too-big', `${bytes.length} bytes`);
  const reader = new ByteReader(bytes);
  const sections = readSections(reader, limits);
  const deletions = readDeletions(reader, limits);
  if (reader.left > 0) throw new Refused('trailing-bytes', String(reader.left));
  return { sections, deletions };
};

/** Reads a frame, or says why it cannot be read. Total: it never throws, whatever it is given. */
export const readFrame = (bytes: unknown, limits: Limits): FrameRead => {
  try {
    return { ok: true, frame: frameOf(bytes, limits) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, code: error.code, detail: error.detail };
    return { ok: false, code: 'internal', detail: String(error) };
  }
};

const writeId = (encoder: encoding.Encoder, id: Id): void => {
  encoding.writeVarUint(encoder, id.client);
  encoding.writeVarUint(encoder, id.clock);
};

const writeRun = (encoder: encoding.Encoder, run: Run): void => {
  const info =
    (run.text === null ? DELETED : STRING) |
    (run.origin === null ? 0 : HAS_ORIGIN) |
    (run.rightOrigin === null ? 0 : HAS_RIGHT_ORIGIN);
  encoding.writeUint8(encoder, info);
  if (run.origin !== null) writeId(encoder, run.origin);
  if (run.rightOrigin !== null) writeId(encoder, run.rightOrigin);
  if (run.origin === null && run.rightOrigin === null) {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, run.root ?? '');
  }
  if (run.text === null) encoding.writeVarUint(encoder, run.length);
  else encoding.writeVarString(encoder, run.text);
};

/**
 * The canonical bytes of one pen's consecutive runs and of deletions: clients descending, as Yjs writes them, and nothing
 * that the frame does not need.
 */
export const writeFrame = (pen: number, runs: readonly Run[], deletions: Deletions): Uint8Array => {
  const encoder = encoding.createEncoder();
  const first = runs[0];
  encoding.writeVarUint(encoder, first === undefined ? 0 : 1);
  if (first !== undefined) {
    encoding.writeVarUint(encoder, runs.length);
    encoding.writeVarUint(encoder, pen);
    encoding.writeVarUint(encoder, first.clock);
    for (const run of runs) writeRun(encoder, run);
  }
  encoding.writeVarUint(encoder, deletions.size);
  for (const [client, spans] of [...deletions].sort(([a], [b]) => b - a)) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, spans.length / 2);
    for (let i = 0; i < spans.length; i += 2) {
      const start = spans[i] ?? 0;
      encoding.writeVarUint(encoder, start);
      encoding.writeVarUint(encoder, (spans[i + 1] ?? start) - start);
    }
  }
  return encoding.toUint8Array(encoder);
};
