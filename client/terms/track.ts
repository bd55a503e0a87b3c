// Where the values of a figure stand on the line between the two openings: one's own side at the left.
import type { TermValue } from '../../shared/terms.ts';

export type Side = { opening: TermValue | null; value: TermValue | null };

/** Places from 0 (left) to 1 (right); `opening` is null where it is where the value is. */
export type TrackSide = { value: number; opening: number | null };
export type Track = { near: TrackSide; far: TrackSide };

/**
 * The places of two parties' openings and values, the near side's opening to the left of the far side's.
 * Null where there is no line to draw: values that are no numbers, one that is unset, or all four the same.
 */
export const trackOf = (near: Side, far: Side): Track | null => {
  const numbers = [near.opening, near.value, far.opening, far.value].filter(
    (value) => typeof value === 'number',
  );
  const [nearOpening, nearValue, farOpening, farValue] = numbers;
  if (numbers.length !== 4) return null;
  if (nearOpening === undefined || nearValue === undefined) return null;
  if (farOpening === undefined || farValue === undefined) return null;
  const low = Math.min(...numbers);
  const span = Math.max(...numbers) - low;
  if (span === 0) return null;
  const flipped = nearOpening === farOpening ? nearValue > farValue : nearOpening > farOpening;
  const place = (value: number): number => (flipped ? 1 - (value - low) / span : (value - low) / span);
  const side = (opening: number, value: number): TrackSide => ({
    value: place(value),
    opening: opening === value ? null : place(opening),
  });
  return { near: side(nearOpening, nearValue), far: side(farOpening, farValue) };
};
