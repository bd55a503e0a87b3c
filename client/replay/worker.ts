// The replay's worker: it holds the log, and reads it at the moments that the page asks for, so that the page never waits
// for more than what changes on it.
import { config } from 'zod';
import { Replay } from '../../shared/replay/replay.ts';
import { compareMoments } from './compare.ts';
import type { FromWorker, ToWorker } from './lines.ts';
import { loadRows } from './load.ts';
import { Surveyor } from './surveyor.ts';

config({ jitless: true }); // a page of ours may not make code out of words, and the schemas need not try

let replay: Replay | null = null;
let surveyor: Surveyor | null = null;
let shown = 0;

const say = (message: FromWorker, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

const load = async ({ board, seat }: Extract<ToWorker, { kind: 'load' }>): Promise<void> => {
  try {
    const loaded = await loadRows(board, seat, (rows, of) => say({ kind: 'loading', rows, of }));
    if (!loaded.ok) return say({ kind: 'failed', code: loaded.code });
    replay = new Replay(loaded.intake);
  } catch (error) {
    console.error('the log cannot be read', error);
    return say({ kind: 'failed', code: 'unreadable' });
  }
  const { chronicle, ledger } = replay;
  surveyor = new Surveyor(
    replay,
    (articles) => say({ kind: 'measured', articles }),
    (task, wait) => void setTimeout(task, wait),
  );
  say({ kind: 'loaded', chronicle, ledger }, [ledger.buffer]);
};

const seek = (past: Replay, seq: number): void => {
  const texts = past.texts.changed(shown, seq).map((name) => past.texts.packed(name, seq));
  shown = seq;
  surveyor?.go(seq);
  say(
    { kind: 'moment', seq, texts },
    texts.flatMap(({ clients, clocks, lengths }) => [clients.buffer, clocks.buffer, lengths.buffer]),
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
