// What a column of a row that SQLite answered with holds, or an error where it is something else.
import type { SQLOutputValue } from 'node:sqlite';

export type Columns = Record<string, SQLOutputValue>;

export const text = (columns: Columns, name: string): string => {
  const value = columns[name];
  if (typeof value !== 'string') throw new TypeError(`column ${name} should hold text`);
  return value;
};

export const integer = (columns: Columns, name: string): number => {
  const value = columns[name];
  if (typeof value !== 'number') throw new TypeError(`column ${name} should hold a number`);
  return value;
};

export const blob = (columns: Columns, name: string): Uint8Array => {
  const value = columns[name];
  if (!(value instanceof Uint8Array)) throw new TypeError(`column ${name} should hold bytes`);
  return value;
};

export const textOrNull = (columns: Columns, name: string): string | null =>
  columns[name] === null ? null : text(columns, name);

export const integerOrNull = (columns: Columns, name: string): number | null =>
  columns[name] === null ? null : integer(columns, name);
