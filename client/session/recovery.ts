// What of a document that the table no longer follows is not in the fresh one: words typed, words deleted. Nothing stale
// is tabled unasked, and no word is lost: the words come back as a draft.
import * as Y from 'yjs';
import type { ClauseId, Language, PartyId } from '../../shared/board.ts';
import { LANGUAGES, rootOf } from '../../shared/board.ts';
import type { RescuedDraft } from '../drafts/store.ts';
import { IdSet } from '../../shared/ids.ts';
import type { Range } from '../../shared/ids.ts';
import { partyIndexOf } from '../../shared/pens.ts';
import type { BoardState } from '../../shared/state.ts';
import { clauseOf, indexOfParty } from '../../shared/state.ts';
import { textOf } from '../../shared/text/characters.ts';
import { includes } from '../../shared/text/position.ts';
import type { WordsMove } from './pending.ts';

export type Place = { clause: ClauseId; lang: Language };
/** Words behind a character that the fresh document has too; null: at the beginning. */
type Lost = { after: { client: number; clock: number } | null; text: string };

/** Characters of a text in the document's order, dead ones too. */
type Character = { client: number; clock: number; char: string | null };

export function* charactersOf(text: Y.Text | null): Iterable<Character> {
  for (let item = text?._start ?? null; item !== null; item = item.right) {
    const words = !item.deleted && item.content instanceof Y.ContentString ? item.content.str : null;
    for (let i = 0; i < item.length; i += 1)
      yield { client: item.id.client, clock: item.id.clock + i, char: words?.[i] ?? null };
  }
}

/** Live characters of these pens that are not known, gathered where they stand beside known ones. */
const lostWords = (
  text: Y.Text | null,
  pens: ReadonlySet<number>,
  known: (client: number, clock: number) => boolean,
): Lost[] => {
  const lost: Lost[] = [];
  let after: Lost['after'] = null;
  let current: Lost | null = null;
  for (const { client, clock, char } of charactersOf(text)) {
    if (known(client, clock)) {
      after = { client, clock };
      current = null;
    } else if (char !== null && pens.has(client)) {
      if (current === null) lost.push((current = { after, text: '' }));
      current.text += char;
    }
  }
  return lost;
};

/** Live in the fresh text, and deleted in the old one. */
const lostDeletions = (old: Y.Text | null, fresh: Y.Text | null): Range[] => {
  const dead = IdSet.of(
    [...charactersOf(old)]
      .filter((each) => each.char === null)
      .map((each): Range => [each.client, each.clock, 1]),
  );
  const back = [...charactersOf(fresh)].filter(
    (each) => each.char !== null && dead.has(each.client, each.clock),
  );
  return IdSet.of(back.map((each): Range => [each.client, each.clock, 1])).ranges();
};

/** The characters that `included` names, in order, with the lost words put back where they stood. */
const textWith = (
  text: Y.Text | null,
  included: (client: number, clock: number) => boolean,
  lost: readonly Lost[],
): string => {
  const behind = new Map(lost.map((each) => [keyOf(each.after), each.text]));
  let out = behind.get(keyOf(null)) ?? '';
  for (const { client, clock, char } of charactersOf(text)) {
    if (char !== null && included(client, clock)) out += char;
    out += behind.get(keyOf({ client, clock })) ?? '';
  }
  return out;
};

const keyOf = (id: Lost['after']): string => (id === null ? '' : `${id.client}:${id.clock}`);

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
  /** Every pen that this page wrote with. */
  pens: ReadonlySet<number>;
  /** Clauses to look at beyond those of the state. */
  clauses: readonly ClauseId[];
  /** Deletions, and these strikes and adoptions, become part of the drafts instead of acts of their own. */
  asDraft: readonly WordsMove[] | null;
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
      if (options.asDraft === null && deleted.length > 0) strikes.push({ ...place, ranges: deleted });
      const draft = draftAt(options, place, deleted);
      if (draft !== null) drafts.push({ ...place, ...draft });
    }
  return { drafts, strikes };
};

const deletionsAt = ({ old, fresh, state, party }: LossOptions, { clause, lang }: Place): Range[] => {
  const root = rootOf(clause, lang);
  const own = indexOfParty(state, party);
  return lostDeletions(textOf(old, root), textOf(fresh, root)).filter(
    ([client]) => partyIndexOf(client) === own,
  );
};

const draftAt = (
  options: LossOptions,
  place: Place,
  deleted: readonly Range[],
): { text: string; base: string } | null => {
  const { fresh, old, pens, asDraft } = options;
  const root = rootOf(place.clause, place.lang);
  const known = options.anotherLog ? knownAlike(old, fresh, root) : knownBy(fresh);
  const lost = lostWords(textOf(old, root), pens, known);
  const moves = (asDraft ?? []).filter((move) => move.clause === place.clause && move.lang === place.lang);
  if (lost.length === 0 && (asDraft === null || (deleted.length === 0 && moves.length === 0))) return null;
  const position = positionOf(options, place.clause);
  const text = textOf(fresh, root);
  const base = textWith(text, position, []);
  const drafted = asDraft === null ? position : withActs(position, deleted, moves);
  const written = textWith(text, drafted, lost);
  return written === base ? null : { text: written, base };
};

const positionOf = ({ state, party }: LossOptions, id: ClauseId): ((client: number, clock: number) => boolean) => {
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

const knownBy =
  (doc: Y.Doc) =>
  (client: number, clock: number): boolean =>
    clock < Y.getState(doc.store, client);

/** Known only where both documents tell the same character under an id; a dead one tells nothing and counts as known. */
const knownAlike = (old: Y.Doc, fresh: Y.Doc, root: string): ((client: number, clock: number) => boolean) => {
  const there = new Map<string, string | null>();
  for (const { client, clock, char } of charactersOf(textOf(fresh, root))) there.set(`${client}:${clock}`, char);
  const same = new Set<string>();
  for (const { client, clock, char } of charactersOf(textOf(old, root))) {
    const key = `${client}:${clock}`;
    const other = there.get(key);
    if (other !== undefined && (other === null || char === null || other === char)) same.add(key);
  }
  return (client, clock) => same.has(`${client}:${clock}`);
};

/**
 * The own positions as they are here, against what they would be without what is not yet through: kept when a page is
 * hidden, in case it never comes back. Deletions on their way are not told.
 * @param acked the pen's clock up to which the table has answered
 */
export const unsentDrafts = (
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
