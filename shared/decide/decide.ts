// The rules of the table: what becomes of a move. Pure: the same code answers on the server, greys out a button in
// the browser, and is asked again by whoever checks a log.
import type { Move, ServerMove } from '../moves.ts';
import type { SeatId } from '../seats.ts';
import type { BoardState } from '../state.ts';
import type { TextView } from '../text/characters.ts';
import { decideAgenda } from './agenda.ts';
import type { Asking, Decision } from './decision.ts';
import { no, yes } from './decision.ts';
import { decideInitials } from './initials.ts';
import { decideReserve } from './reserves.ts';
import { decideRelease } from './release.ts';
import { decideRevision } from './revisions.ts';
import { decideSeating, decideShowingKey, decideTakingSeat } from './seating.ts';
import { decideTerm } from './terms.ts';
import { decideWords } from './words.ts';

/** The rules by which this program decides; a board's opening event says by which it was opened. */
export const RULES = 1;

/**
 * What becomes of a move that a seat asks for.
 * @param text the document of the moment, read-only
 * @returns the events that have then happened (none where nothing changes), or a refusal's code
 */
export const decide = (state: BoardState, text: TextView, move: Move, seatId: SeatId): Decision => {
  const seat = state.seats.get(seatId);
  if (seat === undefined) return no('no-seat');
  const asking: Asking = { state, text, seat, kind: move.kind };
  switch (move.kind) {
    case 'adopt':
    case 'strike':
      return decideWords(asking, move);
    case 'setTerm':
      return decideTerm(asking, move);
    case 'propose':
    case 'withdraw':
    case 'accept':
      return decideRevision(asking, move);
    case 'initial':
    case 'decline':
    case 'withdrawInitials':
    case 'confirm':
    case 'reopen':
      return decideInitials(asking, move);
    case 'reserve':
    case 'liftReserve':
      return decideReserve(asking, move);
    case 'authorise':
    case 'handOver':
    case 'removeMember':
      return decideSeating(asking, move);
    case 'showKey':
      return decideShowingKey(asking, move);
    case 'addClause':
    case 'retitle':
    case 'moveClause':
    case 'dropClause':
    case 'openSitting':
    case 'adjourn':
      return decideAgenda(asking, move);
    case 'releaseAnalysis':
      return decideRelease(asking, move);
  }
};

/** What becomes of what the server itself does, under the seat `server`. */
export const decideForServer = (state: BoardState, move: ServerMove): Decision => {
  switch (move.kind) {
    case 'openBoard':
      return state.board === null
        ? yes({ type: 'boardOpened', rules: move.rules, board: move.board })
        : no('board-open');
    case 'takeSeat':
      return state.board === null ? no('no-board') : decideTakingSeat(state, move);
  }
};
