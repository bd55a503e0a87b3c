// Where one party stands, in everything that is its own: the exact characters of its position in every article and language and
// how they read, its values, its revisions, its initials. And which of it another's act may change at all, by the rules.
import type { ClauseId, PartyId } from '../../../shared/board.ts';
import { LANGUAGES } from '../../../shared/board.ts';
import type { Event } from '../../../shared/events.ts';
import type { Row } from '../../../shared/log.ts';
import { MoveBody, readBody } from '../../../shared/row-bodies.ts';
import { SERVER_SEAT } from '../../../shared/seats.ts';
import type { BoardState, ClauseState } from '../../../shared/state.ts';
import type { TextView } from '../../../shared/text/characters.ts';
import { positionText, stretchesIn } from '../../../shared/text/position.ts';
import { readingOf } from '../../../shared/text/reading.ts';
import { WorkingBoard } from '../../../shared/working-board.ts';

export type Standing = {
  /** Each character by its id, in the text's order. */
  characters: readonly string[];
  readings: readonly string[];
  values: string;
  revisions: readonly { revision: number; standing: string; what: string }[];
  initials: string | null;
};
export type Standings = ReadonlyMap<ClauseId, Standing>;

const charactersOf = (state: BoardState, text: TextView, clause: ClauseState, party: PartyId): string[] =>
  LANGUAGES.map((lang) => {
    let ids = '';
    let next = '';
    for (const { client, clock, text: words, by } of stretchesIn(state, text, clause, lang)) {
      if (!by.includes(party)) continue;
      const id = `${client}:${clock}`;
      ids += id === next ? words : ` ${id} ${words}`;
      next = `${client}:${clock + words.length}`;
    }
    return ids;
  });

const standingIn = (state: BoardState, text: TextView, clause: ClauseState, party: PartyId): Standing => {
  const initials = clause.phase.kind === 'open' ? [] : clause.phase.initials;
  const own = initials.find((each) => each.party === party);
  return {
    characters: charactersOf(state, text, clause, party),
    readings: LANGUAGES.map((lang) => readingOf(positionText(stretchesIn(state, text, clause, lang), party))),
    values: JSON.stringify(clause.terms.map(({ id }) => clause.values[id]?.[party] ?? null)),
    revisions: clause.revisions
      .filter((each) => each.party === party)
      .map(({ revision, standing, ...what }) => ({ revision, standing, what: JSON.stringify(what) })),
    initials: own === undefined ? null : JSON.stringify(own),
  };
};

export const standingsOf = (state: BoardState, text: TextView, party: PartyId): Standings =>
  new Map(state.clauses.map((clause) => [clause.id, standingIn(state, text, clause, party)]));

/** What an article may have lost when it is dropped without this party: nothing that was the party's. */
const isNothing = ({ readings, characters, values, revisions }: Standing): boolean =>
  [...readings, ...characters].every((words) => words === '') &&
  !/[^[\],nul]/.test(values) &&
  revisions.every(({ standing }) => standing !== 'standing');

/** What this party asked for beforehand, with the other's asking to follow. */
export type Consents = { readonly state: BoardState; readonly party: PartyId };

const consented = ({ state, party }: Consents, clause: ClauseId): boolean =>
  state.asked.some((each) => each.party === party && each.clause === clause && each.move === 'dropClause');

/**
 * What another's act changed of where the party stands, beside what the rules name: a lock to which the party's own initials
 * were given, the acceptance of a revision that it had tabled, the refusal of initials that it had offered.
 */
export const changedBy = (
  events: readonly Event[],
  before: Standings,
  after: Standings,
  consents: Consents,
): string[] => {
  const wrong: string[] = [];
  for (const [clause, then] of before) {
    const now = after.get(clause);
    const its = events.filter((event) => 'clause' in event && event.clause === clause);
    if (now === undefined) {
      if (!isNothing(then) && !consented(consents, clause))
        wrong.push(`${clause} is gone, and with it ${JSON.stringify(then)}`);
      continue;
    }
    const expected = asTheRulesSay(then, now, its, consents.party);
    if (JSON.stringify(expected) !== JSON.stringify(now))
      wrong.push(`${clause}: ${JSON.stringify(then)} is now ${JSON.stringify(now)}`);
  }
  return wrong;
};

const asTheRulesSay = (then: Standing, now: Standing, events: readonly Event[], party: PartyId): Standing => {
  const has = (type: Event['type']): boolean => events.some((event) => event.type === type);
  const locks = has('locked') && then.initials !== null;
  const ends = (revision: number): string | null => {
    const accepted = events.find((event) => event.type === 'accepted');
    if (accepted?.revision === revision && accepted.party !== party) return 'accepted';
    return locks ? 'locked' : null;
  };
  return {
    ...then,
    // Settled: the same words, by whoever's characters.
    characters: locks ? now.characters : then.characters,
    revisions: then.revisions.map((each) => ({
      ...each,
      standing: each.standing === 'standing' ? (ends(each.revision) ?? each.standing) : each.standing,
    })),
    initials: has('declined') ? null : then.initials,
  };
};

/**
 * A whole log, row by row: whether no act of anybody else ever changed where the party stands. What did is named by its row.
 */
export const changesThrough = (rows: readonly Row[], party: PartyId): { acts: number; wrong: string[] } => {
  const board = new WorkingBoard();
  const wrong: string[] = [];
  let acts = 0;
  let before: Standings = new Map();
  for (const row of rows) {
    const { state } = board;
    board.apply(row);
    if (row.kind === 'pen') continue;
    const after = standingsOf(board.state, board.text, party);
    if (state.seats.get(row.seat)?.party !== party && row.seat !== SERVER_SEAT) {
      acts += 1;
      const events = row.kind === 'move' ? readBody(MoveBody, row.body).events : [];
      for (const what of changedBy(events, before, after, { state, party }))
        wrong.push(`row ${row.seq}, ${row.seat}: ${what}`);
    }
    before = after;
  }
  return { acts, wrong };
};
