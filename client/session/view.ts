// What the screens stand on. The live table, an observer's view and a moment of a replay all look like this, so the
// same components draw all three.
import type * as Y from 'yjs';
import type { BoardId, ClauseId, Language } from '../../shared/board.ts';
import type { Measured } from '../../shared/clause.ts';
import type { LedgerEntry } from '../../shared/events.ts';
import type { Range } from '../../shared/ids.ts';
import type { Move } from '../../shared/moves.ts';
import type { SeatId, Role } from '../../shared/seats.ts';
import type { BoardState } from '../../shared/state.ts';
import type { TextView } from '../../shared/text/characters.ts';
import type { PartyId } from '../../shared/board.ts';
import type { Presence, RosterSeat } from '../../shared/wire.ts';

/** Who sits here. */
export type OwnSeat = { id: SeatId; name: string; party: PartyId | null; role: Role };

export type Connection =
  | { kind: 'connecting' }
  | { kind: 'live' }
  /** Cut off since (ms epoch); what is typed is kept here. */
  | { kind: 'offline'; since: number }
  /** The table will not have this seat any more; `code` is a refusal's code. */
  | { kind: 'closed'; code: string };

/**
 * One sentence for the delegate, by a refusal's code or one of `recovered-draft` (what was typed could not be taken and is
 * kept as `count` drafts), `recovered-offline` (the same after too long a break), `recovered-strikes` (words deleted here
 * live on at the table and are bracketed instead) , `recovered-log`, `another-log` (the table was
 * restored from a backup, with and without drafts of what it lost) or `writing-again` (it had been read-only); `why` is the code of the refusal that led to it.
 */
export type Notice = { key: number; code: string; count?: number; why?: string };

/** Immutable; a new one whenever anything in it changes (identity tells). */
export type Snapshot = {
  connection: Connection;
  seat: OwnSeat;
  /** What the ledger adds up to, with one's own moves on the way already counted in. */
  state: BoardState;
  /** The ledger, oldest first; the same array until it grows. */
  history: readonly LedgerEntry[];
  seq: number;
  /** The log's hash at `seq` (hex), where this view is told of it. */
  hash?: string;
  /** The key that this browser signs with; null where it has none, absent where nobody signs or that is not known yet. */
  key?: string | null;
  roster: readonly RosterSeat[];
  observers: number;
  /** Everybody's carets but one's own connection's, by pen. */
  presences: ReadonlyMap<number, Presence>;
  /** The table cannot write its record just now: what is done here is kept here until it can. */
  readOnly?: boolean;
  /** How many frames and moves are not yet acknowledged as durable. */
  unsafe: number;
  notices: readonly Notice[];
};

export type Outcome = { ok: true } | { ok: false; code: string; message: string };

/** What a seat that acts can do beside typing; absent for those who watch or replay. */
export interface Acts {
  /** Sends a move and waits until it is durable or refused. Text typed before it goes first. */
  move(move: Move): Promise<Outcome>;
  /** Keystroke strikes and adoptions: shown at once, sent together within 400 ms and before the next insertion or move. */
  strike(clause: ClauseId, lang: Language, ranges: readonly Range[]): void;
  adopt(clause: ClauseId, lang: Language, ranges: readonly Range[]): void;
  /** Where the own caret is (Yjs relative positions as JSON), or null when it left. Throttled inside. */
  point(
    at: {
      clause: ClauseId;
      lang: Language;
      cursor: { anchor: unknown; head: unknown } | null;
      typing: boolean;
    } | null,
  ): void;
  /** Whether the own party may really delete these characters (own, included by no other, not held); pending strikes counted. */
  mayDelete(clause: ClauseId, client: number, clock: number): boolean;
  /** The origin that editors use for their transactions on `document()`. */
  readonly origin: object;
  dismiss(notice: number): void;
}

/** Articles measured where that holds nobody up. What has changed since stands as it was until it is measured again. */
export interface Measures {
  /** Null until the article has been measured once. */
  of(clause: ClauseId): Measured | null;
  subscribe(listener: () => void): () => void;
}

export interface TableView {
  readonly board: BoardId;
  snapshot(): Snapshot;
  /** Called after every new snapshot. Returns how to stop. */
  subscribe(listener: () => void): () => void;
  /** The words of the moment, to be read. */
  texts(): TextView;
  /** The document of the moment, to be edited: empty in a view that is `still`. A recovered session has a new one: `onDocument` tells. */
  document(): Y.Doc;
  onDocument(listener: (doc: Y.Doc) => void): () => void;
  /**
   * Called when a clause's text, in one language, or who includes what in it may have changed (typing of anybody,
   * a ledger entry about the clause, a pending strike). At most once a microtask.
   */
  onText(clause: ClauseId, lang: Language, listener: () => void): () => void;
  /** Null for observers and replays. */
  readonly acts: Acts | null;
  /** A moment of the past: its texts are drawn without editors, since each moment would need its own. */
  readonly still?: true;
  /** Where it is there, the screens compare no texts themselves to tell how far apart an article is. */
  readonly measures?: Measures;
  /** Ends connections and listeners. */
  close(): void;
}
