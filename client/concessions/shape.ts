// The movements as the charts draw them: a time line without the long pauses, the gap of the board and of each article
// along it, and both sides' values of a term.
import type { ClauseId, PartyId } from '../../shared/board.ts';
import type { MovementsAnswer } from '../../shared/movement/answer.ts';
import type { TermDefinition, TermId } from '../../shared/terms.ts';

export type Movement = MovementsAnswer['movements'][number];
export type Point = MovementsAnswer['points'][number];

/** Longer pauses are drawn as this, in milliseconds. */
export const LONGEST_PAUSE_MS = 180_000;

/** Where a moment lies on the time line: milliseconds from its start, long pauses cut short. It ends with the last moment. */
export type TimeLine = { at(moment: number): number; end: number; last: number };

/** @param moments everything that has a place on it, in any order; milliseconds since 1970 */
export const timeLine = (moments: readonly number[]): TimeLine => {
  const times = [...new Set(moments)].sort((a, b) => a - b);
  const places: number[] = [];
  for (const [i, time] of times.entries()) {
    const before = times[i - 1];
    places.push(before === undefined ? 0 : (places[i - 1] ?? 0) + Math.min(time - before, LONGEST_PAUSE_MS));
  }
  const at = (moment: number): number => {
    let [low, high] = [0, times.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((times[middle] ?? 0) <= moment) low = middle + 1;
      else high = middle;
    }
    const before = times[low - 1];
    if (before === undefined) return 0;
    return (places[low - 1] ?? 0) + Math.min(moment - before, LONGEST_PAUSE_MS);
  };
  return { at, end: places.at(-1) ?? 0, last: times.at(-1) ?? 0 };
};

export const timeLineOf = ({ sittings, points, movements, dances }: MovementsAnswer): TimeLine => {
  const first = sittings[0]?.openedAt ?? 0;
  const moments = [...points, ...movements, ...dances].map(({ at }) => at).filter((at) => at >= first);
  return timeLine([
    ...sittings.flatMap((each) => [each.openedAt, each.adjournedAt ?? each.openedAt]),
    ...moments,
  ]);
};

export type GapAt = { seq: number; at: number; x: number; apart: number; brackets: number; figures: number };

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** The gap of all articles together after each change. */
export const boardGap = (points: readonly Point[], line: TimeLine): GapAt[] => {
  const last = new Map<ClauseId, Point>();
  const gaps: GapAt[] = [];
  const sum = { apart: 0, brackets: 0, figures: 0 };
  for (const point of points) {
    const before = last.get(point.clause);
    last.set(point.clause, point);
    for (const key of ['apart', 'brackets', 'figures'] as const)
      sum[key] = rounded(sum[key] + point[key] - (before?.[key] ?? 0));
    const gap = { seq: point.seq, at: point.at, x: line.at(point.at), ...sum };
    if (gaps.at(-1)?.seq === point.seq) gaps.pop();
    gaps.push(gap);
  }
  return gaps;
};

/** The gap of each article after each of its changes. */
export const articleGaps = (
  points: readonly Point[],
  line: TimeLine,
): ReadonlyMap<ClauseId, readonly GapAt[]> => {
  const gaps = new Map<ClauseId, GapAt[]>();
  for (const { clause, seq, at, apart, brackets, figures } of points) {
    const own = gaps.get(clause) ?? [];
    own.push({ seq, at, x: line.at(at), apart: rounded(apart), brackets, figures });
    gaps.set(clause, own);
  }
  return gaps;
};

/** What the gap was at a moment: the last change not after it. */
export const gapAt = (gaps: readonly GapAt[], moment: number): GapAt | null =>
  gaps.findLast(({ at }) => at <= moment) ?? null;

/** One act may move several articles. */
export const markKey = ({ seq, clause }: Movement): string => `${String(seq)} ${clause}`;

export type GapRow = { key: string; seq: number; at: number; gap: GapAt | null; movement: Movement | null };

/** Every movement and every other change of the gap in their order, each with the gap that it left. */
export const gapRows = (gaps: readonly GapAt[], movements: readonly Movement[]): GapRow[] => {
  const moved = new Set(movements.map(({ seq }) => seq));
  const rows = [
    ...movements.map((movement) => ({
      key: markKey(movement),
      seq: movement.seq,
      at: movement.at,
      movement,
    })),
    ...gaps
      .filter(({ seq }) => !moved.has(seq))
      .map(({ seq, at }) => ({ key: String(seq), seq, at, movement: null })),
  ];
  rows.sort((a, b) => a.seq - b.seq);
  let next = 0;
  return rows.map((row) => {
    while ((gaps[next]?.seq ?? Infinity) <= row.seq) next += 1;
    return { ...row, gap: gaps[next - 1] ?? null };
  });
};

export type Given = { sitting: number; byParty: Readonly<Record<PartyId, readonly Movement[]>> };

/** What each side moved on an article, sitting by sitting; sittings without any movement on it are left out. */
export const givenOn = (
  clause: ClauseId,
  { movements, parties }: Pick<MovementsAnswer, 'movements' | 'parties'>,
): Given[] => {
  const sittings = new Map<number, Movement[]>();
  for (const movement of movements)
    if (movement.clause === clause)
      sittings.set(movement.sitting, [...(sittings.get(movement.sitting) ?? []), movement]);
  return [...sittings]
    .sort(([a], [b]) => a - b)
    .map(([sitting, its]) => ({
      sitting,
      byParty: Object.fromEntries(parties.map(({ id }) => [id, its.filter(({ party }) => party === id)])),
    }));
};

export type DanceStep = { seq: number; at: number; x: number; party: PartyId; value: number };
export type Dance = { clause: ClauseId; term: TermDefinition; steps: readonly DanceStep[] };

const isNumeric = ({ kind }: TermDefinition): boolean =>
  kind === 'number' || kind === 'percent' || kind === 'duration' || kind === 'money';

/** Both sides' steps on each numeric term of an article that moved at all. */
export const dancesOn = (
  clause: ClauseId,
  { dances, articles }: Pick<MovementsAnswer, 'dances' | 'articles'>,
  line: TimeLine,
): Dance[] => {
  const terms = articles.find(({ id }) => id === clause)?.terms ?? [];
  return terms.filter(isNumeric).flatMap((term): Dance[] => {
    const steps = dances.flatMap(({ seq, at, party, value, ...its }): DanceStep[] =>
      its.clause === clause && its.term === term.id && typeof value === 'number'
        ? [{ seq, at, x: line.at(at), party, value }]
        : [],
    );
    const moved = steps.length > new Set(steps.map(({ party }) => party)).size;
    return moved ? [{ clause, term, steps }] : [];
  });
};

/** The steps as the two lines of a chart: at each, what every side then gives; the last goes on to the end. */
export const danceLines = ({ steps }: Dance, end: number): (Record<string, number> & { x: number })[] => {
  const lines: (Record<string, number> & { x: number })[] = [];
  let now: Record<string, number> = {};
  for (const { x, party, value } of steps) {
    now = { ...now, [party]: value };
    lines.push({ ...now, x });
  }
  return lines.length === 0 ? [] : [...lines, { ...now, x: end }];
};

export type Filter = { party: PartyId | null; clause: ClauseId | null; sitting: number | null };

export const matching = (movements: readonly Movement[], filter: Filter): Movement[] =>
  movements.filter(
    ({ party, clause, sitting }) =>
      (filter.party === null || party === filter.party) &&
      (filter.clause === null || clause === filter.clause) &&
      (filter.sitting === null || sitting === filter.sitting),
  );

export const replayAt = (board: string, seq: number): string => `/b/${board}/replay?at=${String(seq)}`;

/** By term, which of the article's definitions it is. */
export const definitionOf = (
  articles: MovementsAnswer['articles'],
  clause: ClauseId,
  term: TermId,
): TermDefinition | undefined =>
  articles.find(({ id }) => id === clause)?.terms.find(({ id }) => id === term);
