// What the author of a board writes for one article: its figures, what each party opens with, and the text in which
// both positions stand side by side in brackets. A script turns it into the acts of the board's own seats.
import type { BoardDefinition, ClauseId, Localised, PartyId } from '../../shared/board.ts';
import type { Story } from '../lay/story.ts';
import type { TermDefinition, TermId, TermValue } from '../../shared/terms.ts';

export type ArticleSource = {
  id: ClauseId;
  title: Localised;
  terms: TermDefinition[];
  /** The value that each party opens with, for every term; a party that has none yet is left out. */
  openings: Record<TermId, Readonly<Record<PartyId, TermValue>>>;
  /**
   * Bracketed text of one level, a paragraph a line: common words, `[DRC: …][US: …]` (in French `[RDC : …][É.-U. : …]`),
   * `[…]` for what the chair puts forward, `{term}`. The chip of a term writes number and unit, so the words around it do not.
   */
  text: { en: string; fr: string };
  /** Whether the second party answers revision 1 with a revision of its own, or has only begun to write. */
  countered: boolean;
  /** Whether the sides put their positions on record as revisions; they do unless this says no. */
  tabled?: boolean;
};

/** Articles that are given for one another: the head of one party will not let go of `of` without `on`. */
export type Linkage = {
  /** `mutual`: each is given for the other. `prior`: `of` takes effect only once `on` is performed. */
  kind: 'mutual' | 'prior';
  of: ClauseId[];
  on: ClauseId[];
  why: Localised;
};

/** How an article came to the table, where there is more to tell than its text. */
export type Course = {
  /** What stands beside a party's revision. */
  notes?: Readonly<Record<PartyId, Localised>>;
  /** The US first included the whole text of the DRC, and then bracketed the words that it does not share. */
  adoptedWhole?: boolean;
};

export type BoardSource = {
  definition: BoardDefinition;
  articles: ArticleSource[];
  linkages: Linkage[];
  course?: Readonly<Record<ClauseId, Course>>;
  /** Both heads release the analysis of the movements before they sit down. */
  analysisReleased?: boolean;
  /** What happens from the first sitting on, where the board tells a whole negotiation. */
  story?: Story;
};
