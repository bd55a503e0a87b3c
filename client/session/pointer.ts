// Where the own caret is, told at most every 50 ms: the last place always gets through.
import * as encoding from 'lib0/encoding';
import type { Clock } from './clock.ts';
import type { Acts } from './view.ts';

export type Place = Parameters<Acts['point']>[0];

const PACE_MS = 50;

export class Pointer {
  readonly #clock: Clock;
  readonly #send: (place: Place) => void;
  #place: Place = null;
  #told = 'null';
  #sentAt = -Infinity;
  #cancel: (() => void) | null = null;

  constructor(clock: Clock, send: (place: Place) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  point(place: Place): void {
    this.#place = place;
    this.#tellInTime();
  }

  /** Tells again where one is: a new line knows nothing. */
  repeat(): void {
    this.#told = 'null';
    this.#tellInTime();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #tellInTime(): void {
    if (this.#cancel !== null) return;
    const wait = this.#sentAt + PACE_MS - this.#clock.now();
    if (wait <= 0) this.#tell();
    else
      this.#cancel = this.#clock.later(wait, () => {
        this.#cancel = null;
        this.#tell();
      });
  }

  #tell(): void {
    const place = JSON.stringify(this.#place);
    if (place === this.#told) return;
    this.#told = place;
    this.#sentAt = this.#clock.now();
    this.#send(this.#place);
  }
}

/** An awareness update (y-protocols) of one entry, the own pen's. */
export const awarenessOf = (pen: number, clock: number, place: Place): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, pen);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarString(encoder, JSON.stringify(place));
  return encoding.toUint8Array(encoder);
};
