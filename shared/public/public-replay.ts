// The rows of a public log as a replay reads them: a row that is withheld as one in which nothing happened, and where
// something was shown in a row's place, that, with what it brought of the texts.
import { toBase64 } from 'lib0/buffer';
import type { Row } from '../log.ts';
import type { ReplayRow } from '../replay/wire.ts';
import type { PublicBoard } from './public-board.ts';

const utf8 = new TextEncoder();

/** @param board null where every row is whole */
export const publicReplayRow = (board: PublicBoard | null, row: Row): ReplayRow => {
  const { seq, at, seat } = row;
  if (board === null || board.fateOf(seq) === 'whole') return row;
  const shown = board.shownAt(seq);
  if (shown === undefined) return { seq, at, kind: 'pen', seat, body: new Uint8Array(0) };
  const { entry, text } = shown;
  const said = { id: entry.move, events: entry.events };
  // First, where whoever reads on finds it without reading all of it.
  const body = text === null ? said : { text: toBase64(text), ...said };
  return { seq, at, kind: 'move', seat: entry.seat, body: utf8.encode(JSON.stringify(body)) };
};
