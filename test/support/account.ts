// What the server is held to: everything that anybody was told, by an acknowledgement or by having been shown it. Whatever
// happens to the server afterwards, all of it has to be there.
import { expect } from 'vitest';
import * as Y from 'yjs';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Row } from '../../shared/log.ts';
import { LEDGER_CLIENT } from '../../shared/pens.ts';
import type { WorkingBoard } from '../../shared/working-board.ts';
import type { Seat } from './seat.ts';

export type Account = {
  updates: Uint8Array[];
  points: { seq: number; hash: string }[];
  moves: { seat: string; id: string; seq: number }[];
};

/** @param seen what observers were sent */
export const accountOf = (seats: readonly Seat[], seen: readonly Uint8Array[]): Account => {
  const acknowledged = seats.flatMap((seat) => seat.acknowledged.map((each) => ({ seat, ...each })));
  const rows = seats.flatMap((seat) => seat.rows);
  const texts = acknowledged
    .filter(({ event }) => event === 'text')
    .map(({ payload }) => payload as Uint8Array);
  const moves = acknowledged
    .filter(({ event }) => event === 'move')
    .map(({ seat, payload, seq }) => ({ seat: seat.id, id: (payload as { id: string }).id, seq }));
  return {
    updates: [...texts, ...rows.flatMap(({ update }) => (update === null ? [] : [update])), ...seen],
    points: [...acknowledged, ...rows].map(({ seq, hash }) => ({ seq, hash })),
    moves,
  };
};

/** How many characters an account speaks of, each counted once however many saw it. */
export const charactersIn = ({ updates }: Account): number => {
  const ids = new Set<string>();
  for (const update of updates)
    for (const { id, length } of Y.decodeUpdate(new Uint8Array(update)).structs)
      for (let i = 0; id.client > LEDGER_CLIENT && i < length; i += 1)
        ids.add(`${id.client}:${id.clock + i}`);
  return ids.size;
};

/** The ids of the characters and entries that an update brings, and of those that it deletes. */
const missingOf = (update: Uint8Array, doc: Y.Doc): string[] => {
  const { structs, ds } = Y.decodeUpdate(new Uint8Array(update));
  const missing = structs
    .filter(({ id, length }) => Y.getState(doc.store, id.client) < id.clock + length)
    .map(({ id, length }) => `${id.client}:${id.clock}+${length}`);
  for (const [client, ranges] of ds.clients) {
    const there = doc.store.clients.get(client) ?? [];
    for (const { clock, len } of ranges)
      for (let at = clock; at < clock + len; at += 1) {
        const struct =
          there.length > 0 && at < Y.getState(doc.store, client)
            ? there[Y.findIndexSS(there, at)]
            : undefined;
        if (struct?.deleted !== true) missing.push(`deletion of ${client}:${at}`);
      }
  }
  return missing;
};

export const expectKept = (
  { updates, points, moves }: Account,
  rows: readonly Row[],
  board: WorkingBoard,
): void => {
  const missing = updates.flatMap((update) => missingOf(update, board.doc));
  expect(missing).toEqual([]);
  expect(
    points.filter(({ seq, hash }) => rows[seq - 1] === undefined || bytesToHex(rows[seq - 1]!.hash) !== hash),
  ).toEqual([]);
  const recorded = moves.filter(({ seat, id }) => board.seqOfMove(seat, id) !== undefined);
  expect(recorded.filter(({ seat, id, seq }) => (board.seqOfMove(seat, id) ?? 0) > seq)).toEqual([]);
  // A move that changes nothing (its words are gone, its figure is set) is acknowledged, but makes no entry: that none which did
  // is missing is what the hashes above say. This only sees that there are many of the others.
  if (moves.length >= 40) expect(recorded.length).toBeGreaterThanOrEqual(moves.length / 2);
};
