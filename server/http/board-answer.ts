// A board as the lobby shows it: what it is called, how far it has come, and which seats are free.
import { clauseView } from '../../shared/clause.ts';
import { headOf, partiesOf, sittingNow } from '../../shared/state.ts';
import { isClosed } from '../../shared/text/gap.ts';
import type { WorkingBoard } from '../../shared/working-board.ts';
import type { Attendance } from '../attendance.ts';
import type { Room } from '../room.ts';

export type BoardAnswer = {
  id: string;
  title: { en: string; fr: string };
  notice: { en: string; fr: string } | null;
  parties: object[];
  progress: {
    articles: number;
    locked: number;
    initialled: number;
    clean: number;
    brackets: number;
    figures: number;
  };
  sitting: number | null;
  seats: Record<string, { headFree: boolean; members: number }>;
  chairFree: boolean;
  observers: number;
  epoch: string;
  seq: number;
};

/** Gaps cost a comparison of texts, so they are kept as long as the board has not moved. */
const progressOf = (() => {
  const kept = new WeakMap<WorkingBoard, { seq: number; progress: BoardAnswer['progress'] }>();
  return (board: WorkingBoard): BoardAnswer['progress'] => {
    const before = kept.get(board);
    if (before?.seq === board.seq) return before.progress;
    const progress = {
      articles: board.state.clauses.length,
      locked: 0,
      initialled: 0,
      clean: 0,
      brackets: 0,
      figures: 0,
    };
    for (const clause of board.state.clauses) {
      const { gap, empty } = clauseView(board.state, board.text, clause);
      progress.brackets += gap.brackets;
      progress.figures += gap.figures;
      if (clause.phase.kind === 'locked') progress.locked += 1;
      else if (clause.phase.kind !== 'open') progress.initialled += 1;
      else if (isClosed(gap) && !empty) progress.clean += 1;
    }
    kept.set(board, { seq: board.seq, progress });
    return progress;
  };
})();

/** The body of `GET /api/boards/:board`, and an element of `GET /api/boards`. */
export const boardAnswer = (
  board: WorkingBoard,
  room: Room,
  attendance: Attendance,
  /** Whether anybody was ever let into the seat. */
  hasSession: (seat: string) => boolean,
): BoardAnswer | null => {
  const { state } = board;
  // Its first sitting is opened last of all: a board whose laying the server did not live to end is none.
  if (state.board === null || state.sittings.length === 0) return null;
  const free = (seat: string | undefined): boolean =>
    seat === undefined || attendance.isAbsent(room.board, seat, hasSession(seat));
  const chair = [...state.seats.values()].find((seat) => seat.role === 'chair');
  const seats = partiesOf(state).map((party): [string, { headFree: boolean; members: number }] => {
    const members = [...state.seats.values()].filter(
      (seat) => seat.party === party && seat.role === 'member',
    );
    const present = members.filter((seat) => attendance.connections(room.board, seat.id) > 0);
    return [party, { headFree: free(headOf(state, party)?.id), members: present.length }];
  });
  const { id, title, notice, parties } = state.board;
  return {
    id,
    title,
    notice,
    parties,
    progress: progressOf(board),
    sitting: sittingNow(state)?.sitting ?? null,
    seats: Object.fromEntries(seats),
    chairFree: free(chair?.id),
    observers: room.observers,
    epoch: room.table.epoch,
    seq: board.seq,
  };
};
