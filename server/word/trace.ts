// A compilation as a lawyer reads it in a word processor: plain words, and each delegation's insertions and deletions.
//
// Words that both include are plain. Words that only one includes are its insertion, unless the other once included them
// too and has bracketed or withdrawn them since: then they are the other's deletion. So a party's position is, always,
// the plain words, its own insertions and the other's deletions.
import type { Language, PartyId } from '../../shared/board.ts';
import type { ClauseText } from '../../shared/clause.ts';
import type { LedgerEntry } from '../../shared/events.ts';
import { IdSet } from '../../shared/ids.ts';
import { withOffered } from '../../shared/text/offered.ts';
import type { Stretch } from '../../shared/text/position.ts';
import { wordsOf } from '../../shared/text/words.ts';

/** `party` null: the chair, which only inserts. */
export type Change = { readonly kind: 'inserted' | 'deleted'; readonly party: PartyId | null };
export type Traced = { readonly text: string; readonly change: Change | null };

/** The characters that each party has ever struck from its position, by party, of one clause's text. */
export const everStruck = (
  entries: readonly LedgerEntry[],
  clause: string,
  lang: Language,
): ReadonlyMap<PartyId, IdSet> => {
  const struck = new Map<PartyId, IdSet>();
  const add = (party: PartyId, ranges: Parameters<typeof IdSet.of>[0]): void => {
    struck.set(party, (struck.get(party) ?? IdSet.empty).with(ranges));
  };
  for (const { events } of entries)
    for (const event of events) {
      if (event.type === 'struck' && event.clause === clause && event.lang === lang)
        add(event.party, event.ranges);
      if (event.type === 'accepted' && event.clause === clause) add(event.party, event.struck[lang]);
    }
  return struck;
};

/** Of each code unit of a reading that is no white space, whether it lies in the set. */
const unitsIn = (stretches: readonly Stretch[], party: PartyId, set: IdSet): boolean[] => {
  const units: boolean[] = [];
  const flags: boolean[] = [];
  let typed = '';
  for (const { client, clock, text, by } of stretches) {
    if (!by.includes(party)) continue;
    typed += text;
    for (let i = 0; i < text.length; i += 1) flags.push(set.has(client, clock + i));
  }
  // A letter and its marks are composed as one, whoever typed which.
  for (const cluster of typed.matchAll(/[^]\p{M}*/gu)) {
    const composed = cluster[0].normalize('NFC').replace(/\s/gu, '');
    for (let i = 0; i < composed.length; i += 1) units.push(flags[cluster.index] ?? false);
  }
  return units;
};

const unitsOf = (text: string): number => text.replace(/\s/gu, '').length;

/** An alternative of `party` cut where its words change from never shared to once shared. */
const cut = (text: string, party: PartyId, other: PartyId, shared: readonly boolean[]): Traced[] => {
  const out: { text: string; deleted: boolean }[] = [];
  let at = 0;
  for (const word of wordsOf(text)) {
    const size = unitsOf(word);
    const last = out.at(-1);
    const deleted = size === 0 ? (last?.deleted ?? shared[at] ?? false) : (shared[at] ?? false);
    if (last !== undefined && last.deleted === deleted) last.text += word;
    else out.push({ text: word, deleted });
    at += size;
  }
  return out.map(({ text: words, deleted }) => ({
    text: words,
    change: deleted ? { kind: 'deleted', party: other } : { kind: 'inserted', party },
  }));
};

/** The compilation of one clause's text, with what the chair put forward, as changes. */
export const traced = (
  text: ClauseText,
  parties: readonly [PartyId, PartyId],
  struck: ReadonlyMap<PartyId, IdSet>,
): Traced[] => {
  const other = (party: PartyId): PartyId => (party === parties[0] ? parties[1] : parties[0]);
  const shared = new Map(
    parties.map((party) => [party, unitsIn(text.stretches, party, struck.get(other(party)) ?? IdSet.empty)]),
  );
  const at = new Map<PartyId, number>(parties.map((party) => [party, 0]));
  const pass = (party: PartyId, words: string): number => {
    const from = at.get(party) ?? 0;
    at.set(party, from + unitsOf(words));
    return from;
  };
  return withOffered(text, parties).flatMap((segment): Traced[] => {
    if (segment.kind === 'offered')
      return [{ text: segment.text, change: { kind: 'inserted', party: null } }];
    if (segment.kind === 'common') {
      for (const party of parties) pass(party, segment.text);
      return [{ text: segment.text, change: null }];
    }
    return segment.alternatives.flatMap(({ party, text: words }) => {
      const from = pass(party, words);
      return cut(words, party, other(party), (shared.get(party) ?? []).slice(from));
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
