// What can go wrong with a store, by what an operator can do about it. SQLite's codes are known here alone.

export const FAULT_KINDS = ['full', 'read-only', 'io', 'corrupt', 'thread', 'other'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** The store itself failed; nothing is wrong with what it was asked. */
export class StoreFault extends Error {
  readonly kind: FaultKind;

  constructor(kind: FaultKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreFault';
    this.kind = kind;
  }
}

const PRIMARY = 0xff;
const KIND_OF: Readonly<Record<number, FaultKind>> = {
  8: 'read-only', // SQLITE_READONLY
  10: 'io', // SQLITE_IOERR
  11: 'corrupt', // SQLITE_CORRUPT
  13: 'full', // SQLITE_FULL
  14: 'io', // SQLITE_CANTOPEN
  26: 'corrupt', // SQLITE_NOTADB
};

/** What an error of `node:sqlite` (its extended code is in `errcode`), or of the operating system, means. */
export const faultKindOf = (error: unknown): FaultKind => {
  if (error instanceof StoreFault) return error.kind;
  if (!(error instanceof Error)) return 'other';
  if ('errcode' in error && typeof error.errcode === 'number')
    return KIND_OF[error.errcode & PRIMARY] ?? 'other';
  if (!('code' in error)) return 'other';
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'full';
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return 'read-only';
    case 'EIO':
      return 'io';
    default:
      return 'other';
  }
};

const GOES_ON = 'Nothing that was acknowledged is lost; the boards are read-only, and go on by themselves';

/** What an operator should do: for the log, beside the error. */
export const adviceOn = (kind: FaultKind): string => {
  switch (kind) {
    case 'full':
      return `The disk that holds the data folder is full: free some room. ${GOES_ON} once there is some.`;
    case 'read-only':
      return `The data folder cannot be written: mount it for writing again, or give this user the right. ${GOES_ON} once it can.`;
    case 'io':
      return `The disk that holds the data folder reports errors: look at the machine’s own log, and make a backup on another disk (npm run backup -- FILE). ${GOES_ON} once it can be written.`;
    case 'corrupt':
      return 'The database file is damaged: stop the server, keep the data folder as it is, and restore the last backup (npm run restore -- FILE).';
    case 'thread':
      return `The store’s thread died, and is started anew. ${GOES_ON}.`;
    case 'other':
      return `The store could not do it. ${GOES_ON} once it can.`;
  }
};
