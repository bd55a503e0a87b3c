// What lets somebody into a seat: a random token, of which the store keeps only a digest. A browser keeps it in an
// HttpOnly cookie, which may hold the tokens of several seats (one a tab); programs send it themselves.
import { createHash } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { BoardId } from '../shared/board.ts';
import type { SeatRecord, Store } from './store/port.ts';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const MOST_SEATS_A_BROWSER = 8;
const COOKIE_AGE_S = 14 * 24 * 3600;

/** 256 random bits as 43 characters. */
export const newToken = (random: (bytes: number) => Uint8Array): string =>
  Buffer.from(random(32)).toString('base64url');

export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

const cookieName = (board: BoardId): string => `paraph_${board}`;

const tokensIn = (header: string | undefined, board: BoardId): string[] =>
  (parseCookie(header ?? '')[cookieName(board)] ?? '').split('.').filter((token) => TOKEN.test(token));

/** The `Set-Cookie` value that adds a seat's token to those the browser has for this board. */
export const cookieWith = (
  header: string | undefined,
  board: BoardId,
  token: string,
  { secure }: { secure: boolean },
): string => {
  const tokens = [...tokensIn(header, board), token].slice(-MOST_SEATS_A_BROWSER);
  return stringifySetCookie({
    name: cookieName(board),
    value: tokens.join('.'),
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path: '/',
    maxAge: COOKIE_AGE_S,
  });
};

/** What a request shows of itself. */
export type Credentials = {
  /** From `Authorization`, Socket.IO's `auth`, or `?token=`. */
  token?: string | undefined;
  /** The whole `Cookie` header. */
  cookie?: string | undefined;
  /** Which of the cookie's seats is meant; the newest where it is left out. */
  seat?: string | undefined;
};

export const bearerOf = (authorization: string | undefined): string | undefined =>
  /^Bearer +([A-Za-z0-9_-]+)$/i.exec(authorization ?? '')?.[1];

/** The seat that these credentials open at this board, or null. */
export const seatOf = async (
  store: Pick<Store, 'seatByToken'>,
  board: BoardId,
  { token, cookie, seat }: Credentials,
): Promise<SeatRecord | null> => {
  const tokens = token === undefined ? tokensIn(cookie, board).reverse() : [token];
  for (const each of tokens) {
    if (!TOKEN.test(each)) continue;
    const record = await store.seatByToken(board, tokenHash(each));
    if (record !== null && (seat === undefined || token !== undefined || record.seat === seat)) return record;
  }
  return null;
};
