// What can happen to a disk, done for real: a small one that is full, files that cannot be written. Needs the rights for it
// (root, as in a container); where the machine does not allow it the test fails and says so.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const run = (command: string, ...args: string[]): void => {
  try {
    execFileSync(command, args, { stdio: 'pipe' });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(`this machine does not allow what the test has to do: ${said}`, { cause: error });
  }
};

/** A disk in memory, with a folder on it. */
export class SmallDisk {
  readonly folder: string;
  readonly #filler: string;

  constructor(megabytes: number) {
    this.folder = mkdtempSync(join(tmpdir(), 'paraph-disk-'));
    this.#filler = join(this.folder, 'filler');
    run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', this.folder);
  }

  /** Not a byte is left; nor in the write-ahead log of the data folder, which is a file that SQLite writes over again. */
  fill(): void {
    const db = new DatabaseSync(join(this.folder, 'paraph.sqlite'), { timeout: 10_000 });
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    const file = openSync(this.#filler, 'a');
    try {
      for (let chunk = 1 << 20; chunk >= 1; chunk >>= 1) while (written(file, chunk) === chunk);
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(this.#filler);
  }

  setReadOnly(readOnly: boolean): void {
    run('mount', '-o', `remount,${readOnly ? 'ro' : 'rw'}`, this.folder);
  }

  remove(): void {
    run('umount', '-l', this.folder);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const written = (file: number, bytes: number): number => {
  try {
    return writeSync(file, new Uint8Array(bytes).fill(120));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return 0;
    throw error;
  }
};

/** Whether what is open for writing can still be written is the file system's to say; on ext4 it cannot. */
export const setImmutable = (folder: string, immutable: boolean): void => {
  const files = readdirSync(folder).filter((name) => /^paraph\.sqlite(?:-wal)?$/.test(name));
  run('chattr', immutable ? '+i' : '-i', ...files.map((name) => join(folder, name)));
};
