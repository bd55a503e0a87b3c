// Setting a term: each party's value is its own.
import { valueOf } from '../clause.ts';
import type { Event } from '../events.ts';
import type { Move } from '../moves.ts';
import { checkTermValue, normaliseTermValue, sameTermValue } from '../terms.ts';
import { gapChange, noGap } from './consequences.ts';
import type { Asking, Decision } from './decision.ts';
import { asWriter, atRest, inClause, no, yes } from './decision.ts';

export const decideTerm = (asking: Asking, move: Extract<Move, { kind: 'setTerm' }>): Decision => {
  const found = inClause(asking, move.clause);
  if (!found.ok) return found;
  const { clause } = found;
  const writer = asWriter(asking, clause);
  if (!writer.ok) return writer;
  const rest = atRest(clause);
  if (rest !== null) return no(rest);
  const definition = clause.terms.find((term) => term.id === move.term);
  if (definition === undefined) return no('no-term');
  const check = checkTermValue(definition, move.value);
  if (!check.ok) return no(check.code);
  const to = normaliseTermValue(definition, move.value);
  const from = valueOf(clause, move.term, writer.party);
  if (from !== null && sameTermValue(from, to)) return yes();
  const draft: Event = {
    type: 'termSet',
    clause: clause.id,
    term: move.term,
    party: writer.party,
    from,
    to,
    gap: noGap,
  };
  return yes({ ...draft, gap: gapChange(asking, clause, draft) });
};
