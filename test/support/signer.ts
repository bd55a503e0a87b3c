// A seat that signs its moves, as a browser does, with a key made of a number so that a test can be played again.
import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Move, MoveId } from '../../shared/moves.ts';
import type { SeatId } from '../../shared/seats.ts';
import { signedBytes } from '../../shared/signing.ts';
import type { SignedMove } from '../../shared/signing.ts';
import type { LogTable, Outcome } from './log-table.ts';

export class TestSigner {
  readonly #table: LogTable;
  readonly #seat: SeatId;
  readonly #secret: Uint8Array;
  readonly key: string;

  constructor(table: LogTable, seat: SeatId, seed: number) {
    this.#table = table;
    this.#seat = seat;
    this.#secret = new Uint8Array(32).fill(seed);
    this.key = bytesToHex(ed25519.getPublicKey(this.#secret));
  }

  shows(): Outcome {
    return this.moves({ kind: 'showKey', key: this.key });
  }

  moves(move: Move, id: MoveId = this.#table.newId()): Outcome {
    return this.#table.move(this.#seat, move, id, this.signs(id, move));
  }

  /** The signature of a move on row `on`, the newest where it is left out. */
  signs(id: MoveId, move: Move, on = this.#table.working.seq): SignedMove {
    const hash = bytesToHex(this.#table.rows[on - 1]!.hash);
    const board = this.#table.working.state.board?.id ?? '';
    const bytes = signedBytes({ board, seat: this.#seat, id, move, on, hash });
    return { on, hash, by: this.key, signature: bytesToHex(ed25519.sign(bytes, this.#secret)) };
  }
}
