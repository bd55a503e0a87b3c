// A board while it works: what its log adds up to so far, and what would become of the next request. The server's
// table, a replay and whoever checks a log all stand on it; it knows neither clock, transport nor store.
import * as decoding from 'lib0/decoding';
import { hexToBytes } from '@noble/hashes/utils.js';
import * as Y from 'yjs';
import type { z } from 'zod';
import { LANGUAGES, rootOf } from './board.ts';
import { decide, decideForServer } from './decide/decide.ts';
import type { Event, LedgerEntry } from './events.ts';
import { evolveEntry } from './evolve.ts';
import { protectedBy, writable } from './gate-policy.ts';
import { admit } from './gate/admit.ts';
import type { Admitted, GatePolicy, GateRefusal } from './gate/admit.ts';
import { applyAdmitted } from './gate/apply.ts';
import { Hands } from './gate/bases.ts';
import { LIVE_LIMITS, LOG_LIMITS, RESEND_LIMITS } from './gate/limits.ts';
import type { Limits } from './gate/limits.ts';
import { LEDGER_ROOT, ledgerUpdate } from './ledger.ts';
import { genesisHash } from './log.ts';
import type { Row, RowHeader } from './log.ts';
import { MoveBody, PenBody, bodyBytes, readBody } from './row-bodies.ts';
import type { Move, MoveId, ServerMove } from './moves.ts';
import { LEDGER_CLIENT, penAfter } from './pens.ts';
import { RecentRows } from './recent-rows.ts';
import type { RefusalCode } from './refusals.ts';
import { Crowding } from './gate/crowding.ts';
import type { SeatId } from './seats.ts';
import type { SignedMove } from './signing.ts';
import { signatureHolds } from './signing.ts';
import { emptyState, indexOfParty } from './state.ts';
import type { BoardState } from './state.ts';
import { viewOf } from './text/characters.ts';
import type { TextView } from './text/characters.ts';

/** A row that should be written, as far as the rules go: time, salt and hash are the writer's. */
export type RowDraft = Pick<RowHeader, 'kind' | 'seat'> & { body: Uint8Array };

export type Proposal =
  /** It changes the board: write this row, then `apply` it. */
  | { ok: true; row: RowDraft; admitted: Admitted | null }
  /** It is all there already. */
  | { ok: true; row: null }
  | { ok: false; code: RefusalCode; detail?: string };

/** What the parts of a board's keyframe are. */
export type BoardParts = {
  doc: Y.Doc;
  state: BoardState;
  entries: number;
  pens: Map<number, SeatId>;
  hands: Hands;
  moves: Map<string, number>;
  /** When each root's characters last changed (ms epoch), by root. */
  changed: Map<string, number>;
  seq: number;
  /** When the newest row was written (ms epoch); 0 before the first. */
  at: number;
  hash: Uint8Array;
  /** Hashes of the newest rows, on which a move may be signed. */
  recent: RecentRows;
};

/** The log does not add up: a row in it could not have been written by these rules. */
export class LogBroken extends Error {
  readonly seq: number;

  constructor(seq: number, why: string) {
    super(`row ${seq} does not follow from the rows before it: ${why}`);
    this.name = 'LogBroken';
    this.seq = seq;
  }
}

const ORIGIN = Symbol('log');

export class WorkingBoard {
  readonly #parts: BoardParts;
  readonly #crowding: Crowding;
  readonly text: TextView;

  constructor(parts?: BoardParts) {
    this.#parts = parts ?? blankParts();
    this.#crowding = new Crowding(this.#parts.doc);
    this.text = viewOf(this.#parts.doc);
  }

  get parts(): Readonly<BoardParts> {
    return this.#parts;
  }

  get doc(): Y.Doc {
    return this.#parts.doc;
  }

  get state(): BoardState {
    return this.#parts.state;
  }

  get changed(): ReadonlyMap<string, number> {
    return this.#parts.changed;
  }

  get pens(): ReadonlyMap<number, SeatId> {
    return this.#parts.pens;
  }

  get seq(): number {
    return this.#parts.seq;
  }

  get at(): number {
    return this.#parts.at;
  }

  get hash(): Uint8Array {
    return this.#parts.hash;
  }

  /** Whether the pen was handed to this seat. */
  holds(pen: number, seat: SeatId): boolean {
    return this.#parts.pens.get(pen) === seat;
  }

  pensOf(seat: SeatId): number[] {
    return [...this.#parts.pens].filter(([, holder]) => holder === seat).map(([pen]) => pen);
  }

  /** The pen that the next `takePen` of this seat would hand out, or why it gets none. */
  takePen(seat: SeatId): { ok: true; pen: number; row: RowDraft } | { ok: false; code: RefusalCode } {
    const sitting = this.state.seats.get(seat);
    if (sitting === undefined) return { ok: false, code: 'no-seat' };
    let last = LEDGER_CLIENT;
    for (const held of this.#parts.pens.keys()) last = Math.max(last, held);
    const pen = penAfter(last, indexOfParty(this.state, sitting.party));
    return { ok: true, pen, row: { kind: 'pen', seat, body: bodyBytes({ pen, seat }) } };
  }

  /** What becomes of a frame that arrives on this pen: the gate decides. */
  offerText(pen: number, frame: unknown): Proposal {
    const large = frame instanceof Uint8Array && frame.length > LIVE_LIMITS.bytes;
    const admission = this.#admit(pen, frame, large ? RESEND_LIMITS : LIVE_LIMITS);
    if (!admission.ok) return admission;
    if (admission.kind === 'nothing') return { ok: true, row: null };
    const seat = this.#parts.pens.get(pen) ?? '';
    return { ok: true, row: { kind: 'text', seat, body: admission.bytes }, admitted: admission };
  }

  /**
   * What becomes of a move: `decide` decides, once for each id a seat gives. A seat that has shown a key signs its moves,
   * the one that shows it included; nobody else's are signed.
   */
  offerMove(seat: SeatId, id: MoveId, move: Move, signed?: SignedMove): Proposal {
    if (this.seqOfMove(seat, id) !== undefined) return { ok: true, row: null };
    if (!this.#isSignedAsItMust(seat, id, move, signed)) return { ok: false, code: 'bad-signature' };
    return this.#recorded(seat, id, move, decide(this.state, this.text, move, seat), signed);
  }

  #isSignedAsItMust(seat: SeatId, id: MoveId, move: Move, signed: SignedMove | undefined): boolean {
    const sitting = this.state.seats.get(seat);
    const key = sitting?.key ?? (move.kind === 'showKey' ? move.key : undefined);
    if (signed === undefined || key === undefined) return signed === undefined && key === undefined;
    const { on, hash } = signed;
    const board = this.state.board?.id ?? '';
    const known = signed.by === key && this.#parts.recent.has(on, hexToBytes(hash));
    return known && signatureHolds({ board, seat, id, move, on, hash }, signed);
  }

  /** What the server itself does, once for each id too; `seat` stands in the row as who did it. */
  offerServerMove(seat: SeatId, id: MoveId, move: ServerMove): Proposal {
    if (this.seqOfMove(seat, id) !== undefined) return { ok: true, row: null };
    return this.#recorded(seat, id, move, decideForServer(this.state, move));
  }

  /** The seq under which a move was recorded, if it was. */
  seqOfMove(seat: SeatId, id: MoveId): number | undefined {
    return this.#parts.moves.get(`${seat}/${id}`);
  }

  /**
   * Applies the next row of the log.
   * @param admitted what the gate answered just now; a row read back from a log is put through the gate again
   * @returns the Yjs update to send on, or null where the row changes no document
   * @throws LogBroken where the row does not follow; the board must then be dropped and loaded again
   */
  apply(row: Row, admitted: Admitted | null = null): Uint8Array | null {
    if (row.seq !== this.seq + 1) throw new LogBroken(row.seq, `it comes after row ${this.seq}`);
    const update = this.#applyBody(row, admitted);
    this.#parts.seq = row.seq;
    this.#parts.at = row.at;
    this.#parts.hash = row.hash;
    this.#parts.recent.add(row.seq, row.hash);
    return update;
  }

  #applyBody(row: Row, admitted: Admitted | null): Uint8Array | null {
    switch (row.kind) {
      case 'pen': {
        const { pen, seat } = bodyOf(PenBody, row);
        this.#parts.pens.set(pen, seat);
        this.#parts.hands.openPen(pen, row.seq);
        return null;
      }
      case 'text':
        return this.#applyText(row, admitted ?? this.#admitAgain(row));
      case 'move':
        return this.#applyMove(row);
    }
  }

  #applyText(row: Row, admitted: Admitted): Uint8Array | null {
    const { update } = applyAdmitted(this.doc, admitted, ORIGIN);
    this.#parts.hands.accept(admitted, row.seq);
    this.#crowding.grew(admitted);
    for (const root of admitted.roots) this.#parts.changed.set(root, row.at);
    return update;
  }

  #applyMove(row: Row): Uint8Array {
    const { id, events } = bodyOf(MoveBody, row);
    const entry: LedgerEntry = { seq: row.seq, at: row.at, seat: row.seat, move: id, events };
    const update = ledgerUpdate(this.#parts.entries, entry);
    Y.applyUpdate(this.doc, update, ORIGIN);
    this.#parts.entries += 1;
    this.#parts.moves.set(`${row.seat}/${id}`, row.seq);
    this.#parts.state = evolveEntry(this.state, entry);
    this.#noteRoots(events, row.at);
    this.#crowding.forget();
    return update;
  }

  /** A clause's texts exist from the moment it is on the agenda; and words come and go by moves too. */
  #noteRoots(events: readonly Event[], at: number): void {
    for (const event of events) {
      if (event.type === 'clauseAdded')
        for (const lang of LANGUAGES) this.doc.getText(rootOf(event.clause.id, lang));
      if (event.type === 'adopted' || event.type === 'struck')
        this.#parts.changed.set(rootOf(event.clause, event.lang), at);
      if (event.type === 'accepted')
        for (const lang of LANGUAGES)
          if (event.adopted[lang].length + event.struck[lang].length > 0)
            this.#parts.changed.set(rootOf(event.clause, lang), at);
    }
  }

  #recorded(
    seat: SeatId,
    id: MoveId,
    move: Move | ServerMove,
    decision: ReturnType<typeof decide>,
    signed?: SignedMove,
  ): Proposal {
    if (!decision.ok) return decision;
    if (decision.events.length === 0) return { ok: true, row: null };
    const said = { id, move, events: decision.events };
    const body = bodyBytes(signed === undefined ? said : { ...said, signed });
    return { ok: true, row: { kind: 'move', seat, body }, admitted: null };
  }

  #policy(pen: number): GatePolicy | null {
    const seat = this.state.seats.get(this.#parts.pens.get(pen) ?? '');
    if (seat === undefined) return null;
    return {
      pen,
      writable: writable(this.state, seat),
      protects: protectedBy(this.state),
      seqOf: (client, clock) => this.#parts.hands.seqOf(client, clock),
      base: this.#parts.hands.baseOf(pen),
      itemsIn: (root, most) => this.#crowding.itemsIn(root, most),
    };
  }

  #admit(pen: number, frame: unknown, limits: Limits): Admitted | GateRefusal {
    const policy = this.#policy(pen);
    if (policy === null) return { ok: false, code: 'no-pen', detail: String(pen) };
    return admit(this.doc, frame, policy, limits);
  }

  /**
   * What the gate says of a text row that is read back: whether it admits it on a pen of its seat, and as which bytes. The
   * bytes name the pen where they insert; where they only delete, any pen of the seat is judged alike.
   */
  judgeText(row: Pick<Row, 'seat' | 'body'>): Admitted | GateRefusal {
    const pen = penOf(row.body) ?? this.pensOf(row.seat).at(-1) ?? -1;
    if (!this.holds(pen, row.seat)) return { ok: false, code: 'no-pen', detail: String(pen) };
    return this.#admit(pen, row.body, LOG_LIMITS);
  }

  #admitAgain(row: Row): Admitted {
    const admission = this.judgeText(row);
    if (!admission.ok) throw new LogBroken(row.seq, `the gate refuses it (${admission.code})`);
    return admission;
  }
}

const bodyOf = <T>(schema: z.ZodType<T>, row: Row): T => {
  try {
    return readBody(schema, row.body);
  } catch (error) {
    throw new LogBroken(row.seq, `its body cannot be read (${String(error)})`);
  }
};

/** The pen that canonical bytes insert with, null where they only delete: one section, its struct count, its client. */
const penOf = (bytes: Uint8Array): number | null => {
  const decoder = decoding.createDecoder(bytes);
  try {
    if (decoding.readVarUint(decoder) === 0) return null;
    decoding.readVarUint(decoder);
    return decoding.readVarUint(decoder);
  } catch {
    return null; // they are no canonical bytes, as the gate will say
  }
};

const blankParts = (): BoardParts => {
  const doc = new Y.Doc({ gc: true });
  doc.getArray(LEDGER_ROOT);
  return {
    doc,
    state: emptyState,
    entries: 0,
    pens: new Map(),
    hands: new Hands(),
    moves: new Map(),
    changed: new Map(),
    seq: 0,
    at: 0,
    hash: genesisHash(),
    recent: new RecentRows(),
  };
};
