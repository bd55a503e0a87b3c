// Opens a board's past for the page: finds the seat, has the worker load the log, and holds the table and the playback that
// stand on it for as long as the page is open.
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { BoardId } from '../../shared/board.ts';
import { PackedLedger } from '../../shared/replay/ledger.ts';
import { fetchSeat } from '../lobby/boards.ts';
import type { OwnSeat } from '../session/view.ts';
import type { Archive, Opening } from './archive.ts';
import { takeArchive } from './begin.ts';
import { Course } from './course.ts';
import { Playback } from './playback.ts';
import type { Playing } from './playback.ts';
import { seqAsked } from './playing.ts';
import { ReplayTable } from './replay-table.ts';
import { RestingView } from './resting.ts';

export type OpenReplay = {
  table: ReplayTable;
  /** The same table, for what need not follow at once. */
  rested: RestingView;
  archive: Archive;
  playback: Playback;
};
export type ReplayOpening =
  | { kind: 'asking' }
  | { kind: 'noSeat' }
  | Exclude<Opening, { kind: 'loaded' }>
  | { kind: 'open'; replay: OpenReplay };

const frames = (frame: (now: number) => void): (() => void) => {
  const asked = requestAnimationFrame(frame);
  return () => cancelAnimationFrame(asked);
};

/** The table is told once its first moment is on it. */
const openReplay = (
  archive: Archive,
  board: BoardId,
  seat: OwnSeat,
  asked: string | null,
  tell: (opening: ReplayOpening) => void,
): { close(): void } => {
  let open: Omit<OpenReplay, 'rested'> | null = null;
  let rested: RestingView | null = null;
  const opening = (what: Opening): void => {
    if (what.kind !== 'loaded') return tell(what);
    const { chronicle } = what;
    const entries = PackedLedger.read(what.ledger, chronicle);
    const course = new Course(chronicle, entries);
    const table = new ReplayTable(board, seat, entries);
    const first = seqAsked(asked, chronicle.at) ?? course.beginning;
    const playback = new Playback(course, first, (seq) => archive.seek(seq), frames);
    open = { table, archive, playback };
  };
  archive.listen({
    opening,
    measured: (articles) => open?.table.measures.take(articles),
    moment: (seq, texts) => {
      if (open === null) return;
      const { table } = open;
      const isFirst = table.snapshot().seq === 0;
      table.show(seq, texts);
      if (!isFirst) return;
      rested = new RestingView(table);
      tell({ kind: 'open', replay: { ...open, rested } });
    },
  });
  return {
    close: () => {
      open?.playback.close();
      rested?.close();
      open?.table.close();
    },
  };
};

/** @param asked the moment that the address names, for the beginning */
export const useReplay = (board: BoardId, asked: string | null): ReplayOpening => {
  const [opening, setOpening] = useState<ReplayOpening>({ kind: 'asking' });
  const [first] = useState(asked);
  useEffect(() => {
    const gone = new AbortController();
    let opened: { close(): void } | null = null;
    // It loads while the seat is asked for.
    const archive = takeArchive(board);
    void fetchSeat(board, gone.signal).then((seat) => {
      if (gone.signal.aborted) return;
      if (seat === null) setOpening({ kind: 'noSeat' });
      else opened = openReplay(archive, board, seat, first, setOpening);
    });
    return () => {
      gone.abort();
      opened?.close();
      archive.close();
      setOpening({ kind: 'asking' });
    };
  }, [board, first]);
  return opening;
};

export const usePlaying = (playback: Playback): Playing =>
  useSyncExternalStore(
    (listener) => playback.subscribe(listener),
    () => playback.snapshot(),
  );
