// Text in runs, cut into the paragraphs of a paper, with the figures written out.
import type { PartyId } from '../../shared/board.ts';
import { CITE, NOT_GIVEN } from '../../shared/record/figures.ts';
import type { TermId } from '../../shared/terms.ts';
import type { Figures } from '../../shared/record/figures.ts';
import type { Change, Traced } from './trace.ts';

export type Line = {
  readonly runs: readonly Traced[];
  /** How the end of this paragraph, which parts it from the next, came: the mark is a character like others. */
  readonly end: Change | null;
};

/** Whose value stands in words of this kind: of both where they are common. */
const readerOf = (change: Change | null, parties: readonly [PartyId, PartyId]): PartyId | null => {
  if (change === null || change.party === null) return null;
  if (change.kind === 'inserted') return change.party;
  return change.party === parties[0] ? parties[1] : parties[0];
};

/**
 * Cites replaced by their figures; where these are apart, each party's is its insertion.
 * @param rowOf the row by which a party gave a figure the value that it now has
 */
export const withFigures = (
  pieces: readonly Traced[],
  figures: Figures,
  parties: readonly [PartyId, PartyId],
  rowOf: (term: TermId, party: PartyId) => number = () => 0,
): Traced[] =>
  pieces.flatMap(({ text, change }) =>
    text.split(/(\{[a-z][a-z0-9-]{0,31}\})/u).flatMap((part): Traced[] => {
      const term = CITE.exec(part)?.[1];
      if (part === '') return [];
      if (term === undefined || !figures.knows(term)) return [{ text: part, change }];
      const reader = readerOf(change, parties);
      if (reader !== null) return [{ text: figures.of(term, reader), change }];
      const one = figures.one(term);
      if (one !== null || change !== null) return [{ text: one ?? NOT_GIVEN, change }];
      return parties.map((party) => ({
        text: figures.of(term, party),
        change: { kind: 'inserted', party, seq: rowOf(term, party) },
      }));
    }),
  );

/** Paragraphs, cut at the newlines. There is always one. */
export const linesOf = (pieces: readonly Traced[]): Line[] => {
  const lines: { runs: Traced[]; end: Change | null }[] = [{ runs: [], end: null }];
  for (const { text, change } of pieces) {
    const parts = text.split('\n');
    for (const [i, part] of parts.entries()) {
      const last = lines.at(-1);
      if (last === undefined) break;
      if (part !== '') last.runs.push({ text: part, change });
      if (i === parts.length - 1) continue;
      last.end = change;
      lines.push({ runs: [], end: null });
    }
  }
  return lines;
};
