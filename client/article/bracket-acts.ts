// What one may do with words of a text, and what it is called at the table: the other side's words are accepted, one's own
// withdrawn, common ones bracketed, own ones that one gave up restored as long as somebody holds them.
import type { ClauseId, Language, PartyId } from '../../shared/board.ts';
import type { Range } from '../../shared/ids.ts';
import type { Move } from '../../shared/moves.ts';
import { partyIndexOf } from '../../shared/pens.ts';

export type BracketAct = {
  kind: 'accept' | 'restore' | 'withdraw' | 'bracket';
  move: Extract<Move, { kind: 'adopt' | 'strike' }>;
};

/** Words that the same parties include. */
export type Words = { parties: readonly PartyId[]; ranges: readonly Range[] };

/**
 * The one act that fits these words, or null where there is none to do.
 * @param own the reader's party and the index in its pens
 */
export const bracketActOf = (
  { parties, ranges }: Words,
  own: { party: PartyId; index: number },
  place: { clause: ClauseId; lang: Language },
): BracketAct | null => {
  if (ranges.length === 0) return null;
  const move = (kind: 'adopt' | 'strike'): BracketAct['move'] => ({ kind, ...place, ranges: [...ranges] });
  if (!parties.includes(own.party)) {
    const typedByUs = ranges.every(([client]) => partyIndexOf(client) === own.index);
    return { kind: typedByUs ? 'restore' : 'accept', move: move('adopt') };
  }
  return { kind: parties.length === 1 ? 'withdraw' : 'bracket', move: move('strike') };
};
