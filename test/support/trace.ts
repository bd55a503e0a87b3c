// A public editing trace: two people typing into one text at once, each change made on what its author had seen.
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type * as Y from 'yjs';

export const TRACE = '../shared/traces/friendsforever.json.gz';

type Transaction = {
  readonly parents: readonly number[];
  readonly agent: number;
  readonly patches: readonly (readonly [at: number, deleted: number, inserted: string])[];
};
export type Trace = {
  readonly endContent: string;
  readonly numAgents: number;
  readonly txns: readonly Transaction[];
};

/** Throws where it is not there. */
export const readTrace = (): Trace => {
  if (!existsSync(TRACE)) throw new Error(`the editing trace ${TRACE} is missing`);
  return JSON.parse(gunzipSync(readFileSync(TRACE)).toString('utf8')) as Trace;
};

/** How many of each agent's transactions each transaction had seen. */
export const seenBy = ({ txns, numAgents }: Trace): number[][] => {
  const seen: number[][] = [];
  for (const { parents, agent } of txns) {
    const counts = Array.from({ length: numAgents }, (_, other) =>
      Math.max(0, ...parents.map((parent) => seen[parent]?.[other] ?? 0)),
    );
    counts[agent] = (counts[agent] ?? 0) + 1;
    seen.push(counts);
  }
  return seen;
};

export const patch = (text: Y.Text, patches: Transaction['patches']): void => {
  for (const [at, deleted, inserted] of patches) {
    const from = Math.min(at, text.length);
    text.delete(from, Math.min(deleted, text.length - from));
    text.insert(from, inserted);
  }
};
