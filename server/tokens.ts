// What lets somebody into a seat: a random token, of which the store keeps only a digest. A browser keeps it in an
// HttpOnly cookie, which may hold the tokens of several seats (one a tab); programs send it themselves.
import { createHash } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import { BoardId } from '../shared/board.ts';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const MOST_SEATS_A_BROWSER = 8;
const MOST_BOARDS_A_BROWSER = 50;
const COOKIE_AGE_S = 14 * 24 * 3600;
const PREFIX = 'paraph_';

/** 256 random bits as 43 characters. */
export const newToken = (random: (bytes: number) => Uint8Array): string =>
  Buffer.from(random(32)).toString('base64url');

export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

export const isToken = (token: string): boolean => TOKEN.test(token);

const cookieName = (board: BoardId): string => `${PREFIX}${board}`;

/** The tokens that a browser has for a board, the newest last. */
export const tokensIn = (header: string | undefined, board: BoardId): string[] =>
  (parseCookie(header ?? '')[cookieName(board)] ?? '').split('.').filter(isToken);

/** The boards for which a browser has tokens. */
export const boardsIn = (header: string | undefined): BoardId[] =>
  Object.keys(parseCookie(header ?? ''))
    .filter((name) => name.startsWith(PREFIX))
    .flatMap((name) => BoardId.safeParse(name.slice(PREFIX.length)).data ?? [])
    .slice(0, MOST_BOARDS_A_BROWSER);

type CookieTools = { secure: boolean };

const cookieOf = (board: BoardId, tokens: readonly string[], { secure }: CookieTools): string =>
  stringifySetCookie({
    name: cookieName(board),
    value: tokens.join('.'),
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path: '/',
    maxAge: tokens.length === 0 ? 0 : COOKIE_AGE_S,
  });

/** The `Set-Cookie` value that adds a seat's token to those the browser has for this board. */
export const cookieWith = (
  header: string | undefined,
  board: BoardId,
  token: string,
  tools: CookieTools,
): string => cookieOf(board, [...tokensIn(header, board), token].slice(-MOST_SEATS_A_BROWSER), tools);

/** The `Set-Cookie` value that has another token (or none) in the place of one. */
export const cookieInstead = (
  header: string | undefined,
  board: BoardId,
  { from, to }: { from: string; to: string | null },
  tools: CookieTools,
): string => {
  const tokens = tokensIn(header, board).flatMap((token) => (token === from ? (to ?? []) : token));
  return cookieOf(board, tokens, tools);
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
