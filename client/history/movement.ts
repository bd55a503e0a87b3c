// Who moved towards whom: read off what an act changed of the gap and, for a figure, whether the new value is nearer to
// the other side's. Both directions are told alike.
import type { ClauseId, PartyId } from '../../shared/board.ts';
import type { Event, GapChange } from '../../shared/events.ts';
import type { Range } from '../../shared/ids.ts';
import { partyIndexOf } from '../../shared/pens.ts';
import { distance } from '../../shared/terms.ts';
import type { TermDefinition, TermId, TermValue } from '../../shared/terms.ts';

export type Movement = { party: PartyId; direction: 'towards' | 'away'; gap: GapChange };

type Stand = { value: TermValue; opening: TermValue };
type Term = { definition: TermDefinition; stands: Readonly<Record<PartyId, Stand>> };

/** The delegations and the figures of every article as far as the history has been read. */
export class FiguresSoFar {
  readonly #terms = new Map<string, Term>();
  #indexes: ReadonlyMap<PartyId, number> = new Map();

  /** The delegations and the indexes in their pens. */
  seat(parties: readonly { id: PartyId; index: number }[]): void {
    this.#indexes = new Map(parties.map(({ id, index }) => [id, index]));
  }

  /** Whether the party itself typed all of these characters; null where the party is not known. */
  ownWords(party: PartyId, ranges: readonly Range[]): boolean | null {
    const own = this.#indexes.get(party);
    return own === undefined ? null : ranges.every(([client]) => partyIndexOf(client) === own);
  }

  define(clause: ClauseId, terms: readonly TermDefinition[]): void {
    for (const definition of terms) this.#terms.set(`${clause} ${definition.id}`, { definition, stands: {} });
  }

  set(clause: ClauseId, term: TermId, party: PartyId, value: TermValue): void {
    const known = this.#terms.get(`${clause} ${term}`);
    if (known === undefined) return;
    const opening = known.stands[party]?.opening ?? value;
    this.#terms.set(`${clause} ${term}`, {
      ...known,
      stands: { ...known.stands, [party]: { value, opening } },
    });
  }

  definition(clause: ClauseId, term: TermId): TermDefinition | undefined {
    return this.#terms.get(`${clause} ${term}`)?.definition;
  }

  /** How far the party's value is from the other's, 1 as far as the openings; null where one is unset. */
  apart(clause: ClauseId, term: TermId, party: PartyId, value: TermValue): number | null {
    const known = this.#terms.get(`${clause} ${term}`);
    if (known === undefined) return null;
    const other = Object.entries(known.stands).find(([each]) => each !== party)?.[1];
    if (other === undefined) return null;
    const own = known.stands[party]?.opening ?? value;
    return distance(known.definition, value, other.value, [own, other.opening]);
  }
}

const closer = (gap: GapChange): number =>
  gap.before.words + gap.before.figures - gap.after.words - gap.after.figures ||
  gap.before.brackets - gap.after.brackets;

const directed = (party: PartyId, by: number, gap: GapChange): Movement | null =>
  by === 0 ? null : { party, direction: by > 0 ? 'towards' : 'away', gap };

/**
 * Which way an act on words goes by its nature, where the gap's headline hides it (it counts the language that is further
 * apart): accepting the other's words and withdrawing one's own leads towards the other, the contrary away.
 */
const byNature = (event: Extract<Event, { type: 'adopted' | 'struck' }>, figures: FiguresSoFar): number => {
  const own = figures.ownWords(event.party, event.ranges);
  if (own === null || event.words.trim() === '') return 0;
  return own === (event.type === 'struck') ? 1 : -1;
};

/** What an event moved, given the figures as they stood before it; null where it moved nothing. */
export const movementOf = (event: Event, figures: FiguresSoFar): Movement | null => {
  switch (event.type) {
    case 'adopted':
    case 'struck':
      return directed(event.party, closer(event.gap) || byNature(event, figures), event.gap);
    case 'accepted':
      return directed(event.party, closer(event.gap), event.gap);
    case 'termSet': {
      if (event.from === null) return null;
      const before = figures.apart(event.clause, event.term, event.party, event.from);
      const after = figures.apart(event.clause, event.term, event.party, event.to);
      if (before === null || after === null) return directed(event.party, closer(event.gap), event.gap);
      return directed(event.party, before - after, event.gap);
    }
    default:
      return null;
  }
};

/** The figures after the event. */
export const advance = (event: Event, figures: FiguresSoFar): void => {
  if (event.type === 'boardOpened') figures.seat(event.board.parties);
  if (event.type === 'clauseAdded') figures.define(event.clause.id, event.clause.terms);
  if (event.type === 'termSet') figures.set(event.clause, event.term, event.party, event.to);
  if (event.type === 'accepted')
    for (const [term, value] of Object.entries(event.values))
      figures.set(event.clause, term, event.party, value);
};
