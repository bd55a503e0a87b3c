// Folds one recorded event into a board's state. It never refuses: what is in the ledger has happened.
import type { Language, PartyId } from './board.ts';
import { LANGUAGES } from './board.ts';
import type { LedgerEntry, RangesByLanguage, Recorded } from './events.ts';
import { IdSet } from './ids.ts';
import type { Range } from './ids.ts';
import { doorsAfter } from './evolve-doors.ts';
import type { DoorEvent } from './evolve-doors.ts';
import { partyIndexOf } from './pens.ts';
import type { Asked, BoardState, ClauseState, Initials, Phase, Revision } from './state.ts';
import { clauseOf, indexOfParty, partiesOf } from './state.ts';
import { clauseFromJson } from './state-json.ts';
import type { TermId, TermValue } from './terms.ts';

/** The state after one more entry of the ledger. */
export const evolveEntry = (state: BoardState, entry: LedgerEntry): BoardState =>
  entry.events.reduce(
    (next, event) => evolve(next, { ...event, at: entry.at, seat: entry.seat, seq: entry.seq }),
    state,
  );

/** The state after one more event. */
export const evolve = (state: BoardState, event: Recorded): BoardState => {
  switch (event.type) {
    case 'boardOpened':
      return {
        ...state,
        rules: event.rules,
        board: event.board,
        ...(event.board.doorsClosed === true ? doorsAfter(state, { ...event, type: 'doorsClosed' }) : {}),
      };
    case 'seatTaken':
    case 'headChanged':
    case 'authorityChanged':
    case 'keyShown':
      return { ...state, seats: seatsAfter(state, event) };
    case 'seatEnded':
      return { ...state, seats: seatsAfter(state, event), endedSeats: [...state.endedSeats, event.ended] };
    case 'clauseAdded':
      return withClauses(state, insertAt(state.clauses, event.index, newClause(state, event.clause)), event);
    case 'clauseMoved': {
      const moved = state.clauses.filter((clause) => clause.id === event.clause);
      const rest = state.clauses.filter((clause) => clause.id !== event.clause);
      return withClauses(state, [...rest.slice(0, event.index), ...moved, ...rest.slice(event.index)], event);
    }
    case 'clauseDropped':
      return {
        ...state,
        clauses: state.clauses.filter((clause) => clause.id !== event.clause),
        dropped: [...state.dropped, event.clause],
        asked: state.asked.filter((each) => each.clause !== event.clause),
      };
    case 'asked':
      return { ...state, asked: [...withoutOlder(state.asked, event), askedBy(event)] };
    case 'sittingOpened': {
      const opened = { sitting: event.sitting, openedAt: event.at, adjournedAt: null };
      return settleAsked({ ...state, sittings: [...state.sittings, opened] }, event);
    }
    case 'sittingAdjourned': {
      const sittings = state.sittings.map((each) =>
        each.sitting === event.sitting ? { ...each, adjournedAt: event.at } : each,
      );
      return settleAsked({ ...state, sittings }, event);
    }
    case 'analysisReleased':
      return settleAsked({ ...state, analysisReleased: true }, event);
    case 'doorsClosed':
    case 'openingAsked':
    case 'openingObjected':
    case 'doorsOpened':
    case 'sightAsked':
    case 'sightAskDropped':
    case 'sightSet':
      return { ...state, ...doorsAfter(state, event) };
    case 'shown':
      return shownAfter(state, event);
    default: {
      const clauses = state.clauses.map((clause) =>
        clause.id === event.clause ? clauseAfter(state, clause, event) : clause,
      );
      return event.type === 'clauseRetitled' ? withClauses(state, clauses, event) : { ...state, clauses };
    }
  }
};

type SeatEvent = Extract<
  Recorded,
  { type: 'seatTaken' | 'seatEnded' | 'headChanged' | 'authorityChanged' | 'keyShown' }
>;
type AgendaEvent = Extract<
  Recorded,
  {
    type:
      | 'clauseAdded'
      | 'clauseMoved'
      | 'clauseDropped'
      | 'clauseRetitled'
      | 'sittingOpened'
      | 'sittingAdjourned'
      | 'analysisReleased';
  }
>;
type ClauseEvent = Exclude<
  Recorded,
  | SeatEvent
  | Exclude<AgendaEvent, { type: 'clauseRetitled' }>
  | DoorEvent
  | { type: 'boardOpened' }
  | { type: 'asked' }
  | { type: 'shown' }
>;

/** What an observer is shown stands in place of what was there. */
const shownAfter = (state: BoardState, event: Extract<Recorded, { type: 'shown' }>): BoardState => {
  const given = new Map(event.clauses.map((json) => [json.id, clauseFromJson(json)]));
  const clauses = event.articles.flatMap((id) => given.get(id) ?? clauseOf(state, id) ?? []);
  if (event.table === null) return { ...state, clauses };
  const seats = new Map(event.table.seats.map((seat) => [seat.id, seat]));
  return { ...state, ...event.table, seats, clauses };
};

const seatsAfter = (state: BoardState, event: SeatEvent): BoardState['seats'] => {
  const seats = new Map(state.seats);
  switch (event.type) {
    case 'seatTaken':
      seats.set(event.taken, {
        id: event.taken,
        party: event.party,
        role: event.role,
        authority: event.authority,
      });
      return seats;
    case 'seatEnded':
      seats.delete(event.ended);
      return seats;
    case 'headChanged': {
      const from = seats.get(event.from);
      const to = seats.get(event.to);
      if (from !== undefined) seats.set(event.from, { ...from, role: 'member', authority: 'all' });
      if (to !== undefined) seats.set(event.to, { ...to, role: 'head', authority: 'all' });
      return seats;
    }
    case 'authorityChanged': {
      const seat = seats.get(event.of);
      if (seat !== undefined) seats.set(event.of, { ...seat, authority: event.authority });
      return seats;
    }
    case 'keyShown': {
      const seat = seats.get(event.of);
      if (seat !== undefined) seats.set(event.of, { ...seat, key: event.key });
      return seats;
    }
  }
};

const askedBy = ({ ask, move, clause, party, at }: Extract<Recorded, { type: 'asked' }>): Asked => ({
  ask,
  move,
  clause,
  party,
  at,
});

/** A head who asks for something else of the same kind for the same clause no longer asks for what it was before. */
const withoutOlder = (
  asked: readonly Asked[],
  { party, move, clause }: Extract<Recorded, { type: 'asked' }>,
): readonly Asked[] =>
  asked.filter((each) => each.party !== party || each.move !== move || each.clause !== clause);

/** What both heads asked for has happened: nobody asks for it any more. */
const settleAsked = (state: BoardState, event: AgendaEvent): BoardState => {
  const settled = settles(event);
  const asked = state.asked.filter((each) => each.move !== settled.move || each.clause !== settled.clause);
  return asked.length === state.asked.length ? state : { ...state, asked };
};

const settles = (event: AgendaEvent): Pick<Asked, 'move' | 'clause'> => {
  switch (event.type) {
    case 'clauseAdded':
      return { move: 'addClause', clause: event.clause.id };
    case 'clauseMoved':
      return { move: 'moveClause', clause: event.clause };
    case 'clauseDropped':
      return { move: 'dropClause', clause: event.clause };
    case 'clauseRetitled':
      return { move: 'retitle', clause: event.clause };
    case 'sittingOpened':
      return { move: 'openSitting', clause: null };
    case 'sittingAdjourned':
      return { move: 'adjourn', clause: null };
    case 'analysisReleased':
      return { move: 'releaseAnalysis', clause: null };
  }
};

const withClauses = (state: BoardState, clauses: readonly ClauseState[], event: AgendaEvent): BoardState =>
  settleAsked({ ...state, clauses }, event);

const insertAt = <T>(list: readonly T[], index: number, value: T): T[] => [
  ...list.slice(0, index),
  value,
  ...list.slice(index),
];

const newClause = (
  state: BoardState,
  given: Extract<Recorded, { type: 'clauseAdded' }>['clause'],
): ClauseState => {
  const none = Object.fromEntries(partiesOf(state).map((party) => [party, IdSet.empty]));
  return {
    id: given.id,
    title: given.title,
    terms: given.terms,
    values: {},
    adopted: none,
    struck: none,
    held: IdSet.empty,
    revisions: [],
    phase: { kind: 'open' },
    reserves: [],
  };
};

const clauseAfter = (state: BoardState, clause: ClauseState, event: ClauseEvent): ClauseState => {
  switch (event.type) {
    case 'clauseRetitled':
      return { ...clause, title: event.title };
    case 'adopted':
      return adopting(state, clause, event.party, event.ranges);
    case 'struck':
      return striking(state, clause, event.party, event.ranges);
    case 'termSet':
      return withValue(clause, event.party, event.term, event.to, event);
    case 'proposed':
      return withRevision(clause, event);
    case 'revisionEnded':
      return reheld({
        ...clause,
        revisions: clause.revisions.map((each) =>
          each.revision === event.revision ? { ...each, standing: event.how } : each,
        ),
      });
    case 'accepted':
      return accepting(state, clause, event);
    case 'locked':
      return locking(state, clause, event);
    case 'removed':
      return without(clause, event.ranges);
    case 'reserved':
      return {
        ...clause,
        reserves: [
          ...clause.reserves.filter((each) => each.party !== event.party),
          { party: event.party, seat: event.seat, at: event.at, reason: event.reason },
        ],
      };
    case 'reserveLifted':
      return { ...clause, reserves: clause.reserves.filter((each) => each.party !== event.party) };
    case 'initialled':
    case 'initialsConfirmed':
    case 'initialsWithdrawn':
    case 'declined':
    case 'reopeningAsked':
    case 'reopened':
      return { ...clause, phase: phaseAfter(clause.phase, event) };
  }
};

type InitialsEvent = Extract<
  ClauseEvent,
  {
    type:
      'initialled' | 'initialsConfirmed' | 'initialsWithdrawn' | 'declined' | 'reopeningAsked' | 'reopened';
  }
>;

const phaseAfter = (phase: Phase, event: InitialsEvent): Phase => {
  const initials = phase.kind === 'open' ? [] : phase.initials;
  switch (event.type) {
    case 'initialled': {
      const { party, seat, at, hash, adReferendum } = event;
      const own: Initials = { party, seat, at, hash, adReferendum, confirmed: false };
      const all = [...initials.filter((each) => each.party !== party), own];
      if (phase.kind !== 'frozen') return { kind: 'held', hash, initials: all };
      return { ...phase, initials: all, asking: phase.asking.filter((each) => each !== party) };
    }
    case 'initialsConfirmed': {
      if (phase.kind === 'open') return phase;
      return {
        ...phase,
        initials: initials.map((each) => (each.party === event.party ? { ...each, confirmed: true } : each)),
      };
    }
    case 'initialsWithdrawn': {
      const left = initials.filter((each) => each.party !== event.party);
      return phase.kind === 'held' && left.length > 0 ? { ...phase, initials: left } : { kind: 'open' };
    }
    case 'declined':
    case 'reopened':
      return { kind: 'open' };
    case 'reopeningAsked': {
      if (phase.kind !== 'locked' && phase.kind !== 'frozen') return phase;
      const asking = phase.kind === 'frozen' ? phase.asking : [];
      return {
        kind: 'frozen',
        hash: phase.hash,
        initials: initials.filter((each) => each.party !== event.party),
        asking: [...asking.filter((each) => each !== event.party), event.party],
      };
    }
  }
};

/** Own characters the party takes back; others' it adopts. */
const adopting = (
  state: BoardState,
  clause: ClauseState,
  party: PartyId,
  ranges: readonly Range[],
): ClauseState => {
  const [own, others] = byOwner(state, party, ranges);
  return {
    ...clause,
    adopted: { ...clause.adopted, [party]: (clause.adopted[party] ?? IdSet.empty).with(others) },
    struck: { ...clause.struck, [party]: (clause.struck[party] ?? IdSet.empty).without(own) },
  };
};

const striking = (
  state: BoardState,
  clause: ClauseState,
  party: PartyId,
  ranges: readonly Range[],
): ClauseState => {
  const [own, others] = byOwner(state, party, ranges);
  return {
    ...clause,
    adopted: { ...clause.adopted, [party]: (clause.adopted[party] ?? IdSet.empty).without(others) },
    struck: { ...clause.struck, [party]: (clause.struck[party] ?? IdSet.empty).with(own) },
  };
};

const byOwner = (
  state: BoardState,
  party: PartyId,
  ranges: readonly Range[],
): [own: Range[], others: Range[]] => {
  const index = indexOfParty(state, party);
  return [
    ranges.filter(([client]) => partyIndexOf(client) === index),
    ranges.filter(([client]) => partyIndexOf(client) !== index),
  ];
};

const withValue = (
  clause: ClauseState,
  party: PartyId,
  term: TermId,
  value: TermValue,
  { at, seat }: { at: number; seat: string },
): ClauseState => {
  const stands = clause.values[term] ?? {};
  const opening = stands[party]?.opening ?? value;
  return {
    ...clause,
    values: { ...clause.values, [term]: { ...stands, [party]: { value, opening, at, seat } } },
  };
};

const withRevision = (
  clause: ClauseState,
  event: Extract<ClauseEvent, { type: 'proposed' }>,
): ClauseState => {
  const { revision, party, seat, at, hash, note, counters, values } = event;
  const held = { en: IdSet.of(event.held.en), fr: IdSet.of(event.held.fr) };
  const tabled: Revision = {
    revision,
    party,
    seat,
    at,
    hash,
    note,
    counters,
    held,
    values,
    standing: 'standing',
  };
  return reheld({ ...clause, revisions: [...clause.revisions, tabled] });
};

const reheld = (clause: ClauseState): ClauseState => {
  const held = clause.revisions
    .filter((each) => each.standing === 'standing')
    .flatMap((each) => LANGUAGES.flatMap((lang) => each.held[lang].ranges()));
  return { ...clause, held: IdSet.of(held) };
};

const everyLanguage = (ranges: RangesByLanguage): Range[] =>
  LANGUAGES.flatMap((lang: Language) => ranges[lang]);

/** The party then includes exactly the revision's characters and values: a value that the revision has not, it loses. */
const accepting = (
  state: BoardState,
  clause: ClauseState,
  event: Extract<ClauseEvent, { type: 'accepted' }>,
): ClauseState => {
  let next = adopting(state, clause, event.party, everyLanguage(event.adopted));
  next = striking(state, next, event.party, everyLanguage(event.struck));
  next = { ...next, values: withoutOthers(next.values, event.party, event.values) };
  for (const [term, value] of Object.entries(event.values)) {
    if (JSON.stringify(clause.values[term]?.[event.party]?.value) === JSON.stringify(value)) continue;
    next = withValue(next, event.party, term, value, event);
  }
  return next;
};

const withoutOthers = (
  values: ClauseState['values'],
  party: PartyId,
  kept: Readonly<Record<TermId, TermValue>>,
): ClauseState['values'] =>
  Object.fromEntries(
    Object.entries(values).map(([term, stands]) => [
      term,
      Object.fromEntries(
        Object.entries(stands).filter(([each]) => each !== party || Object.hasOwn(kept, term)),
      ),
    ]),
  );

const locking = (
  state: BoardState,
  clause: ClauseState,
  event: Extract<ClauseEvent, { type: 'locked' }>,
): ClauseState => {
  const initials = clause.phase.kind === 'open' ? [] : clause.phase.initials;
  const text = everyLanguage(event.text);
  const sets = partiesOf(state).map((party): [PartyId, IdSet] => [
    party,
    IdSet.of(byOwner(state, party, text)[1]),
  ]);
  return {
    ...clause,
    adopted: Object.fromEntries(sets),
    struck: Object.fromEntries(partiesOf(state).map((party) => [party, IdSet.empty])),
    phase: { kind: 'locked', hash: event.hash, initials, at: event.at },
  };
};

const without = (clause: ClauseState, ranges: readonly Range[]): ClauseState => {
  const cut = (sets: ClauseState['adopted']): ClauseState['adopted'] =>
    Object.fromEntries(Object.entries(sets).map(([party, set]) => [party, set.without(ranges)]));
  return { ...clause, adopted: cut(clause.adopted), struck: cut(clause.struck) };
};
