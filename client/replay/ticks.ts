// The timeline's drawing: how much each side typed, and its moves, along the way; above the line the one, below it the other.
import type { PartyId } from '../../shared/board.ts';
import type { Course } from './course.ts';

export type Ticks = {
  /** Paths in a box 0 … `WIDTH` wide, −1 (down) … 1 (up) high with the line at 0, by party; null is the chair. */
  typed: ReadonlyMap<PartyId | null, string>;
  moves: ReadonlyMap<PartyId | null, string>;
};

export const WIDTH = 600;
/** The box is so many units high on each side of the line. */
export const HEIGHT = 14;

/** @param parties the one above the line first */
export const ticksOf = (course: Course, parties: readonly PartyId[]): Ticks => {
  const typed = new Map<PartyId | null, Float64Array>();
  const moves = new Map<PartyId | null, Set<number>>();
  const { added, removed } = course.chronicle;
  for (let seq = 1; seq <= course.last; seq += 1) {
    const characters = (added[seq] ?? 0) + (removed[seq] ?? 0);
    if (characters === 0) continue;
    const bins = setDefault(typed, course.partyAt(seq), () => new Float64Array(WIDTH + 1));
    const x = Math.round(course.along(seq) * WIDTH);
    bins[x] = (bins[x] ?? 0) + Math.min(characters, 200);
  }
  for (const step of course.steps)
    if (step.kind === 'move')
      setDefault(moves, step.party, () => new Set()).add(Math.round(course.along(step.seq) * WIDTH));
  const most = Math.max(1, ...[...typed.values()].map((bins) => Math.max(...bins)));
  const direction = (party: PartyId | null): number => (parties.indexOf(party ?? '') === 1 ? 1 : -1);
  return {
    typed: mapValues(typed, (bins, party) =>
      [...bins.entries()]
        .filter(([, amount]) => amount > 0)
        .map(
          ([x, amount]) => `M${x} 0v${(direction(party) * (1.5 + 8 * Math.sqrt(amount / most))).toFixed(1)}`,
        )
        .join(''),
    ),
    moves: mapValues(moves, (xs, party) =>
      [...xs]
        .map((x) => (party === null ? `M${x} -4V4` : `M${x} 0v${direction(party) * (HEIGHT - 1)}`))
        .join(''),
    ),
  };
};

const setDefault = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
};

const mapValues = <K, V, W>(map: ReadonlyMap<K, V>, make: (value: V, key: K) => W): Map<K, W> =>
  new Map([...map].map(([key, value]) => [key, make(value, key)]));
