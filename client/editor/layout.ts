// How a clause's characters stand on the page for one reader: plain words, words in somebody's bracket, words that
// nobody holds on to and that are not shown, and cited terms. Pure: the editor and the static text both draw this.
import type { PartyId } from '../../shared/board.ts';
import { CHAIR_INDEX, partyIndexOf } from '../../shared/pens.ts';
import { partiesOf } from '../../shared/state.ts';
import type { BoardState, ClauseState } from '../../shared/state.ts';
import type { TermDefinition, TermValue } from '../../shared/terms.ts';
import type { Run } from '../../shared/text/characters.ts';
import { positionText, stretchesOf } from '../../shared/text/position.ts';
import type { Stretch } from '../../shared/text/position.ts';
import { readingOf } from '../../shared/text/reading.ts';

/** Offsets into the live text, in UTF-16 units, half-open. */
export type Span = { readonly from: number; readonly to: number };

/** A stretch and where it stands in the live text. */
export type Placed = Stretch & Span;

export type Bracket = Span & {
  /** The first character's id: the same bracket keeps it while words are added to its end. */
  readonly key: string;
  /** Who includes the words; nobody where they are the chair's proposal. */
  readonly parties: readonly PartyId[];
  /** Whether the reader's own party includes the words. */
  readonly own: boolean;
  /** What it is made of: a long text has hundreds of brackets, and somebody asks for the characters (`rangesOf`) of one. */
  readonly parts: readonly Stretch[];
  /** The words as typed, without what is not shown. */
  readonly text: string;
  /** The shown parts between `from` and `to`. */
  readonly spans: readonly Span[];
};

/** One party's value of a cited term, null where it has set none. */
export type Stand = { readonly party: PartyId; readonly value: TermValue | null };

export type Chip = Span & { readonly term: TermDefinition; readonly stands: readonly Stand[] };

export type Layout = {
  readonly text: string;
  readonly placed: readonly Placed[];
  readonly brackets: readonly Bracket[];
  readonly hidden: readonly Span[];
  readonly chips: readonly Chip[];
};

type Shown = 'plain' | 'bracket' | 'hidden';
type Seen = Placed & { shown: Shown };

/** Gives each stretch its offsets. */
export const placedOf = (stretches: readonly Stretch[]): Placed[] => {
  let at = 0;
  return stretches.map((stretch) => {
    const from = at;
    at += stretch.text.length;
    return { ...stretch, from, to: at };
  });
};

const isChairs = (stretch: Stretch): boolean => partyIndexOf(stretch.client) === CHAIR_INDEX;

const firstSight = (stretch: Placed, parties: number): Shown => {
  if (stretch.by.length === parties) return 'plain';
  return stretch.by.length > 0 || isChairs(stretch) ? 'bracket' : 'hidden';
};

/** Whether every party reads the same here, between these two neighbouring characters. */
const readsAlike = (
  group: readonly Stretch[],
  parties: readonly PartyId[],
  before: string,
  after: string,
): boolean => {
  const readings = parties.map((party) => readingOf(`${before}${positionText(group, party)}${after}`));
  return readings.every((reading) => reading === readings[0]);
};

/** Words that all have typed, each for itself, show once: those of `shown` stay, plain. */
const once = (group: Seen[], shown: PartyId | undefined): void => {
  for (const seen of group) {
    if (seen.by.length === 0) continue;
    seen.shown = shown !== undefined && seen.by.includes(shown) ? 'plain' : 'hidden';
  }
};

/** Folds groups of neighbouring brackets in which all parties read the same; and everything, where all read the same. */
const foldTwins = (seen: Seen[], parties: readonly PartyId[], shown: PartyId | undefined): void => {
  const apart = (each: Seen): boolean => each.shown !== 'plain';
  if (!seen.some((each) => each.shown === 'bracket' && each.by.length > 0)) return;
  if (readsAlike(seen, parties, '', '')) {
    once(seen.filter(apart), shown);
    return;
  }
  for (let start = 0; start < seen.length; start += 1) {
    const first = seen[start];
    if (first === undefined || !apart(first)) continue;
    let end = start + 1;
    for (let next = seen[end]; next !== undefined && apart(next); next = seen[end]) end += 1;
    const group = seen.slice(start, end);
    const before = seen[start - 1]?.text.at(-1) ?? '\n';
    const after = seen[end]?.text.at(0) ?? '\n';
    if (group.some((each) => each.by.length > 0) && readsAlike(group, parties, before, after))
      once(group, shown);
    start = end - 1;
  }
};

const bracketFrom = (parts: readonly Seen[], own: PartyId | null): Bracket | null => {
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined) return null;
  return {
    key: `${first.client}.${first.clock}`,
    parties: first.by,
    own: own !== null && first.by.includes(own),
    parts,
    text: parts.map(({ text }) => text).join(''),
    from: first.from,
    to: last.to,
    spans: parts.map(({ from, to }) => ({ from, to })),
  };
};

/** Nothing but spaces beside other brackets: what is left of a word that was replaced, and nothing to speak of. */
const isPadding = (
  bracket: Bracket,
  before: Bracket | undefined,
  after: Bracket | undefined,
  seen: readonly Seen[],
): boolean => {
  if (!/^[^\S\n]+$/.test(bracket.text)) return false;
  const touching = (from: number, to: number): boolean =>
    seen.every((each) => each.shown === 'hidden' || each.to <= from || each.from >= to);
  return (
    (before !== undefined && touching(before.to, bracket.from)) ||
    (after !== undefined && touching(bracket.to, after.from))
  );
};

/** Neighbours that the same parties include are one bracket; what is not shown stands in nobody's way. */
const bracketsIn = (seen: readonly Seen[], own: PartyId | null): Bracket[] => {
  const groups: Seen[][] = [];
  let open: Seen[] | null = null;
  for (const each of seen) {
    if (each.shown === 'hidden') continue;
    if (each.shown === 'plain') {
      open = null;
      continue;
    }
    if (open?.[0]?.by.join() === each.by.join()) open.push(each);
    else groups.push((open = [each]));
  }
  const brackets = groups.map((parts) => bracketFrom(parts, own)).filter((bracket) => bracket !== null);
  return brackets.filter((bracket, i) => !isPadding(bracket, brackets[i - 1], brackets[i + 1], seen));
};

const hiddenIn = (seen: readonly Seen[]): Span[] => {
  const spans: { from: number; to: number }[] = [];
  for (const { shown, from, to } of seen) {
    if (shown !== 'hidden') continue;
    const last = spans.at(-1);
    if (last?.to === from) last.to = to;
    else spans.push({ from, to });
  }
  return spans;
};

const CITED = /\{([a-z][a-z0-9-]{0,31})\}/g;

/** One's own value first; the board's order for readers of no party. */
const standsOf = (
  state: BoardState,
  clause: ClauseState,
  term: TermDefinition,
  own: PartyId | null,
): Stand[] =>
  partiesOf(state)
    .map((party) => ({ party, value: clause.values[term.id]?.[party]?.value ?? null }))
    .sort((a, b) => Number(b.party === own) - Number(a.party === own));

const chipsIn = (
  state: BoardState,
  clause: ClauseState,
  seen: readonly Seen[],
  own: PartyId | null,
): Chip[] => {
  if (clause.terms.length === 0) return [];
  return seen.flatMap(({ shown, text, from }) =>
    shown === 'hidden' || !text.includes('{')
      ? []
      : [...text.matchAll(CITED)].flatMap((match) => {
          const term = clause.terms.find(({ id }) => id === match[1]);
          if (term === undefined) return [];
          const start = from + match.index;
          const end = start + match[0].length;
          return [{ from: start, to: end, term, stands: standsOf(state, clause, term, own) }];
        }),
  );
};

/**
 * The clause's live characters in one language as a reader of `own` (null: of no party) sees them.
 * @param runs the root's live characters, in order
 */
export const layOut = (
  state: BoardState,
  clause: ClauseState,
  runs: readonly Run[],
  own: PartyId | null,
): Layout => {
  const parties = partiesOf(state);
  const seen = placedOf(stretchesOf(state, clause, runs)).map((each): Seen =>
    Object.assign(each, { shown: firstSight(each, parties.length) }),
  );
  foldTwins(seen, parties, own !== null && parties.includes(own) ? own : parties[0]);
  return {
    text: seen.map(({ text }) => text).join(''),
    placed: seen,
    brackets: bracketsIn(seen, own),
    hidden: hiddenIn(seen),
    chips: chipsIn(state, clause, seen, own),
  };
};

export const emptyLayout: Layout = { text: '', placed: [], brackets: [], hidden: [], chips: [] };
