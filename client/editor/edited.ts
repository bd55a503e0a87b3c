// What an editor of one clause in one language needs to know of the table it stands on.
import { Facet } from '@codemirror/state';
import type * as Y from 'yjs';
import { rootOf } from '../../shared/board.ts';
import type { ClauseId, Language, PartyId } from '../../shared/board.ts';
import { mayWrite } from '../../shared/seats.ts';
import { clauseOf } from '../../shared/state.ts';
import { runsOf } from '../../shared/text/characters.ts';
import { stretchesOf } from '../../shared/text/position.ts';
import type { Role } from '../../shared/seats.ts';
import type { Snapshot, TableView } from '../session/view.ts';
import { emptyLayout, layOut, placedOf } from './layout.ts';
import type { Layout, Placed } from './layout.ts';

/** The editor's own words, in the reader's language. `party` is a label as `label` gives it. */
export type Phrases = {
  /** Said before a bracket's words: "DRC only: ". */
  only(party: string): string;
  /** Said before the chair's words that no party includes. */
  proposed: string;
  /** Said before one of the two values of a term: "DRC: ". */
  whose(party: string): string;
  /** Another's caret: "US, head". */
  caret(party: string, role: Role): string;
  /** Said after a key press put words in brackets. */
  bracketed(words: string): string;
  /** Said of a bracket that holds nothing but the end of a paragraph. */
  paragraph: string;
  /** What stands where a party has set no value. */
  noValue: string;
  /** In an empty text. */
  empty: string;
};

export type Edited = {
  readonly table: TableView;
  readonly clause: ClauseId;
  readonly lang: Language;
  /** The reader's own party; null for the chair and observers. */
  readonly own: PartyId | null;
  /** The label in a bracket, in the text's language; null asks for the chair's. */
  readonly label: (party: PartyId | null) => string;
  readonly phrases: Phrases;
  readonly text: Y.Text;
};

export const editedFacet = Facet.define<Edited, Edited | null>({
  combine: (given) => given[0] ?? null,
});

export const textIn = (doc: Y.Doc, clause: ClauseId, lang: Language): Y.Text =>
  doc.getText(rootOf(clause, lang));

/** Who includes what at this moment, with one's own acts on the way counted in. */
export const placedNow = ({ table, clause, text }: Edited): Placed[] => {
  const { state } = table.snapshot();
  const found = clauseOf(state, clause);
  return found === undefined ? [] : placedOf(stretchesOf(state, found, runsOf(text)));
};

export const layoutNow = ({ table, clause, text, own }: Edited): Layout => {
  const { state } = table.snapshot();
  const found = clauseOf(state, clause);
  return found === undefined ? emptyLayout : layOut(state, found, runsOf(text), own);
};

/** Whether the seat may type here now: a party's or the chair's, in an open clause, with its head's authority. */
export const mayType = (snapshot: Snapshot, clause: ClauseId): boolean => {
  const seat = snapshot.state.seats.get(snapshot.seat.id);
  const found = clauseOf(snapshot.state, clause);
  // Cut off one still types: it is kept. Before the table gave a pen, and after it closed, there is nothing to type into.
  if (snapshot.connection.kind === 'connecting' || snapshot.connection.kind === 'closed') return false;
  return seat !== undefined && found?.phase.kind === 'open' && mayWrite(seat, clause);
};
