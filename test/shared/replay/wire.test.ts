import { describe, expect, it } from 'vitest';
import { PIECE_ROWS, decodeReplay, encodeReplay } from '../../../shared/replay/wire.ts';
import { Dice } from '../../support/gate-random.ts';
import { chain } from '../../support/rows.ts';

const bare = ({ seq, at, kind, seat, body }: ReturnType<typeof chain>[number]) => ({
  seq,
  at,
  kind,
  seat,
  body,
});

describe('the log as a replay reads it', () => {
  it('comes back row for row, without what proves it', () => {
    const rows = chain(300);
    const read = decodeReplay(encodeReplay(rows));
    if (!read.ok) throw new Error(read.reason);
    expect(read.rows).toEqual(rows.map(bare));
  });

  it('may begin anywhere, and be empty', () => {
    const rows = chain(40).slice(17);
    const read = decodeReplay(encodeReplay(rows));
    expect(read.ok && read.rows.map(({ seq }) => seq)).toEqual(rows.map(({ seq }) => seq));
    expect(decodeReplay(encodeReplay([]))).toEqual({ ok: true, rows: [] });
  });

  it('keeps times that go backwards, as a clock that was set may make them', () => {
    const rows = chain(3).map((row, i) => ({ ...row, at: [1000, 400, 900][i]! }));
    const read = decodeReplay(encodeReplay(rows));
    expect(read.ok && read.rows.map(({ at }) => at)).toEqual([1000, 400, 900]);
  });

  it('is refused whole where it is cut short, goes on too long, or is of another version', () => {
    const bytes = encodeReplay(chain(30));
    for (let end = 0; end < bytes.length; end += 1)
      expect(decodeReplay(bytes.subarray(0, end)).ok, `cut at ${end}`).toBe(false);
    expect(decodeReplay(new Uint8Array([...bytes, 0])).ok).toBe(false);
    expect(decodeReplay(new Uint8Array([9, ...bytes.subarray(1)])).ok).toBe(false);
  });

  it('never throws nor hangs, whatever bytes it is given', () => {
    const dice = new Dice(11);
    const bytes = encodeReplay(chain(20));
    let refused = 0;
    for (let i = 0; i < 3000; i += 1) {
      const bent = new Uint8Array(bytes);
      for (let k = 1 + dice.below(4); k > 0; k -= 1) bent[dice.below(bent.length)] = dice.below(256);
      if (!decodeReplay(bent).ok) refused += 1;
    }
    expect(refused).toBeGreaterThan(500);
  });

  it('refuses to write rows that do not follow one another', () => {
    const rows = chain(5);
    expect(() => encodeReplay([rows[0]!, rows[2]!])).toThrow(/row 3 stands where row 2 should/);
    expect(PIECE_ROWS).toBeGreaterThan(1000);
  });
});
