// A process that opens the store in the folder it is given, appends chained rows for as long as it lives, and
// writes the seq of each on stdout once the store has acknowledged it: to be killed.
import { openSqliteStore } from '../../server/store/sqlite.ts';
import { chain } from './rows.ts';

const opened = await openSqliteStore(process.argv[2] ?? '');
if (!opened.ok) {
  process.stdout.write(`${opened.code}\n`);
  process.exit(1);
}
await opened.store.createBoard('a', 'epoch');
let head = await opened.store.head('a');
while (head !== null) {
  const rows = chain(3, { from: head });
  const outcome = await opened.store.append([{ board: 'a', expectedSeq: head.seq, rows }]);
  if (!outcome.ok) throw new Error('nobody else should write here');
  head = { ...head, ...rows.at(-1)! };
  process.stdout.write(`${head.seq}\n`);
}
