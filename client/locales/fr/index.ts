// All the French there is; see `../en/index.ts`.
import { common } from './common.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { lobby } from './lobby.ts';
import { observer } from './observer.ts';
import { table } from './table.ts';

export const fr = { common, help, history, lobby, observer, table };
