// Loaded before the program (`node --import`): a disk on which every commit takes its time, so that whoever kills the program
// often meets one that is under way.
import { DatabaseSync } from 'node:sqlite';

const exec = DatabaseSync.prototype.exec;
const never = new Int32Array(new SharedArrayBuffer(4));

DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string): void {
  if (sql === 'COMMIT') Atomics.wait(never, 0, 0, Math.random() * 30);
  exec.call(this, sql);
};
