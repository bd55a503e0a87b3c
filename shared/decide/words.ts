// Adopt and strike: a party comes to include characters, or stops, by its own act.
import type { Language } from '../board.ts';
import type { Event } from '../events.ts';
import { IdSet } from '../ids.ts';
import type { Range } from '../ids.ts';
import type { Move } from '../moves.ts';
import type { RefusalCode } from '../refusals.ts';
import type { ClauseState } from '../state.ts';
import type { Stretch } from '../text/position.ts';
import { positionRanges, stretchesIn } from '../text/position.ts';
import { gapChange, noGap, withRemovals } from './consequences.ts';
import type { Asking, Decision } from './decision.ts';
import { asWriter, atRest, inClause, no, yes } from './decision.ts';

type WordsMove = Extract<Move, { kind: 'adopt' | 'strike' }>;

type WordsEvent = Extract<Event, { type: 'adopted' | 'struck' }>;

const MAX_WORDS = 400;

export const decideWords = (asking: Asking, move: WordsMove): Decision => {
  const found = inClause(asking, move.clause);
  if (!found.ok) return found;
  const { clause } = found;
  const writer = asWriter(asking, clause);
  if (!writer.ok) return writer;
  const rest = atRest(clause);
  if (rest !== null) return no(rest);
  const living = livingOf(asking, move);
  if (!living.ok) return living;

  const stretches = stretchesIn(asking.state, asking.text, clause, move.lang);
  const included = IdSet.of(positionRanges(stretches, writer.party));
  const ranges = move.kind === 'adopt' ? living.set.without(included.ranges()) : meet(living.set, included);
  if (ranges.isEmpty) return yes();
  const draft: WordsEvent = {
    type: move.kind === 'adopt' ? 'adopted' : 'struck',
    clause: clause.id,
    lang: move.lang,
    party: writer.party,
    ranges: ranges.ranges(),
    words: wordsIn(stretches, ranges),
    gap: noGap,
  };
  const event: WordsEvent = { ...draft, gap: gapChange(asking, clause, draft) };
  return { ok: true, events: withRemovals(asking, clause.id, [event]) };
};

/** The live characters that the move names. An adoption of a dead one is refused whole; a strike ignores it. */
const livingOf = (
  { text }: Asking,
  move: WordsMove,
): { ok: true; set: IdSet } | { ok: false; code: RefusalCode } => {
  const live: Range[] = [];
  for (const range of move.ranges)
    for (const piece of text.pieces(move.clause, move.lang, range)) {
      if (piece.kind === 'elsewhere') return no('bad-ranges');
      if (piece.kind === 'dead') {
        if (move.kind === 'adopt') return no('gone');
        continue;
      }
      if (cutsPair(piece.text)) return no('split-surrogate');
      live.push(piece.range);
    }
  return { ok: true, set: IdSet.of(live) };
};

/** Pieces end where a range or an item ends, and no item ends within a pair: a lone half means that the range cuts it. */
const cutsPair = (text: string): boolean => /^[\udc00-\udfff]|[\ud800-\udbff]$/.test(text);

const meet = (a: IdSet, b: IdSet): IdSet => a.without(a.without(b.ranges()).ranges());

/** The words of a set of characters in the text's order, for the record; cut where they are long. */
export const wordsIn = (stretches: readonly Stretch[], set: IdSet): string => {
  let words = '';
  let apart = false;
  for (const { client, clock, text } of stretches) {
    for (let at = 0; at < text.length;) {
      const length = set.runLength(client, clock + at, text.length - at);
      if (set.has(client, clock + at)) {
        words += (apart && words !== '' ? ' … ' : '') + text.slice(at, at + length);
        apart = false;
      } else apart = true;
      at += length;
    }
    if (words.length > MAX_WORDS) return `${[...words].slice(0, MAX_WORDS).join('')}…`;
  }
  return words;
};

/** Of a clause's text in one language, the characters of `target` that the party must adopt and those it must strike to include exactly `target`. */
export const towards = (
  asking: Asking,
  clause: ClauseState,
  lang: Language,
  party: string,
  target: IdSet,
): { adopted: Range[]; struck: Range[] } => {
  const included = IdSet.of(positionRanges(stretchesIn(asking.state, asking.text, clause, lang), party));
  return {
    adopted: target.without(included.ranges()).ranges(),
    struck: included.without(target.ranges()).ranges(),
  };
};
