// A log as it comes in for a replay, rows after rows. What they hold is taken over as they come, so that neither the rows
// nor their bytes need be kept, and little is left to do when the last has come.
import { fromBase64 } from 'lib0/buffer';
import * as decoding from 'lib0/decoding';
import type { LedgerEntry } from '../events.ts';
import { ROW_KINDS } from '../log.ts';
import { AllCharacters } from './all-characters.ts';
import { PackedLedger } from './ledger.ts';
import type { Headers } from './ledger.ts';
import { PastTexts } from './texts.ts';
import type { ReplayRow, RowColumns } from './wire.ts';

const [TEXT, MOVE] = [ROW_KINDS.indexOf('text'), ROW_KINDS.indexOf('move')];

/** How the body of such a row begins; any other begins with its id. */
const BRINGS_TEXT = new TextEncoder().encode('{"text":"');

const fromUtf8 = new TextDecoder('utf-8', { fatal: true });

export class Intake {
  readonly #characters = new AllCharacters();
  readonly #ledger = new PackedLedger();
  readonly #at: number[] = [0];
  readonly #kind: number[] = [0];
  readonly #seat: number[] = [0];
  readonly #seats = new Map<string, number>();

  /** Takes in the next rows. Throws where they do not follow. */
  take(rows: Iterable<ReplayRow>): void {
    for (const { seq, at, kind, seat, body } of rows) {
      this.#takeHeader(seq, at, ROW_KINDS.indexOf(kind), this.#seatOf(seat));
      if (kind === 'text') this.#characters.take(body, seq);
      if (kind === 'move') this.#takeMove(body, seq);
    }
  }

  /** The same of a piece as it came over the wire, without making rows of it. */
  takeColumns({ first, count, kind, seat, seats, at, bytes, begin, ends }: RowColumns): void {
    const known = seats.map((each) => this.#seatOf(each));
    const from = decoding.createDecoder(bytes);
    for (let i = 0; i < count; i += 1) {
      const [start, end] = [i === 0 ? begin : (ends[i - 1] ?? 0), ends[i] ?? 0];
      this.#takeHeader(first + i, at[i] ?? 0, kind[i] ?? 0, known[seat[i] ?? 0] ?? 0);
      from.pos = start;
      if (kind[i] === TEXT) this.#characters.read(from, first + i);
      if (kind[i] === MOVE) this.#takeMove(bytes.subarray(start, end), first + i);
    }
  }

  /** All that came in; nothing more can come. Throws where it makes no sense. */
  finish(): { headers: Headers; ledger: Uint8Array<ArrayBuffer>; entries: LedgerEntry[]; texts: PastTexts } {
    const headers = {
      at: Float64Array.from(this.#at),
      kind: Uint8Array.from(this.#kind),
      seat: Uint16Array.from(this.#seat),
      seats: [...this.#seats.keys()],
    };
    const ledger = this.#ledger.bytes();
    const entries = PackedLedger.read(ledger, headers);
    for (const { seq, events } of entries)
      for (const event of events)
        if (event.type === 'removed')
          for (const [client, clock, length] of event.ranges)
            this.#characters.remove(client, clock, length, seq);
    this.#characters.finish();
    const texts = PastTexts.of(this.#characters);
    this.#characters.empty();
    return { headers, ledger, entries, texts };
  }

  /** With what the row brought of the texts, where it stands for others that are withheld (`shared/public/public-replay.ts`). */
  #takeMove(body: Uint8Array, seq: number): void {
    this.#ledger.take(body);
    if (!BRINGS_TEXT.every((byte, i) => body[i] === byte)) return;
    const { text }: { text: string } = JSON.parse(fromUtf8.decode(body));
    this.#characters.take(fromBase64(text), seq);
  }

  #seatOf(seat: string): number {
    const known = this.#seats.get(seat) ?? this.#seats.size;
    this.#seats.set(seat, known);
    return known;
  }

  #takeHeader(seq: number, at: number, kind: number, seat: number): void {
    if (seq !== this.#at.length) throw new Error(`row ${seq} stands where row ${this.#at.length} should`);
    this.#at.push(at);
    this.#kind.push(kind);
    this.#seat.push(seat);
  }
}
