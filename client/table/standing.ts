// Where an article stands, in the few facts that the list of articles and the counts are made of.
import type { ClauseId, Localised, PartyId } from '../../shared/board.ts';
import { awaited, measure } from '../../shared/clause.ts';
import type { Measured } from '../../shared/clause.ts';
import type { BoardState, ClauseState } from '../../shared/state.ts';
import type { TextView } from '../../shared/text/characters.ts';

export type Standing = {
  readonly id: ClauseId;
  readonly title: Localised;
  readonly phase: ClauseState['phase']['kind'];
  /** No party includes a word and no value is set. */
  readonly empty: boolean;
  readonly clean: boolean;
  readonly brackets: number;
  readonly figures: number;
  readonly words: number;
  /** Whose answer is awaited, if anybody's. */
  readonly awaited: PartyId | null;
  readonly initialled: readonly PartyId[];
  /** Initials that wait for a capital's word. */
  readonly adReferendum: boolean;
  /** Who asked to reopen it. */
  readonly asking: readonly PartyId[];
  readonly reserves: readonly PartyId[];
};

/** The standing of one article at this moment. Reads the whole clause in both languages. */
export const standingOf = (state: BoardState, text: TextView, clause: ClauseState): Standing =>
  standingFrom(state, clause, measure(state, text, clause));

/** The same of an article that has been measured already. */
export const standingFrom = (
  state: BoardState,
  clause: ClauseState,
  { gap, clean, empty }: Measured,
): Standing => {
  const { phase } = clause;
  const initials = phase.kind === 'open' ? [] : phase.initials;
  return {
    id: clause.id,
    title: clause.title,
    phase: phase.kind,
    empty,
    clean,
    brackets: gap.brackets,
    figures: gap.figures,
    words: gap.words,
    awaited: awaited(state, clause),
    initialled: initials.map((each) => each.party),
    adReferendum: initials.some((each) => each.adReferendum && !each.confirmed),
    asking: phase.kind === 'frozen' ? phase.asking : [],
    reserves: clause.reserves.map((each) => each.party),
  };
};

export type Totals = {
  readonly articles: number;
  readonly locked: number;
  /** Clean and not locked; those that one head has initialled are among them. */
  readonly clean: number;
  readonly held: number;
  readonly open: number;
  readonly brackets: number;
  readonly figures: number;
  readonly words: number;
};

/** The counts of the whole board. An article without a word is open, though nothing in it differs. */
export const totalsOf = (standings: readonly Standing[]): Totals => {
  const count = (test: (standing: Standing) => boolean): number => standings.filter(test).length;
  const sum = (of: (standing: Standing) => number): number =>
    standings.reduce((total, standing) => total + of(standing), 0);
  const locked = count(({ phase }) => phase === 'locked');
  const clean = count((standing) => standing.phase !== 'locked' && standing.clean && !standing.empty);
  return {
    articles: standings.length,
    locked,
    clean,
    held: count(({ phase }) => phase === 'held'),
    open: standings.length - locked - clean,
    brackets: sum(({ brackets }) => brackets),
    figures: sum(({ figures }) => figures),
    words: sum(({ words }) => words),
  };
};
