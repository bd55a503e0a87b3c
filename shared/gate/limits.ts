// How much one frame may hold and cost. Everything is counted before anything is allocated for it.

export type Limits = {
  /** Bytes of the whole frame. */
  readonly bytes: number;
  readonly sections: number;
  readonly structs: number;
  /** Bytes of a root's name. */
  readonly rootName: number;
  /** Bytes of one run of text. */
  readonly textBytes: number;
  /** Characters of one run that is already deleted. */
  readonly deletedLength: number;
  readonly clock: number;
  readonly deleteClients: number;
  readonly deleteRanges: number;
  /** Items that may be walked over to judge the frame. */
  readonly walk: number;
  /** Characters of one clause in one language, UTF-16 units. */
  readonly clauseLength: number;
  /** Items that a text may have when characters come in, dead ones included. */
  readonly items: number;
};

/** What a seat that is connected may send in one frame. */
export const LIVE_LIMITS: Limits = {
  bytes: 64 * 1024,
  sections: 4,
  structs: 1024,
  rootName: 64,
  textBytes: 48 * 1024,
  deletedLength: 100_000,
  clock: 2 ** 31 - 1,
  deleteClients: 256,
  deleteRanges: 4096,
  walk: 20_000,
  clauseLength: 200_000,
  // The most worked-over real text that we have (260,000 edits, 105,000 characters) has 11,000.
  items: 60_000,
};

/** What it may send when it comes back after a spell without connection. */
export const RESEND_LIMITS: Limits = {
  ...LIVE_LIMITS,
  bytes: 1024 * 1024,
  sections: 64,
  structs: 20_000,
  textBytes: 512 * 1024,
  deleteClients: 4096,
  deleteRanges: 100_000,
  walk: 200_000,
};

/**
 * For a frame read back from the log. It was admitted once, within the limits of its day; but written anew it may count
 * otherwise than it came: words that it typed and deleted cut its runs, what it repeated is left out.
 */
export const LOG_LIMITS: Limits = {
  ...RESEND_LIMITS,
  bytes: 16 * 1024 * 1024,
  structs: 1_000_000,
  deletedLength: RESEND_LIMITS.clock,
  deleteRanges: 1_000_000,
  walk: 100_000_000,
  items: Number.POSITIVE_INFINITY,
};
