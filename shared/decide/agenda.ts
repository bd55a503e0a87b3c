// The agenda and the sittings: the chair's to run while no party's text is concerned, else both heads'.
import { LANGUAGES } from '../board.ts';
import type { Event } from '../events.ts';
import type { Move } from '../moves.ts';
import type { RefusalCode } from '../refusals.ts';
import type { ClauseState } from '../state.ts';
import { clauseOf, sittingNow } from '../state.ts';
import { stretchesIn } from '../text/position.ts';
import type { Asking, Decision } from './decision.ts';
import { atRest, barred, no, yes } from './decision.ts';
import { jointly } from './jointly.ts';

type AgendaMove = Extract<
  Move,
  { kind: 'addClause' | 'retitle' | 'moveClause' | 'dropClause' | 'openSitting' | 'adjourn' }
>;

const MAX_CLAUSES = 200;

export const decideAgenda = (asking: Asking, move: AgendaMove): Decision => {
  const code = barred(asking.seat, move.kind);
  if (code !== null) return no(code);
  const outcome = outcomeOf(asking, move);
  if (!outcome.ok) return outcome;
  const clause = 'clause' in move ? clauseOf(asking.state, clauseIdOf(move) ?? '') : undefined;
  const chairMay = clause === undefined || !hasText(asking, clause);
  if (asking.seat.role === 'chair') return chairMay ? yes(outcome.event) : no('needs-both-heads');
  return jointly(asking, move, { clause: clauseIdOf(move), event: outcome.event });
};

const clauseIdOf = (move: AgendaMove): string | null => {
  switch (move.kind) {
    case 'addClause':
      return move.clause.id;
    case 'retitle':
    case 'moveClause':
    case 'dropClause':
      return move.clause;
    case 'openSitting':
    case 'adjourn':
      return null;
  }
};

/** Whether a party includes text in it, or has a revision standing that does. */
const hasText = ({ state, text }: Asking, clause: ClauseState): boolean =>
  !clause.held.isEmpty ||
  LANGUAGES.some((lang) => stretchesIn(state, text, clause, lang).some((stretch) => stretch.by.length > 0));

const outcomeOf = (
  asking: Asking,
  move: AgendaMove,
): { ok: true; event: Event } | { ok: false; code: RefusalCode } => {
  const { state } = asking;
  switch (move.kind) {
    case 'openSitting':
      return sittingNow(state) === undefined
        ? { ok: true, event: { type: 'sittingOpened', sitting: state.sittings.length + 1 } }
        : no('sitting-open');
    case 'adjourn': {
      const sitting = sittingNow(state);
      return sitting === undefined
        ? no('no-sitting')
        : { ok: true, event: { type: 'sittingAdjourned', sitting: sitting.sitting } };
    }
    case 'addClause': {
      if (clauseOf(state, move.clause.id) !== undefined || state.dropped.includes(move.clause.id))
        return no('clause-exists');
      if (state.clauses.length >= MAX_CLAUSES) return no('too-many-clauses');
      if (new Set(move.clause.terms.map((term) => term.id)).size !== move.clause.terms.length)
        return no('term-exists');
      const index = Math.min(move.index ?? state.clauses.length, state.clauses.length);
      return { ok: true, event: { type: 'clauseAdded', clause: move.clause, index } };
    }
    default:
      return outcomeOnClause(asking, move);
  }
};

const outcomeOnClause = (
  { state }: Asking,
  move: Extract<AgendaMove, { kind: 'retitle' | 'moveClause' | 'dropClause' }>,
): { ok: true; event: Event } | { ok: false; code: RefusalCode } => {
  const clause = clauseOf(state, move.clause);
  if (clause === undefined) return no('no-clause');
  if (move.kind === 'moveClause') {
    const index = Math.min(move.index, state.clauses.length - 1);
    if (state.clauses.indexOf(clause) === index) return no('no-change');
    return { ok: true, event: { type: 'clauseMoved', clause: clause.id, index } };
  }
  const rest = atRest(clause);
  if (rest !== null) return no(rest);
  if (move.kind === 'dropClause') return { ok: true, event: { type: 'clauseDropped', clause: clause.id } };
  if (clause.title.en === move.title.en && clause.title.fr === move.title.fr) return no('no-change');
  return { ok: true, event: { type: 'clauseRetitled', clause: clause.id, title: move.title } };
};
