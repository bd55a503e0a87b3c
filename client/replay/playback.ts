// Where in the past one is, and whether it goes by: what the bar of a replay shows and its buttons change. The replay's own
// clock is handed in as frames, so that a test can be the clock.
import { advance } from './playing.ts';
import type { Hand, Speed } from './playing.ts';
import type { Course } from './course.ts';

export type Playing = {
  seq: number;
  isPlaying: boolean;
  speed: Speed;
  skipIdle: boolean;
  /** The moment with which this one is compared, if any. */
  mark: number | null;
};

/** Asks for a frame, which is told the time in milliseconds; returns how to call it off. */
export type Frames = (frame: (now: number) => void) => () => void;

/** A window that was hidden does not make up for the time in one leap. */
const LONGEST_FRAME = 250;

export class Playback {
  readonly course: Course;
  readonly #frames: Frames;
  readonly #show: (seq: number) => void;
  readonly #listeners = new Set<() => void>();
  #playing: Playing;
  #hand: Hand;
  #last: number | null = null;
  #stop: (() => void) | null = null;

  /** @param show is called with every moment that is come to */
  constructor(course: Course, seq: number, show: (seq: number) => void, frames: Frames) {
    this.course = course;
    this.#show = show;
    this.#frames = frames;
    this.#hand = { seq, waited: 0 };
    this.#playing = { seq, isPlaying: false, speed: 8, skipIdle: true, mark: null };
    show(seq);
  }

  snapshot(): Playing {
    return this.#playing;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  go(seq: number): void {
    const to = Math.min(this.course.last, Math.max(1, seq));
    this.#hand = { seq: to, waited: 0 };
    this.#arrive(to);
  }

  /** Plays on; from the beginning where the end has been reached. */
  play(): void {
    if (this.#playing.isPlaying) return;
    if (this.#hand.seq >= this.course.last) this.go(this.course.beginning);
    this.#become({ isPlaying: true });
    this.#last = null;
    this.#await();
  }

  pause(): void {
    this.#stop?.();
    this.#stop = null;
    this.#become({ isPlaying: false });
  }

  set(options: Partial<Pick<Playing, 'speed' | 'skipIdle' | 'mark'>>): void {
    this.#become(options);
  }

  close(): void {
    this.#stop?.();
    this.#listeners.clear();
  }

  #await(): void {
    this.#stop = this.#frames((now) => this.#frame(now));
  }

  #frame(now: number): void {
    if (!this.#playing.isPlaying) return;
    const elapsed = Math.min(LONGEST_FRAME, now - (this.#last ?? now));
    this.#last = now;
    const before = this.#hand.seq;
    this.#hand = advance(this.course.chronicle.at, this.#hand, elapsed, this.#playing);
    if (this.#hand.seq !== before) this.#arrive(this.#hand.seq);
    if (this.#hand.seq >= this.course.last) this.pause();
    else this.#await();
  }

  #arrive(seq: number): void {
    if (seq === this.#playing.seq) return;
    this.#show(seq);
    this.#become({ seq });
  }

  #become(change: Partial<Playing>): void {
    this.#playing = { ...this.#playing, ...change };
    for (const listener of this.#listeners) listener();
  }
}
