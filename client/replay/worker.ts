// The replay's worker: it holds the log, and reads it at the moments that the page asks for, so that the page never waits
// for more than what changes on it.
import { config } from 'zod';
import { Replay } from '../../shared/replay/replay.ts';
import { compareMoments } from './compare.ts';
import type { FromWorker, ToWorker } from './lines.ts';
import { loadRows } from './load.ts';
import { buffersOf, packRuns } from './past-document.ts';

config({ jitless: true }); // a page of ours may not make code out of words, and the schemas need not try

let replay: Replay | null = null;
let shown = 0;

const say = (message: FromWorker, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

const load = async ({ board, seat }: Extract<ToWorker, { kind: 'load' }>): Promise<void> => {
  const loaded = await loadRows(board, seat, (rows, of) => say({ kind: 'loading', rows, of }));
  if (!loaded.ok) return say({ kind: 'failed', code: loaded.code });
  try {
    replay = new Replay(loaded.rows);
  } catch (error) {
    console.error('the log cannot be read', error);
    return say({ kind: 'failed', code: 'unreadable' });
  }
  say({ kind: 'loaded', chronicle: replay.chronicle, entries: [...replay.states.entries] });
};

const seek = (past: Replay, seq: number): void => {
  const texts = past.texts.changed(shown, seq).map((name) => packRuns(name, past.texts.runs(name, seq)));
  shown = seq;
  say(
    { kind: 'moment', seq, texts },
    texts.flatMap(buffersOf).filter((buffer) => buffer instanceof ArrayBuffer),
  );
};

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.kind) {
    case 'load':
      void load(data);
      return;
    case 'seek':
      if (replay !== null) seek(replay, data.seq);
      return;
    case 'compare':
      if (replay !== null)
        say({ kind: 'compared', id: data.id, articles: compareMoments(replay, data.from, data.to) });
  }
});
