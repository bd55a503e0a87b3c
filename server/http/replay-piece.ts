// The log for a replay: without salts and hashes, in pieces that never change (`shared/replay/wire.ts` says what is in one).
// `?form=replay` tells the epoch and how far the log has come; `?form=replay&epoch=…&piece=n` is piece n, rows
// `1 + n * PIECE_ROWS` and on. The epoch in a piece's address makes it good for ever; the last piece only until it grows.
// All of it comes from the store: the past can be read without loading the board, which takes longer than reading it.
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { BoardId } from '../../shared/board.ts';
import { PIECE_ROWS } from '../../shared/replay/wire.ts';
import type { Store } from '../store/port.ts';
import { problem } from './problem.ts';

type Visit = { request: Request; response: Response; board: BoardId };

const Query = z.object({
  epoch: z.string().max(100).optional(),
  piece: z.coerce.number().int().min(0).max(1_000_000).optional(),
});

/** The best first. */
const ENCODINGS = ['br', 'gzip', 'identity'] as const;
type ContentEncoding = (typeof ENCODINGS)[number];

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);
/** Beyond it brotli takes much longer for little. */
const BROTLI_QUALITY = 3;

const compressed = async (bytes: Uint8Array, encoding: ContentEncoding): Promise<Uint8Array> => {
  switch (encoding) {
    case 'br':
      return brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
    case 'gzip':
      return deflate(bytes);
    case 'identity':
      return bytes;
  }
};

/** Whole pieces are kept, as far as so many bytes reach: they are asked for together and never change. */
const KEPT_BYTES = 32 << 20;

export class ReplayPieces {
  readonly #store: Store;
  /** The longest unasked for first. */
  readonly #kept = new Map<string, Promise<Uint8Array>>();
  #bytes = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  async answer({ request, response, board }: Visit): Promise<void> {
    const query = Query.safeParse(request.query);
    if (!query.success) return problem(response, 'bad-request', z.prettifyError(query.error));
    const { epoch, piece } = query.data;
    const stored = await this.#store.head(board);
    if (stored === null) return problem(response, 'no-board');
    const { seq: head, epoch: now } = stored;
    response.set('Cache-Control', 'private, no-cache');
    if (piece === undefined) {
      response.json({ epoch: now, head, pieceRows: PIECE_ROWS });
      return;
    }
    const first = 1 + piece * PIECE_ROWS;
    if (epoch !== now || first > head) return problem(response, 'not-found');
    const chosen = ENCODINGS.find((each) => request.acceptsEncodings(each) === each) ?? 'identity';
    const last = Math.min(head, first + PIECE_ROWS - 1);
    const whole = last === first + PIECE_ROWS - 1;
    if (whole) response.set('Cache-Control', 'private, max-age=31536000, immutable');
    response.set({ ETag: `W/"${now}-r${first}-${last}"`, Vary: 'Accept-Encoding' });
    if (chosen !== 'identity') response.set('Content-Encoding', chosen);
    const make = (): Promise<Uint8Array> => this.#make(board, first, last, chosen);
    const bytes = await (whole ? this.#keep(`${board} ${now} ${piece} ${chosen}`, make) : make());
    response.type('application/octet-stream').send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  }

  async #make(board: BoardId, first: number, last: number, encoding: ContentEncoding): Promise<Uint8Array> {
    return compressed(await this.#store.replayBytes(board, first, last), encoding);
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
