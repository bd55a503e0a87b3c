// What of a frame's new runs is left when the words that it deletes again are taken out of them. Such words were never read
// by anybody else: the table keeps their places (others may stand beside them) and not the words.
import type { Run } from './frame.ts';

const pieceOf = (pen: number, run: Run, from: number, to: number, dead: boolean): Run => ({
  clock: from,
  length: to - from,
  text: dead ? null : (run.text?.slice(from - run.clock, to - run.clock) ?? null),
  // A later piece stands right of the one before it, which is how Yjs itself cuts a run.
  origin: from === run.clock ? run.origin : { client: pen, clock: from - 1 },
  rightOrigin: run.rightOrigin,
  root: from === run.clock ? run.root : null,
});

/**
 * The runs, cut so that each is either wholly kept or wholly without its words.
 * @param dead clocks that the frame deletes again: start, end, start, end, … ascending and apart
 */
export const spokenRuns = (pen: number, runs: readonly Run[], dead: readonly number[]): readonly Run[] => {
  if (dead.length === 0) return runs;
  const pieces: Run[] = [];
  let span = 0;
  for (const run of runs) {
    const end = run.clock + run.length;
    if (run.text === null) pieces.push(run);
    let at = run.clock;
    while (run.text !== null && at < end) {
      while (span < dead.length && (dead[span + 1] ?? 0) <= at) span += 2;
      const start = dead[span] ?? Infinity;
      const inside = start <= at;
      const to = Math.min(end, inside ? (dead[span + 1] ?? end) : start);
      pieces.push(to - at === run.length && !inside ? run : pieceOf(pen, run, at, to, inside));
      at = to;
    }
  }
  return pieces;
};
