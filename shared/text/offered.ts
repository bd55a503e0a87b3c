// What the chair has put forward and no party has adopted: it is in nobody's position, and so in no compilation; a text
// that is to be read back, or printed for the table, has it at its place.
import type { PartyId } from '../board.ts';
import type { ClauseText } from '../clause.ts';
import { CHAIR_INDEX, partyIndexOf } from '../pens.ts';
import type { Segment } from './compilation.ts';

/** Words of nobody named, their spaces folded. */
export type Offered = { readonly kind: 'offered'; readonly text: string };

type Place = { offer: Offered; at: readonly [number, number] };

const WHITE = /\s/u;

/** Where in a reading what was typed after `before` (and before `after`) begins. */
const offsetIn = (reading: string, before: string): number => {
  const typed = before.normalize('NFC');
  let left = typed.replace(/\s+/gu, '').length;
  let at = 0;
  while (at < reading.length && left > 0) {
    if (!WHITE.test(reading.charAt(at))) left -= 1;
    at += 1;
  }
  const trailing = /\s*$/u.exec(typed)?.[0] ?? '';
  const lines = trailing.split('\n').length - 1;
  for (let line = 0; line < lines && reading.charAt(at) === '\n'; line += 1) at += 1;
  if (lines === 0 && trailing !== '' && reading.charAt(at) === ' ') at += 1;
  return at;
};

const placesOf = (
  { stretches, texts, readings }: ClauseText,
  parties: readonly [PartyId, PartyId],
): Place[] => {
  const places: Place[] = [];
  const before: Record<PartyId, string> = { [parties[0]]: '', [parties[1]]: '' };
  let gathered = '';
  const close = (): void => {
    if (gathered === '') return;
    const text = gathered.normalize('NFC').replace(/[\p{Zs}\t]+/gu, ' ');
    // Where the words stood between two spaces that a reading folds into one, they take the second along.
    const eats = parties.some((party) => {
      const typed = before[party] ?? '';
      return /[^\S\n]$/u.test(typed) && /^[^\S\n]/u.test((texts[party] ?? '').slice(typed.length));
    });
    places.push({
      offer: { kind: 'offered', text: eats && !text.endsWith(' ') ? `${text} ` : text },
      at: [
        offsetIn(readings[parties[0]] ?? '', before[parties[0]] ?? ''),
        offsetIn(readings[parties[1]] ?? '', before[parties[1]] ?? ''),
      ],
    });
    gathered = '';
  };
  for (const { client, text, by } of stretches) {
    if (by.length === 0) {
      if (partyIndexOf(client) === CHAIR_INDEX) gathered += text;
      continue;
    }
    close();
    for (const party of by) before[party] = (before[party] ?? '') + text;
  }
  close();
  return places;
};

/** Not inside a cite, which is one thing. */
const outsideCite = (text: string, offset: number): number => {
  for (const cite of text.matchAll(/\{[a-z][a-z0-9-]{0,31}\}/gu))
    if (cite.index < offset && offset < cite.index + cite[0].length) return cite.index + cite[0].length;
  return offset;
};

const lengthFor = (segment: Segment, party: PartyId): number =>
  segment.kind === 'common'
    ? segment.text.length
    : (segment.alternatives.find((alternative) => alternative.party === party)?.text.length ?? 0);

/** The compilation of a clause's text with what the chair put forward at its place: between groups, never within one. */
export const withOffered = (
  text: ClauseText,
  parties: readonly [PartyId, PartyId],
): (Segment | Offered)[] => {
  const waiting = placesOf(text, parties);
  if (waiting.length === 0) return [...text.compilation];
  const out: (Segment | Offered)[] = [];
  let [first, second] = [0, 0];
  const take = (to: readonly [number, number], each: (place: Place) => void): void => {
    for (
      let next = waiting[0];
      next !== undefined && next.at[0] <= to[0] && next.at[1] <= to[1];
      next = waiting[0]
    ) {
      waiting.shift();
      each(next);
    }
  };
  for (const segment of text.compilation) {
    const end: [number, number] = [
      first + lengthFor(segment, parties[0]),
      second + lengthFor(segment, parties[1]),
    ];
    if (segment.kind === 'common') {
      let done = 0;
      take(end, ({ offer, at }) => {
        const wanted = Math.max(done, at[0] - first, at[1] - second);
        const offset = Math.min(segment.text.length, outsideCite(segment.text, wanted));
        if (offset > done) out.push({ kind: 'common', text: segment.text.slice(done, offset) });
        out.push(offer);
        done = offset;
      });
      if (done < segment.text.length) out.push({ kind: 'common', text: segment.text.slice(done) });
    } else {
      take([first, second], ({ offer }) => out.push(offer));
      out.push(segment);
    }
    [first, second] = end;
  }
  for (const { offer } of waiting) out.push(offer);
  return out;
};
