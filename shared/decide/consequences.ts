// What follows from an act: what it changed of the gap, and which characters nobody needs any more.
import { clauseView } from '../clause.ts';
import { LANGUAGES } from '../board.ts';
import type { ClauseId } from '../board.ts';
import type { Event, GapChange } from '../events.ts';
import { evolve } from '../evolve.ts';
import { IdSet } from '../ids.ts';
import type { Range } from '../ids.ts';
import { CHAIR_INDEX, partyIndexOf } from '../pens.ts';
import type { BoardState, ClauseState } from '../state.ts';
import { clauseOf } from '../state.ts';
import type { Run } from '../text/characters.ts';
import type { Gap } from '../text/gap.ts';
import type { Stretch } from '../text/position.ts';
import { stretchesIn } from '../text/position.ts';
import type { Asking } from './decision.ts';

/** The state as it would be after these events. Times and seats do not matter for what is asked of it. */
export const foreseen = ({ state, seat }: Asking, events: readonly Event[]): BoardState =>
  events.reduce((next, event) => evolve(next, { ...event, at: 0, seat: seat.id, seq: 0 }), state);

/** An act on the words of one language is measured in that language, another in the one that is furthest apart. */
const measured = ({ brackets, figures, words, languages }: Gap, event: Event): GapChange['before'] =>
  'lang' in event ? { ...languages[event.lang], figures } : { brackets, figures, words };

/** What an event changes of its clause's gap. The event is given with any gap; only its other fields count. */
export const gapChange = (asking: Asking, clause: ClauseState, event: Event): GapChange => {
  const after = foreseen(asking, [event]);
  const changed = clauseOf(after, clause.id);
  const before = measured(clauseView(asking.state, asking.text, clause).gap, event);
  return {
    before,
    after: changed === undefined ? before : measured(clauseView(after, asking.text, changed).gap, event),
  };
};

export const noGap: GapChange = {
  before: { brackets: 0, figures: 0, words: 0 },
  after: { brackets: 0, figures: 0, words: 0 },
};

/**
 * The events, and behind them the removal of every character of the clause that then no party includes and no
 * standing revision holds. What the chair typed stands as a proposal until a party adopts it or the clause locks.
 */
export const withRemovals = (asking: Asking, id: ClauseId, events: Event[]): Event[] => {
  const after = foreseen(asking, events);
  const clause = clauseOf(after, id);
  if (clause === undefined) return events;
  const locked = events.find((event) => event.type === 'locked');
  const removed = LANGUAGES.flatMap((lang): Event[] => {
    const ranges =
      locked === undefined
        ? nobodys(clause, stretchesIn(after, asking.text, clause, lang))
        : allBut(asking.text.runs(id, lang), locked.text[lang]);
    return ranges.length === 0 ? [] : [{ type: 'removed', clause: id, lang, ranges }];
  });
  return [...events, ...removed];
};

/** Of a text that is settled nothing is left but what was agreed, whoever typed the rest. */
const allBut = (runs: readonly Run[], kept: readonly Range[]): Range[] =>
  IdSet.of(runs.map((run): Range => [run.client, run.clock, run.text.length]))
    .without(kept)
    .ranges();

const nobodys = (clause: ClauseState, stretches: readonly Stretch[]): Range[] => {
  const ranges = stretches
    .filter((stretch) => stretch.by.length === 0 && partyIndexOf(stretch.client) !== CHAIR_INDEX)
    .map((stretch): Range => [stretch.client, stretch.clock, stretch.text.length]);
  return IdSet.of(ranges).without(clause.held.ranges()).ranges();
};
