// Every number at which the server says “not so much”, in one place. What each is called when it refuses, and why it is
// this number, stands in ARCHITECTURE.md, “Edges and limits”.

/** So many within so many seconds. */
export type Rate = { readonly points: number; readonly seconds: number };

/** A reading pace: so many at once, then so many a second. */
export type PaceLimit = { readonly burst: number; readonly perSecond: number };

export type EdgeLimits = {
  readonly connections: {
    readonly inAll: number;
    readonly perAddress: number;
    readonly perSeat: number;
  };
  /** What one acting connection is read at; beyond it reading pauses, and nothing is refused. */
  readonly pace: {
    readonly messages: PaceLimit;
    readonly bytes: PaceLimit;
    /** Requests of one connection that wait for the table at once. */
    readonly inFlight: number;
    /** So many messages beyond the pace are refused, where reading cannot be paused. */
    readonly overdraft: number;
  };
  readonly seat: {
    readonly frames: Rate;
    readonly moves: Rate;
    readonly cursors: Rate;
    readonly sittings: Rate;
  };
  readonly address: {
    readonly frames: Rate;
    readonly moves: Rate;
    readonly handshakes: Rate;
    /** Over HTTP; what makes the server work harder counts for more than one. */
    readonly requests: Rate;
    readonly joins: Rate;
    readonly newBoards: Rate;
  };
  /** What one watching connection may ask for. */
  readonly watcher: { readonly asks: PaceLimit };
  /** Bytes that wait for a reader. */
  readonly buffered: { readonly perConnection: number; readonly inAll: number };
  readonly timeouts: {
    /** A connection that is open and has not sat down, or asked for the state. */
    readonly sitMs: number;
    /** A request's head, and all of it. */
    readonly headersMs: number;
    readonly requestMs: number;
    /** How often those two are looked after. */
    readonly checkMs: number;
    /** A response that nobody reads. */
    readonly responseMs: number;
    readonly pingMs: number;
    readonly pongMs: number;
  };
};

const MIB = 1024 * 1024;

export const EDGE_LIMITS: EdgeLimits = {
  connections: { inAll: 10_000, perAddress: 1000, perSeat: 32 },
  pace: {
    messages: { burst: 2000, perSecond: 500 },
    bytes: { burst: 4 * MIB, perSecond: MIB },
    inFlight: 512,
    overdraft: 2000,
  },
  seat: {
    frames: { points: 10_000, seconds: 10 },
    moves: { points: 2500, seconds: 10 },
    cursors: { points: 1000, seconds: 10 },
    sittings: { points: 600, seconds: 60 },
  },
  address: {
    frames: { points: 60_000, seconds: 10 },
    moves: { points: 10_000, seconds: 10 },
    handshakes: { points: 2000, seconds: 10 },
    requests: { points: 6000, seconds: 10 },
    joins: { points: 600, seconds: 60 },
    newBoards: { points: 20, seconds: 600 },
  },
  watcher: { asks: { burst: 20, perSecond: 1 } },
  buffered: { perConnection: 4 * MIB, inAll: 256 * MIB },
  timeouts: {
    sitMs: 30_000,
    headersMs: 10_000,
    requestMs: 60_000,
    checkMs: 5000,
    responseMs: 120_000,
    pingMs: 15_000,
    pongMs: 15_000,
  },
};
