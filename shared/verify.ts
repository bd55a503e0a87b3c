// Whether a log holds, for somebody who trusts neither the server nor the other side: the chain of its rows, the gate and the
// rules asked again over every one of them, the signatures, and the hashes of the wording that was tabled and initialled.
import { bytesToHex } from '@noble/hashes/utils.js';
import { decodeBundle } from './bundle.ts';
import type { Bundle, BundleCode } from './bundle.ts';
import { cleanHash, clauseView, positionHash } from './clause.ts';
import { RULES } from './decide/decide.ts';
import type { Event } from './events.ts';
import type { Admitted } from './gate/admit.ts';
import { checkChain, genesisHash, sameBytes } from './log.ts';
import type { LogPoint, Row } from './log.ts';
import { Move, ServerMove } from './moves.ts';
import { MoveBody } from './row-bodies.ts';
import { SERVER_SEAT } from './seats.ts';
import type { SeatId } from './seats.ts';
import { canonicalJson } from './signing.ts';
import type { ClauseState } from './state.ts';
import { clauseOf } from './state.ts';
import { LogBroken, WorkingBoard } from './working-board.ts';
import type { Proposal } from './working-board.ts';

export const VERIFY_CODES = [
  /** No rows at all. */
  'empty',
  /** A row is missing, or out of turn. */
  'seq',
  /** A row was altered: its hash is another. */
  'hash',
  /** The log does not end where the bundle says. */
  'head',
  /** The log opens another board than the bundle says. */
  'board',
  /** The board was opened by rules of a later program. */
  'rules-unknown',
  /** A body cannot be read, or is written otherwise than the table writes. */
  'body',
  /** A pen was handed out that was not the next. */
  'pen',
  /** The gate refuses a frame of text. */
  'gate',
  /** The gate admits a frame, but as other bytes. */
  'bytes',
  /** The rules refuse a move. */
  'rules',
  /** The rules make other events of a move. */
  'events',
  /** A move that changes nothing has no row. */
  'no-change',
  /** A move is there twice. */
  'repeated',
  /** A signature is missing or wrong. */
  'signature',
  /** A hash that was tabled or initialled is not that of the wording. */
  'wording',
  /** It cannot be applied, though each rule allowed it. */
  'apply',
  /** All rows hold, but the file is not as it was written. */
  'seal',
] as const;
export type VerifyCode = (typeof VERIFY_CODES)[number];

/** `seq` is the row at which it breaks, null where it is no row's fault; `detail` a refusal's code, or what was found. */
export type Break = { seq: number | null; code: VerifyCode; detail: string };

export type SeatCount = { seat: SeatId; key: string | null; signed: number; unsigned: number };

export type Report = {
  board: string;
  epoch: string;
  /** Where the log really ends, or how far its chain holds. */
  head: LogPoint;
  rows: number;
  /** Rows over which gate and rules were run; fewer than `rows` where one is withheld or it breaks. */
  judged: number;
  withheld: number;
  pens: number;
  texts: number;
  /** Moves of seats; those of the server itself are `served`. */
  moves: number;
  served: number;
  /** Every seat that moved, in the order in which they first did. */
  seats: SeatCount[];
  /** Hashes of revisions and initials that were found to be those of the wording. */
  wordings: number;
  locked: { clause: string; hash: string }[];
  broken: Break | null;
};

export type Verified = { ok: true; report: Report } | { ok: false; code: BundleCode; detail: string };

/** Reads a bundle's bytes and verifies its log. Never throws. */
export const verifyBundle = (bytes: Uint8Array): Verified => {
  const decoded = decodeBundle(bytes);
  if (!decoded.ok) return decoded;
  const report = verifyLog(decoded.bundle);
  if (report.broken === null && !decoded.sealed) report.broken = { seq: null, code: 'seal', detail: '' };
  return { ok: true, report };
};

/** Verifies a whole log from its first row. Never throws. */
export const verifyLog = (bundle: Bundle): Report => new Verification(bundle).run();

type Found = Omit<Break, 'seq'> | null;
const found = (code: VerifyCode, detail = ''): Found => ({ code, detail });

class Verification {
  readonly #bundle: Bundle;
  readonly #board = new WorkingBoard();
  readonly #seats = new Map<SeatId, SeatCount>();
  readonly #report: Report;

  constructor(bundle: Bundle) {
    this.#bundle = bundle;
    this.#report = {
      board: bundle.board,
      epoch: bundle.epoch,
      head: { seq: 0, hash: genesisHash() },
      rows: bundle.rows.length,
      judged: 0,
      withheld: 0,
      pens: 0,
      texts: 0,
      moves: 0,
      served: 0,
      seats: [],
      wordings: 0,
      locked: [],
      broken: null,
    };
  }

  run(): Report {
    const report = this.#report;
    report.broken = this.#chain() ?? this.#rows() ?? this.#end();
    report.seats = [...this.#seats.values()].map((count) => ({
      ...count,
      key: this.#board.state.seats.get(count.seat)?.key ?? null,
    }));
    return report;
  }

  /** Only a log that is chained to the end that it should have is worth judging. */
  #chain(): Break | null {
    const report = this.#report;
    if (report.rows === 0) return { seq: null, code: 'empty', detail: '' };
    for (const row of this.#bundle.rows) {
      const chain = checkChain([row], report.head);
      if (!chain.ok) return { seq: chain.seq, code: chain.reason, detail: '' };
      report.head = chain.head;
      if ('digest' in row) report.withheld += 1;
    }
    const { head } = this.#bundle;
    const ends = head.seq === report.head.seq && sameBytes(head.hash, report.head.hash);
    return ends
      ? null
      : { seq: report.head.seq, code: 'head', detail: `${head.seq} ${bytesToHex(head.hash)}` };
  }

  #rows(): Break | null {
    for (const row of this.#bundle.rows) {
      // What follows on something that is withheld can be chained, not judged.
      if ('digest' in row) return null;
      const wrong = this.#row(row);
      if (wrong !== null) return { seq: row.seq, ...wrong };
      this.#report.judged += 1;
    }
    return null;
  }

  /** The articles at rest read as their initials say. */
  #end(): Break | null {
    if (this.#report.withheld > 0) return null;
    for (const clause of this.#board.state.clauses) {
      if (clause.phase.kind === 'open') continue;
      const { hash } = clause.phase;
      if (this.#cleanHash(clause) !== hash)
        return { seq: this.#report.head.seq, code: 'wording', detail: clause.id };
      if (clause.phase.kind === 'locked') this.#report.locked.push({ clause: clause.id, hash });
    }
    return null;
  }

  #row(row: Row): Found {
    try {
      switch (row.kind) {
        case 'pen':
          return this.#pen(row);
        case 'text':
          return this.#text(row);
        case 'move':
          return this.#move(row);
      }
    } catch (error) {
      if (error instanceof LogBroken) return found('apply', error.message);
      return found('apply', error instanceof Error ? error.message : String(error));
    }
  }

  /** The next number of the seat's party, written as the table writes it. */
  #pen(row: Row): Found {
    this.#report.pens += 1;
    const taken = this.#board.takePen(row.seat);
    if (!taken.ok) return found('pen', taken.code);
    if (!sameBytes(taken.row.body, row.body)) return found('pen', `not ${taken.pen}`);
    this.#board.apply(row);
    return null;
  }

  #text(row: Row): Found {
    this.#report.texts += 1;
    const admission = this.#board.judgeText(row);
    if (!admission.ok) return found('gate', admission.code);
    if (admission.kind === 'nothing') return found('no-change');
    if (!sameBytes(admission.bytes, row.body)) return found('bytes');
    this.#board.apply(row, admission);
    return null;
  }

  #move(row: Row): Found {
    const read = readMove(row.body);
    if (read === null) return found('body');
    const { body, events } = read;
    const proposal = this.#asked(row.seat, body);
    if (proposal === null) return found('rules', 'no-seat');
    // The time by which nobody had objected is the row's own.
    if (body.move.kind === 'openUnopposed' && body.move.at > row.at) return found('rules', 'too-early');
    if (!proposal.ok) return found(proposal.code === 'bad-signature' ? 'signature' : 'rules', proposal.code);
    if (proposal.row === null)
      return found(this.#board.seqOfMove(row.seat, body.id) === undefined ? 'no-change' : 'repeated');
    if (readMove(proposal.row.body)?.events !== events) return found('events');
    this.#board.apply(row, proposal.admitted satisfies Admitted | null);
    this.#count(row.seat, body.signed !== undefined);
    return this.#opened(body) ?? this.#wordings(body.events);
  }

  /** What the rules make of the move now, or null where it is not for this seat to ask. */
  #asked(seat: SeatId, { id, move, signed }: MoveBody): Proposal | null {
    const own = ServerMove.safeParse(move);
    if (own.success !== (seat === SERVER_SEAT)) return null;
    if (!own.success) return this.#board.offerMove(seat, id, Move.parse(move), signed);
    if (signed !== undefined) return { ok: false, code: 'bad-signature' };
    return this.#board.offerServerMove(seat, id, own.data);
  }

  #count(seat: SeatId, signed: boolean): void {
    if (seat === SERVER_SEAT) {
      this.#report.served += 1;
      return;
    }
    this.#report.moves += 1;
    const count = this.#seats.get(seat) ?? { seat, key: null, signed: 0, unsigned: 0 };
    count[signed ? 'signed' : 'unsigned'] += 1;
    this.#seats.set(seat, count);
  }

  #opened({ move }: MoveBody): Found {
    if (move.kind !== 'openBoard') return null;
    if (move.board.id !== this.#bundle.board) return found('board', move.board.id);
    return move.rules > RULES ? found('rules-unknown', String(move.rules)) : null;
  }

  /** The hashes that stand in events, taken anew of the wording as it is once they have happened. */
  #wordings(events: readonly Event[]): Found {
    for (const event of events) {
      if (event.type !== 'proposed' && event.type !== 'initialled' && event.type !== 'locked') continue;
      const clause = clauseOf(this.#board.state, event.clause);
      if (clause === undefined) return found('wording', event.clause);
      const hash = event.type === 'proposed' ? this.#hashOf(clause, event.party) : this.#cleanHash(clause);
      if (hash !== event.hash) return found('wording', event.clause);
      this.#report.wordings += 1;
    }
    return null;
  }

  #hashOf(clause: ClauseState, party: string): string {
    return positionHash(clause, clauseView(this.#board.state, this.#board.text, clause), party);
  }

  #cleanHash(clause: ClauseState): string | null {
    const { state, text } = this.#board;
    return cleanHash(state, clause, clauseView(state, text, clause));
  }
}

const fromUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A move's body and its events as canonical JSON; null where it is not one, or is spelt otherwise than `bodyBytes` would. */
const readMove = (bytes: Uint8Array): { body: MoveBody; events: string } | null => {
  try {
    const text = fromUtf8.decode(bytes);
    const json: unknown = JSON.parse(text);
    if (JSON.stringify(json) !== text) return null;
    const body = MoveBody.safeParse(json);
    return body.success ? { body: body.data, events: canonicalJson(body.data.events) } : null;
  } catch {
    return null; // no UTF-8, or no JSON
  }
};
