// Which keyframes are worth keeping: many near the end of a log, where boards are loaded, few long ago.

/** The newest of them are all kept. */
export const NEWEST_KEPT = 4;

/**
 * The keyframes to drop: of all but the newest four, each without which the next one would still be no further
 * from the one before it (or from the beginning) than from the newest.
 *
 * So a gap never grows wider than its distance to the newest: replaying up to any moment costs at most about
 * as many rows as lie between it and the end. And over two keyframes left standing the distance more than
 * doubles, so that n rows keep at most 4 + 2 log2 n.
 */
export const keyframesToDrop = (seqs: readonly number[]): number[] => {
  const descending = [...seqs].sort((a, b) => b - a);
  const newest = descending[0] ?? 0;
  let next = descending[NEWEST_KEPT - 1] ?? 0;
  return descending.slice(NEWEST_KEPT).filter((seq, i, older) => {
    const before = older[i + 1] ?? 0;
    if (next - before <= newest - next) return true;
    next = seq;
    return false;
  });
};
