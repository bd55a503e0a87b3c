// What every part of the page of people is handed: the table, the board, who looks at it, and the routes.
import type { BoardDefinition } from '../../shared/board.ts';
import type { OwnSeat, TableView } from '../session/view.ts';
import type { PeopleRoutes } from './routes.ts';

export type Scope = {
  view: TableView;
  board: BoardDefinition;
  /** With the role of this moment: a head may have handed over. */
  me: OwnSeat;
  routes: PeopleRoutes;
  /** Asks the server for the list again. */
  again: () => void;
  /** ms since 1970, a little behind the clock. */
  now: number;
};
