// A compilation as a lawyer reads it in a word processor: plain words, and each delegation's insertions and deletions.
//
// Words that both include are plain. Words that only one includes are its insertion, unless the other once included them
// too and has bracketed or withdrawn them since: then they are the other's deletion. So a party's position is, always,
// the plain words, its own insertions and the other's deletions.
import type { Language, PartyId } from '../../shared/board.ts';
import type { ClauseText } from '../../shared/clause.ts';
import type { LedgerEntry } from '../../shared/events.ts';
import { IdSet } from '../../shared/ids.ts';
import type { Range } from '../../shared/ids.ts';
import { withOffered } from '../../shared/text/offered.ts';
import type { Stretch } from '../../shared/text/position.ts';
import { wordsOf } from '../../shared/text/words.ts';

export type Change = {
  readonly kind: 'inserted' | 'deleted';
  /** Null: the chair, which only inserts. */
  readonly party: PartyId | null;
  /** The newest row that had a part in it; 0 where that is not known. */
  readonly seq: number;
};
export type Traced = { readonly text: string; readonly change: Change | null };

/** Which row made a character what it is; 0 where none did. */
export type RowOf = (client: number, clock: number) => number;
const nobody: RowOf = () => 0;

/** The characters of one clause's text that each party has ever struck, or adopted, by the row that last did. */
const ever = (
  what: 'struck' | 'adopted',
  entries: readonly LedgerEntry[],
  clause: string,
  lang: Language,
): ReadonlyMap<PartyId, RowOf> => {
  const acts = new Map<PartyId, { set: IdSet; seq: number }[]>();
  const add = (party: PartyId, ranges: readonly Range[], seq: number): void => {
    if (ranges.length > 0) acts.set(party, [...(acts.get(party) ?? []), { set: IdSet.of(ranges), seq }]);
  };
  for (const { events, seq } of entries)
    for (const event of events) {
      if (event.type === what && event.clause === clause && event.lang === lang)
        add(event.party, event.ranges, seq);
      if (event.type === 'accepted' && event.clause === clause) add(event.party, event[what][lang], seq);
    }
  return new Map(
    [...acts].map(([party, its]): [PartyId, RowOf] => [
      party,
      (client, clock) => its.findLast(({ set }) => set.has(client, clock))?.seq ?? 0,
    ]),
  );
};

/** What is known of who typed, struck and adopted which characters of one clause's text, and when. */
export type Acts = {
  readonly typed: RowOf;
  readonly struck: ReadonlyMap<PartyId, RowOf>;
  readonly adopted: ReadonlyMap<PartyId, RowOf>;
};

export const actsOn = (
  entries: readonly LedgerEntry[],
  clause: string,
  lang: Language,
  typed: RowOf = nobody,
): Acts => ({
  typed,
  struck: ever('struck', entries, clause, lang),
  adopted: ever('adopted', entries, clause, lang),
});

/** Of each code unit of a reading that is no white space, its row. */
const unitsIn = (stretches: readonly Stretch[], party: PartyId, rowOf: RowOf): number[] => {
  const units: number[] = [];
  const rows: number[] = [];
  let typed = '';
  for (const { client, clock, text, by } of stretches) {
    if (!by.includes(party)) continue;
    typed += text;
    for (let i = 0; i < text.length; i += 1) rows.push(rowOf(client, clock + i));
  }
  // A letter and its marks are composed as one, whoever typed which.
  for (const cluster of typed.matchAll(/[^]\p{M}*/gu)) {
    const composed = cluster[0].normalize('NFC').replace(/\s/gu, '');
    for (let i = 0; i < composed.length; i += 1) units.push(rows[cluster.index] ?? 0);
  }
  return units;
};

const unitsOf = (text: string): number => text.replace(/\s/gu, '').length;

/**
 * An alternative of `party` cut where its words change from never shared to once shared.
 * @param struck of each of its units, the row by which the other struck it; `typed` by which it came into the position
 */
const cut = (
  text: string,
  party: PartyId,
  other: PartyId,
  { struck, typed }: { struck: readonly number[]; typed: readonly number[] },
): Traced[] => {
  const out: { text: string; deleted: boolean; seq: number }[] = [];
  let at = 0;
  for (const word of wordsOf(text)) {
    const size = unitsOf(word);
    const last = out.at(-1);
    const wasShared = (struck[at] ?? 0) > 0;
    const deleted = size === 0 ? (last?.deleted ?? wasShared) : wasShared;
    const seq = Math.max(0, ...(deleted ? struck : typed).slice(at, at + size));
    if (last !== undefined && last.deleted === deleted) {
      last.text += word;
      last.seq = Math.max(last.seq, seq);
    } else out.push({ text: word, deleted, seq });
    at += size;
  }
  return out.map(({ text: words, deleted, seq }) => ({
    text: words,
    change: deleted ? { kind: 'deleted', party: other, seq } : { kind: 'inserted', party, seq },
  }));
};

/** The compilation of one clause's text, with what the chair put forward, as changes. */
export const traced = (
  text: ClauseText,
  parties: readonly [PartyId, PartyId],
  { typed, struck, adopted }: Acts,
): Traced[] => {
  const other = (party: PartyId): PartyId => (party === parties[0] ? parties[1] : parties[0]);
  const rows = new Map(
    parties.map((party) => [
      party,
      {
        struck: unitsIn(text.stretches, party, struck.get(other(party)) ?? nobody),
        // Words come into a position as they are typed or, where somebody else did, as they are taken over.
        typed: unitsIn(text.stretches, party, (client, clock) =>
          Math.max(typed(client, clock), (adopted.get(party) ?? nobody)(client, clock)),
        ),
      },
    ]),
  );
  const at = new Map<PartyId, number>(parties.map((party) => [party, 0]));
  const pass = (party: PartyId, words: string): number => {
    const from = at.get(party) ?? 0;
    at.set(party, from + unitsOf(words));
    return from;
  };
  return withOffered(text, parties).flatMap((segment): Traced[] => {
    if (segment.kind === 'offered')
      return [{ text: segment.text, change: { kind: 'inserted', party: null, seq: 0 } }];
    if (segment.kind === 'common') {
      for (const party of parties) pass(party, segment.text);
      return [{ text: segment.text, change: null }];
    }
    return segment.alternatives.flatMap(({ party, text: words }) => {
      const from = pass(party, words);
      const its = rows.get(party);
      return cut(words, party, other(party), {
        struck: its?.struck.slice(from) ?? [],
        typed: its?.typed.slice(from) ?? [],
      });
    });
  });
};

/** What a party reads in a traced text. */
export const positionIn = (pieces: readonly Traced[], party: PartyId): string =>
  pieces
    .filter(({ change }) =>
      change === null ? true : change.kind === 'inserted' ? change.party === party : change.party !== party,
    )
    .map(({ text }) => text)
    .join('');
