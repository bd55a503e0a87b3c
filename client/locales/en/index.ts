// All the English there is. A new file of words joins here, and its twin in `fr/`; keys are then `<file>.<path>`.
import { common } from './common.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { lobby } from './lobby.ts';
import { observer } from './observer.ts';
import { table } from './table.ts';

export const en = { common, help, history, lobby, observer, table };
