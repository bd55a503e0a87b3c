// What one document has of the texts and another lacks, as one Yjs update: characters that are still there with their words,
// those that came and went as a length alone. Where a text is not to be known at all, not even its name follows.
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { IdSet } from '../ids.ts';
import type { Range } from '../ids.ts';
import { GC } from '../update-format.ts';

/**
 * The update (format 1) that brings `known` to the texts of `full`.
 * @param hidden whether a text, by its root's name, is to stay unknown
 */
export const differenceOf = (full: Y.Doc, known: Y.Doc, hidden: (root: string) => boolean): Uint8Array => {
  const encoder = new Y.UpdateEncoderV1();
  const clients = [...full.store.clients.keys()]
    .filter((client) => Y.getState(full.store, client) > Y.getState(known.store, client))
    .sort((a, b) => b - a);
  encoding.writeVarUint(encoder.restEncoder, clients.length);
  for (const client of clients) writeSection(encoder, full, client, Y.getState(known.store, client), hidden);
  writeDeletions(encoder.restEncoder, deletedIn(full).without(deletedIn(known).ranges()).ranges());
  return encoder.toUint8Array();
};

const writeSection = (
  encoder: Y.UpdateEncoderV1,
  doc: Y.Doc,
  client: number,
  clock: number,
  hidden: (root: string) => boolean,
): void => {
  const structs = doc.store.clients.get(client) ?? [];
  const first = Y.findIndexSS(structs, clock);
  encoding.writeVarUint(encoder.restEncoder, structs.length - first);
  encoder.writeClient(client);
  encoding.writeVarUint(encoder.restEncoder, clock);
  for (const struct of structs.slice(first)) {
    const offset = Math.max(0, clock - struct.id.clock);
    if (struct instanceof Y.Item && !hidden(rootNameOf(struct))) {
      if (struct.deleted && !(struct.content instanceof Y.ContentDeleted))
        throw new Error(`deleted words of pen ${client} are still kept`);
      struct.write(encoder, offset);
    } else {
      encoder.writeInfo(GC);
      encoder.writeLen(struct.length - offset);
    }
  }
};

const rootNameOf = ({ parent }: Y.Item): string =>
  parent instanceof Y.AbstractType ? Y.findRootTypeKey(parent) : '';

const deletedIn = (doc: Y.Doc): IdSet =>
  IdSet.of(
    [...Y.createDeleteSetFromStructStore(doc.store).clients].flatMap(([client, items]) =>
      items.map(({ clock, len }): Range => [client, clock, len]),
    ),
  );

const writeDeletions = (to: encoding.Encoder, ranges: readonly Range[]): void => {
  const byClient = Map.groupBy(ranges, ([client]) => client);
  encoding.writeVarUint(to, byClient.size);
  for (const [client, own] of [...byClient].sort(([a], [b]) => b - a)) {
    encoding.writeVarUint(to, client);
    encoding.writeVarUint(to, own.length);
    for (const [, clock, length] of own) {
      encoding.writeVarUint(to, clock);
      encoding.writeVarUint(to, length);
    }
  }
};
