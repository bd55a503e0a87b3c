// What the author of an example writes: who does what, one line an act, in the order in which it happens. A bracket is
// named by its place in the article's bracketed text, the first is 0; a script turns the lines into the seats' own acts.
import type { ClauseId, Localised } from '../../shared/board.ts';
import type { TermId, TermValue } from '../../shared/terms.ts';

/** The two parties of a story. */
export type Side = 'drc' | 'us';

export type StoryAct =
  /** The clock goes to that moment: milliseconds since 1970. */
  | { kind: 'at'; moment: number }
  | { kind: 'openSitting' | 'adjourn' }
  | { kind: 'set'; by: Side; article: ClauseId; term: TermId; value: TermValue }
  /** Takes over the other side's words in a bracket, and lets go of its own; both languages. */
  | { kind: 'yield'; by: Side; article: ClauseId; bracket: number }
  /** Types other words than before in a bracket, and lets go of what it had there; both languages. */
  | { kind: 'draft'; by: Side; article: ClauseId; bracket: number; words: Localised }
  | { kind: 'propose'; by: Side; article: ClauseId; note?: string }
  | { kind: 'accept' | 'confirm'; by: Side; article: ClauseId }
  | { kind: 'initial'; by: Side; article: ClauseId; adReferendum?: boolean }
  | { kind: 'reserve' | 'reopen' | 'decline'; by: Side; article: ClauseId; reason: string }
  | { kind: 'releaseAnalysis'; by: Side };

/** A negotiation as it is told. */
export type Story = {
  /** When the delegations begin to table their openings: milliseconds since 1970. */
  begins: number;
  /** What happens once the first sitting is open; the last act is a move of a head. */
  acts: readonly StoryAct[];
};

/** The lines of one delegation. */
export const sideOf = (by: Side) => ({
  sets: (article: ClauseId, term: TermId, value: TermValue): StoryAct => ({
    kind: 'set',
    by,
    article,
    term,
    value,
  }),
  yields: (article: ClauseId, ...brackets: number[]): StoryAct[] =>
    brackets.map((bracket) => ({ kind: 'yield', by, article, bracket })),
  drafts: (article: ClauseId, bracket: number, en: string, fr: string): StoryAct => ({
    kind: 'draft',
    by,
    article,
    bracket,
    words: { en, fr },
  }),
  proposes: (article: ClauseId, note?: string): StoryAct => ({
    kind: 'propose',
    by,
    article,
    ...(note === undefined ? {} : { note }),
  }),
  accepts: (article: ClauseId): StoryAct => ({ kind: 'accept', by, article }),
  confirms: (article: ClauseId): StoryAct => ({ kind: 'confirm', by, article }),
  initials: (article: ClauseId, how?: 'adReferendum'): StoryAct => ({
    kind: 'initial',
    by,
    article,
    ...(how === undefined ? {} : { adReferendum: true }),
  }),
  reserves: (article: ClauseId, reason: string): StoryAct => ({ kind: 'reserve', by, article, reason }),
  reopens: (article: ClauseId, reason: string): StoryAct => ({ kind: 'reopen', by, article, reason }),
  declines: (article: ClauseId, reason: string): StoryAct => ({ kind: 'decline', by, article, reason }),
  releases: (): StoryAct => ({ kind: 'releaseAnalysis', by }),
});
