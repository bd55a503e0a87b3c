// A seat's desk: what of a board, and of its log, lies before whoever sits there. The routes are handed a desk and nothing
// else, so that none of them can show an observer what is not public.
import { findIndexSS, getState, Item } from 'yjs';
import type { Doc } from 'yjs';
import type { BoardId, PartyId } from '../shared/board.ts';
import { bodyDigest } from '../shared/log.ts';
import type { LogPoint, Row, WithheldRow } from '../shared/log.ts';
import type { MovementReader } from '../shared/movement/movement-reader.ts';
import { partyIndexOf } from '../shared/pens.ts';
import { PublicBoard } from '../shared/public/public-board.ts';
import { publicReplayRow } from '../shared/public/public-replay.ts';
import { encodeReplay } from '../shared/replay/wire.ts';
import type { Role, SeatId } from '../shared/seats.ts';
import { partyOfIndex } from '../shared/state.ts';
import { boardAt } from './moment.ts';
import { keptPiece, rowsOfPiece } from './piece-keeper.ts';
import type { Room } from './room.ts';
import type { Reading } from './reading.ts';
import type { SeatRecord, Store } from './store/port.ts';

const PAGE = 2000;

export type Origin = { seq: number; at: number; party: PartyId | null; holder: SeatId | null };

export interface Desk {
  readonly board: BoardId;
  readonly epoch: string;
  /** The same object for all desks at one loaded board. */
  readonly of: object;
  /** Whether it is an observer's: what is kept for one kind of desk is not for the other. */
  readonly isPublic: boolean;
  /** Who sits here, by the record: a head may have handed over since the seat was taken. */
  readonly seat: { id: SeatId; name: string; party: PartyId | null; role: Role };
  /** Reads the board; the answer leaves once everything that it could have seen is durable. */
  read<T>(view: (reading: Reading) => T): Promise<T>;
  /** Rows of the log as this seat may see them, from `from` on, none behind row `upTo`. */
  rows(from: number, upTo: number, limit: number): Promise<(Row | WithheldRow)[]>;
  /** The same for a replay, as `encodeReplay` writes them. */
  replayBytes(from: number, upTo: number): Promise<Uint8Array>;
  /** A whole piece of the same, packed, where it is kept; null otherwise. See `piece-keeper.ts`. */
  keptPiece(piece: number): Promise<Uint8Array | null>;
  /** Hands the reader the rows behind its last, up to this one, a page at a time; `rest` is waited for between rows. */
  feed(reader: MovementReader, upTo: number, rest: () => Promise<void> | null): Promise<void>;
  /** The board as it stood, to this seat, after row `seq`. */
  moment(seq: number): Promise<Reading>;
  /** Where a character came from, and by which row this seat came to know of it; null where it knows of none. */
  character(client: number, clock: number): Promise<Origin | null>;
  /** By which row this seat came to know of a character that it sees; 0 where no row brought it. */
  typedBy(): Promise<(client: number, clock: number) => number>;
  /** When these rows, of which the seat knows, were written. */
  writtenAt(seqs: ReadonlySet<number>): Promise<ReadonlyMap<number, number>>;
  nameOf(seat: SeatId): string | null;
}

export const headOfLog = (desk: Desk): Promise<LogPoint> => desk.read(({ seq, hash }) => ({ seq, hash }));

/** The desk of whoever sits here: the whole board for a seat that acts at it, the public one for any other. */
export const deskFor = async (
  store: Store,
  room: Room,
  record: SeatRecord,
  /** Whether it is what is public that is asked for, whoever asks. */
  asPublic = false,
): Promise<Desk> => {
  const sitting = await room.table.read((board) => board.state.seats.get(record.seat));
  const { seat: id, name, party } = record;
  if (sitting === undefined) return new PublicDesk(store, room, { id, name, party, role: record.role });
  if (asPublic) return new PublicDesk(store, room, { id, name, party: null, role: 'observer' });
  return new FullDesk(store, room, { id, name, party, role: sitting.role });
};

/** What anybody may read who has no seat yet. */
export const lobbyDesk = (store: Store, room: Room): Desk =>
  new PublicDesk(store, room, { id: 'nobody', name: '', party: null, role: 'observer' });

/** What is the same for whoever reads. */
abstract class DeskInRoom {
  readonly seat: Desk['seat'];
  protected readonly store: Store;
  protected readonly room: Room;

  constructor(store: Store, room: Room, seat: Desk['seat']) {
    this.store = store;
    this.room = room;
    this.seat = seat;
  }

  get board(): BoardId {
    return this.room.board;
  }

  get of(): object {
    return this.room;
  }

  get epoch(): string {
    return this.room.table.epoch;
  }

  async writtenAt(seqs: ReadonlySet<number>): Promise<ReadonlyMap<number, number>> {
    const rows = await Promise.all([...seqs].map((seq) => this.store.rowAt(this.board, seq)));
    return new Map(rows.flatMap((row) => (row === null ? [] : [[row.seq, row.at] as const])));
  }
}

class FullDesk extends DeskInRoom implements Desk {
  readonly isPublic = false;

  read<T>(view: (reading: Reading) => T): Promise<T> {
    return this.room.table.read((board) => view(board));
  }

  async rows(from: number, upTo: number, limit: number): Promise<Row[]> {
    return (await this.store.rows(this.board, from, limit)).filter((row) => row.seq <= upTo);
  }

  replayBytes(from: number, upTo: number): Promise<Uint8Array> {
    return this.store.replayBytes(this.board, from, upTo);
  }

  keptPiece(piece: number): Promise<Uint8Array | null> {
    return keptPiece(this.store, this.board, piece);
  }

  async feed(reader: MovementReader, upTo: number, rest: () => Promise<void> | null): Promise<void> {
    while (reader.seq < upTo) {
      const rows = await this.rows(reader.seq + 1, upTo, PAGE);
      if (rows.length === 0) return;
      for (const row of rows) {
        reader.read(row);
        await (rest() ?? null);
      }
    }
  }

  async moment(seq: number): Promise<Reading> {
    return await boardAt(this.store, this.board, seq);
  }

  character(client: number, clock: number): Promise<Origin | null> {
    return originOf(this.store, this.room, client, clock);
  }

  typedBy(): Promise<(client: number, clock: number) => number> {
    return handsAt(this.room);
  }

  nameOf(seat: SeatId): string | null {
    return this.room.nameOf(seat);
  }
}

/** The last moment of the past that somebody who watches asked for: its files are asked for one after the other. */
const pasts = new WeakMap<Room, { epoch: string; asked: number; past: PublicBoard }>();

class PublicDesk extends DeskInRoom implements Desk {
  readonly isPublic = true;

  read<T>(view: (reading: Reading) => T): Promise<T> {
    return this.room.readPublic(view);
  }

  async rows(from: number, upTo: number, limit: number): Promise<(Row | WithheldRow)[]> {
    const { rows, board } = await this.#rowsWithFates(from, upTo, limit);
    return rows.map((row) => (isWhole(board, row.seq) ? row : withheld(row)));
  }

  async replayBytes(from: number, upTo: number): Promise<Uint8Array> {
    const all = await this.#knownToAll();
    if (all !== null) return this.store.replayBytes(this.board, from, Math.min(upTo, all));
    const rows = [];
    while (rows.length < upTo - from + 1) {
      const more = await this.#rowsWithFates(from + rows.length, upTo, PAGE);
      if (more.rows.length === 0) break;
      for (const row of more.rows) rows.push(publicReplayRow(more.board, row));
    }
    return encodeReplay(rows);
  }

  async keptPiece(piece: number): Promise<Uint8Array | null> {
    const all = await this.#knownToAll();
    return all === null || rowsOfPiece(piece).last > all ? null : keptPiece(this.store, this.board, piece);
  }

  async feed(reader: MovementReader, upTo: number, rest: () => Promise<void> | null): Promise<void> {
    while (reader.seq < upTo) {
      const { rows, board } = await this.#rowsWithFates(reader.seq + 1, upTo, PAGE);
      if (rows.length === 0) return;
      for (const row of rows) {
        const shown = board?.shownAt(row.seq);
        if (isWhole(board, row.seq)) reader.read(row);
        else reader.pass(row, shown);
        await (rest() ?? null);
      }
    }
  }

  /** A public board of its own, stopped there. */
  async moment(seq: number): Promise<Reading> {
    const known = await this.room.publicBoard();
    if (known === null) return await boardAt(this.store, this.board, seq);
    const kept = pasts.get(this.room);
    if (kept?.epoch === this.epoch && kept.asked === seq) return kept.past;
    const past = new PublicBoard();
    while (past.seq < seq) {
      const rows = await this.store.rows(this.board, past.read + 1, PAGE);
      if (rows.length === 0) break;
      for (const row of rows) if (past.seq < seq) past.take(row, seq);
    }
    past.release(Number.MAX_SAFE_INTEGER, seq);
    pasts.set(this.room, { epoch: this.epoch, asked: seq, past });
    return past;
  }

  /** Only of characters that stand in the public texts; what came behind closed doors came when they opened. */
  async character(client: number, clock: number): Promise<Origin | null> {
    const board = await this.room.publicBoard();
    if (board === null) return originOf(this.store, this.room, client, clock);
    if (!isAlive(board.doc, client, clock)) return null;
    const origin = await originOf(this.store, this.room, client, clock);
    const by = origin === null ? null : board.knownBy(origin.seq);
    const row = by === null ? null : await this.store.rowAt(this.board, by);
    return origin === null || row === null ? null : { ...origin, seq: row.seq, at: row.at };
  }

  /** What came behind closed doors came when they opened. */
  async typedBy(): Promise<(client: number, clock: number) => number> {
    const typed = await handsAt(this.room);
    const board = await this.room.publicBoard();
    return (client, clock) => {
      const seq = typed(client, clock);
      return board === null || seq === 0 ? seq : (board.knownBy(seq) ?? 0);
    };
  }

  nameOf(): null {
    return null;
  }

  /** The newest row, where nothing was ever kept from anybody up to it; null otherwise. Both are of one moment. */
  #knownToAll(): Promise<number | null> {
    return this.room.table.read(({ seq, state }) => (state.guarded ? null : seq));
  }

  /** Rows as the store has them, none that is not public yet, with the board that knows which are whole. */
  async #rowsWithFates(
    from: number,
    upTo: number,
    limit: number,
  ): Promise<{ rows: Row[]; board: PublicBoard | null }> {
    const board = await this.room.publicBoard();
    const last = Math.min(upTo, await this.read(({ seq }) => seq));
    const rows = await this.store.rows(this.board, from, limit);
    return { rows: rows.filter((row) => row.seq <= last), board };
  }
}

/** `board` null: nothing was ever kept from anybody. */
const isWhole = (board: PublicBoard | null, seq: number): boolean =>
  board === null || board.fateOf(seq) === 'whole';

const withheld = ({ seq, at, kind, seat, hash, salt, body }: Row): WithheldRow => ({
  seq,
  at,
  kind,
  seat,
  hash,
  digest: bodyDigest(salt, body),
});

const handsAt = async ({ table }: Room): Promise<(client: number, clock: number) => number> => {
  const { hands } = await table.read((board) => board.parts);
  return (client, clock) => hands.seqOf(client, clock);
};

const originOf = async (store: Store, room: Room, client: number, clock: number): Promise<Origin | null> => {
  const found = await room.table.read((board) => {
    // The gate's bookkeeping answers for characters to come as well; only the document knows which there are.
    const known = clock < getState(board.doc.store, client);
    return {
      seq: known ? board.parts.hands.seqOf(client, clock) : 0,
      holder: board.parts.pens.get(client) ?? null,
      party: partyOfIndex(board.state, partyIndexOf(client)),
    };
  });
  const row = found.seq === 0 ? null : await store.rowAt(room.board, found.seq);
  return row === null ? null : { ...found, at: row.at };
};

const isAlive = (doc: Doc, client: number, clock: number): boolean => {
  const structs = doc.store.clients.get(client);
  if (structs === undefined || clock >= getState(doc.store, client)) return false;
  const struct = structs[findIndexSS(structs, clock)];
  return struct instanceof Item && !struct.deleted;
};
