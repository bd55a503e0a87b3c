// Movements read off the log of a story; and the same log on another clock.
import { MovementReader } from '../../shared/movement/movement-reader.ts';
import type { Movements } from '../../shared/movement/movement-reader.ts';
import type { Row } from '../../shared/log.ts';

export const movementsIn = (rows: Iterable<Row>): Movements => {
  const reader = new MovementReader();
  for (const row of rows) reader.read(row);
  return reader.result();
};

/** The rows with so many milliseconds between each and the one before. */
export const retimed = (rows: readonly Row[], pause: (row: Row) => number): Row[] => {
  let at = 1_760_000_000_000;
  return rows.map((row) => ({ ...row, at: (at += pause(row)) }));
};
