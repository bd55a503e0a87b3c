// What the page and its replay's worker say to each other.
import type { BoardId, ClauseId, Language, PartyId } from '../../shared/board.ts';
import type { Chronicle } from '../../shared/replay/replay.ts';
import type { TermDefinition, TermId, TermValue } from '../../shared/terms.ts';
import type { Changed } from '../positions/differ.ts';
import type { PackedRuns } from '../../shared/replay/texts.ts';
import type { MeasuredArticle } from './surveyor.ts';

export type ToWorker =
  | { kind: 'load'; board: BoardId; seat: string | null }
  /** Asks for the texts that are not the same as at the moment asked for before. */
  | { kind: 'seek'; seq: number }
  | { kind: 'compare'; id: number; from: number; to: number };

export type FromWorker =
  /** Rows that have come, of all there are. */
  | { kind: 'loading'; rows: number; of: number }
  /** `ledger` as `PackedLedger` writes it. */
  | { kind: 'loaded'; chronicle: Chronicle; ledger: Uint8Array }
  /** `code` is a refusal's code, or `offline`, or `unreadable`. */
  | { kind: 'failed'; code: string }
  | { kind: 'moment'; seq: number; texts: PackedRuns[] }
  /** How far apart articles are at the moment shown, or at one just before; what changed by then is told again. */
  | { kind: 'measured'; articles: MeasuredArticle[] }
  | { kind: 'compared'; id: number; articles: ArticleChange[] };

export type FigureMoved = {
  party: PartyId;
  definition: TermDefinition;
  from: TermValue | null;
  to: TermValue | null;
};

type Values = Readonly<Record<TermId, TermValue>>;

/** What became of one party's position in one language, word by word, by paragraph; null for paragraphs that stayed. */
export type TextChanged = {
  party: PartyId;
  lang: Language;
  paragraphs: (Changed[] | null)[];
  /** The party's figures at the two moments: the text may cite some. */
  values: { from: Values; to: Values };
};

/** An article that is not the same at two moments. */
export type ArticleChange = {
  clause: ClauseId;
  /** Its number at the later moment, or the earlier where it was dropped between. */
  number: number;
  /** `came` and `went` where it was on the agenda at only one of the two. */
  agenda: 'stayed' | 'came' | 'went';
  terms: readonly TermDefinition[];
  texts: TextChanged[];
  figures: FigureMoved[];
  phase: { from: Phase; to: Phase } | null;
};
export type Phase = 'open' | 'held' | 'locked' | 'frozen';
