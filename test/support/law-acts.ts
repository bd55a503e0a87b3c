// What delegates do at random: write as an editor writes, adopt, strike, and the moves of the heads. All of it honest: each
// decides by what its own page shows, which may be out of date.
import type { ClauseId, Language, PartyId } from '../../shared/board.ts';
import { LANGUAGES } from '../../shared/board.ts';
import { cleanHash, clauseView } from '../../shared/clause.ts';
import { splitsPair } from '../../shared/gate/text-rules.ts';
import { IdSet } from '../../shared/ids.ts';
import type { Range } from '../../shared/ids.ts';
import type { Move } from '../../shared/moves.ts';
import type { ClauseState } from '../../shared/state.ts';
import { standingRevision } from '../../shared/state.ts';
import type { Stretch } from '../../shared/text/position.ts';
import { positionText, stretchesIn } from '../../shared/text/position.ts';
import type { Delegate } from './law-seat.ts';

const WORDS = [
  'shall ',
  'the State ',
  'not ',
  'x',
  'é',
  '😀',
  '日本',
  ' ',
  '\n',
  'no later than ',
  '{years} ',
  'of ',
  'and ',
];

const OTHER: Record<PartyId, PartyId> = { drc: 'us', us: 'drc' };
const YEARS = [3, 5, 8];

/** Part of a text's live characters: those between two places where a caret can stand. */
const selection = (
  d: Delegate,
  id: ClauseId,
  lang: Language,
): { from: number; to: number; stretches: Stretch[] } => {
  const { dice } = d.hall;
  const stretches = stretchesIn(d.state, d.text, d.clause(id), lang);
  const all = stretches.map((stretch) => stretch.text).join('');
  const caret = (around: number): number => {
    let at = Math.max(0, Math.min(all.length, around));
    while (splitsPair(all, at)) at -= 1;
    return at;
  };
  const from = caret(dice.below(all.length + 1));
  const to = caret(from + 1 + dice.below(12));
  return { from, to: Math.max(from, to), stretches };
};

/** The selected pieces, cut to the selection. */
const pieces = ({ from, to, stretches }: ReturnType<typeof selection>): (Stretch & { index: number })[] => {
  let at = 0;
  return stretches.flatMap((stretch) => {
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, stretch.text.length);
    const index = at + start;
    at += stretch.text.length;
    if (start >= end) return [];
    const { client, clock, text, by } = stretch;
    return [{ client, clock: clock + start, text: text.slice(start, end), by, index }];
  });
};

const rangeOf = ({ client, clock, text }: Stretch): Range => [client, clock, text.length];
const rangesOf = (stretches: readonly Stretch[]): Range[] => IdSet.of(stretches.map(rangeOf)).ranges();

const types = (d: Delegate, id: ClauseId, lang: Language): void => {
  const { dice } = d.hall;
  const { from } = selection(d, id, lang);
  const word = dice.of(WORDS);
  if (dice.chance(0.5)) return d.edit(id, lang, (text) => text.insert(from, word));
  let at = from;
  for (const letter of 'lorem ipsum'.slice(0, 1 + dice.below(8))) {
    d.edit(id, lang, (text) => text.insert(at, letter));
    at += 1;
  }
};

/** Deletes a selection: what is one's own alone goes, what one merely includes is struck, the rest stays. */
const erases = (d: Delegate, id: ClauseId, lang: Language): void => {
  const { dice, reached } = d.hall;
  const selected = pieces(selection(d, id, lang));
  const own = selected.filter((piece) => d.ownsAlone(rangeOf(piece)));
  const { party } = d;
  const struck = selected.filter(
    (piece) => !own.includes(piece) && party !== null && piece.by.includes(party),
  );
  if (struck.length > 0 && d.mayWriteIn(id)) {
    reached.add('keystrokeStrikes');
    d.ask({ kind: 'strike', clause: id, lang, ranges: rangesOf(struck) });
  }
  const word = dice.chance(0.4) ? dice.of(WORDS) : '';
  if (own.length + word.length === 0) return;
  if (own.some((piece) => piece.client !== d.pen)) reached.add('matesDeleted');
  d.edit(id, lang, (text) => {
    for (const { index, text: words } of own.toReversed()) text.delete(index, words.length);
    if (word !== '') text.insert(own[0]?.index ?? selected[0]?.index ?? 0, word);
  });
};

const adopts = (d: Delegate, id: ClauseId, lang: Language): void => {
  const { party } = d;
  if (party === null || !d.mayWriteIn(id)) return;
  const all = d.hall.dice.chance(0.3);
  const { stretches } = selection(d, id, lang);
  const chosen = all
    ? stretches.filter(({ by }) => by.length > 0 && !by.includes(party))
    : pieces(selection(d, id, lang)).filter(({ by }) => !by.includes(party));
  if (chosen.length > 0) d.ask({ kind: 'adopt', clause: id, lang, ranges: rangesOf(chosen) });
};

/** Types the other side's words oneself, instead of adopting them. */
export const echoes = (d: Delegate, id: ClauseId): void => {
  const { party } = d;
  if (party === null || !d.mayWriteIn(id)) return;
  for (const lang of LANGUAGES) {
    const stretches = stretchesIn(d.state, d.text, d.clause(id), lang);
    const mine = stretches.filter(({ by }) => by.includes(party));
    const words = positionText(stretches, OTHER[party]!);
    if (mine.length > 0) d.ask({ kind: 'strike', clause: id, lang, ranges: rangesOf(mine) });
    if (words !== '') d.edit(id, lang, (text) => text.insert(0, words));
  }
  setsAll(d, id, OTHER[party]!);
};

/** Sets the clause's terms: to the other side's values, where it has any. */
const setsAll = (d: Delegate, id: ClauseId, like: PartyId): void => {
  const clause = d.clause(id);
  for (const { id: term, kind } of clause.terms) {
    const value = clause.values[term]?.[like]?.value ?? (kind === 'yesno' ? true : 5);
    d.ask({ kind: 'setTerm', clause: id, term, value });
  }
};

const setsOne = (d: Delegate, id: ClauseId): void => {
  const { dice } = d.hall;
  const { terms } = d.clause(id);
  if (terms.length === 0 || d.party === null) return;
  const { id: term, kind } = dice.of(terms);
  d.ask({ kind: 'setTerm', clause: id, term, value: kind === 'yesno' ? dice.chance(0.5) : dice.of(YEARS) });
};

export const proposes = (d: Delegate, id: ClauseId): void => {
  const { party } = d;
  const clause = d.clause(id);
  if (party === null) return;
  if (clause.terms.some((term) => clause.values[term.id]?.[party] === undefined) && d.hall.dice.chance(0.5))
    setsAll(d, id, party);
  d.ask({ kind: 'propose', clause: id });
};

export const accepts = (d: Delegate, id: ClauseId): void => {
  const revision = standingRevision(d.clause(id), OTHER[d.party ?? ''] ?? '');
  if (revision !== undefined)
    d.ask({ kind: 'accept', clause: id, revision: revision.revision, hash: revision.hash });
};

export const initials = (d: Delegate, id: ClauseId): void => {
  const hash = cleanHash(d.state, d.clause(id), clauseView(d.state, d.text, d.clause(id)));
  if (hash !== null) d.ask({ kind: 'initial', clause: id, hash, adReferendum: d.hall.dice.chance(0.3) });
};

/** Accepts or initials by what was true once, or by another revision's hash. */
const stale = (d: Delegate, { id, revisions }: ClauseState): void => {
  const { dice } = d.hall;
  if (revisions.length === 0) return;
  const [one, other] = [dice.of(revisions), dice.of(revisions)];
  const standing = revisions.find(({ party, standing: how }) => party !== d.party && how === 'standing');
  d.hall.reached.add('stale');
  if (dice.chance(0.3)) d.ask({ kind: 'initial', clause: id, hash: one.hash });
  else d.ask({ kind: 'accept', clause: id, revision: (standing ?? one).revision, hash: other.hash });
};

const asHead = (d: Delegate, id: ClauseId): void => {
  const { dice } = d.hall;
  const clause = d.clause(id);
  const { phase } = clause;
  const ask = (move: Move): void => d.ask(move);
  const own = phase.kind === 'open' ? undefined : phase.initials.find(({ party }) => party === d.party);
  if (own?.adReferendum === true && !own.confirmed && dice.chance(0.3))
    return ask({ kind: 'confirm', clause: id, hash: own.hash });
  if (dice.chance(0.05)) return stale(d, clause);
  if (dice.chance(0.04)) return ask({ kind: 'reserve', clause: id, reason: dice.of(['cost', 'scope']) });
  if (dice.chance(0.03)) return ask({ kind: 'liftReserve', clause: id });
  switch (phase.kind) {
    case 'open': {
      const act = dice.below(10);
      if (act < 3) proposes(d, id);
      else if (act < 5) accepts(d, id);
      else if (act < 6) initials(d, id);
      else if (act < 7) withdraws(d, clause);
      else if (act < 8) setsOne(d, id);
      else if (act < 9 && dice.chance(0.3)) echoes(d, id);
      return;
    }
    case 'held':
      if (own !== undefined) {
        if (dice.chance(0.4)) ask({ kind: 'withdrawInitials', clause: id });
      } else if (dice.chance(0.6)) initials(d, id);
      else ask({ kind: 'decline', clause: id });
      return;
    case 'locked':
      if (dice.chance(0.5)) ask({ kind: 'reopen', clause: id });
      return;
    case 'frozen':
      if (own === undefined && dice.chance(0.4)) initials(d, id);
      else ask({ kind: 'reopen', clause: id });
  }
};

const withdraws = (d: Delegate, clause: ClauseState): void => {
  const own = standingRevision(clause, d.party ?? '');
  if (own !== undefined) d.ask({ kind: 'withdraw', clause: clause.id, revision: own.revision });
};

/** A word of the head about who writes, or who leads. */
const authorises = (d: Delegate): void => {
  const { dice, clauses } = d.hall;
  const member = [...d.state.seats.values()].find(
    ({ party, role }) => party === d.party && role === 'member',
  );
  if (member === undefined) return;
  if (dice.chance(0.3)) return d.ask({ kind: 'handOver', seat: member.id });
  const all = member.authority === 'all';
  return d.ask({
    kind: 'authorise',
    seat: member.id,
    clauses: all ? [dice.of(clauses)] : 'all',
    allowed: !all,
  });
};

/** One thing that this seat may well do now. */
export const actAtRandom = (d: Delegate): void => {
  const { dice, clauses } = d.hall;
  const id = dice.of(clauses);
  const lang = dice.of(LANGUAGES);
  const what = dice.next();
  if (d.party === null && what > 0.9) return d.ask({ kind: dice.of(['openSitting', 'adjourn']) });
  if (d.isHead && what < 0.3) return asHead(d, id);
  if (d.isHead && what > 0.995) return authorises(d);
  if (what < 0.42) d.undo(id, lang, 'undo');
  else if (what < 0.48) d.undo(id, lang, 'redo');
  else if (what < 0.66) types(d, id, lang);
  else if (what < 0.82) erases(d, id, lang);
  else if (what < 0.95) adopts(d, id, lang);
  else setsOne(d, id);
};
