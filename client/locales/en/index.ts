// All the English there is. A new file of words joins here, and its twin in `fr/`; keys are then `<file>.<path>`.
import { article } from './article.ts';
import { common } from './common.ts';
import { concessions } from './concessions.ts';
import { doors } from './doors.ts';
import { editor } from './editor.ts';
import { exports } from './exports.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { invite } from './invite.ts';
import { lobby } from './lobby.ts';
import { moves } from './moves.ts';
import { newBoard } from './new-board.ts';
import { observer } from './observer.ts';
import { people } from './people.ts';
import { positions } from './positions.ts';
import { record } from './record.ts';
import { replay } from './replay.ts';
import { table } from './table.ts';
import { terms } from './terms.ts';

export const en = {
  article,
  common,
  concessions,
  doors,
  editor,
  exports,
  help,
  history,
  invite,
  lobby,
  moves,
  newBoard,
  observer,
  people,
  positions,
  record,
  replay,
  table,
  terms,
};
