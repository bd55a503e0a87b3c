// Keeps the standing of every article up to date at little cost: only what changed is read again, and what somebody is
// typing in only once the hand rests.
import { LANGUAGES } from '../../shared/board.ts';
import type { ClauseId } from '../../shared/board.ts';
import type { Measured } from '../../shared/clause.ts';
import type { BoardState, ClauseState } from '../../shared/state.ts';
import type { TableView } from '../session/view.ts';
import { standingFrom, standingOf } from './standing.ts';
import type { Standing } from './standing.ts';

/** How long nothing happens before what happened is read, in milliseconds. */
export const REST = 200;

/** `measured` where the view has its articles measured elsewhere. */
type Read = { clause: ClauseState; measured: Measured | undefined; standing: Standing };

/**
 * Reads the articles that are not in `known` as they are now; gives back the same list where nothing is new, or where an
 * article has yet to be measured.
 */
const readAll = (
  view: TableView,
  known: Map<ClauseId, Read>,
  last: readonly Standing[],
): readonly Standing[] => {
  const { state } = view.snapshot();
  const text = view.texts();
  const next: Standing[] = [];
  for (const clause of state.clauses) {
    const measured = view.measures?.of(clause.id);
    if (measured === null) return last;
    let read = known.get(clause.id);
    if (read?.clause !== clause || read.measured !== measured) {
      const standing =
        measured === undefined ? standingOf(state, text, clause) : standingFrom(state, clause, measured);
      known.set(clause.id, (read = { clause, measured, standing }));
    }
    next.push(read.standing);
  }
  return next.length === last.length && next.every((standing, i) => standing === last[i]) ? last : next;
};

/** Shows the standings at once, and again after each change of any of them. Returns how to stop. */
export const watchStandings = (
  view: TableView,
  show: (standings: readonly Standing[]) => void,
): (() => void) => {
  const known = new Map<ClauseId, Read>();
  const texts = new Map<ClauseId, (() => void)[]>();
  let last: readonly Standing[] = [];
  let read: BoardState | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = (): void => {
    read = view.snapshot().state;
    for (const { id } of read.clauses) if (!texts.has(id)) texts.set(id, listen(id));
    const next = readAll(view, known, last);
    if (next === last) return;
    last = next;
    show(next);
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(refresh, REST);
  };
  const listen = (id: ClauseId): (() => void)[] =>
    LANGUAGES.map((lang) =>
      view.onText(id, lang, () => {
        known.delete(id);
        later();
      }),
    );
  const stops = [
    view.subscribe(() => {
      if (view.snapshot().state !== read) later();
    }),
    view.onDocument(() => {
      known.clear();
      later();
    }),
    view.measures?.subscribe(later) ?? ((): void => undefined),
  ];
  refresh();
  return () => {
    clearTimeout(timer);
    for (const stop of [...stops, ...[...texts.values()].flat()]) stop();
  };
};
