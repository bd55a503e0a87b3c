// What one step of a party means for both sides, after Hindriks, Jonker and Tykhonov, "Analysis of negotiation
// dynamics" (2007): how much it changes the party's own utility, and how much the other's. The six classes part the
// plane of the two changes without gap or overlap, whatever the tolerance:
//
//                     other gains    other even     other loses
//     own gains       fortunate      selfish        selfish
//     own even        nice           silent         unfortunate
//     own loses       concession     concession     unfortunate
//
// They are words of an analysis, for who asks for it; no screen that a delegation shares with another says them.

export const STEP_CLASSES = ['concession', 'selfish', 'fortunate', 'unfortunate', 'nice', 'silent'] as const;
export type StepClass = (typeof STEP_CLASSES)[number];

/** Changes of utility as far as this (of 1, the whole way between the openings) count as none. */
export const TOLERANCE = 0.005;

const signOf = (change: number, tolerance: number): -1 | 0 | 1 => {
  if (Math.abs(change) <= tolerance) return 0;
  return change > 0 ? 1 : -1;
};

/**
 * The class of a step.
 * @param own the change of the utility of the party that made it, -1 to 1
 * @param other the change of the other party's
 */
export const stepClass = (own: number, other: number, tolerance = TOLERANCE): StepClass => {
  const [mine, theirs] = [signOf(own, tolerance), signOf(other, tolerance)];
  if (mine > 0) return theirs > 0 ? 'fortunate' : 'selfish';
  if (mine < 0) return theirs < 0 ? 'unfortunate' : 'concession';
  if (theirs === 0) return 'silent';
  return theirs > 0 ? 'nice' : 'unfortunate';
};
