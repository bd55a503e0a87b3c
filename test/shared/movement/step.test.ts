// The six classes part the plane of the two changes: every step has exactly one, whatever the tolerance.
import { assert, constant, constantFrom, double, oneof, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STEP_CLASSES, TOLERANCE, stepClass } from '../../../shared/movement/step.ts';
import type { StepClass } from '../../../shared/movement/step.ts';

type Is = (own: number, other: number, tolerance: number) => boolean;
const up = (change: number, tolerance: number): boolean => change > tolerance;
const down = (change: number, tolerance: number): boolean => change < -tolerance;
const even = (change: number, tolerance: number): boolean =>
  !up(change, tolerance) && !down(change, tolerance);

/** Each class by itself, as the paper words it. */
const DEFINITIONS: Record<StepClass, Is> = {
  concession: (own, other, t) => down(own, t) && !down(other, t),
  selfish: (own, other, t) => up(own, t) && !up(other, t),
  fortunate: (own, other, t) => up(own, t) && up(other, t),
  unfortunate: (own, other, t) => !up(own, t) && down(other, t),
  nice: (own, other, t) => even(own, t) && up(other, t),
  silent: (own, other, t) => even(own, t) && even(other, t),
};

const change = oneof(
  double({ min: -1, max: 1, noNaN: true }),
  constantFrom(-TOLERANCE, TOLERANCE, 0, -0, 1, -1, TOLERANCE * 1.0001, -TOLERANCE * 1.0001),
);
const tolerance = oneof(constant(TOLERANCE), constant(0), double({ min: 0, max: 0.5, noNaN: true }));

describe('the classes of a step', () => {
  it('fit every step exactly once, and it is that one that is given', () => {
    const reached = new Set<StepClass>();
    assert(
      property(change, change, tolerance, (own, other, within) => {
        const fitting = STEP_CLASSES.filter((each) => DEFINITIONS[each](own, other, within));
        expect(fitting).toEqual([stepClass(own, other, within)]);
        for (const each of fitting) reached.add(each);
      }),
      { numRuns: 4000 },
    );
    expect([...reached].sort()).toEqual([...STEP_CLASSES].sort());
  });

  it.each([
    [-0.2, 0.2, 'concession'],
    [-0.2, 0, 'concession'],
    [0.2, 0, 'selfish'],
    [0.2, -0.2, 'selfish'],
    [0.2, 0.2, 'fortunate'],
    [0, 0.2, 'nice'],
    [0, 0, 'silent'],
    [0, -0.2, 'unfortunate'],
    [-0.2, -0.2, 'unfortunate'],
  ] as const)('own %d, other %d: %s', (own, other, expected) => {
    expect(stepClass(own, other)).toBe(expected);
  });

  it('take what is within the tolerance for none', () => {
    expect(stepClass(-TOLERANCE, TOLERANCE)).toBe('silent');
    expect(stepClass(-TOLERANCE * 1.01, TOLERANCE)).toBe('concession');
  });
});
