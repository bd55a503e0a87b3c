// The page's end of the line to the replay's worker: the log is loaded once, then moments are asked for. Whoever scrubs asks
// for more moments than can be drawn: while one is on its way only the last that was asked for waits. What the worker says
// before anybody listens is kept.
import type { BoardId } from '../../shared/board.ts';
import type { Chronicle } from '../../shared/replay/replay.ts';
import type { ArticleChange, FromWorker, ToWorker } from './lines.ts';
import type { PackedRuns } from '../../shared/replay/texts.ts';
import type { MeasuredArticle } from './surveyor.ts';

export type Opening =
  | { kind: 'loading'; rows: number; of: number }
  | { kind: 'failed'; code: string }
  | { kind: 'loaded'; chronicle: Chronicle; ledger: Uint8Array };

export type ArchiveListener = {
  opening(opening: Opening): void;
  moment(seq: number, texts: readonly PackedRuns[]): void;
  measured(articles: readonly MeasuredArticle[]): void;
};

export class Archive {
  readonly #worker: Worker;
  readonly #comparisons = new Map<number, (articles: ArticleChange[]) => void>();
  /** Until somebody listens, what was said so far. */
  #listener: ArchiveListener | FromWorker[] = [];
  #asked = 0;
  #onItsWay = false;
  #waiting: number | null = null;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.#take(data));
    worker.addEventListener('error', () => this.#take({ kind: 'failed', code: 'unreadable' }));
  }

  listen(listener: ArchiveListener): void {
    const said = Array.isArray(this.#listener) ? this.#listener : [];
    this.#listener = listener;
    for (const message of said) this.#hear(message, listener);
  }

  /** @param seat which of the browser's seats; the newest where it is null */
  load(board: BoardId, seat: string | null): void {
    this.#say({ kind: 'load', board, seat });
  }

  seek(seq: number): void {
    if (this.#onItsWay) this.#waiting = seq;
    else {
      this.#onItsWay = true;
      this.#say({ kind: 'seek', seq });
    }
  }

  compare(from: number, to: number): Promise<ArticleChange[]> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve) => {
      this.#comparisons.set(id, resolve);
      this.#say({ kind: 'compare', id, from, to });
    });
  }

  close(): void {
    this.#worker.terminate();
  }

  #say(message: ToWorker): void {
    // A worker has no origin to be told.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    this.#worker.postMessage(message);
  }

  #take(message: FromWorker): void {
    if (Array.isArray(this.#listener)) this.#listener.push(message);
    else this.#hear(message, this.#listener);
  }

  #hear(message: FromWorker, listener: ArchiveListener): void {
    switch (message.kind) {
      case 'loading':
      case 'failed':
      case 'loaded':
        listener.opening(message);
        return;
      case 'moment':
        this.#onItsWay = false;
        listener.moment(message.seq, message.texts);
        if (this.#waiting !== null) {
          const next = this.#waiting;
          this.#waiting = null;
          this.seek(next);
        }
        return;
      case 'measured':
        listener.measured(message.articles);
        return;
      case 'compared':
        this.#comparisons.get(message.id)?.(message.articles);
        this.#comparisons.delete(message.id);
    }
  }
}
