// How the past goes by: the hand of a clock over the log, at any speed. Pure: whoever draws tells how much time has passed.

/** Where the hand is: behind row `seq`, and how many milliseconds of the table's time since then have been waited. */
export type Hand = { seq: number; waited: number };

export const SPEEDS = [1, 2, 8, 30, 100, 300, 1000] as const;
export type Speed = (typeof SPEEDS)[number];

/** What was laid in one instant goes by as if it had been typed, so that it can be seen; milliseconds of the table's time. */
export const LEAST = 40;

/** Nobody watches nothing happen for longer than this, in milliseconds of the watcher's own time. */
const IDLE = 900;

/**
 * The hand after some time.
 * @param at when each row was, at index `seq`
 * @param elapsed milliseconds of the watcher's time
 * @param skipIdle whether a pause is cut short to 900 of those
 */
export const advance = (
  at: Float64Array,
  { seq, waited }: Hand,
  elapsed: number,
  { speed, skipIdle }: { speed: number; skipIdle: boolean },
): Hand => {
  let left = waited + elapsed * speed;
  let next = seq;
  while (next + 1 < at.length) {
    const gap = Math.max(LEAST, (at[next + 1] ?? 0) - (at[next] ?? 0));
    const wait = skipIdle ? Math.min(gap, IDLE * speed) : gap;
    if (left < wait) break;
    left -= wait;
    next += 1;
  }
  return { seq: next, waited: next + 1 < at.length ? left : 0 };
};

/** The seq that an address asks for: a row's number, or a time (ISO 8601, or milliseconds since 1970); null for neither. */
export const seqAsked = (asked: string | null, at: Float64Array): number | null => {
  if (asked === null || asked === '') return null;
  const last = at.length - 1;
  const number = /^\d+$/.test(asked) ? Number(asked) : null;
  if (number !== null && number < 1e11) return Math.min(last, Math.max(1, number));
  const time = number ?? Date.parse(asked);
  if (Number.isNaN(time)) return null;
  let seq = 1;
  while (seq < last && (at[seq + 1] ?? 0) <= time) seq += 1;
  return seq;
};
