// What one party's steps add up to: part of the analysis, and so only for who may see it.
import type { PartyId } from '../board.ts';
import type { Movement, Step } from './movement.ts';

import type { StepClass } from './step.ts';

export type Totals = {
  /** By how much its movements closed the gap (brackets, and figures by what was left of them), and by how much they opened it. */
  closed: number;
  opened: number;
  /** The sums of the changes of its own utility and of the other's. */
  own: number;
  other: number;
  classes: Readonly<Record<StepClass, number>>;
};

export type PartyAnalysis = { steps: readonly Step[]; totals: Totals };

/** @param steps one a movement, in the same order */
export const analysisOf = (
  party: PartyId,
  movements: readonly Movement[],
  steps: readonly Step[],
): PartyAnalysis => {
  const classes = { concession: 0, selfish: 0, fortunate: 0, unfortunate: 0, nice: 0, silent: 0 };
  const totals = { closed: 0, opened: 0, own: 0, other: 0 };
  const its: Step[] = [];
  for (const [i, movement] of movements.entries()) {
    const step = steps[i];
    if (movement.party !== party || step === undefined) continue;
    const by = movement.before.apart - movement.after.apart;
    if (by > 0) totals.closed += by;
    else totals.opened -= by;
    totals.own += step.own;
    totals.other += step.other;
    classes[step.class] += 1;
    its.push(step);
  }
  return { steps: its, totals: { ...totals, classes } };
};
