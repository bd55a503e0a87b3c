// Who includes what: a party's position is the characters that it includes, read in order.
import type { Language, PartyId } from '../board.ts';
import type { Range } from '../ids.ts';
import { IdSet } from '../ids.ts';
import { partyIndexOf } from '../pens.ts';
import type { BoardState, ClauseState } from '../state.ts';
import { indexOfParty, partiesOf } from '../state.ts';
import type { Run, TextView } from './characters.ts';

/** Words that are shown without their characters' ids: no pen is called so. */
const SHOWN_CLIENT = 0xfffffff0;

/** Live characters that the same parties include; `by` in the order of the board's parties. */
export type Stretch = Run & { by: readonly PartyId[] };

/** Whether the party includes the character, if it is alive. */
export const includes = (
  state: BoardState,
  clause: ClauseState,
  party: PartyId,
  client: number,
  clock: number,
): boolean =>
  partyIndexOf(client) === indexOfParty(state, party)
    ? !(clause.struck[party]?.has(client, clock) ?? false)
    : (clause.adopted[party]?.has(client, clock) ?? false);

/** Cuts runs wherever the parties that include them change. */
export const stretchesOf = (state: BoardState, clause: ClauseState, runs: readonly Run[]): Stretch[] => {
  const parties = partiesOf(state).map((party) => ({
    party,
    index: indexOfParty(state, party),
    struck: clause.struck[party] ?? IdSet.empty,
    adopted: clause.adopted[party] ?? IdSet.empty,
  }));
  const stretches: Stretch[] = [];
  for (const run of runs) {
    let done = 0;
    while (done < run.text.length) {
      const clock = run.clock + done;
      let length = run.text.length - done;
      const by: PartyId[] = [];
      for (const { party, index, struck, adopted } of parties) {
        const own = partyIndexOf(run.client) === index;
        const set = own ? struck : adopted;
        length = set.runLength(run.client, clock, length);
        if (set.has(run.client, clock) !== own) by.push(party);
      }
      stretches.push({ client: run.client, clock, text: run.text.slice(done, done + length), by });
      done += length;
    }
  }
  return stretches;
};

/** The text of a party's position in one language, as typed (not yet a reading). */
export const positionText = (stretches: readonly Stretch[], party: PartyId): string =>
  stretches
    .filter((stretch) => stretch.by.includes(party))
    .map((stretch) => stretch.text)
    .join('');

/** The exact characters of stretches. */
export const rangesOf = (stretches: readonly Run[]): Range[] =>
  IdSet.of(stretches.map(({ client, clock, text }): Range => [client, clock, text.length])).ranges();

/** The exact characters of a party's position. */
export const positionRanges = (stretches: readonly Stretch[], party: PartyId): Range[] =>
  rangesOf(stretches.filter((stretch) => stretch.by.includes(party)));

/** The stretches of one clause and language in a view of the text. */
export const stretchesIn = (
  state: BoardState,
  text: TextView,
  clause: ClauseState,
  lang: Language,
): Stretch[] => {
  if (clause.counted === undefined) return stretchesOf(state, clause, text.runs(clause.id, lang));
  const shown = clause.counted.texts?.[lang] ?? '';
  return shown === '' ? [] : [{ client: SHOWN_CLIENT, clock: 0, text: shown, by: partiesOf(state) }];
};
