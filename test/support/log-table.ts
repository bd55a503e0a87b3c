// A table without transport or store: what is asked is decided, becomes a row, is applied, and told to who listens.
import type { Event } from '../../shared/events.ts';
import { rowHash } from '../../shared/log.ts';
import type { Row } from '../../shared/log.ts';
import type { Move, MoveId, ServerMove } from '../../shared/moves.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { MoveBody, readBody } from '../../shared/row-bodies.ts';
import { SERVER_SEAT } from '../../shared/seats.ts';
import type { SeatId } from '../../shared/seats.ts';
import type { SignedMove } from '../../shared/signing.ts';
import { WorkingBoard } from '../../shared/working-board.ts';
import type { Proposal } from '../../shared/working-board.ts';

export type Outcome = { ok: true; row: Row | null; events: Event[] } | { ok: false; code: RefusalCode };
type Listener = (row: Row, update: Uint8Array | null) => void;

export class LogTable {
  working = new WorkingBoard();
  /** Signs moves for the seats that have a key, where a test says how. */
  signs: ((seat: SeatId, id: MoveId, move: Move) => SignedMove | undefined) | null = null;
  readonly rows: Row[] = [];
  readonly #listeners: Listener[] = [];
  #moves = 0;

  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  text(pen: number, frame: unknown): Outcome {
    return this.#take(this.working.offerText(pen, frame));
  }

  move(seat: SeatId, move: Move, id: MoveId = this.newId(), signed?: SignedMove): Outcome {
    const signature = signed ?? this.signs?.(seat, id, move);
    return this.#take(this.working.offerMove(seat, id, move, signature));
  }

  serve(move: ServerMove, id: MoveId = this.newId()): Outcome {
    return this.#take(this.working.offerServerMove(SERVER_SEAT, id, move));
  }

  /** A pen for the seat, or why it gets none. */
  sit(seat: SeatId): { ok: true; pen: number } | { ok: false; code: RefusalCode } {
    const taken = this.working.takePen(seat);
    if (!taken.ok) return taken;
    this.#write(taken.row, null);
    return { ok: true, pen: taken.pen };
  }

  newId(): MoveId {
    this.#moves += 1;
    return `move-${String(this.#moves).padStart(6, '0')}`;
  }

  #take(proposal: Proposal): Outcome {
    if (!proposal.ok) return { ok: false, code: proposal.code };
    if (proposal.row === null) return { ok: true, row: null, events: [] };
    const row = this.#write(proposal.row, proposal.admitted);
    return { ok: true, row, events: row.kind === 'move' ? readBody(MoveBody, row.body).events : [] };
  }

  #write(
    draft: Pick<Row, 'kind' | 'seat' | 'body'>,
    admitted: Parameters<WorkingBoard['apply']>[1] = null,
  ): Row {
    const seq = this.working.seq + 1;
    const header = { seq, at: 1_760_000_000_000 + seq * 250, kind: draft.kind, seat: draft.seat };
    const content = { salt: new Uint8Array(16).fill(seq), body: draft.body };
    const row: Row = { ...header, ...content, hash: rowHash(this.working.hash, header, content) };
    const update = this.working.apply(row, admitted);
    this.rows.push(row);
    for (const listener of this.#listeners) listener(row, update);
    return row;
  }
}
