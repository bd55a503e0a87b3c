// What a delegate does at random: types, deletes what is its own, takes over and brackets words, sets figures, proposes.
import type { Language } from '../../shared/board.ts';
import { LANGUAGES, rootOf } from '../../shared/board.ts';
import { protectedBy } from '../../shared/gate-policy.ts';
import type { Range } from '../../shared/ids.ts';
import { partyIndexOf } from '../../shared/pens.ts';
import type { ClauseState } from '../../shared/state.ts';
import { indexOfParty } from '../../shared/state.ts';
import { runsOf } from '../../shared/text/characters.ts';
import type { Dice } from './gate-random.ts';
import type { Seat } from './seat.ts';

const WORDS = ['shall ', 'may ', 'l’État ', 'cobalt, ', 'each year ', '\n', 'au moins ', '𝄞'];
/** What the race with another seat may honestly end in; anything else that is refused is a fault. */
export const RACES = ['delete-agreed', 'gone', 'no-change', 'already-proposed'];

export type Counts = Record<'typed' | 'deleted' | 'adopted' | 'struck' | 'set' | 'proposed', number>;
export const noCounts = (): Counts => ({ typed: 0, deleted: 0, adopted: 0, struck: 0, set: 0, proposed: 0 });

/** One act of a seat; `counts` tells what was done. */
export const play = (seat: Seat, dice: Dice, counts: Counts): void => {
  const clause = dice.of(seat.state.clauses);
  const lang = dice.of(LANGUAGES);
  const me = seat.state.seats.get(seat.id);
  const roll = dice.next();
  if (roll < 0.55 || me?.party === null || me === undefined) type(seat, dice, clause, lang, counts);
  else if (roll < 0.68) deleteOwn(seat, dice, clause, lang, counts);
  else if (roll < 0.8) take(seat, dice, clause, lang, counts, 'adopt');
  else if (roll < 0.9) take(seat, dice, clause, lang, counts, 'strike');
  else if (roll < 0.96 || me.role !== 'head') setFigure(seat, dice, clause, counts);
  else {
    void seat.move({ kind: 'propose', clause: clause.id });
    counts.proposed += 1;
  }
};

const type = (seat: Seat, dice: Dice, clause: ClauseState, lang: Language, counts: Counts): void => {
  const text = seat.text(clause.id, lang);
  let at = dice.below(text.length + 1);
  const before = text.charCodeAt(at - 1);
  if (before >= 0xd800 && before < 0xdc00) at -= 1; // never between the halves of one character
  seat.type(clause.id, lang, at, dice.of(WORDS));
  counts.typed += 1;
};

/** A stretch of what this pen typed and nobody else holds: a word of it, or all. */
const deleteOwn = (seat: Seat, dice: Dice, clause: ClauseState, lang: Language, counts: Counts): void => {
  const isProtected = protectedBy(seat.state);
  let at = 0;
  for (const run of runsOf(seat.doc.getText(rootOf(clause.id, lang)))) {
    if (run.client === seat.pen && !isProtected(run.client, run.clock, run.text.length) && dice.chance(0.5)) {
      seat.delete(clause.id, lang, at, run.text.length);
      counts.deleted += 1;
      return;
    }
    at += run.text.length;
  }
};

const take = (
  seat: Seat,
  dice: Dice,
  clause: ClauseState,
  lang: Language,
  counts: Counts,
  kind: 'adopt' | 'strike',
): void => {
  const index = indexOfParty(seat.state, seat.state.seats.get(seat.id)?.party ?? null);
  const runs = runsOf(seat.doc.getText(rootOf(clause.id, lang))).filter(
    (run) => (partyIndexOf(run.client) === index) === (kind === 'strike') && run.text.length < 40,
  );
  if (runs.length === 0) return;
  const { client, clock, text } = dice.of(runs);
  const ranges: Range[] = [[client, clock, text.length]];
  void seat.move({ kind, clause: clause.id, lang, ranges });
  counts[kind === 'adopt' ? 'adopted' : 'struck'] += 1;
};

const setFigure = (seat: Seat, dice: Dice, clause: ClauseState, counts: Counts): void => {
  const term = clause.terms.find((each) => each.kind === 'duration' || each.kind === 'percent');
  if (term === undefined || !('min' in term)) return;
  void seat.move({
    kind: 'setTerm',
    clause: clause.id,
    term: term.id,
    value: term.min + dice.below(5) * term.step,
  });
  counts.set += 1;
};
