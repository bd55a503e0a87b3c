#!/usr/bin/env node
// What an operator does to the data folder (DATA): `backup FILE`, also while the server runs, and `restore FILE`, while none
// does. Ends with 0 where it was done and 1 where it was not, and says which.
import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { backUp } from '../store/backup.ts';
import type { Done } from '../store/archive.ts';
import { restore } from '../store/restore.ts';

const USAGE =
  'Usage: npm run backup -- FILE, or npm run restore -- FILE; DATA names the data folder (default ./data).';

const main = async (args: readonly string[]): Promise<Done> => {
  const [act, file, ...more] = args;
  if (file === undefined || file.startsWith('-') || more.length > 0) return { ok: false, message: USAGE };
  // Only the folder is asked for: the rest of the environment is the server's.
  const read = readConfig({ DATA: process.env['DATA'] });
  if (!read.ok) return { ok: false, message: read.errors.join('\n') };
  // npm goes to the program's folder before it runs this; a file is named from where one stands.
  const path = resolve(process.env['INIT_CWD'] ?? '.', file);
  switch (act) {
    case 'backup':
      return backUp(read.config.data, path);
    case 'restore':
      return restore(read.config.data, path, new Date());
    default:
      return { ok: false, message: USAGE };
  }
};

const done = await main(process.argv.slice(2));
if (done.ok) console.log(done.lines.join('\n'));
else console.error(done.message);
process.exitCode = done.ok ? 0 : 1;
