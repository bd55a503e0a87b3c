// The board's state as observers are shown it where what led to it is not theirs to know: what stands, without what was
// said beside it, and with nothing in it that came and went. `known` is what they had been shown before.
import { LANGUAGES } from '../board.ts';
import type { ClauseId } from '../board.ts';
import { clauseView } from '../clause.ts';
import { stateJson } from '../keyframe.ts';
import type { SeatState } from '../seats.ts';
import { clauseOf } from '../state.ts';
import type { BoardState, ClauseState, Initials, Phase, Reserve, Revision } from '../state.ts';
import type { ClauseJson, Counted, TableJson } from '../state-json.ts';
import type { TextView } from '../text/characters.ts';

/** When an act became known: one behind closed doors at their opening, any other when it was done. */
export type SeenAt = (at: number) => number;

/** The table, without its articles. */
export const shownTable = (state: BoardState, known: BoardState, seenAt: SeenAt): TableJson => {
  const json = stateJson(state);
  const was = <T>(list: readonly T[], item: T): boolean => list.includes(item);
  const agenda = new Set([...state.clauses, ...known.clauses].map(({ id }) => id));
  for (const id of known.dropped) agenda.add(id);
  return {
    seats: [...state.seats.values()].map((seat) => withinAgenda(seat, agenda)),
    endedSeats: state.endedSeats.filter((id) => known.seats.has(id) || was(known.endedSeats, id)),
    dropped: state.dropped.filter((id) => agenda.has(id)),
    sittings: state.sittings.map(({ sitting, openedAt, adjournedAt }) => ({
      sitting,
      openedAt: seenAt(openedAt),
      adjournedAt: adjournedAt === null ? null : seenAt(adjournedAt),
    })),
    asked: state.sight.sees === 'clean' ? [] : json.asked.map((each) => ({ ...each, at: seenAt(each.at) })),
    analysisReleased: state.analysisReleased,
    doors: { kind: 'open' },
    sight: state.sight,
    sightAsked:
      state.sightAsked === null
        ? null
        : { ...state.sightAsked, by: [...state.sightAsked.by], at: seenAt(state.sightAsked.at) },
    guarded: state.guarded,
  };
};

/** A member's articles, without those of which nothing is known. */
const withinAgenda = (seat: SeatState, agenda: ReadonlySet<ClauseId>): SeatState =>
  seat.authority === 'all' ? seat : { ...seat, authority: seat.authority.filter((id) => agenda.has(id)) };

/** An article as it stands, for whoever sees brackets. */
export const shownClause = (clause: ClauseState, known: BoardState, seenAt: SeenAt): ClauseJson => {
  const before = clauseOf(known, clause.id);
  return jsonOf({
    ...clause,
    values: Object.fromEntries(
      Object.entries(clause.values).map(([term, stands]) => [
        term,
        Object.fromEntries(
          Object.entries(stands).map(([party, stand]) => {
            // An opening that was given while nobody watched is, to whoever did not, what the value is now.
            const opening = before?.values[term]?.[party]?.opening ?? stand.value;
            return [party, { ...stand, opening, at: seenAt(stand.at) }];
          }),
        ),
      ]),
    ),
    revisions: revisionsShown(clause, before, (each, known) => ({
      ...each,
      at: seenAt(each.at),
      note: known?.note ?? null,
    })),
    phase: phaseShown(clause.phase, seenAt),
    reserves: clause.reserves.map((each) => reserveShown(each, before, seenAt)),
  });
};

/** An article of which its counts are shown; its words, figures and values only where it is clean. */
export const countedClause = (
  state: BoardState,
  text: TextView,
  clause: ClauseState,
  known: BoardState,
  seenAt: SeenAt,
): ClauseJson => {
  const { texts, gap, clean, empty } = clauseView(state, text, clause);
  const party = state.board?.parties[0].id ?? '';
  const counted: Counted = {
    brackets: gap.brackets,
    figures: gap.figures,
    words: gap.words,
    empty,
    texts: clean ? { en: texts.en.readings[party] ?? '', fr: texts.fr.readings[party] ?? '' } : null,
  };
  const before = clauseOf(known, clause.id);
  return jsonOf({
    id: clause.id,
    title: clause.title,
    terms: clean ? clause.terms : [],
    values: clean
      ? Object.fromEntries(
          Object.entries(clause.values).map(([term, stands]) => [
            term,
            Object.fromEntries(
              Object.entries(stands).map(([each, stand]) => [
                each,
                { ...stand, opening: stand.value, at: seenAt(stand.at) },
              ]),
            ),
          ]),
        )
      : {},
    adopted: {},
    struck: {},
    held: [],
    revisions: revisionsShown(clause, before, (each) => each).map((each) => ({
      ...each,
      at: seenAt(each.at),
      // A hash is as good as the words to whoever can guess them.
      hash: NO_HASH,
      note: null,
      held: { en: [], fr: [] },
      values: {},
    })),
    phase: phaseShown(clause.phase, seenAt),
    reserves: clause.reserves.map((each) => ({ ...each, at: seenAt(each.at), reason: '' })),
    counted,
  });
};

const NO_HASH = '0'.repeat(64);

/** Of what was tabled while nobody watched only what still stands; of the rest what was known of it, and how it ended. */
const revisionsShown = (
  clause: ClauseState,
  before: ClauseState | undefined,
  shown: (revision: Revision, known: Revision | undefined) => Revision,
): Revision[] =>
  clause.revisions.flatMap((revision) => {
    const known = before?.revisions.find((each) => each.revision === revision.revision);
    if (revision.standing === 'standing') return [shown(revision, known)];
    return known === undefined ? [] : [{ ...known, standing: revision.standing }];
  });

const reserveShown = (reserve: Reserve, before: ClauseState | undefined, seenAt: SeenAt): Reserve => {
  const known = before?.reserves.find(({ party, at }) => party === reserve.party && at === reserve.at);
  return { ...reserve, at: seenAt(reserve.at), reason: known?.reason ?? '' };
};

const phaseShown = (phase: Phase, seenAt: SeenAt): Phase => {
  if (phase.kind === 'open') return phase;
  const initials = phase.initials.map((each): Initials => ({ ...each, at: seenAt(each.at) }));
  return phase.kind === 'locked' ? { ...phase, initials, at: seenAt(phase.at) } : { ...phase, initials };
};

/** Sets become ranges. */
const jsonOf = (clause: object): ClauseJson => {
  const json: unknown = JSON.parse(JSON.stringify(clause));
  return json as ClauseJson; // what JSON.stringify makes of a ClauseState, by its sets' `toJSON`
};

/** All texts of the articles on the agenda; any other root is nobody's business. */
export const onAgenda = (state: BoardState): ReadonlySet<string> =>
  new Set(state.clauses.flatMap(({ id }) => LANGUAGES.map((lang) => `text:${id}:${lang}`)));
