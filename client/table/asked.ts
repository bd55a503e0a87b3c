// What one head asked for and the other has not yet, read back from the record.
import { Move } from '../../shared/moves.ts';
import type { PartyId } from '../../shared/board.ts';
import type { Asked, BoardState } from '../../shared/state.ts';

export type AgendaMove = Extract<
  Move,
  {
    kind:
      'addClause' | 'retitle' | 'moveClause' | 'dropClause' | 'openSitting' | 'adjourn' | 'releaseAnalysis';
  }
>;
export type Asking = { party: PartyId; move: AgendaMove; key: string };

const isAgendaMove = (move: Move): move is AgendaMove =>
  ['addClause', 'retitle', 'moveClause', 'dropClause', 'openSitting', 'adjourn', 'releaseAnalysis'].includes(
    move.kind,
  );

/** The move that was asked for; null where a later program wrote it in a way that this one cannot read. */
const moveOf = ({ ask }: Asked): AgendaMove | null => {
  const read = Move.safeParse(JSON.parse(ask));
  return read.success && isAgendaMove(read.data) ? read.data : null;
};

/** All that is asked for now, oldest first. */
export const askingsOf = (state: BoardState): readonly Asking[] =>
  state.asked.flatMap((asked) => {
    const move = moveOf(asked);
    return move === null ? [] : [{ party: asked.party, move, key: `${asked.party} ${asked.ask}` }];
  });
