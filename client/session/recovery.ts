// What of a document that the table no longer follows is not in the fresh one: words typed, words deleted. Nothing stale
// is tabled unasked, and no word is lost: the words come back as a draft.
import * as Y from 'yjs';
import type { ClauseId, Language, PartyId } from '../../shared/board.ts';
import { LANGUAGES, rootOf } from '../../shared/board.ts';
import type { RescuedDraft } from '../drafts/store.ts';
import { lostDeletions, unsentDrafts } from '../../shared/gate/recover.ts';
import type { UnsentDraft } from '../../shared/gate/recover.ts';
import { IdSet } from '../../shared/ids.ts';
import type { Range } from '../../shared/ids.ts';
import { partyIndexOf } from '../../shared/pens.ts';
import type { BoardState } from '../../shared/state.ts';
import { clauseOf, indexOfParty } from '../../shared/state.ts';
import { textOf } from '../../shared/text/characters.ts';
import { includes } from '../../shared/text/position.ts';
import type { WordsMove } from './pending.ts';

export type Place = { clause: ClauseId; lang: Language };

/** Characters of a text in the document's order; `char` is null for a dead one. */
type Character = { client: number; clock: number; char: string | null };

function* charactersOf(text: Y.Text | null): Iterable<Character> {
  for (let item = text?._start ?? null; item !== null; item = item.right) {
    const words = !item.deleted && item.content instanceof Y.ContentString ? item.content.str : null;
    for (let i = 0; i < item.length; i += 1)
      yield { client: item.id.client, clock: item.id.clock + i, char: words?.[i] ?? null };
  }
}

/** The characters that `included` names, in order, with the lost words put back where they stood. */
const textWith = (
  text: Y.Text | null,
  included: (client: number, clock: number) => boolean,
  lost: readonly UnsentDraft[],
): string => {
  const behind = new Map(lost.map((each) => [keyOf(each.after), each.text]));
  const take = (key: string): string => {
    const words = behind.get(key) ?? '';
    behind.delete(key);
    return words;
  };
  let out = take(keyOf(null));
  for (const { client, clock, char } of charactersOf(text)) {
    if (char !== null && included(client, clock)) out += char;
    if (behind.size > 0) out += take(keyOf({ client, clock }));
  }
  // Words whose place is no more still come back, at the end.
  return [out, ...behind.values()].join('');
};

const keyOf = (id: UnsentDraft['after']): string => (id === null ? '' : `${id.client}:${id.clock}`);

export type Losses = {
  /** Own positions with what was lost put back, where that makes a difference. */
  drafts: readonly RescuedDraft[];
  /** Own characters that were deleted here and live on at the table; none where they are counted into the drafts. */
  strikes: readonly (Place & { ranges: readonly Range[] })[];
};

export type LossOptions = {
  old: Y.Doc;
  fresh: Y.Doc;
  /** What the fresh document's ledger adds up to. */
  state: BoardState;
  /** Null for the chair, whose words are no party's position. */
  party: PartyId | null;
  /** The pen of the old document. */
  pen: number;
  /** Every pen of this seat, as far as is known: what a log that was replaced does not have may be of any of them. */
  pens: readonly number[];
  /** What the old document's ledger added up to. */
  before: BoardState;
  /** Clauses to look at beyond those of the state. */
  clauses: readonly ClauseId[];
  /** Strikes and adoptions that the ledger may not have yet, oldest first. */
  moves: readonly WordsMove[];
  /** Deletions, strikes and adoptions become part of the drafts, instead of acts of their own. */
  asDraft: boolean;
  /** The log was replaced: an id may mean another character than it did. */
  anotherLog: boolean;
};

/** What was done in the old document and is not in the fresh one. */
export const lossesOf = (options: LossOptions): Losses => {
  const drafts: RescuedDraft[] = [];
  const strikes: (Place & { ranges: readonly Range[] })[] = [];
  const clauses = new Set([...options.state.clauses.map((clause) => clause.id), ...options.clauses]);
  for (const clause of clauses)
    for (const lang of LANGUAGES) {
      const place = { clause, lang };
      const deleted = options.anotherLog ? [] : deletionsAt(options, place);
      if (!options.asDraft && deleted.length > 0) strikes.push({ ...place, ranges: deleted });
      const draft = draftAt(options, place, deleted);
      if (draft !== null) drafts.push({ ...place, ...draft });
    }
  return { drafts, strikes };
};

const deletionsAt = ({ old, fresh, state, party }: LossOptions, { clause, lang }: Place): Range[] => {
  const own = indexOfParty(state, party);
  return lostDeletions(old, fresh, [rootOf(clause, lang)])
    .map((lost) => lost.range)
    .filter(([client]) => partyIndexOf(client) === own);
};

const draftAt = (
  options: LossOptions,
  place: Place,
  deleted: readonly Range[],
): { text: string; base: string } | null => {
  const { fresh, old, pen, asDraft } = options;
  const root = rootOf(place.clause, place.lang);
  const lost = options.anotherLog
    ? missingWords(options, place)
    : unsentDrafts(old, pen, Y.getState(fresh.store, pen), [root]);
  const moves = options.moves.filter((move) => move.clause === place.clause && move.lang === place.lang);
  if (lost.length === 0 && !asDraft) return null;
  const text = textOf(fresh, root);
  const position = positionOf(options, place.clause);
  const acted = withActs(position, deleted, moves);
  // What is asked for as acts of their own is done already when the delegate comes to read the draft.
  const base = textWith(text, asDraft ? position : acted, []);
  const written = textWith(text, acted, lost);
  return written === base ? null : { text: written, base };
};

/** Own words of the old document that a log in its place does not have, acknowledged or not. */
const missingWords = (options: LossOptions, { clause, lang }: Place): UnsentDraft[] => {
  const { old, fresh, pens, before, party } = options;
  const root = rootOf(clause, lang);
  const there = new Map(pens.map((pen) => [pen, agreedUpTo(old, fresh, pen)]));
  const mine = positionOf({ state: before, party }, clause);
  const missing: UnsentDraft[] = [];
  let after: UnsentDraft['after'] = null;
  let words = '';
  const close = (): void => {
    if (words !== '') missing.push({ root, after, text: words });
    words = '';
  };
  for (const { client, clock, char } of charactersOf(textOf(old, root))) {
    const known = there.get(client) ?? Y.getState(fresh.store, client);
    if (clock < known) {
      close();
      after = { client, clock };
    } else if (there.has(client) && char !== null && mine(client, clock)) words += char;
  }
  close();
  return missing;
};

/** Up to which clock both documents have the same of a pen. None where they differ: the pen was then handed out again. */
const agreedUpTo = (old: Y.Doc, fresh: Y.Doc, pen: number): number => {
  const [here, there] = [wordsOf(old, pen), wordsOf(fresh, pen)];
  for (const [clock, char] of there) if ((here.get(clock) ?? char) !== char) return 0;
  return Y.getState(fresh.store, pen);
};

const wordsOf = (doc: Y.Doc, pen: number): Map<number, string> => {
  const words = new Map<number, string>();
  for (const item of doc.store.clients.get(pen) ?? [])
    if (item instanceof Y.Item && !item.deleted && item.content instanceof Y.ContentString)
      for (let i = 0; i < item.length; i += 1) words.set(item.id.clock + i, item.content.str[i] ?? '');
  return words;
};

const positionOf = (
  { state, party }: Pick<LossOptions, 'state' | 'party'>,
  id: ClauseId,
): ((client: number, clock: number) => boolean) => {
  const clause = clauseOf(state, id);
  if (clause === undefined) return () => false;
  if (party === null) return (client) => partyIndexOf(client) === 0;
  return (client, clock) => includes(state, clause, party, client, clock);
};

const withActs = (
  position: (client: number, clock: number) => boolean,
  deleted: readonly Range[],
  moves: readonly WordsMove[],
): ((client: number, clock: number) => boolean) => {
  let [adopted, struck] = [IdSet.empty, IdSet.of(deleted)];
  for (const { kind, ranges } of moves) {
    adopted = kind === 'adopt' ? adopted.with(ranges) : adopted.without(ranges);
    struck = kind === 'adopt' ? struck.without(ranges) : struck.with(ranges);
  }
  return (client, clock) =>
    !struck.has(client, clock) && (adopted.has(client, clock) || position(client, clock));
};

/**
 * The own positions as they are here, against what they would be without what is not yet through: kept when a page is
 * hidden, in case it never comes back. Deletions on their way are not told.
 * @param acked the pen's clock up to which the table has answered
 */
export const rescueOf = (
  doc: Y.Doc,
  state: BoardState,
  party: PartyId,
  pen: number,
  acked: number,
): RescuedDraft[] => {
  const drafts: RescuedDraft[] = [];
  for (const clause of state.clauses)
    for (const lang of LANGUAGES) {
      let [text, base] = ['', ''];
      for (const { client, clock, char } of charactersOf(textOf(doc, rootOf(clause.id, lang)))) {
        if (char === null || !includes(state, clause, party, client, clock)) continue;
        text += char;
        if (client !== pen || clock < acked) base += char;
      }
      if (text !== base) drafts.push({ clause: clause.id, lang, text, base });
    }
  return drafts;
};
