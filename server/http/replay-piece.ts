// The log for a replay: without salts and hashes, in pieces that never change (`shared/replay/wire.ts` says what is in one).
// `?form=replay` tells the epoch and how far the log has come; `?form=replay&epoch=…&piece=n` is piece n, rows
// `1 + n * PIECE_ROWS` and on. The epoch in a piece's address makes it good for ever; the last piece only until it grows.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { z } from 'zod';
import { PIECE_ROWS } from '../../shared/replay/wire.ts';
import { headOfLog } from '../desk.ts';
import { packReplay, rowsOfPiece } from '../piece-keeper.ts';
import { problem } from './problem.ts';
import type { ReadVisit } from './visit.ts';

const Query = z.object({
  epoch: z.string().max(100).optional(),
  piece: z.coerce.number().int().min(0).max(1_000_000).optional(),
});

/** The best first. */
const ENCODINGS = ['br', 'gzip', 'identity'] as const;
type ContentEncoding = (typeof ENCODINGS)[number];

const deflate = promisify(gzip);
const compressed = async (bytes: Uint8Array, encoding: ContentEncoding): Promise<Uint8Array> => {
  switch (encoding) {
    case 'br':
      return packReplay(bytes);
    case 'gzip':
      return deflate(bytes);
    case 'identity':
      return bytes;
  }
};

/** Whole pieces are kept, as far as so many bytes reach: they are asked for together and never change. */
const KEPT_BYTES = 32 << 20;

export class ReplayPieces {
  /** The longest unasked for first. */
  readonly #kept = new Map<string, Promise<Uint8Array>>();
  #bytes = 0;

  async answer({ request, response, desk }: ReadVisit): Promise<void> {
    const query = Query.safeParse(request.query);
    if (!query.success) return problem(response, 'bad-request', z.prettifyError(query.error));
    const { epoch, piece } = query.data;
    const { seq: head } = await headOfLog(desk);
    const now = desk.epoch;
    const kind = desk.isPublic ? 'p' : 'r';
    response.set('Cache-Control', 'private, no-cache');
    if (piece === undefined) {
      response.json({ epoch: now, head, pieceRows: PIECE_ROWS });
      return;
    }
    const { first, last: end } = rowsOfPiece(piece);
    if (epoch !== now || first > head) return problem(response, 'not-found');
    const chosen = ENCODINGS.find((each) => request.acceptsEncodings(each) === each) ?? 'identity';
    const last = Math.min(head, end);
    const whole = last === end;
    if (whole) response.set('Cache-Control', 'private, max-age=31536000, immutable');
    response.set({ ETag: `W/"${now}-${kind}${first}-${last}"`, Vary: 'Accept-Encoding' });
    if (chosen !== 'identity') response.set('Content-Encoding', chosen);
    const make = async (): Promise<Uint8Array> => compressed(await desk.replayBytes(first, last), chosen);
    const find = async (): Promise<Uint8Array> =>
      (chosen === 'br' ? await desk.keptPiece(piece) : null) ?? (await make());
    const bytes = await (whole
      ? this.#keep(`${desk.board} ${kind} ${now} ${piece} ${chosen}`, find)
      : make());
    response.type('application/octet-stream').send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  }

  async #keep(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const known = this.#kept.get(key);
    if (known !== undefined) {
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known;
    }
    const made = make();
    this.#kept.set(key, made);
    try {
      this.#bytes += (await made).length;
    } catch (error) {
      this.#kept.delete(key);
      throw error;
    }
    for (const [oldest, bytes] of this.#kept) {
      if (this.#bytes <= KEPT_BYTES || oldest === key) break;
      this.#kept.delete(oldest);
      this.#bytes -= (await bytes).length;
    }
    return made;
  }
}
