// Every reason for which the gate turns a frame or a cursor away. The sentences that people read stand in refusals.ts.

export const GATE_CODES = [
  // The bytes are not a frame that the strict reader can read.
  'not-bytes', // not a Uint8Array
  'too-big', // more bytes than a frame may have
  'truncated', // the frame ends in the middle of something
  'trailing-bytes', // something follows the frame's end
  'bad-varint', // a number beyond 2^53
  'bad-utf8', // text that is not strict UTF-8
  'bad-client', // a client number beyond 2^32
  'too-long', // a text, root name or run of deleted characters beyond its cap
  'clock-range', // a clock beyond its cap
  'too-many-sections',
  'empty-section',
  'dup-section', // two sections of one client
  'too-many-structs',
  'too-many-ds-clients',
  'too-many-ds-ranges',
  'empty-ds', // a client in the delete set without ranges
  'empty-ds-range', // a range of no characters
  'dup-ds', // a client twice in the delete set
  'unsorted-ds', // ranges that overlap or run backwards
  // It holds something other than plain characters in a text.
  'gc-struct',
  'skip-struct',
  'content-type', // an embed, a format, a type, a subdocument …
  'parent-sub', // a key of a map, or an attribute of a text
  'nested-parent', // a parent that is not a root
  'empty-string',
  'empty-deleted',
  'bad-text', // a character that no text may hold
  // It speaks for somebody else, or out of turn.
  'foreign-client', // characters in the name of another pen
  'clock-gap', // characters are missing between the table's last and the frame's first
  'equivocation', // characters that the table has, told differently
  // It stands in no place that its author could have meant.
  'no-root', // not a text of a clause of this board
  'cross-root', // neighbours in two texts
  'missing-dep', // a neighbour that the table does not have
  'self-anchor', // a neighbour in its own future
  'gc-anchor', // a neighbour that was collected
  'map-anchor', // a neighbour that is an entry of a map
  'split-surrogate', // a cut through one character's two halves
  'implausible-anchors', // two neighbours that never were neighbours for this pen
  'combining-foreign', // a mark or joiner that would change the other side's letter
  'clause-too-long',
  'clause-too-worked', // more items than a text may have, dead ones included
  'too-costly', // placing it would walk over more than the budget allows
  // It deletes what it may not.
  'delete-unknown', // characters that the table does not have
  'delete-foreign', // another party's characters
  'delete-agreed', // characters that another party includes or a standing revision holds
  'delete-map',
  'delete-nontext',
  // The clause, or the seat, is not in a state to be written in or to write: what the policy answers.
  'locked', // initialled by every party
  'held', // initialled by one party, awaiting the other
  'frozen', // reopened by one head only
  'not-authorised', // this seat may not type at the table
  'no-pen', // a pen that cannot write
  // The table itself is in no state to judge.
  'server-pending', // its document waits for something: rebuild it
  'internal', // the gate or the policy met what it did not expect
] as const;

export type GateCode = (typeof GATE_CODES)[number];

export const CURSOR_CODES = [
  'awareness-size',
  'awareness-entries', // more entries than a seat could know of
  'awareness-trailing',
  'awareness-shape', // a state, clause or language of the wrong shape
  'awareness-cursor', // a position of the wrong shape
  'awareness-garbage', // cannot be read at all
] as const;

export type CursorCode = (typeof CURSOR_CODES)[number];

/**
 * How the parts of the gate stop judging. It is thrown, but only within the gate, so that a reader some calls deep need not
 * hand a refusal up through each; `readFrame` and `admit` turn it into a value. Not an Error: a stack costs more than a frame.
 */
export class Refused {
  readonly code: GateCode;
  readonly detail: string;

  constructor(code: GateCode, detail = '') {
    this.code = code;
    this.detail = detail;
  }
}
