// Rows for tests: a chained log of any length, the same for the same seed.
import { genesisHash, rowHash, ROW_KINDS } from '../../shared/log.ts';
import type { LogPoint, Row } from '../../shared/log.ts';

export const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** One row after another; `body` is asked for each. */
export const chain = (
  count: number,
  {
    from = { seq: 0, hash: genesisHash() },
    body = (seq: number): Uint8Array => text(`body ${seq}`),
  }: { from?: LogPoint; body?: (seq: number) => Uint8Array } = {},
): Row[] => {
  const rows: Row[] = [];
  let { seq, hash } = from;
  for (let i = 0; i < count; i += 1) {
    seq += 1;
    const header = {
      seq,
      at: 1_760_000_000_000 + seq * 250,
      kind: ROW_KINDS[seq % 3]!,
      seat: seq % 2 === 0 ? 'drc-1' : 'us-1',
    };
    const content = { salt: new Uint8Array(16).fill(seq), body: body(seq) };
    hash = rowHash(hash, header, content);
    rows.push({ ...header, ...content, hash });
  }
  return rows;
};
